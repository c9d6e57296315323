"""The lock against forgery: one digit, unit or name changed anywhere in a rendered draft, and it is refused."""

from __future__ import annotations

import random
import re

import pytest

from extractor.drafting import draft, trace
from extractor.errors import DraftError
from extractor.eval.case import CASES
from extractor.pipeline import read_report
from extractor.records.draft import Citation, Draft, Passage
from extractor.records.finding import Findings
from extractor.records.report import Report
from extractor.settings import Settings
from extractor.validation import check
from tests.drafting.examples import department, projects

CHANGES = 1000
REPORTS = ("yunling-veterans-2024", "qingjiang-archives-2024", "binhe-water-2023", "shiwan-school-2023")
UNITS = ("亿元", "万元", "元", "%", "分", "人", "项", "个", "台", "辆", "场", "公里")
UNIT = re.compile(rf"(?<=[0-9])(?:{'|'.join(UNITS)})")
NAMES = re.compile(r"unit_name|\.name$|level[123]$|department|implementing_unit|label$|evaluators")
CHARACTERS = "东南西北江河山川林海云石"

Subject = tuple[Draft, Report, Findings]


def subjects() -> list[Subject]:
    """Return drafts of fictional records and of our own cases, with what they were made from."""
    made = [(draft(r, Findings(), Settings()), r, Findings()) for r in (department(), projects())]
    for name in REPORTS:
        document, report = read_report(next((CASES / name).glob("report.*")), Settings())
        findings = check(document, report, Settings())
        made.append((draft(report, findings, Settings()), report, findings))
    return made


def places(passage: Passage) -> list[tuple[int, int, str]]:
    """Return what may be changed in a passage: start, end and kind."""
    found = [(m.start(), m.end(), "digit") for m in re.finditer(r"\d", passage.text)]
    found += [(m.start(), m.end(), "unit") for m in UNIT.finditer(passage.text)]
    names = [c for c in passage.citations if NAMES.search(c.path or "")]
    return found + [
        (n, n + 1, "name") for c in names for n in range(c.start, c.end) if "一" <= c.text[n - c.start] <= "龥"
    ]


def other(kind: str, words: str, chance: random.Random) -> str:
    """Return another digit, unit or character."""
    choices = {"digit": tuple("0123456789"), "unit": UNITS, "name": tuple(CHARACTERS)}[kind]
    return chance.choice([choice for choice in choices if choice != words])


def forged(passage: Passage, place: tuple[int, int, str], words: str, *, cited: bool) -> Passage:
    """Return the passage with other words at a place; `cited` changes the citation there as well."""
    start, end, _ = place
    grown = len(words) - (end - start)

    def moved(c: Citation) -> Citation:
        if c.start <= start and end <= c.end and cited:
            inside = c.text[: start - c.start] + words + c.text[end - c.start :]
            return c.model_copy(update={"text": inside, "end": c.end + grown})
        late = grown if c.start >= end else 0
        return c.model_copy(update={"start": c.start + late, "end": c.end + late})

    text = passage.text[:start] + words + passage.text[end:]
    rows = tuple(tuple(line.split("\t")) for line in text.split("\n")) if passage.rows else ()
    return passage.model_copy(update={"text": text, "rows": rows, "citations": tuple(map(moved, passage.citations))})


@pytest.mark.parametrize("cited", [False, True], ids=["text", "text and citation"])
def test_a_thousand_changes_are_all_refused(*, cited: bool) -> None:
    """1,000 random changes of a digit, a unit or a name; also when the citation tells the same lie as the text."""
    chance = random.Random(7)  # noqa: S311 - chance, not secrecy
    made = subjects()
    for made_draft, report, findings in made:
        trace(made_draft, report, findings)
    passed = []
    for _ in range(CHANGES):
        original, report, findings = chance.choice(made)
        number = chance.choice([n for n, p in enumerate(original.passages) if places(p)])
        passage = original.passages[number]
        place = chance.choice(places(passage))
        words = other(place[2], passage.text[place[0] : place[1]], chance)
        changed = [*original.passages]
        changed[number] = forged(passage, place, words, cited=cited)
        try:
            trace(original.model_copy(update={"passages": tuple(changed)}), report, findings)
        except DraftError:
            continue
        passed.append(
            f"{passage.template} {place[2]} {words}: {changed[number].text[max(place[0] - 20, 0) : place[1] + 20]}"
        )
    assert not passed


def test_a_name_that_the_record_does_not_hold_is_refused() -> None:
    """A body that a template of ours makes up is no part of the record."""
    made, report, findings = subjects()[0]
    lie = Passage(text="本报告由青禾县文化和旅游局审定。", template="hunan/10-other.md")
    with pytest.raises(DraftError, match="名称"):
        trace(made.model_copy(update={"passages": (*made.passages, lie)}), report, findings)


def test_a_note_that_nothing_makes_is_refused() -> None:
    """The notes at the end of a draft are under the lock too."""
    made, report, findings = subjects()[0]
    with pytest.raises(DraftError, match="说明"):
        trace(made.model_copy(update={"notes": (*made.notes, "合计应为99万元。")}), report, findings)
