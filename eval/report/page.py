"""The HTML report of the accuracy suite: one file that needs no network, worst cases first."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from pathlib import Path

from extractor.eval.report import worst
from extractor.eval.report.details import Limits, details
from extractor.eval.report.heat import heat
from extractor.eval.report.markup import Html, joined, tag
from extractor.eval.report.pictures import Pages, Pictures
from extractor.eval.report.plot import plot
from extractor.eval.report.rows import Interval, Row, readers, renderings, rows, totals
from extractor.eval.report.summary import summary
from extractor.eval.report.tables import CONTENT, FIGURES, TRUST, table
from extractor.eval.report.words import reader, rendering
from extractor.eval.result import Measurement
from extractor.records.base import Record

_HERE = Path(__file__).parent
_POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'; script-src 'unsafe-inline'"
"""Tells the browser, too, that this file may load nothing."""

_TERMS = (
    ("应读", "手工标注里的数字。一个数字读对，须数值和单位都与标注相同。"),
    ("读错、漏读、放错、多读", "位置对而数值或单位不对；没有读到；读到了却放进别的字段；标注里没有却读了出来。"),
    ("F1", "查准（读出的有多少对）与查全（应读的有多少读对）的调和平均，1 为全对。不到 1 的从不写作 1.000。"),
    (
        "95% 区间",
        "换一批同类报告，F1 大约会落在这个范围；由自助抽样得出。各份都一样时抽样说明不了什么，写作“—”。",
    ),
    ("文字", "与标注文字的相近程度（ANLS），0 到 1。"),
    ("定位 F1", "值读对，且所指的框与原字重合过半（IoU ≥ 0.5），两者都满足才算对。"),
    ("已核实却错", "软件凭算术标为“已核实”、劝人不必再看的数字里，有几个其实与标注不符。必须为 0。"),
    ("待人看", "标为“有矛盾”或“未核对”、需要人看一眼的数字占全部的份额，越低越省力。"),
    ("未评", "标注里没有这一项，或这种样式不适用。未评不是零分，也不拉低平均。"),
)


class About(Record):
    """What the report says of itself: its title, when it was made, and by which version."""

    title: str = "准确度测评报告"
    when: str = ""
    version: str = ""


def html(
    measured: Sequence[Measurement],
    pages: Pages,
    about: About = About(),  # noqa: B008 - a frozen record
    interval: Interval | None = None,
    limits: Limits = Limits(),  # noqa: B008
) -> str:
    """Return the report as one HTML file.

    Args:
        measured: what was measured, in any order.
        pages: gives the image of a page (from 1) of a measured file, PNG or JPEG; None when there is none.
        about: title, date and version, as they are printed.
        interval: gives bootstrap intervals; without it none are shown.
        limits: how much is shown of each report, and how large the images may be in all.

    """
    head = tag(
        "head",
        tag("meta", charset="utf-8"),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("meta", http_equiv="Content-Security-Policy", content=_POLICY),
        tag("meta", name="color-scheme", content="light dark"),
        tag("title", about.title),
        tag("style", Html(_text("style.css"))),
    )
    body = tag("body", _body(measured, pages, about, interval, limits), tag("script", Html(_text("script.js"))))
    return f"<!DOCTYPE html>\n{tag('html', head, body, lang='zh-CN')}\n"


def _body(
    measured: Sequence[Measurement], pages: Pages, about: About, interval: Interval | None, limits: Limits
) -> Html:
    pictures = Pictures(pages, limits.image_bytes)
    lines = rows(measured, interval)
    bad = worst.ranked(measured)
    anchors = [f"m{number}" for number in range(1, len(bad) + 1)]
    shown = [details(one, anchor, pictures, limits) for one, anchor in zip(bad, anchors, strict=True)]
    parts = [
        ("总表", "total", _scores(lines, measured, interval) if measured else tag("p", "没有测任何报告。")),
        ("各样式的数字得分", "plot", plot(lines)),
        ("各组数字的得分", "heat", heat(lines)),
        ("最差的报告", "worst", _worst(bad, anchors, limits)),
        ("逐处差错", "misses", _misses(shown)),
        ("没有差错的", "clean", _clean(measured)),
    ]
    sections = [tag("section", tag("h2", title), content, id=name) for title, name, content in parts if content]
    links = [tag("a", title, href=f"#{name}") for title, name, content in parts if content]
    return joined(
        tag("header", tag("h1", about.title), tag("p", _about(measured, about), class_="about"), tag("nav", links)),
        tag("main", summary(measured, interval), _terms(), sections),
        pictures.store(),
    )


def _about(measured: Sequence[Measurement], about: About) -> str:
    size = f"{len({one.case for one in measured})} 份报告 × {len(renderings(measured))} 种样式"
    by = "、".join(reader(name) for name in readers(measured))
    version = f"版本 {about.version}" if about.version else ""
    return " · ".join(part for part in (about.when, version, size, f"读法：{by}" if by else "") if part)


def _terms() -> Html:
    terms = [joined(tag("dt", name), tag("dd", means)) for name, means in _TERMS]
    return tag("details", tag("summary", "名词怎么看"), tag("dl", terms), class_="terms")


def _scores(lines: Sequence[Row], measured: Sequence[Measurement], interval: Interval | None) -> Html:
    sums = totals(measured, interval) if len(renderings(measured)) > 1 else []
    captions = ((FIGURES, "数字"), (CONTENT, "文字、指标、问题与综述"), (TRUST, "依据、把握与用时"))
    return joined([table([*lines, *sums], columns, caption) for columns, caption in captions])


def _worst(bad: Sequence[Measurement], anchors: Sequence[str], limits: Limits) -> Html | None:
    if not bad:
        return None
    more = len(bad) - limits.worst
    return joined(
        worst.table(bad[: limits.worst], anchors[: limits.worst]),
        tag("p", f"有差错的共 {len(bad)} 份次，其余 {more} 份次见下。", class_="note") if more > 0 else None,
    )


def _misses(shown: Sequence[Html]) -> Html | None:
    if not shown:
        return None
    keys = [("got", "橙色实线：读自此处"), ("expected", "蓝色虚线：应在此处")]
    return joined(
        tag("ul", [tag("li", tag("span", text, class_=f"side {side}")) for side, text in keys], class_="legend"),
        tag(
            "p",
            tag("button", "全部展开", type="button", data_open="yes"),
            tag("button", "全部收起", type="button", data_open="no"),
            class_="buttons",
            hidden=True,
        ),
        shown,
    )


def _clean(measured: Sequence[Measurement]) -> Html | None:
    """Name what has no fault, by rendering and reader."""
    clean = sorted((one for one in measured if not worst.has_fault(one)), key=lambda one: (_which(one), one.case))
    order = [(name, who) for name in renderings(measured) for who in readers(measured)]
    groups = {which: [one.case for one in group] for which, group in groupby(clean, _which)}
    lines = [
        joined(tag("dt", f"{rendering(which[0])} · {reader(which[1])}"), tag("dd", "、".join(groups[which])))
        for which in order
        if which in groups
    ]
    return tag("details", tag("summary", f"{len(clean)} 份次"), tag("dl", lines), class_="terms") if lines else None


def _which(one: Measurement) -> tuple[str, str]:
    return (one.rendering, one.reader)


def _text(name: str) -> str:
    return (_HERE / name).read_text(encoding="utf-8")
