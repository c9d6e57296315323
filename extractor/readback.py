"""Read a finished draft back: our own reader and checks must find nothing in it that the report itself lacks.

The draft is written as .docx and read like any report, so that the writer is proved as well. A finding counts as known
when the report has one of the same check on the same figures, or one on the same figures at all: the draft tells them
as printed, in another place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from extractor.drafting.notes import added_note
from extractor.extraction import extract
from extractor.output.word import write_word
from extractor.reading import read
from extractor.records.draft import Draft, Passage, Readback
from extractor.records.finding import Finding, Findings, Outcome
from extractor.settings import Settings
from extractor.validation import check

_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_GAPS = frozenset({"C01", "C05", "C06", "B11", "B12"})
"""What says that something is absent: a draft is no form, and says itself what the report does not state."""


def read_back(draft: Draft, findings: Findings, settings: Settings) -> Draft:
    """Return the draft with what reading it back has shown; what is new stands in its notes too."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "综述.docx"
        write_word(_bare(draft), path)
        document = read(path, settings)
    found = check(document, extract(document, settings), settings)
    told = [finding for finding in found.findings if _counts(finding.root)]
    added = tuple(f"{f.root.check} {f.root.message}" for f in told if not _is_known(f, findings))
    seen = Readback(findings=len(told), added=added)
    notes = tuple(added_note(words) for words in added)
    return draft.model_copy(update={"readback": seen, "notes": (*draft.notes, *notes)})


def _bare(draft: Draft) -> Draft:
    """Return a draft as it will be handed in: without charts, notes and 【待核】."""
    passages = tuple(_clean(passage) for passage in draft.passages if passage.kind != "chart")
    return draft.model_copy(update={"passages": passages, "notes": ()})


def _clean(passage: Passage) -> Passage:
    rows = tuple(tuple(cell.replace("【待核】", "") for cell in row) for row in passage.rows)
    update = {"text": passage.text.replace("【待核】", ""), "rows": rows, "remarks": ()}
    return passage.model_copy(update=update)


def _counts(outcome: Outcome) -> bool:
    return outcome.status == "fail" and outcome.severity != "info" and outcome.check not in _GAPS


def _is_known(finding: Finding, findings: Findings) -> bool:
    """Whether the report has a finding of the same check, or any on all figures of this one."""
    figures = _figures(finding.root)
    for outcome in _all(findings):
        if outcome.status in {"fail", "hint"}:
            same = figures <= _figures(outcome) or _numbers(finding.root.message) <= _numbers(outcome.message)
            if same or (outcome.check == finding.root.check and figures & _figures(outcome)):
                return True
    return False


def _all(findings: Findings) -> Iterator[Outcome]:
    for finding in findings.findings:
        yield finding.root
        yield from finding.explains
    yield from findings.outcomes


def _figures(outcome: Outcome) -> set[str]:
    """Return the numbers that an outcome is about: of its sides, and of its sentence when it names none."""
    return _numbers(" ".join(side.text for side in outcome.sides) or outcome.message)


def _numbers(words: str) -> set[str]:
    return {
        match[0].rstrip("0").rstrip(".") if "." in match[0] else match[0]
        for match in _NUMBER.finditer(words.replace(",", ""))
    }
