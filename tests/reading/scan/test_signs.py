"""Letters and figures of a recogniser: where they stand, how they hang together, and what their shape leaves open."""

import cv2
import numpy as np
import pytest
from drawing import line_of

from extractor.reading.scan.letters import fitted, joined, words_of
from extractor.reading.scan.recognise import Letter
from extractor.reading.scan.signs import DOUBT, doubting_headless, doubting_torn, figures_apart, is_slash, repaired


def text(line) -> str:
    """The text of a line of letters."""
    return "".join(letter.text for letter in line)


@pytest.mark.parametrize(
    ("read", "meant"),
    [
        ("53,09", "53.09"),
        ("503:37", "503.37"),
        ("4.312.60", "4,312.60"),
        ("4.2%0", "4.2‰"),
        ("1·5", "1.5"),
        ("286,4", "286.4"),
        ("5O3.37", "503.37"),
        ("31,5", "31.5"),
        ("≥99%6", "≥99%"),
        ("49l.20", "491.20"),
        ("12月29H", "12月29日"),
        ("5,318.62", "5,318.62"),
        ("1,234,567", "1,234,567"),
        ("8:30", "8:30"),
        ("90%", "90%"),
        ("2024.12.31", "2024.12.31"),
        ("第1,2季度", "第1,2季度"),
    ],
)
def test_separators(read, meant):
    """A separator or letter that can only be another sign is read so and doubted; all other figures stay sure."""
    line = repaired(line_of(read))
    assert text(line) == meant
    assert (min(letter.confidence for letter in line) <= DOUBT) == (read != meant)


@pytest.mark.parametrize(
    ("read", "left"), [("·标", "标"), (".18.5", "18.5"), ("18.5·", "18.5"), ("1.", "1."), ("·", "")]
)
def test_specks_at_the_ends(read, left):
    """Dots before the first letter are dust; a point right behind a figure is not."""
    assert text(repaired(line_of(read))) == left


def test_separators_are_narrow():
    """Wide separators inside a figure become narrow without doubt; a comma between two clauses stays."""
    line = repaired(line_of("共1，204．65万元，3户"))
    assert text(line) == "共1,204.65万元，3户"
    assert text(repaired(line_of("共49８.20万元"))) == "共498.20万元"
    assert min(letter.confidence for letter in line) > DOUBT


def test_figures_have_a_place_of_their_own():
    """A word is cut at its figures without a gap between the parts."""
    parts = list(figures_apart(line_of("支出503.37万元")))
    assert [text(part) for part in parts] == ["支出", "503.37", "万元"]
    assert parts[0][-1].box[2] == parts[1][0].box[0]
    assert parts[1][-1].box[2] == parts[2][0].box[0]


def test_lines_of_one_row_go_on():
    """What a recogniser cuts in two is one line again if no space parts it; a column apart stays apart."""
    whole = line_of("全年支出合计")
    apart = tuple(letter._replace(box=(letter.box[0] + 400, 0.0, letter.box[2] + 400, 20.0)) for letter in whole)
    assert [text(line) for line in joined([apart, whole[3:], whole[:3]])] == ["全年支出合计", "全年支出合计"]


def test_words_are_cut_at_spaces():
    """A gap as wide as a letter parts words; the room beside a mark does not."""
    line = line_of("填表人：甲电话")
    moved = (*line[:5], *(x._replace(box=(x.box[0] + 30, 0.0, x.box[2] + 30, 20.0)) for x in line[5:]))
    assert [text(word) for word in words_of(moved)] == ["填表人：甲", "电话"]


def test_letters_reach_as_far_as_their_ink():
    """Rough boxes are drawn in to the columns in which there is ink."""
    ink = np.full((30, 100), 255, np.uint8)
    ink[5:25, 10:20] = ink[5:25, 40:52] = 0
    rough = (Letter("甲", (2.0, 2.0, 33.0, 28.0), 1.0), Letter("乙", (33.0, 2.0, 70.0, 28.0), 1.0))
    assert [(letter.box[0], letter.box[2]) for letter in fitted(rough, ink)] == [(10, 20), (40, 52)]


@pytest.mark.parametrize("read", ["1", "!"])
@pytest.mark.parametrize(("top", "slash"), [((26, 4), True), ((15, 4), False)])
def test_slash(top, slash, read):
    """A one that leans is the stroke in an empty cell."""
    ink = np.full((60, 40), 255, np.uint8)
    cv2.line(ink, (14, 50), top, (0,), 2)
    assert is_slash((Letter(read, (0.0, 0.0, 40.0, 60.0), 0.98),), ink) is slash


def test_a_figure_that_a_space_tears():
    """Where a space parts two digits both parts are in doubt; a space between figure and words says nothing."""
    torn = doubting_torn([line_of("3"), line_of("272.42")])
    whole = doubting_torn([line_of("272.42"), line_of("万元")])
    assert [max(letter.confidence for letter in word) for word in torn] == [DOUBT, DOUBT]
    assert [min(letter.confidence for letter in word) for word in whole] == [0.99, 0.99]


@pytest.mark.parametrize(
    ("printed", "doubted"),
    [("预算,424.72万元", ",424.72"), (".72%", ".72"), ("合计，424.72万元", ""), ("1,424.72万元", ""), ("共3.", "")],
)
def test_figure_without_its_head(printed, doubted):
    """A figure that begins with a separator has lost what stood before it."""
    found = doubting_headless(line_of(printed))
    assert "".join(letter.text for letter in found if letter.confidence <= DOUBT) == doubted
