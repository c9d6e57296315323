"""One scanned page → its words and rules on the straightened page, in points, and the way back to the page as it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import cv2
import numpy as np

from extractor.reading.pdf.alignment import unruled
from extractor.reading.pdf.grid import Rule, find_lattices
from extractor.reading.pdf.page import Sheet
from extractor.reading.pdf.rows import bounding_box
from extractor.reading.scan.again import SHAPE, is_equals, overlooked
from extractor.reading.scan.bands import bands_of
from extractor.reading.scan.cells import Cells, doubting_swallowed
from extractor.reading.scan.dust import without_dust
from extractor.reading.scan.grey_seal import without_grey_seals
from extractor.reading.scan.leaves import is_reversed, leaves_of
from extractor.reading.scan.letters import fitted, joined, words_of
from extractor.reading.scan.paper import Paper
from extractor.reading.scan.rules import outside_letters, rules_of
from extractor.reading.scan.second import looked_again
from extractor.reading.scan.signs import doubting_headless, doubting_torn, figures_apart, is_slash, repaired
from extractor.reading.scan.straighten import Straight, straighten
from extractor.reading.scan.support import supported
from extractor.records.document import Word

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from extractor.reading.scan.image import Picture, Pixels
    from extractor.reading.scan.leaves import Leaf
    from extractor.reading.scan.recognise import Letter, Line, Recogniser
    from extractor.records.evidence import Box

_SURE = 0.93
"""Mean confidence below which a page may stand on its head."""

_ALONE = 0.8
"""By how much less letters count that stand alone."""

_LEAST_LETTERS = 4

_SPARSE = 60
"""Letters below which more may have been overlooked on a page."""

_LIKE_EQUALS, _UNSURE = "二Ⅱ三目月", 0.8
"""What an equals sign is taken for; the confidence below which a letter that stands alone may be one."""

_FAINT = 128
_BLANK = 2e-5
"""Share of the pixels that must be dark for anything to stand on a page."""

_TALL = 1.5
_UPRIGHT, _ON_HEAD, _ON_SIDES = (0,), (2,), (1, 3)


class Scanned(NamedTuple):
    """What stands on the sheets of a picture, in the order of reading; `doubtful` if its one sheet may be two pages."""

    sheets: tuple[Sheet, ...] = ()
    doubtful: bool = False


class _Look(NamedTuple):
    """A page turned by quarters: its straightened picture, what was recognised, and how well, from 0 to 1.

    `turn` is by how many quarters against the clock; `rules` is the same picture as its rules are seen best.
    """

    turn: int
    straight: Straight
    rules: Pixels
    lines: list[Line]
    quality: float
    lies: bool


def scan_sheets(picture: Picture, recogniser: Recogniser) -> Scanned:
    """Return what stands on the picture of a page, upright and level; no sheets if the page is blank.

    A picture in which no print is found (a photograph of something else) has no words. Boxes are in points of the
    straightened paper; `back` leads to points of the page.
    """
    leaves, doubtful = leaves_of(picture)
    fine = _is_grey(picture.pixels)
    looks = [None if _is_blank(leaf.ink) else _best_look(leaf, recogniser, fine=fine) for leaf in leaves]
    looks = [look and (None if not look.lines and _is_blank(look.straight.pixels) else look) for look in looks]
    surest = max(filter(None, looks), key=lambda look: sum(map(len, look.lines)), default=None)
    if not surest:
        return Scanned()
    alike = [
        look and _turned_alike(leaf, look, surest, recogniser, fine=fine)
        for leaf, look in zip(leaves, looks, strict=True)
    ]
    sheets = [
        _sheet(look, leaf.picture, recogniser) if look else _blank(leaf)
        for leaf, look in zip(leaves, alike, strict=True)
    ]
    return Scanned(tuple(sheets[::-1] if is_reversed(leaves, surest.turn) else sheets), doubtful)


def _is_grey(pixels: Pixels) -> bool:
    """Say whether a page came without colours: by fax or from a copier; then it is rough and seals are grey."""
    return all(np.array_equal(pixels[:, :, 0], pixels[:, :, other]) for other in (1, 2))


def _is_blank(ink: Pixels) -> bool:
    return float(np.mean(ink < _FAINT)) < _BLANK


def _turned_alike(leaf: Leaf, look: _Look, surest: _Look, recogniser: Recogniser, *, fine: bool) -> _Look:
    """Return the better of a look and one turned as the surest is: facing pages lie alike, few figures mislead."""
    if look.turn == surest.turn:
        return look
    other = _look(leaf.ink, surest.turn, leaf.picture.scale, recogniser, fine=fine)
    return max(look, _with_letters(other), key=lambda one: (not one.lies, one.quality))


def _best_look(leaf: Leaf, recogniser: Recogniser, *, fine: bool) -> _Look:
    """Return the page as it is read best: as it is, or, if that reads badly, turned upright."""
    return _with_letters(_best_turn(leaf.ink, leaf.picture.scale, recogniser, fine=fine))


def _with_letters(look: _Look) -> _Look:
    """Return a look; a few letters are none."""
    return look._replace(lines=[]) if sum(len(line) for line in look.lines) < _LEAST_LETTERS else look


def _best_turn(ink: Pixels, scale: float, recogniser: Recogniser, *, fine: bool) -> _Look:
    look = _look(ink, 0, scale, recogniser, fine=fine)
    if look.quality >= _SURE and not look.lies:
        return look
    looks = [look]
    for turns in (_ON_SIDES, _ON_HEAD) if look.lies else (_ON_HEAD, _ON_SIDES):
        looks += [_look(ink, turn, scale, recogniser, fine=fine) for turn in turns]
        best = max(looks, key=lambda one: (not one.lies, one.quality))
        if best.quality >= _SURE and not best.lies:
            break
    return best


def _look(page: Pixels, turn: int, scale: float, recogniser: Recogniser, *, fine: bool) -> _Look:
    """Read a page turned by so many quarters against the clock."""
    straight = straighten(np.ascontiguousarray(np.rot90(page, turn)), scale)
    lifted = without_grey_seals(straight.pixels, scale)
    ink = without_dust(lifted.words, scale)
    rules = ink if lifted.rules is lifted.words else without_dust(lifted.rules, scale)
    lines = _lines(ink, recogniser, fine=fine)
    long = [bounding_box([Word("", letter.box) for letter in line]) for line in lines if len(line) > 2]  # noqa: PLR2004 - two letters may be nearly square
    tall = sum(bottom - top > _TALL * (right - left) for left, top, right, bottom in long)
    whole = Straight(ink, _quarters(turn, page.shape) @ straight.back)
    return _Look(turn, whole, rules, lines, _quality(lines), tall > len(long) / 2)


def _quality(lines: Sequence[Line]) -> float:
    """Return how sure the letters of lines are in the mean; letters that stand alone do not tell which way is up."""
    together = [letter.confidence for line in lines if len(line) > 1 for letter in line]
    if together:
        return float(np.mean(together))
    return _ALONE * float(np.mean([line[0].confidence for line in lines])) if lines else 0.0


def _lines(ink: Pixels, recogniser: Recogniser, *, fine: bool) -> list[Line]:
    """Return the lines of print of an upright page; on a page with few of them they are looked for from nearer."""
    page = cv2.cvtColor(ink, cv2.COLOR_GRAY2BGR)
    lines = recogniser.lines(page, fine=fine)
    if sum(map(len, lines)) >= _SPARSE:
        return lines
    closer = [
        tuple(letter._replace(box=_moved(letter.box, band.left, band.top)) for letter in line)
        for band in bands_of(ink)
        for line in recogniser.lines(page[band.top : band.bottom, band.left : band.right], fine=fine)
    ]
    return max(closer, lines, key=lambda found: sum(map(len, found)))


def _moved(box: Box, right: float, down: float) -> Box:
    return (box[0] + right, box[1] + down, box[2] + right, box[3] + down)


def _quarters(turn: int, shape: tuple[int, ...]) -> NDArray[np.float64]:
    """Return the transform from the pixels of a turned picture to those of the picture as it was."""
    height, width = shape[:2]
    return np.array(
        [
            [[1, 0, 0], [0, 1, 0], [0, 0, 1]],
            [[0, -1, width], [1, 0, 0], [0, 0, 1]],
            [[-1, 0, width], [0, -1, height], [0, 0, 1]],
            [[0, 1, 0], [-1, 0, height], [0, 0, 1]],
        ][turn],
        float,
    )


def _sheet(look: _Look, picture: Picture, recogniser: Recogniser) -> Sheet:
    ink, scale = look.straight.pixels, picture.scale
    fit = [fitted(line, ink) for line in look.lines]
    across, down = _rules(look.rules, scale, fit)
    lattices = find_lattices(across, down)
    whole = joined(fit)
    lattices += unruled(_words(whole, scale), lattices, across)
    cells = Cells(lattices, scale)
    lines = cells.without_specks(_mended(cells.parted(whole), ink, scale))
    again = overlooked(lattices, _words(lines, scale), ink, scale, recogniser) if lines else []
    lines += _mended((fitted(line, ink) for line in again), ink, scale)
    lines = looked_again(lines, cells, _paper(look, picture), recogniser)
    lines = [doubting_swallowed(line, ink, scale) for line in cells.doubting_torn(lines)]
    return Sheet(
        words=_words(lines, scale),
        across=across,
        down=down,
        size=(ink.shape[1] / scale, ink.shape[0] / scale),
        back=_matrix(look.straight.back, picture),
        letters=_letters(lines, scale),
    )


def _blank(leaf: Leaf) -> Sheet:
    """Return a page on which nothing stands: tables do not go on over it."""
    height, width = leaf.ink.shape
    return Sheet([], [], [], (width / leaf.picture.scale, height / leaf.picture.scale), letters=())


def _paper(look: _Look, picture: Picture) -> Paper:
    return Paper(picture.pixels, look.straight.pixels, _way_back(look.straight.back, picture), picture.scale)


def _way_back(back: NDArray[np.float64], picture: Picture) -> NDArray[np.float64]:
    """Return the transform from pixels of the paper to pixels of the picture."""
    return back if picture.back is None else picture.back @ back


def _mended(lines: Iterable[Line], ink: Pixels, scale: float) -> list[Line]:
    return [line for line in map(repaired, (_by_shape(line, ink, scale) for line in lines)) if line]


def _by_shape(line: Line, ink: Pixels, scale: float) -> Line:
    """Return a line of one letter as the sign that its shape says it is, a slash or an equals sign."""
    if is_slash(line, ink):
        return tuple(one._replace(text="/") for one in line)
    left, top, right, bottom = (round(at) for at in line[0].box)
    may_be_sign = line[0].text in _LIKE_EQUALS or line[0].confidence < _UNSURE
    if len(line) == 1 and may_be_sign and is_equals(ink[top:bottom, left:right], scale):
        return (line[0]._replace(text="=", confidence=max(line[0].confidence, SHAPE)),)
    return line


def _rules(ink: Pixels, scale: float, lines: Sequence[Line]) -> tuple[list[Rule], list[Rule]]:
    letters = _letters(lines, scale)
    found = zip(rules_of(ink, scale), (True, False), strict=True)
    rules = (outside_letters([_in_points(rule, scale) for rule in some], letters, level=level) for some, level in found)
    return supported(*rules)


def _words(lines: Iterable[Line], scale: float) -> list[Word]:
    words = [doubting_headless(word) for line in lines for word in doubting_torn(words_of(line))]
    return [_word(part, scale) for word in words for part in figures_apart(word)]


def _letters(lines: Iterable[Line], scale: float) -> tuple[Word, ...]:
    return tuple(_word([letter], scale) for line in lines for letter in line)


def _word(letters: Sequence[Letter], scale: float) -> Word:
    box = bounding_box([Word(letter.text, letter.box) for letter in letters])
    text = "".join(letter.text for letter in letters)
    other = "".join(letter.text if letter.other is None else letter.other for letter in letters)
    sure = round(min(letter.confidence for letter in letters), 3)
    return Word(text, _box(box, scale), sure, other if other != text else "")


def _box(box: Box, scale: float) -> Box:
    left, top, right, bottom = (round(float(value) / scale, 2) for value in box)
    return (left, top, right, bottom)


def _in_points(rule: Rule, scale: float) -> Rule:
    return Rule(*(value / scale for value in rule))


def _matrix(back: NDArray[np.float64], picture: Picture) -> tuple[float, ...] | None:
    """Return the transform from points of the paper to points of the page; None where they are the same."""
    whole = _way_back(back, picture)
    in_points = np.diag([1 / picture.zoom, 1 / picture.zoom, 1]) @ whole @ np.diag([picture.scale, picture.scale, 1])
    if np.allclose(in_points, np.eye(3)):
        return None
    return tuple(float(value) for value in in_points.ravel())
