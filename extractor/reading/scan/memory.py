"""What was recognised once is kept by the hash of its picture, so that a run that was cut off goes on.

Each picture has a file of its own, written whole or not at all, so that processes may share the folder. It holds
nothing that cannot be made again, and may be emptied at any time.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from contextlib import suppress
from pathlib import Path
from time import time
from typing import TYPE_CHECKING, Any, NamedTuple

from extractor.reading.scan.recognise import Letter

if TYPE_CHECKING:
    from collections.abc import Callable

    from extractor.reading.scan.image import Pixels
    from extractor.reading.scan.recognise import Line, Recogniser

MOST_BYTES = 500 * 2**20
"""What the folder may hold, about ten thousand pages; beyond it what was not used for longest is dropped."""

_BLOCK = 4096
"""What the smallest file takes on a disk."""

_LEFT = 0.8
"""Share of the bound that is left after dropping, so that not every picture drops another."""

_ABANDONED = 3600.0
"""Seconds after which a half-written file belongs to nobody."""

_PARTIAL = ".part"


class Held(NamedTuple):
    """What a folder holds: how many pictures, and how many bytes they take."""

    pictures: int
    size: int


class Remembering:
    """A recogniser that asks another one only for pictures that it has not seen; that one is made when it is needed.

    `name` stands for the engine and its version: what another one has read does not count.
    """

    def __init__(self, make: Callable[[], Recogniser], name: str, folder: Path) -> None:
        self._make, self._name, self._folder = make, name, folder
        self._trimmed = False

    def lines(self, pixels: Pixels, *, fine: bool = True) -> list[Line]:
        """Return the lines of print of a picture."""
        path = self._path("lines" if fine else "lines, quickly", pixels)
        with suppress(OSError, ValueError, TypeError):
            return [tuple(map(_letter, line)) for line in _kept(path)]
        lines = self._make().lines(pixels, fine=fine)
        self._keep(path, [[[letter.text, *letter.box, letter.confidence] for letter in line] for line in lines])
        return lines

    def strip(self, pixels: Pixels) -> tuple[str, float]:
        """Return the text of one line of print and its confidence."""
        path = self._path("strip", pixels)
        with suppress(OSError, ValueError, TypeError):
            text, sure = _kept(path)
            return _text(text), float(sure)
        found = self._make().strip(pixels)
        self._keep(path, found)
        return found

    def _path(self, what: str, pixels: Pixels) -> Path:
        known = hashlib.sha256(f"{self._name}\0{what}\0{pixels.shape}\0".encode())
        known.update(pixels.tobytes())
        return self._folder / f"{known.hexdigest()[:32]}.json"

    def _keep(self, path: Path, found: object) -> None:
        """Write what was recognised; a full or locked disk costs only the time to recognise it again."""
        if not self._trimmed:
            trim(self._folder)
            self._trimmed = True
        with suppress(OSError):
            _write(path, json.dumps(found, ensure_ascii=False, separators=(",", ":")))


def held(folder: Path) -> Held:
    """Return what a folder of recognised pictures holds; nothing if there is none."""
    sizes = [_room(status) for _, status in _files(folder)]
    return Held(len(sizes), sum(sizes))


def trim(folder: Path, most: int = MOST_BYTES) -> None:
    """Drop what was not used for longest from a folder that holds more than `most` bytes, and half-written files."""
    files = sorted(_files(folder), key=lambda file: file[1].st_mtime, reverse=True)
    total = sum(_room(status) for _, status in files)
    bound = most * _LEFT if total > most else total
    used = 0
    for path, status in files:
        used += _room(status)
        if used > bound or (path.suffix == _PARTIAL and time() - status.st_mtime > _ABANDONED):
            with suppress(OSError):
                path.unlink()


def _files(folder: Path) -> list[tuple[Path, os.stat_result]]:
    """Return our files in a folder; another process may drop them at any moment."""
    found = []
    with suppress(OSError):
        for path in folder.iterdir():
            if path.suffix in {".json", _PARTIAL}:
                with suppress(OSError):
                    found.append((path, path.stat()))
    return found


def _room(status: os.stat_result) -> int:
    return -(-status.st_size // _BLOCK) * _BLOCK


def _kept(path: Path) -> Any:
    """Return what a file holds, and mark it as used; raises OSError or ValueError if there is none or it is damaged."""
    found = json.loads(path.read_bytes())
    with suppress(OSError):
        os.utime(path)
    return found


def _letter(kept: list[Any]) -> Letter:
    text, left, top, right, bottom, sure = kept
    return Letter(_text(text), (float(left), float(top), float(right), float(bottom)), float(sure))


def _text(kept: object) -> str:
    if not isinstance(kept, str):
        raise TypeError(kept)
    return kept


def _write(path: Path, text: str) -> None:
    """Write a file whole or not at all, also when another process writes the same."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(suffix=_PARTIAL, dir=path.parent)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
        Path(name).replace(path)
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise
