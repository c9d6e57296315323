"""The fictional cases: complete, readable, labelled from what they print, and nobody else's text."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from extractor.eval.case import CASES, Case, cases, words
from extractor.eval.labelling.leaves import leaves
from extractor.eval.labelling.standing import Paper
from extractor.eval.labels import label_problems, plain
from extractor.eval.make_cases import sources
from extractor.records.document import Document

SHARED = Path(__file__).parents[3] / "shared"
EACH = pytest.mark.parametrize("case", cases(), ids=lambda case: case.name)

Read = Callable[[Path], Document]

STANDARD = ("部门整体支出绩效自评结果拟应用和公开情况",)
"""Wording of the official outline that every report repeats."""

_HAN = re.compile(r"[\u4e00-\u9fff]{18,}")


@EACH
def test_a_case_is_complete(case: Case) -> None:
    """A case has one report, a label that fits the record, an expectation, and a note on why it exists."""
    folder = case.label_file.parent

    assert len(list(folder.glob("report.*"))) == 1
    assert label_problems(case.label) == []
    assert case.expectation.findings or case.expectation.holds
    assert "虚构" in (folder / "note.md").read_text(encoding="utf-8")
    assert sum(path.stat().st_size for path in folder.iterdir()) < 200_000


@EACH
def test_every_labelled_value_is_printed(case: Case, read: Read) -> None:
    """What the label says stands in the report as it is read; a label is never better than its paper."""
    paper = Paper(read(case.report))

    said = {leaf.path: paper.complaint(leaf) for leaf in leaves(case.label.fields)}

    assert {path: complaint for path, complaint in said.items() if complaint} == {}


@EACH
def test_every_quote_is_verbatim(case: Case, read: Read) -> None:
    """The quotes of findings and holds stand in the report."""
    squeezed = plain(words(read(case.report)))
    expectation = case.expectation

    quotes = [quote for one in (*expectation.findings, *expectation.holds) for quote in one.quotes]

    assert [quote for quote in quotes if plain(quote) not in squeezed] == []


@pytest.mark.skipif(not SHARED.exists(), reason="the shared reports are not here")
@EACH
def test_no_sentence_is_borrowed(case: Case, read: Read) -> None:
    """No eighteen Han characters in a row are those of a shared report, standard headings apart."""
    borrowed = {gram for path in (SHARED / "reports").iterdir() for gram in grams(path.read_text(encoding="utf-8"))}

    own = words(read(case.report)) + "".join(
        path.read_text(encoding="utf-8") for path in case.label_file.parent.glob("*.[jm]*")
    )

    assert grams(own) & borrowed == set()


def grams(text: str) -> set[str]:
    """Return all runs of 18 Han characters of a text, without the standard wording."""
    for standard in STANDARD:
        text = text.replace(standard, "\n")
    return {run[0][i : i + 18] for run in _HAN.finditer(text) for i in range(len(run[0]) - 17)}


@pytest.mark.parametrize("module", list(sources()), ids=lambda module: module.CASE)
def test_a_builder_rebuilds_its_case(module: Any, tmp_path: Path, read: Read) -> None:
    """The committed report says what its builder says, so the source and the file do not drift apart."""
    path = tmp_path / f"report{module.SUFFIX}"

    module.build(path)

    committed = CASES / module.CASE / path.name
    assert words(read(path)) == words(read(committed))
