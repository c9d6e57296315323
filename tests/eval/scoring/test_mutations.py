"""What one mistake in a perfect record costs, on every labelled report."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.eval.case import Case, cases, labelled_reports
from extractor.eval.labelled import record_of
from extractor.eval.labels import STARTS, Label, field_of, printed
from extractor.eval.result import Counts, Measurement
from extractor.eval.scoring.align import row_name
from extractor.eval.scoring.counting import figures, group_of
from extractor.eval.scoring.fields import score
from extractor.eval.scoring.findings import Expectation
from extractor.eval.scoring.measure import Judged, measure
from extractor.eval.scoring.misplaced import with_misplaced
from extractor.records.base import Record
from extractor.records.report import Report

SHARED = Path(__file__).parents[4] / "shared"
LABELLED = [*cases(), *labelled_reports(SHARED)]
EACH = pytest.mark.parametrize("case", LABELLED, ids=lambda case: case.name)
FEW = settings(max_examples=12)

Steps = tuple[str | int, ...]


class Leaf(NamedTuple):
    """One labelled figure: the steps that lead to it, its text, and whether its row can be told from the others."""

    steps: Steps
    text: str
    distinct: bool

    @property
    def path(self) -> str:
        """The path as results write it."""
        return "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in self.steps).lstrip(".")


def leaves(
    node: dict[str, Any], model: type[Record] = Report, steps: Steps = (), *, distinct: bool = True
) -> Iterator[Leaf]:
    """Yield every labelled figure: what a figure field holds, and amounts and targets that are a number."""
    for key, value in node.items():
        field = field_of(model, key.removesuffix(STARTS)) if key != "note" else None
        if field is None or value is None:
            continue
        if field.kind == "rows" and field.model is not None:
            names = [row_name(row) for row in value]
            for index, row in enumerate(value):
                alone = distinct and names.count(names[index]) == 1
                yield from leaves(row, field.model, (*steps, key, index), distinct=alone)
        elif field.model is not None:
            yield from leaves(value, field.model, (*steps, key), distinct=distinct)
        elif field.kind in {"figure", "amount", "measure"} and not key.endswith(STARTS) and printed(value) is not None:
            yield Leaf((*steps, key), value, distinct)


def strict(case: Case) -> Label:
    """Return a label that accepts nothing beside itself."""
    return case.label.model_copy(update={"accept": (), "neutral": ()})


def mutated(label: Label, changes: dict[Steps, str | None]) -> Label:
    """Return a label with other texts at some places, or with none."""
    fields = json.loads(json.dumps(label.fields))
    for (*steps, last), text in changes.items():
        node = fields
        for step in steps:
            node = node[step]
        if text is None:
            del node[last]
        else:
            node[last] = text
    return label.model_copy(update={"fields": fields})


def measured(label: Label, got: Label) -> Measurement:
    """Return the measurement of the record of one label beside another label."""
    return measure(Judged(label, Expectation(), record_of(got)))


def counts(figures: int, **faults: int) -> Counts:
    """Return the counts of that many labelled figures of which some are at fault, by verdict."""
    lost = sum(number for verdict, number in faults.items() if verdict != "invented")
    return Counts(right=figures - lost, **faults)


@EACH
def test_every_labelled_figure_is_counted_once(case: Case) -> None:
    """The right figures of a perfect record are the figures of its label, one for one."""
    assert measured(case.label, case.label).figures == counts(len(list(leaves(case.label.fields))))


@EACH
@FEW
@given(data=st.data())
def test_a_dropped_figure_is_one_missing(case: Case, data: st.DataObject) -> None:
    """Exactly that figure is missing, and nothing else suffers."""
    label = strict(case)
    every = list(leaves(label.fields))
    leaf = data.draw(st.sampled_from([leaf for leaf in every if leaf.distinct]))

    found = measured(label, mutated(label, {leaf.steps: None}))

    assert found.figures == counts(len(every), missing=1)
    assert [(miss.path, miss.verdict) for miss in found.misses] == [(leaf.path, "missing")]


@EACH
@FEW
@given(data=st.data())
def test_a_misread_figure_is_one_wrong(case: Case, data: st.DataObject) -> None:
    """A figure with one digit more is wrong, and only there."""
    label = strict(case)
    every = list(leaves(label.fields))
    leaf = data.draw(st.sampled_from([leaf for leaf in every if leaf.distinct]))

    found = measured(label, mutated(label, {leaf.steps: _with_a_digit_more(leaf.text)}))

    assert found.figures == counts(len(every), wrong=1)
    assert [(miss.path, miss.verdict) for miss in found.misses] == [(leaf.path, "wrong")]


def _with_a_digit_more(text: str) -> str:
    """Return a text with a 7 in front of its first digit."""
    index = next(index for index, char in enumerate(text) if char.isdigit())
    return f"{text[:index]}7{text[index:]}"


@EACH
@FEW
@given(data=st.data())
def test_two_swapped_figures_are_two_misplaced(case: Case, data: st.DataObject) -> None:
    """Two figures of one group in each other's place are misplaced, not wrong, missing or invented."""
    label = strict(case)
    every = list(leaves(label.fields))
    chosen = [leaf for leaf in every if leaf.distinct]
    one = data.draw(st.sampled_from([leaf for leaf in chosen if any(_exchangeable(leaf, other) for other in chosen)]))
    other = data.draw(st.sampled_from([leaf for leaf in chosen if _exchangeable(leaf, one)]))

    found = measured(label, mutated(label, {one.steps: other.text, other.steps: one.text}))

    assert found.figures == counts(len(every), misplaced=2)
    assert {miss.path for miss in found.misses} == {one.path, other.path}


def _exchangeable(one: Leaf, other: Leaf) -> bool:
    """Whether two figures stand in one group, and neither is right in the place of the other."""
    first, second = printed(one.text), printed(other.text)
    together = group_of(one.path) == group_of(other.path) and one.steps[:2] == other.steps[:2]
    return together and first is not None and second is not None and first.value != second.value


@EACH
@FEW
@given(data=st.data())
def test_the_counts_add_up_whatever_goes_wrong(case: Case, data: st.DataObject) -> None:
    """Looking for misplaced figures moves faults about, but neither makes nor loses a labelled or a given figure."""
    label = strict(case)
    every = [leaf for leaf in leaves(label.fields) if leaf.distinct]
    hit = data.draw(st.lists(st.sampled_from(every), min_size=1, max_size=8, unique_by=lambda leaf: leaf.steps))
    texts = data.draw(
        st.lists(
            st.sampled_from([*(leaf.text for leaf in hit), "123.45万元", None]), min_size=len(hit), max_size=len(hit)
        )
    )

    record = record_of(mutated(label, {leaf.steps: text for leaf, text in zip(hit, texts, strict=True)}))
    before = score(record, label)
    raw, settled = figures(before.results), figures(with_misplaced(before, record).results)

    assert (settled.labelled, settled.given, settled.right) == (raw.labelled, raw.given, raw.right)
    assert settled.labelled == len(list(leaves(label.fields)))
    assert settled.wrong + settled.missing + settled.misplaced == raw.wrong + raw.missing


def tables(label: Label) -> list[list[dict[str, Any]]]:
    """Return the tables of indicators, of the department and of each project, that name each row otherwise."""
    found = [label.fields.get("indicators", [])]
    found += [project.get("indicators", []) for project in label.fields.get("projects", [])]
    return [rows for rows in found if len(rows) > 1 and len({row_name(row) for row in rows}) == len(rows)]


@pytest.mark.parametrize("case", [case for case in LABELLED if tables(case.label)], ids=lambda case: case.name)
@FEW
@given(data=st.data())
def test_a_lost_row_of_indicators_leaves_the_others_whole(case: Case, data: st.DataObject) -> None:
    """Rows without the lost one are all right, in whatever order they come."""
    rows = data.draw(st.sampled_from(tables(case.label)))
    order = data.draw(st.permutations(range(len(rows))))
    label = strict(case).model_copy(update={"fields": {"indicators": rows}})

    found = measured(label, label.model_copy(update={"fields": {"indicators": [rows[index] for index in order[1:]]}}))

    assert found.indicator_rows == Counts(right=len(rows) - 1, missing=1)
    assert (found.figures.wrong, found.figures.invented, found.figures.misplaced) == (0, 0, 0)
