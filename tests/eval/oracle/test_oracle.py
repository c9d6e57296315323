"""The lying oracle: made-up figures never reach the record, and every report of a faulty batch comes to an end."""

import pytest

from extractor.batch import exit_code, run_files
from extractor.errors import Exit
from extractor.eval.case import cases
from extractor.eval.oracle.faults import run_batch
from extractor.eval.oracle.loopback import serve
from extractor.eval.oracle.lying import SHIFTED, Lie, known_by
from extractor.eval.oracle.measuring import Trial, measure, trials
from extractor.eval.oracle.reaching import reached
from extractor.eval.oracle.server import Script
from extractor.llm import Asker
from extractor.llm.endpoint import Endpoint
from extractor.settings import Asking, Settings
from tests.compact import report_from_compact

NAMES = ("yunling-veterans-2024", "qingping-water-2024", "meihu-science-2022")
CASES = [case for case in cases() if case.name in NAMES]


def outcome(trial):
    """Return what a trial gives on a few reports."""
    first, *others = measure(trial, CASES, processes=1)
    return sum(others, first)


def test_a_truthful_model_reads_what_is_labelled():
    """Without lies the record is the label."""
    found = outcome(Trial("model", 0))

    assert (found.figures.f1, found.wrong, found.made_up_reached) == (1.0, 0, 0)


@pytest.mark.parametrize(("reader", "weak", "least"), [("model", False, 0.9), ("hybrid", True, 0.97)])
def test_made_up_figures_never_reach_the_record(reader, weak, least):
    """With every third leaf a lie, no figure of the record is one that is not printed at its place."""
    found = outcome(Trial(reader, 30, weak=weak))
    few = outcome(Trial(reader, 10, weak=weak))

    assert (found.made_up_reached, few.made_up_reached) == (0, 0)
    assert (found.misplaced_verified, few.misplaced_verified) == (0, 0)
    assert found.made_up > 20
    assert few.figures.f1 > least


def test_hybrid_stands_beside_both_readers():
    """The table of hybrid has the rules and the model alone with the same halved lexicon."""
    assert [(one.reader, one.lies, one.weak) for one in trials("hybrid", [10])] == [
        ("rules", 0, True), ("model", 10, True), ("hybrid", 10, True)
    ]  # fmt: skip


def settings(address, name, folder, **asking):
    """Return settings that ask the oracle about one report."""
    asking = Asking(endpoint=address, timeout=5, longest_wait=0.2, **asking)
    return Settings(reader="model", model=f"oracle/{name}", asking=asking, cache=folder)


def run(address, folder, **asking):
    """Run the reports one after the other, each with its own oracle; return their rows."""
    rows = []
    for case in CASES:
        chosen = settings(address, case.name, folder / "cache", **asking)
        asker = Asker(Endpoint(chosen, folder / "cache"), chosen, folder / "cache")
        rows += run_files([case.report], folder / "out" / case.name, chosen, asker)
    return rows


def test_a_batch_with_all_faults_ends():
    """A fault in every other request, leaf and table: each report is done or says why not, nothing is paid twice."""
    batch = run_batch("model", 50, CASES)
    every = (batch.first, batch.again)

    assert [one.done + one.partial for one in every] == [len(CASES)] * 2
    assert [(one.lost, one.silent) for one in every] == [(0, 0)] * 2
    assert (batch.paid_twice, batch.made_up_in_records) == (0, 0)
    assert sum(batch.faults.values()) >= 5
    assert {way.way: way.reached for way in batch.ways if way.way not in PRINTED}.keys() >= {"改一位数字", "换算单位"}
    assert not [way for way in batch.ways if way.way not in PRINTED and way.reached]


PRINTED = {"抄了旁边的", "整表错一行"}
"""The lies that are printed where they say."""


def test_tables_that_slip_by_a_row_hardly_reach_the_record():
    """With every table moved by a row nothing is made up, few moved values enter, and none passes for proven."""
    found = outcome(Trial("model", 0, shifts=100))

    assert (found.made_up_reached, found.misplaced_verified) == (0, 0)
    assert found.shifted > 100
    assert found.misplaced_reached < found.shifted / 20


def test_a_lie_is_found_in_the_record_by_its_row():
    """A value counts as a lie that arrived only in the row that the lie was about, at the place it named."""
    printed = report_from_compact({"budget": {"rows": [{"item": "basic", "label": "基本支出", "executed": "80万元"}]}})
    value = printed.budget.rows[0].executed
    names = (known_by(printed.budget.rows[0]),)
    lie = Lie("budget.rows[7].executed", value.text, value.at.line, SHIFTED, "shifted", False, names)

    assert [one for one, _ in reached([lie, lie], printed)] == [lie]
    assert (
        reached([lie._replace(text="81"), lie._replace(at="L0009"), lie._replace(rows=(("L0001 项目支出",),))], printed)
        == []
    )


def test_a_budget_ends_a_run_cleanly(tmp_path):
    """A report that the budget stops is partial, the exit status says so, and the next run goes on from the cache."""
    with serve(Script(), tmp_path / "server") as server:
        stopped = run(server.address, tmp_path, report_tokens=5000)
        paid = len(server.paid())
        done = run(server.address, tmp_path)
        names = [one["name"] for one in server.paid()]

    assert Exit.BUDGET in {row.exit for row in stopped}
    assert exit_code(stopped) is Exit.BUDGET
    assert all(
        any("预算用尽" in problem for problem in row.summary.problems) for row in stopped if row.exit == Exit.BUDGET
    )
    assert Exit.BUDGET not in {row.exit for row in done}
    assert len(names) == len(set(names)) > paid
