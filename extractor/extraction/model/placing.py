"""Whether a figure that stands on the paper is the one that its field asks for.

A neighbour's figure is grounded but wrong. What gives it away, without knowing what would add up: its unit (a rate is
no amount), the head of its column and the label of its row (when the lexicon knows them and they speak of another
field), the other figures of its row and column, the words right before it in a sentence, and another field that claims
the very same figure. What none of these can tell is left to the identities.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import partial

from extractor.extraction.lexicon import vocabulary
from extractor.extraction.model.claiming import Failure, Held
from extractor.extraction.model.columns import Streams
from extractor.extraction.model.leaves import Coded
from extractor.extraction.model.shifting import is_printed_slip, moved_on
from extractor.extraction.model.words import COLUMNS, ROWS, Words, covers
from extractor.extraction.rules.grids import is_figure
from extractor.extraction.rules.labels import GENERAL
from extractor.extraction.rules.mentions import Mention, mentions
from extractor.records.document import Cell, Document
from extractor.records.passages import passages
from extractor.records.quantity import is_money

_PLANS = frozenset({"initial", "adjusted"})
_SHARED = frozenset({"level1_weight", "level1", "level2", "unit", "fiscal_year", "report_date", "weight"})
"""Fields that one merged cell may fill in several rows."""

_CERTAIN = 1000
"""Votes for the row of a label whose figures an answer has moved."""

_LEVELS = frozenset({"level1", "level2", "level1_weight"})

_MONEY = re.compile(
    r"^(?:budget\.(?:rows\.(?:initial|adjusted|executed)|by_\w+\.\w+)|base_data\.rows\.\w+_(?:final|budget)"
    r"|three_public\.rows\.(?:previous|budget|final|change_from_previous)|items\.amount"
    r"|(?:income|spending)\.(?!.*(?:growth|share|shares\.\w+|rate)$).*)$"
)
_RATE = re.compile(r"(?:rate|growth|share|completion)$|\.shares\.\w+$")
_POINTS = re.compile(r"(?:^|\.)(?:weight|score|level1_weight|score\.(?:weight|total))$")


class Checker:
    """Checks of one document, with what they need to know of it found once."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.words = Words(document)
        self._slips: dict[str, int] = {}
        self._moved: frozenset[str] = frozenset()
        self._mentions: dict[tuple[str, int | None], Mention] | None = None

    def failures(self, held: Sequence[Held], codes: Iterable[Coded] = ()) -> list[Failure]:
        """Return the claims whose places speak against them, each once, with the first reason."""
        items = {code.row: code.value for code in codes}
        self._slips = self._slipped(held)
        found: dict[int, Failure] = {}
        for number, one in enumerate(held):
            why = self._unit(one) or self._column(one) or self._row_label(one, items) or self._words(one)
            if why:
                found[number] = _failure(one, why)
        orders = (self._torn_rows, self._bent_columns, self._strays, partial(moved_on, self.document))
        for number, why in (one for order in orders for one in order(held)):
            found.setdefault(number, _failure(held[number], why))
        for number, why in self._claimed_twice(held, items, found):
            found.setdefault(number, _failure(held[number], why))
        return [found[number] for number in sorted(found)]

    def _unit(self, one: Held) -> str:
        """The kind of quantity: money, a rate, points, people."""
        if one.claim.kind != "figure":
            return ""
        field, unit = _field(one), one.claim.unit
        if _MONEY.match(field) and unit and not is_money(unit):
            return f"这一项要的是金额，{one.said.at} 的单位是 {unit}"
        if _RATE.search(field) and unit not in {"%", "", "百分点", "‰"}:
            return f"这一项要的是百分数，{one.said.at} 的单位是 {unit}"
        if _POINTS.search(field) and unit not in {"分", ""}:
            return f"这一项要的是分值，{one.said.at} 的单位是 {unit}"
        if field.startswith("staffing.") and (is_money(unit) or (unit == "%" and not field.endswith("control_rate"))):
            return f"这一项要的是人数，{one.said.at} 的单位是 {unit}"
        return ""

    def _column(self, one: Held) -> str:
        """The head of its column, when the lexicon knows it."""
        cell, group, name = self.words.cell(one.said.at), *_group(one)
        if cell is None or group not in COLUMNS or not _fills_its_cell(one, cell):
            return ""
        table = self.words.table(cell)
        if not table.spans_known or not table.rows_known:
            return ""
        code = self.words.over(cell, group)
        if code is None or _means(code, name):
            return ""
        return f"{cell.id} 所在的列不是这一项"

    def _row_label(self, one: Held, items: dict[str, str]) -> str:
        """The label of its row, when the lexicon knows it as another item."""
        cell, (group, name) = self.words.cell(one.said.at), _group(one)
        item = items.get(one.said.row)
        if cell is None or group not in ROWS or item is None or name == "label":
            return ""
        code = self.words.beside(cell, group, self._slips)
        return "" if code in {None, item} else f"{cell.id} 所在的行不是这一项"

    def _words(self, one: Held) -> str:
        """The words right before it in a sentence, when they name another amount."""
        field = _field(one)
        if one.claim.kind != "figure" or not field.startswith(("spending.", "income.")):
            return ""
        mention = self._mention(one)
        if mention is None or mention.code is None:
            return ""
        role = "growth" if "growth" in field else "share" if "share" in field else "change" if "change" in field else ""
        if role and mention.role not in {role, None}:
            return f"{one.said.at} 里这个数说的是别的"
        if not role and mention.role in {"share", "growth", "change"}:
            return f"{one.said.at} 里这个数是变化或占比，不是金额"
        code = mention.code.removeprefix("weak.")
        if role or mention.code in GENERAL or code == field or not _is_other(code, field):
            return ""
        return f"{one.said.at} 里这个数前面写的是“{mention.word}”"

    def _mention(self, one: Held) -> Mention | None:
        if self._mentions is None:
            words = vocabulary("narrative.amounts")
            found = (mention for passage in passages(self.document) for mention in mentions(passage, words))
            self._mentions = {(mention.at.id, mention.at.start): mention for mention in found}
        return self._mentions.get((one.said.at, one.start))

    def _torn_rows(self, held: Sequence[Held]) -> Iterator[tuple[int, str]]:
        """The leaves of one row stand in one row of the table: those that do not stand with the most of them."""
        rows: dict[str, list[int]] = defaultdict(list)
        for number, one in enumerate(held):
            if one.said.row and self.words.cell(one.said.at) is not None:
                rows[one.said.row].append(number)
        for numbers in rows.values():
            cells = {number: self.words.cell(held[number].said.at) for number in numbers}
            usual = self._usual_row([cell for cell in cells.values() if cell], held[numbers[0]])
            for number, cell in cells.items():
                slip = self._slips.get(usual[0], 0) if usual and held[number].said.name == "label" else 0
                if (
                    cell
                    and usual
                    and self.words.table(cell).rows_known
                    and _is_torn(held[number], cell, usual[0], usual[1] + slip)
                ):
                    yield number, f"{cell.id} 不在这一行（{usual[0]}R{usual[1]}）"

    def _slipped(self, held: Sequence[Held]) -> dict[str, int]:
        """Tables in which the labels stand a row above or below their figures, as most of their rows say.

        Where the paper does not print it so, the answer has moved the figures: those tables are `_moved`.
        """
        rows: dict[str, list[tuple[str, Cell]]] = defaultdict(list)
        for one in held:
            if one.said.row and (cell := self.words.cell(one.said.at)) and _group(one)[0] in ROWS:
                rows[one.said.row].append((one.said.name, cell))
        votes: dict[str, Counter[int]] = defaultdict(Counter)
        figures: dict[str, list[Cell]] = defaultdict(list)
        for leaves in rows.values():
            labels = [cell for name, cell in leaves if name == "label"]
            others = Counter(cell.row for name, cell in leaves if name != "label")
            if labels and others:
                row = others.most_common(1)[0][0]
                table = labels[0].id.partition("R")[0]
                votes[table][_gap(labels[0], row)] += 1
                figures[table] += [cell for name, cell in leaves if name != "label" and cell.row == row]
        most = {table: found.most_common(1)[0] for table, found in votes.items()}
        off = {table: gap for table, (gap, count) in most.items() if abs(gap) == 1 and count > 1}
        self._moved = frozenset(t for t, gap in off.items() if not is_printed_slip(self.words, figures[t], gap))
        return {table: gap for table, gap in off.items() if table not in self._moved and most[table][1] >= 3}  # noqa: PLR2004

    def _usual_row(self, cells: Sequence[Cell], first: Held) -> tuple[str, int] | None:
        """The table and row that most of some cells stand in; their name decides between equals."""
        votes: Counter[tuple[str, int]] = Counter()
        for cell in cells:
            for row in range(cell.row, cell.row + cell.row_span):
                votes[cell.id.partition("R")[0], row] += 2
        name = self.words.cell(first.said.at)
        if name is not None:
            table = name.id.partition("R")[0]
            votes[table, name.row] += 1 if table not in self._moved or first.said.name != "label" else _CERTAIN
        best = votes.most_common(2)
        return best[0][0] if best and (len(best) == 1 or best[0][1] > best[1][1]) else None

    def _bent_columns(self, held: Sequence[Held]) -> Iterator[tuple[int, str]]:
        """The figures of one field stand in one column of a table: those that leave the column of at least three."""
        columns: dict[tuple[str, str], list[tuple[int, Cell]]] = defaultdict(list)
        for number, one in enumerate(held):
            cell = self.words.cell(one.said.at)
            if cell is not None and one.said.row and self.words.table(cell).spans_known:
                columns[cell.id.partition("R")[0], one.said.field].append((number, cell))
        for found in columns.values():
            (col, most), *_ = Counter(cell.col for _, cell in found).most_common(1)
            if most >= 3 and most > len(found) / 2:  # noqa: PLR2004 - two make no column
                yield from ((n, f"{cell.id} 不在这一项的列里") for n, cell in found if cell.col != col)

    def _strays(self, held: Sequence[Held]) -> Iterator[tuple[int, str]]:
        """In a table of one column a field stands as far below the name of its row as in the other rows."""
        streams = Streams(self.document, held)
        for number, one in enumerate(held):
            cell = self.words.cell(one.said.at)
            if cell is not None and streams.is_stray(one.said, cell.row):
                yield number, f"{cell.id} 不在这一行里这一项的位置"

    def _claimed_twice(
        self, held: Sequence[Held], items: dict[str, str], known: dict[int, Failure]
    ) -> Iterator[tuple[int, str]]:
        """One printed figure fills one field.

        Of more claims than there are such figures at a place those stay whose head, label or words speak for them.
        """
        owners: dict[tuple[str, str], list[int]] = defaultdict(list)
        for number, one in enumerate(held):
            if one.claim.kind == "figure" and number not in known and _group(one)[1] not in _SHARED:
                owners[one.said.at, one.claim.text].append(number)
        for numbers in owners.values():
            fields = {held[number].said.path for number in numbers}
            room = 1 + len(held[numbers[0]].others)
            if len(fields) <= room or all(field.startswith("staffing.") for field in fields):
                continue
            sure = [number for number in numbers if self._speaks_for(held[number], items)]
            for number in numbers:
                if number not in sure or len(sure) > room:
                    yield number, f"{held[number].said.at} 的这个数同时被当作另一项"

    def _speaks_for(self, one: Held, items: dict[str, str]) -> bool:
        """Whether head, label or words name the very field."""
        cell, (group, name) = self.words.cell(one.said.at), _group(one)
        if cell is None:
            mention = self._mention(one)
            return mention is not None and mention.code == _field(one)
        if group not in COLUMNS or not self.words.table(cell).spans_known:
            return False
        code = self.words.over(cell, group)
        label = self.words.beside(cell, group, self._slips) if group in ROWS else None
        item = items.get(one.said.row)
        return code is not None and _means(code, name) and (label is None or label == item)


def _means(code: str, name: str) -> bool:
    """Whether a head names a field; 预算数 alone may name either plan."""
    return code == name or (code == "plan" and name in _PLANS)


def _failure(one: Held, why: str) -> Failure:
    return Failure(one.said, "wrong_place", why)


def _field(one: Held) -> str:
    """The field without row keys and without the project it belongs to."""
    return one.said.field.removeprefix("projects.")


def _group(one: Held) -> tuple[str, str]:
    """The group of a field and its last step: ("budget.rows", "initial")."""
    group, _, name = _field(one).rpartition(".")
    return group, name


def _gap(label: Cell, row: int) -> int:
    """How many rows a label stands below a row of figures; 0 when it covers it."""
    return 0 if covers(label, row) else label.row - row


def _fills_its_cell(one: Held, cell: Cell) -> bool:
    """Whether a value is all that its cell holds; a weight behind a label stands under the head of the labels."""
    return one.claim.kind == "measure" or (one.claim.kind == "figure" and is_figure(cell.text))


def _is_torn(one: Held, cell: Cell, table: str, row: int) -> bool:
    """Whether a leaf stands outside its row: levels may stand above it, and a weight in the head or behind a level."""
    above = cell.id.startswith(f"{table}R") and cell.row <= row
    if one.said.name in _LEVELS or (one.said.name == "weight" and not is_figure(cell.text)):
        return not above
    return not _in_row(cell, table, row)


def _in_row(cell: Cell, table: str, row: int) -> bool:
    return cell.id.startswith(f"{table}R") and cell.row <= row < cell.row + cell.row_span


def _is_other(code: str, field: str) -> bool:
    """Whether a label's code is another field than the one asked for, in the part of the record that it knows."""
    if code == "elsewhere":
        return False
    group = code.partition(".")[0]
    return field.startswith(f"{group}.") and "items" not in field
