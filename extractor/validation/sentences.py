"""The sentences of failed identities, ready for a 复核意见; empty when there is nothing to say against one."""

from __future__ import annotations

from extractor.records import paths
from extractor.validation.rule import Case, Judged
from extractor.validation.words import amount, blanks, expected, listed, name, part_name


def sum_sentence(case: Case, one: Judged) -> str:
    """Return 工资福利支出 162.85 万元、…，合计 …，与正文基本支出 … 相差 …."""
    read, verdict = one.verdict.read, one.verdict
    if verdict.status != "fail" or verdict.difference is None or verdict.computed is None:
        return ""
    total = case.known[read.result]
    parts = listed(case.report, case.known, read.terms)
    several = sum(path in case.known for path in read.terms) > 1
    together = f"，合计 {expected(verdict.computed, total)}，" if several else ""
    return (
        f"{parts}{together}与{name(case.report, read.result)} {amount(case.known, read.result)}"
        f"相差 {expected(abs(verdict.difference), total)}{blanks(one)}"
    )


def rate_sentence(case: Case, one: Judged) -> str:
    """Return 年度资金总额全年执行数 … 占全年预算数 … 应为 373.29%，执行率写 100%."""
    if one.verdict.status != "fail":
        return ""
    executed, budget = one.verdict.read.terms
    return (
        f"{name(case.report, executed)} {amount(case.known, executed)}占{paths.title(budget)} "
        f"{amount(case.known, budget)}应为 {computed_text(case, one)}，{paths.title(one.verdict.read.result)}写 "
        f"{printed_text(case, one)}"
    )


def share_sentence(case: Case, one: Judged) -> str:
    """Return 对个人和家庭的补助 787.36 万元占 2951.83 万元应为 26.67%，报告写 26.78%."""
    if one.verdict.status != "fail":
        return ""
    part, whole = one.verdict.read.terms
    return (
        f"{part_name(case.report, part)} {amount(case.known, part)}占 {amount(case.known, whole)}应为 "
        f"{computed_text(case, one)}，报告写 {printed_text(case, one)}"
    )


def staffing_sentence(case: Case, one: Judged) -> str:
    """Return 在职 33 人、编制 37 人，控制率应为 89.19%，报告写 98%."""
    if one.verdict.status != "fail":
        return ""
    actual, authorized = (amount(case.known, path) for path in one.verdict.read.terms)
    return f"在职 {actual}、编制 {authorized}，控制率应为 {computed_text(case, one)}，报告写 {printed_text(case, one)}"


def computed_text(case: Case, one: Judged) -> str:
    """Return what the result of an identity should be, with its unit."""
    result = case.known.get(one.verdict.read.result)
    return expected(one.verdict.computed, result) if result is not None and one.verdict.computed is not None else ""


def printed_text(case: Case, one: Judged) -> str:
    """Return what the report prints as the result of an identity, with its unit."""
    path = one.verdict.read.result
    return amount(case.known, path) if path in case.known else ""
