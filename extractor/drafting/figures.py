"""The rows of the charts: what a part of an amount is, and how far each indicator has come.

A chart is written into a rendered section as a table whose lines begin with `!|`; its first cell is the caption.
"""

from __future__ import annotations

from collections.abc import Sequence

from extractor.drafting import indicators
from extractor.drafting.composition import Part
from extractor.drafting.helpers import Helpers
from extractor.drafting.view import Node, Value

_FEWEST_PARTS, _FEWEST_ROWS, _MOST = 2, 3, 16


class Charts:
    """The charts of one draft; each is empty text when charts are not wanted or there is too little to show."""

    def __init__(self, helpers: Helpers, *, wanted: bool) -> None:
        self._helpers = helpers
        self._wanted = wanted

    def composition(self, caption: str, parts: Sequence[Part]) -> str:
        """Return the parts of an amount with their shares, if none of them is in doubt."""
        units = {part.amount.unit for part in parts}
        sure = all(part.amount.sure is not None and part.share and part.share.sure is not None for part in parts)
        if not self._wanted or len(parts) < _FEWEST_PARTS or len(units) != 1 or not sure:
            return ""
        rows = [(str(part.name), str(part.amount.bare), str(part.share)) for part in parts]
        return _lines([(f"{caption}图", f"金额（{units.pop()}）", "占比"), *rows])

    def completion(self, rows: Sequence[Node]) -> str:
        """Return result ÷ target of the indicators that are better the higher they are, as far as they can be told."""
        told = [(row, rate) for row in rows if row.level3 and (rate := self._reached(row))][:_MOST]
        if not self._wanted or len(told) < _FEWEST_ROWS:
            return ""
        body = [(str(row.level3.sentence), str(rate)) for row, rate in told]
        return _lines([("绩效指标完成程度图", "完成值÷指标值"), *body])

    def _reached(self, row: Node) -> Value | None:
        if not indicators.is_comparable(row) or indicators.direction(row) not in {"≥", "="}:
            return None
        return self._helpers.rate(row.actual, row.target)


def _lines(rows: Sequence[tuple[str, ...]]) -> str:
    return "\n".join("!| " + " | ".join(cells) + " |" for cells in rows)
