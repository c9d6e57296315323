"""The lock on a draft: every number, unit and date in it stands in the record, or is computed from it.

A number is free only where it is none of the report's: a list number that begins a paragraph, and the
number behind 附件, 附表 or 表. All others must lie inside a citation whose field, or computation done again,
gives exactly the words; a unit behind a number must lie in the same citation, or stand in the header of
its table column. Numbers in Chinese characters before a unit count as numbers.
A name of a place or body outside a citation is refused too, unless the user's own template brings it. Headings below
the first level are numbered one by one, and the notes are those that findings and gaps make.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from operator import attrgetter

from extractor.drafting import computed, passages, wording
from extractor.drafting.marks import OWN
from extractor.drafting.notes import added_note, notes
from extractor.drafting.passages import numbered
from extractor.errors import DraftError
from extractor.records.draft import Citation, Draft, Passage
from extractor.records.finding import Findings
from extractor.records.paths import get
from extractor.records.report import Figure, Measure, Report, Text
from extractor.records.units import COUNTERS, MONEY_IN_YUAN, any_of

_UNITS = {*MONEY_IN_YUAN, *COUNTERS, "亿", "万", "%", "％", "‰", "个百分点", "百分点", "分"} - set("年日部对面期")
_NUMBER = re.compile(rf"(?P<number>[0-9０-９]+(?:[.．,，][0-9０-９]+)*)(?P<unit> *(?:{any_of(_UNITS)}))?")
_CHINESE = re.compile(
    r"百分之[零〇一二三四五六七八九十百]+|(?<![第其十])[零〇二两三四五六七八九十壹贰叁肆伍陆柒捌玖拾][零〇一二两三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟]*"
    r"(?:元|人(?!民)|[个名](?!人)|家|次|场|件|户|成|倍|项|年|月|日|个百分点)"
)
_FREE = re.compile(r"(?m)^[0-9]{1,2}[.．、]|^（[0-9]{1,2}）|(?:附件|附表|表)[0-9]{1,2}")
_LONG_TEXTS = ("profile.duties", "profile.departments")
"""Texts of which a draft may quote a clause; of all others it tells the whole or a paragraph."""
_NAME = re.compile(
    r"[一-龥]{2,8}(?:省|市|县|区|州|镇|乡)[一-龥]{0,10}?(?:局|委员会|办公室|厅|学校|馆|中心|总工会|公司|政府)"
)
_GRIDS = frozenset({"table", "chart"})
_HEADER_UNIT = re.compile(r"（([^（）]+)）$")


def trace(draft: Draft, report: Report, findings: Findings) -> None:
    """Prove that each number of the draft comes from the record.

    Raises:
        DraftError: the first number that no field or computation gives, with its passage.

    """
    for fault in (*_misnumbered(draft.passages), *_invented(draft, report, findings)):
        raise DraftError(f"草稿不能溯源：{fault}", "请改正模板，或重新起草")
    for passage in draft.passages:
        for fault in faults(passage, report, findings):
            words = passage.text.replace("\t", " ")[:40]
            place = f"{passage.template}：{words}……"
            raise DraftError(f"草稿中的数字不能溯源：{fault}（{place}）", "请改正模板，或重新起草")


def numbers(text: str) -> Iterator[str]:
    """Yield the numbers of a text with their units, in order, also those in Chinese characters."""
    found = (*_NUMBER.finditer(text), *_CHINESE.finditer(text))
    yield from (match[0].replace(" ", "") for match in sorted(found, key=lambda match: match.start()))


def _misnumbered(passages: Sequence[Passage]) -> Iterator[str]:
    """Yield the headings below the first level whose number does not follow the one before."""
    last: dict[int, int] = {}
    for passage in passages:
        if passage.kind == "heading":
            last = {level: number for level, number in last.items() if level <= passage.level}
            last[passage.level] = last.get(passage.level, 0) + 1
            wanted = numbered("", last[passage.level], passage.level)
            if passage.level > 1 and not passage.text.startswith(wanted):
                yield f"标题“{passage.text}”的序号应为{wanted}"


def _invented(draft: Draft, report: Report, findings: Findings) -> Iterator[str]:
    """Yield the notes that neither the findings nor the gaps of the draft make."""
    known = {*notes(draft.passages, report, findings), *(added_note(words) for words in _added(draft))}
    yield from (f"说明“{note}”没有出处" for note in draft.notes if note not in known)


def _added(draft: Draft) -> tuple[str, ...]:
    return draft.readback.added if draft.readback else ()


def faults(passage: Passage, report: Report, findings: Findings) -> Iterator[str]:
    """Yield what is wrong with one passage: citations that do not hold, numbers without one."""
    if passage.kind in _GRIDS and passage.text != passages.flat(passage.rows):
        yield "表格与其文字不一致"
    for citation in passage.citations:
        if not _holds(citation, passage, report, findings):
            yield f"“{citation.text}”与 {citation.path or citation.computation} 不符"
    cited = sorted(passage.citations, key=attrgetter("start"))
    for match in (*_NUMBER.finditer(passage.text), *_CHINESE.finditer(passage.text)):
        near = cited[max(bisect_right(cited, match.start(), key=attrgetter("start")) - 1, 0) :][:2]
        if not _covered(match, near) and not _is_free(match, passage, near):
            yield f"“{match[0]}”没有出处"
    if not passage.template.startswith(OWN):
        yield from (f"名称“{match[0]}”没有出处" for match in _NAME.finditer(_uncited(passage.text, cited)))


def _uncited(text: str, cited: Sequence[Citation]) -> str:
    """Return the words between the citations, each of which leaves a gap."""
    ends = [0, *(citation.end for citation in cited)]
    starts = [*(citation.start for citation in cited), len(text)]
    return "\n".join(text[end:start] for end, start in zip(ends, starts, strict=True))


def _holds(citation: Citation, passage: Passage, report: Report, findings: Findings) -> bool:
    if citation.start < 0 or passage.text[citation.start : citation.end] != citation.text:
        return False
    before = _before(citation, passage)
    if citation.computation is not None:
        return computed.reproduces(citation.computation, citation.text, before, report, findings)
    value = get(report, citation.path) if citation.path else None
    if isinstance(value, str):
        return _is_quoted(citation.text, value)
    if isinstance(value, Figure):
        return _is_figure(citation, value, passage)
    if not isinstance(value, Text | Measure):
        return False
    long = (citation.path or "").endswith(_LONG_TEXTS) and not value.corrected
    return citation.text in wording.forms(value) or (long and _is_quoted(citation.text, value.text))


def _is_figure(citation: Citation, value: Figure, passage: Passage) -> bool:
    if citation.text in {wording.printed(value), wording.unsigned(value)}:
        return _is_signed(citation, value, passage)
    bare = wording.printed(value).removesuffix(wording.unit_of(value))
    return citation.text == bare and _column_unit(citation.start, passage) == wording.unit_of(value)


def _is_signed(citation: Citation, value: Figure, passage: Passage) -> bool:
    """Whether the direction of a figure is told: by its sign, or by the verb before it."""
    falls = computed.falls(_before(citation, passage))
    if passage.kind not in _GRIDS and (citation.path or "").endswith(("change_from_previous", "growth")):
        return falls == (value.value < 0)
    return value.value >= 0 or falls or citation.text.startswith("-")


def _column_unit(position: int, passage: Passage) -> str | None:
    """Return the unit in the header of the table column at a position of the table's text."""
    if passage.kind not in _GRIDS:
        return None
    column = passage.text.count("\t", passage.text.rfind("\n", 0, position) + 1, position)
    match = _HEADER_UNIT.search(passage.rows[0][column]) if column < len(passage.rows[0]) else None
    return match[1] if match else None


def _before(citation: Citation, passage: Passage) -> str:
    """Return the few words in front of a citation: enough for a verb that tells a direction."""
    return passage.text[max(citation.start - 32, 0) : citation.start]


def _is_quoted(words: str, source: str) -> bool:
    """Whether the words stand in a text, and not beginning or ending inside a number.

    A line break may cut a sentence, or part a number from the list number of the next line; either will do.
    """
    sought = re.sub(r"\s", "", wording.clean(words))
    if not sought:
        return False
    inside = rf"(?<![\d.]){re.escape(sought)}" if sought[0].isdigit() else re.escape(sought)
    whole = re.compile(inside + (r"(?![\d.]*\d)" if sought[-1].isdigit() else ""))
    lines = [re.sub(r"\s", "", wording.clean(line)) for line in source.splitlines()]
    return any(whole.search(mark.join(lines)) for mark in ("", "\n"))


def _covered(match: re.Match[str], near: list[Citation]) -> bool:
    return any(c.start <= match.start() and match.end() <= c.end for c in near)


def _is_free(match: re.Match[str], passage: Passage, near: list[Citation]) -> bool:
    """Whether a number is none of the report's: see the top of this file."""
    touched = any(c.start < match.end() and match.start() < c.end for c in near)
    if touched or passage.kind in _GRIDS:
        return False
    return any(m.start() <= match.start() and match.end() <= m.end() for m in _FREE.finditer(passage.text))
