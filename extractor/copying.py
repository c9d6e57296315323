"""Passages that stand word for word in the reports of different units (模板照搬).

Every text is folded to its bare characters and cut into overlapping pieces of equal length; of these only the least of
each window is kept (winnowing: Schleimer, Wilkerson, Aiken, SIGMOD 2003), so that the index stays small and a shared
passage of `LEAST` characters is never missed. Pieces that two units share grow to the left and right as far as all of
them agree. No report is compared with every other.
"""

from __future__ import annotations

import re
from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple
from zlib import crc32

from extractor.records import paths
from extractor.records.quantity import fold
from extractor.records.report import Project, Report, Text

LEAST = 40
"""Chinese characters of the shortest passage that is reported; what is shorter two people may write by chance."""
_PIECE = 24
_WINDOW = LEAST - _PIECE + 1
_FORM = 0.5
"""What stands in the reports of more than this share of all units is printed by the form or the notice."""
_FEW = 3
"""So many units may share a passage in any batch: of three reports, two copies are not the form."""
_BLANK = re.compile(r"\s+")
_CITED = re.compile(r"《[^》]*》|[（(〔\[][^（）()〔〕\[\]]{0,20}[)）〕\]](?:\d+号)?|[第（(]\d+号[)）]?")
_DUTIES = re.compile(r"职能|职责|机构设置|机构情况|内设|编制|评分标准|填报说明|填表说明|指标解释|依据")
_SENTENCE = re.compile(r"[^。；;]+[。；;]?")
_INSTRUCTION = re.compile(
    r"填[报写表]|小数|分[为]?[三四五]档|[为是]“?[优良中差]|计分|扣分|满分|不得分|按完成比例|达成预期|是指|包括.{0,30}等"
)
"""Words of the notes and scoring rules that a form prints below its tables."""
_PAUSES = "。；;！？：:，,、\n"
_CHINESE = re.compile(r"[\u4e00-\u9fff]")


class Source(NamedTuple):
    """One report of a batch: what it is called, whose it is, and its texts without headings."""

    name: str
    unit: str
    texts: tuple[str, ...]


class Copied(NamedTuple):
    """A passage and the reports in which it stands, by their number in the batch."""

    passage: str
    reports: tuple[int, ...]


class _Spot(NamedTuple):
    report: int
    text: int
    start: int


class _Span(NamedTuple):
    """A passage that is known already: where it begins and ends in the first of its reports, and all of them."""

    start: int
    end: int
    reports: tuple[int, ...]

    def holds(self, spot: _Spot, reports: tuple[int, ...]) -> bool:
        """Whether a piece lies in it, in the same reports."""
        return self.start <= spot.start and spot.start + _PIECE <= self.end and reports == self.reports


def source_of(name: str, report: Report) -> Source:
    """Return the texts of a report that its unit wrote: the narrative and the words of its forms.

    What the unit is charged with is left out: the duties of equal offices are laid down for all of them in the same
    words, and so are headings, sources in law and the rules of scoring.
    """
    unit = paths.get(report, "profile.unit_name") or next(
        (owner for project in report.projects if (owner := _owner(project))), None
    )
    texts = [section.text for section in report.sections if not _DUTIES.search(section.title)]
    written = (value.text for path, value in paths.walk(report) if _is_prose(path, value))
    folded = (_BLANK.sub("", fold(text)) for text in (*texts, *written))
    return Source(
        name, unit.text if unit else name, tuple(text for text in dict.fromkeys(folded) if len(text) >= LEAST)
    )


def copied(sources: Sequence[Source]) -> list[Copied]:
    """Return the passages that different units share, the longest first; each once, with every report that has it."""
    repeated, breadth = _repeated(sources)
    found: dict[str, Copied] = {}
    known: dict[tuple[int, int], list[_Span]] = defaultdict(list)
    for shared in repeated:
        members = tuple(sorted(shared))
        first = shared[members[0]]
        if any(span.holds(first, members) for span in known[first.report, first.text]):
            continue
        start, end = _grown(sources, shared)
        known[first.report, first.text].append(_Span(start, end, members))
        text = sources[first.report].texts[first.text]
        start, end = _whole_clauses(text, start, end)
        wider = [at for at, units in breadth[first.report, first.text] if units > len(members)]
        if _own_characters(text, range(start, end), wider) >= LEAST:
            found.setdefault(text[start:end], Copied(text[start:end], members))
    return _longest(found.values())


def _repeated(sources: Sequence[Source]) -> tuple[list[dict[int, _Spot]], dict[tuple[int, int], list[tuple[int, int]]]]:
    """Return the pieces that some units share, by report, and of each text where such pieces begin and in how many."""
    most = max(len({source.unit for source in sources}) * _FORM, _FEW)
    repeated: list[dict[int, _Spot]] = []
    breadth: dict[tuple[int, int], list[tuple[int, int]]] = defaultdict(list)
    for spots in _index(sources):
        units = len({sources[spot.report].unit for spot in spots})
        for spot in spots if units > 1 else ():
            breadth[spot.report, spot.text].append((spot.start, units))
        if 1 < units <= most:
            repeated.append(_by_report(spots))
    return repeated, breadth


def _owner(project: Project) -> Text | None:
    return project.implementing_unit or project.department or project.name


def _is_prose(path: str, value: Text) -> bool:
    """Whether a value is something a unit writes in sentences, not what it is charged with."""
    return type(value).__name__ in {"Text", "Measure"} and len(value.text) >= LEAST and "duties" not in path


def _index(sources: Sequence[Source]) -> Iterator[list[_Spot]]:
    """Yield where each kept piece stands, of those that stand in more than one place."""
    index: dict[str, list[_Spot]] = defaultdict(list)
    for report, source in enumerate(sources):
        for number, text in enumerate(source.texts):
            for start in _kept(text):
                index[text[start : start + _PIECE]].append(_Spot(report, number, start))
    return (spots for spots in index.values() if len(spots) > 1)


def _kept(text: str) -> Iterator[int]:
    """Yield where the least piece of every window begins, each once."""
    waiting: deque[tuple[int, int]] = deque()
    last = -1
    for start in range(len(text) - _PIECE + 1):
        worth = crc32(text[start : start + _PIECE].encode())
        while waiting and waiting[-1][0] >= worth:
            waiting.pop()
        waiting.append((worth, start))
        if waiting[0][1] <= start - _WINDOW:
            waiting.popleft()
        if start >= _WINDOW - 1 and waiting[0][1] != last:
            last = waiting[0][1]
            yield last


def _by_report(spots: Iterable[_Spot]) -> dict[int, _Spot]:
    """Return the first place in each report."""
    first: dict[int, _Spot] = {}
    for spot in spots:
        first.setdefault(spot.report, spot)
    return first


def _grown(sources: Sequence[Source], shared: dict[int, _Spot]) -> tuple[int, int]:
    """Return where the passage around a piece begins and ends, in the first report, on which all reports agree."""
    texts = [(sources[spot.report].texts[spot.text], spot.start) for spot in shared.values()]
    left = right = 0
    while all(start > left for _, start in texts) and len({text[start - left - 1] for text, start in texts}) == 1:
        left += 1
    while all(start + right < len(text) for text, start in texts) and (
        len({text[start + right] for text, start in texts}) == 1
    ):
        right += 1
    start = shared[min(shared)].start
    return start - left, start + right


def _whole_clauses(text: str, start: int, end: int) -> tuple[int, int]:
    """Return a passage cut to where clauses begin and end."""
    if start and text[start - 1] not in _PAUSES:
        start = min((at + 1 for at in range(start, end) if text[at] in _PAUSES), default=end)
    if end < len(text) and text[end - 1] not in _PAUSES and text[end] not in _PAUSES:
        end = max((at + 1 for at in range(start, end) if text[at] in _PAUSES), default=start)
    return start, end


def _own_characters(text: str, passage: range, wider: Sequence[int]) -> int:
    """Count the Chinese characters of a passage that are no rule's, no name of a law, and not shared by more units.

    What more units share is the form's, or a passage of its own that all of them are told of.
    """
    shared = {at for start in wider for at in range(start, start + _PIECE)}
    own = "".join("\n" if at in shared else text[at] for at in passage)
    told = "".join(sentence for sentence in _SENTENCE.findall(own) if not _INSTRUCTION.search(sentence))
    return len(_CHINESE.findall(_CITED.sub("", told)))


def _longest(found: Iterable[Copied]) -> list[Copied]:
    """Return the passages without those that lie inside a longer one of the same reports or more."""
    kept: list[Copied] = []
    by_report: dict[int, list[Copied]] = defaultdict(list)
    for one in sorted(found, key=lambda one: (-len(one.passage), one.reports)):
        rivals = by_report[one.reports[0]]
        if not any(set(one.reports) <= set(other.reports) and one.passage in other.passage for other in rivals):
            kept.append(one)
            for report in one.reports:
                by_report[report].append(one)
    return kept
