"""Hunan: the narrative with three attachments, and the cover-and-form of the counties of Yueyang."""

from __future__ import annotations

from dataclasses import replace

from extractor.eval.content import Paragraph
from extractor.eval.generator import names
from extractor.eval.generator.dice import Dice
from extractor.eval.generator.facts import Facts
from extractor.eval.generator.forms import project as sheets
from extractor.eval.generator.forms.drawn import Drawn, Form, profile
from extractor.eval.generator.forms.projects import add_project
from extractor.eval.generator.forms.unit import draw_unit
from extractor.eval.generator.grid import Grid
from extractor.eval.generator.making import Wish, facts
from extractor.eval.generator.paper import Mark, Style, Tree, day, put, style, text, told_style
from extractor.eval.generator.story import (
    Outline,
    aside,
    basic_told,
    budget_told,
    deeds_told,
    fund_told,
    income_told,
    listed,
    numbering,
    projects_told,
    public_told,
    staff_told,
)
from extractor.eval.generator.tables import base, frame
from extractor.eval.generator.telling import Teller
from extractor.eval.generator.words import word

_WISH = Wish(projects=(0, 3), whole=True, most=8000)
_WITH_PROJECTS = Wish(projects=(1, 3), whole=True, most=8000)


def department(dice: Dice, told: Facts) -> Drawn:
    """Return the narrative with 附件1 基础数据表, 附件2 整体自评表 and an 附件3 for each project."""
    table = style(dice, dice.pick(("万元", "万元", "万元", "元")))
    drawn = Drawn(tree={"profile": profile(told.unit.name, told.unit.year)})
    kind = dice.pick(("部门整体支出绩效自评报告", "整体支出绩效自评报告", "部门整体支出绩效评价自评报告"))
    if dice.chance(0.5):
        drawn.title(told.unit.name, f"{told.unit.year}年度{kind}")
    else:
        drawn.title(f"{told.unit.name}{told.unit.year}年度{kind}")
    teller = Teller(dice, told, told_style(dice, table))
    outline = Outline(numbering(dice))
    if dice.chance(0.6):
        outline.write(teller.say("opening", "any"))
    write_outline(teller, outline)
    title, drawn.blocks = drawn.blocks, []
    _attachments(drawn, dice, told, table)
    parts = [[*title, *outline.paragraphs], drawn.blocks]
    drawn.blocks = [block for part in (parts[::-1] if dice.chance(0.12) else parts) for block in part]
    drawn.headings += outline.headings
    drawn.tell(teller)
    return drawn


def district(dice: Dice, told: Facts) -> Drawn:
    """Return the cover and form of a county of Yueyang, with the narrative as its last part."""
    table = style(dice, "万元")
    drawn = Drawn()
    _cover(drawn, dice, told)
    teller = Teller(dice, told, told_style(dice, table))
    _overview(drawn, dice, told)
    heading(drawn, "二、", "部门（单位）收支情况")
    drawn.lines([income_told(teller)])
    heading(drawn, "三、", "部门（单位）整体支出绩效自评情况")
    grid, tree = draw_unit(dice, told, table)
    drawn.add(grid.sheet())
    drawn.say(tree)
    _evaluators(drawn, dice, told)
    heading(drawn, "五、", "评价报告综述")
    outline = Outline(numbering(dice, depth=2))
    write_outline(teller, outline, money_told=False)
    drawn.add(*outline.paragraphs)
    drawn.headings += outline.headings
    drawn.tell(teller)
    return drawn


def heading(drawn: Drawn, number: str, title: str, level: int = 1) -> None:
    """Print a heading of the form itself."""
    drawn.add(Paragraph(f"{number}{title}", "heading"))
    drawn.headings.append((level, title))


def write_outline(teller: Teller, outline: Outline, *, money_told: bool = True) -> None:
    """Write the ten sections of the outline."""
    dice = teller.dice
    outline.section(word(dice, "titles", "basic"))
    _who(teller, outline)
    outline.section("一般公共预算支出情况")
    if money_told:
        outline.write(budget_told(teller))
    outline.section("基本支出情况", 2)
    outline.write(basic_told(teller), aside(teller))
    if dice.chance(0.6):
        outline.write(public_told(teller))
    outline.section("项目支出情况", 2)
    outline.write(projects_told(teller, "share"), aside(teller, 0.2))
    outline.section("政府性基金预算支出情况")
    outline.write(fund_told(teller))
    outline.section("国有资本经营预算支出情况")
    outline.write(teller.none("capital", "spending.state_capital"))
    outline.section("社会保险基金预算支出情况")
    outline.write(teller.none("insurance", "spending.social_insurance"))
    outline.section("部门整体支出绩效情况")
    deeds_told(teller, outline)
    outline.write(teller.say("result", "any"))
    _end(teller, outline)


def _end(teller: Teller, outline: Outline) -> None:
    dice, told = teller.dice, teller.facts
    outline.section(word(dice, "titles", "problems"))
    outline.write(listed(dice.some(told.problems, 2, 3), dice))
    outline.section(word(dice, "titles", "measures"))
    outline.write(listed(dice.some(told.measures, 2, 3), dice))
    outline.section("部门整体支出绩效自评结果拟应用和公开情况")
    outline.write(teller.say("usage", "any"))
    outline.section("其他需要说明的情况")
    outline.write(teller.say("rest", "any"))


def _who(teller: Teller, outline: Outline) -> None:
    if teller.dice.chance(0.35):
        outline.write(teller.say("duties", "any"), teller.say("departments", "any"), staff_told(teller))
        return
    for topic in ("duties", "departments", "staff"):
        outline.section(word(teller.dice, "titles", topic), 2)
        outline.write(staff_told(teller) if topic == "staff" else teller.say(topic, "any"))


def _attachments(drawn: Drawn, dice: Dice, told: Facts, table: Style) -> None:
    """Print the three kinds of forms, each with a signature."""
    year = told.unit.year
    gap = dice.pick(("", " "))
    grid, tree = base.draw_base(dice, told, replace(table, nothing=table.nothing if table.nothing != "/" else "0"))
    _attached(drawn, f"附件{gap}1", f"{year}年度部门整体支出绩效评价基础数据表")
    drawn.add(grid.sheet())
    drawn.say(tree)
    _signed(drawn, dice, told)
    grid, tree = draw_unit(dice, told, table)
    _attached(drawn, f"附件{gap}2", f"{year}年度部门整体支出绩效自评表")
    drawn.add(grid.sheet())
    drawn.say(tree)
    _signed(drawn, dice, told)
    look = sheets.look(dice, sheets.PRESETS["hunan"], table)
    for index, project in enumerate(told.projects):
        number = f"-{index + 1}" if len(told.projects) > 1 else ""
        _attached(drawn, f"附件{gap}3{number}", f"{year}年度项目支出绩效自评表")
        add_project(drawn, dice, (told, project, look), index)


def _attached(drawn: Drawn, number: str, title: str) -> None:
    drawn.lines([number, title])
    drawn.headings.append((1, title))


def _signed(drawn: Drawn, dice: Dice, told: Facts) -> None:
    line, tree = frame.signature(dice, told.unit)
    drawn.lines([line])
    drawn.say({"profile": tree})


def _cover(drawn: Drawn, dice: Dice, told: Facts) -> None:
    unit = told.unit
    date = day(dice, unit.reported)
    gap = dice.pick(("", " "))
    drawn.lines([dice.pick(("附件3-1：", "附件 3-1", "附件3"))])
    drawn.title(f"{unit.place.name}{unit.year}年度部门整体支出绩效评价自评报告")
    drawn.lines(
        [
            f"部门（单位）名称：{gap}{unit.name}",
            f"{dice.pick(('预算编码', '预 算 编 码'))}：{gap}{unit.code}",
            "评价方式：部门（单位）绩效自评",
            "评价机构：部门（单位）评价组",
            f"报告日期：{date.text}",
            f"{unit.place.name}财政局（制）",
        ]
    )
    drawn.say({"profile": {**profile(unit.name, unit.year), "report_date": date, "budget_code": text(unit.code)}})
    drawn.say(
        {
            "profile": {
                "evaluation_method": text("部门（单位）绩效自评"),
                "evaluation_agency": text("部门（单位）评价组"),
            }
        }
    )


def _overview(drawn: Drawn, dice: Dice, told: Facts) -> None:
    heading(drawn, "一、", "部门（单位）基本概况")
    unit, staff = told.unit, told.staff
    grid = Grid(4)
    frame.draw_pairs(grid, ("联系人", names.spaced(dice, unit.preparer)), ("联系电话", unit.phone))
    frame.draw_pairs(grid, ("人员编制", str(staff.authorized)), ("实有人数", str(staff.actual)))
    grid.row((dice.pick(("职能职责概述", "部门（单位）职能概述")), 1), ("；".join(unit.duties) + "。", 3))
    work = [one.name for one in told.projects] or list(unit.duties)
    grid.row(("年度主要工作内容", 1), (listed(dice.some(work, 1, 3), dice), 3))
    drawn.add(grid.sheet())
    counts = {"authorized": Mark(str(staff.authorized), f"{staff.authorized}人"),
              "actual": Mark(str(staff.actual), f"{staff.actual}人")}  # fmt: skip
    drawn.say({"staffing": counts, "profile": {"preparer": text(unit.preparer), "phone": text(unit.phone)}})


def _evaluators(drawn: Drawn, dice: Dice, told: Facts) -> None:
    heading(drawn, "四、", "评价人员")
    grid = Grid(4)
    grid.row(("姓名", 1), (dice.pick(("职务/职称", "职务", "职务（职称）")), 1), ("单位", 1), ("签字", 1))
    rows: list[Tree] = []
    for one in told.unit.evaluators:
        grid.row((names.spaced(dice, one.name), 1), (one.title, 1), (one.organization, 1), ("", 1))
        rows.append({"name": text(one.name), "title": text(one.title), "organization": text(one.organization)})
    drawn.add(grid.sheet())
    date = day(dice, told.unit.reported)
    drawn.lines(["评价组组长（签字）：", "部门（单位）意见：", f"部门（单位）负责人（签章）：        {date.text}"])
    drawn.lines([f"填报人（签名）：{told.unit.preparer}", f"联系电话：{told.unit.phone}"])
    put(drawn.tree, "profile.evaluators", "")
    drawn.tree["profile"]["evaluators"] = rows


DEPARTMENT = Form(lambda dice: facts(dice, _WITH_PROJECTS), department)
"""附件1, 附件2 and 附件3 behind the narrative."""

DISTRICT = Form(lambda dice: facts(dice, _WISH), district)
"""附件3-1 of the counties of Yueyang."""
