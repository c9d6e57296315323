"""4. Report + Findings → Draft: outline, passages, number tracing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from extractor.drafting.context import context, file_of, render, with_pieces
from extractor.drafting.disputes import remarks
from extractor.drafting.marks import PENDING
from extractor.drafting.notes import notes
from extractor.drafting.opinion import Opinion, listed
from extractor.drafting.outlines import outline_of
from extractor.drafting.passages import numbered, split
from extractor.drafting.tracing import trace
from extractor.errors import TemplateError
from extractor.records.draft import Draft, Passage
from extractor.records.finding import Findings
from extractor.records.report import Report
from extractor.settings import Settings
from extractor.texts import REVIEW, Template, load, load_all, outlines

__all__ = ["draft", "outline_of", "review", "trace"]

_NUMBER = re.compile(r"^[一二三四五六七八九十]+、")


def draft(report: Report, findings: Findings, settings: Settings) -> Draft:
    """Draft the 综述 of a report in the sections of its outline; each number knows its field.

    Args:
        report: the record; what it does not hold is told as 未载明 or left out.
        findings: what the checks say of it; figures with an open error stand as printed, with 【待核】.
        settings: `outline` names a folder of `templates/`, `templates` a folder of the user's own files, `charts`
            whether there are charts.

    Raises:
        TemplateError: no such outline, or a template that breaks its contract.
        DraftError: a number that the record does not hold.

    """
    outline = settings.outline or outline_of(report)
    if outline not in (known := outlines(settings.templates)):
        raise TemplateError(f"没有名为 {outline!r} 的提纲", f"现有：{'、'.join(known)}")
    drafted = _assembled(outline, context(report, findings, settings), settings)
    passages = [remarks(passage, report, findings) for passage in drafted.passages]
    told = notes(passages, report, findings)
    drafted = drafted.model_copy(update={"passages": tuple(passages), "notes": told})
    trace(drafted, report, findings)
    return drafted


def review(report: Report, findings: Findings, settings: Settings) -> Draft:
    """Draft the 复核意见 of a report: what was checked, what holds, what does not, and what is suggested.

    Raises:
        TemplateError: a template that breaks its contract.
        DraftError: words that neither the record nor the findings hold.

    """
    opinion = Opinion(report, findings)
    values = context(report, findings, settings) | {"opinion": opinion, "listed": listed}
    drafted = _assembled(REVIEW, values, settings)
    trace(drafted, report, findings)
    return drafted


def _assembled(outline: str, values: dict[str, object], settings: Settings) -> Draft:
    """Return the passages of all sections, not yet under the lock."""
    used: dict[str, Template] = {}
    passages: list[Passage] = []
    for placed in _sections(outline, settings, used):
        doubtful = any(PENDING in passage.text for passage in passages)
        passages += _section(placed, with_pieces(values | {"doubtful": doubtful}, used, settings.templates))
    title = next((p.text for p in passages if p.kind == "title"), "")
    hashes = {file_of(template): template.sha256 for template in used.values()}
    return Draft(outline=outline, title=title, passages=tuple(passages), templates=hashes)


class _Placed(NamedTuple):
    """A section, the level of its heading, and its number where that is not printed in its title."""

    template: Template
    level: int = 1
    number: int = 0


def _sections(outline: str, settings: Settings, used: dict[str, Template]) -> Iterator[_Placed]:
    """Yield the sections of an outline in order; those that one includes follow it, a level lower."""
    for template in load_all("templates", outline, settings.templates):
        used[template.name] = template
        yield _Placed(template)
        for number, name in enumerate(template.head.includes, 1):
            included = used[name] = load("templates", name, settings.templates)
            yield _Placed(included, 2, number)


def _section(placed: _Placed, values: dict[str, object]) -> list[Passage]:
    """Return the passages of one file; one without a title in its head begins with the title of the whole."""
    template, level, number = placed
    made = list(split(render(template, values), file_of(template), level))
    if not template.head.title:
        return [made[0].model_copy(update={"kind": "title", "level": 0}), *made[1:]]
    title = numbered(_NUMBER.sub("", template.head.title), number, level) if number else template.head.title
    return [Passage(kind="heading", level=level, text=title, template=file_of(template)), *made]
