"""项目支出绩效自评表: one sheet a project, by the preset of a province."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from extractor.eval.content import Block, Paragraph
from extractor.eval.generator.dice import Dice
from extractor.eval.generator.facts import Facts, Project
from extractor.eval.generator.grid import Grid
from extractor.eval.generator.paper import Style, Tree, plain, text
from extractor.eval.generator.tables import aims, frame, money
from extractor.eval.generator.words import word

_STANDARD = (
    ("initial", "adjusted", "executed", "weight", "rate", "score"),
    ("initial", "adjusted", "executed", "weight", "rate", "score"),
    ("initial", "adjusted", "executed", "rate", "weight", "score"),
    ("initial", "adjusted", "executed", "weight", "rate", "score", "reason"),
)
_PLAIN_AIMS = (
    ("level1", "level2", "level3", "target", "actual", "weight", "score", "deviation"),
    ("level1", "level2", "level3", "target", "actual", "weight", "score", "deviation"),
    ("level1", "level2", "level3", "weight", "target", "actual", "score", "deviation"),
    ("level1", "level2", "level3", "target", "weight", "actual", "score", "deviation"),
    ("level1", "level2", "level3", "target", "actual", "completion", "weight", "score", "deviation"),
    ("level1", "level2", "level3", "target", "actual", "weight", "score", "review", "deviation"),
    ("level1", "level2", "level3", "criteria", "target", "actual", "weight", "score", "deviation"),
    ("level1", "level1_weight", "level2", "level3", "target", "actual", "weight", "score", "deviation"),
    ("level1", "level2", "level3", "target", "actual", "weight", "score", "deviation", "evidence"),
    ("level1", "level2", "level3", "target", "actual", "weight", "score", "deviation", "blank"),
)
_SPLIT_AIMS = (
    ("level1", "level2", "level3", "nature", "target", "unit", "actual", "weight", "score", "deviation"),
    ("level1", "level2", "level3", "nature", "target", "unit", "actual", "weight", "score", "deviation"),
    ("level1", "level2", "level3", "nature", "target", "unit", "weight", "actual", "score", "deviation"),
    ("level1", "level2", "level3", "nature", "target", "actual", "unit", "weight", "score", "deviation"),
    ("level1", "level2", "level3", "weight", "nature", "target", "unit", "actual", "score", "deviation"),
)
_BRACKETS = ("", "", "（{}分）", "⏎（{}分）", "⏎({}分)", "（{}）", "({}分)")
_SIGNS = (
    {"words": "定性"},
    {"≥": ">=", "≤": "<=", "=": "=", "words": "定性"},
    {"≥": "≥", "≤": "≤", "=": "＝", "words": "定性"},
)


@dataclass(frozen=True)
class Preset:
    """What the forms of one province share; the rest is left to chance.

    `sources` are codes with their key in `[rows]` of the words; `before` stands before the second and third row.
    """

    sources: tuple[tuple[str, str], ...]
    money: tuple[tuple[str, ...], ...] = _STANDARD
    aims: tuple[tuple[str, ...], ...] = _PLAIN_AIMS
    spellings: tuple[str, ...] = ("glued", "glued", "words", "bare", "behind")
    goals_first: float = 0.1
    tail: str = "total"
    frame: str = "national"
    texts: tuple[str, ...] = ()

    @property
    def items(self) -> tuple[str, ...]:
        """The codes of the sources."""
        return tuple(item for item, _ in self.sources)


FISCAL = (("fiscal", "fiscal"), ("carryover", "carryover"), ("other", "other"))

PRESETS = {
    "anhui": Preset(FISCAL),
    "hunan": Preset(FISCAL),
    "yunnan": Preset(FISCAL, aims=_SPLIT_AIMS, spellings=("split",), tail="line"),
    "sichuan": Preset(
        (("fiscal", "fiscal"), ("special_account", "special_account"), ("own_funds", "own_funds")),
        money=(("initial", "adjusted", "executed", "rate", "weight", "score", "reason"),),
        aims=_SPLIT_AIMS,
        spellings=("split",),
        goals_first=0.9,
        frame="cost",
        texts=("评价结论", "存在问题", "改进措施"),
    ),
    "shanxi": Preset(
        (("central", "central"), ("provincial", "provincial"), ("local", "local"), ("other", "other")),
        frame="cost",
    ),
    "ningxia": Preset(
        (("central", "central"), ("provincial", "autonomous"), ("local", "local"), ("other", "other")),
        aims=(*_PLAIN_AIMS, *_SPLIT_AIMS),
        spellings=("glued", "words"),
    ),
}


@dataclass(frozen=True)
class Look:
    """What one office chose for all its project forms; `titles` and `foot` are rows of the sheet itself."""

    preset: Preset
    style: Style
    money: money.MoneyLayout
    aims: aims.AimLayout
    unit_at: str
    apart: bool
    labels: dict[str, str]
    goals_first: bool
    titles: tuple[str, ...] = ()
    foot: str = ""


def look(dice: Dice, preset: Preset, style: Style) -> Look:
    """Return the choices of one office within a preset."""
    columns = dice.pick(preset.money)
    unit_at = "" if style.in_cells else dice.pick(("group", "group", "caption", "head", "label", "corner"))
    heads = money.heads(dice, columns, style.unit if unit_at == "head" else "")
    group = word(dice, "rows", "money_total") + (f"（{style.unit}）" if unit_at == "group" else "")
    everywhere = frozenset({"rate"}) if dice.chance(0.35) else frozenset()
    return Look(
        preset=preset,
        style=replace(style, percent=style.percent if "%" not in heads["rate"] else dice.chance(0.2)),
        money=money.MoneyLayout(
            columns=columns,
            heads=heads,
            group=group,
            corner=f"单位：{style.unit}" if unit_at == "corner" else dice.pick(("", "", "资金来源")),
            everywhere=everywhere,
            blank=dice.pick(("", "", "", "—", "/")),
        ),
        aims=aim_layout(dice, preset),
        unit_at=unit_at,
        apart=dice.chance(0.12),
        labels={key: word(dice, "rows", key) for _, key in (("total", "total"), *preset.sources)},
        goals_first=dice.chance(preset.goals_first),
    )


def aim_layout(dice: Dice, preset: Preset) -> aims.AimLayout:
    """Return the choices for the table of indicators."""
    columns = dice.pick(preset.aims)
    merged = dice.pick(("merge", "merge", "merge", "merge", "repeat", "blank"))
    return aims.AimLayout(
        columns=columns,
        heads=aims.heads(dice, columns),
        group=word(dice, "indicators", "group") if dice.chance(0.7) else "",
        spelling="split" if "nature" in columns else dice.pick(preset.spellings),
        bracket="" if "level1_weight" in columns else dice.pick(_BRACKETS),
        merged=merged,
        subtotals=word(dice, "rows", "subtotal") if dice.chance(0.1) else "",
        empty_kinds=dice.chance(0.2),
        over=dice.pick(("评价指标", "绩效指标")) if dice.chance(0.1) else "",
        wide=dice.chance(0.1),
        total=word(dice, "rows", "score_total"),
        signs=dice.pick(_SIGNS),
        names=aims.level_names(dice),
    )


def draw_project(dice: Dice, facts: Facts, project: Project, look: Look) -> tuple[list[Block], Tree]:
    """Return the sheet, or two, of one project with the caption above, and what they say."""
    hand = (look.style, facts.habit)
    grid = Grid(max(look.money.width, look.aims.width, 7))
    for title in look.titles:
        grid.row((title, grid.width))
    tree = frame.draw_project_head(grid, dice, project)
    draw_extra(grid, dice, look)
    if look.goals_first:
        tree["goals"] = frame.draw_goals(grid, dice, project.assessment)
    tree["budget"] = {"rows": money.draw_money(grid, look.money, rows(dice, project, look), hand)}
    if not look.goals_first:
        tree["goals"] = frame.draw_goals(grid, dice, project.assessment)
    lower = Grid(look.aims.width) if look.apart else grid
    tree["indicators"] = aims.draw_aims(lower, look.aims, project.assessment.levels, hand)
    tree["score"] = draw_tail(lower, project, look)
    if look.preset.texts and not look.apart:
        frame.texts_in(lower, remarks(dice, facts, project, look.preset.texts))
    if look.foot:
        lower.row((look.foot, lower.width))
    caption = [Paragraph(f"单位：{look.style.unit}", "right")] if look.unit_at == "caption" else []
    return [*caption, grid.sheet(), *([lower.sheet()] if look.apart else [])], tree


def rows(dice: Dice, project: Project, look: Look) -> list[money.MoneyRow]:
    """Return the total and the sources of a project."""
    grade = project.assessment
    late, reason = project.flow.executed < project.flow.adjusted, word(dice, "reasons", "money")
    unit = f"（{look.style.unit}）" if look.unit_at == "label" else ""
    total = money.MoneyRow(
        "total", "", look.labels["total"] + unit, project.flow, grade.execution_weight, grade.execution_score,
        reason if late else "",
    )  # fmt: skip
    empty = dice.chance(0.3)
    return [total] + [
        money.MoneyRow(
            item, "其中：" if at == 0 else "", look.labels[key], project.source(item),
            empty=empty and not project.source(item).adjusted,
        )
        for at, (item, key) in enumerate(look.preset.sources)
    ]  # fmt: skip


def draw_extra(grid: Grid, dice: Dice, look: Look) -> None:
    """Draw, sometimes, a row that belongs to no field."""
    if dice.chance(0.2):
        frame.draw_pairs(grid, ("项目负责人", dice.pick(("龚策", "卞海波", "冉念"))), ("起止时间", "1月—12月"))
    if look.preset is PRESETS["sichuan"] and dice.chance(0.6):
        frame.draw_pairs(grid, ("项目实施内容", "按年初计划组织实施，建立台账，定期调度。"))


def draw_tail(grid: Grid, project: Project, look: Look) -> Tree:
    """Draw the total: a row under the columns, or a row of its own with full marks, score and grade."""
    if look.preset.tail == "total" or grid.width < 7:  # noqa: PLR2004 - seven cells
        return aims.draw_total(grid, look.aims, project.assessment, look.style)
    weight, total = look.style.points(project.assessment.weight), look.style.points(project.assessment.score)
    grade = project.assessment.grade
    grid.row(("其他需要说明的事项", 2), ("无", grid.width - 2))
    cells = ["总分值", weight.text, "总得分", total.text, "自评等级", grade]
    grid.row((look.aims.total, grid.width - len(cells)), *((cell, 1) for cell in cells))
    return {"weight": weight, "total": total, "grade": text(grade)}


def remarks(dice: Dice, facts: Facts, project: Project, labels: tuple[str, ...]) -> list[tuple[str, str]]:
    """Return the long texts below a form: they repeat the score and tell problems and measures."""
    score: Decimal = project.assessment.score
    words = {
        "评价结论": f"项目管理规范，自评得分{plain(score)}分，等级为{project.assessment.grade}。",
        "存在问题": "；".join(dice.some(facts.problems, 1, 2)) + "。",
        "改进措施": "；".join(dice.some(facts.measures, 1, 2)) + "。",
    }
    return [(label, words[label]) for label in labels]
