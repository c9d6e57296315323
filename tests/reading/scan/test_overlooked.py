"""Cells in which nothing was found though they hold ink, and characters that stand alone."""

import numpy as np
import pytest
from drawing import SCALE, XS, Scripted, drawn, figures, lattices_of, paper, stroke, text

from extractor.reading.scan.again import UNKNOWN, is_equals, overlooked
from extractor.reading.scan.cells import doubting_swallowed
from extractor.reading.scan.recognise import Letter


@pytest.mark.parametrize(
    ("strokes", "expected"),
    [
        (((66, 90, 72, 90), (66, 93, 72, 93)), True),
        (((67.5, 90, 70.5, 90), (66, 94, 72, 94)), False),
        (((66, 92, 72, 92),), False),
        (((66, 90, 100, 90), (66, 93, 100, 93)), False),
    ],
    ids=["equals", "two", "dash", "rules"],
)
def test_an_equals_sign_is_told_by_its_strokes(strokes, expected):
    """Two level strokes of one length are an equals sign; the character for two has a shorter one, a rule is longer."""
    ink = paper()
    for ends in strokes:
        stroke(ink, *ends)
    rows, columns = np.nonzero(ink < 128)
    assert is_equals(ink[rows.min() : rows.max() + 1, columns.min() : columns.max() + 1], SCALE) == expected


@pytest.mark.parametrize(
    ("looks", "meant"),
    [
        ([("<=", 0.9)], "<="),
        ([("台", 0.3), ("<=", 0.9)], "<="),
        ([("台", 0.3), ("日", 0.4)], UNKNOWN),
        ([("", 0.0), ("", 0.0)], UNKNOWN),
    ],
    ids=["read", "read with more white around", "never sure", "never read"],
)
def test_a_cell_with_ink_is_not_empty(looks, meant):
    """Ink in a cell without words is read again; what nobody can read is an unknown letter in doubt, not nothing."""
    ink, _ = drawn()
    figures(ink, "<", XS[0] + 20, 95, 11)
    (found,) = overlooked(lattices_of(ink), [], ink, SCALE, Scripted(*looks))
    assert (text(found), min(letter.confidence for letter in found) < 0.6) == (meant, meant == UNKNOWN)


def test_a_dash_in_a_cell_is_told_by_its_shape():
    """A level stroke in an empty cell is a dash, whatever a recogniser would take it for."""
    ink, _ = drawn()
    stroke(ink, XS[0] + 20, 90, XS[0] + 28, 90)
    assert [text(line) for line in overlooked(lattices_of(ink), [], ink, SCALE, Scripted())] == ["-"]


@pytest.mark.parametrize(("width", "doubted"), [(11, False), (16, True)])
def test_a_character_wider_than_high_may_be_two(width, doubted):
    """A character alone whose ink is much wider than high has swallowed a digit, however sure its reading is."""
    ink = paper()
    for x in (70, 70 + width):
        stroke(ink, x, 86, x, 96)
    box = tuple(at * SCALE for at in (69, 84, 71 + width, 98))
    (found,) = doubting_swallowed((Letter("场", box, 0.99),), ink, SCALE)
    assert (found.confidence < 0.9) == doubted
