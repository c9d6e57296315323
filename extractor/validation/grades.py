"""Grades by score, and the words for them."""

from __future__ import annotations

import re
from decimal import Decimal

from extractor.records.document import Document
from extractor.validation.thresholds import Grade

_WORDS = {
    **dict.fromkeys(("优", "优秀", "优等"), "优"),
    **dict.fromkeys(("良", "良好", "良等"), "良"),
    **dict.fromkeys(("中", "中等", "合格", "一般"), "中"),
    **dict.fromkeys(("差", "差等", "较差", "不合格"), "差"),
}


_ASKED = re.compile(
    r"(?:评价|评定|自评|绩效|综合|结果|结论)(?:等次|等级)|等次|评价(?:结论|结果)[：:]|(?:^|[：:□☑✓√])等级$"
)


def asked_for(document: Document) -> bool:
    """Whether a paper has a field for the grade, or speaks of one: many forms have none."""
    cells = (cell.text for table in document.tables for cell in table.cells)
    texts = (re.sub(r"\s+", "", text) for text in (*cells, *(line.text for line in document.lines)))
    return any(_ASKED.search(text) for text in texts)


def due(score: Decimal, grades: tuple[Grade, ...]) -> str:
    """Return the grade of a score out of 100; the lower bound belongs to the grade."""
    return next((grade.name for grade in grades if score >= grade.lowest), grades[-1].name)


def grade_of(text: str, grades: tuple[Grade, ...]) -> str | None:
    """Return the grade that the words of a report name; None for another scale or several ticked boxes."""
    bare = re.sub(r"[\s“”\"。：:（）()]|评价等次|自评|等次|等级|为", "", text)
    return bare if any(grade.name == bare for grade in grades) else _WORDS.get(bare)
