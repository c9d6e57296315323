"""`zongshu draft --explain`: which template and which fields made each paragraph."""

from __future__ import annotations

from collections.abc import Iterator

from rich.padding import Padding
from rich.text import Text

from extractor.cli import screen
from extractor.cli.wrap import Wrapped
from extractor.records.draft import Citation, Draft, Passage
from extractor.records.report import Report

_KINDS = {"title": "标题", "heading": "标题", "paragraph": "段落", "table": "表", "chart": "图"}
_OPENING = 34
_MOST = 40


def show(report: Report, draft: Draft) -> None:
    """Print the outline, then each passage with its template and the origin of each value in it."""
    console = screen.console()
    console.print(Text.assemble((f"《{draft.title}》", "bold"), f"  提纲 {draft.outline}"))
    for number, passage in enumerate(draft.passages, 1):
        console.print()
        console.print(Text.assemble((f"{number:>3} ", "dim"), (_KINDS[passage.kind], "cyan"), "  ", _opening(passage)))
        console.print(_inset(f"模板  {passage.template}", "dim"))
        for line in _origins(passage.citations):
            console.print(_inset(line))
        for remark in passage.remarks:
            console.print(_inset(f"待核  {remark.check} {remark.message}", "yellow"))
    for problem in report.problems:
        console.print(Wrapped(problem, "yellow"))


def _inset(words: str, style: str = "") -> Padding:
    return Padding(Wrapped(words, style, indent=4), (0, 0, 0, 6), expand=False)


def _opening(passage: Passage) -> str:
    words = passage.text.replace("\n", " ").replace("\t", " ")
    return words if len(words) <= _OPENING else f"{words[:_OPENING]}……"


def _origins(citations: tuple[Citation, ...]) -> Iterator[str]:
    """Yield each value and the field or computation that it comes from; quotations by their opening words."""
    for citation in citations[:_MOST]:
        words = citation.text if len(citation.text) <= _OPENING else f"{citation.text[:_OPENING]}……"
        yield f"{words}  ←  {citation.path or citation.computation}"
    if len(citations) > _MOST:
        yield f"另有 {len(citations) - _MOST} 处，见 --json"
