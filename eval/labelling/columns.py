"""The names in a workbook of a label: its sheets, their columns, the marks that a person may set."""

from __future__ import annotations

LABELS, SECTIONS, UNREAD, HOW_TO, FIELDS, ASIDES = "标注", "章节", "未读", "说明", "字段表", "其他"

PART, NAME, ROW, VALUE, UNIT = "部分", "名称", "行", "值", "单位"
NEW, DELETE, ALSO = "改为", "删除", "也算对"
STATUS, QUOTE, PLACE, PATH = "状态", "引文", "位置", "字段"
LEVEL, TITLE = "层级", "标题"
PRINTED, NEAREST, TARGET = "原文", "最近的标签", "归入字段"
ITEM, CONTENT = "项目", "内容"

DELETED = "删"
YES, NO = "是", "否"
ABSENT = "（空）"
"""Among the other right answers: that nothing is read."""

REPORT_FILE, NEUTRAL, FINGERPRINT = "报告文件", "不计多读的字段", "依据的标注"
