"""Walk through the tables and captions of a report and claim what its forms say."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import zip_longest

from extractor.extraction.claims import Claims, Place
from extractor.extraction.lexicon import plain, vocabulary
from extractor.extraction.rules.beside import columns_of, side_by_side
from extractor.extraction.rules.blocks import Block, split, unit_in
from extractor.extraction.rules.budget import budget_lines, read_budget
from extractor.extraction.rules.fields import Pair, claim_pair, pair_of_lines, pairs_in_line, pairs_in_row
from extractor.extraction.rules.finance import read_budget_pairs, read_finance
from extractor.extraction.rules.grids import AMOUNTS, Grid, Row, Slot, grid_of, is_figure
from extractor.extraction.rules.indicators import claim_indicators, read_indicator_table
from extractor.extraction.rules.levels import slot_names_level
from extractor.extraction.rules.moves import indicator_moves, slip_move
from extractor.extraction.rules.overview import Listed, claim_listed, listed_projects, name_column
from extractor.extraction.rules.reflow import forms_of, reflow
from extractor.extraction.rules.runs import runs
from extractor.extraction.rules.slips import find_slip, moved
from extractor.extraction.rules.tables import (
    claim_goal_line,
    claim_goal_row,
    read_base_data,
    read_evaluators,
    read_goals,
    read_staffing,
)
from extractor.extraction.rules.tokens import stream_of_lines
from extractor.extraction.rules.totals import claim_grade_of_row, claim_score_row
from extractor.records.document import Document, Line
from extractor.records.report import Move

_LONGEST_TITLE = 48
_CAPTION_LINES = 4
_OF_FUND = ("projects[0].budget.", "projects[0].indicators[")


def _with_rest(line: Line, following: Line | None) -> str:
    """A line with the next one when that begins with the rest of a label: `单位负责人签` + `字：`."""
    cut = following is not None and re.match(r"^[\u4e00-\u9fff]{1,2}[:：]", following.text)
    return line.text + following.text if following is not None and cut else line.text


@dataclass
class FormReader:
    """Reads forms in order and knows which form, the department's or a project's, it is in."""

    claims: Claims
    stated: dict[tuple[str, str], Decimal]
    moves: list[Move] = field(default_factory=list)
    project: int = -1
    in_project: bool = False
    awaiting_project: bool = False
    captions: list[str] = field(default_factory=list)
    titles: list[Place] = field(default_factory=list)
    held: list[Pair] = field(default_factory=list)
    tables: Claims = field(default_factory=Claims)
    listed: list[Listed] = field(default_factory=list)
    fund: bool = False
    sheet: list[Row] = field(default_factory=list)
    scanned: bool = False

    @property
    def scope(self) -> Claims:
        """The part of the record that the current form fills."""
        return self.claims.inside(f"projects[{self.project}].") if self.in_project else self.claims

    @property
    def only_projects(self) -> bool:
        """Whether forms were read and all of them were of projects."""
        department = ("budget.", "indicators[", "base_data.", "score.")
        return self.project >= 0 and not any(claim.path.startswith(department) for claim in self.claims.found)

    def read(self, document: Document) -> None:
        """Read all lines and tables of a document; a form printed as running text is laid out again first."""
        self.scanned = any(page.kind == "scanned" for page in document.pages)
        for run in runs(document):
            if isinstance(run, Grid):
                for grid in side_by_side(run):
                    self.sheet = columns_of(run, grid)
                    self.read_grid(grid)
            else:
                self.read_lines(run)
        claim_listed(self.listed, self.claims, self.project + 1)

    def read_lines(self, lines: list[Line]) -> None:
        """Read the lines between two tables, form by form when several were printed as running text."""
        for part in forms_of(lines):
            grid = reflow(stream_of_lines(part), part[0].id)
            for line, following in zip_longest(part, part[1:]):
                self.read_line(line, following)
            if grid is not None:
                self.sheet = grid.rows
                self.read_grid(grid)

    def read_line(self, line: Line, following: Line | None = None) -> None:
        """Read a caption: which form follows, in which unit, and labelled values such as 填表人：."""
        text = line.text.strip()
        if not text:
            return
        self.captions = [*self.captions[-_CAPTION_LINES:], text]
        if len(text) <= _LONGEST_TITLE:
            self._note_title(Place(line.id, line.text))
        for pair in pairs_in_line(_with_rest(line, following), Place(line.id, line.text)):
            if pair.code == "name" and len(text) <= _LONGEST_TITLE:
                self._start_project()
            if self.awaiting_project:
                self.held.append(pair)
            else:
                claim_pair(pair, self.scope, project=self.in_project)
        beside = pair_of_lines(line, following) if following is not None else None
        if beside is not None:
            claim_pair(beside, self.scope, project=self.in_project)
        claim_goal_line(line, self.scope)

    def _note_title(self, place: Place) -> None:
        text = place.quote.strip()
        key = plain(text)
        if re.search("[。；;]", text):
            return
        if vocabulary("forms").spans(key):
            kinds = {code for _, _, code in vocabulary("forms").spans(key)} if not self.fund else set()
            if "whole" in kinds or "base_data" in kinds:
                self.in_project = self.awaiting_project = False
            elif "project" in kinds:
                self.awaiting_project = True
        if re.search(r"20\d\d\s*年(?!\s*\d{1,2}\s*月)", text):
            self.titles = [place]

    def begin_fund(self, document: Document) -> None:
        """Take the tables of a report on one fund as that fund's, unless they name projects of their own."""
        grids = (grid_of(table) for table in document.tables)
        if not any(pair.code == "name" for grid in grids for row in grid.rows for pair in pairs_in_row(row)):
            self.fund = True
            self._start_project()

    def _start_project(self) -> None:
        if self.fund and self.project == 0 and not any(c.path.startswith(_OF_FUND) for c in self.claims.found):
            return
        self.project += 1
        self.in_project, self.awaiting_project = True, False
        for place in self.titles:
            claim_pair(Pair("fiscal_year", place.quote, place), self.scope, project=True)
        for pair in self.held:
            claim_pair(pair, self.scope, project=True)
        self.held.clear()

    def read_grid(self, grid: Grid) -> None:
        """Read one table, block by block."""
        named = any(pair.code == "name" for row in grid.rows for pair in pairs_in_row(row))
        for row in grid.rows[:3]:
            printed = [slot for slot in row if not slot.empty]
            if len(printed) == 1:
                self._note_title(printed[0].place)
        blocks = split(grid)
        if any(block.kind == "budget" and name_column(block) is not None for block in blocks):
            self.awaiting_project = False
        elif self.awaiting_project and not named:
            self._start_project()
        for block in blocks:
            self.read_block(block)

    def read_block(self, block: Block) -> None:
        """Read one block of a table by its kind."""
        scope = self.scope
        match block.kind:
            case "budget":
                self._read_budget(block)
            case "indicators":
                self._read_indicators(block)
            case "goals":
                read_goals(block, scope)
            case "base_data":
                read_base_data(block, self._unit(block), self.claims)
            case "staffing":
                read_staffing(block, self.claims)
            case "evaluators":
                read_evaluators(block, self.claims)
            case "finance":
                read_finance(block, self._unit(block), self.tables)
            case _:
                self._read_pairs(block)

    def _read_fields(self, rows: list[Row]) -> None:
        headless = any(slot_names_level(slot) for row in rows for slot in row)
        for row in rows:
            pairs = pairs_in_row(row)
            if any(pair.code == "name" for pair in pairs):
                self._start_project()
            for pair in pairs:
                claim_pair(pair, self.scope, project=self.in_project)
            claim_goal_row(row, self.scope)
            if not headless:
                claim_score_row(row, self.scope)

    def _read_pairs(self, block: Block) -> None:
        self._read_fields(block.body)
        if not self.in_project or not any(
            c.path.startswith(f"projects[{self.project}].budget") for c in self.claims.found
        ):
            read_budget_pairs(block.body, self._unit(block), self.scope)

    def _unit(self, block: Block) -> str:
        """The unit of money: in the head, beside it, above it, in the caption, or in a column of amounts."""
        named = {place for code, place in block.columns.items() if code in AMOUNTS}
        head = [slot for row in block.head for slot in row]
        columns = [slot for slot in head if (slot.col, slot.col + slot.width) in named]
        near = [slot for slot in head if slot not in columns] + [slot for row in block.body[:1] for slot in row]
        near += [*self._above(block.head), *(slot for row in block.body for slot in row[:1])]
        texts = [*(slot.text for slot in near), *reversed(self.captions), *(slot.text for slot in columns)]
        return next((unit for text in texts if (unit := unit_in(text))), "")

    def _above(self, head: list[Row]) -> list[Slot]:
        """The cells of the sheet that stand above a head, the nearest row first."""
        if not head or not head[0]:
            return []
        rows = [row for row in self.sheet if row and row[0].row < head[0][0].row]
        return [slot for row in reversed(rows) for slot in row]

    def _read_budget(self, block: Block) -> None:
        column = name_column(block)
        if column is not None:
            self.listed.extend(listed_projects(block, column, self._unit(block)))
            self._read_fields([row for row in block.body if not any(is_figure(slot.text) for slot in row)])
            return
        lines = budget_lines(block)
        slip = find_slip(lines, {} if self.in_project else self.stated, scanned=self.scanned)
        unit = self._unit(block)
        if slip is not None:
            self.moves.append(slip_move(block, slip, lines, self.scope.prefix))
            lines = moved(lines, slip.by)
        read_budget(block, lines, unit, self.scope)
        used = {slot.row for line in lines for slot in line.cells.values()}
        self._read_fields([row for row in block.body if not any(slot.row in used for slot in row)])

    def _read_indicators(self, block: Block) -> None:
        table = read_indicator_table(block)
        claim_indicators(table, block.grid.id, self.scope)
        self.moves.extend(indicator_moves(table, block, self.scope.prefix))
        self._read_fields(table.after)
        if table.total is not None:
            claim_grade_of_row(table.total, self.scope)
