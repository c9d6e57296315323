"""Family C: statements that exclude each other, and headings that promise another scope than the text below."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from extractor.records.finding import Side
from extractor.records.report import Figure, Indicator
from extractor.validation.data import words_of
from extractor.validation.prose import Span, clause, find
from extractor.validation.rule import Case, Said, rule, side
from extractor.validation.words import indicator_name

_MOST = 3
_LONGEST_ALL = 12
_ALL_DONE = re.compile(r"(?:已|均已?)?(?:全部|全面|均|都)(?:已)?(?:完成|达成|实现)。?")
_TIMELY = re.compile(r"时效|及时(?:率|性)|完成时[间限]|按[期时](?:完成|完工)|工期|进度|年度.*工作")
_FULL = Decimal(100)
_MONEY = re.compile(r"\d[\d,.，]*\s*(?:万元|元|亿元)")


class _Words(NamedTuple):
    general: re.Pattern[str]
    deficit: re.Pattern[str]
    not_yet: re.Pattern[str]
    late: re.Pattern[str]


class _Caliber(NamedTuple):
    title: re.Pattern[str]
    needs: re.Pattern[str]
    other: re.Pattern[str]
    says: str


@rule("C14", "conclusions-exclude-each-other", "warning", needs=("sections",), on_paper=True)
def contradictions(case: Case) -> Iterator[Said]:
    """一处说全部完成，另一处说没有完成。

    Why: “全面完成各项任务”与“部分目标未达成”不能同时成立；时效指标按全部完成填，正文却说时间有延误，也不能同时成立。
    Fires on: 实际完成情况“全部完成”，正文“部分项目目标未达成，时间有延误”。
    Silent on: 全面完成某一项专门任务；“确保全面完成”；问题一节说进度慢而没有说目标没有完成。
    Source: 自评抽查复核的常见问题：结论与事实、结论与结论互斥。
    """
    words = _words()
    done, short = list(_general(case, words)), _deficits(case, words.deficit)
    if done and short:
        yield Said("fail", "sections", f"“{done[0].text}”与“{clause(short[0])}”互相矛盾",
                   sides=(*done[:_MOST], *(case.prose.side(span) for span in short[:_MOST])))  # fmt: skip
    late = _timeliness(case, words)
    if late:
        yield late
    if done and not short:
        yield Said("pass", "sections", f"“{done[0].text}”，没有发现相反的说法", sides=tuple(done[:1]))
    elif not late and not done:
        yield Said("not_applicable", "sections", "没有全部完成的结论")


@rule("C17", "heading-and-content-differ-in-scope", "warning", needs=("sections",))
def caliber(case: Case) -> Iterator[Said]:
    """小节标题是决算（预算）、收入（支出），内容却是另一口径。

    Why: 标题写“收入决算情况”，内容只给年初预算，决算收入就缺失了。
    Fires on: 收入决算情况：本部门2024年度年初下达预算2672546.6元。
    Silent on: 收入决算情况：年初预算100万元，全年收入120万元。
    Source: 部门决算报告口径：预算数与决算数不得混填。
    """
    said = False
    for index, section in enumerate(case.report.sections):
        for one in _calibers():
            if not one.title.search(section.title) or not _MONEY.search(section.text):
                continue
            said = True
            wrong = one.other.search(section.text) and not one.needs.search(section.text)
            if wrong:
                heading = f"{section.number}{section.title}"
                sides = (_line(case, index, section.text),)
                yield Said("fail", f"sections[{index}].text", f"“{heading}”：{one.says}", sides=sides)
            else:
                yield Said("pass", f"sections[{index}].text", f"“{section.title}”与内容的口径一致")
    if not said:
        yield Said("not_applicable", "sections", "没有写明收入、支出决算或预算的小节")


@cache
def _words() -> _Words:
    data = words_of("wording")["contradiction"]
    return _Words(*(re.compile(data[name]) for name in _Words._fields))


@cache
def _calibers() -> tuple[_Caliber, ...]:
    return tuple(
        _Caliber(re.compile(one["title"]), re.compile(one["needs"]), re.compile(one["other"]), one["says"])
        for one in words_of("wording")["caliber"]
    )


def _general(case: Case, words: _Words) -> Iterator[Side]:
    """Yield where everything is said to be done: in the goals of the form, then in the narrative."""
    goals = case.report.goals.actual if case.report.goals else None
    if goals is not None and len(goals.text) <= _LONGEST_ALL and _ALL_DONE.fullmatch("".join(goals.text.split())):
        yield side(case.report, "goals.actual")
    for span, _ in find(words.general, case.prose.narrative):
        if not words.not_yet.search(clause(span).partition(span.text)[0]) and not _is_ahead(case, span):
            yield case.prose.side(span)


def _is_ahead(case: Case, span: Span) -> bool:
    """Whether a statement stands where a report speaks of what it will do."""
    index = case.prose.section_of(span.passage.ids[0])
    return index >= 0 and re.search(r"措施|打算|计划|建议|下一步", case.report.sections[index].title) is not None


def _deficits(case: Case, pattern: re.Pattern[str]) -> list[Span]:
    spans = [span for span, _ in find(pattern, case.prose.narrative)]
    return [span for span in spans if not _is_ahead(case, span)]


def _timeliness(case: Case, words: _Words) -> Said | None:
    """Say that the text tells of delay although every indicator of time is complete."""
    rows = [
        (f"indicators[{index}]", row)
        for index, row in enumerate(case.report.indicators)
        if row.level3 is not None and _TIMELY.search(row.level3.text)
    ]
    complete = [path for path, row in rows if _is_complete(row)]
    late = _deficits(case, words.late)
    if not late or not rows or len(complete) < len(rows):
        return None
    path = complete[0]
    fields = tuple(f"{path}.{field}" for field in ("actual", "completion", "score"))
    sides = [side(case.report, field) for field in fields]
    told = [case.prose.side(span) for span in late[:_MOST]]
    message = f"{indicator_name(case.report, path)}按全部完成填报，正文却说“{clause(late[0])}”"
    return Said("fail", path, message, sides=(*(one for one in sides if one.at), *told))


def _is_complete(row: Indicator) -> bool:
    if isinstance(row.completion, Figure):
        return row.completion.value >= _FULL
    return row.score is not None and row.weight is not None and row.score.value == row.weight.value


def _line(case: Case, index: int, text: str) -> Side:
    section = case.report.sections[index]
    if case.document is not None and section.first_line in case.document.places:
        return case.prose.at(section.first_line, text.partition("\n")[0][:60], text.partition("\n")[0][:60])
    return Side(path=f"sections[{index}].text", text=text[:60])
