"""The same report in every form in which reports come: text dumps, Word, Excel, digital PDF, and scans of rising dirt.

Everything is made from a content (`extractor.eval.content`) and a seed; the same two give the same bytes.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from extractor.errors import UsageError
from extractor.eval.content import Block, Paragraph
from extractor.eval.renderings.rendering import PageBox, Rendering

if TYPE_CHECKING:
    from extractor.eval.renderings.flow import Lines

__all__ = ["NAMES", "SCANS", "PageBox", "Rendering", "applies", "render"]

SCANS = ("clean300", "office200", "grey200", "fax150", "phone", "spread", "open200")
"""Scans: hardly degraded; skewed, noisy and sealed; the same in grey; black and white only; photographed; two pages on
one picture, photographed or on the glass; skewed, noisy and sealed with the tables of `open`.
"""

_LINES: dict[str, tuple[Lines, ...]] = {"open": ("three", "rows"), "open200": ("three", "rows"), "bare": ("none",)}
"""Which rules the tables of a rendering have that are not ruled all around: level ones alone (三线表, or one below each
cell), or none.
"""

UNRULED = ("open", "bare")
"""Digital PDFs whose tables have to be found by the alignment of their words."""

DUMPS = {"text": ".txt", "bars": ".md", "lines": ".txt", "words": ".txt"}
"""Text files with tabs, with bars, with one cell a line, with words alone, and their suffixes."""

NAMES: tuple[str, ...] = (*DUMPS, "docx", "xlsx", "pdf", *UNRULED, *SCANS)
"""All renderings, those without an image first."""


def applies(content: Sequence[Block], name: str) -> bool:
    """Whether a content can come in this form: a workbook only when most of its characters stand in tables."""
    if name != "xlsx":
        return bool(content)
    prose = sum(len(block.text) for block in content if isinstance(block, Paragraph))
    cells = sum(len(box.text) for block in content if not isinstance(block, Paragraph) for box in block.boxes)
    return cells > prose


def render(content: Sequence[Block], name: str, folder: Path, *, stem: str = "report", seed: int = 0) -> Rendering:
    """Write a content as `<stem>-<name>` with its suffix into a folder, which must exist.

    Raises UsageError for an unknown name or when the packages for evaluations are not installed, ValueError for a
    content with a character that no font has.
    """
    if name not in NAMES:
        raise UsageError(f"没有 {name} 这种呈现形式", f"可用的有：{'、'.join(NAMES)}")
    path = folder / f"{stem}-{name}{DUMPS.get(name) or ('.pdf' if name in (*UNRULED, *SCANS) else f'.{name}')}"
    try:
        return _render(content, name, path, seed)
    except ModuleNotFoundError as error:
        raise UsageError(f"没有安装 {error.name}，做不出 {name}", "请运行 pip install 'zongshu[eval]'") from error


def _render(content: Sequence[Block], name: str, path: Path, seed: int) -> Rendering:
    if name in DUMPS:
        from extractor.eval.renderings import dumps  # noqa: PLC0415 - each form brings its own libraries

        write = {"text": dumps.tabbed, "bars": dumps.barred, "lines": dumps.lined, "words": dumps.worded}
        path.write_text(write[name](content), encoding="utf-8", newline="\n")
        return Rendering(path)
    if name == "docx":
        from extractor.eval.renderings.word import write_docx  # noqa: PLC0415

        write_docx(content, path)
        return Rendering(path)
    if name == "xlsx":
        from extractor.eval.renderings.excel import write_workbook  # noqa: PLC0415

        write_workbook(content, path)
        return Rendering(path)
    from extractor.eval.renderings.pdf import print_pdf  # noqa: PLC0415

    paper = print_pdf(content, seed, _LINES.get(name, ("all",)))
    if name not in SCANS:
        path.write_bytes(paper.data)
        return Rendering(path, paper.places)
    from extractor.eval.renderings.scan import scan  # noqa: PLC0415

    return scan(paper, name, path, seed)
