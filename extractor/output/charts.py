"""The charts of a draft as PNG: what an amount is made of, and how far each indicator has come.

matplotlib draws them with a Chinese font that pip brings (Noto Sans SC, SIL Open Font License) or one of the system.
Both are optional: without them a draft has no charts.
"""

from __future__ import annotations

import importlib.util
from functools import cache
from io import BytesIO
from typing import TYPE_CHECKING, Any

from extractor.records.quantity import parse_quantity

if TYPE_CHECKING:
    from collections.abc import Sequence

INSTALL = "pip install matplotlib"
"""What brings both."""

WIDTH = 5.9
"""The width of a chart in inches: 150 mm."""

_BLUE, _SHORT, _GREY = "#2f5d8a", "#c0603a", "#8a8a8a"
_BAR, _FRAME, _DPI = 0.3, 0.75, 200
_LINE = 14
_LINES = 2
_FULL = 100.0
_SYSTEM = (
    "Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", "Microsoft YaHei", "SimHei", "PingFang SC",
    "Heiti SC", "WenQuanYi Zen Hei",
)  # fmt: skip
"""Fonts of the usual systems that have Chinese characters."""


def draw(rows: Sequence[Sequence[str]]) -> bytes | None:
    """Return the PNG of a chart; None when there is no matplotlib or no Chinese font.

    Args:
        rows: a header, then one row a bar: its name, its number, and for a composition its share.

    """
    if not is_possible():
        return None
    from matplotlib.backends.backend_agg import FigureCanvasAgg  # noqa: PLC0415 - heavy, and only here
    from matplotlib.figure import Figure  # noqa: PLC0415

    body = rows[1:]
    figure = Figure(figsize=(WIDTH, _FRAME + _BAR * len(body)), dpi=_DPI, layout="constrained")
    FigureCanvasAgg(figure)
    _bars(figure.add_subplot(), rows)
    png = BytesIO()
    figure.savefig(png, format="png", metadata={"Software": None})
    return png.getvalue()


@cache
def is_possible() -> bool:
    """Whether matplotlib and a Chinese font are there."""
    return importlib.util.find_spec("matplotlib") is not None and _font() is not None


def _bars(axes: Any, rows: Sequence[Sequence[str]]) -> None:
    (_, unit, *_), *body = rows
    values = [_value(row[1]) for row in body]
    compared = len(rows[0]) == 2  # noqa: PLR2004 - a name and a rate: compared with 100 %
    colours = [_SHORT if compared and value < _FULL else _BLUE for value in values]
    places = range(len(body))
    axes.barh(places, values, height=0.6, color=colours)
    axes.set_yticks(places, [_wrapped(row[0]) for row in body], fontproperties=_font(), fontsize=9)
    axes.invert_yaxis()
    for place, row in zip(places, body, strict=True):
        label = row[1] if compared else f"{row[1]}（{row[2]}）"
        axes.annotate(
            label, (max(values[place], 0), place), (4, 0), textcoords="offset points",
            va="center", fontproperties=_font(), fontsize=8.5,
        )  # fmt: skip
    if compared:
        axes.axvline(_FULL, color=_GREY, linewidth=0.8, linestyle="--")
    axes.set_xlim(0, max([*values, _FULL if compared else 0.0]) * 1.25 or 1)
    axes.set_xlabel(unit if not compared else f"{unit}（%）", fontproperties=_font(), fontsize=8.5)
    axes.locator_params(axis="x", nbins=5)
    axes.ticklabel_format(axis="x", style="plain")
    axes.tick_params(axis="x", labelsize=8, colors="#444444")
    axes.tick_params(axis="y", length=0)
    axes.spines[["top", "right", "left"]].set_visible(False)


def _value(text: str) -> float:
    """Return a number for a length on the paper; amounts are added up elsewhere, never here."""
    quantity = parse_quantity(text)
    return float(quantity.value) if quantity else 0.0


def _wrapped(name: str) -> str:
    lines = [name[start : start + _LINE] for start in range(0, len(name), _LINE)]
    return "\n".join(lines if len(lines) <= _LINES else [*lines[: _LINES - 1], f"{lines[_LINES - 1][:-1]}…"])


@cache
def _font() -> Any:
    """Return the font of the charts: the one that pip brings, else one of the system; None when there is neither."""
    from matplotlib.font_manager import FontProperties, findfont  # noqa: PLC0415 - heavy, and only here

    if importlib.util.find_spec("pylopdf_fonts_zh_cn") is not None:
        import pylopdf_fonts_zh_cn as noto  # noqa: PLC0415 - optional

        return FontProperties(fname=str(noto.sans_path()))
    for name in _SYSTEM:
        try:
            return FontProperties(fname=findfont(FontProperties(family=name), fallback_to_default=False))
        except ValueError:
            continue
    return None
