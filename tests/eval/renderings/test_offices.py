"""Offices differ in what they print with, and their fonts hold every character."""

from pathlib import Path

import pymupdf
import pytest
from reportlab.pdfbase import pdfmetrics

from extractor.eval.content import blocks
from extractor.eval.renderings.fonts import Face, registered
from extractor.eval.renderings.pdf import style_of
from extractor.eval.renderings.typeset import Look, typeset_pdf

FACES: tuple[Face, ...] = ("song", "song-times", "hei", "droid")


@pytest.mark.parametrize("face", FACES)
def test_every_face_has_what_reports_use(face: Face, tmp_path: Path) -> None:
    """Rare names, ticked boxes, fractions and marks are in the text layer of every face."""
    text = "雒珺玥，≥98.5%，①〔2024〕5号，☑是☐否☒无√，㎡“三公”……1/2、３．５万元"

    typeset_pdf(blocks(text), tmp_path / "a.pdf", look=Look(face=face, heading_face=face))

    with pymupdf.open(tmp_path / "a.pdf") as file:
        assert "".join(file[0].get_text().split()) == text


def test_fonts_are_put_away() -> None:
    """A font that was made for one file is not kept for the next thousand."""
    with registered("song", "一") as name:
        assert name in pdfmetrics.getRegisteredFontNames()

    assert name not in pdfmetrics.getRegisteredFontNames()


def test_offices_differ() -> None:
    """Typefaces, sizes, margins, repeated heads and centred cells vary between seeds, and only by seed."""
    styles = [style_of(seed) for seed in range(40)]

    assert {style.look.face for style in styles} == {"song", "song-times", "droid"}
    assert {style.look.size for style in styles} == {12.0, 14.0, 16.0}
    assert {style.table_size for style in styles} == {9.0, 10.0, 10.5}
    assert {style.repeat_head for style in styles} == {False, True}
    assert {style.centre_up_to > 0 for style in styles} == {False, True}
    assert len({style.look.margin for style in styles}) == 3
    assert style_of(7) == style_of(7)
