"""The workbook of a label: nothing of the label is lost on the way there and back, and every value shows its place."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.eval.case import Case, cases, labelled_reports
from extractor.eval.labelling import columns as c
from extractor.eval.labelling.files import fingerprint
from extractor.eval.labelling.guide import known_fields
from extractor.eval.labelling.leaves import Leaf, grown, normal, spot
from extractor.eval.labelling.taking import take
from extractor.eval.labelling.workbook import write_workbook
from extractor.eval.labels import Label, label_problems
from extractor.records.report import Report, Source

SHARED = Path(__file__).parents[4] / "shared"
EACH = pytest.mark.parametrize("case", [*cases(), *labelled_reports(SHARED)], ids=lambda case: case.name)
PATHS = [field.path for field in known_fields()]

Extract = Callable[[Path], Report]


def empty() -> Report:
    """Return a record in which nothing was read."""
    return Report(source=Source(file="甲.txt", sha256="", media_type="text/plain", pages=1))


def column(sheet: Any, header: str) -> list[Any]:
    """Return what stands in a column below its header."""
    (number,) = [cell.column for cell in sheet[1] if cell.value == header]
    return [row[0] for row in sheet.iter_rows(min_row=2, min_col=number, max_col=number)]


@EACH
def test_a_label_comes_back_from_its_workbook(case: Case, extract: Extract, tmp_path: Path) -> None:
    """Every hand label is the same after the way through a workbook: fields, remarks, other answers, sections."""
    path = tmp_path / "expected.xlsx"
    write_workbook(case.label, extract(case.report), path)

    taken = take(path)

    assert taken.label == normal(case.label)
    assert taken.made_from == fingerprint(case.label)


WORDS = st.text(st.characters(exclude_categories=("C", "Z")), min_size=1, max_size=12).filter(lambda t: "_x" not in t)
NUMBERS = st.decimals(-(10**9), 10**9, places=2).map(lambda number: f"{number:f}")


def values(path: str) -> st.SearchStrategy[str | bool]:
    """Return the values that may stand at a path."""
    place = spot(path)
    assert place is not None
    if place.flag:
        return st.booleans()
    if place.choices:
        return st.sampled_from(place.choices)
    amount = st.builds(str.__add__, NUMBERS, st.sampled_from(["", "万元", "元", "%", "人"]))
    kinds = {"date": st.dates().map(str), "figure": amount, "amount": amount | st.just("无"), "measure": amount | WORDS}
    return kinds.get(place.field.kind, WORDS)


@st.composite
def labels(draw: st.DrawFn) -> Label:
    """Draw labels that fit the record, with up to three rows in each table."""
    paths = draw(st.lists(st.sampled_from(PATHS), max_size=12))
    numbered = {path.replace("[0]", f"[{draw(st.integers(0, 2))}]") for path in paths}
    leaves = [Leaf(path, draw(values(path))) for path in sorted(numbered)]
    fields = grown(leaves)
    accepted = draw(st.lists(st.sampled_from(PATHS), max_size=3, unique=True))
    return Label.model_validate({
        "report": draw(WORDS),
        "fields": fields,
        "accept": [{"path": p, "also": draw(st.lists(WORDS | st.none(), min_size=1, max_size=3))} for p in accepted],
        "neutral": draw(st.lists(st.sampled_from(["three_public.rows", "projects.items"]))),
        "sections": draw(st.lists(st.fixed_dictionaries({"level": st.integers(1, 9), "title": WORDS}), max_size=3)),
    })  # fmt: skip


@given(label=labels())
@settings(max_examples=40)
def test_any_label_comes_back_from_its_workbook(label: Label, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Whatever a label says, also what looks like a formula, a number or a mark, it says after the workbook too."""
    path = tmp_path_factory.mktemp("label") / "expected.xlsx"
    write_workbook(label, empty(), path)

    assert label_problems(label) == []
    assert take(path).label == normal(label)


def test_every_value_shows_where_it_was_read(extract: Extract, tmp_path: Path) -> None:
    """Beside each value of a draft stand quote and place, and the colour of how sure the arithmetic is."""
    (case,) = [case for case in cases() if case.name == "yunling-veterans-2024"]
    path = tmp_path / "expected.xlsx"
    write_workbook(case.label, extract(case.report), path)

    sheet = openpyxl.load_workbook(path)[c.LABELS]
    rows = zip(*(column(sheet, name) for name in (c.PATH, c.STATUS, c.QUOTE, c.PLACE)), strict=True)
    shown = {row[0].value: row[1:] for row in rows if row[0].value}

    status, quote, place = shown["budget.rows[0].executed"]
    assert quote.value
    assert place.value.startswith("第1页 ")
    colours = {status.value: status.fill.fgColor.rgb for status, _, _ in shown.values() if status.value}
    assert colours["已核实"] != colours["未核对"]
    assert set(colours) <= {"已核实", "有矛盾", "未核对"}
    assert status.value in colours


def test_a_value_that_the_tool_reads_otherwise_says_so(extract: Extract, tmp_path: Path) -> None:
    """Beside a label that was corrected stands what the tool reads instead, or that it reads nothing."""
    (case,) = [case for case in cases() if case.name == "yunling-veterans-2024"]
    changed = {"score": {"total": "12.34分"}, "income": {"supplement": "77万元"}}
    label = case.label.model_copy(update={"fields": {**case.label.fields, **changed}})
    path = tmp_path / "expected.xlsx"
    write_workbook(label, extract(case.report), path)

    sheet = openpyxl.load_workbook(path)[c.LABELS]
    statuses = dict(zip([cell.value for cell in column(sheet, c.PATH)], column(sheet, c.STATUS), strict=True))

    assert statuses["score.total"].value.startswith("软件读作 ")
    assert statuses["income.supplement"].value == "软件没读到"
    assert statuses["income.supplement"].fill.fgColor.rgb.endswith("FFC7CE")


def test_what_a_person_fills_in_stays_as_typed(tmp_path: Path) -> None:
    """The cells to fill in are text cells with a colour of their own, empty rows at the end among them."""
    path = tmp_path / "expected.xlsx"
    write_workbook(Label(report="甲", fields={"score": {"total": "98分"}}), empty(), path)
    sheet = openpyxl.load_workbook(path)[c.LABELS]

    new, paths = column(sheet, c.NEW), column(sheet, c.PATH)

    assert len(new) > 10
    assert {cell.number_format for cell in new} == {"@"}
    assert {cell.fill.fgColor.rgb for cell in new} == {cell.fill.fgColor.rgb for cell in paths[1:]}
    assert paths[0].fill.fgColor.rgb != paths[1].fill.fgColor.rgb
    assert sheet.freeze_panes == "D2"


def test_the_table_of_fields_names_every_leaf_once() -> None:
    """A person finds the path of anything that a label may hold, with its name and what to write there."""
    fields = list(known_fields())

    assert len({field.path for field in fields}) == len(fields) > 200
    assert all(spot(field.path) and field.name and field.kind for field in fields)
    assert {field.kind for field in fields if field.path.endswith("items_closed")} == {"是 或 否"}
    assert [field.kind.count("reception") for field in fields if field.path.endswith("rows[0].item")] == [0, 1, 0]
