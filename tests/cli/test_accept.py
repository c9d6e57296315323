"""`zongshu accept`: a filled-in review sheet into a new record."""

import json

import openpyxl
import pytest


@pytest.fixture
def sheet(zongshu, report, tmp_path):
    """Run a report with an error and return its review sheet."""
    zongshu("run", report, "-o", "结果")
    return tmp_path / "结果" / "云岭" / "review.xlsx"


def fill(sheet, check, **words):
    """Fill in the row of a check, as a person does."""
    book = openpyxl.load_workbook(sheet)
    page = book["发现的问题"]
    columns = {cell.value: cell.column for cell in page[1]}
    row = next(r for r in range(2, page.max_row + 1) if page.cell(r, columns["检查"]).value.startswith(check))
    for header, word in words.items():
        page.cell(row, columns[header]).value = word
    book.save(sheet)


def test_what_was_taken_over_is_said(zongshu, sheet):
    """The screen lists the corrections and decisions, what still stands, and where the new record is."""
    fill(sheet, "B06", 处理="采纳建议")
    fill(sheet, "B09", 处理="不是问题", 说明="附件里写了")
    called = zongshu("accept", sheet, "--by", "王敏")

    assert called.code == 0
    assert "更正为 9.6分" in called.out
    assert "B09 不是问题" in called.out
    assert "已核（不是问题） 1" in called.out
    assert "已核1" in called.out


def test_the_next_check_knows_the_decisions(zongshu, sheet):
    """A dismissed error is shown apart with name, date and reason, and no longer in the exit status."""
    fill(sheet, "B06", 处理="不是问题", 说明="按批复应得满分")
    zongshu("accept", sheet, "--by", "王敏")
    called = zongshu("check", "结果/云岭")

    assert zongshu("check", "结果/云岭/已核1/record.json").code == called.code == 0
    assert "已核（不是问题） 1 条" in called.out
    assert "按批复应得满分" in called.out
    assert "错误  B06" not in called.out


def test_a_run_knows_the_decisions(zongshu, sheet, report):
    """A rerun shows the accepted record and ends with exit 0."""
    fill(sheet, "B06", 处理="不是问题")
    zongshu("accept", sheet, "--by", "王敏")
    called = zongshu("run", report, "-o", "结果")

    assert called.code == 0
    assert "已核（不是问题） 1 条" in called.out
    assert "沿用上次的结果" in called.out


def test_an_old_record_says_where_the_new_one_is(zongshu, sheet):
    """The first reading is checked as it is printed, and says that somebody decided since."""
    fill(sheet, "B06", 处理="不是问题")
    zongshu("accept", sheet, "--by", "王敏")
    called = zongshu("check", "结果/云岭/record.json")

    assert called.code == 1
    assert "最新的在 已核1/record.json" in called.out


def test_a_draft_uses_the_correction(zongshu, sheet, tmp_path):
    """A draft of the results folder writes the corrected figure and names who corrected it."""
    fill(sheet, "B06", 处理="采纳建议")
    zongshu("accept", sheet, "--by", "王敏")
    zongshu("draft", "结果/云岭", "-o", "综述.md")
    text = (tmp_path / "综述.md").read_text("utf-8")

    assert "更正：10 改为 9.6分" in text
    assert "王敏" in text


def test_pending_work_is_shown_with_its_finding(zongshu, sheet):
    """待核实 stays an error and tells who is waiting for what."""
    fill(sheet, "B06", 处理="待核实", 说明="等批复")
    zongshu("accept", sheet, "--by", "王敏")
    called = zongshu("check", "结果/云岭")

    assert called.code == 1
    assert "处理  待核实，王敏 " in called.out
    assert "：等批复" in called.out


def test_nothing_new(zongshu, sheet, tmp_path):
    """A sheet without decisions writes nothing and says so."""
    called = zongshu("accept", sheet, "--by", "王敏")

    assert (called.code, called.out) == (0, "审核表里没有新的处理，什么都没有写\n")
    assert not (tmp_path / "结果" / "云岭" / "已核1").exists()


def test_json_for_programs(zongshu, sheet):
    """With --json the folder and the sentences are on the standard output."""
    fill(sheet, "B06", 处理="采纳建议")
    data = json.loads(zongshu("accept", sheet, "--by", "王敏", "--json").out)

    assert data["folder"].endswith("已核1")
    assert len(data["told"]) == 2


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("没有.xlsx", "--by", "王敏"), "没有这个文件：没有.xlsx"),
        (("云岭.txt", "--by", "王敏"), "云岭.txt 不是 .xlsx 文件"),
        (("结果/云岭/review.xlsx", "--by", " "), "没有写是谁作的处理"),
        (("结果/云岭/review.xlsx",), "缺少 --by"),
        (("结果/云岭/review.xlsx", "--by", "王敏", "--record", "结果"), "里没有 record.json"),
        (("结果/summary.xlsx", "--by", "王敏"), "summary.xlsx 里没有表“概况”"),
    ],
)
@pytest.mark.usefixtures("sheet")
def test_wrong_use(zongshu, words, said):
    """Wrong use is one Chinese sentence on the error stream and exit 2."""
    called = zongshu("accept", *words)

    assert (called.code, called.out) == (2, "")
    assert said in called.err
    assert called.err.count("\n") == 1
