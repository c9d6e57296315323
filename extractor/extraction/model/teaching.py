"""Words that a model's answers teach the offline reader about one paper.

Where the lexicon lacks a word, the rules lose the whole column or row. An answer that puts 全年预算数 into the same
column row after row says what the head of that column means; the rules then read that table by themselves, with all
that they know of slipped labels, merged cells and totals. A single false leaf teaches nothing: a head is learned by the
majority of its cells, and a word that the lexicon knows keeps its meaning.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from extractor.extraction.claims import Claim
from extractor.extraction.lexicon import Learned, label_key, plain, vocabulary, without_brackets
from extractor.extraction.model.leaves import bare
from extractor.extraction.rules.grids import Grid, Slot, grid_of, is_figure
from extractor.records.document import Cell, Document, Line, Table

_COLUMNS = {
    "budget.rows": "columns.budget",
    "indicators": "columns.indicators",
    "base_data.rows": "columns.base_data",
    "staffing.breakdown": "columns.staffing",
    "goals": "columns.goals",
    "profile.evaluators": "columns.evaluators",
}
_ROWS = {"budget.rows": "rows.budget", "three_public.rows": "rows.three_public"}
_SCORES = {"score.total": "total", "score.weight": "weight", "score.grade": "grade"}
_PROFILE = frozenset(
    ("unit_name", "budget_code", "report_date", "evaluation_method", "evaluation_agency", "preparer", "phone", "head",
     "name", "department", "implementing_unit", "fiscal_year")
)  # fmt: skip
_NO_HEAD = frozenset({"label", "level1_weight"})
_LEVELS = frozenset({"level1", "level2", "level3"})
_LONGEST = 18
_DIGIT = re.compile(r"\d")
_FARTHEST = 3
_STAFF = {"authorized": "authorized", "actual": "actual_staff"}
_SHORTEST = 2
_MARKS = ":：）)　 "


class Vote(NamedTuple):
    """One claim that says what a word means: section of the lexicon, the word, its code."""

    section: str
    word: str
    code: str


def lessons(document: Document, claims: Sequence[Claim]) -> Learned:
    """Return the words that claims teach, by section of the lexicon."""
    votes: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for vote in _votes(document, claims):
        if _SHORTEST <= len(vote.word) <= _LONGEST and not _DIGIT.search(vote.word):
            votes[vote.section, vote.word][vote.code] += 1
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for (section, word), codes in votes.items():
        (code, most), *_ = codes.most_common(1)
        if 2 * most > codes.total() and vocabulary(section).exact(word) is None:
            found[section].append((word, code))
    return {section: tuple(sorted(words)) for section, words in found.items()}


def _votes(document: Document, claims: Sequence[Claim]) -> Iterator[Vote]:
    tables = {table.id: table for table in document.tables}
    items = {claim.path.removesuffix(".item"): str(claim.value) for claim in claims if claim.path.endswith("].item")}
    heads = _heads(tables, claims, document)
    for claim in claims:
        place = document.places.get(claim.at.id) if claim.at else None
        group, _, name = bare(claim.path).removeprefix("projects.").rpartition(".")
        if isinstance(place, Cell):
            table = tables[_table(place)]
            if name not in _NO_HEAD and _whole(claim, place) and (head := heads.get((table.id, group, place.col))):
                yield Vote(_COLUMNS[group], head, name)
            yield from _beside(table, place, group, name)
        elif isinstance(place, Line):
            yield from _before(place, claim, group, name)
        row = claim.path.rpartition(".")[0]
        if name == "label" and group in _ROWS and row in items:
            yield Vote(_ROWS[group], _word(claim.text), items[row])


def _heads(tables: Mapping[str, Table], claims: Sequence[Claim], document: Document) -> dict[tuple[str, str, int], str]:
    """The word over each column of each group: in the row of words right above the first row of that group.

    A word over several fields (评价指标 over three levels) says nothing of each.
    """
    columns: dict[tuple[str, str], dict[int, Cell]] = defaultdict(dict)
    names: dict[tuple[str, str, int], Counter[str]] = defaultdict(Counter)
    for claim in claims:
        place = document.places.get(claim.at.id) if claim.at else None
        group, _, name = bare(claim.path).removeprefix("projects.").rpartition(".")
        if isinstance(place, Cell) and group in _COLUMNS and name not in _NO_HEAD and _whole(claim, place):
            kept = columns[_table(place), group].setdefault(place.col, place)
            names[_table(place), group, place.col][name] += 1
            if place.row < kept.row:
                columns[_table(place), group][place.col] = place
    found: dict[tuple[str, str, int], str] = {}
    for (table, group), cells in columns.items():
        grid = grid_of(tables[table])
        over = _over(grid, cells)
        field = {col: names[table, group, col].most_common(1)[0][0] for col in over}
        fields = Counter((head.id, field[col]) for col, head in over.items())
        wide = {head for head, count in Counter(head for head, _ in fields).items() if count > 1}
        named = {field[col] for col, head in over.items() if head.id not in wide}
        for col, head in over.items():
            # where the lowest level has no head of its own, the word over the first one is over all of them
            if head.id not in wide and ("level3" in named or field[col] not in _LEVELS):
                found[table, group, col] = _word(head.text)
    return found


def _over(grid: Grid, cells: Mapping[int, Cell]) -> dict[int, Slot]:
    """The head over each of some cells, by their columns: in the row of words over most of them, or right below it."""
    slots = {slot.id: slot for row in grid.rows for slot in row}
    first = min(cell.row - 1 for cell in cells.values())
    rows = [row for row in grid.rows[max(0, first - _FARTHEST) : first] if not any(is_figure(s.text) for s in row)]
    overs = [{col: head for col, cell in cells.items() if (head := _above(row, slots.get(cell.id)))} for row in rows]
    widest = max(range(len(overs)), key=lambda n: len(overs[n]), default=0)
    best: dict[int, Slot] = {}
    for over in overs[widest:]:  # a head of two rows names some columns in the lower one
        best |= over
    return best


def _above(row: Sequence[Slot], slot: Slot | None) -> Slot | None:
    """The printed cell of a row over a slot."""
    if slot is None:
        return None
    last = slot.col + slot.width
    return next((s for s in row if s.width and s.col < last and slot.col < s.col + s.width and not s.empty), None)


def _whole(claim: Claim, cell: Cell) -> bool:
    """Whether a claim is all that its cell holds; 产出指标（50分） says nothing of a column of points."""
    return claim.kind != "figure" or is_figure(cell.text)


def _beside(table: Table, cell: Cell, group: str, name: str) -> Iterator[Vote]:
    """The label left of a value: of the unit, a person, a date, or of the score."""
    left = [one for one in table.cells if one.row <= cell.row < one.row + one.row_span and one.col < cell.col]
    printed = [one for one in left if plain(one.text)]
    if not printed:
        return
    if group in {"profile", ""} and name in _PROFILE:
        yield Vote("fields", _word(printed[-1].text), name)
    if group == "staffing" and name in _STAFF:
        yield Vote("fields", _word(printed[-1].text), _STAFF[name])
    if group == "score":
        words = [one for one in printed if not is_figure(one.text)]
        yield from (Vote("rows.score", _word(one.text), _SCORES[f"score.{name}"]) for one in words[:1])


def _before(line: Line, claim: Claim, group: str, name: str) -> Iterator[Vote]:
    """The label before a value in a line: 填报人：…"""
    if group not in {"profile", ""} or name not in _PROFILE or claim.text not in line.text:
        return
    lead = line.text[: line.text.index(claim.text)].rstrip()
    if lead and lead[-1] in ":：":
        yield Vote("fields", _word(lead.rstrip(_MARKS).split()[-1] if lead.rstrip(_MARKS).split() else ""), name)


def _word(text: str) -> str:
    return without_brackets(label_key(text))


def _table(cell: Cell) -> str:
    return cell.id.partition("R")[0]
