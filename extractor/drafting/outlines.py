"""Which outline fits a record: by the form that it was read from, told by its sections, levels and cover.

Source: the outlines of checks.md, section 3. A province is not guessed from names of places.
"""

from __future__ import annotations

import re

from extractor.records.report import Report

GANSU, HUNAN, NATIONAL, PROJECT, YUEYANG = "gansu", "hunan", "national", "project", "yueyang"

_GANSU = re.compile(r"整体支出管理及使用情况")
_GANSU_LEVELS = ({"部门管理", "履职效果"}, {"履职效果", "能力建设"})
_HUNAN = re.compile(
    r"一般公共预算支出情况|政府性基金预算支出情况|国有资本经营预算支出|部门整体支出绩效(?:自评结果|情况$)|评价基础数据表"
)
_COVERED = re.compile(r"评价报告综述|部门[（(]单位[）)](?:基本概况|收支情况)")


def outline_of(report: Report) -> str:
    """Return the name of the outline that fits a record.

    Only project tables: `project`; the six sections or the four levels of the form of 甘肃: `gansu`; the cover and the
    form of the districts of 岳阳: `yueyang`; sections or tables of 湖南: `hunan`; everything else: `national`.
    """
    department = (report.budget, report.spending, report.indicators, report.score, report.staffing)
    if report.projects and not any(department):
        return PROJECT
    titles = [re.sub(r"[\s:：。]", "", section.title) for section in report.sections]
    levels = {re.sub(r"\W", "", row.level1.text) for row in report.indicators if row.level1}
    cover = report.profile and report.profile.evaluation_method and report.profile.evaluation_agency
    if cover or sum(bool(_COVERED.search(title)) for title in titles) > 1:
        return YUEYANG
    if any(map(_GANSU.search, titles)) or any(pair <= levels for pair in _GANSU_LEVELS):
        return GANSU
    return HUNAN if any(map(_HUNAN.search, titles)) else NATIONAL
