"""A fictional report in which everything agrees, and copies of it with one thing changed."""

from __future__ import annotations

import copy
import re
from typing import Any

from extractor.records.finding import Findings, Outcome
from extractor.records.report import Report
from extractor.settings import Settings
from extractor.validation import check
from tests.compact import report_from_compact

_STEP = re.compile(r"[a-z_0-9]+|\[\d+\]")


def _row(item: str, label: str, *amounts: str, **more: str) -> dict[str, str]:
    columns = dict(zip(("initial", "adjusted", "executed"), (f"{amount}万元" for amount in amounts), strict=True))
    return {"item": item, "label": label, **columns, **more}


def _indicators(*levels: tuple[str, int, int]) -> list[dict[str, str]]:
    """Return rows that are all met: level, weight of the level, number of rows."""
    return [
        {"level1": level, "level1_weight": f"{weight}分", "level2": f"{level}下", "level3": f"{level}之{number}",
         "target": "≥90%", "actual": "95%", "weight": f"{weight // rows}分", "score": f"{weight // rows}分"}
        for level, weight, rows in levels for number in range(1, rows + 1)
    ]  # fmt: skip


def agreeing() -> dict[str, Any]:
    """Return the compact data of a department's report without any contradiction."""
    indicators = _indicators(("产出指标", 50, 5), ("效益指标", 30, 3), ("满意度指标", 10, 1))
    indicators[1] |= {"target": "100%", "actual": "96%", "score": "9.6分", "deviation": "受汛期影响，已补办"}
    return {
        "profile": {"unit_name": "青石县文化馆", "fiscal_year": "2024"},
        "staffing": {
            "authorized": "20人", "actual": "19人", "control_rate": "95%", "breakdown_closed": True,
            "breakdown": [
                {"label": "行政编制", "authorized": "8人", "actual": "8人"},
                {"label": "全额事业编制", "authorized": "12人", "actual": "11人"},
            ],
        },
        "budget": {
            "rows": [
                _row("total", "年度资金总额", "320.5", "356.4", "338.58", weight="10分", rate="95.00%", score="9.5分"),
                _row("basic", "基本支出", "210.5", "226.4", "218.58"),
                _row("personnel", "人员经费", "150", "160", "156.35"),
                _row("public", "公用经费", "60.5", "66.4", "62.23"),
                _row("project", "项目支出", "110", "130", "120"),
            ],
            "by_income": {"general_public": "330.58万元", "other": "8万元"},
            "by_expenditure": {"basic": "218.58万元", "project": "120万元"},
        },
        "spending": {
            "total": "338.58万元",
            "basic": {
                "total": "218.58万元", "wages": "145.35万元", "goods_services": "62.23万元",
                "individuals_families": "11.00万元", "personnel": "156.35万元", "public": "62.23万元",
                "shares": {"wages": "66.50%", "goods_services": "28.47%", "individuals_families": "5.03%"},
            },
            "project": {
                "total": "120万元", "items_closed": True,
                "items": [{"name": "免费开放", "amount": "50.5万元"}, {"name": "戏曲下乡", "amount": "40万元"},
                          {"name": "馆藏修缮", "amount": "29.5万元"}],
            },
        },
        "three_public": {
            "rows": [
                {"item": "total", "label": "三公经费", "final": "3.2万元"},
                {"item": "abroad", "label": "因公出国（境）费", "final": "0万元"},
                {"item": "vehicles", "label": "公务用车购置及运行费", "final": "2.1万元"},
                {"item": "reception", "label": "公务接待费", "final": "1.1万元"},
            ],
        },
        "base_data": {
            "unit_as_printed": "万元",
            "rows": [
                {"label": "公务接待", "current_budget": "2万元", "current_final": "1.1万元"},
                {"label": "免费开放", "current_budget": "50.5万元", "current_final": "50.5万元"},
                {"label": "戏曲下乡", "current_budget": "40万元", "current_final": "40万元"},
                {"label": "馆藏修缮", "current_budget": "29.5万元", "current_final": "29.5万元"},
                {"label": "基本支出", "current_budget": "210.5万元", "current_final": "218.58万元"},
            ],
        },
        "indicators": indicators,
        "score": {"weight": "100分", "total": "99.1分", "grade": "优秀"},
        "projects": [
            {
                "name": "免费开放",
                "budget": {
                    "rows": [
                        _row("total", "年度资金总额", "50.5", "50.5", "50.5", weight="10分", rate="100%", score="10分"),
                        _row("fiscal", "当年财政拨款", "45", "45", "45"),
                        _row("carryover", "上年结转资金", "5.5", "5.5", "5.5"),
                    ],
                },
                "indicators": _indicators(("产出指标", 50, 2), ("效益指标", 30, 1), ("满意度指标", 10, 1)),
                "score": {"weight": "100分", "total": "100分"},
            },
        ],
    }  # fmt: skip


def patched(changes: dict[str, Any], data: dict[str, Any] | None = None) -> dict[str, Any]:
    """Return data with the fields at some paths replaced, or taken away when the new value is None."""
    made = copy.deepcopy(agreeing() if data is None else data)
    for path, value in changes.items():
        steps: list[str | int] = [int(step[1:-1]) if step[0] == "[" else step for step in _STEP.findall(path)]
        node: Any = made
        for step in steps[:-1]:
            node = node[step] if isinstance(step, int) else node.setdefault(step, {})
        if value is None:
            node.pop(steps[-1], None) if isinstance(node, dict) else node.pop(steps[-1])
        else:
            node[steps[-1]] = value
    return made


def report(changes: dict[str, Any] | None = None) -> Report:
    """Return the agreeing report with some fields changed."""
    return report_from_compact(patched(changes or {}))


def examined(changes: dict[str, Any] | None = None) -> Findings:
    """Return what the checks say of it."""
    return check(None, report(changes), Settings())


def said(identifier: str, changes: dict[str, Any] | None = None) -> list[Outcome]:
    """Return what one check says of it."""
    return [outcome for outcome in examined(changes).outcomes if outcome.check == identifier]


def roots(findings: Findings) -> list[tuple[str, str, str]]:
    """Return the findings as short tuples: check, severity, subject."""
    return [(one.root.check, one.root.severity, one.root.subject) for one in findings.findings]
