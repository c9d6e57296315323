"""Two readers, one record: what the rules read stands, unless the paper and the arithmetic say otherwise."""

from __future__ import annotations

from collections.abc import Sequence

from extractor.extraction.claims import Claim
from extractor.extraction.model.numbering import Piece
from extractor.records.document import Document
from extractor.records.report import Report


def doubtful(document: Document, report: Report, found: Sequence[Piece]) -> frozenset[str]:  # noqa: ARG001
    """Return the pieces that the model is asked about."""
    return frozenset()


def reconciled(document: Document, rules: list[Claim], model: list[Claim]) -> list[Claim]:  # noqa: ARG001
    """Return the claims of both readers as those of one."""
    return rules + model
