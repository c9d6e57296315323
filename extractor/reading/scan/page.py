"""One scanned page → its words and rules on the straightened page, in points, and the way back to the page as it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

from extractor.reading.pdf.grid import Rule
from extractor.reading.pdf.page import Sheet
from extractor.reading.pdf.rows import bounding_box
from extractor.reading.scan.dust import without_dust
from extractor.reading.scan.image import picture_of
from extractor.reading.scan.ink import ink_of
from extractor.reading.scan.letters import fitted, joined, words_of
from extractor.reading.scan.rules import outside_letters, rules_of
from extractor.reading.scan.signs import figures_apart, repaired
from extractor.reading.scan.straighten import straighten
from extractor.reading.scan.support import supported
from extractor.records.document import Word

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extractor.reading.scan.recognise import Letter, Recogniser
    from extractor.records.evidence import Box


def scan_sheet(page: Any, recogniser: Recogniser) -> Sheet:
    """Return what stands on the picture of a page."""
    picture = picture_of(page)
    scale = picture.scale
    straight = straighten(without_dust(ink_of(picture.pixels), scale), scale)
    seen = recogniser.lines(cv2.cvtColor(straight.pixels, cv2.COLOR_GRAY2BGR))
    whole = joined(fitted(line, straight.pixels) for line in seen)
    lines = [line for line in map(repaired, whole) if line]
    letters = tuple(_word([letter], scale) for line in lines for letter in line)
    found = zip(rules_of(straight.pixels, scale), (True, False), strict=True)
    rules = (outside_letters([_in_points(rule, scale) for rule in some], letters, level=level) for some, level in found)
    across, down = supported(*rules)
    height, width = straight.pixels.shape[:2]
    return Sheet(
        words=[_word(part, scale) for line in lines for word in words_of(line) for part in figures_apart(word)],
        across=across,
        down=down,
        size=(width / scale, height / scale),
        back=_matrix(straight.back, scale),
        letters=letters,
    )


def _word(letters: Sequence[Letter], scale: float) -> Word:
    box = bounding_box([Word(letter.text, letter.box) for letter in letters])
    text = "".join(letter.text for letter in letters)
    return Word(text, _box(box, scale), round(min(letter.confidence for letter in letters), 3))


def _box(box: Box, scale: float) -> Box:
    left, top, right, bottom = (round(float(value) / scale, 2) for value in box)
    return (left, top, right, bottom)


def _in_points(rule: Rule, scale: float) -> Rule:
    return Rule(*(value / scale for value in rule))


def _matrix(back: np.ndarray, scale: float) -> tuple[float, ...] | None:
    """Return the transform of points that belongs to one of pixels; None if the page was straight."""
    if np.allclose(back, np.eye(3)):
        return None
    in_points = np.diag([1 / scale, 1 / scale, 1]) @ back @ np.diag([scale, scale, 1])
    return tuple(float(value) for value in in_points.ravel())
