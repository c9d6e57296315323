"""Whether what a label says is printed in the report: its numbers with their units, its words, its dates."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from extractor.eval.labelling.leaves import NOTE, Leaf, spot
from extractor.eval.labels import STARTS, Printed, plain, printed
from extractor.records.document import Document, Line
from extractor.records.quantity import find_quantities

_NUMERALS = "〇一二三四五六七八九"
_ZEROS = str.maketrans("○零", "〇〇")


class Paper:
    """Everything that is printed in a document, for looking up what a label says."""

    def __init__(self, document: Document) -> None:
        texts = [place.text for place in document.places.values()]
        self._words = plain("".join(texts))
        # One text a line too, so that the 1 of 附件1 and the year on the next line are not one number.
        self._dated = "\n".join([*map(plain, texts), self._words]).translate(_ZEROS)
        self._units: dict[Decimal, set[str]] = defaultdict(set)
        for text in _with_broken_numbers(document, texts):
            for quantity in find_quantities(text):
                self._units[abs(quantity.value)].add(quantity.unit)

    def complaint(self, leaf: Leaf) -> str:
        """Return what of a labelled value is not printed, in Chinese; empty when all of it is."""
        place = spot(leaf.path)
        if place is None or not isinstance(leaf.value, str) or place.choices or leaf.path.endswith(NOTE):
            return ""
        kind = "text" if leaf.path.endswith(STARTS) else place.field.kind
        if kind == "date":
            return "" if self._has_date(leaf.value) else "报告里没有这个日期"
        if kind != "figure" and self.has_words(leaf.value):
            return ""
        figure = printed(leaf.value) if kind in {"figure", "amount", "measure"} else None
        return self._figure_complaint(figure) if figure else "报告里没有这些字"

    def has_words(self, text: str) -> bool:
        """Whether a text stands in the report, width and spaces aside, also over the end of a line."""
        return plain(text) in self._words

    def _figure_complaint(self, figure: Printed) -> str:
        """A figure stands as its number with its unit, or without any: then the unit is inherited."""
        units = self._units.get(abs(figure.value))
        if units is None:
            return "报告里没有这个数"
        if {"", figure.unit} & units or not figure.unit:
            return ""
        return f"报告里这个数的单位是 {'、'.join(sorted(units))}"

    def _has_date(self, iso: str) -> bool:
        """Whether a date stands there, as 2025年6月11日, 2025.6.11 or 二〇二五年六月十一日."""
        year, *rest = iso.split("-")
        if not rest:
            return any(re.search(rf"(?<!\d){form}(?!\d)", self._dated) for form in (year, _spelled(year)))
        tail = "".join(rf"[年月.\-/]0?{int(part)}" for part in rest)
        spoken = _spelled(year) + "".join(
            f"{mark}{_counted(int(part))}" for mark, part in zip("年月", rest, strict=False)
        )
        return any(re.search(rf"{form}(?!\d)", self._dated) for form in (year + tail, f"{spoken}[月日]"))


def _with_broken_numbers(document: Document, texts: list[str]) -> Iterator[str]:
    """Yield each text as it stands and without blanks, and two lines as one: a line end may part a number."""
    for text in texts:
        yield text
        yield "".join(text.split())
    for one, other in pairwise(document.blocks):
        if isinstance(one, Line) and isinstance(other, Line):
            yield one.text.rstrip() + other.text.lstrip()


def _spelled(year: str) -> str:
    return "".join(_NUMERALS[int(digit)] for digit in year)


def _counted(number: int) -> str:
    """Return a number up to 31 in Chinese: 六, 十一, 三十."""
    tens, ones = divmod(number, 10)
    ten = ("" if tens == 1 else _NUMERALS[tens]) + "十" if tens else ""
    return ten + (_NUMERALS[ones] if ones or not tens else "")
