"""Who reports, with which staff, against which goals and indicators, and with what score."""

from __future__ import annotations

from pydantic import Field

from extractor.records.base import Record
from extractor.records.values import Date, Figure, Measure, Text, Year, many, optional


class Evaluator(Record):
    """评价人员表的一行."""

    name: Text | None = optional("姓名")
    title: Text | None = optional("职务/职称")
    organization: Text | None = optional("单位")


class Profile(Record):
    """封面与概况."""

    unit_name: Text | None = optional("单位名称")
    budget_code: Text | None = optional("预算编码")
    fiscal_year: Year | None = optional("评价年度")
    report_date: Date | None = optional("报告日期")
    evaluation_method: Text | None = optional("评价方式")
    evaluation_agency: Text | None = optional("评价机构")
    preparer: Text | None = optional("填报人")
    phone: Text | None = optional("联系电话")
    head: Text | None = optional("单位负责人")
    duties: Text | None = optional("主要职能")
    departments: Text | None = optional("机构设置")
    evaluators: tuple[Evaluator, ...] = many("评价人员")


class StaffRow(Record):
    """人员构成的一类."""

    label: Text = Field(title="人员类别")
    authorized: Figure | None = optional("编制数")
    actual: Figure | None = optional("实有人数")


class VehicleRow(Record):
    """公务用车构成的一类."""

    label: Text = Field(title="车辆类别")
    count: Figure | None = optional("数量", "台或辆")


class Vehicles(Record):
    """公务用车."""

    total: Figure | None = optional("公务用车数量", "台或辆")
    breakdown: tuple[VehicleRow, ...] = many("公务用车构成")


class Staffing(Record):
    """人员编制情况."""

    authorized: Figure | None = optional("编制数", "人")
    actual: Figure | None = optional("在职人数", "在职、在编、实有，人")
    retired: Figure | None = optional("退休人数", "退休、离退休，人")
    control_rate: Figure | None = optional("在职人员控制率", "在职人数/编制数，%")
    breakdown: tuple[StaffRow, ...] = many("人员构成")
    breakdown_closed: bool | None = optional("人员构成是否列全", "仅当原文写明列全（其中、包括，无 等、主要）")
    vehicles: Vehicles | None = optional("公务用车")


class Goals(Record):
    """年度总体目标."""

    expected: Text | None = optional("预期目标")
    actual: Text | None = optional("实际完成情况")


class Indicator(Record):
    """一条三级指标；合并的单元格已向下填充."""

    level1: Text | None = optional("一级指标")
    level1_weight: Figure | None = optional("一级指标分值", "分，印在一级指标括号内")
    level2: Text | None = optional("二级指标")
    level3: Text | None = optional("三级指标")
    target: Measure | None = optional("年度指标值")
    actual: Measure | None = optional("实际完成值")
    unit: Text | None = optional("计量单位", "独立成列的单位")
    weight: Figure | None = optional("分值", "分")
    completion: Figure | None = optional("完成率", "%")
    score: Figure | None = optional("得分", "分")
    deviation: Text | None = optional("偏差原因分析及改进措施")


class Score(Record):
    """总分与等次."""

    weight: Figure | None = optional("总分值", "分")
    total: Figure | None = optional("自评总分", "分")
    grade: Text | None = optional("评价等次")
