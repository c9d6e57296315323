"""What a recogniser mistakes in figures by their shape: separators, per mille, specks taken for points.

A sign that is read otherwise than the recogniser said keeps its place, and its confidence says that it is in doubt.
"""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from extractor.reading.scan.recognise import Letter

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from extractor.reading.scan.image import Pixels
    from extractor.reading.scan.recognise import Line

DOUBT = 0.5
"""The confidence of a letter of which the shape leaves open what it is."""

_POINT = re.compile(
    r"(?<=\d)[,，](?=\d{2}(?!\d|[,，.]\d))|(?<=\d{3})[:：;；](?=\d{2}(?!\d))|(?<=\d)[·'](?=\d)|(?<=^\d{3}),(?=\d$)|(?<=^\d{2}),(?=\d$)"
)
"""A sign before two last digits that can only be the decimal point."""

_COMMA = re.compile(r"(?<=\d)\.(?=\d{3}\.\d)")
"""A point before three digits and another point: it parts thousands."""

_PER_MILLE = re.compile(r"(?<=\d)%[0Oo](?![\d.])")
_NOUGHT = re.compile(r"(?<=\d)[OoQ](?=[\d.,%])|(?<=\.)[OoQ](?=\d)|(?<=\.\d)[OoQ](?!\w)")
_ONE = re.compile(r"(?<=\d)[lI|](?=[\d.,%])|(?<=\.)[lI|](?=\d)")
"""Letters among digits: they stand for the digits that they look like."""

_DAY = re.compile(r"(?<=月\d)[HBE曰目](?!\w)|(?<=月\d\d)[HBE曰目](?!\w)|(?<=^\d\d)[H曰目]$|(?<=^\d)[H曰目]$")

_RING_TWICE = re.compile(r"\d[%％]\d$")

_WIDE = re.compile(r"(?<=\d)．(?=\d)|(?<=\d)，(?=\d{3}[.．]\d)|(?<=[0-9])[０-９]|[０-９](?=[0-9])")

_DOTTED = re.compile(r"(\d[\d,]*(\.\d+)?|[≥≤=])[.,·、]")
"""A figure or a sign with a dot behind it, where it is no number in a list."""

_HEADLESS = re.compile(r"(?<![\d.,])[.,](?=\d)[\d.,]+")
"""A figure that begins with a separator: what stood before that was not read. A comma of Chinese prose is wide."""

_SPECKS = "·.,'`‘’"
_LOOSE = "·'`‘’"
_FAR = 0.35
_ONES = "1lI|!"
_DARK = 170
_FEW_PIXELS = 8
_LEAN = 0.15
"""Share of its height by which the upper third of a slash lies to the right of its lower third."""

FIGURE = re.compile(r"\d[\d.,%‰]*")
"""A figure within a line, with its signs."""


def repaired(line: Line) -> Line:
    """Return a line in which separators, per mille signs and look-alikes are what they can only be, specks left out."""
    letters = list(_narrowed(_without_specks(line)))
    for pattern, sign in ((_POINT, "."), (_COMMA, ","), (_NOUGHT, "0"), (_ONE, "1"), (_DAY, "日")):
        for match in pattern.finditer(_text(letters)):
            letters[match.start()] = _doubtful(letters[match.start()], sign)
    for match in reversed(list(_PER_MILLE.finditer(_text(letters)))):
        percent, nought = letters[match.start() : match.end()]
        whole = percent._replace(text=percent.text + nought.text, box=(*percent.box[:2], nought.box[2], percent.box[3]))
        letters[match.start() : match.end()] = [_doubtful(whole, "‰")]
    return _without_tail(tuple(letters))


def _without_tail(line: Line) -> Line:
    """Return a line without the digit behind its percent sign: it is the ring of the sign read twice."""
    if not _RING_TWICE.search(_text(line)) or len(_text(line)) != len(line):
        return line
    sign, ring = line[-2:]
    return (*line[:-2], sign._replace(confidence=min(sign.confidence, DOUBT), other=sign.text + ring.text))


def doubting_torn(words: Iterable[Line]) -> list[Line]:
    """Return the words of a line; where a space parts two digits a separator may be lost, so both are in doubt."""
    found = list(words)
    for at, (one, other) in enumerate(pairwise(found)):
        if one[-1].text.isdecimal() and other[0].text.isdecimal():
            found[at], found[at + 1] = (all_in_doubt(word) for word in (found[at], other))
    return found


def doubting_headless(word: Line) -> Line:
    """Return a word with its figures that begin with a separator in doubt."""
    if len(_text(word)) != len(word):
        return word
    letters = list(word)
    for match in _HEADLESS.finditer(_text(word)):
        letters[slice(*match.span())] = all_in_doubt(word[slice(*match.span())])
    return tuple(letters)


def all_in_doubt(word: Line) -> Line:
    """Return a word of which every letter is in doubt."""
    return tuple(letter._replace(confidence=min(letter.confidence, DOUBT)) for letter in word)


def undotted(line: Line) -> Line:
    """Return a line that is a figure or a sign and a dot without the dot; the last letter is in doubt."""
    if not _DOTTED.fullmatch(_text(line)):
        return line
    last, dot = line[-2:]
    return (*line[:-2], last._replace(confidence=min(last.confidence, DOUBT), other=last.text + dot.text))


def is_slash(line: Line, ink: Pixels) -> bool:
    """Say whether a single 1 leans to the right: then it is the stroke that offices put into empty cells."""
    if len(line) > 1 or line[0].text not in _ONES:
        return False
    left, top, right, bottom = (round(at) for at in line[0].box)
    rows, columns = np.nonzero(ink[top:bottom, left:right] < _DARK)
    if len(rows) < _FEW_PIXELS or not (height := rows.max() - rows.min()):
        return False
    upper, lower = columns[rows < rows.min() + height / 3], columns[rows > rows.max() - height / 3]
    return bool(len(upper) > 0 < len(lower) and upper.mean() - lower.mean() > _LEAN * height)


def _narrowed(line: Line) -> Line:
    """Return a line with the separators and digits of its figures as narrow as those beside: width is no doubt."""
    wide = {match.start() for match in _WIDE.finditer(_text(line))} if len(_text(line)) == len(line) else set()
    return tuple(
        one._replace(text=unicodedata.normalize("NFKC", one.text)) if at in wide else one for at, one in enumerate(line)
    )


def _text(letters: Iterable[Letter]) -> str:
    return "".join(letter.text for letter in letters)


def _doubtful(letter: Letter, text: str) -> Letter:
    return Letter(text, letter.box, min(letter.confidence, DOUBT), letter.text)


def _without_specks(line: Line) -> Line:
    """Leave out dots before the first letter, and dots behind the last one if they stand apart."""
    start, end = 0, len(line)
    while start < end and line[start].text in _SPECKS:
        start += 1
    while end > start and (line[end - 1].text in _LOOSE or (end - start > 1 and _stands_apart(*line[end - 2 : end]))):
        end -= 1
    return line[start:end]


def _stands_apart(before: Letter, last: Letter) -> bool:
    height = before.box[3] - before.box[1]
    return last.text in _SPECKS and last.box[0] - before.box[2] > _FAR * height


def figures_apart(line: Line) -> Iterator[Line]:
    """Yield the figures of a word and what stands between them, so that each figure has a place of its own.

    What stands between two figures reaches from the one to the other.
    """
    text = _text(line)
    if len(text) != len(line):
        yield line
        return
    matches = list(FIGURE.finditer(text))
    cuts = sorted({0, len(text), *(at for match in matches for at in match.span())})
    figures = {match.start() for match in matches}
    edges = [line[at].box[0] if at in figures or not at else line[at - 1].box[2] for at in cuts]
    for (start, end), (left, right) in zip(pairwise(cuts), pairwise(edges), strict=True):
        part = list(line[start:end])
        part[0] = part[0]._replace(box=(left, *part[0].box[1:]))
        part[-1] = part[-1]._replace(box=(*part[-1].box[:2], right, part[-1].box[3]))
        yield tuple(part)
