"""Ruling lines become cells, however a program draws them."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.reading.pdf.grid import Area, Finder, Lattice, Rule, find_lattices

XS = (50.0, 120.0, 190.0, 260.0)
YS = (100.0, 120.0, 145.0, 170.0)
MERGED = (Area(0, 0, 3, 1), Area(0, 1, 1, 2), Area(1, 1, 1, 1), Area(1, 2, 2, 1), Area(2, 1, 1, 1))


def sides(lattice: Lattice) -> tuple[list[Rule], list[Rule]]:
    """The four sides of every cell, drawn singly as word processors do."""
    across, down = [], []
    for area in lattice.areas:
        left, top, right, bottom = lattice.box(area)
        across += [Rule(top, left, right), Rule(bottom, left, right)]
        down += [Rule(left, top, bottom), Rule(right, top, bottom)]
    return across, down


def plain(rows: int, cols: int) -> Lattice:
    """A table without merged cells."""
    areas = tuple(Area(row, col, 1, 1) for row in range(rows) for col in range(cols))
    return Lattice(XS[: cols + 1], YS[: rows + 1], areas)


@st.composite
def lattices(draw: st.DrawFn) -> Lattice:
    """A table of up to 6 x 6 cells, merged at random, each row and column edge used by some cell."""
    rows, cols = draw(st.integers(1, 6)), draw(st.integers(2, 6))
    taken: set[tuple[int, int]] = set()
    areas = []
    for row in range(rows):
        for col in range(cols):
            if (row, col) in taken:
                continue
            height = draw(st.integers(1, min(3, rows - row)))
            width = 1
            while width < 3 and col + width < cols and (row, col + width) not in taken and draw(st.booleans()):
                width += 1
            taken |= {(row + r, col + c) for r in range(height) for c in range(width)}
            areas.append((row, col, row + height, col + width))
    ys = sorted({edge for top, _, bottom, _ in areas for edge in (top, bottom)})
    xs = sorted({edge for _, left, _, right in areas for edge in (left, right)})
    cells = [
        Area(ys.index(top), xs.index(left), ys.index(bottom) - ys.index(top), xs.index(right) - xs.index(left))
        for top, left, bottom, right in areas
    ]
    return Lattice(tuple(60.0 + 30 * x for x in xs), tuple(80.0 + 16 * y for y in ys), tuple(sorted(cells)))


@given(lattices())
def test_sides_of_cells(lattice: Lattice) -> None:
    """From the sides of its cells every table comes back with its merged cells."""
    found = find_lattices(*sides(lattice))
    assert found == ([lattice] if len(lattice.areas) > 1 else [])


@given(lattices(), st.randoms(use_true_random=False))
def test_unsteady_sides(lattice: Lattice, random: Random) -> None:
    """Rules that miss their place by up to a point, at their ends too, draw the same cells."""

    def off(rule: Rule) -> Rule:
        return Rule(*(place + random.uniform(-1, 1) for place in rule))

    across, down = sides(lattice)
    found = find_lattices([off(rule) for rule in across], [off(rule) for rule in down])
    assert [one.areas for one in found] == ([lattice.areas] if len(lattice.areas) > 1 else [])


def dashed(rule: Rule) -> list[Rule]:
    """The rule as dashes of 3 points with gaps of 3."""
    count = int((rule.end - rule.start) // 6) + 1
    return [Rule(rule.at, rule.start + 6 * n, min(rule.start + 6 * n + 3, rule.end)) for n in range(count)]


def doubled(rule: Rule) -> list[Rule]:
    """The rule as two, 2 points apart."""
    return [rule._replace(at=rule.at - 1), rule._replace(at=rule.at + 1)]


def broken(rule: Rule) -> list[Rule]:
    """The rule with a gap of 3 points in its middle and its corners not reached."""
    middle = (rule.start + rule.end) / 2
    return [Rule(rule.at, rule.start + 1.5, middle - 1.5), Rule(rule.at, middle + 1.5, rule.end - 1.5)]


@pytest.mark.parametrize("style", [dashed, doubled, broken])
def test_styles_of_rules(style: Callable[[Rule], list[Rule]]) -> None:
    """Dashed, double and slightly broken rules count as whole ones."""
    lattice = Lattice(XS, YS, MERGED)
    across, down = ([part for rule in rules for part in style(rule)] for rules in sides(lattice))
    (found,) = find_lattices(across, down)
    assert found.areas == MERGED
    assert found.xs == pytest.approx(XS, abs=1.5)


def test_long_rules() -> None:
    """A table drawn with few rules from edge to edge is the same table."""
    across = [Rule(y, XS[0], XS[-1]) for y in YS]
    down = [Rule(x, YS[0], YS[-1]) for x in XS]
    assert find_lattices(across, down) == [plain(3, 3)]


@pytest.mark.parametrize("side", ["left", "right", "top", "bottom"])
def test_open_sides(side: str) -> None:
    """A side on which no rule is drawn ends where the rules that run towards it end."""
    across = [Rule(y, XS[0], XS[-1]) for y in YS]
    down = [Rule(x, YS[0], YS[-1]) for x in XS]
    drop = {"left": down[:1], "right": down[-1:], "top": across[:1], "bottom": across[-1:]}[side]
    (found,) = find_lattices([rule for rule in across if rule not in drop], [rule for rule in down if rule not in drop])
    assert found == plain(3, 3)


def test_open_cell_at_the_top_of_a_page() -> None:
    """A merged cell that goes on from the page before, without a rule above it, is a cell beside the closed ones."""
    lattice = Lattice(XS, YS, MERGED)
    across, down = sides(lattice)
    (found,) = find_lattices([rule for rule in across if rule != Rule(YS[0], XS[0], XS[1])], down)
    assert found.areas == MERGED


@pytest.mark.parametrize(
    ("across", "down"),
    [
        ([], []),
        ([Rule(100, 50, 200)], []),
        ([Rule(100, 50, 200), Rule(120, 50, 200)], [Rule(50, 100, 120), Rule(200, 100, 120)]),
        ([Rule(100, 50, 200), Rule(140, 50, 200), Rule(180, 50, 200)], []),
    ],
    ids=["nothing", "an underline", "a frame", "rules without columns"],
)
def test_no_table(across: list[Rule], down: list[Rule]) -> None:
    """Underlines, a single frame and rules without columns are no tables."""
    assert find_lattices(across, down) == []


def test_underline_in_a_cell() -> None:
    """An underline that touches no rule cuts no cell."""
    across, down = sides(plain(2, 2))
    assert find_lattices([*across, Rule(112, 60, 100)], down) == [plain(2, 2)]


def test_space_beside_a_narrow_part() -> None:
    """A table whose upper part is narrower than the lower has no cell in the corner left free."""
    areas = (Area(0, 0, 1, 1), Area(1, 0, 1, 1), Area(1, 1, 1, 2))
    (found,) = find_lattices(*sides(Lattice(XS, YS[:3], areas)))
    assert found.areas == (Area(0, 0, 1, 1), Area(1, 0, 1, 1), Area(1, 1, 1, 1))


def test_rules_that_stick_out() -> None:
    """Two rules that run past the edge of a table make no further column."""
    across = [Rule(y, XS[0] - 20 if number in {1, 2} else XS[0], XS[-1]) for number, y in enumerate(YS)]
    down = [Rule(x, YS[0], YS[-1]) for x in XS]
    (found,) = find_lattices(across, down)
    assert found.xs == XS


def test_rule_that_ends_inside_a_cell() -> None:
    """Where a rule ends inside a cell, the cell falls apart into rectangles and nothing is lost."""
    across, down = sides(Lattice(XS, YS, (Area(0, 0, 3, 3),)))
    (found,) = find_lattices([*across, Rule(YS[1], XS[0], XS[1])], [*down, Rule(XS[1], YS[0], YS[1])])
    boxes = [found.box(area) for area in found.areas]
    assert sum((right - left) * (bottom - top) for left, top, right, bottom in boxes) == pytest.approx(
        (XS[-1] - XS[0]) * (YS[-1] - YS[0])
    )
    assert (XS[0], YS[0], XS[1], YS[1]) in boxes


def test_two_tables() -> None:
    """Tables that do not touch are apart, from top to bottom, also one inside a cell of the other."""
    inner = Lattice((60.0, 80.0, 110.0), (105.0, 115.0), (Area(0, 0, 1, 1), Area(0, 1, 1, 1)))
    below = Lattice(XS, tuple(y + 300 for y in YS), MERGED)
    pairs = [sides(lattice) for lattice in (below, plain(2, 2), inner)]
    found = find_lattices([rule for pair in pairs for rule in pair[0]], [rule for pair in pairs for rule in pair[1]])
    assert found == [plain(2, 2), inner, below]


def test_finder() -> None:
    """A point lies in the cell around it, in a merged cell too, and in none outside."""
    finder = Finder(Lattice(XS, YS, MERGED))
    assert [finder.at(60, 160), finder.at(200, 110), finder.at(200, 160), finder.at(130, 160)] == [0, 1, 3, 4]
    assert [finder.at(40, 110), finder.at(60, 99), finder.at(300, 110), finder.at(60, 171)] == [-1, -1, -1, -1]
