"""Family C: which sections a report has, and how they are numbered."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from extractor.records.evidence import Evidence
from extractor.records.finding import Severity, Side
from extractor.records.report import Section
from extractor.validation.data import words_of
from extractor.validation.numbering import Flaw, first_of, flaws, sibling_lists
from extractor.validation.rule import Case, Said, rule

_ATTACHED = re.compile(r"附\s*[件表]|表\s*(?:[（(][^）)]*[)）])?$")
_SENTENCE = re.compile(r"[，。；]")
_SPACE = re.compile(r"\s+")
_TITLE = re.compile(r"报告|自评|评价|绩效|综述|支出")
_LEAST_SECTIONS = 3
_MOST = 4
_WRONG = frozenset({"back"})


class _Part(NamedTuple):
    name: str
    words: re.Pattern[str]
    core: bool
    content: re.Pattern[str] | None


class _Outline(NamedTuple):
    name: str
    marks: tuple[re.Pattern[str], ...]
    least: int
    parts: tuple[_Part, ...]


@rule("C01", "section-missing", "warning", needs=("sections",))
def sections_complete(case: Case) -> Iterator[Said]:
    """参考提纲规定的章节没有写，或只有标题没有内容。

    Why: 提纲的各部分都要交代，没有该项预算的也要写“无”；缺问题或改进措施的作提醒，缺其余部分、只有标题、内容与标题
    不符、没有报告标题的是提示。
    Fires on: 按湖南提纲写到“六、部门整体支出绩效情况”为止，没有问题、改进措施、结果应用。
    Silent on: “三、政府性基金预算支出情况：无”；标题认不出属于哪种提纲。
    Source: 各省部门整体支出绩效自评报告参考提纲（数据文件 outlines.toml，可改）。
    """
    first = first_of(case.report.sections)
    sections = enumerate(case.report.sections[first:], first)
    own = [(index, section) for index, section in sections if _is_narrative(section)]
    if len(own) < _LEAST_SECTIONS:
        yield Said("not_applicable", "sections", "没有按章节写的正文")
        return
    outline = _outline_of([section for _, section in own])
    found = [*_missing(case, own, outline), *_empty(case, own), *_without_content(case, own, outline), *_untitled(case)]
    yield from found
    if not found:
        yield Said("pass", "sections", f"{outline.name}的各部分都有" if outline else "各章节都有内容")


@rule("C02", "numbering-broken", "info", needs=("sections",))
def numbering(case: Case) -> Iterator[Said]:
    """同级标题的序号不连贯。

    Why: 同级标题序号样式应一致、逐个递增；序号倒退的多半是从别处粘贴，作提醒，其余是提示。
    Fires on: 一、，2、，三、；（一）…（五）之后又是（一）（二）；“三、”之后是“二、”。
    Silent on: 一、二、三、；（二）写在正文里没有单独成行。
    Source: GB/T 9704 公文结构层次序数；自评抽查复核常见问题“标题层级”。
    """
    lists = [found for found in sibling_lists(case.report.sections) if len(found) > 1]
    tables = _with_tables(case)
    said = False
    for siblings in lists:
        wrong = flaws(siblings, case.report.sections, tables)
        if wrong:
            said = True
            yield _misnumbered(case, wrong)
    if lists and not said:
        yield Said("pass", "sections", "各级标题序号连贯")
    elif not lists:
        yield Said("not_applicable", "sections", "没有成列的编号标题")


def _with_tables(case: Case) -> frozenset[int]:
    """Return the sections in which a table stands."""
    if case.document is None:
        ends = enumerate(case.report.sections)
        return frozenset(index for index, one in ends if (one.first_line + one.last_line).count("T"))
    return frozenset(case.prose.section_of(table.id) for table in case.document.tables)


def _misnumbered(case: Case, wrong: list[Flaw]) -> Said:
    severity: Severity = "warning" if any(flaw.kind in _WRONG for flaw in wrong) else "info"
    messages = "；".join(dict.fromkeys(flaw.message for flaw in wrong))
    sides = tuple(_side(case, flaw.at.position) for flaw in wrong)
    return Said("fail", f"sections[{wrong[0].at.position}].number", f"同级标题序号不连贯：{messages}",
                severity=severity, sides=sides)  # fmt: skip


def _is_narrative(section: Section) -> bool:
    return not _ATTACHED.search(section.number + section.title) and not section.first_line.startswith("T")


@cache
def _outlines() -> tuple[_Outline, ...]:
    return tuple(
        _Outline(
            name=one["name"],
            marks=tuple(re.compile(mark) for mark in (*one["marks"], *one["also"])),
            least=one["least"],
            parts=tuple(
                _Part(
                    part["name"],
                    re.compile(part["words"]),
                    part.get("core", False),
                    re.compile(part["content"]) if "content" in part else None,
                )
                for part in one["parts"]
            ),
        )
        for one in words_of("outlines")["outline"]
    )


def _outline_of(sections: list[Section]) -> _Outline | None:
    """Return the outline that a report follows: the one most of whose own titles it has, if these are enough."""
    titles = [section.title for section in sections]
    counts = [(sum(any(mark.search(title) for title in titles) for mark in one.marks), one) for one in _outlines()]
    count, best = max(counts, key=lambda pair: pair[0])
    return best if count >= best.least else None


def _missing(case: Case, own: list[tuple[int, Section]], outline: _Outline | None) -> Iterator[Said]:
    if outline is None:
        return
    titles = [section.title for _, section in own]
    present = [index for index, section in own if any(part.words.search(section.title) for part in outline.parts)]
    absent = [part for part in outline.parts if not any(part.words.search(title) for title in titles)]
    if absent:
        core = any(part.core for part in absent)
        names = "、".join(f"“{part.name}”" for part in absent)
        sides = tuple(_side(case, index) for index in present[-_MOST:])
        yield Said("fail", "sections", f"对照{outline.name}，正文没有{names}部分",
                   severity="warning" if core else "info", sides=sides)  # fmt: skip


def _empty(case: Case, own: list[tuple[int, Section]]) -> Iterator[Said]:
    """Yield once the headings below which nothing stands: no text, no table, no heading of a lower level."""
    bare = [
        (index, section)
        for position, (index, section) in enumerate(own)
        if not section.text.strip()
        and section.number
        and section.last_line == section.first_line
        and not (position + 1 < len(own) and own[position + 1][1].level > section.level)
    ]
    if bare:
        names = "、".join(f"“{section.number}{section.title}”" for _, section in bare)
        yield Said("fail", f"sections[{bare[0][0]}].text", f"{names}只有标题，没有内容；没有该项内容的应写“无”",
                   severity="info", sides=tuple(_side(case, index) for index, _ in bare))  # fmt: skip


def _without_content(case: Case, own: list[tuple[int, Section]], outline: _Outline | None) -> Iterator[Said]:
    """Yield the sections that speak of something else than their title announces."""
    for part in outline.parts if outline else ():
        for position, (index, section) in enumerate(own):
            if part.content is None or not part.words.search(section.title) or not section.text.strip("无。 \n"):
                continue
            below = [one.text for _, one in own[position + 1 :] if one.level > section.level]
            if not part.content.search(_SPACE.sub("", section.text + "".join(below))):
                yield Said("fail", f"sections[{index}].text", f"“{section.title}”部分没有写到{part.name}的内容",
                           severity="info", sides=(_side(case, index, section.text),))  # fmt: skip


def _untitled(case: Case) -> Iterator[Said]:
    """Yield that the narrative begins without a title, when the paper is at hand."""
    if case.document is None or not case.report.sections:
        return
    first = case.report.sections[0].first_line
    above = [line for line in case.document.lines if line.text.strip()][:_FAR_ENOUGH]
    before = [line for line in above if case.document.line_order[line.id] < case.document.line_order.get(first, 0)]
    titled = any(_TITLE.search(line.text) and not _SENTENCE.search(line.text) for line in before)
    if before and "，" in before[0].text and not titled:
        at = Evidence(page=before[0].page, line=before[0].id, box=before[0].box, quote=before[0].text.strip()[:40])
        yield Said("fail", "sections", "正文没有标题，直接从正文文字开始",
                   severity="info", sides=(Side(path="sections", text=at.quote, at=at),))  # fmt: skip


_FAR_ENOUGH = 12


def _side(case: Case, index: int, text: str = "") -> Side:
    section = case.report.sections[index]
    heading = f"{section.number}{section.title}"
    printed = case.document.places.get(section.first_line) if case.document else None
    place = Evidence(
        page=printed.page if printed else 1,
        line=section.first_line,
        box=printed.box if printed else None,
        quote=heading,
        file=case.document.file_of(printed.page) if case.document and printed else None,
    )
    return Side(path=f"sections[{index}].text", text=(text or heading)[:80], at=place)
