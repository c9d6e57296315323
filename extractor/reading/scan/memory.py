"""What was recognised once is kept by the hash of its picture, so that a run that was cut off goes on."""

from __future__ import annotations

import hashlib
import json
from contextlib import suppress
from typing import TYPE_CHECKING

from extractor.reading.scan.recognise import Letter

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from extractor.reading.scan.image import Pixels
    from extractor.reading.scan.recognise import Line, Recogniser


class Remembering:
    """A recogniser that asks another one only for pictures that it has not seen; that one is made when it is needed.

    `name` stands for the engine and its version: what another one has read does not count.
    """

    def __init__(self, make: Callable[[], Recogniser], name: str, folder: Path) -> None:
        self._make, self._name, self._folder = make, name, folder

    def lines(self, pixels: Pixels) -> list[Line]:
        """Return the lines of print of a picture."""
        path = self._folder / f"{self._key(pixels)}.json"
        kept = _kept(path)
        if kept is None:
            kept = self._make().lines(pixels)
            _keep(path, kept)
        return kept

    def strip(self, pixels: Pixels) -> tuple[str, float]:
        """Return the text of one line of print; so little is not worth keeping."""
        return self._make().strip(pixels)

    def _key(self, pixels: Pixels) -> str:
        known = hashlib.sha256(f"{self._name}\0{pixels.shape}\0".encode())
        known.update(pixels.tobytes())
        return known.hexdigest()[:32]


def _kept(path: Path) -> list[Line] | None:
    """Return what a file holds; nothing if there is none, or if it is damaged."""
    try:
        lines = json.loads(path.read_bytes())
        return [tuple(Letter(text, (a, b, c, d), sure) for text, a, b, c, d, sure in line) for line in lines]
    except (OSError, ValueError, TypeError):
        return None


def _keep(path: Path, lines: list[Line]) -> None:
    """Write what was recognised; a full or locked disk costs only the time to recognise it again."""
    rows = [[[letter.text, *letter.box, letter.confidence] for letter in line] for line in lines]
    part = path.with_suffix(".part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        part.write_text(json.dumps(rows, ensure_ascii=False), encoding="utf-8")
        part.replace(path)
    except OSError:
        with suppress(OSError):
            part.unlink()
