"""Files of project forms: one project by province, or one unit with several."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from extractor.eval.content import Paragraph
from extractor.eval.generator.dice import Dice
from extractor.eval.generator.facts import Facts, Project
from extractor.eval.generator.forms import project as sheets
from extractor.eval.generator.forms.drawn import Drawn, Form, profile
from extractor.eval.generator.making import Wish, facts
from extractor.eval.generator.paper import Style, put, style, text, told_style
from extractor.eval.generator.story import Outline, numbering, projects_told
from extractor.eval.generator.tables import frame
from extractor.eval.generator.telling import Teller

_TITLES = (
    "项目支出绩效自评表",
    "项目支出绩效自评表",
    "项目绩效自评表",
    "预算项目支出绩效自评表",
    "财政支出项目绩效自评表",
)


def one_project(dice: Dice, told: Facts, province: str) -> Drawn:
    """Return the form of one project as a province has it."""
    preset = sheets.PRESETS[province]
    unit = "元" if province == "yunnan" or dice.chance(0.12) else "万元"
    drawn = Drawn()
    look = sheets.look(dice, preset, style(dice, unit))
    year, title = told.unit.year, dice.pick(_TITLES)
    if dice.chance(0.12):
        look = replace(look, titles=(title, f"（{year}年度）"))
    elif dice.chance(0.3):
        drawn.title(f"{told.unit.name}{year}年度{title}")
    else:
        drawn.title(title)
        drawn.add(Paragraph(dice.pick((f"（{year}年度）", f"({year}年度)"))))
    add_project(drawn, dice, (told, told.projects[0], look), 0)
    drawn.allow("projects[0].fiscal_year", None)
    return drawn


def add_project(drawn: Drawn, dice: Dice, what: tuple[Facts, Project, sheets.Look], index: int) -> None:
    """Print one project form with its remarks and signature below."""
    told, project, look = what
    line, signed = frame.signature(dice, told.unit) if dice.chance(0.8) else ("", {})
    inside = dice.chance(0.12)
    blocks, tree = sheets.draw_project(dice, told, project, replace(look, foot=line if inside else ""))
    drawn.add(*blocks)
    drawn.lines(frame.notes(dice))
    drawn.lines([line] if line and not inside else [])
    year = text(str(told.unit.year))
    put(drawn.tree, f"projects[{index}].fiscal_year", year)
    drawn.tree["projects"][index] |= tree | signed


def several_projects(dice: Dice, told: Facts) -> Drawn:
    """Return the report of one unit with two or three project forms and a short narrative before them."""
    given = tuple(item for item, _ in told.projects[0].sources)
    preset = dice.pick([one for one in _SEVERAL if one.items == given])
    table = style(dice, dice.pick(("万元", "万元", "元")))
    drawn = Drawn(tree={"profile": profile(told.unit.name, told.unit.year)})
    drawn.title(f"{told.unit.name}{told.unit.year}年度项目支出绩效自评报告")
    if dice.chance(0.75):
        _overview(drawn, dice, told, table)
    look = sheets.look(dice, preset, table)
    for index, project in enumerate(told.projects):
        drawn.lines([_sheet_title(dice, index), *([f"（{told.unit.year}年度）"] if dice.chance(0.4) else [])])
        add_project(drawn, dice, (told, project, look), index)
        drawn.allow(f"projects[{index}].fiscal_year", None)
    return drawn


def _overview(drawn: Drawn, dice: Dice, told: Facts, table: Style) -> None:
    teller = Teller(dice, told, told_style(dice, table))
    outline = Outline(numbering(dice))
    outline.section("项目基本情况")
    outline.write(projects_told(teller))
    outline.section("自评工作开展情况")
    outline.write(teller.say("process", "any"))
    drawn.add(*outline.paragraphs)
    drawn.headings += outline.headings
    drawn.tell(teller)


def _sheet_title(dice: Dice, index: int) -> str:
    number = "一二三"[index]
    return dice.pick((f"项目支出绩效自评表（{number}）", f"附表{index + 1}：项目支出绩效自评表", "项目支出绩效自评表"))


_SEVERAL = tuple(sheets.PRESETS[province] for province in ("anhui", "yunnan", "shanxi"))


def _facts_of_several(dice: Dice) -> Facts:
    preset = dice.pick(_SEVERAL)
    return facts(dice, Wish(projects=(2, 3), sources=preset.items, frame=preset.frame, most=9000))


def form(province: str) -> Form:
    """Return the form of one project in a province."""
    preset = sheets.PRESETS[province]
    wish = Wish(sources=preset.items, frame=preset.frame)
    return Form(lambda dice: facts(dice, wish), partial(one_project, province=province))


SEVERAL = Form(_facts_of_several, several_projects)
"""项目支出绩效自评 of one unit with several projects."""
