"""Family A: amounts and rates that must add up, divide, or be the same in two places."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from extractor.arithmetic.facts import CONSTANT
from extractor.arithmetic.parts import COLUMNS
from extractor.records import paths
from extractor.records.finding import Severity
from extractor.validation.rule import Case, Judged, Said, rule
from extractor.validation.sentences import (
    computed_text,
    printed_text,
    rate_sentence,
    share_sentence,
    staffing_sentence,
    sum_sentence,
)
from extractor.validation.units import is_unit_slip, unit_outcomes
from extractor.validation.words import amount, expected, listed, name, part_name, say

_ROW = re.compile(r"(.*budget\.rows\[\d+\])\.executed$")
_FULL = Decimal(100)


@rule("A01", "execution-rate-miscalculated", "error", needs=("budget.rows[].rate", "budget.rows[].adjusted"))
def execution_rate(case: Case) -> Iterator[Said]:
    """执行率与全年执行数、全年预算数不符。

    Why: 执行率 = 全年执行数 ÷ 全年预算数，是执行率得分的依据。
    Fires on: 执行 2951.83 万元、预算 790.77 万元，执行率写 100%。
    Silent on: 执行 94.68 万元、预算 100 万元，写 94.68%、94.7% 或截断的 94%。
    Source: 财预〔2020〕10号：预算执行率 = 全年执行数 / 全年预算数。
    """
    for one in case.judged("A01"):
        yield say(case, one, rate_sentence(case, one))


@rule("A02", "execution-score-miscalculated", "error", needs=("budget.rows[].score",))
def execution_score(case: Case) -> Iterator[Said]:
    """执行率得分与执行率、分值不符。

    Why: 得分 = 执行率（最高 100%）× 分值；四舍五入或截断都可以，用印出的执行率或两项金额计算都可以。分值没有印出的，
    得分由执行率和其余分值推得出分值才核对，且只作提醒。
    Fires on: 执行率 95.93%、分值 10 分，得分写 9.95 分。
    Silent on: 执行率 94.68%、分值 10 分，得分写 9.46 分。
    Source: 预算管理一体化绩效模块：执行率得分 = 执行率 × 分值，不超过分值。
    """
    for one in case.judged("A02"):
        title = name(case.report, one.verdict.read.result)
        texts = f"{computed_text(case, one)}，报告写 {printed_text(case, one)}"
        inferred = one.identity.terms[0].startswith(CONSTANT)
        yield say(case, one, f"{title}按执行率折算应为 {texts}", "warning" if inferred else None)


@rule("A03", "spending-exceeds-budget", "error", needs=("budget.rows[].executed", "budget.rows[].adjusted"))
def overspending(case: Case) -> Iterator[Said]:
    """全年执行数超过全年预算数。

    Why: 没有预算不得支出；执行超预算多半是全年预算数没有按调整后预算填报。执行率已写明超过 100% 的只作提醒。
    Fires on: 全年预算数 790.77 万元，全年执行数 2951.83 万元。
    Silent on: 全年预算数 100 万元，全年执行数 100 万元。
    Source: 预算法第十三条：支出以批准的预算为依据。
    """
    for one in case.judged("A03"):
        executed, budget = one.identity.result, one.identity.terms[0]
        over = expected(-(one.verdict.difference or Decimal(0)), case.known[executed])
        yield say(case, one, f"{name(case.report, executed)} {amount(case.known, executed)}超过{paths.title(budget)}"
                             f" {amount(case.known, budget)}，超出 {over}", _known_overrun(case, executed))  # fmt: skip


@rule("A04", "budget-column-stale", "info", needs=("budget.rows[].initial", "budget.rows[].adjusted"))
def stale_budget(case: Case) -> Iterator[Said]:
    """全年预算数仍是年初预算数，而执行数已超过它。

    Why: 年中有追加的，全年预算数应填调整后的预算数；照抄年初数会使执行率失真。
    Fires on: 年初、全年预算数都是 790.77 万元，全年执行数 2951.83 万元。
    Silent on: 年初 196.8 万元、全年 503.37 万元，执行 503.37 万元。
    Source: 由 A01、A03 推出，只作执行率错误的线索。
    """
    rows = [found[1] for path in case.known if (found := _ROW.match(path))]
    stale = [row for row in rows if _is_stale(case, row)]
    for row in stale:
        message = (
            f"{part_name(case.report, f'{row}.adjusted')}全年预算数与年初预算数同为 "
            f"{amount(case.known, f'{row}.adjusted')}，而全年执行数为 {amount(case.known, f'{row}.executed')}，"
            "全年预算数可能没有按调整后预算填报"
        )
        yield Said("hint", f"{row}.adjusted", message, paths=tuple(f"{row}.{column}" for column in COLUMNS))
    if rows and not stale:
        yield Said("pass", "budget.rows", "没有发现全年预算数照抄年初预算数而执行数已经超过的情况")


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
        yield say(case, one, sum_sentence(case, one), _unless_open(one))


@rule("A07", "project-spending-differs-from-its-items", "error", needs=("spending.project.total",))
def project_items(case: Case) -> Iterator[Said]:
    """项目支出与其明细之和不符。

    Why: 原文写明列全（其中、包括）时，明细之和就是项目支出；写“主要”“等”的不作结论。
    Fires on: 明细 149.20 + 173.30 + 200，项目支出写 622.50。
    Silent on: 明细 149.20 + 173.30 + 300，项目支出写 622.50。
    Source: 部门整体支出绩效自评报告参考提纲：项目支出分项列示。
    """
    yield from _sums(case, "A07")


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


@rule("A09", "narrative-contradicts-form", "error", needs=("spending", "budget"))
def narrative_and_form(case: Case) -> Iterator[Said]:
    """正文、自评表、基础数据表和项目表对同一金额写法不同。

    Why: 同一年度、同一科目的金额在各处应一致；单位不同的先换算，相差一万倍的归入 A10。
    Fires on: 正文基本支出 2951.83 万元，自评表基本支出 2019.16 万元。
    Silent on: 基础数据表 9326775.36 元，自评表 932.67 万元（截断）。
    Source: 同一份报告里同一个数只有一个值；自评抽查复核的常见问题。
    """
    for one in case.judged("A09"):
        if one.verdict.status == "fail" and is_unit_slip(case, one):
            continue
        here, there = one.verdict.read.result, one.verdict.read.terms[0]
        if there in case.known and here in case.known:
            texts = [f"{name(case.report, path)} {amount(case.known, path)}" for path in (here, there)]
            yield say(case, one, f"{texts[0]}与{texts[1]}不一致")


@rule("A10", "unit-of-money-wrong", "error", needs=("budget",))
def unit_of_money(case: Case) -> Iterator[Said]:
    """金额单位印错，或同一报告混用元和万元。

    Why: 表头印“万元”而数字按元填，金额就大了一万倍。别处有同一事实、或换算后各数相符可以印证的是错误，只是数额大得
    不合常理的是提醒，混用单位本身不是错误，指标的单价、标准不算混用。
    Fires on: 基础数据表（万元）写 1000000，同名项目表写 100 万元。
    Silent on: 一处写 7907700 元，另一处写 790.77 万元。
    Source: 1 万元 = 10⁴ 元；自评抽查复核的常见问题。
    """
    yield from unit_outcomes(case)


@rule("A11", "share-miscalculated", "error", needs=("spending.basic.shares",))
def share(case: Case) -> Iterator[Said]:
    """占比与金额不符。

    Why: 占比 = 分项 ÷ 整体，逐项复算；合计为 100% 并不说明各项都对。
    Fires on: 787.36 万元占 2951.83 万元，写 26.78%。
    Silent on: 571.46 万元占 2951.83 万元，写 19.36%。
    Source: 占比 = 部分 / 总体，按印出的位数四舍五入或截断。
    """
    for one in case.judged("A11"):
        yield say(case, one, share_sentence(case, one))


@rule("A12", "shares-do-not-make-a-hundred", "warning", needs=("spending.basic.shares",))
def shares_total(case: Case) -> Iterator[Said]:
    """各项占比合计不是 100%。

    Why: 分项列全时占比之和应为 100%，只允许四舍五入造成的尾差；它不能代替逐项复算（A11）。
    Fires on: 85% + 25%。
    Silent on: 33.3% + 33.3% + 33.3%。
    Source: 构成列全时占比之和为 100%，按印出的位数留余量。
    """
    for one in case.judged("A12"):
        total = sum((case.known[path].value for path in one.verdict.read.paths if path in case.known), Decimal(0))
        yield say(case, one, f"{listed(case.report, case.known, one.verdict.read.terms)}，合计 {total}%，应为 100%")


@rule("A17", "three-public-differs-from-its-parts", "error", needs=("three_public",))
def three_public(case: Case) -> Iterator[Said]:
    """“三公”经费合计与分项之和不符。

    Why: “三公”经费 = 因公出国（境）费 + 公务用车购置及运行费 + 公务接待费。
    Fires on: 出国 0、公车 3.2、接待 1.1，合计写 5.3。
    Silent on: 出国 0、公车 0、接待 0，合计写 0。
    Source: 三公经费 = 因公出国（境）费 + 公务用车购置及运行维护费 + 公务接待费。
    """
    yield from _sums(case, "A17")


@rule("A21", "staffing-rate-miscalculated", "error", needs=("staffing.authorized", "staffing.actual"))
def control_rate(case: Case) -> Iterator[Said]:
    """在职人员控制率与人数不符，或超过 100%。

    Why: 控制率 = 在职人员数 ÷ 编制数；超过 100% 说明超编，作提醒。
    Fires on: 编制 37 人、在职 33 人，控制率写 98%。
    Silent on: 编制 37 人、在职 33 人，控制率写 89%。
    Source: 财预〔2013〕53号附表：在职人员控制率 = 在职人员数 / 编制数。
    """
    for one in case.judged("A21"):
        yield say(case, one, staffing_sentence(case, one))
    staff = [case.known.get(path) for path in _STAFF]
    if staff[0] is not None and staff[1] is not None and staff[1].value:
        rate = f"{staff[0].value}/{staff[1].value}={staff[0].value / staff[1].value * _FULL:.2f}%"
        over = staff[0].value > staff[1].value
        words = f"在职 {staff[0].value} 人，编制 {staff[1].value} 人，{'超过' if over else '未超过'}编制"
        yield Said("fail" if over else "pass", _STAFF[0], words, f"{rate}{'>' if over else '≤'}100%", _STAFF,
                   severity="warning")  # fmt: skip


@rule("A22", "staff-differs-from-its-kinds", "error", needs=("staffing.breakdown",))
def staff_kinds(case: Case) -> Iterator[Said]:
    """编制数、在职人数与分类人数之和不符。

    Why: 原文写明列全时，各类编制（人员）之和就是合计；空格不当作 0。
    Fires on: 编制 14 人，其中行政 2 人、全额事业 14 人、差额事业 0 人。
    Silent on: 编制 14 人，其中行政 0 人、全额事业 14 人、差额事业 0 人。
    Source: 人员编制情况的填报口径：各类之和等于总数。
    """
    yield from _sums(case, "A22")


_STAFF = ("staffing.actual", "staffing.authorized")


def _sums(case: Case, check: str) -> Iterator[Said]:
    for one in case.judged(check):
        yield say(case, one, sum_sentence(case, one))


def _is_stale(case: Case, row: str) -> bool:
    initial, adjusted, executed = (case.known.get(f"{row}.{column}") for column in COLUMNS)
    if initial is None or adjusted is None or executed is None:
        return False
    return initial.value == adjusted.value < executed.value


def _known_overrun(case: Case, executed: str) -> Severity | None:
    """An overrun that the report itself states with a rate above 100 % is no contradiction."""
    rate = case.known.get(executed.removesuffix("executed") + "rate")
    return "warning" if rate is not None and rate.value > _FULL else None


def _unless_open(one: Judged) -> Severity | None:
    """Parts that fall short where no other spending is named may be an open list."""
    short = one.verdict.difference is not None and one.verdict.difference < 0
    named = one.identity.result.startswith("spending") and len(one.identity.terms) == _KINDS
    return "warning" if short and named else None


_KINDS = 3
"""工资福利 商品和服务 对个人和家庭的补助, without 其他."""
