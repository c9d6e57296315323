"""4. Report + Findings → Draft: outline, passages, number tracing."""

from __future__ import annotations

from extractor.drafting.context import context
from extractor.drafting.marks import PENDING
from extractor.drafting.notes import notes
from extractor.drafting.passages import split
from extractor.drafting.tracing import trace
from extractor.errors import TemplateError
from extractor.records.draft import Draft, Passage
from extractor.records.finding import Findings
from extractor.records.report import Report
from extractor.settings import Settings
from extractor.texts import Template, load_all, outlines

__all__ = ["draft", "outline_of", "trace"]


def draft(report: Report, findings: Findings, settings: Settings) -> Draft:
    """Draft the 综述 of a report in the sections of its outline; each number knows its field.

    Args:
        report: the record; what it does not hold is told as 未载明 or left out.
        findings: what the checks say of it; figures with an open error stand as printed, with 【待核】.
        settings: `outline` names a folder of `templates/`, `templates` a folder of the user's own files.

    Raises:
        TemplateError: no such outline, or a template that breaks its contract.
        DraftError: a number that the record does not hold.

    """
    outline = settings.outline or outline_of(report)
    if outline not in (known := outlines(settings.templates)):
        raise TemplateError(f"没有名为 {outline!r} 的提纲", f"现有：{'、'.join(known)}")
    values = context(report, findings, settings)
    passages: list[Passage] = []
    for template in load_all("templates", outline, settings.templates):
        doubtful = any(PENDING in passage.text for passage in passages)
        passages += _section(template, values | {"doubtful": doubtful})
    title = next((p.text for p in passages if p.kind == "title"), "")
    drafted = Draft(outline=outline, title=title, passages=tuple(passages), notes=notes(passages, report, findings))
    trace(drafted, report, findings)
    return drafted


def outline_of(report: Report) -> str:
    """Return the outline that fits a record: `project` when it holds only project tables, else `hunan`."""
    department = (report.budget, report.spending, report.indicators, report.score, report.staffing, report.goals)
    return "project" if report.projects and not any(department) else "hunan"


def _section(template: Template, values: dict[str, object]) -> list[Passage]:
    """Return the passages of one file; one without a title in its head gives the title of the whole."""
    chosen = {name: values[name] for name in template.head.variables if name in values}
    passages = list(split(template.render(**chosen), template.name))
    if not template.head.title:
        return [passage.model_copy(update={"kind": "title", "level": 0}) for passage in passages]
    heading = Passage(kind="heading", level=1, text=template.head.title, template=template.name)
    return [heading, *passages]
