"""The first thing that a reader sees: four numbers for each reader, and the same in plain sentences."""

from __future__ import annotations

from collections.abc import Sequence

from extractor.eval.renderings import SCANS
from extractor.eval.report import words
from extractor.eval.report.markup import Html, joined, tag
from extractor.eval.report.rows import Interval, Row, readers, row
from extractor.eval.report.tables import unscored
from extractor.eval.result import Counts, Measurement

FAMILIES = (("电子文档", True), ("扫描和拍照", False))
"""Renderings whose characters need no recognition, and those that are pictures."""


def summary(measured: Sequence[Measurement], interval: Interval | None) -> Html:
    """Return the summary: one block for each reader."""
    several = len(readers(measured)) > 1
    return joined(
        [_reader([one for one in measured if one.reader == name], interval, several) for name in readers(measured)]
    )


def _reader(measured: Sequence[Measurement], interval: Interval | None, several: bool) -> Html:
    families = [(name, _family(measured, digital, interval)) for name, digital in FAMILIES]
    every = row(measured, "", interval)
    tiles = [*(_score(name, family) for name, family in families), _verified(every), _effort(every)]
    sentences = [_sentence(name, family) for name, family in families if family]
    return tag(
        "section",
        tag("h3", words.reader(measured[0].reader)) if several else None,
        tag("div", tiles, class_="tiles"),
        tag("p", [*sentences, _failed(every)]),
        class_="summary",
    )


def _family(measured: Sequence[Measurement], digital: bool, interval: Interval | None) -> Row | None:
    found = [one for one in measured if (one.rendering in SCANS) != digital]
    return row(found, "", interval) if found else None


def _score(name: str, family: Row | None) -> Html:
    value = family.sums.figures.f1 if family else None
    span = words.span(family.span) if family else ""
    return _tile(f"{name}：数字 F1", unscored() if value is None else words.score(value), span and f"95% 区间 {span}")


def _verified(every: Row) -> Html:
    sums = every.sums
    value = words.number(sums.verified_wrong) if sums.verified else unscored()
    return _tile(
        "标为“已核实”却错", value, f"共 {words.number(sums.verified)} 个，必须为 0" if sums.verified else "",
        bad=bool(sums.verified_wrong),
    )  # fmt: skip


def _effort(every: Row) -> Html:
    value = every.sums.effort.value
    return _tile("要人看一眼的数字", unscored() if value is None else words.percent(value), "其余由算术核实")


def _tile(name: str, value: str, aside: str, *, bad: bool = False) -> Html:
    return tag(
        "div",
        tag("span", name, class_="name"),
        tag("span", value, class_="value bad" if bad else "value"),
        tag("span", aside, class_="aside") if aside else None,
        class_="tile",
    )


def _sentence(name: str, family: Row) -> str:
    counts = family.sums.figures
    if not words.scored(counts):
        return f"{name}：没有评数字。"
    said = f"{words.number(counts.labelled)} 个数字，读对 {words.number(counts.right)} 个"
    return f"{name}：{len(family.done)} 份次，{said}，{_faults(counts)}。"


def _faults(counts: Counts) -> str:
    found = {words.VERDICTS[v]: getattr(counts, v) for v in words.VERDICTS if v in words.FAULTS}
    return "、".join(f"{name} {words.number(number)} 个" for name, number in found.items() if number) or "没有差错"


def _failed(every: Row) -> str:
    return f"另有 {every.failed} 份次没能测，不计入分数。" if every.failed else ""
