"""README.md and CHANGELOG.md say what is so: lists are made from the code, commands run, names exist."""

import re
import tomllib
from pathlib import Path

import pytest

from extractor.cli import docs, examples
from extractor.eval.case import CASES

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text("utf-8")
MAKEFILE = (ROOT / "Makefile").read_text("utf-8")
SPANS = re.findall(r"`([^`\n]+)`", README)
BLOCKS = re.findall(r"^```(?P<kind>\w+)\n(?P<text>.*?)^```$", README, re.DOTALL | re.MULTILINE)

RUN_ELSEWHERE = {
    "make demo": "run by hand and by everybody's first minute; its command is that of test_packaging",
    ".venv/bin/zongshu doctor": "tests/cli/test_catalogue.py",
    r".venv\Scripts\zongshu doctor": "tests/cli/test_catalogue.py",
    "py -m venv .venv": "the launcher of Windows",
    r".venv\Scripts\python -m pip install -r requirements.lock": "the Makefile does the same",
    r".venv\Scripts\python -m pip install --no-deps --no-build-isolation .": "tests/test_packaging.py builds the same",
    "zongshu eval --quick": "make gate",
    "zongshu eval --quick --html 测评.html": "tests/cli/test_catalogue.py, with fewer renderings",
    "zongshu eval --cases 标注": "tests/cli/test_catalogue.py",
    "zongshu eval --reader 别家答案": "tests/eval/test_matrix.py",
    "zongshu eval generate --n 200 --seed 7 -o 随机": "tests/cli/test_catalogue.py, with fewer reports",
    "zongshu eval label 我的报告.docx -o 标注/甲": "tests/cli/test_labelling.py",
    "zongshu eval label take 标注/甲": "tests/cli/test_labelling.py",
    "zongshu accept 结果/石湾县第二中学/review.xlsx --by 王敏": "tests/cli/test_accept.py",
    "export OPENAI_BASE_URL=http://localhost:11434/v1": "tests/cli/test_model.py sets it",
    "export OPENAI_API_KEY=…": "tests/llm/test_endpoint.py",
    "zongshu doctor": "tests/cli/test_catalogue.py",
    "zongshu extract 报告.docx -o 记录.json --model qwen3 --redact": "tests/cli/test_model.py",
}
"""Commands in README.md that its own sessions do not run, and what stands for them."""

OTHER_OPTIONS = {"--no-index", "--find-links"}
"""Options of pip that README.md mentions."""


def test_generated_parts_are_fresh():
    """Lists and sessions in README.md are what the code makes of them now; `make docs` renews them."""
    assert docs.refresh(README) == README


def test_every_generated_part_is_there():
    """Nothing that can be made is left out, and no session is shown twice."""
    named = re.findall(r"<!-- made: (\w+) -->", README)

    assert sorted(named) == sorted([*docs.PARTS, *(f"session_{name}" for name in examples.SESSIONS)])


def test_every_command_in_a_block_is_run():
    """A command that a reader copies from a block is run here or listed with what runs it."""
    typed = [
        line.removeprefix("$ ").split("  #")[0].strip()
        for kind, text in BLOCKS
        for line in text.splitlines()
        if kind in {"sh", "bat"} or (kind == "console" and line.startswith("$ "))
    ]
    run_here = {line for lines in examples.SESSIONS.values() for line in lines}

    assert not set(typed) - run_here - set(RUN_ELSEWHERE)
    assert not set(RUN_ELSEWHERE) - set(typed)


def test_every_named_command_and_option_exists():
    """`zongshu …` in the text names a command that there is, and every option is known to one of them."""
    told = docs.commands()
    named = {span.split()[1] for span in SPANS if span.startswith("zongshu ") and "/" not in span.split()[1]}
    options = set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", " ".join(SPANS)))

    assert not [name for name in named if f"**`zongshu {name}" not in told]
    assert not [option for option in options - OTHER_OPTIONS if f"`{option}`" not in told]


def test_every_make_target_exists():
    """Each `make …` in the text is a target, and each target is told."""
    targets = set(re.findall(r"^([a-z]+):", MAKEFILE, re.MULTILINE))
    named = set(re.findall(r"`make ([a-z]+)`|^make ([a-z]+)", README, re.MULTILINE))

    assert {first or second for first, second in named} == targets - {"clean"}


def test_every_named_file_exists():
    """A path in the text is a path of the repository."""
    folders = ("extractor/", "eval/", "templates/", "tests/", "records/", "reading/", ".ci/")
    named = [span for span in SPANS if span.startswith(folders) and " " not in span]

    assert named
    assert not [name for name in named if not (ROOT / name).exists() and not (ROOT / "extractor" / name).exists()]


def test_links_point_to_headings():
    """A link inside the text leads to one of its headings."""
    headings = {title.strip().lower().replace(" ", "-") for title in re.findall(r"^#+ (.*)$", README, re.MULTILINE)}

    assert not set(re.findall(r"\]\(#([^)]+)\)", README)) - headings


def test_the_library_example_runs(tmp_path, monkeypatch, capsys):
    """The Python block works as it stands on a report of that name."""
    (example,) = [text for kind, text in BLOCKS if kind == "python"]
    (tmp_path / "报告.docx").write_bytes((CASES / "shiwan-school-2023" / "report.docx").read_bytes())
    monkeypatch.chdir(tmp_path)
    exec(compile(example, "README.md", "exec"), {})  # noqa: S102 - our own text

    assert "年度资金总额" in capsys.readouterr().out


@pytest.mark.parametrize("number", [r"\d+(\.\d+)? ?(倍|毫秒|页/秒|pages/s)", r"\d+(\.\d+)? times"])
def test_no_measured_number_without_its_command(number):
    """README.md makes no claim of speed or accuracy that a command does not show."""
    assert not re.search(number, README)


def test_the_changelog_tells_this_version():
    """The version of the package has its entry, and the entry says what users see."""
    version = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    text = (ROOT / "CHANGELOG.md").read_text("utf-8")

    assert re.search(rf"^## \[{re.escape(version)}\] - \d{{4}}-\d\d-\d\d$", text, re.MULTILINE)


def test_the_pins_hold_every_dependency():
    """Each library that pyproject.toml asks for is pinned to one version, without the address of a registry."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    extras = [line for lines in project["optional-dependencies"].values() for line in lines]
    asked = [line for line in (*project["dependencies"], *extras) if not line.startswith("zongshu[")]
    pins = (ROOT / "requirements.lock").read_text("utf-8").splitlines()
    names = {pin.split("==")[0].lower().replace("_", "-") for pin in pins}

    assert all(re.fullmatch(r"[\w.-]+==[\w.]+", pin) for pin in pins)
    assert not [name for line in asked if (name := re.match(r"[\w-]+", line)[0].lower()) not in names]
