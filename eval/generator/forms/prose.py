"""Reports without a table: Guangdong's narrative of a unit, and the narrative of one fund that is handed down."""

from __future__ import annotations

from extractor.eval.content import Paragraph
from extractor.eval.generator.dice import Dice
from extractor.eval.generator.facts import Facts, Indicator, Level, Project
from extractor.eval.generator.forms.drawn import Drawn, Form, profile
from extractor.eval.generator.making import Wish, facts
from extractor.eval.generator.paper import Mark, Style, Tree, day, plain, put, style, text, told_style
from extractor.eval.generator.story import (
    Outline,
    aside,
    basic_told,
    budget_told,
    deeds_told,
    fund_told,
    listed,
    numbering,
    projects_told,
    public_told,
    staff_told,
)
from extractor.eval.generator.telling import Teller
from extractor.eval.generator.words import phrase

_SOURCES = {"central": "中央资金", "provincial": "省级资金", "local": "县级配套资金"}
_PART_SCORES = "其中：履职效能分值50分，得分{a}分；管理效率分值50分，得分{b}分。"


def guangdong(dice: Dice, told: Facts) -> Drawn:
    """Return the narrative of a unit as Guangdong has it written."""
    drawn = Drawn(tree={"profile": profile(told.unit.name, told.unit.year)})
    drawn.title(f"{told.unit.name}{told.unit.year}年度部门整体支出绩效自评报告")
    teller = Teller(dice, told, told_style(dice, style(dice, "万元")))
    outline = Outline(numbering(dice))
    _about(teller, outline)
    _judged(teller, outline)
    drawn.add(*outline.paragraphs)
    drawn.headings += outline.headings
    drawn.tell(teller)
    _closing(drawn, dice, told)
    return drawn


def transfer(dice: Dice, told: Facts) -> Drawn:
    """Return the narrative of one fund: its sources, its execution, its indicators in sentences."""
    project = told.projects[0]
    name = f"{project.name}补助资金"
    drawn = Drawn()
    drawn.title(f"{told.unit.place.name}{told.unit.year}年{name}绩效自评报告")
    outline = Outline(numbering(dice))
    story = _Fund(dice, told, told_style(dice, style(dice, "万元")), name)
    story.write(outline)
    drawn.add(*outline.paragraphs)
    drawn.headings += outline.headings
    put(story.tree, "projects[0].name", text(name))
    drawn.say(story.tree)
    year, place = told.unit.year, told.unit.place.name
    drawn.allow("projects[0].name", f"{year}年{name}", f"{place}{year}年{name}", f"{place}{name}")
    for field in ("fiscal_year", "report_date"):
        drawn.allow(f"projects[0].{field}", None)
    put(drawn.tree, "projects[0].fiscal_year", text(str(year)))
    _closing(drawn, dice, told, "projects[0].report_date")
    return drawn


class _Fund:
    """Tells one fund; its facts are those of a project."""

    def __init__(self, dice: Dice, told: Facts, look: Style, name: str) -> None:
        self.dice, self.told, self.style, self.name = dice, told, look, name
        self.project: Project = told.projects[0]
        self.tree: Tree = {}
        given = [item for item, flow in self.project.sources if flow.adjusted]
        self.given = given if len(given) > 1 else given[:1]

    def write(self, outline: Outline) -> None:
        """Write the sections of the outline."""
        dice, told = self.dice, self.told
        teller = Teller(dice, told, self.style)
        outline.section("基本情况")
        outline.section("资金下达情况", 2)
        outline.write(self._say("fund_arrived"))
        outline.section("绩效目标设定情况", 2)
        outline.write(self.project.assessment.expected)
        outline.section("绩效自评工作开展情况")
        outline.write(teller.say("process", "any"))
        outline.section("综合评价结论")
        outline.write(self._result())
        outline.section("绩效目标完成情况分析")
        outline.section("资金执行情况分析", 2)
        outline.write(self._say("fund_spent"), self._spent_by_source())
        for level in self.project.assessment.levels:
            outline.section(f"{_TITLES[level.name]}完成情况", 2)
            for line in self._indicators(level):
                outline.write(line)
        outline.section("偏离绩效目标的原因和下一步改进措施")
        reasons = [f"{one.name}：{one.reason}" for one in self.project.assessment.indicators if one.reason]
        outline.write(listed(reasons, dice) if reasons else "各项指标均达到预期。")
        outline.write(listed(dice.some(told.measures, 2, 3), dice))
        outline.section("绩效自评结果拟应用和公开情况")
        outline.write(teller.say("usage", "any"))

    def _say(self, topic: str) -> str:
        flow = self.project.flow
        rate = self.style.told_rate(self.told.habit.rate(flow.executed, flow.adjusted))
        said = phrase(self.dice, topic, "any")
        marks = {"total_adjusted": self.style.told(flow.adjusted), "total_executed": self.style.told(flow.executed)}
        said = self._filled(said, "total", {**marks, "total_rate": rate})
        unit = self.told.unit
        known = {"year": str(unit.year), "kind": unit.place.kind, "fund_name": self.name}
        return said.replace("{sources_adjusted}", self._sources("adjusted")).format(**known)

    def _filled(self, said: str, item: str, marks: dict[str, Mark]) -> str:
        """Fill figures of one row and note them."""
        row = self._row(item)
        for name, mark in marks.items():
            if f"{{{name}}}" in said:
                row[name.removeprefix("total_")] = mark
                said = said.replace(f"{{{name}}}", mark.text)
        return said

    def _row(self, item: str) -> Tree:
        rows: list[Tree] = self.tree.setdefault("projects", [{}])[0].setdefault("budget", {}).setdefault("rows", [])
        found = next((row for row in rows if row["item"] == item), None)
        if found is None:
            rows.append(found := {"item": item})
        return found

    def _sources(self, column: str) -> str:
        parts = []
        for item in self.given:
            mark = self.style.told(getattr(self.project.source(item), column))
            self._row(item)[column] = mark
            parts.append(f"{_SOURCES[item]}{mark.text}")
        return self.dice.pick(("，", "、")).join(parts)

    def _spent_by_source(self) -> str:
        """Tell what was spent of each source, in one pattern."""
        if len(self.given) == 1:
            return ""
        pattern, parts = phrase(self.dice, "fund_sources", "any"), []
        for item in self.given:
            flow = self.project.source(item)
            rate = self.style.told_rate(self.told.habit.rate(flow.executed, flow.adjusted))
            marks = {"executed": self.style.told(flow.executed), "rate": rate}
            parts.append(self._filled(pattern.replace("{source}", _SOURCES[item]), item, marks))
        return "；".join(parts) + "。"

    def _result(self) -> str:
        grade = self.project.assessment
        score = self.style.told_points(grade.score)
        put(self.tree, "projects[0].score.total", score)
        put(self.tree, "projects[0].score.grade", text(grade.grade))
        said = phrase(self.dice, "fund_result", "any")
        return said.format(year=self.told.unit.year, fund_name=self.name, score=score.text, grade=grade.grade)

    def _indicators(self, level: Level) -> list[str]:
        """Tell the indicators of a level, one line a kind."""
        lines = []
        for number, branch in enumerate(level.branches, start=1):
            pattern = phrase(self.dice, "told", "any")
            kind = _KINDS[branch.name]
            told = [self._told(one, pattern, (_TITLES[level.name], kind)) for one in branch.indicators]
            lines.append(f"{number}.{kind}。{'；'.join(told)}。")
        return lines

    def _told(self, one: Indicator, pattern: str, upper: tuple[str, str]) -> str:
        sign = "" if one.sense == "=" else one.sense
        target, actual = one.words or (f"{sign}{plain(one.target)}{one.unit}", f"{plain(one.actual)}{one.unit}")
        row = {"level1": text(upper[0]), "level2": text(upper[1]), "level3": text(one.name)}
        row |= {"target": text(target), "actual": text(actual)}
        self.tree.setdefault("projects", [{}])[0].setdefault("indicators", []).append(row)
        return pattern.format(name=one.name, target=target, actual=actual)


def _about(teller: Teller, outline: Outline) -> None:
    dice, told = teller.dice, teller.facts
    outline.section("部门基本情况")
    outline.section("部门职能", 2)
    outline.write(teller.say("duties", "any"), teller.say("departments", "any"))
    outline.write(staff_told(teller))
    outline.section("年度总体工作和重点工作任务", 2)
    deeds_told(teller, outline)
    outline.section("部门整体支出绩效目标", 2)
    outline.write(told.assessment.expected)
    outline.section("部门整体支出情况", 2)
    outline.write(budget_told(teller), basic_told(teller), projects_told(teller, "share"))
    outline.write(public_told(teller), aside(teller))
    if dice.chance(0.4):
        outline.write(fund_told(teller, bare=False))


def _judged(teller: Teller, outline: Outline) -> None:
    dice, told = teller.dice, teller.facts
    outline.section("绩效自评情况")
    outline.section("自评结论", 2)
    outline.write(teller.say("result", "any"), _parts(teller) if dice.chance(0.35) else "")
    outline.section("履职效能分析", 2)
    outline.write(told.assessment.reached, aside(teller))
    outline.section("管理效率分析", 2)
    outline.write(teller.say("process", "any"), aside(teller))
    outline.section("存在问题及改进措施")
    outline.write(listed(dice.some(told.problems, 2, 3), dice))
    outline.write(listed(dice.some(told.measures, 2, 3), dice))
    outline.section("其他自评情况")
    outline.write(teller.say("rest", "any"))


def _parts(teller: Teller) -> str:
    """Tell how the score is made up: points of parts are no field of the record."""
    score = teller.facts.assessment.score
    first = min(score / 2, score - 45).quantize(score) if score > 50 else score / 2  # noqa: PLR2004 - half of the marks
    return _PART_SCORES.format(a=plain(first), b=plain(score - first))


def _closing(drawn: Drawn, dice: Dice, told: Facts, path: str = "profile.report_date") -> None:
    """Print the unit and the date at the right."""
    date = day(dice, told.unit.reported)
    drawn.add(Paragraph(told.unit.name, "right"), Paragraph(date.text, "right"))
    put(drawn.tree, path, date)
    drawn.allow(path, None)


_TITLES = {"output": "产出指标", "benefit": "效益指标", "satisfaction": "满意度指标", "cost": "成本指标"}
_KINDS = {
    "counts": "数量指标", "rates": "质量指标", "times": "时效指标", "costs": "成本指标", "economic": "经济效益指标",
    "social": "社会效益指标", "ecological": "生态效益指标", "lasting": "可持续影响指标",
    "pleased": "服务对象满意度指标", "economic_costs": "经济成本指标", "social_costs": "社会成本指标",
}  # fmt: skip

_UNIT = Wish(projects=(1, 3), whole=True, most=20_000)
_FUND = Wish(sources=("central", "provincial", "local"), most=30_000)

GUANGDONG = Form(lambda dice: facts(dice, _UNIT), guangdong)
"""部门整体支出绩效自评报告 without a table."""

TRANSFER = Form(lambda dice: facts(dice, _FUND), transfer)
"""转移支付绩效自评报告 without a table."""
