"""Whole drafts of our own cases, word for word, as they were read and approved by a person.

After a change that is meant, `python -m tests.drafting.test_golden` writes them anew; read the difference before it is
committed.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from extractor.drafting import draft, review
from extractor.eval.case import CASES
from extractor.output.markdown import as_markdown
from extractor.pipeline import read_report
from extractor.settings import Settings
from extractor.validation import check

GOLDEN = Path(__file__).parent / "golden"
NARRATIVES = {
    "yunling-veterans-2024": "yueyang",
    "qingjiang-archives-2024": "gansu",
    "donglu-transport-2024": "hunan",
    "cangling-water-2023": "national",
    "canglan-funeral-2022": "project",
}
"""One of our own cases for each outline."""
REVIEWS = ("binhe-water-2023",)


def written(case: str, kind: str) -> str:
    """Return the Markdown of a draft of one of our own cases."""
    document, report = read_report(next((CASES / case).glob("report.*")), Settings())
    findings = check(document, report, Settings())
    return as_markdown((review if kind == "review" else draft)(report, findings, Settings()))


@pytest.mark.parametrize("case", NARRATIVES)
def test_a_narrative_is_as_it_was_approved(case: str) -> None:
    """The 综述 of a case is word for word the one that a person has read."""
    assert written(case, "narrative") == (GOLDEN / f"{case}.md").read_text("utf-8")


@pytest.mark.parametrize("case", REVIEWS)
def test_a_review_is_as_it_was_approved(case: str) -> None:
    """The 复核意见 of a case is word for word the one that a person has read."""
    assert written(case, "review") == (GOLDEN / f"{case}.review.md").read_text("utf-8")


@pytest.mark.parametrize(("case", "outline"), NARRATIVES.items())
def test_each_outline_is_chosen_by_the_form(case: str, outline: str) -> None:
    """The form of a case decides the outline of its draft."""
    document, report = read_report(next((CASES / case).glob("report.*")), Settings())
    assert draft(report, check(document, report, Settings()), Settings()).outline == outline


if __name__ == "__main__":
    for name in NARRATIVES:
        (GOLDEN / f"{name}.md").write_text(written(name, "narrative"), "utf-8")
    for name in REVIEWS:
        (GOLDEN / f"{name}.review.md").write_text(written(name, "review"), "utf-8")
