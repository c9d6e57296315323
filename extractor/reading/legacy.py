"""Old formats (.doc .wps .xls .et .rtf .odt .ods .xlsb, Office 2003 XML) → .docx or .xlsx, by LibreOffice."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path

from extractor.errors import DamagedError, MissingToolError
from extractor.reading.kinds import TRAITS, Kind

_NAMES = ("soffice", "libreoffice")
_PLACES = (
    r"C:\Program Files\LibreOffice\program\soffice.exe",
    r"C:\Program Files (x86)\LibreOffice\program\soffice.exe",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
)
_SECONDS = 180
_TO_WORD = {Kind.DOC: "doc", Kind.RTF: "rtf", Kind.WORD_XML: "xml", Kind.ODT: "odt"}
_TO_EXCEL = {Kind.XLS: "xls", Kind.XLSB: "xlsb", Kind.EXCEL_XML: "xml", Kind.ODS: "ods"}
_FILTERS = {"docx": "docx:MS Word 2007 XML", "xlsx": "xlsx:Calc MS Excel 2007 XML"}


def find_office() -> str | None:
    """Return the program of LibreOffice; None when it is not installed."""
    found = next(filter(None, map(shutil.which, _NAMES)), None)
    return found or next((place for place in _PLACES if Path(place).is_file()), None)


def modernise(kind: Kind, data: bytes) -> tuple[Kind, bytes]:
    """Return the same content as .docx or .xlsx.

    Raises MissingToolError without LibreOffice, DamagedError when it cannot open the file or takes over three minutes.
    """
    office = find_office()
    label = TRAITS[kind].label
    target = "docx" if kind in _TO_WORD else "xlsx"
    if office is None:
        raise MissingToolError(
            f"是{label}，读它需要 LibreOffice，而本机没有安装",
            f"请用 Word、Excel 或 WPS 另存为 .{target}，或安装 LibreOffice",
        )
    with tempfile.TemporaryDirectory(prefix="zongshu-", ignore_cleanup_errors=True) as folder:
        source = Path(folder, f"source.{(_TO_WORD | _TO_EXCEL)[kind]}")
        source.write_bytes(data)
        made = Path(folder, "made", f"source.{target}")
        _convert(office, source, made)
        if not made.is_file() or not made.stat().st_size:
            raise DamagedError(
                f"是{label}，但 LibreOffice 打不开，可能已损坏或有密码",
                f"请用 Word、Excel 或 WPS 打开后另存为 .{target}",
            )
        return Kind(target), made.read_bytes()


def _convert(office: str, source: Path, made: Path) -> None:
    """Convert in a profile of our own: two runs on one profile lose files without a word."""
    profile = Path(source.parent, "profile").as_uri()
    command = [
        office, "--headless", "--norestore", f"-env:UserInstallation={profile}",
        "--convert-to", _FILTERS[made.suffix[1:]], "--outdir", str(made.parent), str(source),
    ]  # fmt: skip
    quiet = subprocess.DEVNULL
    with subprocess.Popen(  # noqa: S603 - a program that is installed, and file names of our own making
        command, stdin=quiet, stdout=quiet, stderr=quiet, start_new_session=True
    ) as process:
        try:
            process.wait(_SECONDS)
        except subprocess.TimeoutExpired as error:
            raise DamagedError(
                f"LibreOffice 转换超过 {_SECONDS} 秒没有完成", "请用 Word、Excel 或 WPS 打开后另存为 .docx 或 .xlsx"
            ) from error
        finally:
            _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    """End LibreOffice with the process that it starts itself; nothing when both have ended."""
    if process.poll() is not None:
        return
    with contextlib.suppress(OSError):
        if hasattr(os, "killpg"):
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()
