"""Pieces of page images: the right piece, each kept once, none beyond the budget."""

from pathlib import Path

import pymupdf
import pytest

from extractor.eval.report import page_image
from extractor.eval.report.pictures import Pictures, neighbourhood, views_of
from extractor.eval.result import Measurement, Miss

A4 = (595.0, 842.0)
WRONG = Miss(path="score.total", verdict="wrong", page=1, box=(100, 200, 140, 212))
ONE = Measurement(case="甲")


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    """Write a PDF of two pages."""
    path = tmp_path / "报告.pdf"
    with pymupdf.open() as document:
        for text in ("first", "second"):
            document.new_page(width=A4[0], height=A4[1]).insert_text((72, 72), text)
        document.save(path)
    return path


def test_a_page_is_drawn_at_its_size(paper: Path) -> None:
    """The image states its resolution, so that it is as large in points as the page."""
    with pymupdf.open(stream=page_image(paper, 2, dpi=100)) as image:
        assert (image[0].rect.width, image[0].rect.height) == pytest.approx(A4, abs=1)


def test_a_folder_of_images_has_pages(paper: Path, tmp_path: Path) -> None:
    """Page images in a folder are pages in the order of their names."""
    folder = tmp_path / "scans"
    folder.mkdir()
    for number in (1, 2):
        (folder / f"{number}.png").write_bytes(page_image(paper, number))

    assert page_image(folder, 1) != page_image(folder, 2)
    assert page_image(folder, 3) is None


@pytest.mark.parametrize(
    ("name", "page", "content"),
    [
        ("a.txt", 1, b"text"),
        ("a.docx", 1, b"PK"),
        ("a.pdf", 1, b"broken"),
        ("gone.pdf", 1, None),
        ("报告.pdf", 0, None),
        ("报告.pdf", 3, None),
    ],
)
def test_what_has_no_page_has_no_image(paper: Path, name: str, page: int, content: bytes | None) -> None:
    """Formats without pages, broken or absent files and pages that do not exist give no image."""
    path = paper.with_name(name)
    if content is not None:
        path.write_bytes(content)

    assert page_image(path, page) is None


@pytest.mark.parametrize(
    "boxes",
    [
        [(100, 200, 140, 212)],
        [(0, 0, 5, 5)],
        [(590, 838, 595, 842)],
        [(100, 200, 140, 212), (300, 260, 340, 272)],
    ],
)
def test_a_piece_holds_its_boxes_and_stays_on_the_page(boxes: list) -> None:
    """What is shown reaches around all boxes, inside the page."""
    left, top, right, bottom = neighbourhood(boxes, A4)

    assert left >= 0
    assert top >= 0
    assert right <= A4[0]
    assert bottom <= A4[1]
    assert all(left <= b[0] and top <= b[1] and right >= b[2] and bottom >= b[3] for b in boxes)


def test_a_box_of_a_whole_page_gives_a_piece() -> None:
    """A very large box is cut, so that the file stays small."""
    left, top, right, bottom = neighbourhood([(0, 0, *A4)], A4)

    assert (right - left) * (bottom - top) < 0.3 * A4[0] * A4[1]


@pytest.mark.parametrize(
    ("expected", "pieces"),
    [
        ({}, 1),
        ({"expected_page": 1, "expected_box": (150, 200, 190, 212)}, 1),
        ({"expected_page": 1, "expected_box": (100, 700, 140, 712)}, 2),
        ({"expected_page": 2, "expected_box": (100, 200, 140, 212)}, 2),
        ({"expected_page": 2}, 1),
    ],
)
def test_places_share_a_piece_when_they_are_near(expected: dict, pieces: int) -> None:
    """Both places stand on one piece on the same part of a page, else on two."""
    assert len(views_of(WRONG.model_copy(update=expected))) == pieces


def test_an_image_is_kept_once(page: bytes) -> None:
    """The same piece of the same page stands once in the file, however many faults and readers show it."""
    pictures = Pictures(lambda _one, _page: page, 10**6)
    shown = {pictures.of(one, WRONG) for one in (ONE, ONE, ONE.model_copy(update={"reader": "model"}))}

    assert len(shown) == 1
    assert pictures.store().count("<image") == 2


def test_no_page_is_asked_for_beyond_the_budget(page: bytes) -> None:
    """When the budget is spent, pages are not even drawn."""
    asked: list[int] = []

    def pages(_one: Measurement, number: int) -> bytes:
        asked.append(number)
        return page

    pictures = Pictures(pages, 1)
    first = pictures.of(ONE, WRONG)
    second = pictures.of(ONE, WRONG.model_copy(update={"page": 2}))

    assert first is not None
    assert second is None
    assert asked == [1]


def test_a_page_is_asked_for_once_in_a_report(page: bytes) -> None:
    """Faults on one page of one report share its image, which is costly to draw; another report has its own."""
    asked: list[str] = []

    def pages(one: Measurement, _number: int) -> bytes:
        asked.append(one.case)
        return page

    pictures = Pictures(pages, 10**6)
    for one in (ONE, Measurement(case="乙")):
        pictures.of(one, WRONG)
        pictures.of(one, WRONG)

    assert asked == ["甲", "乙"]


@pytest.mark.parametrize("image", [None, b"", b"no image"])
def test_a_page_that_cannot_be_shown_gives_no_picture(image: bytes | None) -> None:
    """An absent or broken image leaves the words to stand alone."""
    pictures = Pictures(lambda _one, _page: image, 10**6)

    assert pictures.of(ONE, WRONG) is None
    assert pictures.store() is None


def test_a_piece_shows_the_ink_at_its_box(page: bytes) -> None:
    """The window on the page, in points, lies around the box that is drawn in it."""
    picture = Pictures(lambda _one, _page: page, 10**6).of(ONE, WRONG)

    assert 'viewBox="0.0 172.0 280.0 68.0"' in picture
    assert 'x="99.0" y="199.0" width="42.0" height="14.0"' in picture
