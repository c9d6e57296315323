"""The commands with a model on the loopback: where text goes, record and replay, exit statuses."""

import json
import re
import shutil

import pytest

from extractor.eval.case import CASES
from extractor.eval.oracle.loopback import serve
from extractor.eval.oracle.server import Script

NAME = "yunling-veterans-2024"
REPORT = CASES / NAME / "report.txt"
MODEL = ("--model", f"oracle/{NAME}")


@pytest.fixture
def oracle(tmp_path, monkeypatch):
    """Start an oracle that knows the report, and let the environment name its address."""
    monkeypatch.setenv("ZONGSHU_CACHE", str(tmp_path / "cache"))
    with serve(Script(), tmp_path / "server") as server:
        monkeypatch.setenv("OPENAI_BASE_URL", server.address)
        yield server


def extracted(path):
    """Return a record without what differs from run to run."""
    data = json.loads(path.read_text("utf-8"))
    data.pop("run")
    return data


def test_a_run_says_where_text_goes(zongshu, oracle, tmp_path):
    """Address, model and what is not masked are named before anything is sent; the record holds what it cost."""
    called = zongshu("extract", REPORT, "-o", tmp_path / "r.json", "--reader", "model", *MODEL)
    run = json.loads((tmp_path / "r.json").read_text("utf-8"))["run"]

    assert called.code == 0
    assert oracle.address in called.err
    assert "没有遮去" in called.err
    assert (run["reader"], run["model"], run["endpoint"]) == ("model", f"oracle/{NAME}", oracle.address)
    assert run["tokens"] > run["answer_tokens"] > 0
    assert set(run["prompts"]) >= {"budget", "indicators", "profile"}


PEOPLE = ("沈砚秋", "顾北辰", "江一帆", "欧阳晴", "陆遥", "邝思齐")
NUMBERS = ("13900001234", "6441022", "330561", "110101199003070011", "shen.yq@example.com")
GROUP = f"""
八、自评工作组
由局长{PEOPLE[0]}任组长，副局长{PEOPLE[1]}任副组长，{PEOPLE[2]}、{PEOPLE[3]}、{PEOPLE[4]}为成员，联系人：{PEOPLE[5]}（{NUMBERS[0]}）。
监督电话：{NUMBERS[1]}，账号：{NUMBERS[3]}，邮箱{NUMBERS[4]}。{PEOPLE[0]}同志和{PEOPLE[5]}女士复核了支出12.5万元。
"""


@pytest.mark.parametrize("reader", ["model", "hybrid"])
def test_nothing_of_a_name_leaves(zongshu, tmp_path, monkeypatch, reader):
    """With --redact no request holds a name, number or address; the record does, and reads as without."""
    monkeypatch.setenv("ZONGSHU_CACHE", str(tmp_path / "cache"))
    report = tmp_path / "case" / NAME / "report.txt"
    report.parent.mkdir(parents=True)
    report.write_text(REPORT.read_text("utf-8") + GROUP, "utf-8")
    shutil.copy(REPORT.with_name("expected.json"), report.parent)
    words = ("--reader", reader, *MODEL)
    with serve(Script(lies=0.2, bodies=True, cases=tmp_path / "case"), tmp_path / "server") as server:
        monkeypatch.setenv("OPENAI_BASE_URL", server.address)
        called = zongshu("extract", report, "-o", tmp_path / "hidden.json", *words, "--redact")
        bodies = [json.dumps(json.loads(one["body"]), ensure_ascii=False) for one in server.requests()]
    labelled = ("陶允之", "3305617", "温亦舒", "滕小满", "贡长青")
    sent = re.sub(r"\\\\n|\s", "", "".join(bodies))

    assert called.code in {0, 3}
    assert "已遮去" in called.err
    assert bodies
    assert not [word for word in (*PEOPLE, *NUMBERS, *labelled) if word in sent]
    assert all(word in (tmp_path / "hidden.json").read_text("utf-8") for word in (*PEOPLE, "陶允之"))


def test_names_on_a_picture_cannot_be_masked(zongshu, tmp_path):
    """--redact and --vision together are wrong use, and nothing is sent."""
    called = zongshu("extract", REPORT, "-o", tmp_path / "r.json", *MODEL, "--redact", "--vision")

    assert called.code == 2
    assert "不能同用" in called.err


def test_a_recorded_run_is_repeated_offline(zongshu, oracle, tmp_path, monkeypatch):
    """What was recorded gives the same record without any request, also from an address where nobody listens."""
    words = ("--reader", "model", *MODEL)
    zongshu("extract", REPORT, "-o", tmp_path / "a.json", *words, "--record", tmp_path / "kept")
    asked = len(oracle.requests())
    monkeypatch.setenv("OPENAI_BASE_URL", "http://127.0.0.1:9/v1")
    called = zongshu("extract", REPORT, "-o", tmp_path / "b.json", *words, "--replay", tmp_path / "kept")

    assert called.code == 0
    assert extracted(tmp_path / "a.json") == extracted(tmp_path / "b.json")
    assert len(oracle.requests()) == asked


def test_a_model_that_is_not_there_costs_its_questions_only(zongshu, tmp_path, monkeypatch):
    """Hybrid keeps what the rules read, says what was not asked, and leaves with 3."""
    monkeypatch.setenv("ZONGSHU_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("OPENAI_BASE_URL", "http://127.0.0.1:9/v1")
    monkeypatch.setenv("ZONGSHU_SETTINGS", str(tmp_path / "s.toml"))
    (tmp_path / "s.toml").write_text("[asking]\nattempts = 1\n", "utf-8")
    called = zongshu("extract", REPORT, "-o", tmp_path / "r.json", *MODEL)
    record = json.loads((tmp_path / "r.json").read_text("utf-8"))

    assert called.code == 3
    assert record["spending"]["total"]["text"]
    assert any("没有应答" in problem for problem in record["problems"])


@pytest.mark.usefixtures("oracle")
def test_a_budget_leaves_with_five(zongshu, tmp_path, monkeypatch):
    """A report that the budget stops is written as far as it went."""
    monkeypatch.setenv("ZONGSHU_SETTINGS", str(tmp_path / "s.toml"))
    (tmp_path / "s.toml").write_text("[asking]\nreport_tokens = 3000\n", "utf-8")
    called = zongshu("extract", REPORT, "-o", tmp_path / "r.json", "--reader", "model", *MODEL)

    assert called.code == 5
    assert json.loads((tmp_path / "r.json").read_text("utf-8"))["run"]["stopped"] == "budget"


def test_the_oracle_is_measured(zongshu, tmp_path):
    """`eval --oracle-lies` tells how many lies were told and how many reached the record."""
    case = tmp_path / "cases" / NAME
    case.parent.mkdir()
    case.symlink_to(CASES / NAME)
    words = ("eval", "--cases", tmp_path / "cases", "--reader", "model", "--oracle-lies")
    (found,) = json.loads(zongshu(*words, "20", "--json").out)

    assert (found["made_up_reached"], found["lies"]) == (0, 20)
    assert found["made_up"] > 0
    assert zongshu(*words, "viel").code == 2
    assert zongshu("eval", "--oracle-lies", "10").code == 2


def test_a_batch_with_faults_is_counted(zongshu, tmp_path):
    """`eval faults` says what became of each report, of each answer that was paid for, and of each way of lying."""
    case = tmp_path / "cases" / NAME
    case.parent.mkdir()
    case.symlink_to(CASES / NAME)
    called = zongshu("eval", "faults", "--cases", tmp_path / "cases", "--reader", "hybrid", "--share", "10")

    assert called.code == 0
    assert "丢失 0" in called.out
    assert "付了两次的 0 个；记录里编造的数 0 个" in called.out
    assert "整表错一行" in called.out


def test_tokens_are_counted_offline(zongshu):
    """`eval tokens` asks nobody and compares like with like: the same questions with the whole text."""
    called = zongshu("eval", "tokens", "--pages", "2", "--json")
    found = json.loads(called.out)
    (total,) = [one for one in found if one["case"] == "合计"]
    whole, model, hybrid = total["whole"], total["model"], total["hybrid"]

    assert called.code == 0
    assert len(found) > 5
    assert whole["requests"] - whole["prompts"] == model["requests"] - model["prompts"]
    assert whole["prompts"] - whole["lines"] == pytest.approx(model["prompts"] - model["lines"], rel=0.02)
    assert 3 * model["lines"] <= whole["lines"]
    assert 10 * hybrid["lines"] <= whole["lines"]
    assert model["answers"] > hybrid["answers"] > 0
    assert zongshu("eval", "tokens", "--pages", "999").code == 2


def test_doctor_tries_the_endpoint(zongshu, tmp_path, monkeypatch):
    """With a model named, its one tiny question is answered and the supported mode is told."""
    monkeypatch.setenv("ZONGSHU_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("ZONGSHU_MODEL", "m")
    script = Script(answers={"_Echo": [{"text": "85.2", "at": "T1R1C2"}]}, refused_parameters=("seed",))
    with serve(script, tmp_path / "server") as server:
        monkeypatch.setenv("OPENAI_BASE_URL", server.address)
        items = json.loads(zongshu("doctor", "--json").out)
    (item,) = [item for item in items if item["name"] == "大模型 m"]

    assert item["works"]
    assert "JSON Schema" in item["state"]
    assert "seed" in item["state"]


def test_polish_needs_a_model(zongshu, tmp_path):
    """Without a model there is nobody to smooth the words; that is said before anything is read."""
    called = zongshu("draft", REPORT, "-o", tmp_path / "a.md", "--polish")

    assert called.code == 2
    assert "--model" in called.err


def test_words_that_a_model_makes_up_are_not_drafted(zongshu, tmp_path, monkeypatch):
    """A server that answers every paragraph with praise changes nothing but the notes."""
    monkeypatch.setenv("ZONGSHU_CACHE", str(tmp_path / "cache"))
    script = Script(answers={"Polished": [{"text": "各项工作圆满完成，成效显著，得分100分。" * 9}]})
    with serve(script, tmp_path / "server") as server:
        monkeypatch.setenv("OPENAI_BASE_URL", server.address)
        called = zongshu("draft", REPORT, "-o", tmp_path / "polished.md", "--polish", *MODEL)

    assert called.code in {0, 3}
    assert "成效显著" not in (tmp_path / "polished.md").read_text("utf-8")
    assert "没有采用润色" in called.err + called.out
