"""Family B: how a form is built and scored as a whole."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from extractor.arithmetic.compare import HUNDRED
from extractor.arithmetic.computation import fixed, plain
from extractor.arithmetic.parts import Part, full_score, leaf_paths, parts
from extractor.arithmetic.weights import execution_weight, level_groups
from extractor.validation.rubric import faults
from extractor.validation.rule import Case, Said, rule
from extractor.validation.words import amount, indicator_name, name

_NATIONAL = re.compile(r"(?:产出|效益|成本|(?:服务对象)?满意度?)(?:指标|目标)?(?:[(（].*[)）])?")


@rule("B03", "unusual-level-weights", "info", needs=("indicators[].level1", "indicators[].weight"))
def level_frame(case: Case) -> Iterator[Said]:
    """一级指标的分值与通行的框架不同。

    Why: 执行率 10、产出 50、效益 30、满意度 10 原则上统一设置，设成本指标的另有一套；可以调整，所以只作提示。
    Fires on: 产出 40 分、效益 40 分、满意度 10 分。
    Silent on: 产出 50 分、效益 30 分、满意度 10 分。
    Source: 财预〔2020〕10号、财预〔2021〕101号；各地的框架见检查的界限。
    """
    for part in parts(case.report):
        levels = _levels(case, part)
        if len(levels) > 1:
            given = sorted(levels.values(), reverse=True)
            known = [frame for frame in case.thresholds.frames if sorted(frame.weights, reverse=True) == given]
            texts = "、".join(f"{title} {plain(weight)} 分" for title, weight in levels.items())
            status, words = ("pass", "是通行的框架") if known else ("hint", "不是通行的框架，请核对当地的设置")
            yield Said(status, f"{part.prefix}indicators", f"一级指标分值：{texts}，{words}")  # type: ignore[arg-type]


@rule("B16", "scoring-bands-leave-gaps", "info", needs=("indicators[].target",))
def bands(case: Case) -> Iterator[Said]:
    """评分标准的各档之间有空档或重叠。

    Why: 按区间给分的标准要覆盖 0 到 100%，否则落在空档里的完成值没有分可给。
    Fires on: “100%得10分，≥90%得8分，≥80%得7分，≥70%得6分，60%以下得5分”。
    Silent on: “≥90%得10分，≥80%得8分，80%以下得5分”。
    Source: 自评抽查复核的常见问题：评分标准不闭合。
    """
    for part in parts(case.report):
        for index, row in enumerate(part.form.indicators):
            path = f"{part.prefix}indicators[{index}]"
            for field in ("target", "level3"):
                text = getattr(row, field)
                found = faults(text.text) if text is not None else None
                if found is None:
                    continue
                title = indicator_name(case.report, path)
                words = f"{title}的评分标准不闭合：{'、'.join(found)}"
                yield Said("hint" if found else "pass", f"{path}.{field}",
                           words if found else f"{title}的评分标准各档相接", paths=(f"{path}.{field}",))  # fmt: skip


@rule("B17", "score-ahead-of-spending", "warning", needs=("score.total", "budget.rows[].rate"))
def score_ahead(case: Case) -> Iterator[Said]:
    """得分率明显高于预算执行率。

    Why: 钱没有花出去，指标却几乎全部完成，得分可能虚高；(指标得分率 − 执行率) ÷ 指标得分率超过 5%、而执行率又低于 80%
    的提醒，两个界限都可调。
    Fires on: 执行率 61.5%，指标得 88 分（满分 90 分）。
    Silent on: 执行率 95.93%，指标得 83 分（满分 90 分）。
    Source: 预算管理一体化绩效模块自评预警：(S/90 − 执行率)/(S/90) > 5% 红色，执行率 < 80% 黄色。
    """
    for part in parts(case.report):
        rate, earned = _rate(case, part), _earned(case, part)
        if rate is None or earned is None or not earned[0]:
            continue
        points, full = earned
        share = points / full * HUNDRED
        ahead = (share - rate) / share * HUNDRED
        limits = case.thresholds
        wrong = ahead > limits.score_ahead_percent and rate < limits.sound_rate_percent
        total = f"{part.prefix}score.total"
        cells = tuple(path for path in (total, part.cell("total", "rate")) if path is not None and path in case.known)
        of = f"其中指标得 {plain(points)} 分（满分 {plain(full)} 分）"
        words = f"{name(case.report, total)} {amount(case.known, total)}，{of}"
        computation = f"({fixed(share, 2)}%-{fixed(rate, 2)}%)/{fixed(share, 2)}%={fixed(ahead, 2)}%"
        verdict = (
            f"预算执行率只有 {fixed(rate, 2)}%，得分可能偏高，请核对完成情况" if wrong else f"执行率 {fixed(rate, 2)}%"
        )
        yield Said("fail" if wrong else "pass", total, f"{words}，{verdict}", computation, cells)


@rule("B21", "everything-full-marks", "info", needs=("indicators[].score", "score.total"))
def full_marks(case: Case) -> Iterator[Said]:
    """全部指标满分，总分也是满分。

    Why: 每一条都得满分的自评少见，复核时优先抽查。
    Fires on: 10 条指标全部得满分，总分 100 分。
    Silent on: 一条指标扣 0.4 分。
    Source: 自评抽查复核的常见问题：全部项目自评 100 分。
    """
    full, scored = [], []
    for part in parts(case.report):
        leaves = [path for path in leaf_paths(part, "score") if path in case.known]
        total, (_, best) = case.known.get(f"{part.prefix}score.total"), full_score(part, case.known)
        if len(leaves) < case.thresholds.full_marks_rows or total is None:
            continue
        scored.append(part)
        if total.value == best and all(_is_full(case, path) for path in leaves):
            full.append(part)
    if full:
        names = "、".join(f"{name(case.report, f'{part.prefix}score.total')}（{_rows(part)} 条指标）" for part in full)
        yield Said("hint", f"{full[0].prefix}score.total", f"{names}全部是满分，复核时请优先抽查",
                   paths=tuple(f"{part.prefix}score.total" for part in full))  # fmt: skip
    elif scored:
        yield Said("pass", f"{scored[0].prefix}score.total", "没有每条指标都得满分的自评表")


def _levels(case: Case, part: Part) -> dict[str, Decimal]:
    """Return the weights of the first level, as its rows add up; nothing when one is missing or the names are local."""
    found: dict[str, Decimal] = {}
    for index, row in enumerate(part.form.indicators):
        weight = case.known.get(f"{part.prefix}indicators[{index}].weight")
        if row.level1 is None or weight is None:
            return {}
        title = "".join(row.level1.text.split())
        found[title] = found.get(title, Decimal(0)) + weight.value
    national = all(_NATIONAL.fullmatch(title) for title in found)
    complete = _is_complete(case, part, sum(found.values(), Decimal(0)))
    return found if national and complete and not _contradicts(case, part) else {}


def _is_complete(case: Case, part: Part, weights: Decimal) -> bool:
    """Whether the levels and 执行率 make the full score: an excerpt of a form has no frame."""
    weight, full = execution_weight(part, case.known).path, full_score(part, case.known)[1]
    counted = _points(case, weight) if weight is not None else Decimal(0)
    return full in {weights, weights + counted}


def _points(case: Case, path: str) -> Decimal:
    """Return the value of a printed weight or of a constant of the form."""
    return case.known[path].value if path in case.known else Decimal(path.lstrip("="))


def _contradicts(case: Case, part: Part) -> bool:
    """Whether a bracket says another weight than its rows: B02 reports that."""
    for head, members in level_groups(part):
        printed = case.known[f"{part.prefix}indicators[{head}].level1_weight"]
        cells = (case.known.get(f"{part.prefix}indicators[{index}].weight") for index in members)
        if sum(cell.value for cell in cells if cell is not None) != printed.value:
            return True
    return False


def _rate(case: Case, part: Part) -> Decimal | None:
    cells = [part.cell("total", column) or "" for column in ("executed", "adjusted")]
    if all(path in case.known for path in cells):
        executed, budget = (case.known[path].value for path in cells)
        return executed / budget * HUNDRED if budget > 0 else None
    printed = case.known.get(part.cell("total", "rate") or "")
    return printed.value if printed is not None else None


def _earned(case: Case, part: Part) -> tuple[Decimal, Decimal] | None:
    """Return the points of the indicators without 执行率, and what they could be; None where 执行率 has no score."""
    total, own = case.known.get(f"{part.prefix}score.total"), case.known.get(part.cell("total", "score") or "")
    weight = execution_weight(part, case.known).path
    if total is None or own is None or weight is None:
        return None
    full = full_score(part, case.known)[1] - _points(case, weight)
    return (total.value - own.value, full) if full > 0 else None


def _is_full(case: Case, path: str) -> bool:
    weight = case.known.get(path.removesuffix("score") + "weight")
    return weight is not None and case.known[path].value == weight.value


def _rows(part: Part) -> int:
    return len(part.form.indicators)
