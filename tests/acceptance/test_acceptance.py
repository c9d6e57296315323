"""A review sheet that a person filled in becomes a new record, and the next check knows it."""

import json
import shutil
from decimal import Decimal

import openpyxl
import pytest

from extractor import batch, folders
from extractor.acceptance import accept
from extractor.errors import Exit, UsageError
from extractor.eval.case import CASES
from extractor.records import paths
from extractor.settings import Settings
from tests.acceptance.reviewing import LATER, REPORT, WHO, fill, fill_figure, roots, row_of


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

    assert not {"A01", "A21", "B12"} & set(roots(made.folder)[0])
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
    told = [row[2] for row in log.iter_rows(min_row=2, values_only=True)]
    assert told == ["更正（已被取代）", "更正", "采纳建议"]


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


def test_corrections_of_another_content_are_not_carried_over(tmp_path):
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


def test_a_dismissed_error_leaves_no_mark_in_the_draft(results):
    """What a person found to be no problem is not marked 【待核】 in the new draft."""
    for check in ("A01", "B12"):
        fill(results / "review.xlsx", check, 处理="不是问题")
    made = accept(results / "review.xlsx", WHO, Settings())

    assert "【待核】" in (results / "综述.md").read_text("utf-8")
    assert "【待核】" not in (made.folder / "综述.md").read_text("utf-8")


def test_a_dismissal_beside_a_correction_holds(results):
    """Who corrects a figure and dismisses another finding about it in one review means both."""
    fill(results / "review.xlsx", "B12", 处理="不是问题")
    fill_figure(results / "review.xlsx", "score.total", 改为="87.83")
    made = accept(results / "review.xlsx", WHO, Settings())

    assert "B12" in roots(made.folder)[1]
    assert accept(results / "review.xlsx", WHO, Settings()).folder is None


def test_damaged_results_are_told(results):
    """A version that cannot be read is named instead of being passed over."""
    (results / "findings.json").write_text("{", "utf-8")

    with pytest.raises(UsageError, match="不在或已损坏"):
        accept(results / "review.xlsx", WHO, Settings())
