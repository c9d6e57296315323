"""The lock: no number in a draft that is not in the record."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.drafting import draft, trace
from extractor.drafting.tracing import faults
from extractor.errors import DraftError
from extractor.records.draft import Citation, Draft, Passage
from extractor.records.finding import Findings
from extractor.records.report import Report
from extractor.settings import Settings
from tests.compact import report_from_compact
from tests.drafting.examples import department, error, projects

REPORT = department()
DRAFT = draft(REPORT, Findings(), Settings())
DIGITS = [(n, m.start()) for n, p in enumerate(DRAFT.passages) for m in re.finditer(r"\d", p.text) if p.kind != "table"]


def passage(text: str, *citations: tuple[str, str]) -> Passage:
    """Return a paragraph in which each (words, field or =computation) is cited."""
    made = []
    for words, origin in citations:
        field, computation = (None, origin[1:]) if origin.startswith("=") else (origin, None)
        start = text.index(words)
        made.append(Citation(text=words, start=start, end=start + len(words), path=field, computation=computation))
    return Passage(text=text, citations=tuple(made))


def judged(text: str, *citations: tuple[str, str]) -> list[str]:
    """Return the faults of a paragraph against the department report."""
    return list(faults(passage(text, *citations), REPORT, Findings()))


@pytest.mark.parametrize("report", [department(), projects(), report_from_compact({})])
def test_every_number_of_a_draft_is_traced(report: Report) -> None:
    """Whatever a record holds, each digit of its draft lies in a citation or is a list number."""
    for part in draft(report, Findings(), Settings()).passages:
        assert not list(faults(part, report, Findings()))


@given(st.sampled_from(DIGITS), st.sampled_from("0123456789"))
def test_a_changed_digit_is_refused(place: tuple[int, int], digit: str) -> None:
    """One digit changed anywhere in the text, and the draft does not pass."""
    number, position = place
    changed = DRAFT.passages[number]
    text = changed.text[:position] + digit + changed.text[position + 1 :]
    passages = list(DRAFT.passages)
    passages[number] = changed.model_copy(update={"text": text})
    if text == changed.text:
        trace(DRAFT, REPORT, Findings())
    else:
        with pytest.raises(DraftError):
            trace(DRAFT.model_copy(update={"passages": tuple(passages)}), REPORT, Findings())


def test_a_changed_table_cell_is_refused() -> None:
    """The cells of a table are under the lock like its text."""
    number, table = next((n, p) for n, p in enumerate(DRAFT.passages) if p.kind == "table")
    rows = ((*table.rows[0],), ("年度资金总额", "999.99", *table.rows[1][2:]), *table.rows[2:])
    passages = [*DRAFT.passages]
    passages[number] = table.model_copy(update={"rows": rows})
    with pytest.raises(DraftError, match="表格"):
        trace(DRAFT.model_copy(update={"passages": tuple(passages)}), REPORT, Findings())


@pytest.mark.parametrize(
    ("text", "citation"),
    [
        ("基本支出358.30万元", ("358.30万元", "spending.basic.total")),
        ("较上年增加12.6万元", ("12.6万元", "spending.basic.change_from_previous")),
        ("占75.75%", ("75.75%", "=share(spending.basic.wages, spending.basic.total)")),
        ("调增155.7万元", ("155.7万元", "=difference(budget.rows[0].adjusted, budget.rows[0].initial)")),
        ("调减155.7万元", ("155.7万元", "=difference(budget.rows[0].initial, budget.rows[0].adjusted)")),
        ("调增幅度37.74%", ("37.74%", "=growth(budget.rows[0].adjusted, budget.rows[0].initial)")),
        ("共7项", ("7项", "=count(indicators)")),
        ("其中2项", ("2项", "=count(indicators[0], indicators[3])")),
        ("合计30分", ("30分", "=total(indicators[4].weight, indicators[5].weight)")),
        ("控制率91.67%", ("91.67%", "=rate(staffing.actual, staffing.authorized)")),
        ("编目3200册", ("编目3200册", "sections[0].text")),
        ("2025年4月18日", ("2025年4月18日", "profile.report_date")),
        ("2024年度", ("2024", "profile.fiscal_year")),
    ],
)
def test_a_number_of_the_record_passes(text: str, citation: tuple[str, str]) -> None:
    """Fields as printed, and documented computations on them."""
    assert judged(text, citation) == []


@pytest.mark.parametrize(
    ("text", "citations"),
    [
        ("基本支出358.30万元", []),
        ("基本支出358.3万元", [("358.3万元", "spending.basic.total")]),
        ("基本支出358.30元", [("358.30元", "spending.basic.total")]),
        ("基本支出358.30万元", [("358.30", "spending.basic.total")]),
        ("基本支出358.30万元", [("358.30万元", "spending.project.total")]),
        ("基本支出358.30万元", [("358.30万元", "spending.nothing")]),
        ("较上年减少12.6万元", [("12.6万元", "spending.basic.change_from_previous")]),
        ("占75.76%", [("75.76%", "=share(spending.basic.wages, spending.basic.total)")]),
        ("占75.75%", [("75.75%", "=share(staffing.actual, spending.basic.total)")]),
        ("调减155.7万元", [("155.7万元", "=difference(budget.rows[0].adjusted, budget.rows[0].initial)")]),
        ("共8项", [("8项", "=count(indicators)")]),
        ("共2项", [("2项", "=count(indicators[0], indicators[99])")]),
        ("编目200册", [("200册", "sections[0].text")]),
        ("应为1万元", [("1万元", "=invented(spending.basic.total)")]),
        ("应为1万元", [("1万元", "=finding(A01, budget)")]),
        ("2025年4月18日", [("2025", "profile.fiscal_year")]),
        ("共有三家单位", []),
        ("完成百分之九十", []),
        ("全年12场", []),
        ("３场", []),
    ],
)
def test_any_other_number_is_refused(text: str, citations: list[tuple[str, str]]) -> None:
    """Another value, unit, field, direction or computation; a number or numeral without origin."""
    assert judged(text, *citations)


@pytest.mark.parametrize(
    "text",
    [
        "1. 第一条",
        "12、第十二条",
        "见附件3",
        "一是加强管理。二是改进工作。",
        "（一）基本支出情况",
        "“三公”经费",
        "十分重视",
    ],
)
def test_numbers_that_are_not_the_reports_are_free(text: str) -> None:
    """List numbers, numbers of attachments, ordinals and fixed terms need no origin."""
    assert judged(text) == []


def test_the_sentence_of_a_finding_is_traced_to_it() -> None:
    """A number that only a finding computes is cited as that finding."""
    findings = error("A01", "budget.rows[0]", "执行率应为95.33%", "budget.rows[0].rate")
    cited = passage("执行率应为95.33%", ("执行率应为95.33%", "=finding(A01, budget.rows[0])"))
    assert not list(faults(cited, REPORT, findings))
    assert list(faults(cited, REPORT, Findings()))


def test_the_refusal_says_which_number_and_where() -> None:
    """The message names the number, the template and the beginning of the passage."""
    bad = Draft(outline="hunan", title="", passages=(Passage(text="全年支出99万元", template="02.md"),))
    with pytest.raises(DraftError, match=r"99.*02\.md：全年支出"):
        trace(bad, REPORT, Findings())
