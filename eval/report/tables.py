"""The headline: what was read right, by rendering and reader, in three tables that fit on a page."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from extractor.eval.report import words
from extractor.eval.report.markup import Html, joined, tag
from extractor.eval.report.rows import Row, f1
from extractor.eval.result import FindingCounts
from extractor.output.review_sheets import SEVERITIES


class Column(NamedTuple):
    """A column: its head, what it means, and its cell for a row (None: not scored)."""

    head: str
    means: str
    cell: Callable[[Row], Html | str | None]


def unscored() -> Html:
    """Return the words for what was not scored."""
    return tag("span", words.UNSCORED, class_="unscored")


def fault(count: int) -> Html:
    """Return a count of faults: quiet when there are none."""
    return tag("span", words.number(count), class_="bad" if count else "none")


def table(rows: Sequence[Row], columns: Sequence[Column], caption: str) -> Html:
    """Return a table with one line a row; the last lines, over all renderings, are set apart."""
    heads = [tag("th", column.head, scope="col", title=column.means) for column in columns]
    several = len({row.reader for row in rows}) > 1
    lines = [_line(row, columns, several=several) for row in rows if row.rendering]
    sums = [_line(row, columns, several=several) for row in rows if not row.rendering]
    return scrolling(
        tag(
            "table",
            tag("caption", caption),
            tag("thead", tag("tr", tag("th", "样式", scope="col"), heads)),
            tag("tbody", lines),
            tag("tbody", sums, class_="sums") if sums else None,
            class_="scores",
        ),
        caption,
    )


def scrolling(content: Html, label: str) -> Html:
    """Let wide content scroll by itself on a narrow screen, also with the keyboard."""
    return tag("div", content, class_="wide", role="region", aria_label=label, tabindex="0")


def named(row: Row, *, several: bool) -> Html:
    """Return the name of a row: the rendering, and the reader when there are several."""
    return joined(row.name, tag("small", words.reader(row.reader)) if several else None)


def _line(row: Row, columns: Sequence[Column], *, several: bool) -> Html:
    cells = [column.cell(row) for column in columns]
    return tag(
        "tr",
        tag("th", named(row, several=several), scope="row"),
        [tag("td", unscored() if cell is None else cell) for cell in cells],
    )


def _reports(row: Row) -> Html:
    failed = tag("small", f"{row.failed} 份没能测", class_="bad") if row.failed else None
    return joined(words.number(len(row.done)), failed)


def _labelled(row: Row) -> str | None:
    return words.number(row.sums.figures.labelled) if words.scored(row.sums.figures) else None


def _right(row: Row) -> str | None:
    return words.number(row.sums.figures.right) if words.scored(row.sums.figures) else None


def _fault(name: str) -> Callable[[Row], Html | None]:
    def cell(row: Row) -> Html | None:
        return fault(getattr(row.sums.figures, name)) if words.scored(row.sums.figures) else None

    return cell


def _f1(row: Row) -> Html | None:
    value = f1(row.sums)
    return None if value is None else tag("strong", words.score(value))


def _span(row: Row) -> str | None:
    return None if f1(row.sums) is None else words.span(row.span) or "—"


def _score(of: Callable[[Row], float | None]) -> Callable[[Row], str | None]:
    return lambda row: None if (value := of(row)) is None else words.score(value)


def _percent(of: Callable[[Row], float | None]) -> Callable[[Row], str | None]:
    return lambda row: None if (value := of(row)) is None else words.percent(value)


def _found(row: Row) -> Html | None:
    """Return found of expected findings, below it by severity when some were not found."""
    counts = {name: row.sums.findings[name] for name in SEVERITIES if name in row.sums.findings}
    if not counts:
        return None
    parts = "，".join(f"{SEVERITIES[name][0]} {c.found}/{c.expected}" for name, c in counts.items() if c.expected)
    found, expected = _every(counts.values(), "found"), _every(counts.values(), "expected")
    said = f"{words.number(found)}/{words.number(expected)}"
    return joined(said, tag("small", parts) if found < expected and "，" in parts else None)


def _alarms(row: Row) -> Html | None:
    return fault(_every(row.sums.findings.values(), "false_alarms")) if row.sums.findings else None


def _every(counts: Iterable[FindingCounts], name: str) -> int:
    return sum(getattr(one, name) for one in counts)


def _facts(row: Row) -> Html | None:
    absent = tag("small", f"{row.sums.no_draft} 份没有综述") if row.sums.no_draft else None
    value = row.sums.facts.value
    if value is None:
        return joined(unscored(), absent) if absent else None
    return joined(words.percent(value), absent)


def _statements(row: Row) -> Html | None:
    return fault(row.sums.wrong_statements) if row.sums.facts.of or row.sums.wrong_statements else None


def _verified(row: Row) -> Html | None:
    if not row.sums.verified:
        return None
    return joined(fault(row.sums.verified_wrong), tag("span", f"/{words.number(row.sums.verified)}", class_="none"))


def _speed(row: Row) -> str | None:
    return f"{row.sums.seconds / row.sums.pages:.2f}" if row.sums.pages else None


FIGURES = (
    Column("份", "测了几份报告", _reports),
    Column("应读", "标注里的数字", _labelled),
    Column("读对", "数值和单位都与标注相同", _right),
    Column("读错", "位置对，数值或单位不对", _fault("wrong")),
    Column("漏读", "标注里有，没有读到", _fault("missing")),
    Column("放错", "读到了，放进了别的字段", _fault("misplaced")),
    Column("多读", "标注里没有，却读了出来", _fault("invented")),
    Column("F1", "查准与查全的调和平均，1 为全对", _f1),
    Column("95% 区间", "对报告自助抽样所得", _span),
)
CONTENT = (
    Column("文字", "与标注文字的相近程度（ANLS）", _score(lambda row: row.sums.texts.value)),
    Column("指标行 F1", "指标表的行与标注逐一配对", _score(lambda row: row.sums.indicator_rows.f1)),
    Column("指标格 F1", "配对的行逐格比较", _score(lambda row: row.sums.indicator_cells.f1)),
    Column("一二级指标", "一级、二级指标填对的占标注的", _percent(lambda row: row.sums.levels.value)),
    Column("章节", "标题和层级都对的占标注的", _percent(lambda row: row.sums.sections.value)),
    Column("查出问题", "细心人必报的问题，查出几个，应查几个", _found),
    Column("误报", "与成立的等式相抵触的问题", _alarms),
    Column("改法", "建议的改法与标注一致的", _percent(lambda row: row.sums.repairs.value)),
    Column("综述事实", "综述写出的占应写的数字", _facts),
    Column("综述错句", "综述里与标注不符的数字", _statements),
)
TRUST = (
    Column("引文属实", "引文确在所指位置的占全部", _percent(lambda row: row.sums.quotes.value)),
    Column("定位 F1", "值对，且框与原字重合过半（IoU ≥ 0.5）", _score(lambda row: row.sums.grounded.f1)),
    Column("已核实却错", "标为“已核实”而与标注不符的数字，必须为 0", _verified),
    Column("覆盖", "纸上应读的数字进了记录的", _percent(lambda row: row.sums.coverage.value)),
    Column("待人看", "标为“有矛盾”“未核对”、要人看一眼的数字", _percent(lambda row: row.sums.effort.value)),
    Column("秒/页", "读取、抽取、检查、起草合计", _speed),
)
