"""A claim becomes a value only when its words stand at its place."""

import re
from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from extraction.helpers import paper, patient
from extractor.extraction.claims import Claim, Place
from extractor.extraction.grounding import Grounded, ground, placed
from extractor.records.document import Document, Line, Page, Word
from extractor.records.evidence import Evidence

PAPER = paper(
    "总支出503.37万元，其中基本支出1,234.50元。\n公务接待费O.5l万元\n项目支 出 2 8 万元\n在职12人，退休\n人员8人。\n"
)


def claim(text, line="L0001", kind="figure"):
    """Return a claim of a text at a line."""
    return Claim("spending.total", kind, text, Place(line, text), Decimal(1), "万元")


@pytest.mark.parametrize(
    ("text", "line", "kind", "match"),
    [
        ("503.37", "L0001", "figure", "exact"),
        ("1,234.50", "L0001", "figure", "exact"),
        ("1234.50", "L0001", "figure", "normalised"),
        ("28", "L0003", "figure", "normalised"),
        ("0.51", "L0002", "figure", "ocr-near"),
        ("503,37", "L0001", "figure", "ocr-near"),
        ("项目支出", "L0003", "text", "normalised"),
        ("退休人员", "L0004", "text", "normalised"),
    ],
)
def test_words_that_stand_there_are_believed(text, line, kind, match):
    """Letter for letter, but for spaces and commas, or, in a figure, but for what an OCR mistakes."""
    outcome = ground(PAPER, claim(text, line, kind))

    assert isinstance(outcome, Grounded)
    assert (outcome.at.line, outcome.at.match, outcome.at.quote) == (line, match, text)


@pytest.mark.parametrize(("sign", "sure"), [(None, None), (0.99, 0.98), (0.4, 0.4)])
def test_doubt_about_a_sign_is_doubt_about_its_figure(sign, sure):
    """A target whose sign stands in a cell of its own is as sure as the less sure of the two."""
    lines = tuple(
        Line(id=f"L000{at}", page=1, text=text, confidence=confidence)
        for at, (text, confidence) in enumerate((("≤", sign), ("165", sign and 0.98)), 1)
    )
    document = Document(file="f", sha256="0", media_type="m", pages=PAPER.pages, blocks=lines)
    target = Claim("x", "measure", "165", Place("L0002", "165"), beside=(Place("L0001", "≤"),))
    outcome = ground(document, target)

    assert isinstance(outcome, Grounded)
    assert outcome.at.confidence == sure


@pytest.mark.parametrize(
    ("text", "line", "kind", "reason"),
    [
        ("503.38", "L0001", "figure", "not_found"),
        ("50", "L0001", "figure", "not_found"),
        ("3.37", "L0001", "figure", "not_found"),
        ("503", "L0001", "figure", "not_found"),
        ("234.50", "L0001", "figure", "not_found"),
        ("503.37", "L0002", "figure", "wrong_place"),
        ("0.51", "L0002", "text", "not_found"),
        ("12", "L0001", "figure", "wrong_place"),
        ("项目支出", "L0001", "text", "wrong_place"),
        ("503.37", "L0099", "figure", "not_found"),
    ],
)
def test_words_that_do_not_stand_there_are_rejected(text, line, kind, reason):
    """Another digit, a piece of a longer number, another place: the claim is rejected and says why."""
    outcome = ground(PAPER, claim(text, line, kind))

    assert not isinstance(outcome, Grounded)
    assert (outcome.text, outcome.reason) == (text, reason)


def test_a_claim_without_a_place_is_rejected():
    """No value without a place."""
    assert ground(PAPER, claim("503.37")._replace(at=None)).reason == "not_found"


def test_a_wrapped_text_is_placed_where_it_begins():
    """A text that a print wraps is found in the line in which it begins."""
    document = paper("我馆的单位负责人\n签字人是李文，我馆在职人员\n数26人")

    assert ground(document, claim("负责人签字", "L0002", "text")).at.line == "L0001"
    assert ground(document, claim("在职人员数", "L0002", "text")).at.line == "L0002"


numbers = st.decimals(min_value="0.01", max_value="99999", places=2).map(str)


@patient
@given(st.lists(numbers, min_size=1, max_size=6), numbers, st.sampled_from(["，", " ", "、", "万元，", "\n"]))
def test_no_figure_survives_whose_digits_do_not_stand_at_its_place(printed, wanted, between):
    """A figure that no number of the line equals is rejected, however its digits may be glued or cut."""
    assume(not any(number.lstrip("0") == wanted.lstrip("0") for number in printed))
    assume(not {re.sub(r"\.", "", number) for number in printed} & {wanted.replace(".", "")})
    document = paper("支出" + between.join(printed) + "元")

    assert not isinstance(ground(document, claim(wanted)), Grounded)


@patient
@given(st.lists(numbers, min_size=1, max_size=6), st.data())
def test_every_printed_figure_is_found_letter_for_letter(printed, data):
    """A number that a line prints is found there exactly."""
    document = paper("，".join(f"支出{number}万元" for number in printed))
    outcome = ground(document, claim(data.draw(st.sampled_from(printed))))

    assert isinstance(outcome, Grounded)
    assert outcome.at.match == "exact"


def scanned(*words):
    """Return a page with one line of words, each ten points wide and five apart."""
    boxes = [(15.0 * n, 0.0, 15.0 * n + 10, 10.0) for n in range(len(words))]
    line = Line(
        id="L0001",
        text="".join(words),
        box=(0, 0, 200, 10),
        confidence=0.9,
        words=tuple(Word(text=text, box=box, confidence=0.9) for text, box in zip(words, boxes, strict=True)),
    )
    return Document(file="a.pdf", sha256="0", media_type="application/pdf", pages=(Page(number=1),), blocks=(line,))


def test_the_box_covers_the_words_of_the_value():
    """The box of a value is that of its words, not of the whole line; the confidence is that of the line."""
    outcome = ground(scanned("总支出", "503.37", "万元"), claim("503.37"))

    assert (outcome.at.box, outcome.at.confidence) == ((15, 0, 25, 10), 0.9)


def test_a_text_over_several_words_has_the_box_of_all():
    """A value that spans words has the box around them; one that is not among the words that of the line."""
    document = scanned("总支出", "503.", "37", "万元")

    assert ground(document, claim("503.37")).at.box == (15, 0, 40, 10)
    assert placed(document, Evidence(page=1, line="L0001", quote="别处")).box == (0, 0, 200, 10)


def test_a_label_elsewhere_keeps_its_own_place():
    """The label of a moved row is evidence of its own."""
    with_label = claim("1,234.50")._replace(label=Place("L0003", "项目支出"))

    assert ground(PAPER, with_label).at.label.line == "L0003"


def test_evidence_without_a_place_stays_as_it_is():
    """A place that the paper does not have is left alone."""
    at = Evidence(page=7, line="L0999", quote="无此行")

    assert placed(PAPER, at) is at
