"""The 复核意见: what was checked, what holds, what does not with both quotes, and suggestions marked as such."""

import re

import pytest

from extractor.drafting import review, trace
from extractor.errors import DraftError
from extractor.eval.case import CASES
from extractor.pipeline import read_report
from extractor.records.draft import Draft
from extractor.records.finding import Finding, Findings, Outcome, Repair, Side
from extractor.records.report import Report
from extractor.settings import Settings
from extractor.validation import check
from tests.compact import figure
from tests.drafting.examples import department, error, section, words


def reviewed(case: str) -> tuple[Draft, Report, Findings]:
    """Return the review of one of our own cases, with what it was made from."""
    document, report = read_report(next((CASES / case).glob("report.*")), Settings())
    findings = check(document, report, Settings())
    return review(report, findings, Settings()), report, findings


def test_the_counts_are_those_of_the_checks() -> None:
    """What was checked and what came of it is counted, not only what is wrong."""
    made, _, findings = reviewed("binhe-water-2023")
    scope = section(made, "一")
    passed = sum(outcome.status == "pass" for outcome in findings.outcomes)
    assert f"形成核对结果{len(findings.outcomes)}项：相符{passed}项" in scope


def test_an_error_stands_with_both_quotes_and_places() -> None:
    """A reviewer can go to the paper: each side with its words and its place."""
    made, _, _ = reviewed("binhe-water-2023")
    told = section(made, "三")
    assert "“项目支出”全年执行数“3,272.42”（第" in told
    assert "“项目支出”执行率“93.33" in told
    assert "应为94.63%，执行率写93.33%（A01）" in told


def test_what_holds_is_told_with_its_arithmetic() -> None:
    """Silence would not tell that something was checked."""
    made, _, _ = reviewed("binhe-water-2023")
    assert re.search(r"A0[1-9]\t[^\n]*相符：[^\n]*=", section(made, "二"))


def test_suggestions_are_marked() -> None:
    """Every suggested correction says that it is one."""
    path = "budget.rows[0].adjusted"
    root = Outcome(
        check="A01", status="fail", severity="error", subject="budget.rows[0]", message="执行率不符。",
        sides=(Side(path=path, text="568.30", at=figure("568.30万元").at),),
        repair=Repair(kind="cell-stale", verdict="unique", message="建议核对：全年预算数568.30万元改为579.87万元。"),
    )  # fmt: skip
    made = review(department(), Findings(findings=(Finding(root=root),), outcomes=(root,)), Settings())
    assert "（建议）全年预算数568.30万元改为579.87万元（A01）。" in section(made, "四")


@pytest.mark.parametrize(
    ("findings", "told"),
    [
        (Findings(), "复核没有发现自相矛盾的数据，也没有须补正的事项。"),
        (error("A01", "budget.rows[0]", "执行率不符。", "budget.rows[0].rate"), "复核发现错误1项、警告0项、提示0项。"),
    ],
)
def test_the_opinion_follows_the_findings(findings: Findings, told: str) -> None:
    """A report without errors is not sent back, one with errors is."""
    assert told in words(review(department(), findings, Settings()))


def test_a_changed_word_of_a_finding_is_refused() -> None:
    """The lock knows the sentences, sides and counts of the findings."""
    made, report, findings = reviewed("binhe-water-2023")
    number, passage = next((n, p) for n, p in enumerate(made.passages) if "94.63%" in p.text)
    cited = tuple(c.model_copy(update={"text": c.text.replace("94.63", "94.36")}) for c in passage.citations)
    forged = passage.model_copy(update={"text": passage.text.replace("94.63", "94.36"), "citations": cited})
    passages = [*made.passages]
    passages[number] = forged
    with pytest.raises(DraftError):
        trace(made.model_copy(update={"passages": tuple(passages)}), report, findings)
