"""Rules of tables on scans: faint, broken, noisy and under a seal."""

import cv2
import numpy as np
import pytest
from drawing import SCALE, XS, YS, noisy, paper, stroke, table

from extractor.reading.pdf.grid import Rule, find_lattices
from extractor.reading.scan.rules import outside_letters, rules_of
from extractor.reading.scan.support import supported
from extractor.records.document import Word

CELLS = 15


def lattices(ink: np.ndarray) -> list:
    """The tables on a picture."""
    found = ([Rule(*(value / SCALE for value in rule)) for rule in rules] for rules in rules_of(ink, SCALE))
    return find_lattices(*supported(*found))


def faint(ink: np.ndarray) -> np.ndarray:
    """Rules hardly darker than paper."""
    table(ink, tone=190)
    return ink


def broken(ink: np.ndarray) -> np.ndarray:
    """A fold goes through all rules."""
    table(ink)
    ink[:, round(190 * SCALE) : round(196 * SCALE)] = 255
    return ink


def under_a_seal(ink: np.ndarray) -> np.ndarray:
    """A grey ring with broad strokes over the middle of the table."""
    seal = ink.copy()
    cv2.circle(seal, (round(230 * SCALE), round(130 * SCALE)), round(50 * SCALE), (120,), round(3.5 * SCALE))
    table(ink)
    return np.minimum(ink, seal)


def with_loose_strokes(ink: np.ndarray) -> np.ndarray:
    """Strokes that hang in the air, as those of a seal or of letters do."""
    table(ink)
    stroke(ink, 190, 85, 190, 97)
    stroke(ink, 240, 172, 262, 172)
    return ink


@pytest.mark.parametrize("draw", [faint, broken, under_a_seal, with_loose_strokes], ids=lambda draw: draw.__name__)
def test_cells_with_spans(draw):
    """The table is found with its merged cell, its edges where they were drawn."""
    (lattice,) = lattices(noisy(draw(paper()), 5))
    assert (len(lattice.areas), lattice.areas[5]) == (CELLS, (1, 1, 1, 2))
    assert lattice.xs == pytest.approx(XS, abs=1)
    assert lattice.ys == pytest.approx(YS, abs=1)


def test_table_without_closing_rules():
    """Where a page breaks, the rules that end side by side are kept although they end in the air."""
    ink = paper()
    for x in XS:
        stroke(ink, x, 40, x, 58)
    stroke(ink, XS[0], 40, XS[-1], 40)
    (lattice,) = lattices(ink)
    assert len(lattice.areas) == len(XS) - 1


def test_two_tables_close_together_stay_two():
    """A gap from rule to rule is no break in the rules that stand in one line."""
    ink = paper()
    for top in (40, 70):
        for x in XS:
            stroke(ink, x, top, x, top + 20)
        for y in (top, top + 20):
            stroke(ink, XS[0], y, XS[-1], y)
    assert len(lattices(ink)) == 2


def test_strokes_of_letters_are_no_rules():
    """A rule most of which lies inside of letters is dropped; one that passes a letter stays."""
    letters = [Word("一", (10, 10, 22, 22)), Word("二", (22, 10, 34, 22))]
    across = [Rule(16, 10, 34), Rule(16, 30, 300)]
    assert outside_letters(across, letters, level=True) == [Rule(16, 30, 300)]
