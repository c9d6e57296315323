"""A leaf of an answer becomes a claim only when its words are printed at the place it names.

The record takes the printed words, never the model's: of a figure the number must stand there digit for digit (spaces,
commas and width do not count), its unit must be the printed or the inherited one, and what the number is worth is read
from the paper. A value that was converted, rounded, completed or made up has no such place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Literal, NamedTuple

from extractor.extraction.claims import Claim, Place
from extractor.extraction.grounding import Grounded, ground
from extractor.extraction.lexicon import label_text, one_line, plain
from extractor.extraction.model.leaves import Said, kind_of
from extractor.extraction.model.units import unit_for
from extractor.extraction.rules.fields import parse_date
from extractor.extraction.rules.indicators import measure_details
from extractor.extraction.rules.mentions import is_fall
from extractor.extraction.sections import sections
from extractor.records.document import Cell, Document, Line
from extractor.records.quantity import Quantity, find_quantities, fold

Reason = Literal["not_found", "wrong_place", "image_only", "not_a_figure", "no_such_field"]

_LABELS = frozenset({"label", "level1", "level2", "level3"})
_WHOLE = frozenset({"goals.expected", "goals.actual", "profile.duties", "profile.departments"})
"""Long texts: an answer gives their opening words, code completes them from the paper."""

_CHANGES = ("change_from_previous", "growth")
_CLAUSE = "，、：；。（(,;:"
_YEAR = re.compile(r"20\d{2}")
_NOTHING = frozenset({"无", "没有", "无支出", "无此项支出"})


class Failure(NamedTuple):
    """A leaf that did not hold, with the reason of the record and in words for the model."""

    said: Said
    reason: Reason
    why: str


class Held(NamedTuple):
    """A leaf whose words stand where it says, as a claim.

    `start`: where its figure begins in the printed text; `others`: where the same number begins in it as well.
    """

    said: Said
    claim: Claim
    start: int | None = None
    others: tuple[int, ...] = ()


def claim_of(document: Document, said: Said, *, imaged: frozenset[int] = frozenset()) -> Held | Failure:
    """Return a leaf as a claim, or why it is none. `imaged`: the pages whose image the model has seen."""
    kind = kind_of(said.field)
    if kind is None:
        return Failure(said, "no_such_field", "没有这个字段")
    printed = document.places.get(said.at.strip())
    if printed is None:
        return _absent(document, said, imaged, f"没有 {said.at} 这个编号")
    if kind == "figure" or (kind == "amount" and plain(said.text) not in _NOTHING):
        return _figure(document, said, printed, imaged)
    held = _words(document, said, printed, kind)
    if held is None:
        return _absent(document, said, imaged, f"{printed.id} 里没有“{said.text}”")
    outcome = ground(document, held.claim)
    return held if isinstance(outcome, Grounded) else _absent(document, said, imaged, f"{printed.id} 里没有这些字")


def _absent(document: Document, said: Said, imaged: frozenset[int], why: str) -> Failure:
    """Why a leaf has no place: it stands elsewhere, only an image may show it, or nowhere."""
    wanted = _squeezed(said.text)
    if wanted and any(_stands(wanted, place.text) for place in document.places.values()):
        return Failure(said, "wrong_place", why)
    named = document.places.get(said.at.strip())
    page = named.page if named else page_of(said.at)
    return Failure(said, "image_only" if page in imaged else "not_found", why)


def page_of(place: str) -> int | None:
    """Return the page that a place like P3 names; None for any other place."""
    match = re.fullmatch(r"P(\d+)", place.strip())
    return int(match[1]) if match else None


def _squeezed(text: str) -> str:
    return re.sub(r"[\s,，]+", "", fold(text))


def _stands(wanted: str, text: str) -> bool:
    """Whether a text stands in another one and is not cut out of a longer number."""
    before = r"(?<!\d)(?<!\d[.,])" if wanted[:1].isdecimal() else ""
    after = r"(?![.,]?\d)" if wanted[-1:].isdecimal() else ""
    return re.search(before + re.escape(wanted) + after, _squeezed(text)) is not None


def _figure(document: Document, said: Said, printed: Line | Cell, imaged: frozenset[int]) -> Held | Failure:
    asked = find_quantities(said.text)
    if len(asked) != 1:
        return Failure(said, "not_a_figure", f"“{said.text}”不是一个数")
    text = _with_rest(document, printed)
    found = [one for one in find_quantities(text) if one.start < len(printed.text) and _same_number(asked[0], one)]
    if not found:
        return _absent(document, said, imaged, f"{printed.id} 里没有 {said.text} 这个数")
    unit = asked[0].unit
    own = [one for one in found if not unit or unit == (one.unit or unit_for(document, printed, said.field))]
    if not own:
        return Failure(said, "not_found", f"{printed.id} 里这个数的单位不是 {unit}")
    best = max(own, key=lambda one: _leads(said, printed.text, one))
    held = _held(document, said, printed, best, text)
    return held._replace(others=tuple(text.find(one.text, one.start) for one in own if one is not best))


def _with_rest(document: Document, printed: Line | Cell) -> str:
    """A line with the next one, on which the rest of a number or its unit may stand; a cell as it is."""
    if isinstance(printed, Cell):
        return printed.text
    following = document.all_lines[document.line_order[printed.id] + 1 :][:1]
    return printed.text.rstrip() + "".join(line.text.lstrip() for line in following)


def _same_number(asked: Quantity, printed: Quantity) -> bool:
    """Whether two figures are the same digits; a sign in front may have been left to the words (减少5.2)."""
    return _squeezed(asked.text).lstrip("+-") == _squeezed(printed.text).lstrip("+-") and abs(asked.value) == abs(
        printed.value
    )


def _leads(said: Said, text: str, figure: Quantity) -> int:
    """How well the words before a figure suit a field, to tell 分值10分 from 得分10分 in one line."""
    words = {"weight": "分值权重满分", "score": "得分", "target": "目标指标值", "actual": "完成实际", "rate": "率"}
    clause = re.split(r"[，。；,;]", text[: figure.start])[-1]
    return sum(char in clause for char in words.get(said.name, ""))


def _held(document: Document, said: Said, printed: Line | Cell, figure: Quantity, text: str) -> Held:
    """The claim of a printed figure; a fall is negative, as the words before it say."""
    start = text.find(figure.text, figure.start)
    value = figure.value
    if said.name.endswith(_CHANGES) and value > 0 and is_fall(plain(text[:start])):
        value = -value
    claim = Claim(
        said.path,
        "figure",
        figure.text,
        Place(printed.id, _quote(printed, text, start, figure.end), start),
        value,
        figure.unit or unit_for(document, printed, said.field),
        approximate=figure.approximate,
    )
    return Held(said, claim, start)


def _quote(printed: Line | Cell, text: str, start: int, end: int) -> str:
    """The words that a figure is quoted with: a whole cell, or the clause of a line up to the figure."""
    if isinstance(printed, Cell) and not re.search("[，。；]", text):
        return text
    cut = max(text.rfind(mark, 0, start) for mark in _CLAUSE) + 1
    return text[cut:end].strip()


def _words(document: Document, said: Said, printed: Line | Cell, kind: str) -> Held | None:
    """The claim of words: as printed, completed where an answer may give the opening only."""
    text = _printed(said.text, _with_rest(document, printed), opening=said.field.removeprefix("projects.") in _WHOLE)
    if text is None:
        return None
    if kind == "measure" and isinstance(printed, Cell):
        text = one_line(printed.text)  # an answer may leave out the sign or the unit
    details: dict[str, Any] = {}
    if kind == "date":
        details["value"] = parse_date(text)
    elif kind == "year":
        year = _YEAR.search(fold(text))
        details["value"] = text = year[0] if year else ""
    elif kind == "measure":
        details = measure_details(text)
    if kind in {"date", "year"} and not details["value"]:
        return None
    claimed = "text" if kind == "amount" else kind
    whole = _whole(document, said, printed, text)
    quote = printed.text if isinstance(printed, Cell) else text if len(whole) > len(text) else printed.text.strip()
    return Held(said, Claim(said.path, claimed, whole, Place(printed.id, quote), **details))  # type: ignore[arg-type]


def _printed(wanted: str, text: str, *, opening: bool) -> str | None:
    """Return the printed form of words: the whole text when they are all of it, else the part that they are.

    Spaces, line breaks, width and commas may differ; of a figure among the words no digit may, though an `opening`
    may end in the middle of one.
    """
    squeezed = _squeezed(wanted)
    if not squeezed:
        return None
    joined = one_line(text)
    if squeezed == _squeezed(joined):
        return joined
    kept = [(index, char) for index, char in enumerate(joined) if _squeezed(char)]
    bare = "".join(_squeezed(char) for _, char in kept)
    match = _search(squeezed, bare, opening=opening)
    return joined[kept[match][0] : kept[match + len(squeezed) - 1][0] + 1] if match is not None else None


def _search(wanted: str, text: str, *, opening: bool) -> int | None:
    before = r"(?<!\d)(?<!\d[.,])" if wanted[:1].isdecimal() else ""
    after = r"(?![.,]?\d)" if wanted[-1:].isdecimal() and not opening else ""
    match = re.search(before + re.escape(wanted) + after, text)
    return match.start() if match else None


def _whole(document: Document, said: Said, printed: Line | Cell, text: str) -> str:
    """The text that a field holds: a label without its number, a long text with all that follows its opening."""
    if said.name in _LABELS:
        return label_text(text)
    field = said.field.removeprefix("projects.")
    if field not in _WHOLE:
        return text
    if isinstance(printed, Cell):
        return printed.text.strip()
    if field.startswith("profile."):
        section = next((one for one in sections(document) if text in one.text), None)
        return section.text if section else text
    return printed.text[printed.text.find(text) :].strip() if text in printed.text else text


def occurrences(document: Document, text: str) -> Iterator[str]:
    """Yield the places where a number or words stand."""
    wanted = _squeezed(text)
    yield from (place.id for place in document.places.values() if wanted and _stands(wanted, place.text))
