"""Whether a drafted 综述 tells what it should, and nothing that the label contradicts.

What it should tell follows its templates: budget, execution and rate, the parts of the spending, staff, 三公经费 and
score of the department; budget, execution, rate and score of each project. Where a report prints a fact in more than
one place (the form and the narrative), either will do. A zero is left out, for a draft says 无 instead. A fact is told
when the draft cites its field with the labelled number, in running text or in a table.

A statement is wrong when the draft cites a figure or date that the label contradicts, or computes with one. Sentences
that the draft quotes from the report as a whole are not judged.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from extractor.eval.labels import Label, printed
from extractor.eval.result import Share
from extractor.eval.scoring.fields import FAULTS, Result, Score
from extractor.records.draft import Citation, Draft
from extractor.records.quantity import find_quantities

Fact = tuple[str, ...]
"""The fields that hold one fact, each enough by itself; rows are named by their code: `budget.rows[total].rate`."""

_TOTALS: tuple[Fact, ...] = (
    ("budget.rows[total].initial", "spending.initial_budget", "income.initial"),
    ("budget.rows[total].adjusted", "spending.adjusted_budget"),
    ("budget.rows[total].executed", "spending.total"),
    ("budget.rows[total].rate", "spending.rate"),
)
_SPENDING: tuple[Fact, ...] = (
    ("spending.basic.total", "budget.rows[basic].executed", "budget.by_expenditure.basic"),
    ("spending.basic.wages",),
    ("spending.basic.goods_services",),
    ("spending.basic.individuals_families",),
    ("spending.basic.personnel", "budget.rows[personnel].executed"),
    ("spending.basic.public", "budget.rows[public].executed"),
    ("spending.project.total", "budget.rows[project].executed", "budget.by_expenditure.project"),
    ("spending.government_fund", "budget.by_income.government_fund"),
    ("spending.state_capital",),
    ("spending.social_insurance",),
)
_REST: tuple[Fact, ...] = (
    ("staffing.authorized",),
    ("staffing.actual",),
    *((f"three_public.rows[{item}].final",) for item in ("total", "abroad", "vehicles", "reception")),
    ("score.total",),
)
DEPARTMENT = (*_TOTALS, *_SPENDING, *_REST)
"""What is told of a department, beside each project that its narrative lists."""

OF_PROJECT = ("budget.rows[total].initial", "budget.rows[total].adjusted", "budget.rows[total].executed",
              "budget.rows[total].rate", "score.total")  # fmt: skip
"""What is told of each project that has a form of its own."""

_EACH = re.compile(r"spending\.project\.items\[\d+\]\.amount")
_ROW = re.compile(r"\[(\d+)\]")
_OPERAND = re.compile(r"[a-z_0-9]+(?:\[\d+\])?(?:\.[a-z_0-9]+(?:\[\d+\])?)+")


def facts(draft: Draft, score: Score, label: Label) -> Share:
    """Return how many of the labelled facts the draft tells."""
    cited: dict[str, list[str]] = {}
    for citation in _citations(draft):
        cited.setdefault(citation.path or "", []).append(citation.text)
    told = [any(_tells(result, cited.get(result.read or "", ())) for result in fact) for fact in _facts(score, label)]
    return Share(points=sum(told), of=len(told))


def wrong_statements(draft: Draft, score: Score) -> int:
    """Return how many fields and computations the draft cites whose figure or date is not what the label says."""
    judged = [result for result in score.results if result.kind == "figure" or result.whole]
    wrong = {result.read for result in judged if result.read and result.verdict in FAULTS}
    cited = {citation.path or citation.computation or "" for citation in _citations(draft)}
    return sum(any(path in wrong for path in (origin, *_OPERAND.findall(origin))) for origin in cited)


def _facts(score: Score, label: Label) -> Iterator[list[Result]]:
    """Yield for each labelled fact the fields that hold it."""
    named: dict[str, list[Result]] = {}
    for result in score.results:
        if result.kind == "figure" and _is_amount(result.expected):
            named.setdefault(_by_code(result.path, label.fields), []).append(result)
    projects = {path.split(".")[0] for path in named if path.startswith("projects[")}
    wanted: list[Fact] = [*DEPARTMENT, *((path,) for path in named if _EACH.fullmatch(path))]
    wanted += [(f"{project}.{path}",) for project in sorted(projects) for path in OF_PROJECT]
    for fact in wanted:
        if found := [result for path in fact for result in named.get(path, ())]:
            yield found


def _by_code(path: str, fields: dict[str, Any]) -> str:
    """Return a path with the codes of its rows in place of their numbers, where they have codes."""
    node: Any = fields
    steps = []
    for step in path.split("."):
        name, row = step.partition("[")[0], _ROW.search(step)
        node = node.get(name) if isinstance(node, dict) else None
        if row and isinstance(node, list):
            node = node[int(row[1])] if int(row[1]) < len(node) else None
            code = node.get("item") if isinstance(node, dict) else None
            step = f"{name}[{code}]" if code else step  # noqa: PLW2901 - the same step, by its code
        steps.append(step)
    return ".".join(steps)


def _is_amount(text: str) -> bool:
    figure = printed(text)
    return figure is not None and figure.value != 0


def _tells(result: Result, texts: Iterable[str]) -> bool:
    """Whether a field is cited with the labelled number; a fall may stand without its sign, behind its verb."""
    wanted = printed(result.expected)
    for text in texts:
        for quantity in find_quantities(text):
            same_unit = wanted is not None and quantity.unit in {"", wanted.unit}
            if wanted is not None and same_unit and abs(quantity.value) == abs(wanted.value):
                return True
    return False


def _citations(draft: Draft) -> Iterator[Citation]:
    for passage in draft.passages:
        yield from passage.citations
