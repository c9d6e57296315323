"""The record of one report: the public contract of `record.json`.

Each field has its Chinese name as title and its meaning and unit as description; together they are
the glossary of the project (`extractor.records.paths.title`) and the JSON Schema.
An absent value is absent on paper; a printed 无 is a text, a printed 0 is a figure.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from pydantic import Field

from extractor.records.base import Record
from extractor.records.evidence import Evidence
from extractor.records.money import (
    BaseData,
    BaseDataRow,
    Basic,
    Budget,
    BudgetItem,
    BudgetRow,
    ByExpenditure,
    ByIncome,
    Income,
    Item,
    ProjectSpending,
    Shares,
    Spending,
    ThreePublic,
    ThreePublicItem,
    ThreePublicRow,
)
from extractor.records.review import Review
from extractor.records.unit import (
    Evaluator,
    Goals,
    Indicator,
    Profile,
    Score,
    Staffing,
    StaffRow,
    VehicleRow,
    Vehicles,
)
from extractor.records.values import (
    Alternative,
    Amount,
    Corrected,
    Date,
    Figure,
    Measure,
    Status,
    Text,
    Year,
    many,
    optional,
)

__all__ = [
    "SCHEMA_VERSION", "Alternative", "Amount", "BaseData", "BaseDataRow", "Basic", "Budget", "BudgetItem", "BudgetRow",
    "ByExpenditure", "ByIncome", "Corrected", "Coverage", "Date", "Evaluator", "Figure", "Goals", "Income",
    "Indicator", "Item", "Measure", "Move", "Profile", "Project", "ProjectSpending", "Rejected", "Report", "Review",
    "Run", "Score", "Section", "Shares", "Source", "Spending", "StaffRow", "Staffing", "Status", "Text", "ThreePublic",
    "ThreePublicItem", "ThreePublicRow", "Unread", "VehicleRow", "Vehicles", "Year",
]  # fmt: skip

SCHEMA_VERSION = "1"


class Project(Record):
    """一张项目支出绩效自评表，或叙述一个项目的自评报告."""

    name: Text | None = optional("项目名称")
    department: Text | None = optional("主管部门")
    implementing_unit: Text | None = optional("实施单位")
    fiscal_year: Year | None = optional("评价年度")
    preparer: Text | None = optional("填报人")
    phone: Text | None = optional("联系电话")
    head: Text | None = optional("单位负责人")
    report_date: Date | None = optional("填报日期")
    budget: Budget | None = optional("预算执行情况")
    goals: Goals | None = optional("年度总体目标")
    indicators: tuple[Indicator, ...] = many("绩效指标")
    score: Score | None = optional("得分")
    deviation: Text | None = optional("偏差或未完成原因", "表中不逐条写、在一行里集中说明的，写“无”也照录")
    items: tuple[Item, ...] = many("资金构成")


class Section(Record):
    """一个章节：标题与其下正文（不含下级标题）."""

    number: str = Field(title="序号")
    title: str = Field(title="标题")
    level: int = Field(title="层级", description="1 为最高")
    text: str = Field(title="正文")
    first_line: str = Field(title="首行", description="标题所在行号")
    last_line: str = Field(title="末行", description="正文最后一行或表的编号")


class Unread(Record):
    """没有字段收下的数字."""

    text: str = Field(title="原文", description="数字连同单位")
    at: Evidence
    label: str = Field(default="", title="最近的标签")


class Rejected(Record):
    """在纸上找不到、未予采信的读数."""

    path: str = Field(title="字段")
    text: str = Field(title="读数")
    reason: Literal["not_found", "wrong_place", "image_only", "not_a_figure", "no_such_field"] = Field(title="原因")
    at: Evidence | None = optional("所称位置")
    crop: str | None = optional("截图", "image_only 的：记录旁边的 PNG 文件名，所称位置的页面图像")


class Coverage(Record):
    """表格数字与正文金额、百分比有多少进了记录：ratio = 1 − unread / figures."""

    figures: int = Field(title="应读数字")
    unread: int = Field(title="未读数字")
    ratio: Decimal = Field(title="覆盖率", description="0–1；没有应读数字时为 1")


class Source(Record):
    """读的是哪个文件."""

    file: str = Field(title="文件名")
    sha256: str = Field(title="SHA-256")
    media_type: str = Field(title="媒体类型")
    pages: int = Field(title="页数")
    scanned_pages: int = Field(default=0, title="扫描页数")


class Run(Record):
    """怎么读的."""

    version: str = Field(title="软件版本")
    reader: str = Field(title="读法", description="rules | model | hybrid")
    settings: str = Field(default="", title="设置散列", description="设置或自备模板有变则不同；用来认出可沿用的结果")
    model: str | None = optional("模型")
    endpoint: str | None = optional("模型服务的地址", "原文发往哪里")
    prompts: dict[str, str] = Field(default_factory=dict, title="提示词散列")
    tokens: int = Field(default=0, title="词元数", description="输入与输出之和；取自缓存的不计")
    answer_tokens: int = Field(default=0, title="输出词元数")
    cost: Decimal | None = optional("费用", "按设置里的单价；没有设单价为空")
    asked: int = Field(default=0, title="问了几次")
    cached: int = Field(default=0, title="取自缓存的回答")
    faults: dict[str, int] = Field(default_factory=dict, title="没有用上的回答", description="按原因计数")
    stopped: Literal["budget"] | None = optional("提前结束", "budget：词元预算用尽，记录不完整")
    seconds: float = Field(default=0.0, title="用时（秒）")


class Move(Record):
    """标签错行、一行错格或合并单元格丢失：按算术与表的其余部分归位，两处位置都留作依据."""

    kind: Literal["label_rows", "row_cells", "lost_merge"] = Field(title="类别")
    table: str = Field(title="表号或所在行")
    by: int = Field(default=0, title="移动格数", description="标签下移为正，右移为正")
    path: str = Field(title="涉及的字段", description="如 budget.rows、indicators[3].level1")
    message: str = Field(title="说明", description="一句话，含前后成立的等式数")
    held_before: int = Field(default=0, title="照原样成立的等式数")
    held_after: int = Field(default=0, title="归位后成立的等式数")
    tested: int = Field(default=0, title="检验的等式数")
    places: tuple[Evidence, ...] = many("位置")


class Report(Record):
    """一份自评报告的记录."""

    schema_version: str = Field(default=SCHEMA_VERSION, title="格式版本")
    source: Source
    layout: str | None = optional("表单家族")
    profile: Profile | None = optional("封面与概况")
    staffing: Staffing | None = optional("人员编制")
    budget: Budget | None = optional("预算执行情况")
    income: Income | None = optional("收入情况")
    spending: Spending | None = optional("支出情况")
    three_public: ThreePublic | None = optional("三公经费")
    base_data: BaseData | None = optional("基础数据表")
    goals: Goals | None = optional("年度总体目标")
    indicators: tuple[Indicator, ...] = many("绩效指标")
    score: Score | None = optional("得分")
    deviation: Text | None = optional("偏差或未完成原因", "表中不逐条写、在一行里集中说明的，写“无”也照录")
    projects: tuple[Project, ...] = many("项目自评")
    sections: tuple[Section, ...] = many("章节")
    moves: tuple[Move, ...] = many("错位", "按算术归位的错行、错格和丢失的合并单元格")
    reviews: tuple[Review, ...] = many("人工处理", "人对各条问题的处理，先后为序；核对时认得，不是问题的不再算错误")
    unread: tuple[Unread, ...] = many("未读数字")
    coverage: Coverage | None = optional("覆盖率")
    rejected: tuple[Rejected, ...] = many("未采信的读数")
    problems: tuple[str, ...] = many("问题", "读不出的页、表、问题，每条一句话；有则退出码为 3")
    notes: tuple[str, ...] = many("说明", "不影响内容的说明，如扩展名不符、隐藏的工作表没有读")
    run: Run | None = optional("运行信息")
