"""Which reports went worst: the order of the details, and a table that links to them."""

from __future__ import annotations

from collections.abc import Sequence

from extractor.eval.report import words
from extractor.eval.report.markup import Html, tag
from extractor.eval.report.tables import fault, scrolling, unscored
from extractor.eval.result import Measurement

HEADS = ("报告", "样式", "读法", "F1", "读错", "漏读", "放错", "多读", "已核实却错", "文字")


def ranked(measured: Sequence[Measurement]) -> list[Measurement]:
    """Return what has a fault, the worst first: not measured at all, then by F1, then by the number of faults."""
    return sorted((one for one in measured if has_fault(one)), key=_order)


def has_fault(one: Measurement) -> bool:
    """Whether there is anything to show of a measurement."""
    alarms = any(counts.false_alarms or counts.found < counts.expected for counts in one.findings.values())
    return bool(one.failed or one.misses or words.faults(one.figures) or one.verified_wrong or alarms)


def _order(one: Measurement) -> tuple[bool, float, int, int, str, str, str]:
    f1 = one.figures.f1
    return (
        not one.failed,
        1.0 if f1 is None else f1,
        -words.faults(one.figures),
        -len(one.misses),
        one.case,
        one.rendering,
        one.reader,
    )


def table(worst: Sequence[Measurement], anchors: Sequence[str]) -> Html:
    """Return the table of some measurements; each links to its details by its anchor."""
    lines = [_line(number, one, anchor) for number, (one, anchor) in enumerate(zip(worst, anchors, strict=True), 1)]
    heads = [tag("th", head, scope="col") for head in ("", *HEADS)]
    caption = "最差的在前"
    return scrolling(
        tag("table", tag("caption", caption), tag("thead", tag("tr", heads)), tag("tbody", lines), class_="worst"),
        caption,
    )


def _line(number: int, one: Measurement, anchor: str) -> Html:
    names = [
        tag("td", str(number)),
        tag("th", tag("a", one.case, href=f"#{anchor}"), scope="row"),
        tag("td", words.rendering(one.rendering)),
        tag("td", words.reader(one.reader)),
    ]
    if one.failed:
        return tag("tr", names, tag("td", "没能测：", one.failed, colspan=len(HEADS) - 3, class_="bad"))
    return tag("tr", names, [tag("td", cell) for cell in _cells(one)])


def _cells(one: Measurement) -> list[Html | str]:
    scored = words.scored(one.figures)
    counts = [fault(getattr(one.figures, name)) if scored else unscored() for name in words.FAULTS]
    texts = one.texts.value
    return [
        words.score(one.figures.f1) if scored else unscored(),
        *counts,
        fault(one.verified_wrong) if one.verified else unscored(),
        unscored() if texts is None else words.score(texts),
    ]
