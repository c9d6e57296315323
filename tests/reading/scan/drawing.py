"""What the tests of scans draw on."""

from itertools import pairwise

import cv2
import numpy as np
import pymupdf

from extractor.reading.pdf.grid import Lattice, find_lattices
from extractor.reading.scan.cells import Cells
from extractor.reading.scan.recognise import Letter, Line
from extractor.reading.scan.rules import rules_of

SCALE = 200 / 72
"""Pixels to the point at 200 dpi."""

XS = (60, 160, 230, 330, 420)
YS = (80, 100, 130, 150, 190)
"""Edges of a table in points; one cell spans the second and third column of the second row."""


def paper(width: int = 480, height: int = 300) -> np.ndarray:
    """White paper of a size in points."""
    return np.full((round(height * SCALE), round(width * SCALE)), 255, np.uint8)


def stroke(ink: np.ndarray, *ends: float, tone: int = 40, thick: int = 2) -> None:
    """Draw a straight line between two places in points: left, top, right, bottom."""
    left, top, right, bottom = (round(at * SCALE) for at in ends)
    cv2.line(ink, (left, top), (right, bottom), (tone,), thick, cv2.LINE_AA)


def table(ink: np.ndarray, tone: int = 40) -> None:
    """Draw a ruled table with a cell over two columns."""
    for y in YS:
        stroke(ink, XS[0], y, XS[-1], y, tone=tone)
    for x in XS:
        for top, bottom in pairwise(YS):
            if (x, top) != (XS[2], YS[1]):
                stroke(ink, x, top, x, bottom, tone=tone)


def figures(ink: np.ndarray, text: str, left: float, base: float, size: float = 16.0) -> None:
    """Print bold figures at a place in points."""
    with pymupdf.open() as file:
        page = file.new_page(width=ink.shape[1] / SCALE, height=ink.shape[0] / SCALE)
        page.insert_text((left, base), text, fontname="hebo", fontsize=size, color=(0.12, 0.12, 0.12))
        shot = page.get_pixmap(dpi=200, colorspace=pymupdf.csGRAY, alpha=False)
    drawn = np.frombuffer(shot.samples, np.uint8).reshape(shot.height, shot.width)
    np.minimum(ink, cv2.resize(drawn, ink.shape[::-1], interpolation=cv2.INTER_NEAREST), out=ink)


def noisy(ink: np.ndarray, grain: float, seed: int = 1) -> np.ndarray:
    """The same picture with the grain of a scanner."""
    dice = np.random.default_rng(seed)
    return np.clip(ink + dice.standard_normal(ink.shape) * grain, 0, 255).astype(np.uint8)


def line_of(text: str, *, step: float = 20.0, confidence: float = 0.99) -> Line:
    """Letters side by side, each as wide as `step` but for a little room."""
    return tuple(
        Letter(char, (at * step, 0.0, at * step + step * 0.9, 20.0), confidence) for at, char in enumerate(text)
    )


class Scripted:
    """A recogniser that says of each strip what it was told."""

    def __init__(self, *said: tuple[str, float]) -> None:
        self.said = list(said)

    def lines(self, _pixels):
        """Return nothing."""
        return []

    def strip(self, _pixels):
        """Return the next text."""
        return self.said.pop(0)


def text(line) -> str:
    """The text of a line of letters."""
    return "".join(letter.text for letter in line)


def lattices_of(ink: np.ndarray) -> list[Lattice]:
    """The tables that are drawn on a picture, in points."""
    found = ([rule._replace(at=rule.at / SCALE, start=rule.start / SCALE, end=rule.end / SCALE) for rule in some]
             for some in rules_of(ink, SCALE))  # fmt: skip
    return find_lattices(*found)


def drawn() -> tuple[np.ndarray, Cells]:
    """A ruled table on white paper, and its cells."""
    ink = paper()
    table(ink)
    return ink, Cells(lattices_of(ink), SCALE)


def letters(*places: tuple[str, float], top: float = 84.0) -> tuple[Letter, ...]:
    """Letters 6 points wide that begin at places in points."""
    return tuple(
        Letter(char, (x * SCALE, top * SCALE, (x + 5) * SCALE, (top + 11) * SCALE), 0.99) for char, x in places
    )
