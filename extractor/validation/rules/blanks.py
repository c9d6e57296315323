"""Family C: forms and fields that a report leaves out or leaves blank."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from extractor.records.document import Cell, Table
from extractor.records.finding import Side
from extractor.records.report import Figure
from extractor.validation.prose import quoted
from extractor.validation.rule import Case, Said, rule, side

_EACH = re.compile(r"一个(?:一级)?项目(?:支出)?(?:填报|填写)?一张")
_NO_PROJECT = re.compile(
    r"三公|公务|公车|用车|出国|接待|公用经费|办公|水费|电费|差旅|会议费|培训费|政府采购|基本支出|楼堂|运行维护|项目支出"
    r"|专项资金$|一个专项一行|预算调整|[小合]计|人员|工资|其中"
)
"""Rows of 基础数据表 that are no project."""

_FIELDS = re.compile(r"(?:项目)?主管部门|(?:项目)?实施单位|(?:市级|县级|区级)?预算部门名称|部门[（(]单位[）)]名称")
_SIGNED = re.compile(r"((?:单位|部门|项目)?负责人\s*(?:[（(]?签[字章名]+[）)]?))\s*[:：]\s*$")
_FOOT = re.compile(r"填[表报]人|联系电话")
_CUT = {
    label[:-1]: label[-1]
    for label in ("年度资金总额", "实际完成情况", "年度总体目标", "偏差原因分析", "一级指标", "二级指标", "三级指标")
}
"""Labels without their last character, and that character."""

_MISPLACED = re.compile(r"部门[（(]单位名称[）)]")
_INCOME = re.compile(r"按收入性质分")


@rule("C05", "form-missing", "warning", needs=("projects[].name",), on_paper=True)
def forms_attached(case: Case) -> Iterator[Said]:
    """要求一个项目一张自评表，附的表少于所列项目。

    Why: 附件3写明一个一级项目支出一张表；基础数据表列了几个项目，就应有几张项目自评表。
    Fires on: 基础数据表列业务工作经费、帮扶资金、劳模慰问 3 个有支出的项目，项目自评表只有 1 张。
    Silent on: 两个项目，两张项目自评表；表上没有写一个项目一张表。
    Source: 湖南省项目支出绩效自评表备注：一个一级项目支出一张表。
    """
    rows = _project_rows(case)
    note = next((line for line in case.prose.lines() if _EACH.search(line.text)), None)
    forms = [project for project in case.report.projects if project.budget is not None or project.indicators]
    if note is None or not rows or not forms:
        yield Said("not_applicable", "projects", "没有写明一个项目一张表，或没有列出项目")
        return
    names = [case.report.base_data.rows[index].label.text for index in rows] if case.report.base_data else []
    if len(rows) <= len(forms):
        yield Said("pass", "projects", f"列出的 {len(rows)} 个项目都有自评表")
        return
    message = (
        f"基础数据表列有{quoted(names)}共 {len(rows)} 个项目，“一个一级项目支出一张表”，项目自评表只有 {len(forms)} 张"
    )
    sides = (
        case.prose.at(note.id, note.text.strip()[:60]),
        *(side(case.report, f"base_data.rows[{index}].label") for index in rows),
    )
    yield Said("fail", "projects", message, sides=sides)


@rule("C06", "field-blank", "info", needs=("budget",), on_paper=True)
def fields_filled(case: Case) -> Iterator[Said]:
    """必填项空着，或标签残缺。

    Why: 主管部门、实施单位、签字、编制数空着，有的数就无法核对；一张表按收入性质分的各项全空时收入侧无法核对，作提醒。
    Fires on: 项目表的主管部门、实施单位空白；按收入性质分各项都没有填；标签写成“年度资金总”。
    Silent on: 财政部门意见栏空白；没有项目支出而项目支出空白。
    Source: 预算管理一体化绩效模块：必填栏不得为空，0 可以。
    """
    found = [one for one in (_blank_fields(case), _no_authorized(case), _cut_labels(case), _no_income(case),
                             _wrong_name(case), _blank_total(case), _told_nothing(case)) if one]  # fmt: skip
    yield from found
    if not found:
        yield Said("pass", "profile", "没有发现空着的必填项")


def _project_rows(case: Case) -> list[int]:
    """Return the rows of 基础数据表 that name a project and show spending."""
    rows = case.report.base_data.rows if case.report.base_data else ()
    return [
        index
        for index, row in enumerate(rows)
        if not _NO_PROJECT.search(row.label.text) and _positive(row.current_final)
    ]


def _positive(value: object) -> bool:
    return isinstance(value, Figure) and value.value > Decimal(0)


def _blank_fields(case: Case) -> Said | None:
    """Name the blank fields of the forms and the missing signatures, once for a report."""
    sides = [
        case.prose.at(cell.id, _squeezed(cell.text))
        for table in case.paper.tables
        if table.rows_known
        for cell in _before_blanks(table)
        if _FIELDS.fullmatch(_squeezed(cell.text))
    ]
    feet = ((line, _SIGNED.search(line.text)) for line in case.prose.lines() if _FOOT.search(line.text))
    sides += [case.prose.at(line.id, match[1]) for line, match in feet if match]
    if not sides:
        return None
    names = quoted([one.text for one in sides])
    return Said("fail", "profile", f"{names}空着没有填", sides=tuple(sides[:_MOST]))


_MOST = 8
_LONGEST_LABEL = 16


def _before_blanks(table: Table) -> Iterator[Cell]:
    """Yield the labels right of which nothing is filled in up to the next label."""
    for row in table.by_row():
        for position, cell in enumerate(row[:-1]):
            if len(cell.text) > _LONGEST_LABEL or not cell.text.strip() or row[position + 1].text.strip():
                continue
            after = next((_squeezed(one.text) for one in row[position + 1 :] if one.text.strip()), None)
            if after is None or _FIELDS.fullmatch(after):
                yield cell


def _no_authorized(case: Case) -> Said | None:
    staff = case.report.staffing
    if staff is None or staff.actual is None or staff.authorized is not None or staff.control_rate is not None:
        return None
    return Said("fail", "staffing.authorized", f"写有在职人数 {staff.actual.text}，没有编制数，在职人员控制率无法计算",
                paths=("staffing.actual",))  # fmt: skip


def _cut_labels(case: Case) -> Said | None:
    sides: list[Side] = []
    for table in case.paper.tables:
        if table.rows_known:
            sides += [case.prose.at(cell.id, cell.text.strip()) for cell in table.cells if _is_cut(table, cell)]
    for line in case.prose.lines():
        words = line.text.split(maxsplit=1)
        if len(words) > 1 and words[0] in _CUT:
            sides.append(case.prose.at(line.id, words[0]))
    if not sides:
        return None
    return Said(
        "fail", "budget", f"标签{quoted([one.text for one in sides])}残缺或括号错位", sides=tuple(sides[:_MOST])
    )


def _is_cut(table: Table, cell: Cell) -> bool:
    if len(cell.text) > _LONGEST_LABEL:
        return False
    text = _squeezed(cell.text)
    if _MISPLACED.fullmatch(text):
        return True
    return text in _CUT and not any(
        below.text.strip() == _CUT[text] for below in table.cells if below.col == cell.col and below.row == cell.row + 1
    )


def _no_income(case: Case) -> Said | None:
    budget = case.report.budget
    if budget is None or budget.by_income is not None or budget.by_expenditure is None:
        return None
    cells = [cell for table in case.paper.tables if table.rows_known for cell in table.cells]
    head = next((cell for cell in cells if _INCOME.search(_squeezed(cell.text))), None)
    if head is None:
        return None
    below = [cell for cell in cells if re.match(r"(?:其中[:：])?一般公共预算", _squeezed(cell.text))]
    sides = tuple(case.prose.at(cell.id, cell.text.strip()) for cell in (head, *below[:1]))
    return Said(
        "fail", "budget.by_income", "自评表按收入性质分的各项全部空白，收入侧无法核对", severity="warning", sides=sides
    )


def _wrong_name(case: Case) -> Said | None:
    """Name a cell for the unit that holds the title of the report instead."""
    rows = (row for table in case.paper.tables if table.rows_known for row in table.by_row())
    pairs = (pair for row in rows for pair in pairwise(cell for cell in row if cell.text.strip()))
    wrong = next(
        (pair for pair in pairs if _UNIT.fullmatch(_squeezed(pair[0].text)) and "整体支出" in pair[1].text), None
    )
    if wrong is None:
        return None
    name = _squeezed(wrong[1].text)
    return Said("fail", "profile.unit_name", f"部门名称栏写成“{name}”，应只写单位名称",
                sides=(case.prose.at(wrong[1].id, wrong[1].text.strip()),))  # fmt: skip


def _blank_total(case: Case) -> Said | None:
    """Name a 三公经费 row that is blank although figures stand in its parts below."""
    for table in case.paper.tables:
        rows = table.by_row() if table.rows_known else []
        for position, row in enumerate(rows):
            printed = [cell for cell in row if cell.text.strip()]
            if len(printed) != 1 or len(row) < _FEWEST or not _TOTAL.fullmatch(_squeezed(printed[0].text)):
                continue
            below = [cell.text.strip() for part in rows[position + 1 : position + 1 + _PARTS] for cell in part]
            if any(text.replace(".", "").isdecimal() for text in below):
                return Said("fail", "three_public", "三公经费合计行空着，下面的分项有数",
                            sides=(case.prose.at(printed[0].id, printed[0].text.strip()),))  # fmt: skip
    return None


def _told_nothing(case: Case) -> Said | None:
    """Name the sections on management that say nothing but 无: there is always something to tell of it."""
    bare = [
        (index, section)
        for index, section in enumerate(case.report.sections)
        if section.text.strip("。； \n") == "无"
        and _ALWAYS.search(section.title)
        and section.first_line in case.paper.places
    ]
    if not bare:
        return None
    names = quoted([f"{section.number}{section.title}" for _, section in bare])
    sides = tuple(case.prose.at(section.first_line, f"{section.title}：无", section.title) for _, section in bare)
    return Said("fail", f"sections[{bare[0][0]}].text", f"{names}只填“无”，应写明实际情况", sides=sides)


_UNIT = re.compile(r"(?:[省市县区]级)?(?:预算)?(?:部门|单位)[（(]?(?:单位)?[）)]?名称")
_TOTAL = re.compile(r"[“”\"]*三公[“”\"]*经费(?:支出)?(?:合计|总额)?")
_ALWAYS = re.compile(r"支出管理|资产管理|财务管理|绩效情况|主要职能|职能职责|机构设置|重点工作|存在的?问题|改进措施")
_FEWEST = 3
_PARTS = 4


def _squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)
