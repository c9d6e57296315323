"""The draft of a label: what was read, written as a careful person writes it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from extractor.eval.case import Case, cases
from extractor.eval.labelling.comparing import compare_labels
from extractor.eval.labelling.draft import LONGEST, draft_expectation, draft_label
from extractor.eval.labelling.leaves import leaves
from extractor.eval.labels import STARTS, label_problems, plain
from extractor.eval.scoring.fields import score
from extractor.records.evidence import Evidence
from extractor.records.finding import Change, Finding, Findings, Outcome, Repair, Side
from extractor.records.report import Date, Figure, Goals, Indicator, Measure, Profile, Report, Source, Text

EACH = pytest.mark.parametrize("case", cases(), ids=lambda case: case.name)

AT = Evidence(page=1, line="L0001", quote="甲")

Extract = Callable[[Path], Report]


def report(**parts: object) -> Report:
    """Return a record with these parts."""
    source = Source(file="甲.txt", sha256="", media_type="text/plain", pages=1)
    return Report.model_validate({"source": source, **parts})


@EACH
def test_a_draft_is_what_was_read(case: Case, extract: Extract) -> None:
    """A record scored against its own draft is right in every value, and the draft fits the record."""
    record = extract(case.report)
    label = draft_label(record, case.report.name)

    results = score(record, label).results

    assert label_problems(label) == []
    assert [one for one in results if one.verdict != "right"] == []
    assert [one for one in results if one.kind != "section" and one.path != one.read] == []


@EACH
def test_a_draft_has_the_figures_of_the_hand_label(case: Case, extract: Extract) -> None:
    """Where the reading is right, the draft differs from the hand label in no figure but those that are neutral."""
    record = extract(case.report)
    if score(record, case.label).faults():
        pytest.skip("the reading of this case is not right")

    compared = compare_labels(draft_label(record, case.report.name), case.label)

    figures = [one for one in compared.differences if one.kind == "figure"]
    assert [one for one in figures if one.b or not case.label.is_neutral(one.path)] == []
    assert compared.kinds["figure"].same > 5


def test_a_figure_is_written_with_its_sign_and_unit() -> None:
    """The number is that of the record, so that 减少 8.35 is a fall and commas are gone, with the inherited unit."""
    record = report(staffing={"control_rate": Figure(text="1,008.350", value="-1008.350", unit="%", at=AT)})

    assert draft_label(record, "甲").fields == {"staffing": {"control_rate": "-1008.350%"}}


def test_a_date_is_iso_and_a_target_has_its_sign() -> None:
    """A date is written by its value; the sign of a target that stands in another column is put before its number."""
    target = Measure(text="18", operator="≥", value="18", at=AT)
    actual = Measure(text="≥ 20 次", operator="≥", value="20", unit="次", at=AT)
    record = report(
        profile=Profile(report_date=Date(text="2025年6月3日", value="2025-06-03", at=AT)),
        indicators=[Indicator(target=target, actual=actual)],
    )

    label = draft_label(record, "甲")

    assert label.fields["profile"] == {"report_date": "2025-06-03"}
    assert label.fields["indicators"] == [{"target": "≥18", "actual": "≥20次"}]
    assert not score(record, label).faults()


def test_a_long_text_is_labelled_by_its_opening() -> None:
    """What a person would not type is labelled by its first words; line breaks of the layout are gone."""
    words = "负责全县\n道路的规划和养护，" * 8
    record = report(goals=Goals(expected=Text(text=words, at=AT), actual=Text(text="建成 Wi-Fi\n热点 12 个", at=AT)))

    fields = draft_label(record, "甲").fields["goals"]

    assert fields == {"expected_starts": "负责全县道路的规划和养护", "actual": "建成Wi-Fi热点12个"}
    assert len(plain(words)) > LONGEST


def test_long_names_stay_whole() -> None:
    """The words by which rows are paired are never cut to their opening."""
    name = "关于" * LONGEST
    record = report(indicators=[Indicator(level3=Text(text=name, at=AT), deviation=Text(text=name, at=AT))])

    (row,) = draft_label(record, "甲").fields["indicators"]

    assert row["level3"] == name
    assert f"deviation{STARTS}" in row


def test_no_finding_is_certain_until_a_person_says_so() -> None:
    """Our findings become expected ones with quotes, computation and repair; what a root explains hangs below it."""
    sides = (Side(path="a", text="1", at=AT), Side(path="b", text="2", at=AT), Side(path="c", text="3"))
    repair = Repair(kind="shift", verdict="unique", changes=(Change(path="a", old="1", new="2"),))
    root = Outcome(check="A01", status="fail", severity="error", subject="a", computation="1≠2", sides=sides)
    below = Outcome(check="B01", status="fail", severity="warning", subject="b", message="不符")
    findings = Findings(findings=(Finding(root=root.model_copy(update={"repair": repair}), explains=(below,)),))

    first, second = draft_expectation(findings).findings

    assert not first.certain
    assert not second.certain
    assert (first.check, first.kind, first.quotes) == ("A01", "execution-rate-miscalculated", ("甲",))
    assert (first.repair, first.computation) == ("1→2", "1≠2")
    assert (second.explained_by, second.note) == ("A01", "不符")


def test_a_label_of_nothing_is_empty() -> None:
    """A record without values gives a label without fields."""
    assert list(leaves(draft_label(report(), "甲").fields)) == []
