"""Which fields of a report must add up, divide or be equal.

One list for all who ask: validation reports what fails, `graph` says what each figure is worth, a reader that
suspects a slipped table counts what would hold.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import chain

from extractor.arithmetic.facts import CONSTANT, Facts, facts
from extractor.arithmetic.forms import form_identities
from extractor.arithmetic.identity import Identity
from extractor.arithmetic.parts import Part, parts
from extractor.arithmetic.shares import share_identities
from extractor.records.report import BaseDataRow, Report, StaffRow, Text

_BASE_COLUMNS = {"current_final": "executed", "current_budget": "initial"}
"""A column of 基础数据表 and the column of the budget table that holds the same fact."""

_BASE_LABELS = (("basic", re.compile(r"基本支出")), ("project", re.compile(r"项目支出")))
_NOT_A_PROJECT = re.compile(
    r"三公|公务用车|公车|出国|出境|接待|公用经费|办公|水费|电费|差旅|会议|培训|政府采购|基本支出|项目支出|楼堂馆所|编制|在职|控制率|合计"
)
_THREE_PUBLIC = re.compile(r"三公|公务用车|公车|出国|出境|接待")
_NOT_ON_THE_PAYROLL = re.compile(r"退休|离休|临聘|聘用|编外|遗属|劳务派遣")
_NAMESAKE = 4
"""How many characters the shorter of two names must have when it stands within the longer one."""


def identities(report: Report, known: Facts | None = None) -> list[Identity]:
    """Return all identities of a report that have something to say, also those that lack a figure.

    `known` are its facts if at hand. A rate without amounts is kept (it cannot be checked); a total without any part,
    or one side of an equality, is not.
    """
    known = facts(report) if known is None else known
    whole = next(parts(report))
    made = chain(
        chain.from_iterable(form_identities(part, known) for part in parts(report)),
        _narrative_sums(report, known, whole),
        _narrative_rate(known, whole),
        _narrative_equals_form(known, whole),
        _base_data(report, known, whole),
        _projects(report),
        _staffing(report),
        _three_public(report),
        share_identities(report, known, whole),
    )
    return [identity for identity in made if _has_something_to_say(identity, known)]


def _has_something_to_say(identity: Identity, known: Facts) -> bool:
    result = identity.result in known or identity.result.startswith(CONSTANT)
    terms = sum(path in known or path.startswith(CONSTANT) for path in identity.terms)
    if identity.form in {"ratio", "product", "indicator"}:
        return result
    return terms > 0 and (result or (identity.form == "sum" and terms == len(identity.terms) > 1))


def _narrative_sums(report: Report, known: Facts, whole: Part) -> Iterator[Identity]:
    """支出合计 = 基本 + 项目; 基本 = its kinds; 项目 = its items; 收入合计 = its sources."""
    funds = ("spending.government_fund", "spending.state_capital", "spending.social_insurance")
    executed = whole.cell("total", "executed")
    total = "spending.total" if "spending.total" in known or executed is None else executed
    kinds = ("spending.basic.total", "spending.project.total")
    yield Identity("A05", "sum", total, kinds, funds, binding=all(path in known for path in kinds))
    yield Identity("A05", "sum", "income.total", ("income.fiscal", "income.carryover", "income.other"), binding=False)
    named = [f"spending.basic.{name}" for name in ("wages", "goods_services", "individuals_families", "other")]
    listed = sum(path in known for path in named)
    if all(path in known for path in named[:-1]) and named[-1] not in known:
        named.pop()  # 基本支出 has these three kinds; a fourth is told when there is one
    for parts_of_basic, binding in ((tuple(named), listed > 1), (_BY_USE, True)):
        if not _of_another_total(report, parts_of_basic):
            yield Identity("A06", "sum", "spending.basic.total", parts_of_basic, binding=binding)
    project = report.spending.project if report.spending else None
    if project is not None and project.items:
        items = tuple(f"spending.project.items[{index}].amount" for index in range(len(project.items)))
        yield Identity("A07", "sum", "spending.project.total", items, binding=project.items_closed is True)


_BY_USE = ("spending.basic.personnel", "spending.basic.public")


def _of_another_total(report: Report, names: tuple[str, ...]) -> bool:
    """Whether parts of 基本支出 stand beside another value of it: 一般公共预算财政拨款基本支出, not all of it."""
    basic = report.spending.basic if report.spending else None
    if basic is None or basic.total is None:
        return False
    parts_told = (getattr(basic, name.rpartition(".")[2]) for name in names)
    places = {part.at.line for part in parts_told if part is not None}
    return bool(places) and places <= {other.at.line for other in basic.total.alternatives}


def _narrative_rate(known: Facts, whole: Part) -> Iterator[Identity]:
    """预算执行率 = 支出 / 调整后预算, each as the narrative says it, else as the form does."""
    executed = _first(known, ("spending.total", whole.cell("total", "executed")))
    budget = _first(known, ("spending.adjusted_budget", whole.cell("total", "adjusted"), "spending.initial_budget"))
    if executed and budget:
        stated = executed == "spending.total" and budget == "spending.adjusted_budget"
        yield Identity("A01", "ratio", "spending.rate", (executed, budget), binding=stated)


def _narrative_equals_form(known: Facts, whole: Part) -> Iterator[Identity]:
    """Each amount of the narrative beside the same fact of the form; it may mean the budget instead of the final."""
    pairs = [("spending.adjusted_budget", "total", "adjusted"), ("spending.initial_budget", "total", "initial"),
             ("income.initial", "total", "initial"), ("spending.rate", "total", "rate")]  # fmt: skip
    for narrative, item, column in pairs:
        if cell := whole.cell(item, column):
            yield Identity("A09", "equal", narrative, (cell,))
    spent = [("spending.total", "total", None), ("spending.basic.total", "basic", "total"),
             ("spending.basic.personnel", "personnel", "basic"), ("spending.basic.public", "public", "basic"),
             ("spending.project.total", "project", "total")]  # fmt: skip
    for narrative, item, parent in spent:
        container = whole.cell(parent, "executed") if parent else None
        if cell := whole.cell(item, "executed"):
            instead = _present(known, (whole.cell(item, "adjusted"), whole.cell(item, "initial")))
            yield Identity("A09", "equal", narrative, (cell,), instead=instead, whole=container)
        if item in {"basic", "project"}:
            yield Identity("A09", "equal", narrative, (f"budget.by_expenditure.{item}",), whole=container)
    yield Identity("A09", "equal", "income.general_public", ("budget.by_income.general_public",), binding=False)


def _base_data(report: Report, known: Facts, whole: Part) -> Iterator[Identity]:
    """基础数据表 beside the budget table, whatever units both are printed in."""
    rows = report.base_data.rows if report.base_data else ()
    for index, row in enumerate(rows):
        item = next((item for item, words in _BASE_LABELS if words.search(row.label.text)), None)
        if item is not None:
            yield from _base_row(f"base_data.rows[{index}]", item, known, whole)
    run = _project_rows(rows)
    if len(run) > 1:
        terms = tuple(f"base_data.rows[{index}].current_final" for index in run)
        for result in (whole.cell("project", "executed"), "budget.by_expenditure.project", "spending.project.total"):
            if result in known:
                yield Identity("A09", "sum", result or "", terms, binding=False)


def _base_row(path: str, item: str, known: Facts, whole: Part) -> Iterator[Identity]:
    for column, other in _BASE_COLUMNS.items():
        same = [whole.cell(item, other)]
        if other == "executed":
            same += [f"budget.by_expenditure.{item}", f"spending.{item}.total"]
        if term := _first(known, same):
            instead = _present(known, (whole.cell(item, "adjusted"),)) if other == "initial" else ()
            container = whole.cell("total", other)
            yield Identity("A09", "equal", f"{path}.{column}", (term,), instead=instead, whole=container)


def _project_rows(rows: tuple[BaseDataRow, ...]) -> list[int]:
    """Return the rows of 基础数据表 that name projects: those between 三公经费 and the next heading of the form."""
    start = max((index for index, row in enumerate(rows) if _THREE_PUBLIC.search(row.label.text)), default=-1) + 1
    while start < len(rows) and "项目支出" in rows[start].label.text:
        start += 1
    run = []
    for index in range(start, len(rows)):
        if _NOT_A_PROJECT.search(rows[index].label.text):
            break
        run.append(index)
    return run


def _projects(report: Report) -> Iterator[Identity]:
    """A project's own table beside the same project in 基础数据表 and in the narrative."""
    for part in parts(report):
        name = getattr(part.form, "name", None)
        if name is None:
            continue
        for index, row in enumerate(report.base_data.rows if report.base_data else ()):
            for column, other in _BASE_COLUMNS.items():
                cells = [part.cell("total", other), part.cell("total", "adjusted") if other == "initial" else None]
                yield from _namesakes(name, row.label, f"base_data.rows[{index}].{column}", cells)
        items = report.spending.project.items if report.spending and report.spending.project else ()
        for index, item in enumerate(items):
            path = f"spending.project.items[{index}].amount"
            yield from _namesakes(name, item.name, path, [part.cell("total", "executed")])
    for number, project in enumerate(report.projects):
        terms = tuple(f"projects[{number}].items[{index}].amount" for index in range(len(project.items)))
        total = Part(f"projects[{number}].", project).cell("total", "executed")
        if terms and total:
            yield Identity("A07", "sum", total, terms, binding=False)


def _namesakes(name: Text, other: Text, path: str, cells: list[str | None]) -> Iterator[Identity]:
    """Yield that two amounts are equal when their names are; only a proof, if it holds, when one contains the other."""
    one, two = sorted((_bare(name.text), _bare(other.text)), key=len)
    named = [cell for cell in cells if cell]
    if named and (one == two or (len(one) >= _NAMESAKE and one in two)):
        yield Identity("A09", "equal", path, (named[0],), instead=tuple(named[1:]), binding=one == two)


def _staffing(report: Report) -> Iterator[Identity]:
    staffing = report.staffing
    if staffing is None:
        return
    terms = ("staffing.actual", "staffing.authorized")
    yield Identity("A21", "ratio", "staffing.control_rate", terms)
    closed = staffing.breakdown_closed is True
    for column in ("authorized", "actual"):
        inside = tuple(_staff_cells(staffing.breakdown, column, others=False))
        outside = tuple(_staff_cells(staffing.breakdown, column, others=True))
        if inside:
            yield Identity("A22", "sum", f"staffing.{column}", inside, outside, binding=closed and len(inside) > 1)
    if staffing.vehicles is not None and staffing.vehicles.breakdown:
        cells = tuple(f"staffing.vehicles.breakdown[{i}].count" for i in range(len(staffing.vehicles.breakdown)))
        yield Identity("A22", "sum", "staffing.vehicles.total", cells, binding=False)


def _staff_cells(rows: tuple[StaffRow, ...], column: str, *, others: bool) -> Iterator[str]:
    for index, row in enumerate(rows):
        if bool(_NOT_ON_THE_PAYROLL.search(row.label.text)) == others:
            yield f"staffing.breakdown[{index}].{column}"


def _three_public(report: Report) -> Iterator[Identity]:
    """三公 = 出国 + 公车 + 接待; 公车 = 购置 + 运行; 决算 = 上年 + 增减."""
    rows = report.three_public.rows if report.three_public else ()
    index = {row.item: number for number, row in reversed(list(enumerate(rows)))}
    vehicles = ("vehicles",) if "vehicles" in index else ("vehicle_purchase", "vehicle_operation")
    splits = (("total", ("abroad", *vehicles, "reception")), ("vehicles", ("vehicle_purchase", "vehicle_operation")))
    for column in ("previous", "budget", "final"):
        for whole, items in splits:
            terms = tuple(f"three_public.rows[{index[item]}].{column}" for item in items if item in index)
            if whole in index and terms:
                result = f"three_public.rows[{index[whole]}].{column}"
                yield Identity("A17", "sum", result, terms, binding=len(terms) == len(items), within=True)
    for number in range(len(rows)):
        row = f"three_public.rows[{number}]"
        change = f"{row}.change_from_previous"
        yield Identity("A13", "sum", f"{row}.final", (f"{row}.previous", change), binding=False)
        yield Identity("A13", "ratio", f"{row}.growth", (change, f"{row}.previous"), binding=False)


def _present(known: Facts, candidates: Iterable[str | None]) -> tuple[str, ...]:
    return tuple(path for path in candidates if path is not None and path in known)


def _first(known: Facts, candidates: Iterable[str | None]) -> str | None:
    return next(iter(_present(known, candidates)), None)


def _bare(name: str) -> str:
    """Return a name without the words that every project shares."""
    return re.sub(r"[\s“”\"（）()]|项目|支出|经费$", "", name)
