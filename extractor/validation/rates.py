"""The rates that the domain knows by name (结转结余率, 公用经费控制率 …), and what each is computed from.

Source: 财预〔2013〕53号附表 and the indicator tables of Hunan; where bases differ by place, each of them counts.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import NamedTuple

from extractor.arithmetic.compare import HUNDRED, Agreement, Column, Number, ratio
from extractor.arithmetic.computation import fixed, shown
from extractor.arithmetic.parts import Part
from extractor.validation.growth import minus
from extractor.validation.rule import Case

_ANY = Column()


class Reading(NamedTuple):
    """One way to compute a rate: two amounts, the fields they come from, the division in figures, the printed rate."""

    part: Number
    whole: Number
    paths: tuple[str, ...]
    division: str
    printed: Decimal | None = None

    @property
    def value(self) -> Decimal:
        """The rate in per cent: as the report prints it where it does so rightly, else as computed."""
        return self.part.value / self.whole.value * HUNDRED if self.printed is None else self.printed

    @property
    def text(self) -> str:
        """The division with its result at two decimals: 243.68/5642.15=4.32%."""
        return f"{self.division}={fixed(self.value, 2)}%"


class NamedRate(NamedTuple):
    """A rate by the words that name it, the check that it belongs to, and how it may be computed."""

    check: str
    words: re.Pattern[str]
    readings: Callable[[Case, Part], Iterator[Reading]]


def rate_named(text: str) -> NamedRate | None:
    """Return the rate that some words name; None when they name none."""
    return next((one for one in RATES if one.words.search(text)), None)


def agreement(printed: Number, readings: list[Reading]) -> Agreement | None:
    """Say whether a printed rate agrees with one of its readings; None when there is nothing to compute it from."""
    found = [verdict for one in readings if (verdict := ratio(printed, one.part, one.whole, _ANY)) is not None]
    return next((wanted for wanted in _BEST if wanted in found), None)


_BEST: tuple[Agreement, ...] = ("pass", "hint", "fail")


def _cells(case: Case, part: Part, item: str, *columns: str) -> list[str] | None:
    """Return the paths of some cells of one row when all of them are printed; 年初 stands for a missing 全年预算."""
    paths = [part.cell(item, column) or "" for column in columns]
    return paths if all(path in case.known for path in paths) else None


def _quotient(case: Case, paths: list[str] | None) -> Iterator[Reading]:
    if paths is None:
        return
    one, other = (case.known[path] for path in paths)
    if other.value > 0 and one.kind == other.kind:
        yield Reading(one, other, tuple(paths), f"{shown(one, other)}/{shown(other, one)}")


def _difference(case: Case, paths: list[str], base: str) -> Iterator[Reading]:
    """Yield (first − second) / base; a difference is as fine as the coarser of its amounts."""
    one, other, whole = (case.known[path] for path in (*paths, base))
    if whole.value <= 0 or not one.kind == other.kind == whole.kind:
        return
    rest = minus(one, other)
    division = f"({shown(one, other)}-{shown(other, one)})/{shown(whole, one)}"
    yield Reading(rest, whole, tuple(dict.fromkeys((*paths, base))), division)


def _row(item: str) -> Callable[[Case, Part], Iterator[Reading]]:
    """Return how a rate of one row is computed: executed by budget."""

    def readings(case: Case, part: Part) -> Iterator[Reading]:
        yield from _quotient(case, _cells(case, part, item, "executed", "adjusted"))

    return readings


def _project(case: Case, part: Part) -> Iterator[Reading]:
    """项目支出执行率: of the department's row of projects; of the whole budget in the form of a project."""
    yield from _row("total" if part.prefix else "project")(case, part)


def _completion(case: Case, part: Part) -> Iterator[Reading]:
    """预算完成率: executed by budget, of the year or of its beginning; in Hunan what was not left over."""
    yield from _row("total")(case, part)
    yield from _quotient(case, _cells(case, part, "total", "executed", "initial"))


def _adjustment(case: Case, part: Part) -> Iterator[Reading]:
    """预算调整率, 预算控制率: what was added by the budget of the beginning, or of the year."""
    cells = _cells(case, part, "total", "adjusted", "initial")
    if cells is None:
        return
    for base in (cells[1], cells[0]):
        yield from _difference(case, cells, base)
    added = ["income.supplement", "income.initial"]
    yield from _quotient(case, added if all(path in case.known for path in added) else None)
    yield from _completion(case, part)  # where 预算控制率 means what was spent of the budget


def _left_over(case: Case, part: Part) -> Iterator[Reading]:
    """结转结余率: what is left by the budget (or by what was spent)."""
    cells = _cells(case, part, "total", "adjusted", "executed")
    if cells is not None:
        for base in cells:
            yield from _difference(case, cells, base)
    for whole in [*(cells or ()), "spending.adjusted_budget", "spending.total"]:
        if not part.prefix and "spending.balance" in case.known and whole in case.known:
            yield from _quotient(case, ["spending.balance", whole])


def _labelled(words: str) -> Callable[[Case, Part], Iterator[Reading]]:
    """Return how the rate of a row of 基础数据表 is computed: final by budget."""
    pattern = re.compile(words)

    def readings(case: Case, _: Part) -> Iterator[Reading]:
        rows = case.report.base_data.rows if case.report.base_data else ()
        for index, row in enumerate(rows):
            if pattern.search(row.label.text):
                paths = [f"base_data.rows[{index}].{column}" for column in ("current_final", "current_budget")]
                yield from _quotient(case, paths if all(path in case.known for path in paths) else None)

    return readings


def _public(case: Case, part: Part) -> Iterator[Reading]:
    for column in ("adjusted", "initial"):
        yield from _quotient(case, _cells(case, part, "public", "executed", column))
    yield from _labelled(r"^公用经费")(case, part)


def _three_public(case: Case, _: Part) -> Iterator[Reading]:
    rows = case.report.three_public.rows if case.report.three_public else ()
    for index, row in enumerate(rows):
        paths = [f"three_public.rows[{index}].{column}" for column in ("final", "budget")]
        if row.item == "total" and all(path in case.known for path in paths):
            yield from _quotient(case, paths)


def _key_projects(case: Case, part: Part) -> Iterator[Reading]:
    for column in ("executed", "adjusted", "initial"):
        cells = [part.cell(item, column) or "" for item in ("key_project", "project")]
        yield from _quotient(case, cells if all(path in case.known for path in cells) else None)


def _staff(case: Case, _: Part) -> Iterator[Reading]:
    paths = ["staffing.actual", "staffing.authorized"]
    yield from _quotient(case, paths if all(path in case.known for path in paths) else None)


def _named(check: str, words: str, readings: Callable[[Case, Part], Iterator[Reading]]) -> NamedRate:
    return NamedRate(check, re.compile(words), readings)


_OF_SPENDING = r"(?:支出|经费|资金)?(?:预算)?(?:执行率?|完成率)$"

RATES: tuple[NamedRate, ...] = (
    _named("A21", r"^在职人员控制率?$", _staff),
    _named("A18", r"^[“\"]?三公[”\"]?经费(?:预算)?控制率?$", _three_public),
    _named("A19", r"^(?:日常)?公用经费(?:支出)?(?:预算)?控制率?$", _public),
    _named("A20", r"^政府采购(?:预算)?执行率$", _labelled(r"政府采购")),
    _named("A16", r"^(?:财政拨款)?(?:资金)?结转结余(?:资金)?(?:控制)?率$|^结余结转率$", _left_over),
    _named("A15", r"^(?:部门)?预算(?:调整|控制)率$", _adjustment),
    _named("A23", r"^重点(?:项目)?支出安排率$", _key_projects),
    _named("A23", r"^(?:楼堂馆所.*|办公用房.*)控制率$", _labelled(r"楼堂馆所|办公用房")),
    _named("A01", rf"^(?:部门)?基本支出{_OF_SPENDING}", _row("basic")),
    _named("A01", rf"^(?:部门)?项目{_OF_SPENDING}", _project),
    _named("A01", rf"^(?:人员)(?:经费)?{_OF_SPENDING}", _row("personnel")),
    _named("A01", rf"^(?:公用)(?:经费)?{_OF_SPENDING}", _row("public")),
    _named("A15", r"^(?:部门|年度|整体支出|全年)?(?:支出)?预算完成率$", _completion),
    _named("A01", r"^(?:部门|整体|年度|全年|财政)?(?:支出|资金)?预?算?(?:执行率)$", _row("total")),
)
"""Every rate by its name; the first whose words match counts."""
