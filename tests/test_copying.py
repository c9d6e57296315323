"""Passages that different units share word for word."""

import random

import pytest

from extractor.copying import LEAST, Source, copied, source_of
from extractor.records.report import Report
from tests.compact import report_from_compact

PASSAGE = (
    "一是项目前期论证不够充分，部分工程因管线迁改延期两个月；"
    "二是资金支付集中在第四季度，均衡性不足；三是台账更新不及时。"
)
FORM = (
    "根据预算绩效管理要求，本单位组织开展了整体支出绩效自评，成立工作小组，"
    "收集资料并逐项打分，形成本报告并报送主管部门备案。"
)
_CHARACTERS = [chr(0x4E00 + number) for number in range(2500)] + ["，"] * 150 + ["。"] * 60


def own(number, length=900):
    """Return prose that only one unit could have written."""
    dice = random.Random(number)  # noqa: S311 - a repeatable text
    return "".join(dice.choices(_CHARACTERS, k=length))


def batch(*texts):
    """Return one report a unit, each with its own prose around the text."""
    return [Source(f"报告{n}", f"单位{n}", (own(2 * n) + text + own(2 * n + 1),)) for n, text in enumerate(texts)]


def told(sources):
    """Return the passages with the numbers of their reports."""
    return [(one.passage.strip("，。"), one.reports) for one in copied(sources)]


def test_a_copied_passage_is_found_whole():
    """Two units with one passage in their own prose are named with the whole passage."""
    ((passage, reports),) = told(batch(f"。{PASSAGE}", "", f"。{PASSAGE}", ""))

    assert PASSAGE.strip("。") in passage
    assert reports == (0, 2)


def test_prose_of_ones_own_is_no_copy():
    """Texts that share nothing long are left alone."""
    assert told(batch("", "", "")) == []
    assert told(batch("。依法履行职责，加强内部控制。", "。依法履行职责，加强内部控制。")) == []


def test_the_words_of_the_form_are_no_copy():
    """What more than half of all units have is the form's or the notice's."""
    forms = [f"。{FORM}" for _ in range(8)]

    assert told(batch(*forms)) == []
    assert told(batch(f"。{FORM}", f"。{FORM}", *[""] * 8))[0][1] == (0, 1)


def test_form_with_a_date_of_its_own_is_no_copy():
    """That two of many copies of the form end in the same date makes no copied passage."""
    dates = ["2025年3月1日完成。", "2025年3月1日完成。", *(f"2025年4月{day}日结束。" for day in range(1, 9))]

    assert told(batch(*(f"。{FORM[:-1]}，{date}" for date in dates))) == []


def test_two_reports_of_one_unit_are_no_copy():
    """A unit may repeat itself."""
    sources = [source._replace(unit="甲局") for source in batch(f"。{PASSAGE}", f"。{PASSAGE}")]

    assert told(sources) == []


def test_laws_and_scoring_rules_are_no_copy():
    """Names of laws and the notes that a form prints below its tables do not count."""
    law = (
        "。依据《中华人民共和国预算法》《项目支出绩效评价管理办法》（财预〔2020〕10号）"
        "《关于全面实施预算绩效管理的意见》，特编制。"
    )
    note = (
        "。定性指标分为三档，达成预期计满分，部分达成的按完成比例计分；得分保留两位小数，一个项目填报一张表，不得漏报。"
    )

    assert told(batch(law, law, "", "")) == []
    assert told(batch(note, note, "", "")) == []


def test_a_group_is_told_once():
    """Three units with one passage make one group; what two of them share beyond it is told besides."""
    more = (
        "四是绩效指标设置偏多且有重复，个别指标缺少可以核对的依据，"
        "考核时难以取得一致意见，也没有与部门职能逐一对应起来。"
    )
    found = told(batch(f"。{PASSAGE}{more}", f"。{PASSAGE}{more}", f"。{PASSAGE}", "", "", ""))

    assert sorted(reports for _, reports in found) == [(0, 1), (0, 1, 2)]


@pytest.mark.parametrize("length", [LEAST - 8, LEAST + 2])
def test_how_long_a_passage_must_be(length):
    """A sentence that two people may write by chance is none; a longer one is."""
    sentence = PASSAGE.replace("；", "，")[:length]
    chinese = sum("\u4e00" <= char <= "\u9fff" for char in sentence)
    extra = own(99, 60).replace("，", "").replace("。", "")[: length - chinese]

    assert bool(told(batch(f"。{sentence}{extra}。", f"。{sentence}{extra}。", ""))) == (length >= LEAST)


def test_what_a_unit_wrote_itself_is_compared():
    """Narrative and long words of the forms count; duties, headings and short cells do not."""
    report = report_from_compact(
        {
            "profile": {"unit_name": "青禾县图书馆", "duties": PASSAGE},
            "goals": {"expected": PASSAGE.replace("管线", "拆迁")},
            "sections": [
                {"title": "部门职能", "level": 1, "text": PASSAGE.replace("工程", "课程")},
                {"title": "存在的问题", "level": 1, "text": PASSAGE.replace("，", "，\n")},
            ],
        }
    )
    source = source_of("甲", report)

    assert source.unit == "青禾县图书馆"
    assert source.texts == (PASSAGE, PASSAGE.replace("管线", "拆迁"))


def test_an_empty_record_has_no_texts():
    """Nothing read, nothing to compare; the file stands for the unit."""
    empty = Report.model_validate({"source": {"file": "a", "sha256": "0", "media_type": "text/plain", "pages": 1}})

    assert source_of("甲", empty) == Source("甲", "甲", ())
    assert copied([]) == []
