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
_YEAR = re.compile(r"(?P<before>上年度?(?!度?结[转余])|去年)|(?P<now>本年|今年)|(?P<year>20\d\d)年")
_BARE_YEAR = re.compile(r"[,，、;]?(?:20\d\d年度?|本年度?|今年)[末底]?[为]?")
_FROM = re.compile(r"[由从](?:上年度?|去年|20\d\d年度?)的?$")
_REACHES = re.compile(r"(?:增加|增长|上升|提高|上涨|增|涨|减少|下降|降低|减|降|压缩|下调|压减)[至到]")


def reaches(words: str) -> bool:
    """Whether words lead to what something rose or fell to (降至), not to the change itself."""
    return re.search(_REACHES.pattern + "$", words) is not None


def label_words(lead: str, before: str) -> str:
    """Return the words that say what a figure is: those before it, or before the figure of the year before.

    `公务接待费2022年2.31万元，2023年1.97万元`, `人员经费由上年的963.18万元降至941.25万元`.
    """
    if _BARE_YEAR.fullmatch(lead) and _YEAR.search(before):
        return before
    return _FROM.sub("", before) if _REACHES.fullmatch(lead) and _FROM.search(before) else lead


def two_years(earlier: str, later: str) -> bool:
    """Whether two figures, by the words before each, are of the year before and of this year."""
    first, second = _YEAR.search(earlier), _YEAR.search(later)
    if first is None or second is None or first["now"] or second["before"]:
        return False
    return not (first["year"] and second["year"]) or int(first["year"]) + 1 == int(second["year"])


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
        self.other = self.other and not _REACHES.fullmatch(lead)
        return self.other

    def _is_other(self, match: re.Match[str]) -> bool:
        if match["year"]:
            return bool(self.fiscal_year) and match["year"] != self.fiscal_year
        return match["now"] is None
