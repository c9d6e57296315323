"""The money of a report: budget and execution by form, income and spending by narrative, 三公经费, 基础数据表.

Any amount `x` may stand beside `x_change_from_previous`, `x_growth` (%), `x_share` (%) and `x_share_of`.
"""

from __future__ import annotations

from typing import Any, Literal, TypeVar, cast

from pydantic import Field, create_model

from extractor.records.base import Record
from extractor.records.values import Amount, Figure, Text, many, optional

BudgetItem = Literal[
    "total", "basic", "personnel", "public", "project", "general_project", "key_project", "fiscal",
    "special_account", "own_funds", "carryover", "other", "central", "provincial", "local",
]  # fmt: skip
"""资金总额 基本支出 人员经费 公用经费 项目支出 一般性项目 重点项目 财政拨款 专户管理资金 单位资金 上年结转
其他资金 中央 省级 地方."""

ThreePublicItem = Literal["total", "abroad", "vehicles", "vehicle_purchase", "vehicle_operation", "reception"]


_Model = TypeVar("_Model", bound=Record)


def _sibling(title: str) -> Any:
    return (Figure | None, Field(default=None, title=title))


def _with_growth(model: type[_Model]) -> type[_Model]:
    """Add to each amount `x` of a group `x_change_from_previous` and `x_growth`; for `total` without prefix."""
    fields: dict[str, Any] = {}
    for name, field in model.__pydantic_fields__.items():
        if field.annotation == Amount | None:
            prefix = "" if name == "total" else f"{name}_"
            fields[f"{prefix}change_from_previous"] = _sibling(f"{field.title}较上年增减额")
            fields[f"{prefix}growth"] = _sibling(f"{field.title}较上年增减率（%）")
    return cast("type[_Model]", create_model(model.__name__, __base__=model, __module__=__name__, **fields))


def _with_shares(model: type[_Model]) -> type[_Model]:
    """Add to each amount `x` of a group `x_share` and `x_share_of`; for `total` without prefix."""
    fields: dict[str, Any] = {}
    for name, field in model.__pydantic_fields__.items():
        if field.annotation == Amount | None:
            prefix = "" if name == "total" else f"{name}_"
            fields[f"{prefix}share"] = _sibling(f"{field.title}占比（%）")
            fields[f"{prefix}share_of"] = (Text | None, Field(default=None, title=f"{field.title}占什么的比"))
    return cast("type[_Model]", create_model(model.__name__, __base__=model, __module__=__name__, **fields))


class BudgetRow(Record):
    """预算执行情况表的一行."""

    item: BudgetItem | None = optional("项目代码")
    label: Text | None = optional("行标签", "不含序号和 其中：；行上没有印标签时为空")
    initial: Amount | None = optional("年初预算数")
    adjusted: Amount | None = optional("全年预算数", "调整后预算数；只有一列预算数时也在此")
    executed: Amount | None = optional("全年执行数")
    weight: Figure | None = optional("分值", "分")
    rate: Figure | None = optional("执行率", "%")
    score: Figure | None = optional("得分", "分")


class ByIncome(Record):
    """按收入性质分."""

    general_public: Amount | None = optional("一般公共预算")
    government_fund: Amount | None = optional("政府性基金拨款")
    special_account: Amount | None = optional("纳入专户管理的非税收入拨款")
    other: Amount | None = optional("其他资金")


class ByExpenditure(Record):
    """按支出性质分."""

    basic: Amount | None = optional("基本支出")
    project: Amount | None = optional("项目支出")


class Budget(Record):
    """预算执行情况（表中所载）."""

    rows: tuple[BudgetRow, ...] = many("预算执行情况")
    by_income: ByIncome | None = optional("按收入性质分")
    by_expenditure: ByExpenditure | None = optional("按支出性质分")


@_with_shares
@_with_growth
class Income(Record):
    """收入情况（正文所载）."""

    initial: Amount | None = optional("年初预算收入")
    total: Amount | None = optional("收入合计")
    fiscal: Amount | None = optional("财政拨款收入")
    general_public: Amount | None = optional("一般公共预算收入")
    carryover: Amount | None = optional("上年结转")
    supplement: Amount | None = optional("追加预算")
    other: Amount | None = optional("其他收入")


class Shares(Record):
    """基本支出各项占比，%；`…_of` 是原文所说占什么的比."""

    wages: Figure | None = optional("工资福利支出占比")
    wages_of: Text | None = optional("工资福利支出占什么的比")
    goods_services: Figure | None = optional("商品和服务支出占比")
    goods_services_of: Text | None = optional("商品和服务支出占什么的比")
    individuals_families: Figure | None = optional("对个人和家庭的补助占比")
    individuals_families_of: Text | None = optional("对个人和家庭的补助占什么的比")
    other: Figure | None = optional("其他支出占比")
    other_of: Text | None = optional("其他支出占什么的比")
    personnel: Figure | None = optional("人员经费占比")
    personnel_of: Text | None = optional("人员经费占什么的比")
    public: Figure | None = optional("公用经费占比")
    public_of: Text | None = optional("公用经费占什么的比")
    total: Figure | None = optional("基本支出占比")
    total_of: Text | None = optional("基本支出占什么的比")


@_with_growth
class Basic(Record):
    """基本支出（正文所载）."""

    total: Amount | None = optional("基本支出")
    wages: Amount | None = optional("工资福利支出")
    goods_services: Amount | None = optional("商品和服务支出")
    individuals_families: Amount | None = optional("对个人和家庭的补助")
    other: Amount | None = optional("其他支出")
    personnel: Amount | None = optional("人员经费")
    public: Amount | None = optional("公用经费")
    shares: Shares | None = optional("占比")


@_with_shares
@_with_growth
class Item(Record):
    """项目支出的一项."""

    name: Text = Field(title="项目名称")
    amount: Amount | None = optional("金额")


@_with_shares
@_with_growth
class ProjectSpending(Record):
    """项目支出（正文所载）."""

    total: Amount | None = optional("项目支出")
    items: tuple[Item, ...] = many("项目支出明细")
    items_closed: bool | None = optional("项目明细是否列全", "仅当原文写明列全（其中、包括，无 等、主要）")


@_with_shares
@_with_growth
class Spending(Record):
    """支出情况（正文所载；表中所载见 budget）."""

    initial_budget: Amount | None = optional("年初预算")
    adjusted_budget: Amount | None = optional("调整后预算")
    total: Amount | None = optional("支出合计")
    rate: Figure | None = optional("预算执行率", "%")
    basic: Basic | None = optional("基本支出")
    project: ProjectSpending | None = optional("项目支出")
    government_fund: Amount | None = optional("政府性基金预算支出")
    state_capital: Amount | None = optional("国有资本经营预算支出")
    social_insurance: Amount | None = optional("社会保险基金预算支出")
    balance: Amount | None = optional("年末结余")


@_with_shares
class ThreePublicRow(Record):
    """三公经费的一项."""

    item: ThreePublicItem = Field(title="项目代码")
    label: Text | None = optional("行标签")
    previous: Amount | None = optional("上年决算数")
    budget: Amount | None = optional("本年预算数")
    final: Amount | None = optional("本年决算数")
    change_from_previous: Figure | None = optional("较上年增减额")
    growth: Figure | None = optional("较上年增减率", "%")


class ThreePublic(Record):
    """三公经费."""

    rows: tuple[ThreePublicRow, ...] = many("三公经费")


class BaseDataRow(Record):
    """基础数据表的一行."""

    label: Text = Field(title="行标签")
    previous_final: Amount | None = optional("上年决算数")
    current_budget: Amount | None = optional("本年预算数")
    current_final: Amount | None = optional("本年决算数")


class BaseData(Record):
    """部门整体支出绩效评价基础数据表."""

    unit_as_printed: Text | None = optional("表头单位")
    rows: tuple[BaseDataRow, ...] = many("基础数据")
