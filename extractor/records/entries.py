"""The workbook that a unit without a report fills in: its sheets, their cells, and the field that each one fills.

`zongshu template` writes it from this description, `zongshu draft data.xlsx` reads it by the same one.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

MARK = "综述数据表"
"""What stands in the first cell of the first sheet: by it the workbook is known."""

Kind = Literal["text", "year", "date", "money", "percent", "points", "people", "cars", "choice", "measure"]

UNITS: dict[Kind, str] = {"percent": "%", "points": "分", "people": "人", "cars": "辆"}
"""The unit of a number of each kind; that of money stands at the top of its sheet."""

MONEY_UNITS = ("万元", "元")
UNIT_CELL = "B1"
"""Where the unit of money of a sheet stands, beside its name in A1."""
HEAD_ROW, NOTE_ROW, FIRST_ROW = 2, 3, 4
"""Rows of a sheet, from 1: titles, explanations, and the first one to be filled in."""

GRADES = ("优", "良", "中", "差")
ITEMS = {
    "年度资金总额": "total", "基本支出": "basic", "人员经费": "personnel", "公用经费": "public", "项目支出": "project",
    "财政拨款": "fiscal", "上年结转": "carryover", "其他资金": "other",
}  # fmt: skip
THREE_PUBLIC = {
    "合计": "total", "因公出国（境）费": "abroad", "公务用车购置及运行维护费": "vehicles",
    "公务用车购置费": "vehicle_purchase", "公务用车运行维护费": "vehicle_operation", "公务接待费": "reception",
}  # fmt: skip
LEVELS = ("产出指标", "效益指标", "满意度指标", "成本指标")


class Column(NamedTuple):
    """One column of a list, or one line of a form: its name, the field, the kind of value, what to write."""

    title: str
    field: str
    kind: Kind = "text"
    note: str = ""
    choices: tuple[str, ...] = ()
    required: bool = False
    example: str = ""


class Sheet(NamedTuple):
    """One sheet. A form has a line for each column, with its field; a list fills `path` with a row for each line."""

    name: str
    columns: tuple[Column, ...]
    path: str = ""
    codes: dict[str, str] = {}  # noqa: RUF012 - never changed
    examples: tuple[tuple[str, ...], ...] = ()

    @property
    def has_money(self) -> bool:
        """Whether the sheet names a unit of money at its top."""
        return any(column.kind == "money" for column in self.columns)


_BASIC = Sheet(
    "基本情况",
    (
        Column("单位名称", "profile.unit_name", note="单位全称", required=True, example="青禾县图书馆"),
        Column("评价年度", "profile.fiscal_year", "year", "四位年份", required=True, example="2024"),
        Column("报告日期", "profile.report_date", "date", "如 2025-04-18", example="2025-04-18"),
        Column(
            "主要职能",
            "profile.duties",
            note="一条一行，格内换行用 Alt+Enter",
            example="收集、保存图书文献，开展全民阅读。",
        ),
        Column(
            "机构设置", "profile.departments", note="内设机构和下属单位", example="内设办公室、采编部、读者服务部。"
        ),
        Column("编制数", "staffing.authorized", "people", "批准的编制", example="24"),
        Column("在职人数", "staffing.actual", "people", "年末实有", example="22"),
        Column("离退休人数", "staffing.retired", "people", example="9"),
        Column("公务用车数量", "staffing.vehicles.total", "cars", example="1"),
        Column("自评总分", "score.total", "points", "各项得分之和", example="96.86"),
        Column("评价等次", "score.grade", "choice", "从列表里选", choices=GRADES, example="优"),
        Column(
            "年度总体目标", "goals.expected", note="年初批复的目标", example="接待读者 12 万人次，办阅读活动 12 场。"
        ),
        Column("实际完成情况", "goals.actual", note="不要照抄目标", example="接待读者 12.8 万人次，办阅读活动 12 场。"),
    ),
)
_BUDGET = Sheet(
    "预算执行",
    (
        Column("项目", "label", "choice", "从列表里选", tuple(ITEMS), required=True),
        Column("年初预算数", "initial", "money", "年初批复"),
        Column("全年预算数", "adjusted", "money", "调整后的预算"),
        Column("全年执行数", "executed", "money", "全年实际支出"),
        Column("执行率", "rate", "percent", "只写数字；不写则计算"),
        Column("分值", "weight", "points", "自评表上的分值"),
        Column("得分", "score", "points"),
    ),
    "budget.rows",
    ITEMS,
    (
        ("年度资金总额", "412.60", "568.30", "541.75", "95.33", "10", "9.53"),
        ("基本支出", "332.60", "358.30", "358.30", "100", "", ""),
        ("项目支出", "80", "210", "183.45", "87.36", "", ""),
    ),
)
_SPENDING = Sheet(
    "支出构成",
    (
        Column("基本支出合计", "spending.basic.total", "money", example="358.30"),
        Column("工资福利支出", "spending.basic.wages", "money", example="271.42"),
        Column("商品和服务支出", "spending.basic.goods_services", "money", example="64.18"),
        Column("对个人和家庭的补助", "spending.basic.individuals_families", "money", example="22.70"),
        Column("基本支出其他", "spending.basic.other", "money", "资本性支出等"),
        Column("基本支出较上年增减", "spending.basic.change_from_previous", "money", "减少写负数", example="12.6"),
        Column("项目支出合计", "spending.project.total", "money", example="183.45"),
        Column("政府性基金预算支出", "spending.government_fund", "money", "没有的写“无”", example="无"),
        Column("国有资本经营预算支出", "spending.state_capital", "money", "没有的写“无”", example="无"),
        Column("社会保险基金预算支出", "spending.social_insurance", "money", "没有的写“无”", example="无"),
        Column("年末结余", "spending.balance", "money"),
    ),
)
_PROJECTS = Sheet(
    "项目支出",
    (
        Column("项目名称", "name", note="一个项目一行；全部列出", required=True),
        Column("金额", "amount", "money", "全年实际支出", required=True),
    ),
    "spending.project.items",
    examples=(("流动书柜建设", "96.20"), ("馆藏数字化", "58.75"), ("阅读推广活动", "28.50")),
)
_THREE_PUBLIC = Sheet(
    "三公经费",
    (
        Column("项目", "label", "choice", "从列表里选", tuple(THREE_PUBLIC), required=True),
        Column("上年决算数", "previous", "money"),
        Column("本年预算数", "budget", "money"),
        Column("本年决算数", "final", "money"),
    ),
    "three_public.rows",
    THREE_PUBLIC,
    (
        ("合计", "3.90", "4.2", "3.65"),
        ("公务用车运行维护费", "3.00", "3.1", "2.9"),
        ("公务接待费", "0.90", "1.1", "0.75"),
    ),
)
_INDICATORS = Sheet(
    "绩效指标",
    (
        Column("一级指标", "level1", "text", "从列表里选，也可以自己写", LEVELS),
        Column("二级指标", "level2", note="如 数量指标"),
        Column("三级指标", "level3", required=True),
        Column("年度指标值", "target", "measure", "带符号和单位，如 ≥12场"),
        Column("实际完成值", "actual", "measure", "带单位，如 12场"),
        Column("分值", "weight", "points"),
        Column("得分", "score", "points"),
        Column("偏差原因和改进措施", "deviation", note="没有得满分的必须写"),
    ),
    "indicators",
    examples=(
        ("产出指标", "数量指标", "举办阅读活动场次", "≥12场", "12场", "40", "40", ""),
        (
            "产出指标",
            "时效指标",
            "流动书柜按期建成率",
            "100%",
            "83.3%",
            "10",
            "8.33",
            "1个村因场地调整推迟到次年建成。",
        ),
        ("效益指标", "社会效益", "进馆读者人次", "≥12万人次", "12.8万人次", "30", "30", ""),
        ("满意度指标", "服务对象满意度", "读者满意度", "≥95%", "96.5%", "10", "9", "部分读者反映座位不足。"),
    ),
)
TEXTS = {
    "主要工作成效": "部门整体支出绩效情况", "存在的问题": "存在的问题", "改进措施": "下一步改进措施",
    "结果应用和公开": "自评结果应用和公开情况", "其他需要说明的情况": "其他需要说明的情况",
}  # fmt: skip
"""The running texts: the name of each on its sheet, and the title of the section that it becomes."""
_WORDS = Sheet(
    "文字材料",
    tuple(
        Column(title, f"sections.{section}", note="成段的文字，分段用 Alt+Enter", example=example)
        for (title, section), example in zip(
            TEXTS.items(),
            (
                "一是做实馆藏数字化，新增数字资源 85 种。", "预算编制还不够细，部分业务经费按往年基数测算。",
                "细化预算编制，按活动场次测算业务经费。", "自评报告随部门决算在县政府门户网站公开。", "",
            ),
            strict=True,
        )
    ),
)  # fmt: skip
SHEETS = (_BASIC, _BUDGET, _SPENDING, _PROJECTS, _THREE_PUBLIC, _INDICATORS, _WORDS)


def coordinate(row: int, column: int) -> str:
    """Return the name of a cell as Excel shows it: C5."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return f"{letters}{row}"
