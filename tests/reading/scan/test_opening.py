"""Which pictures show two facing pages, and where these part; a page that is wide, in columns or folded stays one."""

import cv2
import numpy as np
import pytest
from drawing import SCALE, noisy, paper, stroke, table

from extractor.reading.scan.image import Picture
from extractor.reading.scan.leaves import is_reversed, leaves_of
from extractor.reading.scan.opening import gutter_of

A4 = (595, 842)
BODY, LETTER, LINE = 11.0, 9.0, 22.0
"""Points: from letter to letter, a letter, from line to line."""


def lines(ink: np.ndarray, left: float, top: float, right: float, bottom: float) -> None:
    """Fill a place (points) with lines of print: blocks as large as letters."""
    for y in np.arange(top, bottom - LETTER, LINE):
        for x in np.arange(left, right - LETTER, BODY):
            for part in (0.1, 0.5, 0.9):
                stroke(ink, x, y + part * LETTER, x + LETTER, y + part * LETTER, thick=3)


def sheet(width: int, height: int, *, top: float = 80, bottom: float = 760, ruled: bool = False) -> np.ndarray:
    """A page of print with a margin of 60 points, if wanted with a table at its top."""
    ink = paper(width, height)
    if ruled:
        table(ink)
    lines(ink, 60, max(top, 220 if ruled else 0), width - 60, min(bottom, height - 80))
    return ink


def turned(ink: np.ndarray, degrees: float) -> np.ndarray:
    """The picture turned around its middle, white where nothing was."""
    height, width = ink.shape
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1.0)
    return cv2.warpAffine(ink, matrix, (width, height), borderValue=(255,))


def opening(left: np.ndarray, right: np.ndarray, fold: int = 0) -> np.ndarray:
    """Two pages side by side, with a dark fold of so many pixels between them."""
    ink = np.hstack([left, right])
    middle = left.shape[1]
    ink[:, middle - fold // 2 : middle + (fold + 1) // 2] = 70
    return ink


def holed() -> np.ndarray:
    """Two pages with the holes of a binder between them."""
    ink = opening(sheet(*A4), sheet(*A4))
    for y in (300, 540):
        cv2.circle(ink, (ink.shape[1] // 2, round(y * SCALE)), round(8 * SCALE), (20,), -1)
    return ink


OPENINGS = {
    "text": opening(sheet(*A4), sheet(*A4, top=120)),
    "tables": opening(sheet(*A4, ruled=True), sheet(*A4, ruled=True)),
    "a dark fold": opening(sheet(*A4), sheet(*A4), fold=40),
    "two slants": opening(turned(sheet(*A4), 1.4), turned(sheet(*A4, ruled=True), -1.2)),
    "both askew": turned(opening(sheet(*A4), sheet(*A4)), 2.5),
    "holes": holed(),
    "a short last page": opening(sheet(*A4), sheet(*A4, bottom=140)),
    "an empty page": opening(sheet(*A4), paper(*A4), fold=6),
    "grain": noisy(opening(sheet(*A4), sheet(*A4)), 12),
    "reduced": cv2.resize(opening(sheet(*A4), sheet(*A4)), None, fx=0.6, fy=0.6, interpolation=cv2.INTER_AREA),
}


@pytest.mark.parametrize("name", OPENINGS)
def test_opening(name: str) -> None:
    """Two pages are told apart between them, however they lie."""
    ink = OPENINGS[name]
    gutter = gutter_of(ink)
    assert gutter
    assert not gutter.crosses
    assert 0.43 < gutter.ends / ink.shape[1] <= gutter.begins / ink.shape[1] < 0.6


def wide_table(rows: int = 14) -> np.ndarray:
    """A page laid across with a table over its whole width, one of its rules in the middle."""
    ink = paper(*A4[::-1])
    for number in range(rows + 1):
        stroke(ink, 40, 80 + 30 * number, 802, 80 + 30 * number)
    for x in (40, 160, 300, 421, 560, 680, 802):
        stroke(ink, x, 80, x, 80 + 30 * rows)
    return ink


def columns(gap: float, *, heading: bool = False, rule: bool = False) -> np.ndarray:
    """A page laid across with two columns of print so far apart."""
    ink = paper(*A4[::-1])
    lines(ink, 60, 110, 421 - gap / 2, 530)
    lines(ink, 421 + gap / 2, 110, 782, 530)
    if heading:
        lines(ink, 330, 60, 520, 80)
    if rule:
        stroke(ink, 421, 110, 421, 530)
    return ink


def two_tables() -> np.ndarray:
    """A page laid across with two tables far apart under one heading."""
    ink = paper(*A4[::-1])
    lines(ink, 300, 30, 560, 50)
    table(ink[:, : round(430 * SCALE)])
    table(ink[:, round(430 * SCALE) :])
    lines(ink, 60, 220, 380, 500)
    lines(ink, 480, 220, 780, 500)
    return ink


def creased() -> np.ndarray:
    """A page laid across that was folded in its middle, with a table over its whole width."""
    ink = wide_table()
    ink[:, ink.shape[1] // 2 - 4 : ink.shape[1] // 2 + 4] = 120
    return ink


def signed() -> np.ndarray:
    """A page laid across with nothing but a name on the left and a date on the right."""
    ink = paper(*A4[::-1])
    lines(ink, 60, 80, 180, 100)
    lines(ink, 640, 80, 780, 100)
    return ink


ONE_PAGE = {
    "a wide table": wide_table(),
    "a wide table, creased": creased(),
    "a wide table askew": turned(wide_table(), 1.5),
    "lines over the whole width": sheet(*A4[::-1]),
    "two columns": columns(30),
    "two columns with a rule": columns(36, rule=True),
    "two columns under a heading": columns(80, heading=True),
    "two tables under a heading": two_tables(),
    "name and date": signed(),
    "an upright page": sheet(*A4),
    "two parts of an upright page": np.vstack([sheet(595, 421, bottom=340), sheet(595, 421, bottom=340)]),
    "an upright page on its side": np.ascontiguousarray(
        np.rot90(np.vstack([sheet(595, 421, bottom=340), sheet(595, 421, bottom=340)]))
    ),
    "nothing": paper(*A4[::-1]),
}


@pytest.mark.parametrize("name", ONE_PAGE)
def test_one_page(name: str) -> None:
    """What one page holds is not torn apart, and is no cause of doubt."""
    assert gutter_of(ONE_PAGE[name]) is None


@pytest.mark.parametrize("name", ["two columns", "two tables under a heading", "lines over the whole width"])
@pytest.mark.parametrize("turn", [1, 2])
def test_one_page_turned(name: str, turn: int) -> None:
    """Nor is a page that lies on its side or stands on its head."""
    assert gutter_of(np.ascontiguousarray(np.rot90(ONE_PAGE[name], turn))) is None


def test_something_over_the_fold() -> None:
    """Two pages with a fold from edge to edge that a stamp crosses are doubtful."""
    ink = opening(sheet(*A4), sheet(*A4), fold=12)
    cv2.rectangle(ink, (round(560 * SCALE), round(400 * SCALE)), (round(640 * SCALE), round(415 * SCALE)), (40,), 3)
    gutter = gutter_of(ink)
    assert gutter
    assert gutter.crosses
    assert leaves_of(picture(ink)).doubtful


def picture(ink: np.ndarray) -> Picture:
    """The picture of a page whose size is an honest one."""
    return Picture(np.repeat(ink[:, :, None], 3, axis=2), SCALE, SCALE)


@pytest.mark.parametrize("turn", range(4))
def test_halves(turn: int) -> None:
    """However the picture is turned, each half is a page as large as A4, and its way back leads to its place there."""
    ink = np.ascontiguousarray(np.rot90(opening(sheet(*A4, ruled=True), sheet(*A4), fold=8), turn))
    leaves, doubtful = leaves_of(picture(ink))
    assert not doubtful
    assert len(leaves) == 2
    for leaf in leaves:
        sides = sorted(side / leaf.picture.scale for side in leaf.ink.shape)
        assert sides == pytest.approx(A4, abs=40)
        y, x = (int(at) for at in np.argwhere(leaf.ink < 100)[1000])
        there = leaf.picture.back @ (x, y, 1)
        assert ink[round(there[1]), round(there[0])] == leaf.ink[y, x]
    first = leaves[::-1][0] if is_reversed(leaves, -turn % 4) else leaves[0]
    upright = np.rot90(first.ink, -turn % 4)
    rules = (upright[: round(195 * SCALE)] < 100).mean(axis=1)
    assert rules.max() > 0.5


def desk(sheets: list[tuple[np.ndarray, list[tuple[int, int]]]], size: tuple[int, int]) -> np.ndarray:
    """A dark desk of a size (width, height) in pixels, with sheets on it between four corners each."""
    ground = np.full(size[::-1], 90, np.uint8)
    for ink, corners in sheets:
        height, width = ink.shape
        whole = np.array([(0, 0), (width, 0), (width, height), (0, height)], np.float32)
        view = cv2.getPerspectiveTransform(whole, np.array(corners, np.float32))
        mask = cv2.warpPerspective(np.full_like(ink, 255), view, size)
        ground = np.where(mask > 127, cv2.warpPerspective(ink, view, size, borderValue=(255,)), ground)
    return ground


BESIDE = [
    [(120, 160), (1480, 130), (1500, 2060), (90, 2080)],
    [(1620, 120), (2980, 170), (2960, 2090), (1600, 2070)],
]
ABOVE = [
    [(120, 110), (2060, 130), (2050, 1490), (100, 1470)],
    [(130, 1640), (2080, 1600), (2070, 2960), (110, 2980)],
]


@pytest.mark.parametrize(("corners", "page", "size"), [(BESIDE, A4, (3100, 2200)), (ABOVE, A4[::-1], (2200, 3100))])
def test_two_sheets_on_a_desk(corners: list, page: tuple[int, int], size: tuple[int, int]) -> None:
    """Two sheets with the desk between them are two pages, in their order, each set upright by itself."""
    full, half = sheet(*page), sheet(*page, bottom=200)
    leaves, _ = leaves_of(picture(desk(list(zip((full, half), corners, strict=True)), size)))
    assert len(leaves) == 2
    dark = [float(np.mean(leaf.ink < 128)) for leaf in leaves]
    assert dark[0] > 2 * dark[1] > 0
    for leaf, place in zip(leaves, corners, strict=True):
        there = leaf.picture.back @ (0, 0, 1)
        assert there[:2] / there[2] == pytest.approx(place[0], abs=12)


def test_two_sheets_of_which_one_is_cut_off() -> None:
    """Where the second sheet is no whole one, the first is not read as if it were all."""
    corners = [BESIDE[0], [(1620, 120), (2980, 170), (2960, 820), (1600, 790)]]
    leaves, _ = leaves_of(picture(desk([(sheet(*A4), place) for place in corners], (3100, 2200))))
    assert len(leaves) == 1
    assert leaves[0].ink.shape == (2200, 3100)


def test_a_photograph_of_an_opening() -> None:
    """An open report on a desk, its halves bent and seen aslant, is cut out and parted."""
    fold = [(1560, 170), (1530, 2080)]
    corners = [[(110, 140), *fold, (80, 2020)], [fold[0], (3010, 120), (2980, 2060), fold[1]]]
    leaves, _ = leaves_of(picture(desk([(sheet(*A4, ruled=True), place) for place in corners], (3100, 2200))))
    assert len(leaves) == 2
    for leaf, place in zip(leaves, corners, strict=True):
        middle = np.array(place, float).mean(axis=0)
        assert leaf.middle == pytest.approx(middle, abs=60)
