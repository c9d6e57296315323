"""All scores of one report in one call."""

from dataclasses import replace

import pytest

from extractor.drafting import draft
from extractor.eval.case import Case, cases
from extractor.eval.labelled import record_of
from extractor.eval.labels import Label
from extractor.eval.result import Counts, Measurement, Share
from extractor.eval.scoring.findings import Expectation
from extractor.eval.scoring.measure import Judged, Places, measure
from extractor.records.document import Document, Page
from extractor.records.evidence import Evidence
from extractor.records.report import Report
from extractor.settings import Settings
from extractor.validation import check

EACH = pytest.mark.parametrize("case", cases(), ids=lambda case: case.name)
NOTHING = Expectation()

LABEL = Label.model_validate({
    "report": "甲",
    "fields": {
        "profile": {"unit_name": "云岭县总工会"},
        "budget": {
            "rows": [{"item": "total", "label": "年度资金总额", "initial": "503.37万元", "executed": "480.12万元"}]
        },
    },
    "sections": [{"level": 1, "title": "基本情况"}],
})  # fmt: skip


def measured(fields: dict, **more: object) -> Measurement:
    """Return the measurement of the record of these fields beside LABEL."""
    record = record_of(LABEL.model_copy(update={"fields": fields, **more}))
    return measure(Judged(LABEL, NOTHING, record))


@EACH
def test_a_perfect_record_scores_full(case: Case) -> None:
    """Whatever of a label can be scored without a paper is 1, and nothing is missed; its draft states nothing wrong."""
    record, settings = record_of(case.label), Settings()
    findings = check(None, record, settings)
    judged = Judged(case.label, NOTHING, record, None, findings, draft(record, findings, settings))

    found = measure(judged, case=case.name)

    full = (found.figures.f1, found.figures.recall, found.texts.value)
    assert full == (1, 1, 1)
    assert all(counts.f1 == 1 for counts in found.groups.values())
    rest = (found.indicator_rows.f1, found.indicator_cells.f1, found.levels.value, found.sections.value)
    assert set(rest) <= {1, None}
    assert found.misses == ()
    assert found.wrong_statements == 0
    assert found.verified_wrong == 0


def test_what_cannot_be_scored_is_a_share_of_nothing() -> None:
    """Without document, findings, draft and places their scores are empty, and never zero."""
    found = measure(Judged(LABEL, NOTHING, record_of(LABEL)), case="甲", rendering="text", reader="model")

    assert (found.case, found.rendering, found.reader) == ("甲", "text", "model")
    assert (found.quotes, found.coverage, found.facts, found.repairs, found.levels) == (Share(),) * 5
    assert (found.grounded, found.indicator_rows) == (Counts(), Counts())
    assert (found.findings, found.no_draft) == ({}, 0)


def test_a_missing_draft_is_counted_apart() -> None:
    """A refused draft is missing and tells no facts, but they are not scored as untold; one that was made is not."""
    record, settings = record_of(LABEL), Settings()
    findings = check(None, record, settings)
    paper = Document(file="甲", sha256="", media_type="text/plain", pages=(Page(number=1),), blocks=())
    refused = Judged(LABEL, NOTHING, record, paper, findings)
    drafted = replace(refused, draft=draft(record, findings, settings))

    assert (measure(refused).no_draft, measure(refused).facts) == (1, Share())
    assert (measure(drafted).no_draft, measure(drafted).facts) == (0, Share(points=2, of=2))


@pytest.mark.parametrize(
    ("fields", "more", "misses"),
    [
        (
            {"profile": {"unit_name": "云岭县总二会"}, "budget": LABEL.fields["budget"]},
            {},
            [("profile.unit_name", "wrong", "text", "云岭县总工会", "云岭县总二会")],
        ),
        (
            {"profile": LABEL.fields["profile"]},
            {},
            [
                ("budget.rows[0].item", "missing", "text", "total", ""),
                ("budget.rows[0].label", "missing", "text", "年度资金总额", ""),
                ("budget.rows[0].initial", "missing", "figure", "503.37万元", ""),
                ("budget.rows[0].executed", "missing", "figure", "480.12万元", ""),
            ],
        ),
        (
            {**LABEL.fields, "spending": {"total": "480.12万元"}},
            {},
            [("spending.total", "invented", "figure", "", "480.12万元")],
        ),
        (
            {
                **LABEL.fields,
                "budget": {"rows": [{**LABEL.fields["budget"]["rows"][0], "executed": "503.37万元", "initial": None}]},
            },
            {},
            [
                ("budget.rows[0].initial", "misplaced", "figure", "503.37万元",
                 "503.37万元，放在 budget.rows[0].executed"),
                ("budget.rows[0].executed", "missing", "figure", "480.12万元", "503.37万元"),
            ],
        ),
        (LABEL.fields, {"sections": ()}, [("sections", "missing", "section", "1 基本情况", "")]),
    ],
    ids=["text", "row", "invented", "pushed out", "section"],
)  # fmt: skip
def test_each_miss_says_what_was_expected_and_what_came(fields: dict, more: dict, misses: list[tuple]) -> None:
    """Whatever costs points stands in the list of misses with both sides."""
    clean = {key: _without_none(part) for key, part in fields.items()}

    found = measured(clean, **more).misses

    assert [(m.path, m.verdict, m.kind, m.expected, m.got) for m in found] == misses


def _without_none(node: object) -> object:
    if isinstance(node, dict):
        return {key: _without_none(part) for key, part in node.items() if part is not None}
    return [_without_none(part) for part in node] if isinstance(node, list) else node


def test_a_miss_shows_both_places() -> None:
    """The page and box that was read stand beside those of the word that should have been."""
    wrong = {**LABEL.fields, "budget": {"rows": [{"item": "total", "label": "年度资金总额", "initial": "5万元"}]}}
    data = record_of(LABEL.model_copy(update={"fields": wrong})).model_dump()
    data["budget"]["rows"][0]["initial"]["at"] = Evidence(
        page=2, line="L0007", box=(1, 2, 3, 4), quote="5"
    ).model_dump()
    places = Places({"budget.rows[0].initial": (7,)}, lambda _: [(1, (10, 10, 50, 20)), (1, (10, 22, 30, 32))])

    found = measure(Judged(LABEL, NOTHING, Report.model_validate(data)), places)

    first, second = found.misses
    assert (first.page, first.box, first.expected_page, first.expected_box) == (2, (1, 2, 3, 4), 1, (10, 10, 50, 32))
    assert (second.page, second.box, second.expected_page) == (None, None, None)
    assert found.grounded == Counts(wrong=1)
