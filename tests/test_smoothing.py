"""A model may smooth the words of a draft, and nothing else."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import pytest

from extractor.drafting import draft
from extractor.llm import Asker
from extractor.llm.scripted import Scripted
from extractor.pipeline import read_report
from extractor.settings import Settings
from extractor.smoothing import smoothed
from extractor.validation import check

CASE = Path(__file__).parents[1] / "eval" / "cases" / "yunling-veterans-2024" / "report.txt"
MODEL = Settings(reader="hybrid", model="润色")


@pytest.fixture(scope="module")
def drafted():
    """Read, check and draft one report without a model."""
    document, report = read_report(CASE, Settings())
    findings = check(document, report, Settings())
    return draft(report, findings, Settings()), report, findings


def smooth(drafted, change):
    """Return the draft after a model that answers each paragraph with `change` of its text, or with a fault."""
    made, report, findings = drafted

    def answer(question):
        words = question.text.rpartition("\n\n")[2]
        said = change(words) if callable(change) else change
        return said if said == "empty" else {"text": said}

    answers = defaultdict(list, {"polish": [answer] * 200})
    return smoothed(made, report, findings, Asker(Scripted(answers), MODEL).session())


def texts(made):
    """Return the words of a draft."""
    return [passage.text for passage in made.passages]


def test_other_wording_of_the_same_is_taken(drafted):
    """A paragraph that says the same in other words stands in the draft, every number with its origin."""
    made = smooth(drafted, lambda words: words.replace("。其中", "，其中").replace("；", "，"))
    before, after = texts(drafted[0]), texts(made)

    assert before != after
    for passage in made.passages:
        assert all(passage.text[one.start : one.end] == one.text for one in passage.citations)


@pytest.mark.parametrize(
    "change",
    [
        lambda words: words.replace("1", "7"),
        lambda words: words.replace("万元", "元"),
        lambda words: words.replace("云岭县", "云山县"),
        lambda words: f"{words}各项工作圆满完成，成效显著。",
        lambda words: words[: len(words) // 2],
        "empty",
    ],
    ids=["digit", "unit", "name", "statement", "shortened", "no answer"],
)
def test_words_that_say_something_else_are_refused(drafted, change):
    """Where a number, unit, name or statement differs the words of the template stand, and the notes say so."""
    made = smooth(drafted, change)
    changed = [(old, new) for old, new in zip(texts(drafted[0]), texts(made), strict=True) if old != new]

    assert not changed
    assert any("没有采用润色" in note for note in made.notes)


def test_the_notes_count_what_was_taken(drafted):
    """How many paragraphs were sent and taken stands in the notes."""
    made = smooth(drafted, lambda words: words)

    assert any(note.startswith("模型润色") and "采用" in note for note in made.notes)
    assert not any("没有采用" in note for note in made.notes)
