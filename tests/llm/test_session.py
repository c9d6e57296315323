"""Between reader and endpoint: cache, replay, budget, one more try, the account."""

from decimal import Decimal

from extractor.llm import Asker, Reply, Usage
from extractor.llm.scripted import Scripted
from tests.llm.conftest import GOOD, question, settings


def asker(answers, cache=None, **asking):
    """Return a run whose model answers from a list, and the model."""
    model = Scripted({"repair": answers})
    return Asker(model, settings(**asking), cache), model


def test_a_broken_answer_is_asked_for_once_more():
    """The second prompt says what was wrong and holds neither the history nor the wrong answer."""
    run, model = asker(["not_json", GOOD])
    session = run.session()
    reply = session.ask(question())
    first, second = model.asked

    assert reply.answer.model_dump() == GOOD
    assert len(second.text) < len(first.text) + 60
    assert dict(session.account.faults) == {"not_json": 1}
    assert session.account.paid == Usage(prompt=200, answer=20)


def test_an_answer_that_stays_broken_is_a_fault():
    """Two broken answers are enough; a refusal is not asked about again."""
    for answers, asked in ((["empty", "wrong_schema"], 2), (["refused"], 1)):
        run, model = asker(answers)

        assert run.session().ask(question()).fault == answers[-1]
        assert len(model.asked) == asked


def test_an_answer_is_paid_for_once(tmp_path):
    """Another report and another run with the same question take it from the cache."""
    run, model = asker([GOOD], tmp_path)
    run.session().ask_all([question(), question(), question()])
    other, silent = asker([], tmp_path)
    later = other.session()

    assert later.ask(question()).cached
    assert (len(model.asked), silent.asked, later.account.paid.total) == (1, [], 0)


def test_a_kept_answer_is_checked_again(tmp_path):
    """What no longer fits its form is asked for anew."""
    run, _ = asker([GOOD], tmp_path)
    run.session().ask(question())
    (kept,) = tmp_path.iterdir()
    kept.write_text(kept.read_text("utf-8").replace('"items"', '"things"'), "utf-8")
    other, model = asker([GOOD], tmp_path)

    assert other.session().ask(question()).answer.model_dump() == GOOD
    assert len(model.asked) == 1


def test_another_model_prompt_schema_or_text_is_another_question():
    """The name of an answer changes with each thing that it depends on."""
    keys = {question().key("a"), question().key("b"), question("L1 别的").key("a")}
    keys |= {question().model_copy(update={"prompt": "q"}).key("a"), question(images=(b"1",)).key("a")}

    assert len(keys) == 5


def test_a_recorded_run_is_replayed_without_a_model(tmp_path):
    """The same questions get the same answers; another one says that nobody recorded it."""
    run, _ = asker([GOOD], record=tmp_path / "r")
    run.session().ask(question())
    replay = Asker(None, settings(replay=tmp_path / "r")).session()

    assert replay.ask(question()).answer.model_dump() == GOOD
    assert replay.ask(question("L1 新")).fault == "not_recorded"


def test_a_budget_stops_questions_not_answers():
    """What would go beyond the budget is not asked; what was asked before stays."""
    run, model = asker([GOOD, GOOD], report_tokens=250)
    session = run.session()
    replies = [session.ask(question(f"L{number} 数")) for number in range(3)]

    assert [reply.fault for reply in replies] == [None, None, "budget"]
    assert session.stopped
    assert len(model.asked) == 2


def test_a_run_has_a_budget_over_all_reports():
    """A second report does not get what the first has used."""
    run, _ = asker([GOOD, GOOD], run_tokens=150)

    assert [run.session().ask(question(f"L{n} 数")).fault for n in range(2)] == [None, "budget"]


def test_cost_comes_from_the_prices():
    """Without prices there is no cost; with them it is what the tokens cost."""
    run, _ = asker([GOOD], prompt_price=Decimal(2), answer_price=Decimal(8))
    session = run.session()
    session.ask(question())

    assert session.account.cost(run.settings) == Decimal("0.00028")
    assert session.account.cost(settings()) is None


def test_a_failing_backend_gives_its_tokens_back():
    """A fault without usage leaves the budget as it was."""

    class Broken:
        def ask(self, _):
            return Reply(fault="unreachable")

    run = Asker(Broken(), settings(report_tokens=1000))
    session = run.session()
    session.ask(question())

    assert session.budget.take(1000)
