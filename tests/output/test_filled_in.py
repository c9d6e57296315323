"""A filled-in review sheet, read back cell by cell."""

from decimal import Decimal

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.output import answers
from extractor.output.answers import is_filled_in, read_answers
from extractor.output.excel import write_review
from extractor.records.finding import Finding, Findings, Outcome, Side
from extractor.records.review import Review, Seen
from tests.compact import report_from_compact

REPORT = report_from_compact({"score": {"total": "92分"}})
ROOT = Outcome(check="B05", status="fail", severity="error", subject="score.total",
               sides=(Side(path="score.total", text="92"),))  # fmt: skip


@pytest.fixture
def sheet(tmp_path):
    """Return the review of a record with one finding."""
    write_review(REPORT, Findings(findings=(Finding(root=ROOT),)), tmp_path / "review.xlsx")
    return tmp_path / "review.xlsx"


def put(sheet, place, value):
    """Write into a cell of the sheet of findings."""
    book = openpyxl.load_workbook(sheet)
    book["发现的问题"][place].value = value
    book.save(sheet)


@given(st.decimals(min_value=-(10**9), max_value=10**9, places=4, allow_nan=False))
def test_a_number_of_a_cell_keeps_its_digits(value):
    """What an office program stores as a binary number comes back as the decimal that a person sees."""
    assert Decimal(answers._number(float(value), "General")) == value


@given(st.decimals(min_value=0, max_value=10, places=4, allow_nan=False))
def test_a_percentage_of_a_cell_is_what_it_shows(value):
    """0.9593 in a cell that shows percentages is 95.93%."""
    shown = answers._number(float(value), "0.00%")

    assert shown.endswith("%")
    assert Decimal(shown[:-1]) == value * 100


def test_every_row_is_known_by_its_key(sheet):
    """Rows come with their marks and cells; a cell is named as a person finds it."""
    read = read_answers(sheet)

    assert [one.key.split("-")[0] for one in read.findings] == ["B05"]
    assert [one.key for one in read.figures] == ["score.total"]
    assert read.findings[0].at("改为") == "表“发现的问题”K2"
    assert len(read.record) == 16


@pytest.mark.parametrize(("place", "value", "filled"), [("I2", "待核实", True), ("L2", "看过", True), ("A2", 7, False)])
def test_whether_a_person_wrote_into_it(sheet, place, value, filled):
    """Only the columns for answers count; a sheet as it was written holds none."""
    assert not is_filled_in(sheet)
    put(sheet, place, value)

    assert is_filled_in(sheet) is filled


def test_decisions_that_were_written_by_us_count_as_filled_in(tmp_path):
    """A sheet that repeats an earlier decision is kept too: nobody can tell what a person changed in it."""
    review = Review(decision="pending", root=Seen(check="B05", subject="score.total"), by="王敏", on="2026-11-21")
    write_review(REPORT, Findings(findings=(Finding(root=ROOT, review=review),)), tmp_path / "r.xlsx")

    assert is_filled_in(tmp_path / "r.xlsx")


def test_a_damaged_sheet_counts_as_filled_in(tmp_path):
    """What cannot be read is not thrown away."""
    (tmp_path / "r.xlsx").write_bytes(b"PK")

    assert is_filled_in(tmp_path / "r.xlsx")
