"""The command as a whole: help, version, speed, errors, streams."""

import os
import subprocess
import sys
import time
from importlib.metadata import version

import pytest

from extractor.cli.main import main
from extractor.errors import SettingsError

COMMANDS = ("run", "extract", "check", "accept", "draft", "checks", "schema", "doctor", "eval")


def python(*words, **environment):
    """Run Python in a process of its own."""
    command = [sys.executable, *words]
    return subprocess.run(command, env=os.environ | environment, capture_output=True, check=False)  # noqa: S603


def call(*words, **environment):
    """Call the command in a process of its own, as a shell does."""
    return python("-m", "extractor.cli", *words, **environment)


def test_help_names_every_command(zongshu):
    """The help lists all commands, in Chinese, with the exit statuses."""
    called = zongshu("--help")

    assert called.code == 0
    assert all(f"│ {command}" in called.out for command in COMMANDS)
    assert "退出码" in called.out


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help(zongshu, command):
    """The help of a command is Chinese down to its titles."""
    called = zongshu(command, "--help")

    assert called.code == 0
    assert "选项" in called.out
    assert not [word for word in ("Options", "Arguments", "Show this", "required", "<bool>") if word in called.out]


def test_help_comes_at_once():
    """The help takes less than 0.3 s on an idle machine; the best of three is allowed three times that here."""
    call("--help")
    times = []
    for _ in range(3):
        started = time.perf_counter()
        assert call("--help").returncode == 0
        times.append(time.perf_counter() - started)

    assert min(times) < 0.9


def test_help_loads_no_heavy_library():
    """What makes a command slow is loaded when a report is read."""
    code = "import sys, extractor, extractor.cli.main; print(*sys.modules)"
    loaded = python("-c", code).stdout.decode().split()

    assert not {"pydantic", "pymupdf", "docx", "openpyxl", "lxml", "jinja2", "extractor.pipeline"} & set(loaded)
    assert "extractor.cli.main" in loaded


def test_version(zongshu):
    """The version is that of the installed package."""
    assert zongshu("--version").out == f"zongshu {version('zongshu')}\n"


def test_no_command_is_wrong_use(zongshu):
    """Without a command the help is shown, with exit 2."""
    called = zongshu()

    assert called.code == 2
    assert "│ run" in called.out
    assert called.err == ""


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("frob",), "没有 frob 这个命令"),
        (("schema", "x"), "种类 的值不对：'x' 不在"),
        (("check",), "缺少 文件"),
        (("checks", "Z99"), "没有检查 'Z99'"),
        (("check", "甲.txt", "乙.txt"), "多写了 乙.txt"),
        (("run", "甲.txt", "-o"), "-o 后面要写上它的值"),
        (("run", "--force=3", "甲.txt", "-o", "乙"), "--force 后面不要写值"),
        (("eval", "bench", "--pages", "多"), "--pages 的值不对：要写整数"),
    ],
)
def test_wrong_use_is_said_in_chinese(zongshu, words, said):
    """A wrong command, value or argument is one sentence on the error stream."""
    called = zongshu(*words)

    assert (called.code, called.out) == (2, "")
    assert called.err.startswith(said)


def test_a_setting_that_cannot_be_used(zongshu, monkeypatch, report):
    """The environment is read, and a wrong value in it is said."""
    monkeypatch.setenv("ZONGSHU_READER", "model")
    called = zongshu("check", report)

    assert called.code == SettingsError.exit_code
    assert "没有指明哪一个" in called.err


def test_an_interruption_says_how_to_go_on(zongshu, monkeypatch, report, clean, tmp_path):
    """Ctrl-C ends with 130 and one sentence; what was written is whole, and the same call goes on from there."""

    def interrupt(*_):
        raise KeyboardInterrupt

    zongshu("run", report, "-o", "结果")
    with monkeypatch.context() as patched:
        patched.setattr("extractor.pipeline.run_file", interrupt)
        called = zongshu("run", report, clean, "-o", "结果")

    assert (called.code, called.out) == (130, "")
    assert called.err.strip() == "已中断；已写好的结果都是完整的，同一条命令再运行一次会接着做"
    assert (tmp_path / "结果" / "云岭" / "record.json").is_file()
    assert "其中 1 份没有变化" in zongshu("run", report, clean, "-o", "结果").out


def test_a_bug_keeps_its_traceback(monkeypatch, report):
    """What is not an error of the user is not swallowed."""

    def fail(*_):
        raise ZeroDivisionError

    monkeypatch.setattr("extractor.validation.check", fail)
    monkeypatch.setattr(sys, "argv", ["zongshu", "check", str(report)])

    with pytest.raises(ZeroDivisionError):
        main()


def test_output_is_utf8_whatever_the_system_says():
    """A pipe carries UTF-8 also where the system has another encoding."""
    shown = call("checks", "A01", PYTHONIOENCODING="gbk", PYTHONUTF8="0")

    assert "执行率" in shown.stdout.decode("utf-8")
