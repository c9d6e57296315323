"""Generated reports: the same for the same seed, with labels that fit the record and say only what is printed."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Any

import pytest

from extractor.eval.case import cases
from extractor.eval.content import Sheet
from extractor.eval.generator import FORMS, corpus, draw, facts_of, generate, write
from extractor.eval.labelled import record_of
from extractor.eval.labels import label_problems, load_label, plain
from extractor.eval.scoring.findings import Expectation, load_expectation
from extractor.records.finding import Outcome
from extractor.settings import Settings
from extractor.validation import check
from tests.eval.generator.figures import label_of, leaves, numbers, stands, words

EACH = pytest.mark.parametrize("form", FORMS)
SEEDS = range(12)


@EACH
def test_a_seed_always_gives_the_same_report(form: str) -> None:
    """Content, label and expectation depend on the seed and the form alone."""
    assert generate(3, form) == generate(3, form)
    assert generate(3, form).content != generate(4, form).content


@EACH
def test_changed_facts_come_out_in_the_same_layout(form: str) -> None:
    """The layout belongs to the seed: another number in the facts is another number on paper, and nothing else."""
    told = facts_of(6, form)
    other = draw(6, form, replace(told, unit=replace(told.unit, phone="0700-9999999", preparer="甲乙丙")))

    same = words(generate(6, form).content).replace(told.unit.phone, "0700-9999999")

    one, two = words(other.content), same
    assert one.replace("甲乙丙", "").split() == _without(two, told.unit.preparer).split()


def _without(text: str, name: str) -> str:
    return re.sub(r"\s?".join(name), "", text)


@EACH
def test_labels_fit_the_record(form: str) -> None:
    """A label uses the names of the record, and every figure in it has digits."""
    assert [problem for seed in SEEDS for problem in label_problems(label_of(generate(seed, form).label))] == []


@EACH
def test_every_labelled_value_is_printed(form: str) -> None:
    """What the label says stands on paper."""
    for seed in SEEDS:
        made = generate(seed, form)
        on_paper = words(made.content)
        fields = label_of(made.label).fields
        missing = [leaf for leaf in leaves(fields) if not stands(*leaf, plain(on_paper), numbers(on_paper))]
        assert missing == [], made.name


@EACH
def test_every_quote_is_verbatim(form: str) -> None:
    """Each report has no finding and many identities that hold, quoted as they are printed."""
    for seed in SEEDS:
        made = generate(seed, form)
        expectation = Expectation.model_validate(made.expectation)
        on_paper = plain(words(made.content))
        assert not expectation.findings
        assert len(expectation.holds) > 2
        assert [quote for hold in expectation.holds for quote in hold.quotes if plain(quote) not in on_paper] == []


KNOWN = (("hubei_checkbox", "B09", "偏差原因空白"), ("", "B06", "投诉"), ("", "B09", "投诉"))
"""What the checks do not know: Hubei gives reasons in a row below the table; a rate of settled 投诉 is not kept low."""


@EACH
def test_a_perfect_reader_gives_rise_to_no_finding(form: str) -> None:
    """Checked as it is labelled, a report has no error of arithmetic."""
    for seed in SEEDS:
        findings = check(None, record_of(label_of(generate(seed, form).label)), Settings()).findings
        fails = [one.root for one in findings if one.root.status == "fail" and one.root.severity != "info"]
        assert [one.message for one in fails if not _is_known(form, one)] == []


def _is_known(form: str, fail: Outcome) -> bool:
    return any(form.startswith(name) and fail.check == rule and words in fail.message for name, rule, words in KNOWN)


@EACH
def test_headings_are_labelled_as_printed(form: str) -> None:
    """Every section of the label stands on paper."""
    made = generate(5, form)

    titles = [plain(section["title"]) for section in made.label.get("sections", [])]

    assert [title for title in titles if title not in plain(words(made.content))] == []


def test_no_name_is_borrowed_from_the_cases() -> None:
    """No unit and no person of the hand-labelled cases appears in a generated report."""
    taken = {name for case in cases() for name in _names(json.loads(case.label_file.read_text(encoding="utf-8")))}

    text = plain("".join(words(made.content) for made in corpus(26, 5)))

    assert len(taken) > 10
    assert [name for name in sorted(taken) if plain(name) in text] == []


def _names(label: dict[str, Any]) -> set[str]:
    profiles = [label.get("profile", {}), *label.get("projects", [])]
    found = {profile[key] for profile in profiles for key in ("unit_name", "preparer", "head") if key in profile}
    return found | {one["name"] for one in label.get("profile", {}).get("evaluators", [])}


def test_a_corpus_takes_the_forms_in_turn() -> None:
    """As many reports as asked for, all different; another seed gives other ones."""
    made = list(corpus(15, 7))

    assert [one.form for one in made] == [*FORMS, *FORMS][:15]
    assert len({one.name for one in made}) == 15
    assert next(corpus(1, 8)).content != made[0].content


def test_a_corpus_can_be_of_some_forms() -> None:
    """The caller chooses the forms; nothing is made before it is asked for."""
    assert {one.form for one in islice(corpus(10**9, 1, ["yunnan_project"]), 3)} == {"yunnan_project"}


def test_an_unknown_form_is_named_with_the_known_ones() -> None:
    """A typing error in the name of a form is answered with the list."""
    with pytest.raises(ValueError, match="hunan_department"):
        generate(1, "hunan")


def test_what_is_written_is_a_case(tmp_path: Path) -> None:
    """A folder holds the report, its label, its expectation and a note; the label names the file."""
    made = generate(2, "anhui_project")

    report = write(made, tmp_path / "one", "text")

    label = load_label(tmp_path / "one" / "expected.json")
    assert (report.name, label.report) == ("report.txt", "report.txt")
    assert label.fields == label_of(made.label).fields
    assert load_expectation(tmp_path / "one" / "findings.json").holds
    assert "虚构" in (tmp_path / "one" / "note.md").read_text(encoding="utf-8")
    assert [path.name for path in (tmp_path / "one").glob("report*")] == ["report.txt"]


@EACH
def test_tables_are_whole(form: str) -> None:
    """No cell leaves its table, and none lies over another."""
    sheets = [block for seed in SEEDS for block in generate(seed, form).content if isinstance(block, Sheet)]
    for sheet in sheets:
        taken = [
            (row, col)
            for box in sheet.boxes
            for row in range(box.row, box.row + box.row_span)
            for col in range(box.col, box.col + box.col_span)
        ]
        assert sorted(taken) == [(row, col) for row in range(sheet.rows) for col in range(sheet.cols)]
