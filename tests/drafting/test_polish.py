"""The gate for smoothed words: only what says the same comes through."""

import pytest

from extractor.drafting.polish import polished
from extractor.drafting.tracing import faults
from extractor.errors import PolishError
from extractor.records.finding import Findings
from tests.drafting.examples import department, drafted, error

REPORT = department()
PARAGRAPH = next(p for p in drafted(REPORT).passages if p.text.startswith("2024年度，青禾县图书馆年初预算"))
WORDS = PARAGRAPH.text


def test_another_order_of_words_is_taken() -> None:
    """Smoother words with the same facts keep every origin."""
    words = WORDS.replace("2024年度，青禾县图书馆年初预算412.60万元", "2024年度青禾县图书馆的年初预算为412.60万元")
    made = polished(PARAGRAPH, words, REPORT, Findings())
    assert made.text == words
    assert [c.text for c in made.citations] == [c.text for c in PARAGRAPH.citations]
    assert not list(faults(made, REPORT, Findings()))


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("541.75万元", "541.57万元", "数字"),
        ("541.75万元", "541.75元", "数字"),
        ("青禾县图书馆", "青禾县档案馆", "缺少"),
        ("2024年度", "2023年度", "数字"),
        ("568.30万元，全年执行541.75万元", "541.75万元，全年执行568.30万元", "数字"),
        ("调增155.7万元", "调减155.7万元", "不符"),
        ("预算执行率95.33%。", "预算执行率95.33%，成效显著。", "评判"),
        ("预算执行率95.33%。", "预算执行率95.33%，未出现违规。", "否定"),
        ("预算执行率95.33%。", "预算执行率95.33%，得到县里表扬。", "多出"),
        ("。", "。以上就是本年度预算安排和执行的有关情况说明，特此报告，请予审阅，并请提出宝贵的意见和建议。", "四成"),
    ],
)
def test_what_says_something_else_is_refused(old: str, new: str, told: str) -> None:
    """A number, unit, name, date, direction, judgement or statement that differs is named."""
    with pytest.raises(PolishError, match=told):
        polished(PARAGRAPH, WORDS.replace(old, new, 1), REPORT, Findings())


def test_a_doubtful_figure_stays_doubtful() -> None:
    """【待核】 cannot be smoothed away, and keeps its remark."""
    findings = error("A01", "budget.rows[0].rate", "执行率不符。", "budget.rows[0].executed")
    passage = next(p for p in drafted(REPORT, findings).passages if p.remarks and p.kind == "paragraph")
    with pytest.raises(PolishError, match="待核"):
        polished(passage, passage.text.replace("【待核】", "", 1), REPORT, findings)
    moved = polished(passage, passage.text.replace("2024年度，", "2024年度"), REPORT, findings)
    assert moved.remarks[0].start == passage.remarks[0].start - 1
