"""A review sheet that a person filled in becomes a new record, and the next check knows it."""

import datetime
import json
import shutil
from decimal import Decimal

import openpyxl
import pytest

from extractor import batch, folders
from extractor.acceptance import accept
from extractor.corrections import Signature
from extractor.errors import Exit, UsageError
from extractor.eval.case import CASES
from extractor.records import paths
from extractor.settings import Settings

WHO = Signature("王敏", "2026-11-21")
LATER = Signature("李华", "2026-11-22")
REPORT = CASES / "donglu-transport-2024" / "report.pdf"


@pytest.fixture(scope="module")
def fresh(tmp_path_factory):
    """Return the results of one report with two errors and a warning, made once."""
    out = tmp_path_factory.mktemp("out")
    list(batch.run_files([REPORT], out, Settings()))
    return out


@pytest.fixture
def results(fresh, tmp_path):
    """Return a copy of the results in which a test may write."""
    shutil.copytree(fresh, tmp_path / "结果")
    return tmp_path / "结果" / "report"


def fill(sheet, check, **words):
    """Fill in the row of a check on the sheet of findings, as a person does."""
    book = openpyxl.load_workbook(sheet)
    page = book["发现的问题"]
    columns = {cell.value: cell.column for cell in page[1]}
    row = next(r for r in range(2, page.max_row + 1) if page.cell(r, columns["检查"]).value.startswith(check))
    for header, word in words.items():
        page.cell(row, columns[header]).value = word
    book.save(sheet)


def fill_figure(sheet, path, **words):
    """Fill in the row of a field on the sheet of figures."""
    book = openpyxl.load_workbook(sheet)
    page = book["数字"]
    columns = {cell.value: cell.column for cell in page[1]}
    row = next(r for r in range(2, page.max_row + 1) if page.cell(r, columns["标识"]).value == path)
    for header, word in words.items():
        page.cell(row, columns[header]).value = word
    book.save(sheet)


def roots(folder):
    """Return the checks of the open findings of a folder, and those of the dismissed ones."""
    findings = folders.load(folder)[1]
    return [one.root.check for one in findings.findings], [one.root.check for one in findings.dismissed]


def row_of(sheet, check):
    """Return the row of a check on the sheet of findings by header."""
    page = openpyxl.load_workbook(sheet)["发现的问题"]
    head, *body = page.iter_rows(values_only=True)
    return next(row for line in body if (row := dict(zip(head, line, strict=True)))["检查"].startswith(check))


def test_a_suggestion_is_taken(results):
    """采纳建议 sets the correction beside the printed value; the finding is gone, the draft uses it and says so."""
    fill(results / "review.xlsx", "A01", 处理="采纳建议", 说明="按决算")
    made = accept(results / "review.xlsx", WHO, Settings())
    report, _ = folders.load(made.folder)
    figure = paths.get(report, "budget.rows[0].adjusted")

    assert made.folder == results / "已核1"
    assert (figure.text, figure.value) == ("2310.75", Decimal("2310.75"))
    assert (figure.corrected.text, figure.corrected.by, figure.corrected.on) == ("2864.20", "王敏", "2026-11-21")
    assert figure.corrected.reason == "按决算"
    assert "A01" not in roots(made.folder)[0]
    draft = (made.folder / "综述.md").read_text("utf-8")
    assert "2864.20万元" in draft
    assert "王敏 于 2026-11-21 的更正" in draft


def test_the_first_reading_is_not_touched(results):
    """Every file of the reading stays as it was, the filled-in sheet too."""
    fill(results / "review.xlsx", "A01", 处理="采纳建议")
    before = {path.name: path.read_bytes() for path in results.iterdir()}
    accept(results / "review.xlsx", WHO, Settings())

    assert {path.name: path.read_bytes() for path in results.iterdir() if path.is_file()} == before


def test_another_value_is_written(results):
    """改为 corrects the figure that the person marked, here not the one that was suggested."""
    fill(results / "review.xlsx", "A01", 处理="改为", 改哪个="①", 改为="115.81%")
    made = accept(results / "review.xlsx", WHO, Settings())
    rate = paths.get(folders.load(made.folder)[0], "budget.rows[0].rate")

    assert (rate.text, rate.corrected.text, rate.corrected.value) == ("93.43", "115.81", Decimal("115.81"))


def test_a_figure_without_finding_is_corrected(results):
    """Any figure may be corrected on its own sheet, as one that was read wrongly."""
    fill_figure(results / "review.xlsx", "staffing.retired", 改为=12, 说明="看原件")
    report, _ = folders.load(accept(results / "review.xlsx", WHO, Settings()).folder)

    assert paths.get(report, "staffing.retired").corrected.value == Decimal(12)


def test_a_dismissed_finding_counts_no_longer(results):
    """不是问题 takes a finding out of the errors; the sheet shows it as 已核 with the decision filled in."""
    for check in ("A01", "B12", "A21"):
        fill(results / "review.xlsx", check, 处理="不是问题", 说明="已看原件")
    made = accept(results / "review.xlsx", WHO, Settings())

    assert roots(made.folder)[0] == []
    assert sorted(roots(made.folder)[1]) == ["A01", "A21", "B12"]
    assert made.result.findings.errors == 0
    again = row_of(made.folder / "review.xlsx", "B12")
    assert (again["程度"], again["处理"], again["说明"]) == ("已核", "不是问题", "已看原件")
    assert again["问题"].endswith("不是问题：王敏 2026-11-21")


def test_a_dismissed_finding_comes_back_when_its_figures_change(results):
    """A decision is about what was printed: once a figure of it is another one, the finding is open again."""
    fill(results / "review.xlsx", "B12", 处理="不是问题")
    first = accept(results / "review.xlsx", WHO, Settings()).folder
    fill_figure(first / "review.xlsx", "score.total", 改为="86")
    second = accept(first / "review.xlsx", LATER, Settings()).folder

    assert roots(first)[1] == ["B12"]
    assert "B12" in roots(second)[0]
    assert roots(second)[1] == []


def test_an_open_decision_stays_with_its_finding(results):
    """待核实 and 退回修改 leave the finding an error, with the decision beside it; emptied, it is taken back."""
    fill(results / "review.xlsx", "B12", 处理="待核实", 说明="等单位补材料")
    first = accept(results / "review.xlsx", WHO, Settings()).folder
    findings = folders.load(first)[1]
    review = next(one.review for one in findings.findings if one.root.check == "B12")
    fill(first / "review.xlsx", "B12", 处理=None, 说明=None)
    second = accept(first / "review.xlsx", LATER, Settings()).folder

    assert (review.decision, review.reason) == ("pending", "等单位补材料")
    assert [one.decision for one in folders.load(second)[0].reviews] == ["pending", "reopened"]
    assert all(one.review is None for one in folders.load(second)[1].findings)


def test_a_second_acceptance_keeps_the_first(results):
    """Each acceptance is a version of its own; the value's history has both names and dates."""
    fill(results / "review.xlsx", "A01", 处理="采纳建议")
    first = accept(results / "review.xlsx", WHO, Settings()).folder
    fill_figure(first / "review.xlsx", "budget.rows[0].adjusted", 改为="2864.02")
    second = accept(first / "review.xlsx", LATER, Settings()).folder
    figure = paths.get(folders.load(second)[0], "budget.rows[0].adjusted")

    assert (first.name, second.name) == ("已核1", "已核2")
    assert [(one.text, one.by) for one in (*figure.history, figure.corrected)] == [
        ("2864.20", "王敏"),
        ("2864.02", "李华"),
    ]
    log = openpyxl.load_workbook(second / "review.xlsx")["处理记录"]
    assert ["更正（已被取代）", "更正", "采纳建议"] == [row[2] for row in log.iter_rows(min_row=2, values_only=True)]


def test_a_sheet_is_filled_in_bit_by_bit(results):
    """The same sheet may be handed in again with more rows: what was accepted before is not accepted twice."""
    fill(results / "review.xlsx", "A01", 处理="采纳建议")
    accept(results / "review.xlsx", WHO, Settings())
    unchanged = accept(results / "review.xlsx", LATER, Settings())
    fill(results / "review.xlsx", "B12", 处理="不是问题")
    made = accept(results / "review.xlsx", LATER, Settings())
    report, _ = folders.load(made.folder)

    assert (unchanged.folder, unchanged.told) == (None, ())
    assert made.folder == results / "已核2"
    assert [(one.decision, one.by) for one in report.reviews] == [("accepted", "王敏"), ("dismissed", "李华")]
    assert paths.get(report, "budget.rows[0].adjusted").corrected.by == "王敏"


def test_nobody_is_overruled_by_an_old_sheet(results):
    """What somebody decided since, an older sheet does not turn back: the conflict is named, nothing is written."""
    fill(results / "review.xlsx", "A01", 处理="采纳建议")
    first = accept(results / "review.xlsx", WHO, Settings()).folder
    fill(results / "review.xlsx", "A01", 处理="改为", 改哪个="③", 改为="2864.02")

    with pytest.raises(UsageError, match=r"“发现的问题”I3：.*已由 王敏 于 2026-11-21 更正为 2864.20万元"):
        accept(results / "review.xlsx", LATER, Settings())
    assert folders.versions(results) == [results, first]


def test_an_empty_sheet_writes_nothing(results):
    """A sheet without any decision makes no version."""
    made = accept(results / "review.xlsx", WHO, Settings())

    assert made.folder is None
    assert folders.versions(results) == [results]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ({"处理": "算了"}, "I3：没有 '算了' 这种处理"),
        ({"处理": "改为"}, "K3：处理是“改为”，这一格却空着"),
        ({"处理": "改为", "改哪个": None, "改为": "5"}, "J3：没有说改哪一个，请从 ①、②、③ 里选"),
        ({"处理": "改为", "改哪个": "⑨", "改为": "5"}, "J3：'⑨' 不在这一条的原文里"),
        ({"处理": "改为", "改为": "若干"}, "K3：'若干' 不是一个数"),
        ({"处理": "改为", "改为": "2864元"}, "K3：'2864元' 的单位与这个数的单位“万元”不同"),
        ({"处理": "改为", "改为": datetime.datetime(2025, 3, 5)}, "K3：'2025-03-05' 不是一个数"),
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

    with pytest.raises(UsageError, match="是同一个标识，请不要复制行"):
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

    with pytest.raises(UsageError, match="不是 .* 里这份记录的审核表"):
        accept(strange, WHO, Settings(), record=results)
    sent = shutil.copy(results / "review.xlsx", tmp_path / "下载.xlsx")
    fill(sent, "B12", 处理="不是问题")
    assert accept(sent, WHO, Settings(), record=results / "record.json").folder == results / "已核1"


def test_damaged_files_are_told(results, tmp_path):
    """What is no workbook is one sentence with the remedy."""
    (tmp_path / "坏.xlsx").write_bytes(b"PK\x03\x04")
    with pytest.raises(UsageError, match="另存为 .xlsx"):
        accept(tmp_path / "坏.xlsx", WHO, Settings(), record=results)


def test_a_rerun_keeps_the_decisions(results):
    """An unchanged report is taken over with what was decided; its row counts the decisions and not the errors."""
    for check in ("A01", "B12"):
        fill(results / "review.xlsx", check, 处理="不是问题")
    accept(results / "review.xlsx", WHO, Settings())
    (row,) = batch.run_files([REPORT], results.parent, Settings())

    assert (row.reused, row.exit, row.summary.errors, row.summary.decided) == (True, Exit.OK, 0, 2)


def test_a_forced_rerun_carries_the_decisions_over(results):
    """Read again, the record gets the decisions in a version of its own; a filled-in sheet is kept beside the new."""
    fill(results / "review.xlsx", "A01", 处理="采纳建议")
    fill(results / "review.xlsx", "B12", 处理="不是问题")
    accept(results / "review.xlsx", WHO, Settings())
    (row,) = batch.run_files([REPORT], results.parent, Settings(), force=True)
    report, findings = folders.load(results / "已核2")

    assert (row.reused, row.summary.errors, row.summary.decided) == (False, 0, 2)
    assert paths.get(report, "budget.rows[0].adjusted").corrected.by == "王敏"
    assert [one.root.check for one in findings.dismissed] == ["B12"]
    assert not folders.load(results)[0].reviews
    assert row_of(results / "review-填过1.xlsx", "A01")["处理"] == "采纳建议"
    assert row_of(results / "review.xlsx", "A01")["处理"] is None


def test_corrections_of_another_content_are_not_carried_over(results, tmp_path):
    """A report that was handed in anew is read anew: what was corrected before is named, not applied."""
    text = CASES / "yunling-veterans-2024" / "report.txt"
    path = shutil.copy(text, tmp_path / "甲.txt")
    out = tmp_path / "新结果"
    list(batch.run_files([path], out, Settings()))
    fill_figure(out / "甲" / "review.xlsx", "score.total", 改为="99.08")
    accept(out / "甲" / "review.xlsx", WHO, Settings())
    path.write_text(path.read_text("utf-8") + "\n此件已重报。\n", "utf-8")
    list(batch.run_files([path], out, Settings(), force=True))
    report, _ = folders.load(out / "甲" / "已核2")

    assert paths.get(report, "score.total").corrected is None
    assert any("报告内容换过了，先前的 1 处更正没有带过来：自评总分" in note for note in report.notes)
    with pytest.raises(UsageError, match="报告换过内容之前的审核表"):
        accept(out / "甲" / "已核1" / "review.xlsx", WHO, Settings())


def test_copies_of_a_merged_cell_are_corrected_together(results):
    """A figure that was read from one merged cell into several rows is one figure."""
    report, _ = folders.load(results)
    weights = [path for path, one in paths.figures(report) if path.endswith("level1_weight")]
    first = paths.get(report, weights[0])
    same = [path for path in weights if paths.get(report, path).at == first.at]
    fill_figure(results / "review.xlsx", weights[0], 改为="45")
    made, _ = folders.load(accept(results / "review.xlsx", WHO, Settings()).folder)

    assert len(same) > 1
    assert {paths.get(made, path).corrected.text for path in same} == {"45"}
    assert paths.get(made, weights[-1]).corrected is None


def test_the_record_is_one_that_others_can_read(results):
    """The new record.json has the corrections and decisions under their public names, and nothing else is new."""
    fill(results / "review.xlsx", "A01", 处理="采纳建议")
    made = json.loads((accept(results / "review.xlsx", WHO, Settings()).folder / "record.json").read_text("utf-8"))
    read = json.loads((results / "record.json").read_text("utf-8"))

    assert set(made) - set(read) == {"reviews"}
    assert made["budget"]["rows"][0]["adjusted"]["corrected"]["unit"] == "万元"
    assert "history" not in made["budget"]["rows"][0]["adjusted"]
    assert made["reviews"][0]["root"]["printed"][0].keys() == {"path", "text"}
