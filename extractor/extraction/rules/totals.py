"""The total score, the full marks and the grade, in a row of a form or in a line."""

from __future__ import annotations

import re
from itertools import pairwise

from extractor.extraction.claims import Claims, Place
from extractor.extraction.lexicon import CHECK_BOX, label_key, plain, simplify, vocabulary, without_brackets
from extractor.extraction.rules.grids import Row, Slot, is_figure
from extractor.extraction.rules.levels import level_of
from extractor.records.quantity import find_quantities

_GRADES = "优秀|优良|优|良好|良|中等|中|一般|不合格|合格|较差|差"
_CHECKED_BEFORE = re.compile(rf"[☑✓✔√■☒●]\s*({_GRADES})")
_CHECKED_BEHIND = re.compile(rf"({_GRADES})\s*[☑✓✔√■☒●]")
_GRADE = re.compile(f"({_GRADES})")
_LONGEST_GRADE = 12
_OF_A_COLUMN = {"合计", "总计", "小计合计"}


_SCORE_WORDS = re.compile(
    "(?:自评|自我|综合|绩效|评价|考核|项目|整体|支出|最终|总体|指标|量化|总|合计|总计|得分|评分|分数|总分|分)+"
)
_SUM = re.compile("合计|总计|总分|总得分|总评分|综合得分|综合评分|最终得分")


def score_code(text: str) -> str | None:
    """Return what a label of the result names: total, weight or grade.

    The labels of the total are many, but put together from a few words: 自评得分合计, 项目绩效自评总得分.
    """
    found = vocabulary("rows.score").exact(text)
    key = without_brackets(label_key(text))
    return found or ("total" if _SCORE_WORDS.fullmatch(key) and _SUM.search(key) else None)


def is_total(row: Row) -> bool:
    """Whether a row is the row of the total: such a label, and figures beside it."""
    printed = [slot for slot in row if not slot.empty]
    if len(printed) < 2 or score_code(printed[0].text) not in {"total", "weight"}:  # noqa: PLR2004
        return False
    figures_only = is_figure(printed[1].text) and (len(printed) == 2 or is_figure(printed[2].text))  # noqa: PLR2004
    return figures_only or len(_labelled(row)) > 1


def _labelled(row: Row) -> list[tuple[str, Slot]]:
    """The figures of a row in which each has its own label: 总分值 | 100 | 自评总分 | 98."""
    printed = [slot for slot in row if not slot.empty]
    pairs = [(a, b) for a, b in pairwise(printed) if is_figure(b.text) and plain(a.text) not in _OF_A_COLUMN]
    found = [(score_code(a.text), b) for a, b in pairs]
    return [(code, slot) for code, slot in found if code in {"total", "weight"}]


def claim_total(row: Row, claims: Claims, *, has_scores: bool) -> None:
    """Claim the figures of the row of the total: the full marks and the total, or one of them.

    A single figure is the total when any indicator has a score or the label says 得分, else the full marks.
    """
    labelled = _labelled(row)
    figures = [slot for slot in row if is_figure(slot.text) and "%" not in slot.key]
    full = level_of(row[0]).weight if row and not is_figure(row[0].text) else ""
    if full and figures:
        claims.figure("score.weight", find_quantities(full)[0], row[0].place, "分")
        labelled = [("total", figures[0])]
    elif len(labelled) < 2 and len(figures) > 1:  # noqa: PLR2004
        labelled = [("weight", figures[0]), ("total", figures[1])]
    elif len(figures) == 1:
        says_score = re.search("得分|评分", plain(_first(row)))
        labelled = [("total" if has_scores or says_score else "weight", figures[0])]
    for code, slot in labelled:
        claims.cell(f"score.{code}", slot.place, "分")


def claim_score_row(row: Row, claims: Claims) -> None:
    """Claim total and grade from a row of labels and values: `自评总分 | 98.5 | 评价等级 | 优☑ 良□`."""
    if is_total(row) and plain(_first(row)) not in _OF_A_COLUMN:
        claim_total(row, claims, has_scores=True)
    elif _labelled(row):
        claim_total([slot for _, slot in _labelled(row)], claims, has_scores=True)
    claim_grade_of_row(row, claims)
    for slot in row:
        label, _, value = slot.text.partition("：" if "：" in slot.text else ":")
        if score_code(label) == "total" and len(found := find_quantities(value)) == 1:
            claims.figure("score.total", found[0], slot.place, "分")


def claim_grade_of_row(row: Row, claims: Claims) -> None:
    """Claim the grade that stands behind its label, in the same cell or the next one."""
    printed = [slot for slot in row if not slot.empty]
    for index, slot in enumerate(printed):
        label, _, inline = slot.text.partition("：" if "：" in slot.text else ":")
        if vocabulary("rows.score").exact(label) != "grade":
            continue
        if inline.strip():
            claim_grade(inline, slot.place, claims)
        elif index + 1 < len(printed):
            claim_grade(printed[index + 1].text, printed[index + 1].place, claims)


def claim_grade(value: str, at: Place, claims: Claims) -> None:
    """Claim the grade of a text: the checked box, or the word alone."""
    folded = simplify(value)
    before = re.match(rf"\s*[(]?{CHECK_BOX.pattern}", folded) is not None
    checked = (_CHECKED_BEFORE if before else _CHECKED_BEHIND).search(folded)
    if checked is not None:
        claims.add("score.grade", "text", value[slice(*checked.span(1))], at)
    elif not CHECK_BOX.search(folded) and (match := _GRADE.search(folded)) and len(plain(value)) <= _LONGEST_GRADE:
        claims.add("score.grade", "text", value[slice(*match.span(1))], at)


def _first(row: Row) -> str:
    return next((slot.text for slot in row if not slot.empty), "")
