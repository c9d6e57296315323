"""The record of one report: the public contract of `record.json`.

Each field has its Chinese name as title and its meaning and unit as description; together they are
the glossary of the project (`extractor.records.paths.title`) and the JSON Schema.
An absent value is absent on paper; a printed 无 is a text, a printed 0 is a figure.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any, Literal, TypeVar, cast

from pydantic import Field, create_model

from extractor.records.base import Record
from extractor.records.evidence import Evidence

SCHEMA_VERSION = "1"

Status = Literal["verified", "contradicted", "unchecked"]

BudgetItem = Literal[
    "total", "basic", "personnel", "public", "project", "general_project", "key_project", "fiscal",
    "special_account", "own_funds", "carryover", "other", "central", "provincial", "local",
]  # fmt: skip
"""资金总额 基本支出 人员经费 公用经费 项目支出 一般性项目 重点项目 财政拨款 专户管理资金 单位资金 上年结转
其他资金 中央 省级 地方."""

ThreePublicItem = Literal["total", "abroad", "vehicles", "vehicle_purchase", "vehicle_operation", "reception"]


def _f(title: str, description: str = "") -> Any:
    """Return an optional field with its Chinese name and meaning."""
    return Field(default=None, title=title, description=description)


def _rows(title: str, description: str = "") -> Any:
    """Return a list field with its Chinese name and meaning."""
    return Field(default=(), title=title, description=description)


class Corrected(Record):
    """A correction that a person accepted; it stands beside the printed value."""

    text: str = Field(title="改为")
    value: Decimal | None = _f("数值")
    unit: str | None = _f("单位")
    by: str = Field(title="处理人")
    on: str = Field(title="处理日期", description="ISO 日期")
    reason: str = Field(default="", title="理由")


class Alternative(Record):
    """The same fact printed elsewhere with another value."""

    text: str = Field(title="原文")
    value: Decimal | None = _f("数值")
    unit: str | None = _f("单位")
    at: Evidence


class Text(Record):
    """Words as printed, with their place."""

    text: str = Field(title="原文")
    at: Evidence
    also_at: tuple[Evidence, ...] = _rows("同值另见")
    alternatives: tuple[Alternative, ...] = _rows("异值另见")
    corrected: Corrected | None = _f("人工更正")


class Date(Text):
    """A date as printed, with its ISO value."""

    value: str = Field(title="日期", description="ISO 日期 2025-06-24；只到月的为 2025-06")


class Year(Text):
    """A fiscal year."""

    value: str = Field(title="年度", description="四位年份")


class Figure(Text):
    """A number as printed, its decimal value and unit, and what the arithmetic says of it."""

    value: Decimal = Field(title="数值", description="十进制，减少为负；从不换算")
    unit: str = Field(default="", title="单位", description="随数印出，或由表头、行标签、单位行继承")
    status: Status = Field(default="unchecked", title="核对状态")
    approximate: bool | None = _f("约数", "约、近、余、多")


class Measure(Text):
    """A target or an actual value: words as printed, and its figure when it holds exactly one."""

    operator: str | None = _f("比较符", "≥ ≤ > < =")
    value: Decimal | None = _f("数值")
    unit: str | None = _f("单位")
    approximate: bool | None = _f("约数")


Amount = Figure | Text
"""A sum of money: a figure, or the printed word 无."""

_Model = TypeVar("_Model", bound=type[Record])


def _sibling(title: str) -> Any:
    return (Figure | None, Field(default=None, title=title))


def _with_growth(model: _Model) -> _Model:
    """Add to each amount `x` of a group `x_change_from_previous` and `x_growth`; for `total` without prefix."""
    fields: dict[str, Any] = {}
    for name, field in model.model_fields.items():
        if field.annotation == Amount | None:
            prefix = "" if name == "total" else f"{name}_"
            fields[f"{prefix}change_from_previous"] = _sibling(f"{field.title}较上年增减额")
            fields[f"{prefix}growth"] = _sibling(f"{field.title}较上年增减率（%）")
    return cast(_Model, create_model(model.__name__, __base__=model, __module__=__name__, **fields))


def _with_shares(model: _Model) -> _Model:
    """Add to each amount `x` of a group `x_share` and `x_share_of`; for `total` without prefix."""
    fields: dict[str, Any] = {}
    for name, field in model.model_fields.items():
        if field.annotation == Amount | None:
            prefix = "" if name == "total" else f"{name}_"
            fields[f"{prefix}share"] = _sibling(f"{field.title}占比（%）")
            fields[f"{prefix}share_of"] = (Text | None, Field(default=None, title=f"{field.title}占什么的比"))
    return cast(_Model, create_model(model.__name__, __base__=model, __module__=__name__, **fields))


class Evaluator(Record):
    """评价人员表的一行."""

    name: Text | None = _f("姓名")
    title: Text | None = _f("职务/职称")
    organization: Text | None = _f("单位")


class Profile(Record):
    """封面与概况."""

    unit_name: Text | None = _f("单位名称")
    budget_code: Text | None = _f("预算编码")
    fiscal_year: Year | None = _f("评价年度")
    report_date: Date | None = _f("报告日期")
    evaluation_method: Text | None = _f("评价方式")
    evaluation_agency: Text | None = _f("评价机构")
    preparer: Text | None = _f("填报人")
    phone: Text | None = _f("联系电话")
    head: Text | None = _f("单位负责人")
    duties: Text | None = _f("主要职能")
    departments: Text | None = _f("机构设置")
    evaluators: tuple[Evaluator, ...] = _rows("评价人员")


class StaffRow(Record):
    """人员构成的一类."""

    label: Text = Field(title="人员类别")
    authorized: Figure | None = _f("编制数")
    actual: Figure | None = _f("实有人数")


class VehicleRow(Record):
    """公务用车构成的一类."""

    label: Text = Field(title="车辆类别")
    count: Figure | None = _f("数量", "台或辆")


class Vehicles(Record):
    """公务用车."""

    total: Figure | None = _f("公务用车数量", "台或辆")
    breakdown: tuple[VehicleRow, ...] = _rows("公务用车构成")


class Staffing(Record):
    """人员编制情况."""

    authorized: Figure | None = _f("编制数", "人")
    actual: Figure | None = _f("在职人数", "在职、在编、实有，人")
    retired: Figure | None = _f("退休人数", "退休、离退休，人")
    control_rate: Figure | None = _f("在职人员控制率", "在职人数/编制数，%")
    breakdown: tuple[StaffRow, ...] = _rows("人员构成")
    breakdown_closed: bool | None = _f("人员构成是否列全", "仅当原文写明列全（其中、包括，无 等、主要）")
    vehicles: Vehicles | None = _f("公务用车")


class BudgetRow(Record):
    """预算执行情况表的一行."""

    item: BudgetItem | None = _f("项目代码")
    label: Text | None = _f("行标签", "不含序号和 其中：；行上没有印标签时为空")
    initial: Amount | None = _f("年初预算数")
    adjusted: Amount | None = _f("全年预算数", "调整后预算数；只有一列预算数时也在此")
    executed: Amount | None = _f("全年执行数")
    weight: Figure | None = _f("分值", "分")
    rate: Figure | None = _f("执行率", "%")
    score: Figure | None = _f("得分", "分")


class ByIncome(Record):
    """按收入性质分."""

    general_public: Amount | None = _f("一般公共预算")
    government_fund: Amount | None = _f("政府性基金拨款")
    special_account: Amount | None = _f("纳入专户管理的非税收入拨款")
    other: Amount | None = _f("其他资金")


class ByExpenditure(Record):
    """按支出性质分."""

    basic: Amount | None = _f("基本支出")
    project: Amount | None = _f("项目支出")


class Budget(Record):
    """预算执行情况（表中所载）."""

    rows: tuple[BudgetRow, ...] = _rows("预算执行情况")
    by_income: ByIncome | None = _f("按收入性质分")
    by_expenditure: ByExpenditure | None = _f("按支出性质分")


@_with_shares
@_with_growth
class Income(Record):
    """收入情况（正文所载）."""

    initial: Amount | None = _f("年初预算收入")
    total: Amount | None = _f("收入合计")
    fiscal: Amount | None = _f("财政拨款收入")
    general_public: Amount | None = _f("一般公共预算收入")
    carryover: Amount | None = _f("上年结转")
    supplement: Amount | None = _f("追加预算")
    other: Amount | None = _f("其他收入")


class Shares(Record):
    """基本支出各项占比，%；`…_of` 是原文所说占什么的比."""

    wages: Figure | None = _f("工资福利支出占比")
    wages_of: Text | None = _f("工资福利支出占什么的比")
    goods_services: Figure | None = _f("商品和服务支出占比")
    goods_services_of: Text | None = _f("商品和服务支出占什么的比")
    individuals_families: Figure | None = _f("对个人和家庭的补助占比")
    individuals_families_of: Text | None = _f("对个人和家庭的补助占什么的比")
    other: Figure | None = _f("其他支出占比")
    other_of: Text | None = _f("其他支出占什么的比")
    personnel: Figure | None = _f("人员经费占比")
    personnel_of: Text | None = _f("人员经费占什么的比")
    public: Figure | None = _f("公用经费占比")
    public_of: Text | None = _f("公用经费占什么的比")
    total: Figure | None = _f("基本支出占比")
    total_of: Text | None = _f("基本支出占什么的比")


@_with_growth
class Basic(Record):
    """基本支出（正文所载）."""

    total: Amount | None = _f("基本支出")
    wages: Amount | None = _f("工资福利支出")
    goods_services: Amount | None = _f("商品和服务支出")
    individuals_families: Amount | None = _f("对个人和家庭的补助")
    other: Amount | None = _f("其他支出")
    personnel: Amount | None = _f("人员经费")
    public: Amount | None = _f("公用经费")
    shares: Shares | None = _f("占比")


@_with_shares
@_with_growth
class Item(Record):
    """项目支出的一项."""

    name: Text = Field(title="项目名称")
    amount: Amount | None = _f("金额")


@_with_shares
@_with_growth
class ProjectSpending(Record):
    """项目支出（正文所载）."""

    total: Amount | None = _f("项目支出")
    items: tuple[Item, ...] = _rows("项目支出明细")
    items_closed: bool | None = _f("项目明细是否列全", "仅当原文写明列全（其中、包括，无 等、主要）")


@_with_shares
@_with_growth
class Spending(Record):
    """支出情况（正文所载；表中所载见 budget）."""

    initial_budget: Amount | None = _f("年初预算")
    adjusted_budget: Amount | None = _f("调整后预算")
    total: Amount | None = _f("支出合计")
    rate: Figure | None = _f("预算执行率", "%")
    basic: Basic | None = _f("基本支出")
    project: ProjectSpending | None = _f("项目支出")
    government_fund: Amount | None = _f("政府性基金预算支出")
    state_capital: Amount | None = _f("国有资本经营预算支出")
    social_insurance: Amount | None = _f("社会保险基金预算支出")
    balance: Amount | None = _f("年末结余")


@_with_shares
class ThreePublicRow(Record):
    """三公经费的一项."""

    item: ThreePublicItem = Field(title="项目代码")
    label: Text | None = _f("行标签")
    previous: Amount | None = _f("上年决算数")
    budget: Amount | None = _f("本年预算数")
    final: Amount | None = _f("本年决算数")
    change_from_previous: Figure | None = _f("较上年增减额")
    growth: Figure | None = _f("较上年增减率", "%")


class ThreePublic(Record):
    """三公经费."""

    rows: tuple[ThreePublicRow, ...] = _rows("三公经费")


class BaseDataRow(Record):
    """基础数据表的一行."""

    label: Text = Field(title="行标签")
    previous_final: Amount | None = _f("上年决算数")
    current_budget: Amount | None = _f("本年预算数")
    current_final: Amount | None = _f("本年决算数")


class BaseData(Record):
    """部门整体支出绩效评价基础数据表."""

    unit_as_printed: Text | None = _f("表头单位")
    rows: tuple[BaseDataRow, ...] = _rows("基础数据")


class Goals(Record):
    """年度总体目标."""

    expected: Text | None = _f("预期目标")
    actual: Text | None = _f("实际完成情况")


class Indicator(Record):
    """一条三级指标；合并的单元格已向下填充."""

    level1: Text | None = _f("一级指标")
    level1_weight: Figure | None = _f("一级指标分值", "分，印在一级指标括号内")
    level2: Text | None = _f("二级指标")
    level3: Text | None = _f("三级指标")
    target: Measure | None = _f("年度指标值")
    actual: Measure | None = _f("实际完成值")
    unit: Text | None = _f("计量单位", "独立成列的单位")
    weight: Figure | None = _f("分值", "分")
    completion: Figure | None = _f("完成率", "%")
    score: Figure | None = _f("得分", "分")
    deviation: Text | None = _f("偏差原因分析及改进措施")


class Score(Record):
    """总分与等次."""

    weight: Figure | None = _f("总分值", "分")
    total: Figure | None = _f("自评总分", "分")
    grade: Text | None = _f("评价等次")


class Project(Record):
    """一张项目支出绩效自评表，或叙述一个项目的自评报告."""

    name: Text | None = _f("项目名称")
    department: Text | None = _f("主管部门")
    implementing_unit: Text | None = _f("实施单位")
    fiscal_year: Year | None = _f("评价年度")
    preparer: Text | None = _f("填报人")
    phone: Text | None = _f("联系电话")
    head: Text | None = _f("单位负责人")
    report_date: Date | None = _f("填报日期")
    budget: Budget | None = _f("预算执行情况")
    goals: Goals | None = _f("年度总体目标")
    indicators: tuple[Indicator, ...] = _rows("绩效指标")
    score: Score | None = _f("得分")
    items: tuple[Item, ...] = _rows("资金构成")


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
    at: Evidence | None = _f("所称位置")


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
    model: str | None = _f("模型")
    prompts: dict[str, str] = Field(default_factory=dict, title="提示词散列")
    tokens: int = Field(default=0, title="词元数")
    cost: Decimal | None = _f("费用")
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
    places: tuple[Evidence, ...] = _rows("位置")


class Report(Record):
    """一份自评报告的记录."""

    schema_version: str = Field(default=SCHEMA_VERSION, title="格式版本")
    source: Source
    layout: str | None = _f("表单家族")
    profile: Profile | None = _f("封面与概况")
    staffing: Staffing | None = _f("人员编制")
    budget: Budget | None = _f("预算执行情况")
    income: Income | None = _f("收入情况")
    spending: Spending | None = _f("支出情况")
    three_public: ThreePublic | None = _f("三公经费")
    base_data: BaseData | None = _f("基础数据表")
    goals: Goals | None = _f("年度总体目标")
    indicators: tuple[Indicator, ...] = _rows("绩效指标")
    score: Score | None = _f("得分")
    projects: tuple[Project, ...] = _rows("项目自评")
    sections: tuple[Section, ...] = _rows("章节")
    moves: tuple[Move, ...] = _rows("错位", "按算术归位的错行、错格和丢失的合并单元格")
    unread: tuple[Unread, ...] = _rows("未读数字")
    coverage: Coverage | None = _f("覆盖率")
    rejected: tuple[Rejected, ...] = _rows("未采信的读数")
    problems: tuple[str, ...] = _rows("问题")
    run: Run | None = _f("运行信息")
