"""Which year the words of a sentence speak of."""

from __future__ import annotations

import re
from dataclasses import dataclass

_MARK = re.compile(
    r"(?P<span>20\d\d年?[至到~—－-]+20\d\d年|近[两二三四五]年|[两二三四五]年来|期间|以来)"
    r"|(?P<past>上年度?(?!度?结[转余])|去年|上一年度?|往年|前年)"
    r"|(?P<now>本年|今年|当年)"
    r"|(?P<year>20\d\d)年"
)
_COMPARES = re.compile("[较比与和同跟]$")


@dataclass
class Years:
    """Follows the years that a sentence names; a year that is only compared with does not count."""

    fiscal_year: str
    other: bool = False

    def begin(self, *, goes_on: bool) -> None:
        """Begin a sentence; one that goes on with the sentence before is of the same year."""
        self.other = self.other and goes_on

    def note(self, lead: str) -> bool:
        """Return whether what follows these words is of another year than the report, or of several."""
        for match in _MARK.finditer(lead):
            if _COMPARES.search(lead[: match.start()]):
                continue
            self.other = self._is_other(match)
        return self.other

    def _is_other(self, match: re.Match[str]) -> bool:
        if match["year"]:
            return bool(self.fiscal_year) and match["year"] != self.fiscal_year
        return match["now"] is None
