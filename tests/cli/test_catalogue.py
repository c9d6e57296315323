"""`zongshu checks`, `schema` and `doctor`: what the tool knows of itself and of the machine."""

import json
import shutil
from importlib import import_module
from pathlib import Path

import pytest

from extractor.cli import doctor
from extractor.eval.case import CASES
from extractor.validation.catalogue import RULES


def test_all_checks_are_listed(zongshu):
    """One line a check, with its severity."""
    lines = zongshu("checks").out.splitlines()

    assert [line[:3] for line in lines if line[1:3].isdigit()] == [rule.id for rule in RULES]


@pytest.mark.parametrize("name", ["A01", "b06"])
def test_one_check_is_explained(zongshu, name):
    """The documentation of a check is its docstring, with the fields that it uses."""
    called = zongshu("checks", name)
    rule = next(rule for rule in RULES if rule.id == name.upper())

    assert called.code == 0
    said = called.out.replace("\n", "").replace(" ", "")

    assert called.out.startswith(f"{rule.id}  {rule.title}")
    assert all(label in called.out for label in ("\n原因  ", "\n报错  ", "\n不报  ", "\n依据  "))
    assert all(need in said for need in rule.needs)


def test_checks_for_programs(zongshu):
    """With --json the catalogue is data."""
    assert [check["id"] for check in json.loads(zongshu("checks", "--json").out)] == [rule.id for rule in RULES]


def test_the_limits_are_a_template(zongshu, tmp_path):
    """`checks --limits` prints the file of the defaults, which can be given back with --checks-config."""
    mine = tmp_path / "本地.toml"
    mine.write_text(zongshu("checks", "--limits").out, "utf-8")
    case = CASES / "baisha-sports-2024" / "report.xlsx"

    assert zongshu("check", case, "--checks-config", mine).out == zongshu("check", case).out


def test_the_limits_of_a_bureau(zongshu, tmp_path):
    """With a limit of 60 % an adjustment of 48.73 % is none; a wrong key is wrong use, named."""
    mine = tmp_path / "本地.toml"
    case = CASES / "baisha-sports-2024" / "report.xlsx"
    words = ("check", case, "--select", "A14", "--checks-config", mine)
    mine.write_text("adjustment_percent = 60", "utf-8")

    assert "48.73%" in zongshu("check", case, "--select", "A14").out
    assert "48.73%" not in zongshu(*words).out
    mine.write_text("adjustment = 60", "utf-8")
    assert zongshu(*words).code == 2
    assert "adjustment 不是已知的名称" in zongshu(*words).err


@pytest.mark.parametrize(
    ("words", "title"),
    [((), "Report"), (("findings",), "Findings"), (("document",), "Document"), (("draft",), "Draft")],
)
def test_schemas(zongshu, words, title):
    """Each kind of file has its schema."""
    assert json.loads(zongshu("schema", *words).out)["title"] == title


def test_a_healthy_machine(zongshu):
    """What works is said; what is missing has a remedy."""
    called = zongshu("doctor")

    assert called.code == 0
    assert "可用  pymupdf" in called.out
    assert "可用  综述模板" in called.out
    assert "办法" in called.out


def test_doctor_tries_to_read(zongshu, tmp_path):
    """It is said which engine and models read scans, offline, that a line was tried, and where pages are kept."""
    pytest.importorskip("rapidocr", reason="rapidocr is not installed, so no print can be recognised")
    said = "".join(zongshu("doctor").out.split())

    assert "rapidocr3.10" in said
    assert "PP-OCRv6_rec_small，离线" in said
    assert "读对了" in said
    assert str(tmp_path / ".cache" / "recognised") in said


class Misreading:
    """A recogniser whose models are not what they should be."""

    def strip(self, _pixels):
        """Another figure."""
        return "503:37", 0.99


@pytest.mark.parametrize(
    ("place", "value", "said"),
    [
        ("tools.TOOLS", ("no_such_library",), "没有安装no_such_library"),
        ("trial.rapid", Misreading, "读成了'503:37'"),
        ("recognise.find_spec", lambda _: None, "没有模型文件"),
    ],
)
def test_a_machine_that_reads_no_scans(zongshu, monkeypatch, place, value, said):
    """A recogniser that is missing, has no models or reads wrongly is said with the way to mend it, and exit 3."""
    pytest.importorskip("rapidocr", reason="rapidocr is not installed, so no print can be recognised")
    import_module(f"extractor.reading.scan.{place.split('.')[0]}")
    monkeypatch.setattr(f"extractor.reading.scan.{place}", value)
    called = zongshu("doctor")

    assert called.code == 3
    assert said in "".join(called.out.split())
    assert "pip install" in called.out


def test_a_broken_machine(zongshu, monkeypatch):
    """A library that is missing is named with the way to get it, and exit 3."""
    monkeypatch.setitem(doctor._LIBRARIES, "nicht-da", "试")
    called = zongshu("doctor")

    assert called.code == 3
    assert "pip install nicht-da" in called.out


def test_without_libreoffice(zongshu, monkeypatch):
    """Old formats are optional: their absence is said and costs no exit status."""
    monkeypatch.setattr("extractor.reading.legacy.find_office", lambda: None)
    called = zongshu("doctor")

    assert called.code == 0
    assert "没有找到 LibreOffice" in called.out


def test_doctor_for_programs(zongshu):
    """With --json the state of the machine is data."""
    items = json.loads(zongshu("doctor", "--json").out)

    assert all(item["remedy"] for item in items if not item["works"])


@pytest.fixture
def one_case(tmp_path, monkeypatch):
    """A folder with one labelled report, and a cache of its own."""
    monkeypatch.setenv("ZONGSHU_CACHE", str(tmp_path / "cache"))
    return Path(shutil.copytree(CASES / "baisha-sports-2024", tmp_path / "cases" / "baisha-sports-2024")).parent


def test_eval_measures_cases(zongshu, one_case):
    """`eval` tells how many figures of each labelled report are right, in each rendering."""
    called = zongshu("eval", "--cases", one_case, "--rendering", "native,docx", "--json")
    data = json.loads(called.out)

    assert called.code == 0
    assert [row["rendering"] for row in data["rows"]] == ["native", "docx"]
    assert all(row["figures"]["f1"] == 1 for row in data["rows"])


def test_eval_shows_a_table_and_a_page(zongshu, one_case, tmp_path):
    """The table names the renderings in Chinese; --html writes the report as a page."""
    called = zongshu("eval", "--cases", one_case, "--rendering", "native,pdf", "--html", tmp_path / "r.html")

    assert called.code == 0
    assert "电子版 PDF" in called.out
    assert "baisha-sports-2024" in (tmp_path / "r.html").read_text("utf-8")


def test_eval_fails_on_regress(zongshu, one_case):
    """--update writes the baseline, --compare fails with exit 1 when a figure is newly wrong, and names it."""
    words = ("eval", "--cases", one_case, "--rendering", "native")
    assert zongshu(*words, "--compare").code == 2
    assert zongshu(*words, "--update").code == 0
    assert zongshu(*words, "--compare").code == 0
    label = one_case / "baisha-sports-2024" / "expected.json"
    label.write_text(label.read_text("utf-8").replace("428.6万元", "482.6万元"), encoding="utf-8")

    called = zongshu(*words, "--compare")

    assert called.code == 1
    assert "退步" in called.out
    assert "482.6" in called.out


@pytest.mark.parametrize(
    ("words", "said"),
    [(("--rendering", "papyrus"), "没有这种样式"), (("--reader", "nobody"), "没有 nobody 这种读法")],
)
def test_eval_says_what_is_not_there(zongshu, one_case, words, said):
    """An unknown rendering or reader is wrong use, with what there is."""
    called = zongshu("eval", "--cases", one_case, *words)

    assert called.code == 2
    assert said in called.err


def test_eval_without_cases(zongshu, tmp_path):
    """A folder without labelled reports is wrong use."""
    assert zongshu("eval", "--cases", tmp_path).code == 2


def test_generated_reports_are_cases(zongshu, tmp_path, monkeypatch):
    """`eval generate` writes labelled reports that `eval` reads without a fault; a full folder is not written into."""
    monkeypatch.setenv("ZONGSHU_CACHE", str(tmp_path / "cache"))
    words = ("eval", "generate", "--n", "2", "--forms", "sichuan_project,hubei_checkbox", "-o", tmp_path / "made")
    assert zongshu(*words).code == 0

    called = zongshu("eval", "--cases", tmp_path / "made", "--rendering", "native", "--json")

    assert [one["figures"]["wrong"] for one in json.loads(called.out)["measurements"]] == [0, 0]
    assert zongshu(*words).code == 2


def test_bench_times_the_stages(zongshu):
    """`eval bench` times each stage on the given pages and on a long file, with its peak memory."""
    called = zongshu("eval", "bench", "--pages", "6", "--json")
    measured = json.loads(called.out)

    assert called.code == 0
    assert all(row["seconds"] > 0 or row["missing"] for row in measured["stages"] + measured["long"])
    assert {row["pages"] for row in measured["long"] if not row["missing"]} == {6}


@pytest.mark.usefixtures("report", "broken")
@pytest.mark.parametrize(
    ("name", "code", "said"), [("没有.pdf", 2, "没有这个文件"), ("云岭.txt", 2, "不是 PDF"), ("坏.docx", 4, "格式")]
)
def test_bench_wants_digital_pdfs(zongshu, name, code, said):
    """A missing file, another kind of file and one that cannot be read are told before anything is measured."""
    called = zongshu("eval", "bench", name)

    assert called.code == code
    assert said in called.err
