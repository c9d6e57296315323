"""What is true of one fictional unit in one year: the facts that a report prints, apart from any form.

Amounts are in 元, exact; rates and scores are as the office computed them. A form chooses what it prints and how.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

HUNDRED = Decimal(100)
ZERO = Decimal(0)


@dataclass(frozen=True)
class Habit:
    """How an office computes: its rates and scores, printed decimals, rounded or cut off."""

    rate_decimals: int
    cut: bool
    from_printed: bool

    def rate(self, part: Decimal, whole: Decimal) -> Decimal:
        """Return part ÷ whole in per cent; the rate of nothing is 0."""
        exact = part / whole * HUNDRED if whole else ZERO
        return exact.quantize(Decimal(1).scaleb(-self.rate_decimals), ROUND_DOWN if self.cut else ROUND_HALF_UP)

    def points(self, flow: Flow, weight: Decimal) -> Decimal:
        """Return the points for execution: rate × weight with two decimals."""
        exact = flow.executed / flow.adjusted if flow.adjusted else ZERO
        rate = self.rate(flow.executed, flow.adjusted) / HUNDRED if self.from_printed else exact
        return (rate * weight).quantize(Decimal("0.01"), ROUND_DOWN if self.cut else ROUND_HALF_UP)


@dataclass(frozen=True)
class Flow:
    """One line of money: 年初预算, 全年预算, 全年执行."""

    initial: Decimal
    adjusted: Decimal
    executed: Decimal

    def __add__(self, other: Flow) -> Flow:
        """Add up two lines."""
        return Flow(self.initial + other.initial, self.adjusted + other.adjusted, self.executed + other.executed)


NO_MONEY = Flow(ZERO, ZERO, ZERO)


def total(flows: Iterator[Flow] | tuple[Flow, ...]) -> Flow:
    """Return the sum of some lines."""
    return sum(flows, NO_MONEY)


@dataclass(frozen=True)
class Place:
    """Where a unit is: `name` is 柏川县, `mark` the character of its document numbers."""

    name: str
    kind: str
    mark: str


@dataclass(frozen=True)
class Person:
    """Somebody with an office."""

    name: str
    title: str
    organization: str


@dataclass(frozen=True)
class Unit:
    """Who reports, for which year, and when."""

    name: str
    place: Place
    parent: str
    code: str
    year: int
    reported: date
    preparer: str
    phone: str
    head: str
    evaluators: tuple[Person, ...]
    duties: tuple[str, ...]
    offices: tuple[str, ...]


@dataclass(frozen=True)
class StaffClass:
    """A class of posts and of the people in them: 行政编制 and 行政人员."""

    posts: str
    people: str
    authorized: int
    actual: int


@dataclass(frozen=True)
class Staff:
    """People and cars."""

    classes: tuple[StaffClass, ...]
    retired: int
    cars: tuple[tuple[str, int], ...]

    @property
    def authorized(self) -> int:
        """编制数."""
        return sum(one.authorized for one in self.classes)

    @property
    def actual(self) -> int:
        """在职人数."""
        return sum(one.actual for one in self.classes)


@dataclass(frozen=True)
class YearLine:
    """A line of 基础数据表: last year's final, this year's budget and final."""

    previous: Decimal
    budget: Decimal
    final: Decimal

    def __add__(self, other: YearLine) -> YearLine:
        """Add up two lines."""
        return YearLine(self.previous + other.previous, self.budget + other.budget, self.final + other.final)


@dataclass(frozen=True)
class Indicator:
    """One indicator with its result. Without a quantity, `words` are the target and the result.

    `sense` is ≥, ≤ or =; `score` follows from target, result and weight by the rules; `reason` is given where points
    are missing or the target is far exceeded.
    """

    kind: str
    stem: str
    noun: str
    unit: str
    sense: str
    target: Decimal
    actual: Decimal
    words: tuple[str, str] | None
    weight: Decimal
    score: Decimal
    reason: str

    @property
    def name(self) -> str:
        """三级指标."""
        return f"{self.stem}{self.noun}"


@dataclass(frozen=True)
class Branch:
    """A level 2 of the indicators."""

    name: str
    indicators: tuple[Indicator, ...]


@dataclass(frozen=True)
class Level:
    """A level 1 of the indicators with the points below it."""

    name: str
    weight: Decimal
    branches: tuple[Branch, ...]

    @property
    def indicators(self) -> tuple[Indicator, ...]:
        """All indicators below."""
        return tuple(one for branch in self.branches for one in branch.indicators)


@dataclass(frozen=True)
class Assessment:
    """The evaluation of a unit or of one project."""

    levels: tuple[Level, ...]
    execution_weight: Decimal
    execution_score: Decimal
    expected: str
    reached: str

    @property
    def indicators(self) -> tuple[Indicator, ...]:
        """All indicators."""
        return tuple(one for level in self.levels for one in level.indicators)

    @property
    def weight(self) -> Decimal:
        """The full marks."""
        return self.execution_weight + sum((one.weight for one in self.indicators), ZERO)

    @property
    def score(self) -> Decimal:
        """The score: the points of all indicators and of the execution."""
        return self.execution_score + sum((one.score for one in self.indicators), ZERO)

    @property
    def grade(self) -> str:
        """优 良 中 差."""
        bounds = ((90, "优"), (80, "良"), (60, "中"))
        return next((word for bound, word in bounds if self.score >= bound), "差")


@dataclass(frozen=True)
class Project:
    """One project: who does it, its money by source, its evaluation."""

    name: str
    department: str
    implementer: str
    sources: tuple[tuple[str, Flow], ...]
    previous: Decimal
    is_fund: bool
    assessment: Assessment

    @property
    def flow(self) -> Flow:
        """All money of the project."""
        return total(tuple(flow for _, flow in self.sources))

    def source(self, item: str) -> Flow:
        """Return the money of one source."""
        return dict(self.sources).get(item, NO_MONEY)


@dataclass(frozen=True)
class Basic:
    """基本支出: its two uses, what was spent by kind, and last year's total."""

    personnel: Flow
    public: Flow
    wages: Decimal
    goods: Decimal
    families: Decimal
    previous: Decimal
    previous_public: Decimal

    @property
    def flow(self) -> Flow:
        """All money of 基本支出."""
        return self.personnel + self.public


@dataclass(frozen=True)
class Facts:
    """All that is true of one unit in one year."""

    habit: Habit
    unit: Unit
    staff: Staff
    basic: Basic
    projects: tuple[Project, ...]
    three_public: dict[str, YearLine]
    assessment: Assessment
    problems: tuple[str, ...]
    measures: tuple[str, ...]
    deeds: tuple[str, ...]

    @property
    def project(self) -> Flow:
        """项目支出."""
        return total(tuple(one.flow for one in self.projects))

    @property
    def flow(self) -> Flow:
        """All money of the unit."""
        return self.basic.flow + self.project

    @property
    def fund(self) -> Flow:
        """政府性基金."""
        return total(tuple(one.flow for one in self.projects if one.is_fund))

    @property
    def carryover(self) -> Decimal:
        """上年结转: part of both budgets."""
        return sum((one.source("carryover").adjusted for one in self.projects), ZERO)
