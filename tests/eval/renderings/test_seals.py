"""Seals are red, round, of nobody, and lie on figures."""

from collections.abc import Callable

import cv2
import numpy as np
import pytest
from scanned_pages import picture

from extractor.eval.renderings import Rendering
from extractor.eval.renderings.places import Glyph, Places, Spot
from extractor.eval.renderings.seal import Seal, covered, seals_of, stamped

Rendered = Callable[..., Rendering]
A4 = (595.0, 842.0)


def digits(page: int, spot: Spot, top: float, count: int = 8) -> Places:
    """Return a row of digits."""
    return {spot: (tuple(Glyph("7", page, (200.0 + 8 * at, top, 205.0 + 8 * at, top + 9)) for at in range(count)),)}


@pytest.mark.parametrize("seed", range(5))
def test_a_seal_covers_figures(seed: int, rendered: Rendered) -> None:
    """Ink touches at least two digits of the table, whatever the seed."""
    places = rendered("pdf").places
    glyphs = [g for spot, runs in places.items() if spot.row is not None for g in runs[0] if g.char.isdigit()]

    (seal,) = seals_of(places, [A4], seed).values()

    assert len(covered(seal, glyphs)) >= 2


def test_the_ink_is_red_and_lets_the_print_show() -> None:
    """Where ink lies paper turns red and print stays dark; elsewhere nothing changes."""
    page = np.full((1200, 900, 3), 255, np.uint8)
    page[600:640] = 0

    sealed = stamped(page, Seal("乌有县样章", 200.0, 220.0, 0.0), 200, np.random.default_rng(1))

    inked = (sealed != page).any(axis=2)
    assert 0.05 < inked[445:778, 390:722].mean() < 0.6
    assert not inked[:440].any()
    assert not inked[:, 725:].any()
    red, green, _ = (sealed[500:780, 390:722][inked[500:780, 390:722]].mean(axis=0)).tolist()
    assert red > green + 60
    assert sealed[600:640].max() == 0


def test_a_seal_in_a_scan(rendered: Rendered) -> None:
    """The coloured scan has red inside the seal's box, and little outside; in grey the same place is darker."""
    rendering = rendered("office200")
    image = picture(rendering.path).astype(int)
    red = (image[:, :, 2] - image[:, :, 1]) > 50
    (place,) = rendering.seals
    left, top, right, bottom = (round(at * 200 / 72) for at in place.box)

    inside = red[top:bottom, left:right]

    assert inside.mean() > 0.04
    assert inside.sum() > 0.98 * red.sum()
    grey = cv2.medianBlur(picture(rendered("grey200").path), 5)[top:bottom, left:right]
    assert np.median(grey[cv2.erode(inside.astype(np.uint8), np.ones((5, 5))) > 0]) < 160


def test_pages_of_tables_are_sealed() -> None:
    """Pages with figures in tables are sealed, never one without; prose only where no table has figures."""
    prose, table = digits(1, Spot(0), 300), digits(2, Spot(1, 0, 0), 400)

    assert set(seals_of(prose | table, [A4, A4], 3)) == {2}
    assert set(seals_of(prose, [A4, A4], 3)) == {1}
    assert seals_of({}, [A4], 3) == {}


def test_seals_stay_on_the_page() -> None:
    """A figure at the very edge draws no seal over the edge."""
    for seed in range(5):
        (seal,) = seals_of(digits(1, Spot(0, 0, 0), 1), [A4], seed).values()
        left, top, right, bottom = seal.box
        assert min(left, top) > 0
        assert right < A4[0]
        assert bottom < A4[1]
