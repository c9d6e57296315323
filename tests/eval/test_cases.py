"""The fictional cases: complete, readable, labelled from what they print, and nobody else's text."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from extractor.eval.case import CASES, Case, cases, words
from extractor.eval.labels import STARTS, label_problems, plain, printed
from extractor.eval.make_cases import sources
from extractor.records.document import Document
from extractor.records.quantity import fold

SHARED = Path(__file__).parents[3] / "shared"
EACH = pytest.mark.parametrize("case", cases(), ids=lambda case: case.name)

Read = Callable[[Path], Document]

STANDARD = ("部门整体支出绩效自评结果拟应用和公开情况",)
"""Wording of the official outline that every report repeats."""

_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
_HAN = re.compile(r"[\u4e00-\u9fff]{18,}")


def leaves(node: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """Yield every labelled text with its path; remarks and codes are not printed."""
    if isinstance(node, dict):
        for key, value in node.items():
            if key not in {"note", "item", "items_closed"}:
                yield from leaves(value, f"{path}.{key}")
    elif isinstance(node, list):
        for index, value in enumerate(node):
            yield from leaves(value, f"{path}[{index}]")
    else:
        yield path, node


def numbers(text: str) -> set[str]:
    """Return the numbers printed in a text, without thousands commas and trailing zeros."""
    return {_bare(match[0]) for match in _NUMBER.finditer(fold(text))}


def _bare(number: str) -> str:
    number = number.replace(",", "").lstrip("-")
    return number.rstrip("0").rstrip(".") if "." in number else number


def stands(path: str, text: str, printed_words: str, printed_numbers: set[str]) -> bool:
    """Whether a labelled value is printed: its words, or its number with any unit, or the numbers of its date."""
    if re.fullmatch(r"\d{4}(?:-\d\d){0,2}", text) and path.endswith(("date", "year")):
        return {str(int(part)) for part in text.split("-")} <= {n.lstrip("0") for n in printed_numbers}
    if plain(text) in printed_words:
        return True
    figure = printed(text)
    return not path.endswith(STARTS) and figure is not None and _bare(str(figure.value)) in printed_numbers


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
    text = words(read(case.report))
    squeezed, found = plain(text), numbers(text)

    missing = [leaf for leaf in leaves(case.label.fields) if not stands(*leaf, squeezed, found)]

    assert missing == []


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
