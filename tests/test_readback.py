"""A finished draft read back by our own reader."""

from pathlib import Path

import pytest

from extractor.drafting import draft
from extractor.eval.case import CASES
from extractor.pipeline import read_report, run_file
from extractor.readback import read_back
from extractor.records.finding import Findings
from extractor.settings import Settings
from extractor.validation import check
from tests.drafting.examples import department

PLAIN = Settings(charts=False)


@pytest.mark.parametrize("path", sorted(CASES.glob("*/report.*")), ids=lambda path: path.parent.name)
def test_no_draft_of_our_cases_adds_a_finding(path: Path) -> None:
    """What the checks say of the draft, they say of the report already."""
    document, report = read_report(path, PLAIN)
    findings = check(document, report, PLAIN)
    seen = read_back(draft(report, findings, PLAIN), findings, PLAIN).readback
    assert seen is not None
    assert not seen.added


def test_no_draft_of_the_shared_reports_adds_a_finding(shared: Path) -> None:
    """The same holds for the reports kept beside the repository."""
    for path in sorted((shared / "reports").glob("*")):
        document, report = read_report(path, PLAIN)
        findings = check(document, report, PLAIN)
        seen = read_back(draft(report, findings, PLAIN), findings, PLAIN).readback
        assert seen is not None
        assert not seen.added


def test_a_figure_that_no_longer_agrees_is_found() -> None:
    """A draft in which an amount was changed behind the lock's back reads as a contradiction, and says so."""
    made = draft(department(), Findings(), PLAIN)
    passages = tuple(
        p.model_copy(update={"text": p.text.replace("541.75", "600.75"),
                             "rows": tuple(tuple(c.replace("541.75", "600.75") for c in row) for row in p.rows)})
        for p in made.passages
    )  # fmt: skip
    changed = read_back(made.model_copy(update={"passages": passages}), Findings(), PLAIN)
    assert changed.readback is not None
    assert any(words.startswith(("A01", "A03")) for words in changed.readback.added)
    assert any("读回" in note for note in changed.notes)


def test_the_pipeline_reads_its_drafts_back() -> None:
    """A run reads each draft back, unless the settings say not to."""
    path = next((CASES / "lanan-coop-2022").glob("report.*"))
    result = run_file(path, PLAIN)
    assert result.draft is not None
    assert result.draft.readback is not None
    quick = run_file(path, PLAIN.model_copy(update={"read_back": False}))
    assert quick.draft is not None
    assert quick.draft.readback is None
