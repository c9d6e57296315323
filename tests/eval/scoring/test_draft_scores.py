"""Facts told by a draft, and statements that the label contradicts."""

from typing import Any

import pytest

from extractor.eval.labelled import record_of
from extractor.eval.labels import Label
from extractor.eval.result import Share
from extractor.eval.scoring.drafts import facts, wrong_statements
from extractor.eval.scoring.fields import score
from extractor.records.draft import Citation, Draft, Passage

LABEL: dict[str, Any] = {
    "budget": {
        "rows": [
            {"item": "basic", "label": "基本支出", "executed": "300万元"},
            {"item": "total", "label": "年度资金总额", "adjusted": "503.37万元", "executed": "480.12万元"},
        ]
    },
    "spending": {"total": "480.12万元", "basic": {"wages": "120万元", "public": "0万元"}},
    "score": {"total": "98.5分"},
}


def told(*cited: tuple[str, str], fields: dict[str, Any] = LABEL) -> tuple[Share, int]:
    """Return the facts and the wrong statements of a draft that cites these fields, or computations, with a text."""
    citations = tuple(
        Citation(text=text, start=0, end=len(text), **{"computation" if "(" in origin else "path": origin})
        for origin, text in cited
    )
    draft = Draft(outline="hunan", title="综述", passages=(Passage(citations=citations),))
    label = Label(report="甲", fields=LABEL)
    compared = score(record_of(Label(report="甲", fields=fields)), label)
    return facts(draft, compared, label), wrong_statements(draft, compared)


ALL = (
    ("budget.rows[1].adjusted", "503.37万元"),
    ("budget.rows[1].executed", "480.12万元"),
    ("budget.rows[0].executed", "300"),
    ("spending.basic.wages", "120万元"),
    ("score.total", "98.5分"),
)


@pytest.mark.parametrize(
    ("cited", "points"),
    [
        (ALL, 5),
        (ALL[1:], 4),
        ((("spending.total", "480.12万元"), *ALL[2:]), 4),
        ((*ALL[:4], ("score.total", "98.6分")), 4),
        ((*ALL[:4], ("score.total", "98.5%")), 4),
        ((*ALL[:4], ("sections[0].text", "自评得分98.5分")), 4),
        ((*ALL[:4], ("score.total", "约98.5分")), 5),
        ((), 0),
    ],
    ids=[
        "all", "one left out", "told of the narrative", "another number", "another unit", "quoted", "about", "nothing",
    ],
)  # fmt: skip
def test_a_fact_is_told_by_its_field_and_number(cited: tuple[tuple[str, str], ...], points: int) -> None:
    """One of the places of a fact will do; in a table the unit stands in the header; a zero need not be told."""
    assert told(*cited) == (Share(points=points, of=5), 0)


WRONG = {**LABEL, "score": {"total": "88.5分"}, "staffing": {"actual": "9人"}}


@pytest.mark.parametrize(
    ("cited", "wrong"),
    [
        ((("score.total", "88.5分"),), 1),
        ((("score.total", "88.5分"), ("score.total", "88.5")), 1),
        ((("staffing.actual", "9人"),), 1),
        ((("rate(score.total, budget.rows[1].adjusted)", "17.58%"),), 1),
        ((("rate(budget.rows[1].executed, budget.rows[1].adjusted)", "95.38%"),), 0),
        ((("count(indicators)", "3项"),), 0),
        ((("budget.rows[1].label", "年度资金总额"),), 0),
    ],
    ids=["misread", "said twice", "invented", "computed with it", "computed without", "counted", "words"],
)
def test_a_statement_is_wrong_when_its_field_is(cited: tuple[tuple[str, str], ...], wrong: int) -> None:
    """A cited figure that the label contradicts is one wrong statement, however often it is said or computed with."""
    assert told(*cited, fields=WRONG)[1] == wrong


def test_a_misread_figure_tells_no_fact() -> None:
    """What the draft states must be the labelled number, not what was read."""
    assert told(("score.total", "88.5分"), fields=WRONG)[0] == Share(points=0, of=5)


def test_each_project_has_facts_of_its_own() -> None:
    """Budget and score of a project are told by the fields of that project; listed projects by their amounts."""
    project = {
        "name": "图书购置",
        "budget": {"rows": [{"item": "total", "executed": "20万元"}]},
        "score": {"total": "90分"},
    }
    fields = {
        "projects": [project, {**project, "name": "阅览室改造"}],
        "spending": {"project": {"items": [{"name": "甲", "amount": "7万元"}]}},
    }
    label = Label(report="甲", fields=fields)
    cited = ("projects[1].budget.rows[0].executed", "20万元"), ("spending.project.items[0].amount", "7万元")
    passages = tuple(
        Passage(citations=(Citation(text=text, start=0, end=len(text), path=path),)) for path, text in cited
    )
    draft = Draft(outline="project", title="综述", passages=passages)

    assert facts(draft, score(record_of(label), label), label) == Share(points=2, of=5)
