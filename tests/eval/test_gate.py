"""The gate: what is worse than the baseline fails and is named, what is better is told."""

import pytest

from extractor.errors import UsageError
from extractor.eval.gate import BASELINE, Baseline, compare, load, measured_by, updated
from extractor.eval.result import Counts, FindingCounts, Measurement, Miss

GOOD = Measurement(
    case="甲", figures=Counts(right=10, missing=1), findings={"error": FindingCounts(found=2, expected=2)},
    misses=(Miss(path="score.total", verdict="missing", expected="98分"),),
)  # fmt: skip
BEFORE = updated(Baseline(), [GOOD])


def worse(measured: Measurement, baseline: Baseline = BEFORE) -> list[str]:
    """Return what the gate says against a measurement."""
    return [change.says for change in compare(baseline, [measured]) if change.worse]


def with_misses(*misses: Miss) -> Measurement:
    """Return the good measurement with other misses."""
    return GOOD.model_copy(update={"misses": misses})


def test_the_same_passes():
    """A known miss is no regress."""
    assert compare(BEFORE, [GOOD]) == []


@pytest.mark.parametrize(
    ("miss", "said"),
    [
        (Miss(path="score.weight", verdict="missing", expected="100分"), "漏读 score.weight 应为 100分"),
        (Miss(path="score.weight", verdict="invented", got="5分"), "多读 score.weight 读作 5分"),
        (Miss(path="score.weight", verdict="wrong", expected="1分", got="2分"), "读错 score.weight 应为 1分，读作 2分"),
        (Miss(path="score.total", verdict="wrong", expected="98分", got="9分"), "读错 score.total 应为 98分，读作 9分"),
    ],
)
def test_a_new_fault_of_a_figure_fails_by_name(miss, said):
    """Each newly wrong, missing or invented figure is named, also in place of another fault."""
    assert worse(with_misses(*GOOD.misses, miss)) == [said]


def test_texts_do_not_fail_the_gate():
    """Only figures are held one by one."""
    assert worse(with_misses(*GOOD.misses, Miss(path="profile.head", verdict="missing", kind="text"))) == []


def test_what_got_better_is_told():
    """A mended fault is a change that is not worse."""
    (change,) = compare(BEFORE, [with_misses()])

    assert (change.worse, change.says) == (False, "已好：漏读 score.total 应为 98分")


@pytest.mark.parametrize(
    ("update", "said"),
    [
        ({"findings": {"error": FindingCounts(found=1, expected=2)}}, "查出的问题由 2 个减为 1 个"),
        ({"findings": {"error": FindingCounts(found=2, false_alarms=1)}}, "误报由 0 个增为 1 个"),
        ({"failed": "打不开"}, "读不出了：打不开"),
        ({"verified_wrong": 1}, "标为已核实却错的由 0 个增为 1 个"),
    ],
)
def test_other_losses_fail(update, said):
    """Findings that are no longer found, false alarms, reports that no longer read, wrong figures called verified."""
    assert said in worse(GOOD.model_copy(update=update))


def test_a_new_case_is_told_and_passes():
    """A cell that the baseline does not know asks for an update, and fails nothing."""
    assert worse(GOOD.model_copy(update={"case": "乙"})) == []
    assert "--update" in compare(BEFORE, [GOOD.model_copy(update={"case": "乙"})])[0].says


def model(right: int, case: str = "甲") -> Measurement:
    """Return what a model, whose answers vary, has right of ten figures."""
    return Measurement(case=case, reader="model", figures=Counts(right=right, missing=10 - right))


def test_a_model_may_vary_but_not_fall():
    """A reader that varies fails only below the interval of its baseline, and never for one figure."""
    before = updated(Baseline(), [model(right, str(right)) for right in (6, 8, 10)])

    assert not [change for change in compare(before, [model(8)]) if change.worse]
    assert [change.cell for change in compare(before, [model(2)]) if change.worse] == ["model"]


def test_an_update_keeps_what_was_not_measured():
    """Measuring one case does not throw away the others."""
    both = updated(BEFORE, [GOOD.model_copy(update={"case": "乙"})])

    assert set(both.cells) == {"甲/native/rules", "乙/native/rules"}


def test_a_baseline_is_measurements_again():
    """README's table is made from the committed baseline: the counts of each cell."""
    (one,) = measured_by(BEFORE)

    assert (one.case, one.rendering, one.reader, one.figures) == ("甲", "native", "rules", GOOD.figures)


def test_a_missing_baseline_is_told(tmp_path):
    """Without a baseline the remedy is named; the committed one can be read."""
    with pytest.raises(UsageError, match="基线"):
        load(tmp_path / "none.json")
    assert load(BASELINE).cells
