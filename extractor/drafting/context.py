"""What the templates of an outline may use, by name."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from extractor.drafting import indicators
from extractor.drafting.disputes import objections, open_errors, pending
from extractor.drafting.helpers import Helpers, cited_message
from extractor.drafting.problems import Kind, Problem, problems_of, rate_of, staff_problems
from extractor.drafting.quotes import Quotes
from extractor.drafting.view import Node, Scope, Value
from extractor.drafting.wording import clean, sentence
from extractor.records.finding import Findings
from extractor.records.report import Report
from extractor.settings import Settings
from extractor.texts import load

_CONTRADICTIONS = 8
"""So many open errors are told in the draft; all of them stand in the review sheet."""


def context(report: Report, findings: Findings, settings: Settings) -> dict[str, object]:
    """Return the variables of the templates.

    The parts of the record under their own names (`profile`, `budget`, `projects` …), and

    - `unit`, `year`: 某某局, 2024年度, or general words where the report does not say;
    - `row count share rate growth difference total trend table ordinal`: see `Helpers`;
    - `groups rate_of is_bare alike reason explained`: see `indicators` and `problems`;
    - `problems`, `measures`: finished sentences, in the same order;
    - `quotes`: what the report says in its own sections;
    - `doubtful` (added by `draft`): whether a passage before has 【待核】.
    """
    scope = Scope(report, pending(report, findings))
    root = Node(scope, "", report)
    helpers = Helpers(scope)
    quotes = Quotes(scope, frozenset(objections(findings)))
    found = list(_problems(root, findings, quotes, helpers))
    values: dict[str, object] = {name: getattr(root, name) for name in _PARTS} | _functions(helpers)
    values |= {
        "unit": _unit(root),
        "year": _year(root),
        "quotes": quotes,
        "problems": [_told("problem", problem, helpers, settings.templates) for problem in found],
        "measures": [_told("measure", problem, helpers, settings.templates) for problem in _once(found)],
    }
    return values


_PARTS = (
    "profile", "staffing", "budget", "income", "spending", "three_public", "base_data", "goals", "indicators",
    "score", "projects", "moves",
)  # fmt: skip


def _functions(helpers: Helpers) -> dict[str, object]:
    names = ("share", "rate", "growth", "difference", "total", "count", "row", "ordinal", "trend", "table")
    return {name: getattr(helpers, name) for name in names} | {
        "groups": indicators.groups,
        "is_bare": indicators.is_bare,
        "alike": indicators.alike,
        "reason": indicators.reason,
        "explained": indicators.explained,
        "rate_of": lambda row: rate_of(row, helpers),
    }


def _problems(root: Node, findings: Findings, quotes: Quotes, helpers: Helpers) -> Iterator[Problem]:
    yield from problems_of(root, None, helpers)
    yield from staff_problems(root)
    alone = len(root.projects) == 1 and not (root.budget or root.indicators)
    for project in root.projects:
        yield from problems_of(project, None if alone else project.name or None, helpers)
    errors = open_errors(findings)
    if errors:
        told = [(e.check, e.subject, sentence(clean(e.message))) for e in errors if e.message][:_CONTRADICTIONS]
        words = "；".join(cited_message(*outcome) for outcome in told)
        yield Problem("contradiction", words=words)
    if quotes.problems:
        yield Problem("stated", words=quotes.problems)


def _once(problems: list[Problem]) -> Iterator[Problem]:
    """Yield the first problem of each kind; what is stated has its measures in the report itself."""
    seen: set[Kind] = set()
    for problem in problems:
        if problem.kind not in seen and problem.kind != "stated":
            seen.add(problem.kind)
            yield problem


def _told(name: str, problem: Problem, helpers: Helpers, user: Path | None) -> str:
    """Return the sentence of a problem or of its measure, written by a shared template."""
    template = load("templates", f"shared/{name}", user)
    values: dict[str, Any] = {"problem": problem} | _functions(helpers)
    chosen = {variable: values[variable] for variable in template.head.variables if variable in values}
    return template.render(**chosen).strip()


def _unit(root: Node) -> Value | str:
    names = [root.profile.unit_name, *(p.implementing_unit or p.department for p in root.projects)]
    return next((name.sentence for name in names if isinstance(name, Value)), "本部门（单位）")


def _year(root: Node) -> str:
    years = [root.profile.fiscal_year, *(project.fiscal_year for project in root.projects)]
    return next((f"{year}年度" for year in years if isinstance(year, Value)), "本年度")
