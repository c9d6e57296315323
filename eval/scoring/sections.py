"""How well the headings were found: each labelled one with its title and level, in the order of the label.

The labelled headings are a minimum, so more headings are no fault.
"""

from __future__ import annotations

from collections.abc import Sequence

from extractor.eval.labels import Heading, Label, plain
from extractor.eval.result import Share, Verdict
from extractor.eval.scoring.fields import Result
from extractor.records.report import Section

_Title = tuple[str, int]


def sections(found: Sequence[Section], label: Label) -> list[Result]:
    """Return a verdict for each labelled heading: right in title, level and order; wrong when only the title is."""
    wanted = [(plain(heading.title), heading.level) for heading in label.sections]
    given = [(plain(section.title), section.level) for section in found]
    kept = _longest_common(wanted, given)
    titles: dict[str, list[int]] = {}
    for title, level in given:
        titles.setdefault(title, []).append(level)
    return [
        _result(heading, right=index in kept, levels=titles.get(plain(heading.title), []))
        for index, heading in enumerate(label.sections)
    ]


def share(results: Sequence[Result]) -> Share:
    """Return how many of the labelled headings are right."""
    return Share(points=sum(result.verdict == "right" for result in results), of=len(results))


def _result(heading: Heading, *, right: bool, levels: list[int]) -> Result:
    got = "、".join(f"{level} {heading.title}" for level in levels)
    verdict: Verdict = "right" if right else "wrong" if levels else "missing"
    return Result("sections", verdict, "section", f"{heading.level} {heading.title}", got)


def _longest_common(wanted: Sequence[_Title], given: Sequence[_Title]) -> set[int]:
    """Return which of the wanted headings stand in the longest sequence that both have in the same order."""
    lengths = [[0] * (len(given) + 1) for _ in range(len(wanted) + 1)]
    for i in reversed(range(len(wanted))):
        for j in reversed(range(len(given))):
            skipped = max(lengths[i + 1][j], lengths[i][j + 1])
            lengths[i][j] = lengths[i + 1][j + 1] + 1 if wanted[i] == given[j] else skipped
    kept, i, j = set(), 0, 0
    while i < len(wanted) and j < len(given):
        if wanted[i] == given[j]:
            kept.add(i)
            i, j = i + 1, j + 1
        elif lengths[i + 1][j] >= lengths[i][j + 1]:
            i += 1
        else:
            j += 1
    return kept
