"""Second looks: which places are looked at again, which reading stands, and what is left in doubt."""

from pathlib import Path

import cv2
import numpy as np
import pymupdf
import pytest
from drawing import SCALE, XS, Scripted, drawn, figures, letters, line_of, paper, text

from extractor.reading import read
from extractor.reading.again import look_again
from extractor.reading.scan.cells import Cells, left_out
from extractor.reading.scan.paper import Paper
from extractor.reading.scan.second import looked_again, seen, whole
from extractor.records.evidence import Evidence
from extractor.settings import Settings

PLACE = (0, 0, 100, 24)


def sheet(ink: np.ndarray) -> Paper:
    """A page in grey of which nothing was lifted off."""
    return Paper(np.repeat(ink[:, :, None], 3, axis=2), ink, np.eye(3), SCALE)


def other(line) -> str:
    """What a line was also read as."""
    return "".join(letter.text if letter.other is None else letter.other for letter in line)


@pytest.mark.parametrize(
    ("looks", "meant", "also"),
    [
        ([("503.37", 0.99), ("503.37", 0.99)], "503.37", "503.37"),
        ([("503.37", 0.99), ("508.37", 0.97)], "503.37", "508.37"),
        ([("508.37", 0.99), ("508.37", 0.99)], "508.37", "503.37"),
        ([("508.37", 0.6), ("508.37", 0.6)], "503.37", "508.37"),
        ([("", 0.0), ("503.37", 0.99)], "503.37", "503.37"),
        ([("503．37", 0.99), ("503. 37", 0.99)], "503.37", "503.37"),
    ],
    ids=["agree", "one differs", "both differ", "neither is sure", "one sees nothing", "widths are no difference"],
)
def test_the_reading_of_most_looks_stands(looks, meant, also):
    """What most sure looks read stands; another reading stays beside it."""
    found = seen(line_of("503.37", confidence=0.9), PLACE, sheet(paper()), Scripted(*looks))
    assert (text(found), other(found)) == (meant, also)


@pytest.mark.parametrize(
    ("looks", "doubt"),
    [
        ([("503.37", 0.99), ("503.37", 0.99)], False),
        ([("508.37", 0.6), ("503.37", 0.99)], True),
        ([("", 0.0), ("503.37", 0.99)], True),
    ],
)
def test_a_look_that_differs_leaves_doubt(looks, doubt):
    """Only where all looks agree a figure is sure."""
    found = seen(line_of("503.37", confidence=0.9), PLACE, sheet(paper()), Scripted(*looks))
    assert (min(letter.confidence for letter in found) <= 0.5) == doubt


@pytest.mark.parametrize(("printed", "doubt"), [("24", True), ("290%", True), ("34", False), ("2024", True)])
def test_unsure_two_may_be_a_sign(printed, doubt):
    """≥4 reads like 24 however often it is looked at: an unsure 2 before digits stays in doubt."""
    found = seen(line_of(printed, confidence=0.73), PLACE, sheet(paper()), Scripted(*[(printed, 0.99)] * 2))
    assert text(found) == printed
    assert (min(letter.confidence for letter in found) <= 0.5) == doubt


def test_words_that_leave_out_ink_are_in_doubt():
    """Where a look at all ink reads other words there is no figure to doubt, so the words are."""
    found = whole(line_of("场次"), PLACE, sheet(paper()), Scripted(("土场", 0.9), ("土场", 0.9)))
    assert text(found) == "场次"
    assert max(letter.confidence for letter in found) <= 0.5


def test_ink_of_neighbours_is_no_digit():
    """What a look reads beside a figure inside a line belongs to the next letter."""
    script = (("503.371", 0.97), ("503.371", 0.97))
    found = seen(line_of("503.37"), PLACE, sheet(paper()), Scripted(*script), inside=True)
    assert (text(found), other(found)) == ("503.37", "503.37")


def test_only_doubtful_figures_are_looked_at():
    """A sure figure on clean paper is not looked at again, an unsure one is, prose that is unsure is not."""
    ink = paper()
    lines = [line_of("503.37"), line_of("498.20", confidence=0.8), line_of("全年支出", confidence=0.8)]
    script = Scripted(("498.20", 0.99), ("498.20", 0.99))
    found = looked_again(lines, Cells([], SCALE), sheet(ink), script)
    assert not script.said
    assert [letter.confidence for letter in found[1]] == [0.99] * 6


def test_figure_without_a_place_is_left():
    """Letters beyond the edge of the paper have no picture to look at."""
    line = line_of("498.20", confidence=0.8)
    beyond = tuple(letter._replace(box=(letter.box[0], 9000.0, letter.box[2], 9020.0)) for letter in line)
    assert looked_again([beyond], Cells([], SCALE), sheet(paper()), Scripted()) == [beyond]


@pytest.mark.parametrize(
    ("looks", "meant", "sure"),
    [
        ([("3,457.95", 0.99), ("3,457.95", 0.99)], "3,457.95", False),
        ([("57.95", 0.99), ("57.95", 0.99)], "57.95", True),
        ([("57.95", 0.99), ("8,126.40", 0.99)], "57.95", False),
    ],
    ids=["more digits", "nothing more", "something else"],
)
def test_ink_beside_a_figure_may_be_digits(looks, meant, sure):
    """A look at all ink of a row may add to a figure, and never takes its place."""
    found = whole(line_of("57.95"), PLACE, sheet(paper()), Scripted(*looks))
    assert text(found) == meant
    assert (min(letter.confidence for letter in found) > 0.9) == sure


def test_figures_of_neighbouring_cells_stay_apart():
    """A line that runs over a rule is cut there, however near its letters stand."""
    _, cells = drawn()
    line = letters(("9", XS[1] - 12), ("%", XS[1] - 6), ("4", XS[1] + 1), ("2", XS[1] + 8))
    assert [text(part) for part in cells.parted([line])] == ["9%", "42"]


def test_ink_that_a_line_leaves_out():
    """Ink in the same row of a cell as a line, but outside of it, is found; ink of other cells is not its own."""
    ink, cells = drawn()
    figures(ink, "34", 66, 95, 11)
    short, all_of_it = letters(("5", 100), ("7", 107)), letters(("3", 64), ("4", 72), ("5", 80), ("7", 88))
    next_cell = letters(("1", XS[1] + 5), ("2", XS[1] + 12))
    assert [row.numbers for row in left_out([short, next_cell], cells, ink, SCALE)] == [(0,)]
    assert list(left_out([all_of_it], cells, ink, SCALE)) == []


def test_a_dot_behind_a_figure_in_a_cell_is_in_doubt():
    """A figure that fills a cell ends without a point: the speck goes, and is the other reading."""
    _, cells = drawn()
    alone = letters(("3", 80), (".", 87))
    outside = letters(("3", 80), (".", 87), top=20.0)
    found = cells.without_specks([alone, outside])
    assert [text(line) for line in found] == ["3", "3."]
    assert other(found[0]) == "3."


FIGURES = ("5,398.47", "2,171.05", "3,272.42", "2310.75", "641.17", "92.8%")


def sealed_page(path: Path) -> None:
    """A ruled column of figures in grey with a grey seal across."""
    with pymupdf.open() as file:
        page = file.new_page(width=300, height=300)
        for at, figure in enumerate(("全年预算数", *FIGURES)):
            page.draw_rect((60, 60 + 22 * at, 160, 82 + 22 * at), width=0.8)
            page.draw_rect((160, 60 + 22 * at, 260, 82 + 22 * at), width=0.8)
            page.insert_text((70, 75 + 22 * at), "支出", fontname="china-s", fontsize=10.5)
            page.insert_text((175, 75 + 22 * at), figure, fontname="china-s", fontsize=10.5)
        shot = page.get_pixmap(dpi=200, colorspace=pymupdf.csGRAY, alpha=False)
    ink = np.frombuffer(shot.samples, np.uint8).reshape(shot.height, shot.width).copy()
    seal = np.full(ink.shape, 255, np.uint8)
    middle = round(200 * SCALE), round(140 * SCALE)
    cv2.circle(seal, middle, round(55 * SCALE), (150,), round(3.2 * SCALE), cv2.LINE_AA)
    cv2.circle(seal, middle, round(15 * SCALE), (150,), -1, cv2.LINE_AA)
    grey = (ink.astype(np.float32) * seal / 255).astype(np.uint8)
    cv2.imwrite(str(path), cv2.GaussianBlur(grey, (0, 0), 0.8))


@pytest.mark.usefixtures("rapidocr")
def test_figures_under_a_grey_seal(tmp_path: Path) -> None:
    """Each figure under a seal is right or marked: never another one without doubt."""
    path = tmp_path / "sealed.png"
    sealed_page(path)
    words = [word for cell in next(iter(read(path, Settings()).tables)).cells for word in cell.words]
    sure = [word.text for word in words if word.text[0].isdecimal() and (word.confidence or 0) >= 0.9]
    assert set(sure) <= set(FIGURES)
    assert len(sure) >= len(FIGURES) / 2


@pytest.mark.usefixtures("rapidocr")
def test_a_place_that_somebody_doubts(tmp_path: Path) -> None:
    """A look at one place says what stands there if that is not what was quoted; a comma is no other figure."""
    path = tmp_path / "page.pdf"
    with pymupdf.open() as file:
        page = file.new_page()
        page.insert_text((72, 100), "1,503.37", fontname="helv", fontsize=12)
        box = (70.0, 88.0, 122.0, 104.0)
        page.get_pixmap(dpi=200).save(tmp_path / "page.png")
    with pymupdf.open() as file:
        file.new_page().insert_image(file[0].rect, filename=str(tmp_path / "page.png"))
        file.save(path)
    quotes = ("1,503.37", "1503.37", "1,508.37")
    places = [Evidence(page=1, line="L0001", box=box, quote=quote) for quote in quotes]
    assert look_again(path, places) == [None, None, "1,503.37"]
    assert look_again(path, [places[2].model_copy(update={"box": None})]) == [None]


def test_a_sign_is_not_a_digit():
    """Where one look reads a sign and the others a 2, it is the sign, and in doubt."""
    script = Scripted(("24", 0.99), ("24", 0.99))
    found = seen(line_of("≥4", confidence=0.6), PLACE, sheet(paper()), script)
    assert (text(found), min(letter.confidence for letter in found) <= 0.6) == ("≥4", True)
