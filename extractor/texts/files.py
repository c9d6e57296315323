"""Where the text files stand: a user's folder first, then the ones that came with the package."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Literal

from extractor.errors import TemplateError
from extractor.texts.template import Template, parse

Kind = Literal["templates", "prompts"]

SHARED = "shared"
"""The folder of pieces that outlines have in common; no outline itself."""
REVIEW = "review"
"""The folder of the 复核意见; no outline of a 综述."""

_PACKAGE = Path(__file__).resolve().parent.parent
_SUFFIXES = (".md", ".j2")


def load(kind: Kind, name: str, user: Path | None = None) -> Template:
    """Return one file, e.g. `load("templates", "shared/problem")`; the suffix may be left out.

    A file of the user's folder stands before the packaged one of the same name.

    Raises:
        TemplateError: no such file, or a file that breaks its contract.

    """
    for root in _roots(kind, user):
        for path in (root / name, *(root / f"{name}{suffix}" for suffix in _SUFFIXES)):
            if path.is_file():
                return _read(path, kind, own=root == user)
    raise TemplateError(f"找不到文件 {kind}/{name}", "请核对文件名，或重新安装")


def load_all(kind: Kind, folder: str, user: Path | None = None) -> tuple[Template, ...]:
    """Return all files of a folder in the order of their names: the sections of an outline.

    A user's folder of that name may replace single files (same name) and add others.

    Raises:
        TemplateError: no such folder, or a file that breaks its contract.

    """
    found: dict[str, Path] = {}
    for root in reversed(_roots(kind, user)):
        found |= {path.stem: path for path in sorted((root / folder).glob("*")) if path.suffix in _SUFFIXES}
    if not found:
        raise TemplateError(f"没有名为 {folder!r} 的文件夹", f"现有：{'、'.join(folder_names(kind, user))}")
    return tuple(_read(path, kind, own=path.parent.parent == user) for _, path in sorted(found.items()))


def folder_names(kind: Kind, user: Path | None = None) -> tuple[str, ...]:
    """Return the names of the folders that hold files of a kind, e.g. the outlines."""
    folders = (path for root in _roots(kind, user) for path in root.glob("*") if path.is_dir())
    return tuple(sorted({path.name for path in folders if any(p.suffix in _SUFFIXES for p in path.iterdir())}))


def outlines(user: Path | None = None) -> tuple[str, ...]:
    """Return the names of the outlines of a 综述: the folders of templates but for shared pieces and the review."""
    return tuple(name for name in folder_names("templates", user) if name not in {SHARED, REVIEW})


def _roots(kind: Kind, user: Path | None) -> list[Path]:
    """Return the folders to search: inside a wheel the files lie below the package, in a checkout beside it."""
    packaged = _PACKAGE / kind
    own = packaged if packaged.is_dir() else _PACKAGE.parent / kind
    return [user, own] if user else [own]


def _read(path: Path, kind: Kind, *, own: bool) -> Template:
    status = path.stat()
    template = _parsed(path, kind, status.st_mtime_ns, status.st_size)
    return replace(template, own=True) if own else template


@lru_cache(maxsize=256)
def _parsed(path: Path, kind: Kind, _changed: int, _size: int) -> Template:
    """Parse a file once; a changed file is parsed anew."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise TemplateError(f"{path.name} 不是 UTF-8 文本", "请另存为 UTF-8 编码") from error
    return parse(text, f"{path.parent.name}/{path.name}", prose=kind == "templates")
