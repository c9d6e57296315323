"""Reading again what is in doubt: the fields and their rows are named, no value is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from extractor.extraction.claims import Claim
from extractor.extraction.model.claiming import Held, claim_of
from extractor.extraction.model.leaves import Said, bare
from extractor.extraction.model.numbering import Piece
from extractor.extraction.model.questions import Asked, Paper
from extractor.extraction.model.reader import problem
from extractor.llm import LLM
from extractor.records import paths

MOST = 25
_AROUND = 1
_HEADS = 3


class Look(NamedTuple):
    """A question about some doubted claims."""

    asked: Asked
    claims: tuple[Claim, ...]


def looks(paper: Paper, claims: Sequence[Claim]) -> list[Look]:
    """Return the questions that have doubted claims read again, those of one part of the paper together."""
    ordered = sorted(claims, key=lambda claim: _order(paper, claim))
    return [_look(paper, tuple(ordered[start : start + MOST])) for start in range(0, len(ordered), MOST)]


def heard(paper: Paper, look: Look, answer: object) -> list[Claim]:
    """Return what an answer says of doubted claims, as far as it stands on the paper."""
    found = []
    answers = {item.n: item for item in getattr(answer, "items", ())}
    for number, claim in enumerate(look.claims, 1):
        item = answers.get(number)
        if item is not None and item.text and item.at:
            said = Said(claim.path, paper.masks.restore(item.text), item.at.strip())
            outcome = claim_of(paper.document, said, imaged=paper.imaged)
            if isinstance(outcome, Held):
                found.append(outcome.claim)
    return found


def ask_again(paper: Paper, llm: LLM, found: Sequence[Look]) -> tuple[list[Claim], list[str]]:
    """Ask all questions of a second look; return the claims, and sentences about questions without an answer."""
    claims: list[Claim] = []
    problems: list[str] = []
    for look in found:
        reply = llm.ask(look.asked.question)
        if reply.fault is None:
            claims += heard(paper, look, reply.answer)
        else:
            problems.append(problem(look.asked, reply.fault))
    return claims, problems


def _look(paper: Paper, claims: tuple[Claim, ...]) -> Look:
    shown = _pieces(paper, claims)
    told = [_told(number, claim) for number, claim in enumerate(claims, 1)]
    return Look(Asked(paper.question("again", shown, asked=told), shown), claims)


def _told(number: int, claim: Claim) -> dict[str, object]:
    field = bare(claim.path)
    row = _row(claim) if "[" in claim.path else ""
    return {"n": number, "path": field, "title": paths.title(field), "row": row}


def _pieces(paper: Paper, claims: Sequence[Claim]) -> list[Piece]:
    """The pieces that the claims stand in, those beside them, and the heads of their tables."""
    index = {piece.id: number for number, piece in enumerate(paper.pieces)}
    wanted: set[int] = set()
    for claim in claims:
        at = index.get(_row(claim))
        if at is not None:
            wanted.update(range(max(0, at - _AROUND), min(len(paper.pieces), at + _AROUND + 1)))
    for at in tuple(wanted):
        wanted.update(_heads(paper, at))
    return [paper.pieces[number] for number in sorted(wanted)]


def _heads(paper: Paper, at: int) -> list[int]:
    """The rows that name the columns over a row: rows of words above it, the nearest ones."""
    table = paper.pieces[at].table
    above = [n for n in range(at) if table and paper.pieces[n].table == table]
    words = [n for n in above if len(paper.pieces[n].cells) > 2 and not any(map(_is_figure, paper.pieces[n].cells))]  # noqa: PLR2004
    return words[-_HEADS:]


def _is_figure(cell: object) -> bool:
    return any(char.isdigit() for char in getattr(cell, "text", ""))


def _row(claim: Claim) -> str:
    place = claim.at.id if claim.at else ""
    return place.partition("C")[0] if place.startswith("T") else place


def _order(paper: Paper, claim: Claim) -> int:
    return next((piece.order for piece in paper.pieces if piece.id == _row(claim)), 0)
