"""Weights and total scores of one form: what the indicators, their groups and 执行率 add up to."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from extractor.arithmetic.facts import CONSTANT, Facts
from extractor.arithmetic.identity import HOLDS, Identity, status
from extractor.arithmetic.parts import Part, full_score, leaf_paths
from extractor.records.report import Indicator

USUAL_WEIGHT = f"{CONSTANT}10"
"""执行率 counts 10 of 100 points in the national frame (财预〔2020〕10号)."""

_LARGEST_WEIGHT = 30


class ExecutionWeight(NamedTuple):
    """How many points 执行率 counts: a printed cell or a constant, and whether the paper fixes it.

    `path` is None when nothing printed says it: a form that does not print the weight may have set any.
    """

    path: str | None
    printed: bool = False


def execution_weight(part: Part, known: Facts) -> ExecutionWeight:
    """Return the weight of 执行率: as printed, else what its rate and score or the other weights leave no doubt of."""
    cell = part.cell("total", "weight")
    if cell is not None and cell in known:
        return ExecutionWeight(cell, printed=True)
    left = _left_for_execution(part, known)
    candidates = dict.fromkeys(path for path in (left, USUAL_WEIGHT) if path is not None)
    implied = next((path for path in candidates if _gives_the_score(part, known, path)), None)
    return ExecutionWeight(implied or (left if left == USUAL_WEIGHT else None))


def weight_sums(part: Part, known: Facts) -> Iterator[Identity]:
    """Yield Σ分值 = 100 with 执行率 counted once, 产出指标(50分) = Σ of its indicators, and Σ of the levels = 100."""
    if any(path in known for path in leaf_paths(part, "weight")):
        yield _all_weights(part, known)
    groups = level_groups(part)
    for head, members in groups:
        terms = tuple(f"{part.prefix}indicators[{index}].weight" for index in members)
        yield Identity("B02", "sum", f"{part.prefix}indicators[{head}].level1_weight", terms)
    yield from _all_levels(part, known, [head for head, _ in groups])


def level_groups(part: Part) -> list[tuple[int, list[int]]]:
    """Return the rows of each bracketed level with the row that its weight is read from.

    Rows of one name and one weight belong together wherever they stand; a row without weight belongs to what stands
    above it. Names are lost when a merged column is: then only rows in one run are of one level.
    """
    groups: dict[tuple[str, Decimal | None], list[int]] = {}
    latest: dict[str, tuple[str, Decimal | None]] = {}
    for index, level, row in _levels(part):
        weight = row.level1_weight.value if row.level1_weight is not None else None
        key = (level, weight) if weight is not None else latest.get(level, (level, None))
        unweighted = groups.pop((level, None), []) if weight is not None else []
        groups.setdefault(key, []).extend([*unweighted, index])
        latest[level] = key
    rows = part.form.indicators
    printed = [[index for index in members if rows[index].level1_weight is not None] for members in groups.values()]
    return [(heads[0], members) for heads, members in zip(printed, groups.values(), strict=True) if heads]


def score_total(part: Part, known: Facts) -> Iterator[Identity]:
    """Yield 总分 = Σ得分 + 执行率得分."""
    result = f"{part.prefix}score.total"
    leaves = leaf_paths(part, "score")
    if result not in known or not any(path in known for path in leaves):
        return
    own = part.cell("total", "score")
    if not counts_execution(part, known):
        yield Identity("B05", "sum", result, leaves, optional=(own,) if own else ())
    elif own:
        yield Identity("B05", "sum", result, (*leaves, own))
    else:
        yield Identity("B05", "sum", result, leaves, binding=_leaves_all(part, known))


def counts_execution(part: Part, known: Facts) -> bool:
    """Whether the score of 执行率 is added to those of the indicators: not when their weights alone make the total.

    Unless the levels leave room for it: then a weight below them is wrong.
    """
    return not _leaves_all(part, known) or _levels_leave_room(part, known)


def _all_weights(part: Part, known: Facts) -> Identity:
    """Return Σ分值 = 100; where 执行率 has a score and no weight that is sure, the sum lacks a term."""
    full, _ = full_score(part, known)
    leaves = leaf_paths(part, "weight")
    own, scored = part.cell("total", "weight"), part.cell("total", "score") in known
    weight = execution_weight(part, known)
    if counts_execution(part, known) and own is not None and (weight.printed or scored):
        return Identity("B01", "sum", full, (*leaves, weight.path or own))
    more = weight.path or (USUAL_WEIGHT if own is not None else None)
    return Identity("B01", "sum", full, leaves, optional=(more,) if more else ())


def _all_levels(part: Part, known: Facts, heads: list[int]) -> Iterator[Identity]:
    """Yield Σ of the levels and 执行率 = 100, where each level has one weight; it proves, the other sums accuse."""
    rows = part.form.indicators
    names = {row.level1.text for index in heads if (row := rows[index]).level1 is not None}
    execution = execution_weight(part, known).path if counts_execution(part, known) else ""
    if len(names) == len(heads) > 1 and execution is not None and all(row.level1_weight for row in rows):
        levels = tuple(f"{part.prefix}indicators[{head}].level1_weight" for head in heads)
        terms = (*levels, execution) if execution else levels
        yield Identity("B02", "sum", full_score(part, known)[0], terms, binding=False)


def _left_for_execution(part: Part, known: Facts) -> str | None:
    """Return what the indicators leave of the full score, when every one of them has a weight."""
    weights = [known.get(path) for path in leaf_paths(part, "weight")]
    present = [weight.value for weight in weights if weight is not None]
    left = full_score(part, known)[1] - sum(present)
    complete = present and len(present) == len(weights) and 0 < left <= _LARGEST_WEIGHT
    return f"{CONSTANT}{format(left.normalize(), 'f')}" if complete else None


def _gives_the_score(part: Part, known: Facts, weight: str) -> bool:
    score = part.cell("total", "score")
    if score is None or score not in known or not known[score].value:
        return False
    row = score.removesuffix("score")
    terms = (weight, f"{row}rate", f"{row}executed", f"{row}adjusted")
    return status(Identity("A02", "product", score, terms), known.get) in HOLDS


def _levels(part: Part) -> Iterator[tuple[int, str, Indicator]]:
    """Yield the rows with the name of their level; nameless runs that other rows part have names of their own."""
    run = 0
    for index, row in enumerate(part.form.indicators):
        run += row.level1 is not None
        yield index, row.level1.text if row.level1 is not None else f"\n{run}", row


def _levels_leave_room(part: Part, known: Facts) -> bool:
    """Whether the brackets of the levels make the full score with a printed weight of 执行率."""
    own = known.get(part.cell("total", "weight") or "")
    heads = [known.get(f"{part.prefix}indicators[{head}].level1_weight") for head, _ in level_groups(part)]
    levels = [level.value for level in heads if level is not None]
    return own is not None and bool(levels) and sum(levels) + own.value == full_score(part, known)[1]


def _leaves_all(part: Part, known: Facts) -> bool:
    weights = [known[path].value for path in leaf_paths(part, "weight") if path in known]
    return sum(weights, Decimal(0)) == full_score(part, known)[1]
