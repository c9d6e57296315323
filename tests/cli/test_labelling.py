"""`zongshu eval label`: from a report to a case, its check, its workbook, and two labels side by side."""

import json
import shutil

import openpyxl
import pytest
from rich.cells import cell_len

COMMANDS = ("make", "check", "take", "sheet", "compare")


@pytest.fixture
def label(zongshu):
    """Call `zongshu eval label`."""
    return lambda *words: zongshu("eval", "label", *words)


@pytest.fixture
def case(label, clean, tmp_path):
    """Make a case of a report without errors."""
    assert label(clean, "-o", "甲").code == 0
    return tmp_path / "甲"


def test_help_names_the_commands_in_chinese(label):
    """The group tells what may stand behind it: a report or a command."""
    called = label("--help")

    assert called.code == 0
    assert all(f"│ {command} " in called.out for command in COMMANDS)
    assert "报告 | 命令" in called.out


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help(label, command):
    """The help of each command is Chinese down to its titles."""
    called = label(command, "--help")

    assert called.code == 0
    assert "选项" in called.out
    assert not [word for word in ("Options", "Arguments", "Show this", "required") if word in called.out]


def test_a_report_becomes_a_case(label, clean, tmp_path):
    """A report in place of a command is made into a folder of its name; what to do next is said."""
    called = label(clean)

    assert called.code == 0
    assert (tmp_path / "罗石" / "expected.xlsx").exists()
    assert called.out == ""
    assert "初稿写在 罗石" in called.err
    assert "zongshu eval label take 罗石" in called.err


@pytest.mark.parametrize("words", [("make", "罗石.txt", "-o", "乙"), ("-o", "乙", "罗石.txt")])
def test_the_command_and_the_order_of_options_are_free(label, clean, tmp_path, words):
    """`make` may be written, and the folder may stand before the report."""
    assert clean.name == "罗石.txt"
    assert label(*words).code == 0
    assert (tmp_path / "乙" / "expected.json").exists()


def test_a_case_is_overwritten_only_by_force(label, clean, case):
    """A second time is wrong use and changes nothing; with --force it is made anew."""
    (case / "note.md").write_text("填好了", "utf-8")

    called = label(clean, "-o", case)
    assert called.code == 2
    assert "没有覆盖" in called.err
    assert (case / "note.md").read_text("utf-8") == "填好了"

    assert label(clean, "-o", case, "--force").code == 0
    assert (case / "note.md").read_text("utf-8") != "填好了"


def test_a_file_that_is_not_there_is_wrong_use(label):
    """A mistyped command is taken for a report that does not exist."""
    called = label("chek")

    assert called.code == 2
    assert "没有这个文件：chek" in called.err


def test_a_broken_report_makes_no_case(label, broken, tmp_path):
    """Exit 4, and no folder."""
    assert label(broken).code == 4
    assert not (tmp_path / "坏").exists()


def test_a_report_that_is_partly_read_makes_a_case_with_a_warning(label, tmp_path):
    """What could not be read is said on the screen and in the note, with exit 3."""
    (tmp_path / "空.txt").write_text("某中心绩效自评报告\n一、基本情况\n略。\n", "utf-8")

    called = label("空.txt")

    assert called.code == 3
    assert "没有读到任何数值" in called.err
    assert "没有读到任何数值" in (tmp_path / "空" / "note.md").read_text("utf-8")


def test_a_new_case_has_no_typos(label, case):
    """What is left to do is said, without an error."""
    called = label("check", case)

    assert called.code == 0
    assert "没有发现笔误" in called.out
    assert "待办" in called.out


def test_a_typo_is_named_by_field_and_row(label, case):
    """A number that is not printed is told in Chinese names and as data, with exit 1."""
    path = case / "expected.json"
    text = path.read_text("utf-8")
    assert "412.6万元" in text
    path.write_text(text.replace("412.6万元", "421.6万元"), "utf-8")

    called = label("check", case)
    assert called.code == 1
    assert "基本支出 421.6万元：报告里没有这个数" in called.out
    data = json.loads(label("check", case, "--json").out)
    assert {one["value"] for one in data if one["severity"] == "error"} == {"421.6万元"}


def test_the_workbook_is_taken_and_written(label, case):
    """`take` writes the JSON from the workbook, `sheet` the workbook from the JSON."""
    book = openpyxl.load_workbook(case / "expected.xlsx")
    book["标注"].cell(2, 6).value = "甲中心"
    book.save(case / "expected.xlsx")

    called = label("take", case)
    assert called.code == 0
    assert "已写回 expected.json" in called.err
    assert json.loads((case / "expected.json").read_text("utf-8"))["profile"]["unit_name"] == "甲中心"

    assert label("sheet", case).code == 0
    assert openpyxl.load_workbook(case / "expected.xlsx")["标注"].cell(2, 4).value == "甲中心"


def test_a_bad_cell_is_named(label, case):
    """A cell that cannot be used is told by sheet and cell, with exit 2."""
    book = openpyxl.load_workbook(case / "expected.xlsx")
    book["章节"].cell(2, 1).value = "一"
    book.save(case / "expected.xlsx")

    called = label("take", case)

    assert called.code == 2
    assert "《章节》A2" in called.err


@pytest.mark.parametrize("columns", ["80", "120"])
def test_two_labels_are_compared(label, case, tmp_path, monkeypatch, columns):
    """The share of agreement by part, each difference with both values, and the path where there is room."""
    monkeypatch.setenv("COLUMNS", columns)
    other = shutil.copytree(case, tmp_path / "乙")
    text = (other / "expected.json").read_text("utf-8")
    (other / "expected.json").write_text(text.replace("412.6万元", "421.6万元"), "utf-8")

    called = label("compare", case, other)

    assert called.code == 0
    (total,) = [line for line in called.out.splitlines() if line.startswith("合计")]
    assert total.split()[2:5] == ["1", "0", "0"]
    (row,) = [line for line in called.out.splitlines() if "421.6" in line]
    assert row.split()[:4] == ["支出情况", "基本支出", "412.6万元", "421.6万元"]
    assert ("spending.basic.total" in row) == (columns == "120")
    assert max(map(cell_len, called.out.splitlines())) <= int(columns)


def test_a_comparison_is_data_too(label, case):
    """With --json counts and differences come as JSON; a label agrees with its own workbook."""
    data = json.loads(label("compare", case, case / "expected.xlsx", "--json").out)

    assert data["differences"] == []
    assert data["total"]["same"] > 20
    assert data["kinds"]["figure"]["differ"] == 0
