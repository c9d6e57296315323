"""Slanted and photographed pages: how far they are off, and the way back."""

import cv2
import numpy as np
import pytest
from drawing import SCALE, paper, stroke, table
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.reading.pdf.page import moved
from extractor.reading.scan.straighten import slant_of, straighten


def tilted(ink: np.ndarray, degrees: float) -> np.ndarray:
    """The picture turned around its middle, against the clock."""
    height, width = ink.shape
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1.0)
    return cv2.warpAffine(ink, matrix, (width, height), borderValue=(255,))


def page() -> np.ndarray:
    """A page with a table and lines of print."""
    ink = paper(500, 700)
    table(ink)
    for y in range(250, 600, 18):
        for x in range(60, 420, 12):
            stroke(ink, x, y, x + 8, y, thick=4)
    return ink


@pytest.mark.parametrize("degrees", [-5.0, -1.3, 0.0, 0.4, 3.7])
def test_slant(degrees):
    """The slant of a page is measured to a twentieth of a degree."""
    assert slant_of(tilted(page(), degrees)) == pytest.approx(-degrees, abs=0.06)


def test_straight_page_is_left_alone():
    """Nothing is resampled without need."""
    ink = page()
    straight = straighten(ink, SCALE)
    assert straight.pixels is ink
    assert np.array_equal(straight.back, np.eye(3))


@given(st.lists(st.floats(-0.025, 0.025), min_size=8, max_size=8))
@settings(max_examples=8, deadline=None)
def test_photograph_becomes_rectangular(shifts):
    """A table that a photograph shows aslant is rectangular again, and the way back leads to its corners there."""
    ink = page()
    height, width = ink.shape
    corners = np.array([(0, 0), (width, 0), (width, height), (0, height)], np.float32)
    seen = corners * 0.9 + 30 + np.array(shifts, np.float32).reshape(4, 2) * width
    view = cv2.getPerspectiveTransform(corners, seen.astype(np.float32))
    straight = straighten(cv2.warpPerspective(ink, view, (width, height), borderValue=(255,)), SCALE)
    drawn = np.array([[60, 80], [420, 80], [420, 190], [60, 190]]) * SCALE
    level = through(np.linalg.inv(straight.back) @ view, drawn)
    assert np.abs(level[[0, 1, 2, 3], 1] - level[[1, 0, 3, 2], 1]).max() < 2
    assert np.abs(level[[0, 1, 2, 3], 0] - level[[3, 2, 1, 0], 0]).max() < 2
    assert through(straight.back, level) == pytest.approx(through(view, drawn), abs=0.01)


def through(matrix: np.ndarray, points: np.ndarray) -> np.ndarray:
    """Points after a transform."""
    found = np.hstack([points, np.ones((len(points), 1))]) @ matrix.T
    return found[:, :2] / found[:, 2:]


@given(st.tuples(*[st.floats(-0.2, 0.2)] * 4), st.tuples(*[st.floats(-1e-4, 1e-4)] * 2))
def test_boxes_go_there_and_back(slopes, narrowing):
    """A box sent through a projection and back holds the box that it was."""
    a, b, c, d = slopes
    matrix = np.array([[1 + a, b, 5], [c, 1 + d, 7], [*narrowing, 1]])
    there = moved((100.0, 50.0, 180.0, 70.0), tuple(matrix.ravel()))
    left, top, right, bottom = moved(there, tuple(np.linalg.inv(matrix).ravel()))
    assert max(left - 100.02, top - 50.02) <= 0
    assert min(right - 179.98, bottom - 69.98) >= 0
