"""What the mutation benchmark counts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal

from pydantic import Field, computed_field

from extractor.records.base import Record

Suggested = Literal["right", "part", "wrong", "tied", "none"]
"""What the unique repairs of a report come to: the truth; some of it and nothing else; something else; only ties;
nothing."""


class Judged(Record):
    """What became of one mutant."""

    kind: str
    source: str
    fault: str = Field(description="字段：原值→错值")
    broken: bool
    detected: bool
    decidable: bool = Field(description="穷举恰有一个最省的改法")
    decided_rightly: bool = Field(default=False, description="穷举的那一个就是真相")
    suggested: Suggested
    said: str = ""


class Row(Record):
    """One class of faults, or all of them."""

    kind: str
    mutants: int = Field(title="份")
    broken: int = Field(title="破坏恒等式")
    detected: int = Field(title="查出", description="在破坏恒等式的里面")
    decidable: int = Field(title="可定位", description="在破坏恒等式的里面，穷举恰有一个最省的改法")
    right: int = Field(title="改对", description="在可定位的里面，唯一改法就是真相")
    wrong: int = Field(title="改错", description="在破坏恒等式的里面，唯一改法不是真相")
    tied: int = Field(title="并列", description="在破坏恒等式的里面，只列出几种改法")
    silent: int = Field(title="无改法", description="在破坏恒等式的里面，只报不符")

    @computed_field  # type: ignore[prop-decorator]
    @property
    def detection(self) -> float | None:
        """The share of broken reports that is found."""
        return _share(self.detected, self.broken)

    @computed_field  # type: ignore[prop-decorator]
    @property
    def correctness(self) -> float | None:
        """The share of decidable faults of which the unique repair is the truth."""
        return _share(self.right, self.decidable)

    @computed_field  # type: ignore[prop-decorator]
    @property
    def error(self) -> float | None:
        """The share of broken reports with a unique repair that is not the truth."""
        return _share(self.wrong, self.broken)


class Mutation(Record):
    """The whole measurement: per class, in all, false alarms on the reports before any fault, and what went wrong."""

    seed: int
    sources: int = Field(title="报告")
    rows: tuple[Row, ...]
    total: Row
    false_alarms: tuple[str, ...] = Field(default=(), title="误报")
    failures: tuple[Judged, ...] = Field(default=(), description="没有查出、改错和该改对而没有改对的")


def rows_of(judged: Sequence[Judged], kinds: Iterable[str]) -> tuple[Row, ...]:
    """Count what became of the mutants, class by class."""
    return tuple(row_of(kind, [one for one in judged if one.kind == kind]) for kind in kinds)


def row_of(kind: str, judged: Sequence[Judged]) -> Row:
    """Count what became of some mutants."""
    broken = [one for one in judged if one.broken]
    decidable = [one for one in broken if one.decidable]
    return Row(
        kind=kind,
        mutants=len(judged),
        broken=len(broken),
        detected=sum(one.detected for one in broken),
        decidable=len(decidable),
        right=sum(one.suggested == "right" for one in decidable),
        wrong=sum(one.suggested == "wrong" for one in broken),
        tied=sum(one.suggested == "tied" for one in broken),
        silent=sum(one.suggested == "none" for one in broken),
    )


def is_failure(one: Judged) -> bool:
    """Whether a mutant counts against the checks or the search."""
    missed = not one.detected or one.suggested == "wrong"
    return one.broken and (missed or (one.decidable and one.suggested != "right"))


def _share(part: int, whole: int) -> float | None:
    return round(part / whole, 4) if whole else None
