"""The table of indicators: columns in any order, levels merged or not, targets in several spellings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from extractor.eval.generator.dice import Dice
from extractor.eval.generator.facts import HUNDRED, Assessment, Habit, Indicator, Level
from extractor.eval.generator.grid import UP, Grid
from extractor.eval.generator.paper import Mark, Style, Tree, plain, text, wrapped
from extractor.eval.generator.words import word, words

_UPPER = ("level1", "level2", "level3")
_LABELLED = ("level2", "level3", "target", "actual", "unit", "weight", "completion", "score", "deviation")


@dataclass(frozen=True)
class AimLayout:
    """How such a table looks.

    `spelling` of targets: glued (≥18公里), words (不少于18公里), bare (18公里), split (sign, number and unit apart),
    signed (≥18 with the unit apart). `levels` and `kinds` are the words of the form for them; `bracket` prints the
    points of a level 1 behind its name, in full-width digits if `wide`; `merged`: merge, repeat or blank; `over` is a
    title above the heads of the levels, which then take two rows.
    """

    columns: tuple[str, ...]
    heads: dict[str, str]
    group: str = ""
    spelling: str = "glued"
    bracket: str = ""
    merged: str = "merge"
    subtotals: str = ""
    empty_kinds: bool = False
    total: str = "总分"
    over: str = ""
    wide: bool = False
    signs: dict[str, str] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)

    @property
    def width(self) -> int:
        """The columns that it needs."""
        return len(self.columns) + bool(self.group)

    def name(self, key: str) -> str:
        """Return the word of the form for a level or a kind of indicator."""
        return self.names.get(key, key)


def heads(dice: Dice, columns: Sequence[str]) -> dict[str, str]:
    """Return words for the columns, sometimes broken into lines."""
    chance = dice.pick((0.0, 0.0, 0.6))
    return {name: wrapped(dice, word(dice, "indicators", name), chance) for name in columns}


def level_names(dice: Dice) -> dict[str, str]:
    """Return words for the usual levels and kinds."""
    chance = dice.pick((0.0, 0.0, 0.5))
    names = {key: word(dice, section, key) for section in ("levels", "kinds") for key in words(section)}
    return {key: wrapped(dice, name, chance) for key, name in names.items()}


def draw_aims(grid: Grid, layout: AimLayout, levels: Sequence[Level], hand: tuple[Style, Habit]) -> list[Tree]:
    """Draw head and rows; return the indicators of the record."""
    _heads(grid, layout)
    trees = []
    for level in levels:
        for branch_at, (kind, indicators) in enumerate(_branches(layout, level)):
            for at, one in enumerate(indicators):
                marks = _marks(layout, one, hand) if one else {}
                upper = _upper(layout, level, (kind, branch_at, at), bare=one is None)
                _row(grid, layout, [upper.get(name) or _text(marks, name) for name in layout.columns], _up(layout))
                if one:
                    trees.append(_tree(layout, level, kind, marks))
        if layout.subtotals:
            _subtotal(grid, layout, level, hand[0])
    return trees


def draw_total(grid: Grid, layout: AimLayout, assessment: Assessment, style: Style) -> Tree:
    """Draw the row of the total; return the score of the record."""
    at = layout.columns.index("weight" if "weight" in layout.columns else "score")
    total, weight = style.points(assessment.score), style.points(assessment.weight)
    rest = [{"weight": weight.text, "score": total.text}.get(name, "") for name in layout.columns[at:]]
    grid.row((layout.total, grid.width - len(rest)), *((cell, 1) for cell in rest))
    return {"total": total, **({"weight": weight} if "weight" in layout.columns else {})}


def _branches(layout: AimLayout, level: Level) -> Iterator[tuple[str, list[Indicator | None]]]:
    """Yield each kind with its indicators; forms list also the kinds for which there is none."""
    printed = {branch.name: list(branch.indicators) for branch in level.branches}
    kinds = list(printed)
    if layout.empty_kinds and level.name == "benefit":
        kinds = ["economic", "social", "ecological", "lasting"]
    for kind in kinds:
        yield kind, list(printed.get(kind, [])) or [None]


def _heads(grid: Grid, layout: AimLayout) -> None:
    """Draw the head: one row, or two with a title over the levels."""
    heads, levels = [layout.heads[name] for name in layout.columns], len(_UPPER)
    if not layout.over or layout.columns[:levels] != _UPPER:
        _row(grid, layout, heads, layout.group)
        return
    first = ((layout.group, 1),) if layout.group else ()
    across = levels + grid.width - layout.width
    grid.row(*first, (layout.over, across), *((head, 1) for head in heads[levels:]))
    _row(grid, layout, [*heads[:levels], *[UP] * (len(heads) - levels)], _up(layout))


def _row(grid: Grid, layout: AimLayout, texts: Sequence[str], group: str) -> None:
    first = ((group, 1),) if layout.group else ()
    grid.spread(texts, layout.columns.index("level3"), first)


def _up(layout: AimLayout) -> str:
    return UP if layout.group else ""


def _upper(layout: AimLayout, level: Level, at: tuple[str, int, int], *, bare: bool) -> dict[str, str]:
    """Return the cells of the two upper levels, as merged as the form has them."""
    kind, branch, row = at
    names = {"level1": _level1(layout, level).text, "level2": layout.name(kind)}
    again = {"merge": UP, "blank": "", "repeat": None}[layout.merged]
    cells = {
        "level1": names["level1"] if branch == row == 0 or again is None else again,
        "level1_weight": plain(level.weight) if branch == row == 0 or again is None else again,
        "level2": names["level2"] if row == 0 or again is None else again,
    }
    return {key: value or "\u3000" for key, value in cells.items()} | ({"level3": "无"} if bare else {})


def _level1(layout: AimLayout, level: Level) -> Mark:
    name, points = layout.name(level.name), Style(wide=layout.wide).count(int(level.weight), "").text
    return Mark(f"{name}{layout.bracket.format(points)}" if layout.bracket else name, name.replace("⏎", ""))


def _text(marks: dict[str, Mark], name: str) -> str:
    return marks[name].text if name in marks else ""


def _tree(layout: AimLayout, level: Level, kind: str, marks: dict[str, Mark]) -> Tree:
    upper: Tree = {"level1": _level1(layout, level)}
    if layout.bracket or "level1_weight" in layout.columns:
        upper["level1_weight"] = Mark(plain(level.weight), f"{plain(level.weight)}分", level.weight)
    if "level2" in layout.columns:
        upper["level2"] = text(layout.name(kind), layout.name(kind).replace("⏎", ""))
    return upper | {name: marks[name] for name in _LABELLED if name in marks and name in layout.columns}


def _marks(layout: AimLayout, one: Indicator, hand: tuple[Style, Habit]) -> dict[str, Mark]:
    style, habit = hand
    marks = {"level3": text(one.name), "weight": style.points(one.weight), "score": style.points(one.score)}
    marks["completion"] = style.rate(_completion(one, habit))
    if one.reason:
        marks["deviation"] = text(one.reason)
    if "criteria" in layout.columns:
        marks["criteria"] = text("按完成比例计分" if one.words is None else "按等级计分")
    if "evidence" in layout.columns:
        marks["evidence"] = text("工作台账")
    return marks | (_spelt(layout, one, style) if one.words is None else _worded(layout, one))


def _worded(layout: AimLayout, one: Indicator) -> dict[str, Mark]:
    target, actual = one.words or ("", "")
    return {"target": text(target), "actual": text(actual), "nature": text(layout.signs.get("words", ""))}


def _spelt(layout: AimLayout, one: Indicator, style: Style) -> dict[str, Mark]:
    sign, number, actual = (
        layout.signs.get(one.sense, one.sense),
        _number(style, one.target),
        _number(style, one.actual),
    )
    if layout.spelling == "split":
        target = Mark(number, f"{one.sense}{plain(one.target)}", one.target)
        return {"target": target, "actual": _bare(actual, one), "nature": text(sign), "unit": text(one.unit)}
    if layout.spelling == "signed":
        percent = "%" if one.unit == "%" else ""
        target = Mark(f"{sign}{number}{percent}", f"{one.sense}{plain(one.target)}{percent}", one.target)
        return {"target": target, "actual": _bare(actual, one), "unit": text(one.unit)}
    spelt = _SPELLINGS[layout.spelling](one, sign, number)
    return {
        "target": Mark(spelt, spelt.replace(",", ""), one.target),
        "actual": Mark(f"{actual}{one.unit}", f"{plain(one.actual)}{one.unit}", one.actual),
    }


def _glued(one: Indicator, sign: str, number: str) -> str:
    if one.sense == "=" or (one.target == 0 and one.sense == "≤"):
        return f"{number}{one.unit}"
    return f"{sign}{number}{one.unit}"


def _in_words(one: Indicator, sign: str, number: str) -> str:  # noqa: ARG001
    word_of = {"≥": "不低于" if one.unit in {"%", "‰"} else "不少于", "≤": "不超过", "=": ""}
    return f"{word_of[one.sense]}{number}{one.unit}"


def _unsigned(one: Indicator, sign: str, number: str) -> str:
    return f"{sign if one.sense == '≤' else ''}{number}{one.unit}"


def _behind(one: Indicator, sign: str, number: str) -> str:  # noqa: ARG001
    word_of = {"≥": "以上", "≤": "以内", "=": ""}
    return f"{number}{one.unit}{word_of[one.sense]}"


_SPELLINGS = {"glued": _glued, "words": _in_words, "bare": _unsigned, "behind": _behind}


def _bare(actual: str, one: Indicator) -> Mark:
    return Mark(actual, plain(one.actual), one.actual)


def _number(style: Style, value: Decimal) -> str:
    bare = plain(value)
    whole, point, rest = bare.partition(".")
    return f"{int(whole):,}{point}{rest}" if style.commas else bare


def _completion(one: Indicator, habit: Habit) -> Decimal:
    """Return the share of the target that was reached, at most 100 %."""
    step = Decimal(1).scaleb(-habit.rate_decimals)
    if one.score == one.weight or one.words is not None:
        return (one.score / one.weight * HUNDRED).quantize(step)
    share = 1 - (one.actual - one.target) / one.target if one.sense == "≤" else one.actual / one.target
    return (share * HUNDRED).quantize(step)


def _subtotal(grid: Grid, layout: AimLayout, level: Level, style: Style) -> None:
    """Draw 小计 below a level; it is no indicator."""
    sums = {
        "weight": style.points(level.weight).text,
        "score": style.points(sum((one.score for one in level.indicators), Decimal(0))).text,
    }
    above = UP if layout.merged == "merge" else "\u3000"
    cells = {"level1": above, "level1_weight": above, "level2": layout.subtotals, **sums}
    _row(grid, layout, [cells.get(name, "") for name in layout.columns], _up(layout))
