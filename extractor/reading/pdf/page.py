"""One page of a digital PDF → its words and rules, upright, and whether its text can be trusted.

The only place that knows how PyMuPDF describes a page. All coordinates are those of the page as it is displayed, or,
if the text lies on its side there, of the page turned until the text is upright; `Sheet.back` leads to the former.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

import pymupdf

from extractor.reading.pdf.figures import OF_FIGURES, figures_apart
from extractor.reading.pdf.grid import Rule
from extractor.records.document import Word
from extractor.records.evidence import Box

if TYPE_CHECKING:
    from collections.abc import Container, Iterator

Condition = Literal["digital", "recognised", "scanned", "garbled"]
"""`recognised`: the text layer is the work of an OCR program and lies invisibly over an image."""

PDF_ERRORS = (RuntimeError, ValueError, pymupdf.mupdf.FzErrorBase)
"""What PyMuPDF raises over a damaged file: errors of its own, and those of MuPDF below it."""

Matrix = tuple[float, ...]
"""Six numbers: a turn by right angles with a shift. Nine: a projection, row by row, where a page was straightened."""

# Without TEXT_CID_FOR_UNKNOWN_UNICODE: a letter of unknown meaning must be U+FFFD, not a random character.
_FLAGS = pymupdf.TEXT_PRESERVE_WHITESPACE | pymupdf.TEXT_MEDIABOX_CLIP
_BOXES = ("re", "qu")
_THICKEST_RULE = 3.0
_THICKEST_STROKE = 6.0
_INVISIBLE = 3
_FEW_LETTERS = 30
_MUCH_OF_PAGE = 0.5
_OUTLINES = 50

_ODD_SHARE = 0.3
# What official Chinese papers are written in; a wrong character map produces mostly other characters.
_ODD = re.compile(
    r"[^\t\n\r -~\u00a0-\u00ff\u02b0-\u03ff\u2000-\u22ff\u2300-\u27bf\u2e80-\u303f\u3105-\u312f\u3200-\u4dbf"
    r"\u4e00-\u9fff\uf900-\ufaff\ufe10-\ufe6f\uff00-\uffef\U00020000-\U000323af]"
)


class Sheet(NamedTuple):
    """What stands on a page: words, horizontal and vertical rules, its width and height.

    `back` is the way back to the displayed page, `turn` that from the page as it is stored. `letters` are those of a
    recogniser; a digital page has its own.
    """

    words: list[Word]
    across: list[Rule]
    down: list[Rule]
    size: tuple[float, float]
    back: Matrix | None = None
    turn: Matrix | None = None
    letters: tuple[Word, ...] | None = None


def read_sheet(page: Any) -> Sheet:
    """Return the words and rules of a page with upright text."""
    turn = _chain(None, page.rotation_matrix) if page.rotation else None
    words = _words(page, turn)
    back = None
    if _lies_on_side(words):
        onward, back = _upright(page, turn)
        turn = _chain(turn, onward)
        words = _words(page, turn)
    words = figures_apart(words, lambda: letters(page, turn, OF_FIGURES))
    across, down = _rules(page.get_cdrawings(), turn)
    width, height = page.rect.width, page.rect.height
    return Sheet(words, across, down, (height, width) if back else (width, height), back, turn)


def letters(page: Any, turn: Matrix | None, only: Container[str] | None = None) -> list[Word]:
    """Return every single letter of the page with its box; much slower than words, so only for words to be cut.

    `only` names the letters that are wanted; others are left out.
    """
    found = []
    for block in page.get_text("rawdict", flags=_FLAGS)["blocks"]:
        for line in block.get("lines", ()):
            for span in line["spans"]:
                chars = (char for char in span["chars"] if (char["c"] in only if only else char["c"].strip()))
                found += [Word(char["c"], moved(char["bbox"], turn)) for char in chars]
    return found


def condition(page: Any, words: list[Word]) -> Condition:
    """Say whether the text layer of a page is usable."""
    text = "".join(word.text for word in words)
    if text and len(_ODD.findall(text)) > _ODD_SHARE * len(text):
        return "garbled"
    if not text and _has_outlines(page):
        return "scanned"
    if not page.get_images() or _share_of_images(page) < _MUCH_OF_PAGE:
        return "digital"
    if len(text) < _FEW_LETTERS:
        return "scanned"
    return "recognised" if _is_invisible(page) else "digital"


def moved(box: Box, matrix: Matrix | None) -> Box:
    """Return a box in points, to hundredths, its corners in order, after a turn by right angles or a projection."""
    left, top, right, bottom = box
    if matrix and len(matrix) > 6:  # noqa: PLR2004 - a projection has nine numbers
        left, top, right, bottom = _projected(box, matrix)
    elif matrix:
        a, b, c, d, e, f = matrix
        left, top, right, bottom = (
            a * left + c * top + e, b * left + d * top + f, a * right + c * bottom + e, b * right + d * bottom + f,
        )  # fmt: skip
    if left > right:
        left, right = right, left
    if top > bottom:
        top, bottom = bottom, top
    return (round(left, 2), round(top, 2), round(right, 2), round(bottom, 2))


def _projected(box: Box, matrix: Matrix) -> Box:
    """Return the box around the four corners of a box after a projection."""
    a, b, c, d, e, f, g, h, i = matrix
    corners = [(x, y, g * x + h * y + i) for x in box[::2] for y in box[1::2]]
    xs = [(a * x + b * y + c) / w for x, y, w in corners]
    ys = [(d * x + e * y + f) / w for x, y, w in corners]
    return min(xs), min(ys), max(xs), max(ys)


def _words(page: Any, turn: Matrix | None) -> list[Word]:
    return [Word(item[4], moved(item[:4], turn)) for item in page.get_text("words", flags=_FLAGS) if item[4].strip()]


def _lies_on_side(words: list[Word]) -> bool:
    """Say whether most words of several letters are taller than wide."""
    long = [word.box for word in words if len(word.text) > 2]  # noqa: PLR2004 - two letters may be nearly square
    tall = sum(bottom - top > 1.5 * (right - left) for left, top, right, bottom in long)
    return tall > len(long) / 2


def _upright(page: Any, turn: Matrix | None) -> tuple[Matrix, Matrix]:
    """Return the turn that makes the text upright, and the turn back."""
    ways = [
        line["dir"][0] * turn[1] + line["dir"][1] * turn[3] if turn else line["dir"][1]
        for block in page.get_text("dict", flags=_FLAGS)["blocks"]
        for line in block.get("lines", ())
    ]
    width, height = page.rect.width, page.rect.height
    if sum(ways) < 0:  # most of the text runs upwards
        return (0, 1, -1, 0, height, 0), (0, -1, 1, 0, 0, height)
    return (0, -1, 1, 0, 0, width), (0, 1, -1, 0, width, 0)


def _chain(first: Matrix | None, then: Any) -> Matrix:
    """Return the turn that does `first` and `then` one after the other."""
    a, b, c, d, e, f = first or (1, 0, 0, 1, 0, 0)
    g, h, i, j, k, m = then
    return (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m)


def _rules(drawings: list[dict[str, Any]], turn: Matrix | None) -> tuple[list[Rule], list[Rule]]:
    """Return the horizontal and vertical rules: strokes, outlines of boxes, and filled boxes that are thin.

    If there are none, the edges of filled boxes count: tables may be drawn with coloured cells alone.
    """
    thin: list[Box] = []
    filled: list[Box] = []
    for drawing in drawings:
        if drawing["type"] == "f":
            for box in _filled_boxes(drawing):
                (thin if _is_thin(box) else filled).append(box)
        elif drawing["width"] <= _THICKEST_STROKE and drawing.get("stroke_opacity", 1):
            thin += _strokes(drawing["items"])
    return _by_direction(thin or [edge for box in filled for edge in _outline(box)], turn)


def _filled_boxes(drawing: dict[str, Any]) -> Iterator[Box]:
    boxes = [_item_box(item) for item in drawing["items"] if item[0] in _BOXES]
    yield from boxes or ([drawing["rect"]] if _is_thin(drawing["rect"]) else [])


def _strokes(items: list[Any]) -> Iterator[Box]:
    for item in items:
        if item[0] == "l":
            yield (*item[1], *item[2])
        elif item[0] in _BOXES:
            yield from _outline(_item_box(item))


def _item_box(item: Any) -> Box:
    box: Box = item[1] if item[0] == "re" else (*item[1][0], *item[1][3])
    return box


def _is_thin(box: Box) -> bool:
    return min(abs(box[2] - box[0]), abs(box[3] - box[1])) <= _THICKEST_RULE


def _outline(box: Box) -> tuple[Box, ...]:
    left, top, right, bottom = box
    if _is_thin(box):
        return (box,)
    return (
        (left, top, right, top),
        (left, bottom, right, bottom),
        (left, top, left, bottom),
        (right, top, right, bottom),
    )


def _by_direction(thin: list[Box], turn: Matrix | None) -> tuple[list[Rule], list[Rule]]:
    """Sort lines and thin boxes into horizontal and vertical rules; slanted lines are none."""
    across, down = [], []
    for box in thin:
        left, top, right, bottom = moved(box, turn)
        width, height = right - left, bottom - top
        if height <= _THICKEST_RULE and width >= height:
            across.append(Rule((top + bottom) / 2, left, right))
        elif width <= _THICKEST_RULE:
            down.append(Rule((left + right) / 2, top, bottom))
    return across, down


def _has_outlines(page: Any) -> bool:
    """Say whether letters may have been drawn as curves instead of set as text."""
    curves = (item for drawing in page.get_cdrawings() for item in drawing["items"] if item[0] == "c")
    return sum(1 for _ in curves) > _OUTLINES


def _share_of_images(page: Any) -> float:
    area = sum(
        max(0.0, right - left) * max(0.0, bottom - top)
        for left, top, right, bottom in (image["bbox"] for image in page.get_image_info())
    )
    return float(area / (page.rect.width * page.rect.height or 1))


def _is_invisible(page: Any) -> bool:
    """Say whether most of the text is neither filled nor stroked."""
    sizes = [(span["type"], len(span["chars"])) for span in page.get_texttrace()]
    return sum(size for kind, size in sizes if kind == _INVISIBLE) > sum(size for _, size in sizes) / 2
