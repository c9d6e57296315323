"""The characters of a PDF read back from it, so that what is said of their places is true of the file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pymupdf

from extractor.eval.renderings.places import Glyph, Places, Printed, Run, Spot


def locate(pdf: bytes, ledger: Sequence[Printed]) -> Places:
    """Read the characters back from the file and share them out in the order of printing.

    Raises ValueError if the text layer is not what was printed.
    """
    found: dict[tuple[Spot, int], list[Glyph]] = {}
    with pymupdf.open(stream=pdf, filetype="pdf") as file:
        for number, page in enumerate(file, start=1):
            glyphs = _glyphs(page, number)
            for printed in (one for one in ledger if one.page == number):
                run = [glyph for _, glyph in zip(printed.text, glyphs, strict=False)]
                if "".join(glyph.char for glyph in run) != printed.text:
                    raise ValueError(f"page {number} does not say {printed.text}")
                if printed.spot:
                    found.setdefault((printed.spot, printed.copy), []).extend(run)
    places: dict[Spot, tuple[Run, ...]] = {}
    for (spot, _), run in found.items():
        places[spot] = (*places.get(spot, ()), tuple(run))
    return places


def _glyphs(page: pymupdf.Page, number: int) -> Iterator[Glyph]:
    for block in page.get_text("rawdict")["blocks"]:
        for line in block.get("lines", ()):
            for span in line["spans"]:
                for char in span["chars"]:
                    if not char["c"].isspace():
                        yield Glyph(char["c"], number, tuple(char["bbox"]))
