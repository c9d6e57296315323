"""The seam to a recogniser of print: pixels in, lines of letters with places and confidences out."""

from __future__ import annotations

from functools import cache
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

import numpy as np

from extractor.errors import MissingToolError
from extractor.reading.scan.tools import REMEDY

if TYPE_CHECKING:
    from extractor.reading.scan.image import Pixels
    from extractor.records.evidence import Box


class Letter(NamedTuple):
    """One recognised character; its box is in pixels.

    `other` is what it was also read as, where two readings differ: "" for nothing, and on the first letter of a figure
    the whole of another reading; None where nobody read anything else.
    """

    text: str
    box: Box
    confidence: float
    other: str | None = None


Line = tuple[Letter, ...]


class Recogniser(Protocol):
    """Whoever can read print: a whole page, or a strip with a single line."""

    def lines(self, pixels: Pixels, *, fine: bool = True) -> list[Line]:
        """Return the lines of print of a picture, in any order; rough pictures are to be searched in a `fine` way."""
        ...

    def strip(self, pixels: Pixels) -> tuple[str, float]:
        """Return the text of one grey line of print and its confidence."""
        ...


_PARAMS: dict[str, Any] = {
    "Global.use_cls": False,
    "Global.log_level": "critical",
    "Global.return_word_box": True,
    "Global.return_single_char_box": True,
}

_SIDE, _LONG_SIDE, _PAGE = 1600, 2000, 2600
"""Pixels to which the longer side is shrunk to find print: of pictures up to A4 at 200 dpi, and of others."""

_LEAST = 0.5
"""Confidence below which a line is no print."""


class Rapid:
    """RapidOCR with the Chinese models of its wheel; no direction classifier, which turns short numbers around."""

    def __init__(self, threads: int | None = None) -> None:
        import cv2  # noqa: PLC0415 - heavy
        from rapidocr import RapidOCR  # noqa: PLC0415 - heavy

        if threads:
            cv2.setNumThreads(threads)
        # A model that is named is never fetched from the network.
        named = {f"{part}.model_path": str(path) for part, path in models().items()}
        cores = {"EngineConfig.onnxruntime.intra_op_num_threads": threads or -1}
        self._engine: Any = RapidOCR(params=_PARAMS | named | cores)

    def lines(self, pixels: Pixels, *, fine: bool = True) -> list[Line]:
        """Return the lines of print of a picture."""
        self._engine.max_side_len = _LONG_SIDE if fine or max(pixels.shape) > _PAGE else _SIDE
        places = self._engine(pixels, use_det=True, use_cls=False, use_rec=False).boxes
        if places is None:
            return []
        # The engine finds print on a smaller picture; it is read as fine as it was scanned.
        strips = self._engine.crop_text_regions(pixels, places)
        read = self._engine.recognize_txt(strips)
        kept = [n for n, text in enumerate(read.txts) if text.strip() and read.scores[n] >= _LEAST]
        for part in ("txts", "scores", "word_results"):
            setattr(read, part, [getattr(read, part)[n] for n in kept])
        found = self._engine.calc_word_boxes([strips[n] for n in kept], places[kept], read)
        return [_line(letters) for letters in found if letters]

    def strip(self, pixels: Pixels) -> tuple[str, float]:
        """Return the text of one grey line of print and its confidence."""
        self._engine.max_side_len = _LONG_SIDE
        found = self._engine(np.repeat(pixels[:, :, None], 3, axis=2), use_det=False, use_cls=False, use_rec=True)
        return (str(found.txts[0]), round(float(found.scores[0]), 4)) if found.txts else ("", 0.0)


def models() -> dict[str, Path]:
    """Return the files of the models that find (Det) and read (Rec) print; raises MissingToolError without them."""
    spec = find_spec("rapidocr")
    folder = Path(spec.origin).parent / "models" if spec and spec.origin else Path()
    found = {part: sorted(folder.glob(f"*_{part.lower()}_*.onnx")) for part in ("Det", "Rec")}
    if not all(found.values()):
        raise MissingToolError("文字识别组件 rapidocr 里没有模型文件", REMEDY)
    return {part: paths[-1] for part, paths in found.items()}


def engine_name() -> str:
    """Return what stands for the recogniser, its models and settings in the name of what it has read."""
    return f"rapidocr {version('rapidocr')} {[path.name for path in models().values()]} {_PARAMS} {_SIDE}"


@cache
def rapid(threads: int | None = None) -> Rapid:
    """Return the recogniser of this process; its models are loaded once. It uses so many cores, None for all."""
    return Rapid(threads)


def _line(letters: Any) -> Line:
    return tuple(Letter(text, _around(quad), round(float(confidence), 4)) for text, confidence, quad in letters)


def _around(corners: Any) -> Box:
    xs, ys = zip(*corners, strict=True)
    left, top, right, bottom = (round(float(value), 1) for value in (min(xs), min(ys), max(xs), max(ys)))
    return (left, top, right, bottom)
