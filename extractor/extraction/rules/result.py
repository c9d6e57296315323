"""What sentences say of the result: 自评得分 and 等次 of the report, not of an indicator, a project or another year."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from extractor.extraction.claims import Claims
from extractor.extraction.lexicon import any_of, vocabulary
from extractor.extraction.rules.mentions import Mention, mentions
from extractor.extraction.rules.passages import squeezed
from extractor.extraction.rules.years import Years
from extractor.records.passages import Passage

_GRADE = re.compile(
    rf"{any_of('before_grade')}[,，]?(?:确定|评定|均|定)?(?:为|是|属于|达到|属)?[:：,，]?(?:等次|等级)?(?:为|是)?[“\"‘「]?"
    r"(优秀|优良|优|良好|良|中等|中|合格|不合格|较差|差)(?:[”\"’」]|等?次|等?级|[。，,；;)）]|档|$)"
)
_BARE = {"得分", "评分", "总分"}
_FULL_MARKS = Decimal(100)
_NEAR = 24
_OF_A_PROJECT = re.compile(
    r"\s*(?:[(（]?[一二三四五六七八九十\d]+[)）、.．]\s*)?[“\"《「][^”\"》」]{2,40}[”\"》」](?:项目|专项)"
)
"""How a paragraph begins that tells of one project of a department."""

_SENTENCE = 40


def claim_result(passage: Passage, claims: Claims, fiscal_year: str, *, project: bool = False) -> None:
    """Claim the total score and the grade that a passage tells; `project`: the report is of one project or fund."""
    if not project and _OF_A_PROJECT.match(passage.text):
        return
    told = False
    for mention in _scores(passage, fiscal_year):
        if (project or not re.search(any_of("scored_part"), _clause(mention.lead))) and not _adds_up_a_part(mention):
            claims.figure("score.total", mention.quantity, mention.at)
            told = True
    for match in _GRADE.finditer(passage.text):
        sentence = squeezed(passage.text[max(0, match.start() - _SENTENCE) : match.end()])
        if (told or re.search(any_of("about_all"), sentence)) and _of_this_report(sentence, fiscal_year):
            claims.add("score.grade", "text", match[1], passage.place(match.start(), match.end()))


def _adds_up_a_part(mention: Mention) -> bool:
    """Whether a sentence that begins with a part of the indicators tells their sum: 产出指标共3项，得分合计20分."""
    first = re.split("[,，:：;；。(（]", mention.sentence.strip())[0]
    return "合计" in mention.rest and re.search(any_of("scored_part"), squeezed(first)) is not None


def _scores(passage: Passage, fiscal_year: str) -> Iterator[Mention]:
    """The total scores of a passage; of 总分100分，得分96分 the first are the full marks."""
    years, kept = Years(fiscal_year), []
    for mention in mentions(passage, vocabulary("narrative.score")):
        if mention.first:
            years.begin(goes_on=False)
        other = years.note(mention.lead)
        if mention.role == "score" and mention.code == "total" and not (other or mention.quantity.operator):
            kept += [mention] if _speaks_of_all(mention.lead, mention.word) else []
    for mention in kept:
        full = mention.word.endswith("总分") and mention.quantity.value == _FULL_MARKS
        if not (full and any(other.sentence == mention.sentence and other is not mention for other in kept)):
            yield mention


def _clause(lead: str) -> str:
    return re.split("[,;:。(]", lead.rstrip(",;:("))[-1]


def _of_this_report(words: str, fiscal_year: str) -> bool:
    """Whether the words before a grade speak of this report: not of another year, not of a review by others."""
    sentence = re.split("[。；;]", words[:-1])[-1]
    by_others = [match.end() for match in re.finditer(any_of("scored_by_others"), sentence)]
    return not Years(fiscal_year).note(sentence) and max(by_others, default=-1) <= sentence.rfind("自评")


def _speaks_of_all(lead: str, word: str) -> bool:
    """Whether a score is that of the whole: a bare 得分 needs 自评, 综合 or 总 near it; a review by others is none."""
    near = lead[-_NEAR:]
    if re.search(any_of("scored_by_others"), _clause(lead)):
        return False
    if word not in _BARE:
        return True
    return bool(re.search("自评|综合|总体|整体|评价|绩效|最终", near)) and not re.search(any_of("scored_part"), near)
