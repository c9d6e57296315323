"""Scans are pictures of the digital pages: right in size, dirty as announced, with every word where its box is."""

from collections.abc import Callable
from pathlib import Path

import cv2
import numpy as np
import pymupdf
import pytest
from scanned_pages import figures, picture

from extractor.eval.content import Block, blocks, sheet
from extractor.eval.renderings import SCANS, PageBox, Rendering, render
from extractor.eval.renderings.imaging import projected, scaled

Rendered = Callable[..., Rendering]

DPI = {"clean300": 300, "office200": 200, "grey200": 200, "fax150": 150, "phone": 290, "open200": 200, "spread": 200}
CLEAN = 200
"""Dots an inch at which pages are compared."""


def page(path: Path, number: int = 1) -> np.ndarray:
    """Return a page in grey at 200 dots an inch."""
    with pymupdf.open(path) as file:
        pixmap = file[number - 1].get_pixmap(dpi=CLEAN, colorspace=pymupdf.csGRAY)
        return np.frombuffer(pixmap.samples, np.uint8).reshape(pixmap.height, pixmap.width)


def crop(image: np.ndarray, place: PageBox, around: float = 0.0) -> np.ndarray:
    """Return what lies in a box and so many points around it."""
    left, top, right, bottom = place.box
    grown = (left - around, top - around, right + around, bottom + around)
    x0, y0, x1, y1 = (round(at * CLEAN / 72) for at in grown)
    return image[y0:y1, x0:x1]


def likeness(words: np.ndarray, seen: np.ndarray, scale: float) -> float:
    """Return how well words are found in a scan's crop that is so much larger: 1 for the same up to tone."""
    search = cv2.resize(seen, None, fx=1 / scale, fy=1 / scale, interpolation=cv2.INTER_AREA)
    return float(cv2.matchTemplate(search, words, cv2.TM_CCOEFF_NORMED).max())


def test_a_projection_keeps_the_middle() -> None:
    """Pixels are projected by their area: what is symmetric stays so when it is made larger."""
    cross = np.array([[0, 255], [255, 0]], np.uint8)

    larger = projected(cross, scaled(4), (8, 8), (128, 128, 128))

    assert (larger == larger[::-1, ::-1]).all()


@pytest.mark.parametrize("name", SCANS)
def test_one_picture_a_page(name: str, rendered: Rendered) -> None:
    """A page holds one picture, no text, and is as large as its picture at the resolution of the level."""
    with pymupdf.open(rendered(name).path) as file:
        assert file.page_count == 1
        (image,) = file[0].get_images()
        assert not file[0].get_text().strip()
        sides = [round(side * 72 / DPI[name], 1) for side in image[2:4]]
        assert sides == [round(file[0].rect.width, 1), round(file[0].rect.height, 1)]
        assert file.extract_image(image[0])["ext"] == ("png" if name == "fax150" else "jpeg")


@pytest.mark.parametrize("name", SCANS)
def test_words_lie_in_their_boxes(name: str, rendered: Rendered, content: tuple[Block, ...]) -> None:
    """What lies in the box of a figure looks like the same figure on the clean page."""
    clean, dirty = rendered("pdf"), rendered(name)
    before, after = page(clean.path), page(dirty.path)
    sealed = [seal.box for seal in dirty.seals]

    alike = {}
    for spot in (spot for spot in figures(content) if len(spot[3]) > 2):
        for was, now in zip(clean.boxes(*spot), dirty.boxes(*spot), strict=True):
            if not any(_overlap(now.box, box) for box in sealed):
                scale = (now.box[2] - now.box[0]) / (was.box[2] - was.box[0])
                alike[spot[3], was] = likeness(crop(before, was), crop(after, now, 1.5), scale)

    assert len(alike) > 5
    assert min(alike.values()) > 0.6, alike


def _overlap(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def test_the_views_differ(rendered: Rendered) -> None:
    """A skewed and a photographed page show a word elsewhere than the digital one."""
    boxes = [rendered(name).boxes(3, 2, 2, "503.37")[0].box for name in ("pdf", "office200", "phone")]

    assert all(max(abs(a - b) for a, b in zip(boxes[0], box, strict=True)) > 3 for box in boxes[1:])


def test_levels_look_as_announced(rendered: Rendered) -> None:
    """A fax is black and white only, grey is without colour, an office scan is noisier than a good one."""
    fax, grey, office, good = (picture(rendered(name).path) for name in ("fax150", "grey200", "office200", "clean300"))

    assert set(np.unique(fax)) == {0, 255}
    assert grey.ndim == 2
    assert office.shape[2] == 3
    assert office[20:60, 200:900].std() > 1.5 * good[20:60, 200:900].std()


def test_grey_lies_like_colour(rendered: Rendered) -> None:
    """The grey scan is the coloured one without its colour: the same places, the same seals."""
    assert rendered("grey200").views == rendered("office200").views
    assert rendered("grey200").seals == rendered("office200").seals


def test_good_scans_are_in_colour_or_grey(rendered: Rendered) -> None:
    """Every other office scans in grey."""
    assert [picture(rendered("clean300", seed).path).ndim for seed in (0, 1)] == [3, 2]


def test_a_photograph_shows_the_desk(rendered: Rendered) -> None:
    """The page does not fill the picture, and its light is uneven."""
    image = picture(rendered("phone").path).astype(float)
    height, width = image.shape[:2]
    corner, middle = image[:60, :60].mean(), image[height // 2 - 200 : height // 2, 300:600].mean()

    assert corner < 0.75 * middle
    rows = [np.percentile(image[row : row + 50, width // 3 : width // 2], 90) for row in range(300, height - 300, 100)]
    assert max(rows) > 1.15 * min(rows)


def long_report(paragraphs: int, columns: int = 3) -> tuple[Block, ...]:
    """Paragraphs that fill several pages, each with a figure of its own, and a table of so many columns."""
    cells = " | ".join("1,234,567.89" for _ in range(columns))
    text = [
        f"第{number}项支出{number}.25万元，用于办公设备购置、维修养护和业务培训。"
        for number in range(100, 100 + paragraphs)
    ]
    return blocks(*text, sheet(cells))


@pytest.mark.parametrize("seed", [0, 1], ids=["photographed", "scanned"])
def test_two_pages_on_a_picture(tmp_path: Path, seed: int) -> None:
    """Facing pages come on one picture, left before right, each in its own half, the last one beside an empty page."""
    content = long_report(30)
    clean, spread = (render(content, name, tmp_path, seed=seed) for name in ("pdf", "spread"))
    with pymupdf.open(clean.path) as file, pymupdf.open(spread.path) as pictures:
        count, middle = file.page_count, pictures[0].rect.width / 2
        assert (count % 2, pictures.page_count) == (1, (count + 1) // 2)
    assert spread.shown_on == tuple((page + 1) // 2 for page in range(1, count + 1))
    for at, _ in enumerate(content[:-1]):
        (was,), (now,) = (one.boxes(at, None, None, f"{at + 100}.25") for one in (clean, spread))
        assert now.page == (was.page + 1) // 2
        assert (now.box[2] < middle) == (was.page % 2 == 1)


@pytest.mark.parametrize("seed", [0, 1], ids=["photographed", "scanned"])
def test_words_of_both_halves_lie_in_their_boxes(tmp_path: Path, seed: int) -> None:
    """What lies in the box of a figure on either half looks like the figure on the clean page."""
    content = long_report(30)
    clean, spread = (render(content, name, tmp_path, seed=seed) for name in ("pdf", "spread"))
    alike = {}
    for at, _ in enumerate(content[:-1]):
        (was,), (now,) = (one.boxes(at, None, None, f"{at + 100}.25") for one in (clean, spread))
        scale = (now.box[2] - now.box[0]) / (was.box[2] - was.box[0])
        alike[at] = likeness(crop(page(clean.path, was.page), was), crop(page(spread.path, now.page), now, 1.5), scale)
    assert len(alike) == 30
    assert min(alike.values()) > 0.6, alike


def test_pages_laid_across_have_a_picture_each(tmp_path: Path) -> None:
    """A report whose pages are laid across is not bound so that two of them are seen at once."""
    spread = render(long_report(40, columns=12), "spread", tmp_path)
    with pymupdf.open(spread.path) as file:
        assert file.page_count == len(spread.views) > 1
        assert all(1.3 < one.rect.width / one.rect.height < 1.5 for one in file)
    assert spread.shown_on == tuple(range(1, len(spread.views) + 1))
