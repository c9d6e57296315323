"""What the rules left missing, doubtful or contradicted in a record: the only things that hybrid asks a model about."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from extractor.extraction.claims import Claim
from extractor.extraction.lexicon import plain, stem_pattern
from extractor.extraction.model.leaves import bare
from extractor.extraction.model.numbering import Piece
from extractor.extraction.model.questions import Paper
from extractor.extraction.rules.grids import is_figure
from extractor.records import paths
from extractor.records.quantity import find_quantities, is_money
from extractor.records.report import Figure, Report, Text

_PUBLIC = re.compile(r"三公|公务接待|公务用车|公车|出国")
_STAFF = re.compile(r"编制|在职|在编|在岗|实有|退休|公务用车|车辆")
_PEOPLE = frozenset({"人", "名", "辆", "台"})
_SCORE = re.compile(r"(?:得分|总分|评分|自评为?)[^。；\d]{0,12}$")
_COVER = 8
"""Pieces at the beginning of a report or form that say whose it is."""

_UNSURE = 0.75
"""A word that an OCR was less sure of is looked at again."""


def missing(paper: Paper, report: Report) -> frozenset[str]:
    """Return the pieces that hold figures which no field has, where one might; or words of the cover that lack."""
    held = Counter(_held(report))
    found = {piece.id for piece in paper.pieces if _lacks(paper, piece, held)}
    found |= set(_public_rows(report))
    if paths.get(report, "profile.unit_name") is None and not report.projects:
        found.update(piece.id for piece in paper.pieces[:_COVER])
    named = {_row(project.name.at.line) for project in report.projects if project.name}
    for scope in paper.scopes.projects:
        if not any(piece.id in named for piece in scope):
            found.update(piece.id for piece in scope[:_COVER])
    return frozenset(found)


def _row(place: str) -> str:
    return place.partition("C")[0] if place.startswith("T") else place


def doubtful(claims: Sequence[Claim], report: Report) -> list[Claim]:
    """Return the claims whose figures are contradicted or were read with doubt, each once."""
    doubted = {
        (bare(path), value.at.line, value.text)
        for path, value in paths.figures(report)
        if value.status == "contradicted" or value.at.match == "ocr-near" or _unsure(value)
    }
    found: dict[str, Claim] = {}
    for claim in claims:
        if claim.kind == "figure" and claim.at and (bare(claim.path), claim.at.id, claim.text) in doubted:
            found.setdefault(claim.path, claim)
    return list(found.values())


def _unsure(value: Figure) -> bool:
    return value.at.confidence is not None and value.at.confidence < _UNSURE


def _public_rows(report: Report) -> Iterator[str]:
    """The rows of 基础数据表 that speak of 三公经费 although no field of 三公经费 stands there."""
    known = {row.label.at.line for row in (report.three_public.rows if report.three_public else ()) if row.label}
    for row in report.base_data.rows if report.base_data else ():
        if _PUBLIC.search(row.label.text) and row.label.at.line not in known:
            yield _row(row.label.at.line)


def _held(report: Report) -> Iterator[tuple[str, str]]:
    """Yield every figure that a field has, by its place and as printed."""
    for _, value in paths.walk(report):
        yield from _tellings(value)


def _tellings(value: Text) -> Iterator[tuple[str, str]]:
    for text, at in ((value.text, value.at), *((value.text, at) for at in value.also_at)):
        yield from ((at.line, figure.text) for figure in find_quantities(text))
    for other in value.alternatives:
        yield from ((other.at.line, figure.text) for figure in find_quantities(other.text))


def _lacks(paper: Paper, piece: Piece, held: Counter[tuple[str, str]]) -> bool:
    """Whether a piece has a figure without a field that speaks of money, a rate, people or points."""
    if piece.line is None:
        single = piece.table in paper.single  # of a table of one column the first column holds everything
        cells = [cell for cell in piece.cells if is_figure(cell.text) and (cell.col > 1 or single)]
        return any((cell.id, figure.text) not in held for cell in cells for figure in find_quantities(cell.text))
    kinds = paper.chooser.kinds.get(piece.id, set())
    text = piece.line.text
    left = Counter({key: count for key, count in held.items() if key[0] == piece.id})
    bare_ones = 0
    for figure in find_quantities(text):
        left[piece.id, figure.text] -= 1
        if left[piece.id, figure.text] >= 0:
            continue
        bare_ones += not figure.unit
        if _tells(figure.unit, plain(text[: figure.start]), kinds):
            return True
    return bare_ones > 1 or (bare_ones > 0 and piece.id in paper.of_projects)


def _tells(unit: str, before: str, kinds: set[str]) -> bool:
    """Whether a figure in a sentence may be one that a field holds, by its unit and the words before it."""
    clause = re.split("[。；;，,]", before)[-1]
    if is_money(unit):
        return "deeds" not in kinds and ("money" in kinds or stem_pattern("spending").search(clause) is not None)
    if unit == "%":
        return "money" in kinds and "deeds" not in kinds
    if unit in _PEOPLE:
        return _STAFF.search(clause) is not None
    return unit == "分" and _SCORE.search(before) is not None
