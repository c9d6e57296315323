"""A workbook as people leave it: what they change, delete and add, and the cells that cannot be used."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from extractor.errors import UsageError
from extractor.eval.labelling import columns as c
from extractor.eval.labelling.taking import stamp, take
from extractor.eval.labelling.workbook import write_workbook
from extractor.eval.labels import Label
from extractor.records.evidence import Evidence
from extractor.records.report import Report, Source, Unread

LABEL = Label.model_validate({
    "report": "report.docx",
    "fields": {
        "profile": {"unit_name": "云岭县总工会", "report_date": "2025-06-11"},
        "budget": {
            "rows": [
                {"item": "total", "label": "年度资金总额", "initial": "503.37万元", "rate": "95.93%"},
                {"item": "basic", "label": "基本支出", "initial": "300万元"},
            ]
        },
        "spending": {"project": {"items_closed": True}},
    },
    "accept": [{"path": "budget.rows[1].initial", "also": ["300.00万元"]}],
    "sections": [{"level": 1, "title": "基本情况"}, {"level": 2, "title": "机构设置"}],
})  # fmt: skip

ROWS = {
    "unit_name": 2, "report_date": 3, "item": 4, "label": 5, "initial": 6, "rate": 7, "basic item": 8,
    "basic label": 9, "basic initial": 10, "closed": 11, "new": 12, "newer": 13,
}  # fmt: skip
"""In which row of the sheet each leaf of LABEL stands; two of the empty rows behind them."""

Write = Callable[..., Path]


@pytest.fixture
def corrected(tmp_path: Path) -> Write:
    """Write the workbook of LABEL, put values in cells, and return its path."""
    unread = Unread(text="12.5万元", at=Evidence(page=1, line="L0001", quote="另有12.5万元"), label="另有")
    source = Source(file="甲", sha256="", media_type="text/plain", pages=1)
    path = tmp_path / "expected.xlsx"
    write_workbook(LABEL, Report(source=source, unread=(unread,)), path)

    def put(*cells: tuple[str, int, str, Any]) -> Path:
        book = openpyxl.load_workbook(path)
        for title, row, header, value in cells:
            numbers = {cell.value: cell.column for cell in book[title][1]}
            book[title].cell(row, numbers[header]).value = value
        book.save(path)
        return path

    return put


def put(row: str, header: str, value: Any) -> tuple[str, int, str, Any]:
    """Return a cell of the sheet of values."""
    return (c.LABELS, ROWS[row], header, value)


def rows(label: Label) -> list[dict[str, str]]:
    """Return the rows of the budget."""
    found: list[dict[str, str]] = label.fields["budget"]["rows"]
    return found


@pytest.mark.parametrize(
    ("row", "typed", "value"),
    [
        ("initial", "503.73", "503.73万元"),
        ("initial", "503.73元", "503.73元"),
        ("initial", 503.73, "503.73万元"),
        ("initial", 504, "504万元"),
        ("initial", "无", "无"),
        ("initial", "  503.73 ", "503.73万元"),
        ("initial", "５０３．７３", "５０３．７３万元"),
        ("rate", "95.39%", "95.39%"),
        ("rate", "95.39", "95.39%"),
        ("label", "=年度资金", "=年度资金"),
    ],
)
def test_a_new_value_takes_the_place_of_the_old_one(corrected: Write, row: str, typed: Any, value: str) -> None:
    """What is typed beside a value is the label, as a text or as the number that Excel made of it."""
    path = corrected(put(row, c.NEW, typed))
    if str(typed).startswith("="):
        book = openpyxl.load_workbook(path)
        book[c.LABELS].cell(ROWS[row], 6).data_type = "s"
        book.save(path)

    assert rows(take(path).label)[0][row] == value


def test_excel_may_have_made_a_percentage_or_a_date_of_what_was_typed(corrected: Write) -> None:
    """A number that looks like 95.39% is 95.39%, a date is an ISO date."""
    path = corrected(put("rate", c.NEW, 0.9539), put("report_date", c.NEW, datetime(2025, 6, 12)))
    book = openpyxl.load_workbook(path)
    book[c.LABELS].cell(ROWS["rate"], 6).number_format = "0.00%"
    book.save(path)

    label = take(path).label

    assert rows(label)[0]["rate"] == "95.39%"
    assert label.fields["profile"]["report_date"] == "2025-06-12"


def test_the_old_value_may_be_changed_in_its_place(corrected: Write) -> None:
    """Who types over the value itself, or its unit, is understood; a cleared value is gone."""
    path = corrected(
        put("initial", c.VALUE, "503.73"), put("initial", c.UNIT, "元"), put("closed", c.VALUE, "否"),
        put("rate", c.VALUE, None), put("rate", c.UNIT, None),
    )  # fmt: skip

    label = take(path).label

    assert rows(label)[0] == {"item": "total", "label": "年度资金总额", "initial": "503.73元"}
    assert label.fields["spending"]["project"]["items_closed"] is False


def test_a_deleted_row_takes_its_other_answers_along(corrected: Write) -> None:
    """When every value of a row is deleted the rows behind move up, and so do the answers accepted beside them."""
    first = [put(row, c.DELETE, c.DELETED) for row in ("item", "label", "initial", "rate")]

    label = take(corrected(*first)).label

    assert rows(label) == [{"item": "basic", "label": "基本支出", "initial": "300万元"}]
    assert [(one.path, one.also) for one in label.accept] == [("budget.rows[0].initial", ("300.00万元",))]


def test_other_answers_stand_one_a_line(corrected: Write) -> None:
    """Several right answers are written one below the other; （空） means that nothing may be read."""
    label = take(corrected(put("unit_name", c.ALSO, f"县总工会\n\n{c.ABSENT}"))).label

    assert label.also("profile.unit_name") == ("县总工会", None)


def test_a_missing_value_is_added_by_its_field(corrected: Write) -> None:
    """A value in an empty row, or a figure that no field held, comes into the label at the field that is named."""
    path = corrected(
        put("new", c.PATH, "score.total"), put("new", c.NEW, "98分"),
        put("newer", c.PATH, "budget.rows[2].item"), put("newer", c.NEW, "project"),
        (c.UNREAD, 2, c.TARGET, "budget.rows[2].initial"),
    )  # fmt: skip

    label = take(path).label

    assert label.fields["score"] == {"total": "98分"}
    assert rows(label)[2] == {"item": "project", "initial": "12.5万元"}


def test_a_wrong_value_may_be_replaced_by_an_unread_figure(corrected: Write) -> None:
    """A field whose value is deleted is free for a figure of the sheet of unread ones."""
    path = corrected(put("initial", c.DELETE, c.DELETED), (c.UNREAD, 2, c.TARGET, "budget.rows[0].initial"))

    assert rows(take(path).label)[0]["initial"] == "12.5万元"


def test_sections_are_renamed_moved_and_deleted(corrected: Write) -> None:
    """A heading has a level and a title; a new one is written below."""
    path = corrected(
        (c.SECTIONS, 2, c.DELETE, c.DELETED), (c.SECTIONS, 3, c.LEVEL, 1), (c.SECTIONS, 3, c.NEW, "机构情况"),
        (c.SECTIONS, 4, c.LEVEL, "2"), (c.SECTIONS, 4, c.NEW, "人员情况"),
    )  # fmt: skip

    found = take(path).label.sections

    assert [(heading.level, heading.title) for heading in found] == [(1, "机构情况"), (2, "人员情况")]


def test_neutral_fields_are_written_aside(corrected: Write) -> None:
    """A field beyond which more may be read is named on the last sheet."""
    path = corrected((c.ASIDES, 3, c.CONTENT, "three_public.rows"))

    assert take(path).label.neutral == ("three_public.rows",)


@pytest.mark.parametrize(
    ("cells", "cell", "said"),
    [
        ([put("rate", c.NEW, "较好")], "《标注》F7", "要写数字"),
        ([put("rate", c.NEW, "#REF!")], "《标注》F7", "要写数字"),
        ([put("report_date", c.NEW, "春天")], "《标注》F3", "日期要写成"),
        ([put("item", c.NEW, "合计")], "《标注》F4", "不在 total"),
        ([put("closed", c.NEW, "对")], "《标注》F11", "要写是或否"),
        ([put("new", c.PATH, "score.totle"), put("new", c.NEW, "98分")], "《标注》L12", "没有“score.totle”这个字段"),
        ([put("new", c.PATH, "budget.rows.rate"), put("new", c.NEW, "1%")], "《标注》L12", "没有“budget.rows.rate”"),
        ([put("new", c.NEW, "98分")], "《标注》L12", "没有写字段"),
        ([put("new", c.PATH, "profile.unit_name"), put("new", c.NEW, "甲")], "《标注》L12", "《标注》L2 已经有了"),
        ([put("rate", c.NEW, "1%"), put("rate", c.DELETE, "删")], "《标注》G7", "又要改"),
        ([(c.UNREAD, 2, c.TARGET, "income")], "《未读》E2", "没有“income”这个字段"),
        ([(c.UNREAD, 2, c.TARGET, "budget.rows[0].rate")], "《未读》E2", "《标注》L7 已经有了"),
        ([(c.SECTIONS, 2, c.LEVEL, "一")], "《章节》A2", "层级要写 1 到 9"),
        ([(c.SECTIONS, 4, c.NEW, "人员情况")], "《章节》A4", "层级要写 1 到 9"),
        ([(c.ASIDES, 2, c.CONTENT, None)], "《其他》", "没有写报告文件"),
        ([(c.ASIDES, 3, c.CONTENT, "three.rows")], "《其他》B3", "没有“three.rows”这个字段"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_bad_cell_is_named(corrected: Write, cells: list[Any], cell: str, said: str) -> None:
    """What cannot be used is refused with its sheet, its cell and the reason."""
    with pytest.raises(UsageError) as refused:
        take(corrected(*cells))

    assert "有 1 处写得不对" in refused.value.message
    assert cell in refused.value.message
    assert said in refused.value.message


def test_all_bad_cells_are_counted(corrected: Write) -> None:
    """A person corrects them in one go: the error counts all and names the first."""
    path = corrected(*(put(row, c.NEW, "春天") for row in ("report_date", "item", "rate")))

    with pytest.raises(UsageError, match=r"有 3 处写得不对：《标注》F3.*；《标注》F4.*；《标注》F7"):
        take(path)


def test_a_lost_sheet_or_column_is_named(corrected: Write) -> None:
    """Sheets and columns are found by name, wherever they stand; one that is gone is an error."""
    path = corrected()
    book = openpyxl.load_workbook(path)
    book.move_sheet(c.SECTIONS, 3)
    book[c.LABELS].insert_cols(1)
    book.save(path)

    assert take(path).label.fields == LABEL.fields

    book[c.LABELS].cell(1, 13).value = "路径"
    book.save(path)
    with pytest.raises(UsageError, match="《标注》里没有“字段”这一列"):
        take(path)
    del book[c.SECTIONS]
    book[c.LABELS].cell(1, 13).value = c.PATH
    book.save(path)
    with pytest.raises(UsageError, match="没有《章节》这张表"):
        take(path)


def test_another_file_is_no_workbook(tmp_path: Path) -> None:
    """A file that only bears the name is refused with what to give instead."""
    path = tmp_path / "expected.xlsx"
    path.write_text("不是工作簿", encoding="utf-8")

    with pytest.raises(UsageError, match="打不开"):
        take(path)


def test_the_stamp_says_from_which_label_the_workbook_is(corrected: Write) -> None:
    """Stamping changes nothing else; a stamp that was deleted is written again."""
    path = corrected()
    stamp(path, "甲乙")
    assert take(path).made_from == "甲乙"

    book = openpyxl.load_workbook(path)
    book[c.ASIDES].delete_rows(book[c.ASIDES].max_row)
    book.save(path)
    assert take(path).made_from == ""
    stamp(path, "丙丁")
    taken = take(path)

    assert taken.made_from == "丙丁"
    assert taken.label.fields == LABEL.fields
