"""Old formats go through LibreOffice where it is installed, and say what to do where it is not."""

from __future__ import annotations

import stat
import sys
from pathlib import Path

import pytest
from office_files import told

from extractor.errors import DamagedError, MissingToolError
from extractor.reading import legacy, read
from extractor.reading.kinds import Kind
from extractor.settings import Settings

RTF = r"{\rtf1\ansi\deff0{\fonttbl{\f0 SimSun;}}\u24180?\u24230?\u39044?\u31639? 503.37\par}"
SHEET = """<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">
<Worksheet ss:Name="自评表"><Table><Row><Cell><Data ss:Type="String">合计</Data></Cell>
<Cell><Data ss:Type="Number">503.37</Data></Cell></Row></Table></Worksheet></Workbook>"""


def test_missing_tool(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without LibreOffice the error names both ways out."""
    monkeypatch.setattr(legacy, "find_office", lambda: None)
    path = tmp_path / "a.rtf"
    path.write_text(RTF)
    with pytest.raises(MissingToolError, match=r"RTF 文档.*另存为 \.docx，或安装 LibreOffice"):
        read(path, Settings())


def script(path: Path, body: str) -> str:
    """Write a program that stands for LibreOffice."""
    path.write_text(f"#!{sys.executable}\nimport sys, time, pathlib\nargs = sys.argv\n{body}\n")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return str(path)


@pytest.mark.skipif(sys.platform == "win32", reason="a script is no program there")
def test_how_the_office_is_called(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It gets a profile of its own and the file under the extension of its content; nothing stays behind."""
    log = tmp_path / "log"
    body = (
        f"pathlib.Path({str(log)!r}).write_text('\\n'.join(args))\n"
        "out = pathlib.Path(args[args.index('--outdir') + 1]); out.mkdir(); (out / 'source.docx').write_bytes(b'made')"
    )
    office = script(tmp_path / "office", body)
    monkeypatch.setattr(legacy, "find_office", lambda: office)
    assert legacy.modernise(Kind.DOC, b"old") == (Kind.DOCX, b"made")
    called = log.read_text().splitlines()
    assert Path(called[-1]).name == "source.doc"
    assert any(word.startswith("-env:UserInstallation=file://") for word in called)
    assert not Path(called[-1]).parent.exists()


@pytest.mark.skipif(sys.platform == "win32", reason="a script is no program there")
@pytest.mark.parametrize("body", ["sys.exit(1)", "time.sleep(60)"])
def test_office_fails(body: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A conversion that makes nothing, or hangs, is a damaged file."""
    office = script(tmp_path / "office", body)
    monkeypatch.setattr(legacy, "find_office", lambda: office)
    monkeypatch.setattr(legacy, "_SECONDS", 0.5)
    with pytest.raises(DamagedError, match="LibreOffice"):
        legacy.modernise(Kind.DOC, b"old")


@pytest.mark.skipif(legacy.find_office() is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize(
    ("name", "text", "blocks"),
    [("a.doc", RTF, ["年度预算 503.37"]), ("a.xls", SHEET, [{(1, 1): "合计", (1, 2): "503.37"}])],
)
def test_real_conversion(name: str, text: str, blocks: list[object], tmp_path: Path) -> None:
    """LibreOffice, where it is installed, turns old files into ones that are read."""
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    assert told(read(path, Settings()).blocks) == blocks
