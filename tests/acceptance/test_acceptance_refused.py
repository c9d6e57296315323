"""What a review sheet may not say: each is one sentence that names sheet and cell, and nothing is written."""

import datetime as dt
import shutil

import openpyxl
import pytest

from extractor import batch, folders
from extractor.acceptance import accept
from extractor.errors import UsageError
from extractor.eval.case import CASES
from extractor.records import paths
from extractor.settings import Settings
from tests.acceptance.reviewing import WHO, fill, fill_figure, roots


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ({"处理": "算了"}, "I3：没有 '算了' 这种处理"),
        ({"处理": "改为"}, "K3：处理是“改为”，这一格却空着"),
        ({"处理": "改为", "改哪个": None, "改为": "5"}, "J3：没有说改哪一个，请从 ①、②、③ 里选"),
        ({"处理": "改为", "改哪个": "⑨", "改为": "5"}, "J3：'⑨' 不在这一条的原文里"),
        ({"处理": "改为", "改为": "若干"}, "K3：'若干' 不是一个数"),
        ({"处理": "改为", "改为": "2864元"}, "K3：'2864元' 的单位与这个数的单位“万元”不同"),
        ({"处理": "改为", "改为": dt.datetime(2025, 3, 5)}, "K3：'2025-03-05' 不是一个数"),
        ({"处理": "改为", "改为": "=80*2"}, "K3：是公式或出错的单元格"),
        ({"处理": "改为", "改为": True}, "K3：成了 TRUE 或 FALSE"),
        ({"处理": "不是问题", "改为": "5"}, "K3：处理是“不是问题”，却又填了 '5'"),
        ({"说明": "看过了"}, "I3：写了说明，没有选处理"),
        ({"处理": "不是问题", "标识": "A01-12345678"}, "M3：标识 'A01-12345678' 不是这份记录里的"),
        ({"处理": "不是问题", "标识": None}, "M3：这一行的“标识”没有了"),
    ],
)
def test_a_cell_that_cannot_be_used_is_named(results, words, said):
    """One sentence names sheet and cell; nothing is written."""
    fill(results / "review.xlsx", "A01", **words)

    with pytest.raises(UsageError) as raised:
        accept(results / "review.xlsx", WHO, Settings())
    assert raised.value.message.startswith(f"表“发现的问题”{said}")
    assert folders.versions(results) == [results]


def test_one_wrong_cell_stops_all(results):
    """Where one row is wrong the good ones are not written either; the other wrong cells are named too."""
    fill(results / "review.xlsx", "A01", 处理="采纳建议")
    fill(results / "review.xlsx", "B12", 处理="采纳建议")
    fill_figure(results / "review.xlsx", "staffing.retired", 改为="十来个")

    with pytest.raises(UsageError, match=r"I2：这一条没有建议可采纳.*另有 1 处也不能用：表“数字”J\d+"):
        accept(results / "review.xlsx", WHO, Settings())
    assert folders.versions(results) == [results]


def test_two_rows_may_not_differ_about_a_figure(results):
    """A figure that a finding and the sheet of figures correct differently is a conflict of the sheet with itself."""
    fill(results / "review.xlsx", "A01", 处理="采纳建议")
    fill_figure(results / "review.xlsx", "budget.rows[0].adjusted", 改为="2864.02")

    with pytest.raises(UsageError, match="与 表“发现的问题”I3 对同一个数改得不一样"):
        accept(results / "review.xlsx", WHO, Settings())


@pytest.mark.parametrize(
    ("shown", "value", "kept"),
    [("0.00%", 1.1581, "115.81"), ("General", 115.81, "115.81"), ("0.00", 115.8, "115.80"), ("@", "115.81%", "115.81")],
)
def test_numbers_that_an_office_program_made_of_the_words(results, shown, value, kept):
    """A percentage, a number or a text: the correction is what the person saw in the cell."""
    fill(results / "review.xlsx", "A01", 处理="改为", 改哪个="①", 改为=value)
    book = openpyxl.load_workbook(results / "review.xlsx")
    book["发现的问题"]["K3"].number_format = shown
    book.save(results / "review.xlsx")
    rate = paths.get(folders.load(accept(results / "review.xlsx", WHO, Settings()).folder)[0], "budget.rows[0].rate")

    assert rate.corrected.text == kept


def test_rows_may_be_sorted_and_deleted(results):
    """A row is known by its mark, not by its place; a deleted row decides nothing."""
    fill(results / "review.xlsx", "B12", 处理="不是问题")
    book = openpyxl.load_workbook(results / "review.xlsx")
    book["发现的问题"].delete_rows(3)
    book.save(results / "review.xlsx")

    assert roots(accept(results / "review.xlsx", WHO, Settings()).folder)[1] == ["B12"]


def test_a_copied_row_is_refused(results):
    """Two rows with one mark leave open which of them is meant."""
    book = openpyxl.load_workbook(results / "review.xlsx")
    page = book["发现的问题"]
    page.append([cell.value for cell in page[2]])
    book.save(results / "review.xlsx")

    with pytest.raises(UsageError, match="是同一个标识"):
        accept(results / "review.xlsx", WHO, Settings())


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda book: book.remove(book["数字"]), "里没有表“数字”"),
        (lambda book: book.remove(book["概况"]), "里没有表“概况”"),
        (lambda book: book["发现的问题"].delete_cols(9), "缺少“处理”一列"),
        (lambda book: book["概况"].delete_rows(2, 40), "里没有“记录标识”"),
    ],
)
def test_a_sheet_that_is_none_of_ours_is_refused(results, spoil, said):
    """A missing worksheet, column or mark is named; nothing is written."""
    book = openpyxl.load_workbook(results / "review.xlsx")
    spoil(book)
    book.save(results / "review.xlsx")

    with pytest.raises(UsageError, match=said):
        accept(results / "review.xlsx", WHO, Settings())


def test_the_sheet_of_another_record_is_refused(results, tmp_path):
    """A review belongs to the record that it was written from; elsewhere `record` names its folder."""
    other = CASES / "luoshi-media-2023" / "report.txt"
    list(batch.run_files([other], tmp_path / "别处", Settings()))
    strange = tmp_path / "别处" / "report" / "review.xlsx"

    with pytest.raises(UsageError, match=r"不是 .* 里这份记录的审核表"):
        accept(strange, WHO, Settings(), record=results)
    sent = shutil.copy(results / "review.xlsx", tmp_path / "下载.xlsx")
    fill(sent, "B12", 处理="不是问题")
    assert accept(sent, WHO, Settings(), record=results / "record.json").folder == results / "已核1"


def test_damaged_files_are_told(results, tmp_path):
    """What is no workbook is one sentence with the remedy."""
    (tmp_path / "坏.xlsx").write_bytes(b"PK\x03\x04")
    with pytest.raises(UsageError, match=r"另存为 \.xlsx"):
        accept(tmp_path / "坏.xlsx", WHO, Settings(), record=results)
