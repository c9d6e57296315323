"""What a repair says to a reviewer, in words that can stand in a 复核意见."""

from __future__ import annotations

from extractor.arithmetic.repair import Proposal
from extractor.records.paths import title
from extractor.validation.rule import Case
from extractor.validation.words import name

_PAIR = 2


def suggestion(case: Case, proposal: Proposal) -> str:
    """Return a repair as one sentence; a figure that was read with doubt is to be held against the paper first."""
    text = _repair(case, proposal)
    return f"疑为识读错误，请对照原件：{text}" if proposal.repair.likely == "misread" else text


def _repair(case: Case, proposal: Proposal) -> str:
    repair = proposal.repair
    if repair.kind == "unit" and not proposal.alternatives:
        unit = repair.changes[0]
        where = f"{title(unit.path)}一列" if ".rows." in unit.path else "表内"
        return f"{where}金额单位“{unit.old}”应为“{unit.new}”，改后与他处一致"
    if repair.kind == "shift" and len(proposal.alternatives) == 1:
        return _shifted(proposal)
    names = {change.path: name(case.report, change.path) for change in repair.changes}
    if repair.kind == "label":
        return "；".join(f"{names[one.path]}疑为“{one.new}”，不是“{one.old}”" for one in repair.changes)
    if repair.kind == "swap" and repair.verdict == "unique":
        return f"{'、'.join(f'{names[one.path]} {one.old}' for one in repair.changes)}疑似互相填错了位置"
    return _figures(proposal, names)


def _figures(proposal: Proposal, names: dict[str, str]) -> str:
    """Say what the figures may be: one way, several of which one is right, or one that cannot be told to the end."""
    texts = [
        "、".join(f"{names[one.path]} {one.old} 改为 {one.new}" for one in changes) for changes in proposal.alternatives
    ]
    if proposal.repair.verdict == "unique":
        return f"建议核对：{'，'.join(texts)}，改后各式成立"
    if len(texts) == 1:
        return f"疑有误，可能是{texts[0]}，尚不能断定"
    return f"{'，或'.join(texts)}，{'二' if len(texts) == _PAIR else '几'}者必有一误"


def _shifted(proposal: Proposal) -> str:
    """Say that a row's figures stand one cell off, or the figures of a table some rows off their labels."""
    rows = {path.rpartition(".")[0] for path in proposal.paths}
    doubt = "" if proposal.repair.verdict == "unique" else "，尚不能断定"
    what = "这一行的金额疑似错开一格" if len(rows) == 1 else "表中数字与行标签疑似错行"
    return f"{what}，移回后各式成立{doubt}"
