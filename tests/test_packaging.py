"""The wheel holds all that is needed and works from any directory, without the checkout and without a network."""

import json
import os
import shutil
import subprocess
import sys
import sysconfig
import tomllib
import venv
from pathlib import Path
from zipfile import ZipFile

import pytest

ROOT = Path(__file__).parent.parent
UNPACKED = ("prompts", "templates", "eval")
RUBBISH = shutil.ignore_patterns(".*", "__pycache__", "build", "dist", "out", "*.egg-info")
FINDINGS = 1


def run(*command, cwd):
    """Run a command and return what it did."""
    words = [str(part) for part in command]
    clean = {name: value for name, value in os.environ.items() if name not in {"PYTHONPATH", "PYTHONHOME"}}
    return subprocess.run(words, cwd=cwd, env=clean, capture_output=True, encoding="utf-8", check=False)  # noqa: S603


def pip(*words, cwd):
    """Run the installer without a network; it has to succeed."""
    done = run(sys.executable, "-m", "pip", *words, cwd=cwd)
    assert done.returncode == 0, done.stderr


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    """Build the wheel from a copy of the checkout with the tools that are installed."""
    folder = tmp_path_factory.mktemp("wheel")
    shutil.copytree(ROOT, folder / "source", ignore=RUBBISH)
    options = ("--no-index", "--no-deps", "--no-build-isolation", "--wheel-dir", folder)
    pip("wheel", *options, folder / "source", cwd=folder)
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def installed(wheel, tmp_path_factory):
    """Install the wheel into an environment that knows our dependencies but not the checkout."""
    folder = tmp_path_factory.mktemp("elsewhere") / "venv"
    venv.create(folder, with_pip=False, symlinks=os.name != "nt")
    scripts = folder / ("Scripts" if os.name == "nt" else "bin")
    target = run(scripts / "python", "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", cwd=folder)
    site = Path(target.stdout.strip())
    pip("--python", scripts / "python", "install", "--no-index", "--no-deps", wheel, cwd=folder)
    # A line of a .pth file adds the folder alone, not the editable install of the checkout that lies in it.
    (site / "dependencies.pth").write_text(sysconfig.get_path("purelib"), "utf-8")
    return scripts


def test_every_package_is_listed():
    """No package of the checkout is forgotten in pyproject.toml."""
    listed = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["setuptools"]["packages"]
    code = [path.parent.relative_to(ROOT) for path in ROOT.glob("extractor/**/__init__.py")]
    bench = ["extractor" / path.parent.relative_to(ROOT) for path in ROOT.glob("eval/**/__init__.py")]
    wanted = {".".join(path.parts) for path in (*code, *bench)} | {"extractor.prompts", "extractor.templates"}

    assert sorted(listed) == sorted(wanted)


def test_every_file_travels(wheel):
    """Each template, prompt, case, word list and module of the checkout is in the wheel."""
    held = set(ZipFile(wheel).namelist())
    kept = [path for path in (ROOT / "extractor").rglob("*") if path.suffix in {".py", ".toml"}]
    data = [path for name in UNPACKED for path in (ROOT / name).rglob("*") if "__pycache__" not in path.parts]
    names = {path.relative_to(ROOT).as_posix() for path in kept}
    names |= {f"extractor/{path.relative_to(ROOT).as_posix()}" for path in data if path.is_file()}

    assert not names - held


def test_the_licence_travels(wheel):
    """The text of the licence is in the wheel."""
    assert [name for name in ZipFile(wheel).namelist() if name.endswith("licenses/LICENSE")]


def test_the_code_is_the_wheels(installed, tmp_path):
    """The environment of these tests does not fall back to the checkout."""
    shown = run(installed / "python", "-c", "import extractor; print(extractor.__file__)", cwd=tmp_path)

    assert shown.returncode == 0, shown.stderr
    assert not Path(shown.stdout.strip()).is_relative_to(ROOT)


def test_the_schema_is_printed(installed, tmp_path):
    """`zongshu schema` prints the contract from any directory."""
    shown = run(installed / "zongshu", "schema", cwd=tmp_path)

    assert shown.returncode == 0, shown.stderr
    assert json.loads(shown.stdout)["title"] == "Report"


def test_a_report_is_run(installed, tmp_path):
    """`zongshu run` reads, checks and drafts a case that came with the wheel, from any directory."""
    found = run(installed / "python", "-c", "import extractor.eval as e; print(e.__path__[0])", cwd=tmp_path)
    case = next(Path(found.stdout.strip()).glob("cases/*/report.txt"))
    done = run(installed / "zongshu", "run", case, "-o", "结果", cwd=tmp_path)

    assert done.returncode in {0, FINDINGS}, done.stderr
    assert "Traceback" not in done.stderr
    assert sorted(path.name for path in (tmp_path / "结果" / "report").iterdir()) == sorted(
        ["record.json", "findings.json", "document.json", "draft.json", "review.xlsx", "综述.md", "综述.docx"]
    )
    assert (tmp_path / "结果" / "summary.xlsx").is_file()
