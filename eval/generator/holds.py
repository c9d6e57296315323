"""What is true of a generated report: the identities that its figures satisfy, quoted as they are printed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from extractor.eval.generator.paper import Mark, Tree

Hold = dict[str, Any]

_SPLITS = (
    ("A05", "总额=基本+项目", "total", ("basic", "project")),
    ("A06", "基本=人员+公用", "basic", ("personnel", "public")),
    ("A07", "项目=一般性+重点", "project", ("general_project", "key_project")),
    ("A08", "总额=各来源之和", "total", ("fiscal", "special_account", "own_funds", "carryover", "central", "provincial",
                                   "local", "other")),
)  # fmt: skip
_KINDS = ("wages", "goods_services", "individuals_families")
_USES = ("personnel", "public")
_VEHICLES = ("vehicle_purchase", "vehicle_operation")


def holds(tree: Tree) -> list[Hold]:
    """Return the identities that hold; each names its check."""
    parts = [tree, *tree.get("projects", [])]
    found = [hold for part in parts for hold in (*_money(part), *_points(part))]
    return [*found, *_narrative(tree), *_both(tree), *_staffing(tree), *_public(tree)]


def _money(part: Tree) -> Iterator[Hold]:
    """Yield what holds in a table of budget and execution."""
    rows = {row["item"]: row for row in _get(part, "budget.rows") or []}
    for row in rows.values():
        yield from _rate("A01", "执行率", row.get("rate"), (row.get("executed"), row.get("adjusted")))
        yield from _rate("A02", "执行率得分", row.get("score"), (row.get("rate"), row.get("weight")))
        yield from _hold("A03", "执行数不超过预算数", [row.get("executed"), row.get("adjusted")], "≤")
    for check, identity, whole, items in _SPLITS:
        for column in ("initial", "adjusted", "executed"):
            terms = [rows[item].get(column) for item in items if item in rows]
            yield from _sum(check, identity, rows.get(whole, {}).get(column), terms)
    natures = _get(part, "budget.by_income") or {}, _get(part, "budget.by_expenditure") or {}
    for nature in natures:
        yield from _sum("A05", "总额=按性质之和", rows.get("total", {}).get("executed"), list(nature.values()))


def _points(part: Tree) -> Iterator[Hold]:
    """Yield what holds among weights and scores."""
    indicators, total = part.get("indicators", []), part.get("score", {})
    rows = _get(part, "budget.rows") or [{}]
    for field, check, identity, whole in (
        ("weight", "B01", "分值合计", "weight"),
        ("score", "B05", "总分=得分之和", "total"),
    ):
        yield from _sum(
            check, identity, total.get(whole), [*(one.get(field) for one in indicators), rows[0].get(field)]
        )
    for name in dict.fromkeys(one["level1"].text for one in indicators if "level1_weight" in one):
        below = [one for one in indicators if one["level1"].text == name]
        yield from _sum("B02", "一级指标分值", below[0]["level1_weight"], [one.get("weight") for one in below])
    for one in indicators:
        yield from _hold(
            "B06", "得分与完成情况相符", [one.get(f) for f in ("target", "actual", "weight", "score")], "→"
        )
    yield from _hold("B12", "等次与总分相符", [total.get("total"), total.get("grade")], "→")


def _narrative(tree: Tree) -> Iterator[Hold]:
    """Yield what holds among the figures of the narrative."""
    spending, income = tree.get("spending", {}), tree.get("income", {})
    basic, project = spending.get("basic", {}), spending.get("project", {})
    yield from _rate(
        "A01", "预算执行率", spending.get("rate"), (spending.get("total"), spending.get("adjusted_budget"))
    )
    kinds = [basic.get("total"), project.get("total")]
    yield from _sum("A05", "支出=基本+项目", spending.get("total"), kinds)
    sources = [income.get(name) for name in ("fiscal", "general_public", "carryover") if name in income]
    yield from _sum("A05", "收入合计", income.get("total"), sources)
    for names in (_KINDS, _USES):
        yield from _sum("A06", "基本支出分解", basic.get("total"), [basic.get(name) for name in names])
    yield from _sum("A07", "项目支出分解", project.get("total"), [one["amount"] for one in project.get("items", [])])
    for name, share in basic.get("shares", {}).items():
        yield from _rate("A11", "占比", share, (basic.get(name), basic.get("total")))
    balance = [income.get("total") or spending.get("adjusted_budget"), spending.get("total"), spending.get("balance")]
    yield from _hold("A16", "年末结余", balance, "-")


def _both(tree: Tree) -> Iterator[Hold]:
    """Yield where narrative and form say the same."""
    rows = {row["item"]: row for row in _get(tree, "budget.rows") or []}
    pairs = (("total", "executed", "spending.total"), ("total", "adjusted", "spending.adjusted_budget"),
             ("total", "initial", "spending.initial_budget"), ("basic", "executed", "spending.basic.total"),
             ("project", "executed", "spending.project.total"))  # fmt: skip
    for item, column, path in pairs:
        yield from _hold("A09", "正文=表", [_get(tree, path), rows.get(item, {}).get(column)], "=")


def _staffing(tree: Tree) -> Iterator[Hold]:
    staffing = tree.get("staffing", {})
    yield from _rate(
        "A21", "控制率", staffing.get("control_rate"), (staffing.get("actual"), staffing.get("authorized"))
    )
    for column in ("authorized", "actual"):
        terms = [row[column] for row in staffing.get("breakdown", []) if column in row]
        yield from _sum("A22", "人员分类之和", staffing.get(column), terms)


def _public(tree: Tree) -> Iterator[Hold]:
    rows = {row["item"]: row for row in _get(tree, "three_public.rows") or []}
    for column in ("previous", "budget", "final"):
        cells = {item: row.get(column) for item, row in rows.items()}
        vehicles = [cells.get("vehicles")] if "vehicles" in cells else [cells.get(item) for item in _VEHICLES]
        yield from _sum("A17", "三公合计", cells.get("total"), [cells.get("abroad"), *vehicles, cells.get("reception")])
    total = rows.get("total", {})
    yield from _hold("A18", "三公决算不超过预算", [total.get("final"), total.get("budget")], "≤")
    yield from _hold("A13", "三公增减", [total.get(name) for name in ("final", "change_from_previous", "growth")], "，")


def _sum(check: str, identity: str, whole: Any, terms: Sequence[Any]) -> Iterator[Hold]:
    """Yield that parts make up a whole; parts that are not printed are no money."""
    printed = [term for term in terms if isinstance(term, Mark)]
    if isinstance(whole, Mark) and len(printed) > 1:
        text = f"{'+'.join(mark.text for mark in printed)}={whole.text}"
        yield _made(check, identity, [whole, *printed], text)


def _rate(check: str, identity: str, rate: Any, terms: tuple[Any, Any]) -> Iterator[Hold]:
    sign = "×" if check == "A02" else "/"
    if all(isinstance(mark, Mark) for mark in (rate, *terms)):
        yield _made(check, identity, [rate, *terms], f"{terms[0].text}{sign}{terms[1].text}={rate.text}")


def _hold(check: str, identity: str, marks: Sequence[Any], sign: str) -> Iterator[Hold]:
    if all(isinstance(mark, Mark) for mark in marks):
        yield _made(check, identity, marks, sign.join(mark.text for mark in marks))


def _made(check: str, identity: str, marks: Sequence[Mark], computation: str) -> Hold:
    quotes = list(dict.fromkeys(mark.text for mark in marks))
    return {"identity": identity, "check": check, "quotes": quotes, "computation": computation}


def _get(tree: Tree, path: str) -> Any:
    node: Any = tree
    for step in path.split("."):
        node = node.get(step) if isinstance(node, dict) else None
    return node
