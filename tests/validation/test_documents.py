"""C16: several files that are one report."""

from __future__ import annotations

import pytest

from extractor.settings import Settings
from extractor.validation import check
from tests.validation.papers import case, failed, outcomes

NARRATIVE = (
    "云岭县文化馆2024年度部门整体支出绩效自评报告\n\n一、部门基本情况\n现有编制 20 人，在职人员 {staff} 人。\n"
    "二、一般公共预算支出情况\n基本支出 {basic} 万元，项目支出 40 万元。\n"
)
FORM = (
    "部门整体支出绩效自评表\n(2024年度)\n部门名称\t云岭县文化馆\n编制数\t20\t在职人数\t19\n"
    "\t\t年初预算\t全年预算数\t全年执行数\t分值\t执行率\t得分\n"
    "年度预算申请(万元)\t年度资金总额\t100\t100\t100\t10\t100%\t10\n\t按收入性质分：\t\t\t按支出性质分：\t\t\t\n"
    "\t其中：一般公共预算：100\t\t\t其中：基本支出：60\t\t\t\n\t政府性基金拨款：\t\t\t项目支出：40\t\t\t\n"
)

FIRES = {"C16": (NARRATIVE.format(staff=19, basic=51), FORM)}
SILENT = {"C16": (NARRATIVE.format(staff=19, basic=60), FORM)}


def test_fires():
    """An amount that another file prints otherwise is an error that names both files."""
    found = failed("C16", *FIRES["C16"])

    assert [one.severity for one in found] == ["error"]
    assert "文件1.txt" in found[0].message
    assert "文件2.txt" in found[0].message
    assert {side.at.file for side in found[0].sides} == {"文件1.txt", "文件2.txt"}


def test_silent():
    """Files that agree contradict nothing, and the check says that it looked."""
    assert {one.status for one in outcomes("C16", *SILENT["C16"])} == {"pass"}


def test_one_file():
    """In one file the same difference is A09's: nothing is said across files, nothing is said twice."""
    made = case("\n".join(FIRES["C16"]))
    findings = check(made.document, made.report, Settings()).findings
    found = [outcome.check for one in findings for outcome in (one.root, *one.explains)]

    assert [one.status for one in outcomes("C16", "\n".join(FIRES["C16"]))] == ["not_applicable"]
    assert found.count("A09") == 1


def test_across_files_a09_is_silent():
    """What C16 says of two files A09 does not repeat."""
    made = case(*FIRES["C16"])
    findings = check(made.document, made.report, Settings()).findings
    found = [outcome.check for one in findings for outcome in (one.root, *one.explains)]

    assert found.count("C16") == 1
    assert "A09" not in found


@pytest.mark.parametrize(("staff", "count"), [(18, 1), (19, 0)])
def test_counts_across_files(staff, count):
    """The number of staff told otherwise by another file is C16's, not C12's."""
    texts = (NARRATIVE.format(staff=staff, basic=60), FORM)

    assert len(failed("C16", *texts)) == count
    assert failed("C12", *texts) == []
