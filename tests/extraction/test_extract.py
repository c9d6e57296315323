"""What holds of every record, whatever paper it was read from."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extraction.helpers import figures, paper, patient, record, rows
from extractor.extraction import extract
from extractor.records import paths
from extractor.records.quantity import find_quantities
from extractor.settings import Settings

FORM = "2024年度部门整体支出绩效自评表\n单位：万元\n" + rows(
    "单位名称|河口县文化馆||||||",
    "|年初预算数|全年预算数|全年执行数|分值|执行率|得分|",
    "年度资金总额|326.40|372.18|361.50|10|97.13%|9.71|",
    "按收入性质分：|||按支出性质分：||||",
    "其中：一般公共预算：372.18|||其中：基本支出：298.60||||",
    "年度总体目标|预期目标|实际完成情况|||||",
    "|开展演出80场，免费开放300天。|演出86场，免费开放300天。|||||",
    "一级指标|二级指标|三级指标|年度指标值|实际完成值|分值|得分|偏差原因分析及改进措施",
    "产出指标(50分)|数量指标|演出场次|≥80场|86场|25|25|",
    "|质量指标|合格率|≥95%|94%|25|24.5|场地改造影响2场",
    "总分|||||100|99.21|",
)
NARRATIVE = """

一、部门概况
我馆编制28名，在职26人，公务用车1辆。
二、收支情况
年初预算326.40万元，全年支出361.50万元，其中基本支出298.60万元，项目支出62.90万元，印刷费2.3万元。
“三公”经费支出5.62万元，较上年减少0.38万元，下降6.33%。
三、自评结论
自评得分99.21分，等次为优。
"""
FILLED_DOWN = ("level1", "level1_weight", "level2")


def test_no_figure_enters_the_record_twice_from_one_cell():
    """A printed figure fills one field; only merged levels are filled down into several rows."""
    held = Counter(
        (value.at.line, value.text)
        for path, value in paths.figures(record(FORM + NARRATIVE))
        if path.rpartition(".")[2] not in FILLED_DOWN
    )

    assert not {place: count for place, count in held.items() if count > 1}


def test_every_value_stands_at_its_place():
    """The words of each value stand in the line or cell that it names, and its figure is a figure of them."""
    document = paper(FORM + NARRATIVE)
    report = extract(document, Settings())

    assert not report.rejected
    for path, value in paths.walk(report):
        assert value.text in document.places[value.at.line].text, path
        assert value.at.quote
    for path, value in figures(report).items():
        assert find_quantities(value), path


def test_each_figure_has_a_status():
    """The sums and repetitions of a report verify figures, or contradict them; the rest is unchecked."""
    report = record(FORM + NARRATIVE)

    assert all(value.status for _, value in paths.figures(report))
    assert report.budget.rows[0].rate.status == "verified"


def test_the_form_comes_before_the_narrative():
    """A fact of form and narrative keeps the place of the form and has the other beside it."""
    total = record(FORM + NARRATIVE).score.total

    assert (total.at.line.startswith("T"), len(total.also_at)) == (True, 1)


def test_nothing_is_read_from_nothing():
    """An empty paper gives an empty record with full coverage."""
    report = record("")

    assert (list(paths.walk(report)), report.unread, report.coverage.ratio) == ([], (), 1)


@pytest.mark.parametrize(
    "text",
    ["\t\t\n\t\t\n\t\t", "一级指标\t二级指标\n", "全年预算数\t全年执行数\n", "||||\n||||", "：：：", "（）" * 50],
)
def test_odd_papers_are_read_without_harm(text):
    """Empty tables, heads without rows and lines of marks give empty records."""
    assert list(paths.figures(record(text))) == []


HEADS = "单位名称 项目名称 年初预算数 全年预算数 全年执行数 执行率 一级指标 三级指标 指标值 完成值 分值 得分 编制数"
LABELS = "产出指标 数量指标 合计 总分 基本支出 其中：财政拨款 2024年决算数 三公经费 预期目标 姓名 备注 单位：万元"
words = st.sampled_from(
    [*HEADS.split(), *LABELS.split(), "实有人数", "河口县文化馆", "", "—", "12.5", "98%", "≥80场", "100"]
)


@patient
@given(st.lists(st.lists(words, min_size=3, max_size=7), min_size=2, max_size=8), st.booleans())
def test_no_table_breaks_the_reader(table, as_cells):
    """Whatever heads, labels and figures stand in a table, each value of the record stands on the paper, none twice."""
    text = "\n".join(("\n" if as_cells else "\t").join(row) for row in table)
    report = record("2024年度部门整体支出绩效自评表\n" + text)
    held = Counter(
        (value.at.line, path.rpartition(".")[2])
        for path, value in paths.figures(report)
        if path.startswith(("budget.", "score.", "indicators[")) and path.rpartition(".")[2] not in FILLED_DOWN
    )

    assert not report.rejected
    assert 0 <= report.coverage.ratio <= 1
    assert not {place: count for place, count in held.items() if count > 1}
