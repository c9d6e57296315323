"""Chinese typefaces that pip can bring, cut down to the characters of one file.

Song (宋体) and Hei (黑体) are Noto Serif SC and Noto Sans SC (SIL Open Font License) from pylopdf-fonts-zh-cn; Droid
Sans Fallback and a roman of the Times kind lie inside PyMuPDF. reportlab embeds TrueType outlines only and wants one
font for a run of text, so each face becomes one small TrueType font, in which a character that the first typeface
lacks comes from the next.
"""

# mypy: disable-error-code="import-untyped"

from __future__ import annotations

import string
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache, lru_cache
from hashlib import sha256
from io import BytesIO
from typing import Any, Literal

import pylopdf_fonts_zh_cn as noto
import pymupdf
from fontTools.cffLib import CFFFontSet
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.pens.transformPen import TransformPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase import ttfonts as reportlab_fonts

Face = Literal["song", "song-times", "hei", "droid"]
"""`song-times` sets letters and digits in the roman, as offices do that type 宋体 with Times New Roman."""

_CHAINS: dict[Face, tuple[str, ...]] = {
    "song": ("serif", "sans", "droid"),
    "song-times": ("times", "serif", "sans", "droid"),
    "hei": ("sans", "serif", "droid"),
    "droid": ("droid", "sans", "serif"),
}
_EM = 1000
_ASCENT, _DESCENT = 880, -120
_TOLERANCE = 1.0
"""How far, in thousandths of the size, a converted outline may lie from the original."""

_COMPOSED = {"☐": "□", "☑": "□✓", "☒": "□×"}
"""Boxes to tick, which no typeface of ours has: signs printed over each other."""


@dataclass(frozen=True)
class _Typeface:
    """A font with the characters that it draws: their glyph names."""

    glyphs: Any
    names: Mapping[str, str]
    em: int


@contextmanager
def registered(face: Face, text: str) -> Iterator[str]:
    """Register a font with the characters of a text for reportlab while it is needed, and give its name.

    Raises ValueError for a character that no typeface has, since it would vanish from the file.
    """
    characters = "".join(sorted({char for char in text if not char.isspace()} | set(string.printable.strip())))
    name = f"{face}-{sha256(characters.encode()).hexdigest()[:8]}"
    pdfmetrics.registerFont(reportlab_fonts.TTFont(name, BytesIO(_program(face, characters, name))))
    try:
        yield name
    finally:
        known: dict[str, Any] = vars(pdfmetrics)["_fonts"]
        known.pop(name, None)  # a thousand reports would pile up a thousand fonts


@lru_cache(maxsize=8)
def _program(face: Face, characters: str, name: str) -> bytes:
    """Return a TrueType font with these characters and blanks."""
    glyphs = dict.fromkeys((".notdef", "space", "wide"), TTGlyphPen(None).glyph())
    widths = {".notdef": (_EM, 0), "space": (_EM // 4, 0), "wide": (_EM, 0)}
    codes = {ord(" "): "space", 0x3000: "wide"}
    for char in characters:
        key = f"u{ord(char):X}"
        glyphs[key], width = _outline(face, char)
        widths[key], codes[ord(char)] = (width, glyphs[key].xMin), key
    builder = FontBuilder(_EM, isTTF=True)
    builder.setupGlyphOrder(list(glyphs))
    builder.setupCharacterMap(codes)
    builder.setupGlyf(glyphs)
    builder.setupHorizontalMetrics(widths)
    builder.setupHorizontalHeader(ascent=_ASCENT, descent=_DESCENT)
    builder.setupNameTable({"familyName": name, "styleName": "Regular", "psName": name})
    builder.setupOS2(sTypoAscender=_ASCENT, sTypoDescender=_DESCENT, usWinAscent=_ASCENT, usWinDescent=-_DESCENT)
    builder.setupPost()
    builder.font.recalcTimestamp = False
    stream = BytesIO()
    builder.save(stream)
    return stream.getvalue()


@lru_cache(maxsize=20_000)
def _outline(face: Face, char: str) -> tuple[Any, int]:
    """Return the outline of a character and its width, both in thousandths of the size."""
    pen, width = TTGlyphPen(None), 0
    for part in _COMPOSED.get(char, char):
        typeface = _typeface_of(face, part)
        glyph = typeface.glyphs[typeface.names[part]]
        scale = _EM / typeface.em
        drawing = DecomposingRecordingPen(typeface.glyphs)
        glyph.draw(drawing)
        drawing.replay(TransformPen(Cu2QuPen(pen, _TOLERANCE), (scale, 0, 0, scale, 0, 0)))
        width = max(width, round(glyph.width * scale))
    outline = pen.glyph()
    outline.recalcBounds(None)
    return outline, width


def _typeface_of(face: Face, char: str) -> _Typeface:
    for source in _CHAINS[face]:
        if char in _typeface(source).names:
            return _typeface(source)
    raise ValueError(f"no font has a glyph for {char}")


@cache
def _typeface(source: str) -> _Typeface:
    if source == "times":
        return _times()
    if source == "droid":
        font = TTFont(BytesIO(pymupdf.Font("china-s").buffer), lazy=True)
    else:
        font = TTFont(noto.serif_path() if source == "serif" else noto.sans_path(), lazy=True)
    names = {chr(code): name for code, name in font.getBestCmap().items()}
    return _Typeface(font.getGlyphSet(), names, font["head"].unitsPerEm)


def _times() -> _Typeface:
    """Return the letters and digits of the roman; its marks would not suit Chinese text."""
    fonts = CFFFontSet()
    fonts.decompile(BytesIO(pymupdf.Font("tiro").buffer), None)
    digits = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
    names = dict(zip(string.digits, digits, strict=True)) | {letter: letter for letter in string.ascii_letters}
    return _Typeface(fonts[0].CharStrings, names | {".": "period", ",": "comma", "%": "percent"}, _EM)
