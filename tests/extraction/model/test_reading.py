"""A model reads a paper: what stands there enters, everything else is asked again once and then rejected."""

import json
import re
from decimal import Decimal

import pytest

from extractor.extraction.model.answers import FORMS
from tests.extraction.helpers import paper
from tests.extraction.model.papers import asked, budget_answer, budget_paper, leaf, prompts


def values(report):
    """Return the figures of the budget rows as text and unit by item and column."""
    return {
        (row.item, name): (figure.text, figure.unit)
        for row in report.budget.rows
        for name in ("initial", "adjusted", "executed", "rate", "weight", "score")
        if (figure := getattr(row, name))
    }


def test_a_true_answer_is_the_record():
    """Every figure stands with its place, its value from the paper and its unit from the caption."""
    report, _ = asked(budget_paper(), {"budget": [budget_answer()]})
    figure = report.budget.rows[0].executed

    assert (figure.text, figure.value, figure.unit, figure.at.line) == ("1287.65", Decimal("1287.65"), "万元", "T1R2C4")
    assert figure.status == "verified"
    assert (len(values(report)), report.rejected) == (14, ())


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        (leaf("1278.65", "T1R2C4"), "not_found"),
        (leaf("12876500", "T1R2C4"), "not_found"),
        (leaf("1287.65元", "T1R2C4"), "not_found"),
        (leaf("287.65", "T1R2C4"), "not_found"),
        (leaf("128765", "T1R2C4"), "not_found"),
        (leaf("1287.7", "T1R2C4"), "not_found"),
        (leaf("1287.65", "T9R9C9"), "wrong_place"),
        (leaf("1287.65", "T1R3C4"), "wrong_place"),
        (leaf("约一千多", "T1R2C4"), "not_a_figure"),
        (leaf("442.50", "T1R4C4"), "wrong_place"),
        (leaf("1300.00", "T1R2C3"), "wrong_place"),
        (leaf("99.05%", "T1R2C6"), "wrong_place"),
    ],
    ids=["digits", "converted", "other unit", "digits dropped", "point lost", "rounded", "no such id", "wrong id",
         "no figure", "another row", "another column", "a rate"],
)  # fmt: skip
def test_what_does_not_stand_there_is_rejected(said, reason):
    """A false figure, or a true one of a neighbour, is asked for again once; then it is in `rejected`."""
    answers = {"budget": [budget_answer(total_executed=said)], "repair": [{"items": [{"n": 1, **said}]}]}
    report, model = asked(budget_paper(), answers)
    repairs = [question for question in model.asked if question.id == "repair"]

    assert ("total", "executed") not in values(report)
    assert [(one.text, one.reason) for one in report.rejected] == [(said["text"], reason)]
    assert len(repairs) == 1


def test_a_second_answer_mends_the_first():
    """The repair prompt names exactly the failure, holds no history, and its true answer enters."""
    answers = {
        "budget": [budget_answer(total_executed=leaf("1278.65", "T1R2C4"))],
        "repair": [{"items": [{"n": 1, "text": "1287.65", "at": "T1R2C4"}]}],
    }
    report, model = asked(budget_paper(), answers)
    repair = next(question for question in model.asked if question.id == "repair")

    assert values(report)["total", "executed"] == ("1287.65", "万元")
    assert report.rejected == ()
    assert "“1278.65”" in repair.text
    assert "834.50" in repair.text  # the rows around it are shown
    assert not re.search("核对得上|合计应|等于", repair.text)


def test_a_repair_prompt_does_not_grow():
    """However much was wrong, each second question holds eight failures and forty lines at most."""
    rows = [(f"支出{n}", "10.00", "20.00", f"{n}.17", "", "", "") for n in range(60)]
    wrong = [{"label": leaf(f"支出{n}", f"T1R{n + 2}C1"), "executed": leaf("999.99", "L0001")} for n in range(60)]
    _, model = asked(budget_paper(rows), {"budget": [{"budget": {"rows": wrong}}]})
    asked_again = [question.text for question in model.asked if question.id == "repair"]
    repairs = [text for text in asked_again if "上一次没有回答" not in text]

    assert len(repairs) == 8
    assert all(text.count("上次答") <= 8 and len(re.findall(r"^T1R\d+ ", text, re.MULTILINE)) <= 40 for text in repairs)


def test_one_printed_figure_fills_one_field():
    """When two fields claim the same cell the one stays whose head speaks for it."""
    report, _ = asked(budget_paper(), {"budget": [budget_answer(total_initial=leaf("1300.00", "T1R2C3"))]})

    assert values(report)["total", "adjusted"] == ("1300.00", "万元")
    assert ("total", "initial") not in values(report)


def test_a_cell_is_found_where_row_and_column_cross():
    """A wrong leaf whose column the other rows show is taken from the paper without asking again."""
    rows = [(f"事项{n}", "5.00", f"{n}.25", f"{n}.11", "", "", "") for n in range(1, 6)]
    lines = [
        {"label": leaf(f"事项{n}", f"T1R{n + 1}C1"), "executed": leaf(f"{n}.11", f"T1R{n + 1}C4")} for n in range(1, 6)
    ]
    lines[2]["executed"] = leaf("3.77", "T1R4C4")
    report, model = asked(budget_paper(rows), {"budget": [{"budget": {"rows": lines}}]})

    assert [row.executed.text for row in report.budget.rows] == ["1.11", "2.11", "3.11", "4.11", "5.11"]
    assert "repair" not in {question.id for question in model.asked}


@pytest.mark.parametrize(
    "fault", ["refused", "unreachable", "empty", "not_json", "wrong_schema", "truncated", "budget"]
)
def test_a_question_without_an_answer_is_a_problem(fault):
    """Nothing is filled in; the record says which question was not answered and why."""
    report, _ = asked(budget_paper(), {"budget": [fault, fault], "profile": [{}]})

    assert report.budget is None
    assert [problem for problem in report.problems if "预算执行情况表" in problem]


def test_a_question_gets_only_what_it_needs():
    """The budget question shows the table with its caption, and nothing of the narrative."""
    document = budget_paper(text="主要职责是组织群众文化活动，开展培训和演出，保护非物质文化遗产。\n单位：万元")
    shown = prompts(document)["budget"].text

    assert "T1R2 [1]年度资金总额" in shown
    assert "单位：万元" in shown
    assert "群众文化活动" not in shown


def test_a_paper_without_heads_is_shown_as_a_whole():
    """When no head of the lexicon is there, the tables go to every question that may need them."""
    document = budget_paper(head=("甲", "乙", "丙", "丁", "戊", "己", "庚"))

    assert "T1R3 [1]基本支出" in prompts(document)["budget"].text


def test_names_are_masked_and_come_back():
    """With redaction a name does not leave, and stands in the record with its place."""
    document = paper("河口县文化馆2024年度部门整体支出绩效自评报告\n填报人：林知夏  联系电话：0700-6441022\n")
    sent = prompts(document, redact=True)["profile"].text
    mask = re.search("〔名1〕", sent)
    answer = {"profile": {"preparer": leaf("〔名1〕", "L0002")}}
    report, _ = asked(document, {"profile": [answer]}, redact=True)

    assert mask is not None
    assert "林知夏" not in sent
    assert "6441022" not in sent
    assert (report.profile.preparer.text, report.profile.preparer.at.line) == ("林知夏", "L0002")


def test_what_only_an_image_shows_is_set_aside():
    """A figure that the text does not have is `image_only`: a reviewer sees it, the record does not hold it."""
    answer = budget_answer(total_executed=leaf("1287.66", "T1R2C4"))
    report, model = asked(budget_paper(), {"budget": [answer]}, images={1: b"\x89PNG"}, vision=True)

    assert ("total", "executed") not in values(report)
    assert [(one.text, one.reason, one.at.line) for one in report.rejected] == [("1287.66", "image_only", "T1R2C4")]
    assert model.asked[0].images == (b"\x89PNG",)


@pytest.mark.parametrize("name", sorted(FORMS))
def test_a_schema_says_the_same_in_fewer_words(name):
    """Every reference has its definition, none is defined for one use, and the fields are those of the form."""
    schema = FORMS[name].model_json_schema()
    said = json.dumps(schema)
    used = re.findall(r'"#/\$defs/(\w)"', said)

    assert set(used) == set(schema.get("$defs", {}))
    assert all(used.count(short) > 1 for short in used)
    assert set(schema["properties"]) == set(FORMS[name].model_fields)
    assert '"description"' not in said
    assert schema["title"] == name
