"""What the rows of a review sheet ask for: corrections of figures and decisions on findings, or what is wrong."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from extractor.corrections import NotUsableError, Signature, corrected
from extractor.errors import UsageError
from extractor.output.answers import Answer, Answers
from extractor.output.review_sheets import (
    DECIDED,
    DECISION,
    DECISIONS,
    KEY,
    NEW,
    REASON,
    WHICH,
    correctable,
    keys,
)
from extractor.records import paths
from extractor.records.finding import Finding, Findings, Repair
from extractor.records.report import Corrected, Report, Text
from extractor.records.review import Decision, Review
from extractor.validation.reviewed import seen

_ANOTHER_FIELD = frozenset({"label", "shift"})
"""Repairs that say which field a figure belongs to, not what it should be."""


class Wish(NamedTuple):
    """What one row asks for: corrections by field, and the decision on its finding; `cell` names it for complaints."""

    cell: str
    word: str
    changes: tuple[tuple[str, Corrected], ...] = ()
    review: Review | None = None


def wishes(answers: Answers, report: Report, findings: Findings, who: Signature) -> list[Wish]:
    """Return what a review sheet asks for; raises UsageError that names the cells when anything cannot be used."""
    made: list[Wish] = []
    problems: list[tuple[str, str]] = []
    known, first = keys(findings), dict[tuple[str, str], Answer]()
    for answer in (*answers.findings, *answers.figures):
        try:
            _refuse_unusable(answer, first)
            signed = who._replace(reason=answer.word(REASON))
            is_finding = DECISION in answer.columns
            wish = _of_finding(answer, known, report, signed) if is_finding else _of_figure(answer, report, signed)
            made += [wish] if wish else []
        except _CellError as error:
            problems.append((answer.at(error.header), str(error)))
    problems += _disputed(made)
    refuse(problems)
    return made


def refuse(problems: list[tuple[str, str]]) -> None:
    """Raise UsageError with the first of several problems and the cells of the others; nothing when there is none."""
    if problems:
        (cell, said), *others = problems
        more = f"；另有 {len(others)} 处也不能用：{'、'.join(cell for cell, _ in others)}" if others else ""
        raise UsageError(f"{cell}：{said}{more}", "改好后再收一次；这次什么都没有写")


class _CellError(ValueError):
    """A cell that cannot be used; the message is a Chinese clause."""

    def __init__(self, header: str, said: str) -> None:
        super().__init__(said)
        self.header = header


def _refuse_unusable(answer: Answer, first: dict[tuple[str, str], Answer]) -> None:
    """Refuse a row with a cell that cannot be read, without its key, or with the key of another row."""
    if answer.problem is not None:
        raise _CellError(*answer.problem)
    if answer.word(KEY) == "":
        raise _CellError(KEY, "这一行的“标识”没有了，不知道说的是哪一条，请从原来的审核表里抄回来")
    other = first.setdefault((answer.sheet, answer.word(KEY)), answer)
    if other is not answer:
        raise _CellError(KEY, f"与 {other.at(KEY)} 是同一个标识，请不要复制行")


def _of_finding(answer: Answer, known: dict[str, Finding], report: Report, who: Signature) -> Wish | None:
    """Return what a row of the findings asks for; None when it says what was decided before, or nothing."""
    finding = known.get(answer.key)
    if finding is None:
        raise _CellError(KEY, f"标识 {answer.key!r} 不是这份记录里的，请不要改动这一列")
    decision = _decision(answer, finding)
    if decision is None:
        return None
    changes = _changes(answer, finding, decision, report, who)
    review = Review(
        decision=decision,
        root=seen(report, finding.root),
        explains=tuple(seen(report, one) for one in finding.explains),
        by=who.by,
        on=who.on,
        reason=who.reason,
    )
    return Wish(answer.at(DECISION), DECIDED[decision], changes, review)


def _decision(answer: Answer, finding: Finding) -> Decision | None:
    """Return what a row decides: its word, 改为 when only a value was written, 撤销 when an earlier word is gone."""
    word = answer.word(DECISION)
    if word and word not in DECISIONS:
        raise _CellError(DECISION, f"没有 {word!r} 这种处理，请从 {'、'.join(DECISIONS)} 里选")
    if answer.word(NEW) and word not in {"", DECIDED["corrected"]}:
        raise _CellError(NEW, f"处理是“{word}”，却又填了 {answer.word(NEW)!r}，请把处理选成“改为”或清空这一格")
    decision = DECISIONS.get(word) or ("corrected" if answer.word(NEW) else None)
    if finding.review is not None:
        unchanged = (finding.review.decision, finding.review.reason) == (decision, answer.word(REASON))
        return None if unchanged else decision or "reopened"
    if decision is None and answer.word(REASON):
        raise _CellError(DECISION, "写了说明，没有选处理，请选一种")
    return decision


def _changes(
    answer: Answer, finding: Finding, decision: Decision, report: Report, who: Signature
) -> tuple[tuple[str, Corrected], ...]:
    if decision == "accepted":
        return tuple(_suggested(finding.root.repair, report, who))
    if decision != "corrected":
        return ()
    if not answer.word(NEW):
        raise _CellError(NEW, "处理是“改为”，这一格却空着，请写上改成什么")
    path = _which(answer, finding, report)
    return ((path, _corrected(report, path, answer.word(NEW), who)),)


def _which(answer: Answer, finding: Finding, report: Report) -> str:
    """Return the field that a row corrects: the one that is marked, or the only one."""
    marked = correctable(report, finding)
    word = answer.word(WHICH)
    if not word and len(marked) == 1:
        return next(iter(marked.values()))
    if word not in marked:
        said = f"{word!r} 不在这一条的原文里" if word else "没有说改哪一个"
        offered = f"请从 {'、'.join(marked)} 里选" if marked else "这一条没有可以改的数，请选别的处理"
        raise _CellError(WHICH, f"{said}，{offered}")
    return marked[word]


def _suggested(repair: Repair | None, report: Report, who: Signature) -> Iterator[tuple[str, Corrected]]:
    """Yield the corrections that a suggestion stands for; only one that is alone and says what a figure should be."""
    if repair is None or not repair.changes:
        raise _CellError(DECISION, "这一条没有建议可采纳，请选“改为”并填上数，或选别的处理")
    if repair.verdict != "unique":
        raise _CellError(DECISION, "这一条的建议不止一种，请选“改为”并填上数")
    if repair.kind in _ANOTHER_FIELD:
        raise _CellError(DECISION, "这条建议说的是名目写错，不是数写错，不能自动更正，请选“退回修改”或“改为”")
    for change in repair.changes:
        if repair.kind == "unit":
            yield from _other_unit(report, change.path, (change.old, change.new), who)
        else:
            yield change.path, _corrected(report, change.path, change.new, who, DECISION)


def _other_unit(report: Report, table: str, units: tuple[str, str], who: Signature) -> Iterator[tuple[str, Corrected]]:
    """Yield the same digits in another unit for every amount of a table that stands in the wrong one."""
    old, new = units
    for path, figure in paths.figures(report):
        if path.startswith(f"{table}.") and figure.unit == old and figure.corrected is None:
            yield path, Corrected(text=figure.text, value=figure.value, unit=new, **who._asdict())


def _of_figure(answer: Answer, report: Report, who: Signature) -> Wish | None:
    """Return the correction that a row of the figures asks for; None when nothing was written."""
    if not answer.word(NEW):
        if answer.word(REASON):
            raise _CellError(NEW, "写了说明，没有写改成什么")
        return None
    if not isinstance(paths.get(report, answer.key), Text):
        raise _CellError(KEY, f"标识 {answer.key!r} 不是这份记录里的，请不要改动这一列")
    new = _corrected(report, answer.key, answer.word(NEW), who)
    return Wish(answer.at(NEW), DECIDED["corrected"], ((answer.key, new),))


def _corrected(report: Report, path: str, typed: str, who: Signature, header: str = NEW) -> Corrected:
    try:
        return corrected(paths.get(report, path), typed, who)
    except NotUsableError as error:
        raise _CellError(header, str(error)) from error


def _disputed(made: list[Wish]) -> Iterator[tuple[str, str]]:
    """Yield the rows that correct a figure otherwise than a row before them."""
    first: dict[str, tuple[str, Corrected]] = {}
    for wish in made:
        for path, new in wish.changes:
            cell, other = first.setdefault(path, (wish.cell, new))
            if (other.text, other.value, other.unit) != (new.text, new.value, new.unit):
                yield wish.cell, f"与 {cell} 对同一个数改得不一样，请改成一样，或只留一处"
