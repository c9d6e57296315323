"""The units of Chinese reports: money, counters, points and rates."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

MONEY_IN_YUAN = {
    "元": Decimal(1),
    "百元": Decimal(100),
    "千元": Decimal(1000),
    "万元": Decimal(10) ** 4,
    "百万元": Decimal(10) ** 6,
    "千万元": Decimal(10) ** 7,
    "亿元": Decimal(10) ** 8,
}
"""What one of each unit of money is worth in 元."""

_COUNTERS = """
人 名 位 人次 人天 人时 户 户次 家 家次 个 个月 个小时 个学时 个课时 个工作日 工作日 次 场 场次 车次 辆次 班次
批 批次 趟 轮 届 期 篇 项 件 份 册 本 张 幅 条 首 部 支 队 台 台次 套 辆 艘 架 处 座 所 间 栋 幢 盏 块 片 段 宗
起 例 对 种 类 只 头 株 棵 盆 颗 粒 枚 瓶 盒 箱 袋 包 双 副 面 顶 口 眼 孔 门 节 堂 组 层 床 亩 亩次 公顷 平方米
平方公里 平方 立方米 立方 米 公里 千米 ㎡ m² m2 km kg 克 公斤 千克 斤 吨 升 毫升 度 千瓦 千瓦时 天 小时 分钟 秒
周 年 日 学时 课时 岁 倍 村 社区 乡镇 卷 页 封 尾 羽 剂 剂次 帧 笔 桩
"""
COUNTERS = tuple(_COUNTERS.split())
"""Words that count things; the figure before one of them is exact (not so with 万 before it: 2.07万人)."""

_FOREIGN_MONEY = ("美元", "欧元", "日元", "港元", "港币", "英镑")


def any_of(words: Iterable[str]) -> str:
    """Return a pattern that matches one of the words, the longest first."""
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


PER = rf"(?:[/·](?:{any_of((*COUNTERS, '月', '学期', '学年'))}))"
"""Pattern of what an amount is counted by: the `/人` of 元/人, the `/人` and `/年` of 元/人/年."""

_COUNTED = any_of((*_FOREIGN_MONEY, *(word for word in COUNTERS if word != "部")))
UNIT = (
    r"(?:[%‰]|个?百分点|分(?!之|别|公司|局|支|钟)"
    rf"|(?:百万|千万|万|亿|千|百)?[多余几]?(?:元(?!旦)|部(?!分|门|室)|{_COUNTED}){PER}*"
    r"|[万亿])"
)
"""Pattern of a unit as it stands behind a folded number, a 多 or 余 inside it included (3万多人)."""

_SHORT = {"万": "万元", "亿": "亿元", "个百分点": "百分点"}


def name_of(printed: str) -> str:
    """Return the unit that `UNIT` matched by its plain name: 万多人 is 万人, a lone 万 means 万元."""
    plain = re.sub("[多余几]", "", printed)
    return _SHORT.get(plain, plain)


def in_yuan(value: Decimal, unit: str) -> Decimal | None:
    """Return an amount in 元, or None when the unit is not one of money (元/人 is not)."""
    factor = MONEY_IN_YUAN.get(unit)
    return None if factor is None else value * factor


def is_money(unit: str) -> bool:
    """Whether a unit is one of money."""
    return unit in MONEY_IN_YUAN
