"""What whoever hands in the draft has to know: figures in doubt, gaps, corrections, moved labels."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extractor.drafting.disputes import open_errors, pending
from extractor.drafting.marks import PENDING
from extractor.drafting.wording import nested, printed, sentence
from extractor.records.draft import Passage
from extractor.records.finding import Findings
from extractor.records.paths import exists, get, title, walk
from extractor.records.report import Figure, Measure, Report, Text

_GAP = "（待补充）"


def notes(passages: Sequence[Passage], report: Report, findings: Findings) -> tuple[str, ...]:
    """Return the notes of a draft, one sentence each."""
    return (*_pending(passages, report, findings), *_gaps(passages), *_corrections(report), *_moves(report, findings))


def added_note(words: str) -> str:
    """Return the note on a finding that only reading the draft back has shown."""
    return f"综述读回后多出的问题，请核对综述的文字：{words}"


def _pending(passages: Sequence[Passage], report: Report, findings: Findings) -> Iterator[str]:
    """Yield a note for each open error: its sentence, and the marked figures of the draft it touches."""
    touched: dict[int, list[str]] = {}
    written = {citation.path for passage in passages for citation in passage.citations}
    for path, outcomes in pending(report, findings).items():
        if path in written and isinstance(value := get(report, path), Figure | Measure):
            for outcome in outcomes:
                touched.setdefault(id(outcome), []).append(f"{name_of(report, path)}{printed(value)}")
    for outcome in open_errors(findings):
        figures = "、".join(dict.fromkeys(touched.get(id(outcome), [])))
        yield f"{PENDING if figures else '待核'}{figures}（{outcome.check}）：{sentence(outcome.message)}。"


def name_of(report: Report, path: str) -> str:
    """Return the title of a field with the words of the row it stands in: “更新冷藏箱”分值."""
    row = get(report, path.rpartition(".")[0])
    if not exists(re.sub(r"\[\d*\]", "", path)):
        return path
    label = next((t for name in ("level3", "label", "name") if isinstance(t := getattr(row, name, None), Text)), None)
    return f"“{nested(printed(label))}”{title(path)}" if label else title(path)


def _gaps(passages: Sequence[Passage]) -> Iterator[str]:
    count = sum(passage.text.count(_GAP) for passage in passages)
    if count:
        yield f"文中有 {count} 处{_GAP}：自评报告没有写明，报送前请补齐。"


def _corrections(report: Report) -> Iterator[str]:
    for path, value in walk(report):
        if value.corrected:
            corrected = value.corrected
            new = f"{corrected.text}{corrected.unit or ''}"
            yield f"{title(path)}采用 {corrected.by} 于 {corrected.on} 的更正：{value.text} 改为 {new}。"


def _moves(report: Report, findings: Findings) -> Iterator[str]:
    told = {sentence(outcome.message) for outcome in open_errors(findings)}
    for move in report.moves:
        if sentence(move.message) not in told:
            yield f"{sentence(move.message)}。"
