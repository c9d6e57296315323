"""What the paper says of its figures beside the arithmetic: printed twice, printed otherwise, read with doubt."""

from __future__ import annotations

from extractor.arithmetic.compare import Number
from extractor.arithmetic.facts import Facts, alternative
from extractor.arithmetic.network import Clues
from extractor.arithmetic.slips import looks_alike
from extractor.records.evidence import Evidence
from extractor.records.paths import figures
from extractor.records.report import Alternative, Figure, Report

DOUBTFUL_BELOW = 0.9
"""A cell that an OCR is less sure of may be misread. It gives right figures 0.95 and more as a rule."""


def clues(report: Report, known: Facts) -> Clues:
    """Return what is known of the figures of a report beside the arithmetic."""
    confirmed: set[str] = set()
    doubtful: set[str] = set()
    readings: dict[str, frozenset[Number]] = {}
    for path, figure in figures(report):
        if path not in known or figure.corrected is not None:
            continue
        others = (alternative(path, other, known[path]) for other in figure.alternatives)
        found = frozenset(one for one in others if one is not None)
        readings |= {path: found} if found else {}
        confirmed |= {path} if figure.also_at else set()
        doubtful |= {path} if is_doubtful(figure) else set()
    return Clues(frozenset(confirmed), frozenset(doubtful), readings)


def is_doubtful(figure: Figure) -> bool:
    """Whether a figure may have been misread: low confidence, a separator read differently, or another reading."""
    return _unsure(figure.at) or bool(_readings(figure))


def is_misreading(figure: Figure, old: str, new: str) -> bool:
    """Whether a repair undoes a slip of the eye: the figure was read with doubt, or from an image as look-alikes."""
    again = {format(other.value, "f") for other in _readings(figure) if other.value is not None}
    return new in again or (_unsure(figure.at) and looks_alike(old, new))


def _unsure(at: Evidence) -> bool:
    return at.match == "ocr-near" or (at.confidence is not None and at.confidence < DOUBTFUL_BELOW)


def _readings(figure: Figure) -> list[Alternative]:
    """Return what else was read at the very place of a figure."""
    return [other for other in figure.alternatives if (other.at.page, other.at.line) == (figure.at.page, figure.at.line)
            and (other.at.box is None or other.at.box == figure.at.box)]  # fmt: skip
