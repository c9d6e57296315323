"""Write a file whole or not at all."""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Callable
from pathlib import Path

from extractor.errors import UsageError, reason_of

NOT_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""Characters that no file of Word or Excel may hold."""


def write_atomically(path: Path, writer: Callable[[Path], object]) -> None:
    """Let `writer` write a file beside `path`, then put it in its place in one step.

    Whoever reads `path` sees the old file or the new one, also after a crash. Folders are made.

    Raises:
        UsageError: the folder or file cannot be written.

    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=f".{path.stem[:40]}.", suffix=path.suffix, dir=path.parent)
        os.close(handle)
    except OSError as error:
        raise _refused(path, error) from error
    temporary = Path(name)
    try:
        writer(temporary)
        _settle(temporary, path)
    except OSError as error:
        raise _refused(path, error) from error
    finally:
        temporary.unlink(missing_ok=True)


def write_text(path: Path, text: str) -> None:
    """Write a UTF-8 text with line feeds, whole or not at all."""
    write_atomically(path, lambda temporary: temporary.write_bytes(text.encode()))


def _settle(temporary: Path, path: Path) -> None:
    """Bring the bytes to the disk and the file to its name, with the rights that a new file has."""
    with temporary.open("rb+") as file:
        os.fsync(file.fileno())
    mask = os.umask(0)
    os.umask(mask)
    temporary.chmod(0o666 & ~mask)
    temporary.replace(path)


def _refused(path: Path, error: OSError) -> UsageError:
    return UsageError(
        f"写不了 {path}：{reason_of(error)}", "请检查权限和磁盘空间；文件若在 Word 或 Excel 里打开着，先关闭它"
    )
