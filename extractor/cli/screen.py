"""What a terminal shows: findings, records and the summary of a run, in Chinese and in colour."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rich.cells import cell_len
from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from extractor.cli.items import Item
from extractor.cli.wrap import Wrapped
from extractor.output.review_sheets import DECIDED, OUTCOMES, SEVERITIES, STATUSES, place, said, severity_of, signed
from extractor.records import paths as fields
from extractor.records.draft import Draft
from extractor.records.finding import Finding, Findings, Outcome, Severity, Side
from extractor.records.report import Report, Run
from extractor.records.review import Review
from extractor.validation.catalogue import RULES

if TYPE_CHECKING:
    from extractor.acceptance import Accepted

STYLES: dict[Severity, str] = {"error": "bold red", "warning": "yellow", "info": "cyan"}
_SIDES = 6
_TITLES = {rule.id: rule.title for rule in RULES}


def word_of(severity: Severity) -> tuple[str, str]:
    """Return the word of a severity and its style on a screen."""
    return SEVERITIES[severity][0], STYLES[severity]


def console() -> Console:
    """Return the screen of this moment; numbers in sentences are not coloured."""
    return Console(highlight=False)


def errors() -> Console:
    """Return the error stream, for progress and asides."""
    return Console(stderr=True, highlight=False)


def busy(words: str) -> AbstractContextManager[object]:
    """Show on a terminal that something takes its time."""
    screen = errors()
    return screen.status(Text(words)) if screen.is_terminal else nullcontext()


def print_json(data: Any) -> None:
    """Print JSON as it is, without colours or wrapping, also into a file."""
    console().print(json.dumps(data, ensure_ascii=False, indent=1), markup=False, soft_wrap=True)


def show_findings(report: Report, findings: Findings) -> None:
    """Print what was looked at, all open findings in their order, what a person dismissed, and what was not read."""
    screen = console()
    screen.print(_heading(report))
    screen.print(Wrapped(_read_counts(report), "dim"))
    screen.print(Wrapped(_check_counts(findings), "dim"))
    screen.print(Wrapped(_finding_counts(findings)))
    for finding in findings.findings:
        screen.print()
        _show_finding(screen, report, finding)
    _show_dismissed(screen, findings)
    _show_problems(screen, report)


def show_record(report: Report, written: Path) -> None:
    """Print how much of a report was read, and where the record is."""
    screen = errors()
    values = sum(1 for _ in fields.figures(report))
    coverage = f"，表内与正文数字的 {report.coverage.ratio:.1%} 进了记录" if report.coverage else ""
    screen.print(Wrapped(f"读出 {values} 个数{coverage}；写在 {written}"))
    if report.run and report.run.model:
        screen.print(Wrapped(asked_words(report.run), "dim"))
    _show_problems(screen, report)


def asked_words(run: Run) -> str:
    """Return what a model was asked and what that cost, in one sentence."""
    cost = f"，费用 {run.cost:.4f}" if run.cost is not None else ""
    kept = f"，{run.cached} 个回答取自缓存" if run.cached else ""
    return f"模型 {run.model}：问了 {run.asked} 次{kept}，{run.tokens} 个词元{cost}"


def show_draft(report: Report, draft: Draft, written: Path) -> None:
    """Print where the draft is, and what a person has to look at before it goes out."""
    screen = errors()
    numbers = sum(len(passage.citations) for passage in draft.passages)
    screen.print(
        Wrapped(f"《{draft.title}》写在 {written}；{len(draft.passages)} 段，{numbers} 处数字、日期和名称都查得到来处")
    )
    for note in draft.notes:
        screen.print(_labelled("说明", note))
    _show_problems(screen, report)


def show_items(items: Iterable[Item]) -> None:
    """Print what works, what is missing, and the remedy."""
    screen = console()
    for item in items:
        word, style = ("可用", "green") if item.works else ("缺", "bold red" if item.needed else "yellow")
        screen.print(Text.assemble((word, style), " " * (6 - cell_len(word)), (item.name, "bold"), "  "), end="")
        screen.print(Wrapped(item.state))
        if item.remedy:
            screen.print(_labelled("办法", item.remedy))


def _heading(report: Report) -> Text:
    unit = fields.get(report, "profile.unit_name") or fields.get(report, "projects[0].name")
    year = fields.get(report, "profile.fiscal_year") or fields.get(report, "projects[0].fiscal_year")
    names = [unit.text if unit else report.source.file, f"{year.value}年度" if year else ""]
    return Text("  ".join(filter(None, names)), style="bold")


def _read_counts(report: Report) -> str:
    """Return how many figures were read, and of how many the arithmetic is sure."""
    statuses = Counter(figure.status for _, figure in fields.figures(report))
    parts = [f"{name} {statuses[status]}" for status, (name, _) in STATUSES.items() if statuses[status]]
    left = f"；另有 {len(report.unread)} 个没有字段收下" if report.unread else ""
    return f"读出 {statuses.total()} 个数：{' · '.join(parts)}{left}" if parts else "没有读出任何数"


def _check_counts(findings: Findings) -> str:
    """Return how many outcomes there are of each kind: what was not checked is not silent."""
    counts = Counter(outcome.status for outcome in findings.outcomes)
    parts = [f"{name} {counts[status]}" for status, (name, _) in OUTCOMES.items() if counts[status]]
    return f"核对 {len(findings.outcomes)} 项：{' · '.join(parts)}" if parts else "没有可核对的内容"


def _finding_counts(findings: Findings) -> str:
    """Return how many findings stand, by severity, and how many a person dismissed."""
    counts = Counter(severity_of(finding)[0] for finding in findings.findings)
    parts = [f"{word} {counts[word]}" for word, _ in SEVERITIES.values() if counts[word]]
    parts += [f"已核（不是问题） {len(findings.dismissed)}"] if findings.dismissed else []
    return f"发现 {len(findings.findings)} 条：{' · '.join(parts)}" if parts else "没有发现问题"


def _show_finding(screen: Console, report: Report, finding: Finding) -> None:
    root = finding.root
    word, _ = severity_of(finding)
    screen.print(
        Text.assemble((word, STYLES[root.severity]), "  ", (f"{root.check} {_TITLES.get(root.check, '')}", "bold"))
    )
    screen.print(_inset(root.message))
    if root.computation:
        screen.print(_labelled("算式", root.computation))
    for side in root.sides[:_SIDES]:
        screen.print(_labelled("原文", _side(report, side)))
    if len(root.sides) > _SIDES:
        screen.print(_labelled("原文", f"另有 {len(root.sides) - _SIDES} 处，见审核表 review.xlsx 或 --json"))
    if root.repair and root.repair.message:
        screen.print(_labelled("建议", root.repair.message.removeprefix("建议核对：")))
    for outcome in finding.explains:
        screen.print(_labelled("牵连", _short(outcome)))
    if finding.review:
        screen.print(_labelled("处理", _decided(finding.review)))


def _show_dismissed(screen: Console, findings: Findings) -> None:
    """Print what a person found to be no problem, one line each."""
    if findings.dismissed:
        screen.print()
        screen.print(Text(f"已核（不是问题） {len(findings.dismissed)} 条", style="green"))
    for finding in findings.dismissed:
        screen.print(_inset(_short(finding.root)))
        if finding.review:
            screen.print(_labelled("处理", _decided(finding.review)))


def _decided(review: Review) -> str:
    """Return 待核实，王敏 2026-11-21：等单位补材料."""
    reason = f"：{review.reason}" if review.reason else ""
    return f"{DECIDED[review.decision]}，{signed(review)}{reason}"


def _side(report: Report, side: Side) -> str:
    at = f"（{place(side.at)}）" if side.at else ""
    return f"{said(report, side.path, side.text)}{at}"


def _short(outcome: Outcome) -> str:
    return f"{outcome.check} {outcome.message.rstrip('。')}"


def _show_problems(screen: Console, report: Report) -> None:
    """Print what could not be read, and remarks that cost nothing."""
    if report.problems:
        screen.print()
        screen.print(Text("没有读到的", style="yellow"))
    for problem in report.problems:
        screen.print(_inset(problem))
    for note in report.notes:
        screen.print(_labelled("附注", note))


def _inset(text: str) -> Padding:
    return Padding(Wrapped(text), (0, 0, 0, 2), expand=False)


def _labelled(label: str, text: str) -> Padding:
    return Padding(Wrapped(f"{label}  {text}", "dim", indent=6), (0, 0, 0, 2), expand=False)


def show_accepted(made: Accepted) -> None:
    """Print what was taken over from a review sheet, what still stands, and where the new record is."""
    screen = console()
    if made.result is None:
        screen.print(Wrapped("审核表里没有新的处理，什么都没有写"))
        return
    screen.print(Text(f"收下 {len(made.told)} 处", style="bold"))
    for sentence in made.told:
        screen.print(_inset(sentence))
    screen.print()
    screen.print(Wrapped(_finding_counts(made.result.findings)))
    screen.print(Wrapped(f"新的记录、审核表和综述在 {made.folder}；原来的没有动", "bold"))
