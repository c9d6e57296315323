"""Grades by score, and the words for them."""

from __future__ import annotations

import re
from decimal import Decimal

NATIONAL = ((Decimal(90), "优"), (Decimal(80), "良"), (Decimal(60), "中"), (Decimal(0), "差"))
"""The lowest score of each grade (财预〔2020〕10号; a province may set its own)."""

_WORDS = {
    **dict.fromkeys(("优", "优秀", "优等"), "优"),
    **dict.fromkeys(("良", "良好", "良等"), "良"),
    **dict.fromkeys(("中", "中等", "合格", "一般"), "中"),
    **dict.fromkeys(("差", "差等", "较差", "不合格"), "差"),
}


def tier(score: Decimal, tiers: tuple[tuple[Decimal, str], ...] = NATIONAL) -> str:
    """Return the grade of a score out of 100; the lower bound belongs to the grade."""
    return next((word for bound, word in tiers if score >= bound), tiers[-1][1])


def grade_of(text: str) -> str | None:
    """Return 优 良 中 差 for the words of a report; None for another scale or several ticked boxes."""
    bare = re.sub(r"[\s“”\"。：:（）()]|评价等次|自评|等次|等级|为", "", text)
    return _WORDS.get(bare)
