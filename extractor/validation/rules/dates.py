"""Family C: dates and periods of a yearly report."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractor.validation.prose import Span, find, quoted
from extractor.validation.rule import Case, Said, rule

_UP_TO_NOW = re.compile(
    r"截[止至]到?(?:目前|现在|当前)(?:为止)?|截[止至]到?(?:\d{4}年)?(?:[1-9]|1[01])月(?:底|末|\d{1,2}日)?"
)
_MONTHS = re.compile(
    r"(?<![\d.])1\s*[-—~－～至]\s*(?:[2-9]|1[01])\s*月(?!\d)|前三季度|前[一二三四五六七八九十]{1,2}个月"
)
_MONEY = re.compile(r"支出|收入|执行|预算|金额|元|完成|累计|参保|培训|新增|共")
_YEAR = re.compile(r"(20\d\d)\s*年")
_LATE = 2
_MOST = 5


@rule("C07", "period-not-the-year", "info", needs=("profile.fiscal_year",), on_paper=True)
def dates(case: Case) -> Iterator[Said]:
    """年度报告里的数不是全年口径，或报告日期与自评年度不合。

    Why: 自评报告在次年写，数字应是全年数；写“截止目前”“1-11月”的多半是从年中材料抄来，须核实。
    Fires on: 本部门2024年度截止目前支出总计…；1-11月参保职工5883人；2024年度的报告写于2024年10月。
    Silent on: 2025年1-3月开展自评工作；截至2024年12月31日。
    Source: 财预〔2020〕10号：预算年度终了开展单位自评。
    """
    spans = [span for span, _ in find(_UP_TO_NOW, case.prose.all) if _is_of_the_year(case, span)]
    spans += [span for span, _ in find(_MONTHS, case.prose.all) if _is_of_the_year(case, span)]
    if spans:
        message = f"年度报告出现{quoted([span.text for span in spans])}，不是全年口径，请核实是否全年数"
        yield Said("fail", "sections", message, sides=tuple(case.prose.side(span) for span in spans[:_MOST]))
    dated = _report_date(case)
    if dated is not None:
        yield dated
    if not spans and (dated is None or dated.status == "pass"):
        yield Said("pass", "sections", "没有发现非全年口径的数")


def _is_of_the_year(case: Case, span: Span) -> bool:
    """Whether a period speaks of figures of the year under review: not of the following year, nor of a plan."""
    text, year = span.passage.text, _fiscal_year(case)
    begin = max(text.rfind(stop, 0, span.start) for stop in "。；;") + 1
    before = text[max(begin, span.start - 40) : span.end]
    years = [int(found) for found in _YEAR.findall(before)]
    after = text[span.end : span.end + 60]
    return _MONEY.search(after.partition("。")[0]) is not None and not (years and years[-1] != year)


def _fiscal_year(case: Case) -> int | None:
    year = case.report.profile.fiscal_year if case.report.profile else None
    year = year or next((one.fiscal_year for one in case.report.projects if one.fiscal_year), None)
    return int(year.value) if year is not None and year.value.isdecimal() else None


def _report_date(case: Case) -> Said | None:
    date = case.report.profile.report_date if case.report.profile else None
    year = _fiscal_year(case)
    if date is None or year is None or not date.value[:4].isdecimal():
        return None
    written = int(date.value[:4])
    paths = ("profile.report_date", "profile.fiscal_year")
    if written <= year and not date.value.startswith(f"{year}-12"):
        return Said("fail", paths[0], f"报告日期 {date.text} 早于 {year} 年度结束，年度自评应在次年开展", paths=paths)
    if written >= year + _LATE:
        return Said("fail", paths[0], f"报告日期 {date.text} 与自评年度 {year} 相隔一年以上", paths=paths)
    return Said("pass", paths[0], f"报告日期 {date.text} 在 {year} 年度的次年", paths=paths)
