"""The sessions shown in README.md: real commands on our own fictional reports, with their real output."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

REPORTS = {
    "云岭县退役军人事务局.txt": "yunling-veterans-2024",
    "石湾县第二中学.docx": "shiwan-school-2023",
    "东麓县交通运输局.pdf": "donglu-transport-2024",
    "罗石区融媒体中心.txt": "luoshi-media-2023",
}
"""The folder `报告` of the sessions: file name → case."""

SESSIONS = {
    "many": ("zongshu run 报告 -o 结果", "ls 结果 结果/石湾县第二中学"),
    "one": ("zongshu check 报告/石湾县第二中学.docx --select A",),
    "draft": ("zongshu draft 结果/云岭县退役军人事务局/record.json -o 综述.docx",),
    "rule": ("zongshu checks A08",),
}
"""What is typed in each session, in the order of README.md; they share one folder."""

_BROKEN = "没传完.pdf"
_WIDTH = "80"


def transcripts() -> dict[str, str]:
    """Run all sessions and return what stood on the screen, by name."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        _lay_out(folder / "报告")
        return {session: "\n".join(_shown(line, folder) for line in lines) for session, lines in SESSIONS.items()}


def _lay_out(folder: Path) -> None:
    """Put our cases into a folder under the names that a user would give them, and a broken file beside them."""
    from extractor.eval.case import CASES

    folder.mkdir()
    for file, case in REPORTS.items():
        shutil.copy(CASES / case / f"report{Path(file).suffix}", folder / file)
    (folder / _BROKEN).write_bytes(b"%PDF-1.7\n" + bytes(64))


def _shown(line: str, folder: Path) -> str:
    """Return a command line with what it printed and, if it is not 0, its exit status; a crash is never shown."""
    words = line.split()
    command = [sys.executable, "-m", "extractor.cli", *words[1:]] if words[0] == "zongshu" else words
    environment = {name: value for name, value in os.environ.items() if not name.startswith("ZONGSHU_")}
    done = subprocess.run(  # noqa: S603 - the fixed lines above
        command, cwd=folder, env=environment | {"COLUMNS": _WIDTH, "NO_COLOR": "1"}, capture_output=True, check=False
    )
    said = (done.stdout + done.stderr).decode("utf-8")
    if "Traceback" in said:
        raise RuntimeError(said)
    status = f"（退出码 {done.returncode}）\n" if done.returncode else ""
    return "\n".join(text.rstrip() for text in f"$ {line}\n{said}{status}".splitlines())
