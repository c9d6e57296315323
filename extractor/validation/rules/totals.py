"""Family A: totals and what they are made of."""

from __future__ import annotations

from collections.abc import Iterator

from extractor.records.finding import Severity
from extractor.validation.rule import Case, Judged, Said, rule
from extractor.validation.scope import or_explained
from extractor.validation.sentences import sum_sentence
from extractor.validation.words import say


@rule("A05", "total-differs-from-its-kinds", "error", needs=("budget.rows[].executed",))
def total_by_kind(case: Case) -> Iterator[Said]:
    """收支总额与按性质、按来源的分项之和不符。

    Why: 总额 = 基本支出 + 项目支出 = 一般公共预算 + 政府性基金 + 专户管理资金 + 其他资金，表内和正文都应成立。
    Fires on: 基本支出 2951.83 万元、项目支出 932.67 万元，总额 2951.83 万元。
    Silent on: 基本支出 503.37 万元、项目支出空白，总额 503.37 万元。
    Source: 部门整体支出绩效自评表：按收入性质分、按支出性质分两栏都等于总额。
    """
    yield from _sums(case, "A05")


@rule("A06", "basic-spending-differs-from-its-parts", "error", needs=("spending.basic.total",))
def basic_parts(case: Case) -> Iterator[Said]:
    """基本支出与其分项之和不符。

    Why: 基本支出 = 人员经费 + 公用经费 = 工资福利 + 商品和服务 + 对个人和家庭的补助（+ 其他）。
    分项少于合计而正文没有提到其他支出的，可能是没有列全，只作提醒。
    Fires on: 162.85 + 294.9 + 55.62，合计写 503.37。
    Silent on: 163.546 + 28.279，合计写 191.83（小数位数不同）。
    Source: 政府收支分类科目：部门预算支出经济分类。
    """
    for one in case.judged("A06"):
        yield or_explained(case, say(case, one, sum_sentence(case, one), _unless_open(one)))


@rule("A07", "project-spending-differs-from-its-items", "error", needs=("spending.project.total",))
def project_items(case: Case) -> Iterator[Said]:
    """项目支出与其明细之和不符。

    Why: 原文写明列全（其中、包括）时，明细之和就是项目支出；写“主要”“等”的只在明细已超过合计时提醒。
    Fires on: 明细 149.20 + 173.30 + 200，项目支出写 622.50。
    Silent on: 明细 149.20 + 173.30 + 300，项目支出写 622.50。
    Source: 部门整体支出绩效自评报告参考提纲：项目支出分项列示。
    """
    for one in case.judged("A07"):
        severity: Severity | None = None if one.identity.binding else "warning"
        yield or_explained(case, say(case, one, sum_sentence(case, one), severity))


@rule("A08", "project-funding-differs-from-its-sources", "error", needs=("projects[].budget.rows[].executed",))
def project_funding(case: Case) -> Iterator[Said]:
    """项目资金总额与各来源之和不符。

    Why: 年度资金总额 = 当年财政拨款 + 上年结转资金 + 其他资金，年初、全年预算和执行三列都应成立；只列一个来源的，
    它不能超过总额。
    Fires on: 财政拨款 100、上年结转 20，总额写 100。
    Silent on: 财政拨款 100、上年结转 0，总额写 100。
    Source: 项目支出绩效自评表：年度资金总额及其来源。
    """
    yield from _sums(case, "A08")


@rule("A17", "three-public-differs-from-its-parts", "error", needs=("three_public",))
def three_public(case: Case) -> Iterator[Said]:
    """“三公”经费合计与分项之和不符。

    Why: “三公”经费 = 因公出国（境）费 + 公务用车购置及运行费 + 公务接待费。
    Fires on: 出国 0、公车 3.2、接待 1.1，合计写 5.3。
    Silent on: 出国 0、公车 0、接待 0，合计写 0。
    Source: 三公经费 = 因公出国（境）费 + 公务用车购置及运行维护费 + 公务接待费。
    """
    yield from _sums(case, "A17")


@rule("A22", "staff-differs-from-its-kinds", "error", needs=("staffing.breakdown",))
def staff_kinds(case: Case) -> Iterator[Said]:
    """编制数、在职人数与分类人数之和不符。

    Why: 原文写明列全时，各类编制（人员）之和就是合计；空格不当作 0。
    Fires on: 编制 14 人，其中行政 2 人、全额事业 14 人、差额事业 0 人。
    Silent on: 编制 14 人，其中行政 0 人、全额事业 14 人、差额事业 0 人。
    Source: 人员编制情况的填报口径：各类之和等于总数。
    """
    yield from _sums(case, "A22")


def _sums(case: Case, check: str) -> Iterator[Said]:
    for one in case.judged(check):
        yield or_explained(case, say(case, one, sum_sentence(case, one)))


def _unless_open(one: Judged) -> Severity | None:
    """Parts that fall short where no other spending is named may be an open list."""
    short = one.verdict.difference is not None and one.verdict.difference < 0
    named = one.identity.result.startswith("spending") and len(one.identity.terms) == _KINDS
    return "warning" if short and named else None


_KINDS = 3
"""工资福利 商品和服务 对个人和家庭的补助, without 其他."""
