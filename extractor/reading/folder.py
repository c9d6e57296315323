"""A folder that holds nothing but page images is one report, a page (or a TIFF of several) to the file."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

from extractor.reading.kinds import TRAITS, Kind

_OTHERS = frozenset({".ofd", ".ppt", ".pptx", ".zip", ".rar", ".7z"})
EXTENSIONS = _OTHERS | {extension for trait in TRAITS.values() for extension in trait.extensions}
"""What files are called that may be reports, also those of kinds that cannot be read."""

PREVIEW = "预览-"
"""How the pictures are called that `zongshu extract --preview` draws; they are no reports."""

CUT_OUT = "截图-"
"""How the pictures are called that show what a model claimed to see; they are no reports either."""

_NOT_OURS = ("~$", ".", PREVIEW, CUT_OUT)


def is_aside(path: Path) -> bool:
    """Say whether a file is no report by its name: hidden, a lock file of an office program, or a drawing of ours."""
    return path.name.startswith(_NOT_OURS)


def page_images(folder: Path) -> list[Path]:
    """Return the page images of a folder in the order of their numbers (第2页 before 第10页).

    Nothing if it holds any other file that may be a report, or another folder: then each file is a report.
    """
    inside = [path for path in folder.iterdir() if not is_aside(path)]
    pages = [path for path in inside if path.is_file() and path.suffix.lower() in EXTENSIONS]
    images = TRAITS[Kind.IMAGE].extensions
    if any(path.is_dir() for path in inside) or any(path.suffix.lower() not in images for path in pages):
        return []
    return sorted(pages, key=lambda path: _by_number(path.name))


def content_hash(path: Path) -> str:
    """Return the SHA-256 of a file; of a folder that of the hashes of its page images in their order.

    Raises OSError for what cannot be read.
    """
    if path.is_dir():
        return hashlib.sha256("".join(map(content_hash, page_images(path))).encode()).hexdigest()
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _by_number(name: str) -> list[tuple[int, str]]:
    """Return what sorts names by their text and the value of their numbers."""
    return [(int(part), "") if part.isdecimal() else (0, part) for part in re.split(r"(\d+)", name.casefold()) if part]
