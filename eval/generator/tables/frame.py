"""The blocks around the figures: who and what above, goals between, signatures below."""

from __future__ import annotations

from collections.abc import Sequence

from extractor.eval.generator import names
from extractor.eval.generator.dice import Dice
from extractor.eval.generator.facts import Assessment, Project, Unit
from extractor.eval.generator.grid import UP, Grid
from extractor.eval.generator.paper import Mark, Tree, day, text
from extractor.eval.generator.words import word

_GAPS = ("    ", "        ", "　　", "  ")


def draw_pairs(grid: Grid, *pairs: tuple[str, str]) -> None:
    """Draw a row of labels with their values beside them; the last value takes what is left."""
    cells: list[tuple[str, int]] = []
    each = grid.width // len(pairs)
    label = 2 if each > 3 and len(pairs) == 1 else 1  # noqa: PLR2004 - room for a long label
    for index, (name, value) in enumerate(pairs):
        room = each if index < len(pairs) - 1 else grid.width - each * (len(pairs) - 1)
        cells += [(name, label), (value, room - label)]
    grid.row(*cells)


def draw_project_head(grid: Grid, dice: Dice, project: Project) -> Tree:
    """Draw name, department and implementing unit of a project, in one of the usual arrangements."""
    labels = {key: word(dice, "fields", key) for key in ("project", "department", "implementer")}
    draw_pairs(grid, (labels["project"], project.name))
    both = (labels["department"], project.department), (labels["implementer"], project.implementer)
    if dice.chance(0.8):
        draw_pairs(grid, *both)
    else:
        draw_pairs(grid, both[0])
        draw_pairs(grid, both[1])
    return {
        "name": text(project.name),
        "department": text(project.department),
        "implementing_unit": text(project.implementer),
    }


def draw_goals(grid: Grid, dice: Dice, assessment: Assessment) -> Tree:
    """Draw the goals of the year and what became of them."""
    heads = word(dice, "goals", "expected"), word(dice, "goals", "actual")
    texts = assessment.expected, assessment.reached
    group = word(dice, "goals", "group")
    if dice.chance(0.75):
        grid.halves(*heads, ((group, 1),))
        grid.halves(*texts, ((UP, 1),))
    else:
        for at, (head, words) in enumerate(zip(heads, texts, strict=True)):
            grid.row((UP if at else group, 1), (head, 1), (words, grid.width - 2))
    return {"expected": text(texts[0]), "actual": text(texts[1])}


def signature(dice: Dice, unit: Unit, *, head: bool = True) -> tuple[str, Tree]:
    """Return the line below a form and what it says."""
    parts: list[tuple[str, str, Mark]] = [
        ("preparer", word(dice, "fields", "preparer"), Mark(names.spaced(dice, unit.preparer), unit.preparer)),
        ("report_date", word(dice, "fields", "date"), day(dice, unit.reported)),
        ("phone", word(dice, "fields", "phone"), text(unit.phone)),
    ]
    parts = dice.shuffled(parts) if dice.chance(0.5) else parts
    if head and dice.chance(0.6):
        parts.append(("head", word(dice, "fields", "head"), Mark(names.spaced(dice, unit.head), unit.head)))
    colon = dice.pick(("：", "：", ":", "： "))
    line = dice.pick(_GAPS).join(f"{label}{colon}{mark.text}" for _, label, mark in parts)
    return line, {name: mark for name, _, mark in parts}


def notes(dice: Dice) -> list[str]:
    """Return the remarks that forms carry below; their figures belong to no field."""
    lines = (
        "注：1.其他资金包括单位自筹、社会捐助等。2.定量指标按完成比例计分，最高不超过该指标分值。",
        "说明：定性指标分三档：达成预期为100%-80%（含），部分达成为80%-60%（含），未达成为60%-0%。",
        "备注：一个项目填报一张表，得分保留两位小数。",
        "注：自评等级分为四档，90（含）-100分为优、80（含）-90分为良、60（含）-80分为中、60分以下为差。",
    )
    return dice.some(lines, 1, 2) if dice.chance(0.5) else []


def texts_in(grid: Grid, rows: Sequence[tuple[str, str]]) -> None:
    """Draw rows of a label and a long text."""
    for label, words in rows:
        grid.row((label, 1), (words, grid.width - 1))
