"""Seals, shadows and dust: what is no print goes, what is print stays."""

import cv2
import numpy as np
import pytest
from drawing import SCALE, figures, noisy, paper

from extractor.reading.scan.dust import without_dust
from extractor.reading.scan.grey_seal import without_grey_seals
from extractor.reading.scan.ink import ink_of


def print_on(ink: np.ndarray) -> np.ndarray:
    """Set figures onto paper; returns where their ink is."""
    before = ink.copy()
    for y in range(60, 280, 22):
        figures(ink, "2310.75  498.07", 60, y)
    return ink < np.minimum(before, 128)


def sealed(ink: np.ndarray, tones: tuple[int, int, int]) -> np.ndarray:
    """The page in colour with a ring and a disc that let print through."""
    seal = np.full((*ink.shape, 3), 255, np.uint8)
    middle = round(200 * SCALE), round(150 * SCALE)
    cv2.circle(seal, middle, round(58 * SCALE), tones, round(3.5 * SCALE))
    cv2.circle(seal, middle, round(15 * SCALE), tones, -1)
    return (ink[:, :, None].astype(float) * seal / 255).astype(np.uint8)


@pytest.mark.parametrize("tones", [(60, 60, 225), (110, 90, 240)], ids=["strong", "pale"])
def test_red_seal(tones):
    """Under a red seal paper is white again and print is dark."""
    ink = paper()
    is_print = print_on(ink)
    core = cv2.erode(is_print.astype(np.uint8), np.ones((2, 2), np.uint8)) > 0
    lifted = ink_of(sealed(ink, tones))
    ground = ~(cv2.dilate(is_print.astype(np.uint8), np.ones((7, 7), np.uint8)) > 0)
    assert np.percentile(lifted[ground], 1) > 220
    assert np.percentile(lifted[core], 99) < 120


def test_shadow():
    """A shadow over half of a page leaves paper white and print dark."""
    ink = paper()
    is_print = print_on(ink)
    light = np.linspace(1.0, 0.45, ink.shape[1])[None, :]
    even = ink_of(np.repeat((ink * light).astype(np.uint8)[:, :, None], 3, axis=2))
    assert np.percentile(even[~is_print], 3) > 225
    assert np.median(even[is_print]) < 60


def test_grey_seal():
    """The ring and the disc of a grey seal are lifted; print over them stays darker than what is left of them."""
    ink = paper()
    is_print = print_on(ink)
    lifted = without_grey_seals(noisy(sealed(ink, (120, 120, 120))[:, :, 0], 3), SCALE).rules
    ring = sealed(paper(), (120, 120, 120))[:, :, 0] < 200
    clear = ring & ~(cv2.dilate(is_print.astype(np.uint8), np.ones((9, 9), np.uint8)) > 0)
    assert np.percentile(lifted[clear], 10) > 200
    assert np.median(lifted[ring & is_print]) < 130


def test_page_without_a_seal_stays_as_it_is():
    """Print alone is no seal."""
    ink = paper()
    print_on(ink)
    assert without_grey_seals(ink, SCALE).words is ink


def test_dust():
    """Dots that stand alone go; points, colons and the dots of letters stay."""
    ink = paper()
    print_on(ink)
    dusty = ink.copy()
    cv2.circle(dusty, (round(400 * SCALE), round(150 * SCALE)), 2, (60,), -1)
    assert np.array_equal(without_dust(dusty, SCALE), ink)
