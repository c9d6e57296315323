"""Ids of lines, tables and cells."""

from __future__ import annotations

import pytest

from extractor.errors import TooLargeError
from extractor.reading.parts import Grid, Numbering, Spot, extent, single_page


def test_ids_in_order() -> None:
    """Lines and tables are numbered over the whole file, cells by row and column, sorted."""
    numbering = Numbering()
    numbering.line("甲")
    table = numbering.table([Spot(2, 1, "c"), Spot(1, 1, "a", col_span=2)])
    numbering.line("乙", page=2)
    assert [block.id for block in numbering.blocks] == ["L0001", "T1", "L0002"]
    assert [cell.id for cell in table.cells] == ["T1R1C1", "T1R2C1"]
    assert (table.rows, table.cols) == (2, 2)


def test_blocks_of_another_numbering() -> None:
    """Blocks taken over get new ids and keep the rest."""
    other = Numbering()
    line, table = other.line("甲", page=3), other.table([Spot(1, 1, "a")], spans_known=False)
    numbering = Numbering()
    numbering.pieces(["一", Grid((Spot(1, 1),), (1, 1)), "　"])
    assert numbering.again(line) == line.model_copy(update={"id": "L0002"})
    again = numbering.again(table)
    assert (again.id, [cell.id for cell in again.cells], again.spans_known) == ("T2", ["T2R1C1"], False)


def test_most_cells() -> None:
    """The limit holds for all tables of the file together."""
    numbering = Numbering(max_cells=2)
    numbering.table([Spot(1, 1), Spot(1, 2)])
    with pytest.raises(TooLargeError):
        numbering.table([Spot(1, 1)])


def test_single_page() -> None:
    """Everything stands on page 1; problems that the walk finds on its way are there."""
    problems: list[str] = []

    def walk():
        yield "甲"
        problems.append("没有读")

    reading = single_page(walk(), 9, problems)
    assert (len(reading.pages), len(reading.blocks), reading.problems) == (1, 1, ("没有读",))


def test_extent() -> None:
    """The extent counts spans; nothing covers nothing."""
    assert extent([Spot(1, 2, row_span=3), Spot(2, 1, col_span=4)]) == (3, 4)
    assert extent([]) == (0, 0)
