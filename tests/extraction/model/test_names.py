"""Whose names and which numbers a paper holds, and that none of them is left in what leaves."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.eval.case import all_cases
from extractor.extraction import extract
from extractor.extraction.lexicon import plain, words_of
from extractor.extraction.model.names import private
from extractor.extraction.model.naming import named_in
from extractor.extraction.model.numbering import pieces, show
from extractor.llm.redaction import Masks
from extractor.reading import read
from extractor.records import paths
from extractor.records.document import Cell, Page, Table
from extractor.records.quantity import find_quantities
from extractor.settings import Settings
from tests.extraction.helpers import paper, patient, rows


def hidden(document):
    """Return a document as a prompt would show it, with all that is private masked."""
    found = private(document)
    return show(pieces(document), Masks(found.names, found.numbers))


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("联系人：林知夏", {"林知夏"}),
        ("填报人（签名）： 林 知 夏   联系电话：330561", {"林知夏"}),
        ("单位负责人签字：邝思齐联系电话 6441022", {"邝思齐"}),
        ("负责人：牧云川", {"牧云川"}),
        ("法定代表人：叶 青", {"叶青"}),
        ("由县财政局局长沈砚秋任组长，副局长顾北辰、办公室主任江一帆任副组长", {"沈砚秋", "顾北辰", "江一帆"}),
        ("组长：沈砚秋；副组长：顾北辰；成员：江一帆、欧阳晴", {"沈砚秋", "顾北辰", "江一帆", "欧阳晴"}),
        ("组员：江一帆、陆遥（财务股）、温如玉", {"江一帆", "陆遥", "温如玉"}),
        ("感谢沈砚秋同志、顾北辰先生和江一帆女士的支持", {"沈砚秋", "顾北辰", "江一帆"}),
        ("经审委主任苏晚，市委副书记、市总工会主席俞文等领导多次前来", {"苏晚", "俞文"}),
        ("评价组由沈砚秋、顾北辰、江一帆三人组成", {"沈砚秋", "顾北辰", "江一帆"}),
        ("沈砚秋（局长）任组长，江一帆（出纳）为成员", {"沈砚秋", "江一帆"}),
        ("项目由司马若兰担任负责人", {"司马若兰"}),
        ("审核：顾北辰  制表：江一帆", {"顾北辰", "江一帆"}),
        ("法定代表人：阿依古丽·买买提", {"阿依古丽·买买提"}),
        ("書記盧曉東同志帶隊", {"盧曉東"}),
    ],
)  # fmt: skip
def test_names_are_known_by_the_words_around_them(text, names):
    """Labels, titles before and behind, duties, lists; what may end in two ways is found in both."""
    document = paper(f"{text}\n")
    shown = re.sub(r"\s", "", hidden(document))

    assert names <= private(document).names
    assert not [name for name in names if name in shown]


@pytest.mark.parametrize(
    "text",
    [
        "由分管副局长任组长，林业局局长为成员，办公室、财务股、计划股参加",
        "局长办公会研究，主任医师和高级工程师出席，党组书记兼任支部书记",
        "云岭县长、金山镇镇长和水利局局长到会；云岭县、金山镇已完成",
        "基本支出、项目支出、公用经费和安全生产资金分别为12.5万元、8万元、3万元和1万元",
        "成员：办公室、财务股、水利股",
        "经费审查委员会、女职工委员会",
        "负责人：如下",
    ],
)
def test_words_that_are_no_names_stay(text):
    """Units, offices, places and the words of the domain are not masked."""
    assert "〔" not in hidden(paper(f"{text}\n"))


@pytest.mark.parametrize(
    "text",
    [
        "手机13900001234", "手机：139 0000 1234", "１３９００００１２３４", "+86 139-0000-1234", "+8613900001234",
        "139-0000-1234", "0700-6441022", "（0700）6441022", "(0700) 644 1022", "0700 6441022", "0700—6441022-801",
        "07006441022转12", "400-800-1234", "联系电话：6441022、6441023", "电话 6441022 单位负责人",
        "联系人及电话：330561", "电话：829",
        "身份证号：110101199003070011", "11010119900307001X", "账号：6222 0000 1111 2222", "abc.def@example.com",
        "微信号：18800",
    ],
)  # fmt: skip
def test_numbers_that_lead_to_a_person_are_masked(text):
    """Phones by their form or beside a label, identity cards, accounts and e-mail; nothing of four digits is left."""
    shown = hidden(paper(f"{text}\n")).partition(" ")[2]

    assert "〔号" in shown
    assert not re.search(r"\d{3}|@", re.sub("〔号\\d+〕", "", shown))


@pytest.mark.parametrize(
    "text",
    [
        "支出13900001234元", "13900001234.56", "1,390,000,123.40", "投资额约07.5亿元", "年初预算 6441022.00 元",
        "2024年12月31日", "电话费：12345元", "热线接听12345件", "110101199003070011万元", "咨询电话接待 12345 次",
    ],
)  # fmt: skip
def test_figures_are_not_masked(text):
    """What has a unit or a decimal point is a figure, however long it is."""
    assert "〔" not in hidden(paper(f"{text}\n"))


def test_a_wrapped_label_or_name_is_found():
    """A label, a name and what belongs together may stand on two lines, or in a cell of two."""
    shown = hidden(paper("2024年度自评\n部门负责人签\n字：闻人岳\n本次自评由局长沈砚\n秋负责。\n经办人\n江一帆\n"))

    assert not re.search("闻人岳|沈砚|秋负|江一帆", shown)
    assert "负责" in shown


def test_names_of_a_table_are_masked_everywhere():
    """Below 姓名, beside 填报人 and in a narrative: the same name is masked at each place, also spaced."""
    text = rows(
        "姓名|职务|单位", "万俟 晴|科员|河口县文化馆", "牧云川|馆长|河口县文化馆", "联系人|牧云川|联系电话|330561"
    )
    document = paper(f"{text}\n\n一、基本情况\n自评由牧云川、万俟晴完成，可拨330561。\n")

    assert not re.search("牧云川|万俟|330561", hidden(document))
    assert "河口县文化馆" in hidden(document)


def test_a_table_with_merged_cells_is_looked_through():
    """The cell beside a label holds a name and a number together."""
    cells = tuple(
        Cell(id=f"T1R1C{c}", row=1, col=c, text=text)
        for c, text in enumerate(("联系人及电话", "江一\n帆 6441022", "备注", ""), 1)
    )
    document = paper("河口县文化馆2024年度自评表\n")
    table = Table(id="T1", rows=1, cols=4, cells=cells)
    document = document.model_copy(update={"blocks": (*document.blocks, table), "pages": (Page(number=1),)})

    assert not re.search("江一|帆|6441022", hidden(document))


NAMES = st.builds(
    "".join,
    st.tuples(
        st.one_of(st.sampled_from(sorted(words_of("surnames") - set("于和全占应"))), st.sampled_from(["欧阳", "尉迟"])),
        st.text(alphabet="若砚秋北辰一帆知夏雨桐", min_size=1, max_size=2),
    ),
)
TEXTS = st.text(alphabet="若砚秋预算执行局长：、，。\n 　0123456789-〔〕名号文.@ax（）", max_size=40)
PLACES = ("联系人：{}", "局长{}，", "{}同志", "负责人（签字）： {}", "成员：{}、江一帆", "经办人　{}　电话")


@patient
@given(st.lists(NAMES, max_size=4), st.lists(TEXTS, min_size=3, max_size=3))
def test_masking_loses_nothing(names, texts):
    """What is masked and put back is the text, letter for letter, whatever stands on it; and no name is left."""
    masks = Masks(names, ["330561", "6441022"])
    before, text, after = texts[0], f"{texts[1]}{''.join(names)}{texts[2]}", texts[2]
    shown = masks.hide(text, before, after)

    assert masks.restore(shown) == text
    assert not [name for name in names if name in shown]


@patient
@given(
    NAMES,
    st.sampled_from(PLACES),
    TEXTS.filter(lambda text: "\n" not in text),
    st.from_regex(r"1[3-9]\d{9}", fullmatch=True),
)
def test_no_labelled_name_or_phone_leaves(name, place, around, phone):
    """A name beside a label or title, and any mobile number, is in no line of the prompt, also where it is repeated."""
    said = place.format(name)
    document = paper(f"河口县文化馆2024年度自评\n{said}\n电话：{phone}\n{around}\n又见{name}，{phone}。\n")
    shown = hidden(document)

    assert name not in shown
    assert phone not in shown


@pytest.mark.parametrize("case", all_cases(), ids=lambda case: case.name)
def test_real_forms_keep_their_words_and_lose_their_names(case):
    """On every labelled report: no name and phone of the record is left, all figures and the unit's name are."""
    document = read(case.report, Settings())
    report = extract(document, Settings())
    found = private(document)
    masks = Masks(found.names, found.numbers)
    shown = [(piece, piece.shown(masks)) for piece in pieces(document)]
    text = plain("\n".join(line for _, line in shown))
    people = {plain(value.text) for path, value in paths.walk(report) if _is_person(path)}
    unit = report.profile and report.profile.unit_name

    assert not [name for name in people if name in text]
    assert not unit or plain(unit.text) in text
    assert [_amounts(piece.text) for piece, _ in shown] == [_amounts(re.sub("〔.*?〕", "", line)) for _, line in shown]


def _is_person(path):
    return path.endswith((".preparer", ".head", ".phone")) or ("evaluators" in path and path.endswith(".name"))


def _amounts(text):
    return [figure.text for figure in find_quantities(text) if figure.unit and "." in figure.text]


def test_a_place_is_no_name():
    """云岭 is not masked where 云岭县 is printed, although a title stands behind it."""
    assert "云岭" not in set(named_in("云岭县财政局"))
    assert "〔" not in hidden(paper("云岭县财政局\n云岭县长到会\n"))
