"""What the templates of an outline may use, by name."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from extractor.drafting import indicators
from extractor.drafting.composition import compose
from extractor.drafting.disputes import objections, open_errors, pending
from extractor.drafting.figures import Charts
from extractor.drafting.helpers import Helpers, cited_message
from extractor.drafting.marks import OWN, piece
from extractor.drafting.problems import Kind, Problem, problems_of, rate_of, staff_problems
from extractor.drafting.quotes import Quotes
from extractor.drafting.view import Node, Scope, Value
from extractor.drafting.wording import clean, ordinal, sentence
from extractor.records.finding import Findings
from extractor.records.report import Report
from extractor.settings import Settings
from extractor.texts import SHARED, Template, load

_CONTRADICTIONS = 8
"""So many open errors are told in the draft; all of them stand in the review sheet."""


def context(report: Report, findings: Findings, settings: Settings) -> dict[str, object]:
    """Return the variables of the templates.

    The parts of the record under their own names (`profile`, `budget`, `projects` …), and

    - `unit`, `year`: 某某局, 2024年度, or general words where the report does not say;
    - `row count share rate growth difference total trend table form same`: see `Helpers`; `ordinal`: 一, 十二;
    - `composition chart completion`: see `composition` and `figures`;
    - `groups rate_of is_bare alike reason explained`: see `indicators` and `problems`;
    - `problems`, `measures`: finished sentences, in the same order;
    - `quotes`: what the report says in its own sections;
    - `piece` and `doubtful` (added by `draft`): see `with_pieces`; whether a passage before has 【待核】.
    """
    scope = Scope(report, pending(report, findings))
    root = Node(scope, "", report)
    helpers = Helpers(scope)
    quotes = Quotes(scope, frozenset(objections(findings)))
    found = list(_problems(root, findings, quotes, helpers))
    values: dict[str, object] = {name: getattr(root, name) for name in _PARTS}
    values |= _functions(helpers, Charts(helpers, wanted=settings.charts))
    values |= {
        "unit": _unit(root),
        "year": _year(root),
        "quotes": quotes,
        "problems": [_told("problem", problem, helpers, settings.templates) for problem in found],
        "measures": [
            _told("measure", problem, helpers, settings.templates)
            for problem in _once(found, own_measures=bool(quotes.measures))
        ],
    }
    return values


def with_pieces(values: dict[str, object], used: dict[str, Template], user: Path | None) -> dict[str, object]:
    """Return the variables with `piece(name, **more)`, which renders a file of `shared/` with them and `more`.

    Each piece that is rendered is put into `used` by its name.
    """

    def rendered(name: str, /, **more: object) -> str:
        template = used[name] = load("templates", f"{SHARED}/{name}", user)
        return piece(render(template, known | more), file_of(template))

    known = values | {"piece": rendered}
    return known


def render(template: Template, values: dict[str, object]) -> str:
    """Return a file rendered with the variables that it declares."""
    return template.render(**{name: values[name] for name in template.head.variables if name in values})


def file_of(template: Template) -> str:
    """Return the name of a file; one of the user's own folder says so."""
    return f"{OWN}{template.name}" if template.own else template.name


_PARTS = (
    "profile", "staffing", "budget", "income", "spending", "three_public", "base_data", "goals", "indicators",
    "score", "projects", "moves",
)  # fmt: skip


def _functions(helpers: Helpers, charts: Charts) -> dict[str, object]:
    names = ("share", "rate", "growth", "difference", "total", "count", "row", "trend", "table", "form", "same")
    return {name: getattr(helpers, name) for name in names} | {
        "ordinal": ordinal,
        "composition": lambda entries, whole: compose(entries, whole, helpers),
        "chart": charts.composition,
        "completion": charts.completion,
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


def _once(problems: list[Problem], *, own_measures: bool) -> Iterator[Problem]:
    """Yield the first problem of each kind; what the report states is answered by its own measures, if it has any."""
    seen: set[Kind] = set()
    for problem in problems:
        if problem.kind not in seen and not (problem.kind == "stated" and own_measures):
            seen.add(problem.kind)
            yield problem


def _told(name: str, problem: Problem, helpers: Helpers, user: Path | None) -> str:
    """Return the sentence of a problem or of its measure, written by a shared template."""
    template = load("templates", f"{SHARED}/{name}", user)
    charts = Charts(helpers, wanted=False)
    return render(template, {"problem": problem} | _functions(helpers, charts)).strip()


def _unit(root: Node) -> Value | str:
    names = [root.profile.unit_name, *(p.implementing_unit or p.department for p in root.projects)]
    return next((name.sentence for name in names if isinstance(name, Value)), "本部门（单位）")


def _year(root: Node) -> str:
    years = [root.profile.fiscal_year, *(project.fiscal_year for project in root.projects)]
    return next((f"{year}年度" for year in years if isinstance(year, Value)), "本年度")
