"""A tiny trial of the recogniser: a line that we print ourselves is read."""

from __future__ import annotations

import unicodedata
from importlib.metadata import version
from time import perf_counter
from typing import NamedTuple

import numpy as np
import pymupdf

from extractor.reading.scan.recognise import models, rapid

SAMPLE = "全年预算数503.37万元"

_DPI, _SIZE = 200, 14.0


class Trial(NamedTuple):
    """What the recogniser is, and how it read the line."""

    engine: str
    models: tuple[str, ...]
    text: str
    seconds: float


def trial() -> Trial:
    """Read one printed line; the time includes loading the models. Raises MissingToolError without models."""
    started = perf_counter()
    with pymupdf.open() as file:
        page = file.new_page(width=_SIZE * (len(SAMPLE) + 2), height=_SIZE * 2)
        page.insert_text((_SIZE, _SIZE * 1.4), SAMPLE, fontname="china-s", fontsize=_SIZE)
        shot = page.get_pixmap(dpi=_DPI, colorspace="gray", alpha=False)
    grey = np.frombuffer(shot.samples, np.uint8).reshape(shot.height, shot.width)
    names = tuple(path.stem for path in models().values())
    text = unicodedata.normalize("NFKC", rapid().strip(grey)[0]).replace(" ", "")
    return Trial(f"rapidocr {version('rapidocr')}", names, text, perf_counter() - started)
