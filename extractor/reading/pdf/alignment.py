"""Words that stand in columns without rules between them → the same lattices that rules draw. Geometry alone.

A table whose rules are level ones only (三线表, or one below each row), or that has none, shows its columns by white
rivers that run down through all its rows. What it shows less surely is taken for lines: a table that was overlooked
costs less than prose that was scattered, or a figure in the wrong row. So a block of lines is a table only if it has a
head without figures, columns of figures that stand in line, and rows that can be parted in one way alone (`parting`).
"""

from __future__ import annotations

from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

from extractor.reading.pdf.cells import sort_words
from extractor.reading.pdf.chunks import Chunk, Line, Spans, columns_of, is_figure, printed_lines
from extractor.reading.pdf.labels import Block, Piece
from extractor.reading.pdf.parting import Parting, part
from extractor.reading.pdf.stacking import Strip, drawn, is_near, stacked

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from extractor.reading.pdf.grid import Lattice, Rule
    from extractor.records.document import Word

_FARTHEST = 4.5
"""In sizes of letters: how far below each other two lines of one table may stand."""

_MOST_WORDS, _MOST_LINES = 3000, 300
"""With more words or lines than this outside of ruled tables a page is a drawing or a poster."""

_FEWEST_LINES = 2
_LEAST_COLUMNS = 3
_LEAST_FIGURES = 2
_MOSTLY = 0.5
_TALLEST_HEAD = 6
"""Lines of a head that stand over several columns."""

_IN_LINE = 0.7
"""In sizes of letters: how far figures may stand out of line."""

_SLACK = 0.3
"""In sizes of letters: how far a word may reach over the edge of a column that is known from the page before."""

_SPANNING = 0.8
_MARGIN = 4.0
"""Points that a table without rules keeps around its words."""

_NEAR = 2.0
"""In sizes of letters: how far a rule may stand above or below the words of its table."""


class Aligner:
    """Finds such tables page by page; remembers the columns of the one that the page before ended with.

    `in_doubt` says whether the last page holds lines that look like a table that was not parted.
    """

    def __init__(self) -> None:
        self._above: tuple[int, _Table] | None = None
        self.in_doubt = False

    def tables(self, words: Sequence[Word], across: Sequence[Rule], page: int) -> Aligned:
        """Return the tables that words outside of ruled tables form by their alignment, and where there may be more.

        `across` are the level rules of the page; those of ruled tables do no harm. A table may go on without a head at
        the top of the page if it fits into the columns of the one that the page before ended with.
        """
        lines = printed_lines(words) if len(words) <= _MOST_WORDS else []
        lines = lines if len(lines) <= _MOST_LINES else []
        above = self._above[1] if self._above and self._above[0] == page - 1 else None
        found = [rest] if above and (rest := _rest(lines, above, across)) else []
        start = found[0].strip.lines[1] if found else 0
        runs = [run for run in _runs(lines, start) if _count(lines, run) >= _FEWEST_LINES]
        found += [table for run in _apart(lines, runs) if (table := _table(lines, run, across))]
        goes_on = found and len(lines) - found[-1].strip.lines[1] <= 1
        self._above = (page, found[-1]) if goes_on else None
        lattices = [lattice for stack in _stacks(found, lines, across) if (lattice := _drawn(stack, lines))]
        in_doubt = [place for run in runs for place in _in_doubt(lines, run, lattices)]
        self.in_doubt = bool(in_doubt)
        return Aligned(lattices, in_doubt)


def unruled(words: Sequence[Word], ruled: Sequence[Lattice], across: Sequence[Rule]) -> list[Lattice]:
    """Return the tables of a single page that words outside of its ruled tables form."""
    outside = sort_words(words, ruled, lambda word, _: [word]).outside
    return Aligner().tables(outside, across, 1).lattices


class Aligned(NamedTuple):
    """Tables from top to bottom, and the heights (top, bottom) of lines that look like more of them."""

    lattices: list[Lattice]
    in_doubt: list[tuple[float, float]]


def _in_doubt(
    lines: Sequence[Line], run: tuple[int, int], lattices: Sequence[Lattice]
) -> Iterator[tuple[float, float]]:
    """Yield the heights of the lines of a run that have figures in columns but came into no table."""
    own = [line for line in lines[run[0] : run[1]] if not any(_holds(lattice, line) for lattice in lattices)]
    columns = columns_of(own) or []
    figures = {home for line in own for chunk in line if is_figure(chunk.text) and (home := _home(chunk, columns))}
    if len(columns) >= _LEAST_COLUMNS and len(figures) >= _LEAST_FIGURES:
        yield from ((line[0].middle - line[0].size, line[0].middle + line[0].size) for line in own)


def _holds(lattice: Lattice, line: Line) -> bool:
    return lattice.ys[0] < line[0].middle < lattice.ys[-1]


class _Table(NamedTuple):
    """A table: its rows, which columns hold figures, its left and right edge in points."""

    strip: Strip
    figures: Sequence[int]
    sides: tuple[float, float]

    @property
    def edges(self) -> tuple[float, ...]:
        """The edges of all columns."""
        return (self.sides[0], *self.strip.xs, self.sides[1])


_Stack = tuple[list[Strip], tuple[float, float]]
"""Strips that stand right below each other, and the left and right edge of them all."""


def _stacks(tables: Sequence[_Table], lines: Sequence[Line], across: Sequence[Rule]) -> list[_Stack]:
    """Return the tables with the rows of the forms around them; what then meets is one form."""
    stacks: list[_Stack] = []
    for number, table in enumerate(tables):
        first = stacks[-1][0][-1].lines[1] if stacks else 0
        last = tables[number + 1].strip.lines[0] if number + 1 < len(tables) else len(lines)
        strips, sides = stacked(table.strip, lines, (first, last), _rules_of(lines[first:last], across)), table.sides
        if stacks and strips[0].lines[0] == first and is_near(lines[first - 1], lines[first]):
            before, (left, right) = stacks.pop()
            strips[0] = strips[0]._replace(ys=(before[-1].ys[-1], *strips[0].ys[1:]))
            strips, sides = before + strips, (min(left, sides[0]), max(right, sides[1]))
        stacks.append((strips, sides))
    return stacks


def _rest(lines: Sequence[Line], above: _Table, across: Sequence[Rule]) -> _Table | None:
    """Return what goes on with a table of the page before; running headers above it are passed over."""
    edges = above.edges
    start = next((n for n, line in enumerate(lines) if len(line) >= _LEAST_COLUMNS), len(lines))
    while 0 < start < len(lines) and _is_next(lines[start - 1], lines[start]) and _pieces_in(lines[start - 1], edges):
        start -= 1
    end = start
    while end < len(lines) and (end == start or _is_next(lines[end - 1], lines[end])) and _pieces_in(lines[end], edges):
        end += 1
    while end > start:
        pieces = [piece for line in lines[start:end] for piece in _pieces_in(line, edges)]
        block = Block(pieces, above.figures, len(edges) - 1, goes_on=True)
        parting = part(block, _rules_of(lines[start:end], across))
        if parting:
            return above._replace(strip=_strip(parting, lines, (start, end), above.strip.xs))
        end = end - 1 if len(lines[end - 1]) == 1 else start
    return None


def _pieces_in(line: Line, edges: Sequence[float]) -> list[Piece]:
    """Return the chunks of a line by the columns between edges; none if one crosses an edge or two share a column."""
    pieces = [Piece(chunk, col) for chunk in line if (col := _column(chunk, edges)) is not None]
    columns = {piece.col for piece in pieces}
    return pieces if len(pieces) == len(line) == len(columns) else []


def _column(chunk: Chunk, edges: Sequence[float]) -> int | None:
    slack = _SLACK * chunk.size
    columns = range(len(edges) - 1)
    return next((c for c in columns if edges[c] - slack <= chunk.left and chunk.right <= edges[c + 1] + slack), None)


def _apart(lines: Sequence[Line], runs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the longest runs of lines from top to bottom; none holds a line of another."""
    taken: list[tuple[int, int]] = []
    for run in sorted(runs, key=lambda run: -_count(lines, run)):
        if all(run[1] <= first or last <= run[0] for first, last in taken):
            taken.append(run)
    return sorted(taken)


def _count(lines: Sequence[Line], run: tuple[int, int]) -> int:
    """Return how many lines of a run have several chunks."""
    return sum(len(line) > 1 for line in lines[run[0] : run[1]])


def _runs(lines: Sequence[Line], start: int) -> Iterator[tuple[int, int]]:
    """Yield each run of lines in which white rivers part all chunks of all lines, and which cannot be longer."""
    end = start
    while start < len(lines):
        before = end
        end = max(end, start + 1)
        while end < len(lines) and _is_next(lines[end - 1], lines[end]) and columns_of(lines[start : end + 1]):
            end += 1
        if end > before:
            yield start, end
        start += 1


def _is_next(line: Line, below: Line) -> bool:
    size = min(median(chunk.size for chunk in line), median(chunk.size for chunk in below))
    return below[0].middle - line[0].middle <= _FARTHEST * size


def _table(lines: Sequence[Line], run: tuple[int, int], across: Sequence[Rule]) -> _Table | None:
    """Return what a run of lines holds if it is a table beyond doubt."""
    spans = columns_of(lines[run[0] : run[1]])
    if not spans or len(spans) < _LEAST_COLUMNS:
        return None
    for start in sorted({_head_start(lines, run[0], spans, across), run[0]}):
        if table := _parted(lines, (start, run[1]), spans, across):
            return table
    return None


def _parted(lines: Sequence[Line], run: tuple[int, int], spans: Spans, across: Sequence[Rule]) -> _Table | None:
    """Return the table of a run of lines in known columns, or None if its rows are in doubt."""
    own = lines[run[0] : run[1]]
    pieces = [Piece(chunk, _home(chunk, spans)) for line in own for chunk in line]
    figures = [column for column in range(len(spans)) if _is_of_figures(pieces, column)]
    rules = _rules_of(own, across)
    parting = part(Block(pieces, figures, len(spans)), rules) if figures else None
    if not parting:
        return None
    between = [(one[1] + other[0]) / 2 for one, other in pairwise(spans)]
    return _Table(_strip(parting, lines, run, between), figures, _sides(spans, rules))


def _head_start(lines: Sequence[Line], start: int, spans: Spans, across: Sequence[Rule]) -> int:
    """Return where the head of a run begins whose upper lines stand over several columns: below the rule above them."""
    wide = [rule.at for rule in across if rule.start <= spans[0][0] and rule.end >= spans[-1][1]]
    at = start
    while at > 0 and start - at < _TALLEST_HEAD and not _is_below_rule(lines, at, wide):
        homes = [_home(chunk, spans) for chunk in lines[at - 1]]
        if len(set(homes)) < len(homes) or not is_near(lines[at - 1], lines[at]):
            return start
        at -= 1
    return at if _is_below_rule(lines, at, wide) else start


def _is_below_rule(lines: Sequence[Line], at: int, rules: Sequence[float]) -> bool:
    """Say whether a rule runs above a line and below the one before."""
    line = lines[at]
    high = lines[at - 1][0].middle if at else line[0].middle - _NEAR * line[0].size
    return any(high < rule < line[0].middle for rule in rules)


def _home(chunk: Chunk, spans: Spans) -> int:
    """Return the column that a chunk stands in, or that its middle is nearest to."""
    middle = (chunk.left + chunk.right) / 2
    return min(range(len(spans)), key=lambda col: max(spans[col][0] - middle, middle - spans[col][1]))


def _strip(parting: Parting, lines: Sequence[Line], run: tuple[int, int], between: Sequence[float]) -> Strip:
    """Return the rows of a table with the lines that they take of a run."""
    top, bottom = parting.edges[0], parting.edges[-1]
    inside = [number for number in range(*run) if top < lines[number][0].middle < bottom]
    return Strip((inside[0], inside[-1] + 1), parting.edges, between, parting.merged)


def _is_of_figures(pieces: Sequence[Piece], column: int) -> bool:
    """Say whether most of what stands in a column is figures, and those stand in line."""
    chunks = [piece.chunk for piece in pieces if piece.col == column]
    figures = [chunk for chunk in chunks if is_figure(chunk.text)]
    if len(figures) < max(_LEAST_FIGURES, _MOSTLY * len(chunks)):
        return False
    most = _IN_LINE * median(chunk.size for chunk in figures)
    sides = ([one.left for one in figures], [one.right for one in figures], [one.left + one.right for one in figures])
    return any(max(side) - min(side) <= most for side in sides)


def _rules_of(lines: Sequence[Line], across: Sequence[Rule]) -> list[Rule]:
    """Return the level rules that belong to a run of lines."""
    size = median(chunk.size for line in lines for chunk in line)
    top, bottom = lines[0][0].middle - _NEAR * size, lines[-1][0].middle + _NEAR * size
    left, right = min(chunk.left for line in lines for chunk in line), max(c.right for line in lines for c in line)
    return sorted(rule for rule in across if top < rule.at < bottom and rule.start < right and rule.end > left)


def _sides(spans: Spans, rules: Sequence[Rule]) -> tuple[float, float]:
    """Return where the rules of a table end, or a little beside its words."""
    left, right = spans[0][0] - _MARGIN, spans[-1][1] + _MARGIN
    wide = [rule for rule in rules if rule.end - rule.start >= _SPANNING * (right - left)]
    return min([left, *(rule.start for rule in wide)]), max([right, *(rule.end for rule in wide)])


def _drawn(stack: _Stack, lines: Sequence[Line]) -> Lattice | None:
    """Return the lattice of a stack as wide as its words."""
    strips, (left, right) = stack
    chunks = [chunk for strip in strips for line in lines[strip.lines[0] : strip.lines[1]] for chunk in line]
    left = min([left, *(chunk.left - _MARGIN for chunk in chunks)])
    return drawn(strips, left, max([right, *(chunk.right + _MARGIN for chunk in chunks)]))
