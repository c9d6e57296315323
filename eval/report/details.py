"""Every fault by report: what stands on paper beside what was read, with the piece of the page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extractor.eval.report import words
from extractor.eval.report.markup import Html, joined, tag
from extractor.eval.report.pictures import Pictures
from extractor.eval.report.tables import scrolling
from extractor.eval.result import Measurement, Miss
from extractor.records.base import Record

_KINDS = ("figure", "section", "text")


class Limits(Record):
    """How much of each report is shown, so that the file stays small."""

    pictures: int = 6
    """Faults with page images, at most, in one report."""
    listed: int = 40
    """Further faults as lines of a table, at most, in one report."""
    worst: int = 25
    """Lines of the table of the worst."""
    image_bytes: int = 3_000_000
    """Page images in the whole file, as JPEG before they are encoded."""


@dataclass(frozen=True)
class _Shown:
    """The faults of one report, parted by how they are shown."""

    cards: list[Html]
    lines: list[Miss]
    left_out: int
    without_picture: int


def details(one: Measurement, anchor: str, pictures: Pictures, limits: Limits) -> Html:
    """Return one report that folds open: pictured faults first, the others in a table."""
    shown = _shown(one, pictures, limits)
    return tag(
        "details",
        tag("summary", _heading(one), id=anchor),
        tag("p", "没能测：", one.failed, class_="bad") if one.failed else None,
        _findings(one),
        shown.cards,
        _table(shown.lines) if shown.lines else None,
        _left_out(shown),
        class_="case",
    )


def ordered(misses: Sequence[Miss]) -> list[Miss]:
    """Return faults as they are shown: figures before headings and words, the gravest verdict first."""
    verdicts = list(words.VERDICTS)
    return sorted(misses, key=lambda miss: (_KINDS.index(miss.kind), verdicts.index(miss.verdict)))


def _shown(one: Measurement, pictures: Pictures, limits: Limits) -> _Shown:
    cards: list[Html] = []
    lines: list[Miss] = []
    without = 0
    for miss in ordered(one.misses):
        placed = miss.box is not None or miss.expected_box is not None
        picture = pictures.of(one, miss) if placed and len(cards) < limits.pictures else None
        if picture is not None:
            cards.append(_card(miss, picture))
        else:
            lines.append(miss)
            without += placed
    return _Shown(cards, lines[: limits.listed], max(0, len(lines) - limits.listed), without if cards else 0)


def _heading(one: Measurement) -> Html:
    counts = [
        f"{words.VERDICTS[verdict]} {number}"
        for verdict in words.VERDICTS
        if verdict in words.FAULTS and (number := getattr(one.figures, verdict))
    ]
    others = sum(miss.kind != "figure" for miss in one.misses)
    counts += [f"文字、章节 {others}"] if others else []
    said = "没能测" if one.failed else f"F1 {words.score(one.figures.f1)}"
    return joined(
        tag("b", one.case),
        tag("span", f"{words.rendering(one.rendering)} · {words.reader(one.reader)}", class_="which"),
        tag("span", "　".join([said, *counts]), class_="counts"),
    )


def _findings(one: Measurement) -> Html | None:
    """Say which findings were missed or reported falsely; they have no place of their own."""
    missed = sum(counts.expected - counts.found for counts in one.findings.values())
    alarms = sum(counts.false_alarms for counts in one.findings.values())
    parts = [f"有 {missed} 个应查出的问题没有查出"] if missed else []
    parts += [f"误报 {alarms} 个问题"] if alarms else []
    parts += [f"标为“已核实”的数字里有 {one.verified_wrong} 个错"] if one.verified_wrong else []
    return tag("p", "；".join(parts), "。") if parts else None


def _card(miss: Miss, picture: Html) -> Html:
    return tag(
        "article",
        tag("h4", _verdict(miss), " ", words.field(miss.path, miss.row)),
        tag("dl", _said("应为", miss.expected, "expected"), _said("读作", miss.got, "got")),
        tag("div", picture, class_="views"),
        class_="miss",
    )


def _said(name: str, text: str, kind: str) -> Html:
    return tag("div", tag("dt", name), tag("dd", _quote(text)), class_=kind)


def _quote(text: str) -> Html:
    return tag("q", text) if text else tag("span", "无", class_="none")


def _verdict(miss: Miss) -> Html:
    sign = words.SIGNS.get(miss.verdict, "·")
    return tag("span", f"{sign} {words.VERDICTS[miss.verdict]}", class_=f"verdict {miss.verdict}")


def _table(misses: Sequence[Miss]) -> Html:
    heads = [tag("th", head, scope="col") for head in ("判定", "字段", "应为", "读作", "页")]
    lines = [
        tag(
            "tr",
            tag("td", _verdict(miss)),
            tag("th", words.field(miss.path, miss.row), scope="row"),
            tag("td", _quote(miss.expected)),
            tag("td", _quote(miss.got)),
            tag("td", str(miss.page or miss.expected_page or "")),
        )
        for miss in misses
    ]
    return scrolling(
        tag("table", tag("thead", tag("tr", heads)), tag("tbody", lines), class_="misses"), "没有附图的差错"
    )


def _left_out(shown: _Shown) -> Html | None:
    parts = [f"另有 {shown.without_picture} 处只列文字，没有附图"] if shown.without_picture else []
    parts += [f"还有 {shown.left_out} 处没有列出，全部差错见同时写出的 JSON"] if shown.left_out else []
    return tag("p", "；".join(parts), "。", class_="note") if parts else None
