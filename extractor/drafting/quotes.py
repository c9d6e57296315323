"""What the report itself says in its sections, sentence by sentence, for the parts that no table holds.

A sentence is quoted word for word with the section as its origin. Sentences that a text check objects to
are left out; of the section on problems only sentences that tell of one are taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractor.drafting import wording
from extractor.drafting.marks import PENDING, mark
from extractor.drafting.view import Scope
from extractor.records.quantity import is_money
from extractor.records.report import Figure, Section

_TITLES = {
    "performance": re.compile(r"(?:绩效(?:完成)?情况|主要(?:绩效|成效|成绩)|(?:工作|取得的?)成[效绩])(?:分析)?$"),
    "problems": re.compile(r"(?:存在|主要)的?(?:主要)?问题"),
    "measures": re.compile(r"改进(?:工作的?)?措施|整改措施|下一步|工作打算|工作计划"),
    "use": re.compile(r"结果.{0,6}(?:应用|公开)"),
    "other": re.compile(r"其他.{0,6}说明"),
}
"""The words by which a section is known, whatever the province calls it."""

_PROBLEM = re.compile(
    r"不足|不够|不高|不强|不全|不细|不准|不完善|不健全|不到位|不及时|不规范|不均衡|不平衡|不合理|有待|待提[高升]|待加强|薄弱|滞后|缓慢"
    r"|偏[低慢大高]|欠缺|缺[乏少口]|短缺|未能|未完成|未达|困难|沉淀|差距|难以|存在.{0,20}问题"
)
_NO_PROBLEM = re.compile(r"(?:未发现|不存在|没有|无).{0,12}问题")
_RESULT = re.compile(r"得分|等次|自评结果为|评为")
_SENTENCE = re.compile(r"[^。！？]+[。！？]?")
_PARAGRAPHS = 8
_LENGTH = 360
_LEAD = 160


@dataclass(frozen=True)
class Quotes:
    """The quotations of one report; each is marked text, paragraphs apart by empty lines, or empty."""

    scope: Scope
    objections: frozenset[str]

    @property
    def performance(self) -> str:
        """What was achieved: the section, or the lead of each of its subsections."""
        found = self._found("performance")
        if not found:
            return ""
        (index, section), *below = found
        own = self._paragraphs(index, section, _LENGTH)
        leads = [self._lead(number, part) for number, part in below]
        return "\n\n".join([*own[:_PARAGRAPHS], *filter(None, leads[:_PARAGRAPHS])])

    @property
    def problems(self) -> str:
        """The sentences that tell of a problem, in one paragraph."""
        return "".join(
            self._write(index, sentence)
            for index, section in self._found("problems")
            for sentence in self._sentences(section)
            if _PROBLEM.search(sentence) and not _NO_PROBLEM.search(sentence)
        )

    @property
    def measures(self) -> str:
        """What the unit means to do."""
        found = [p for index, section in self._found("measures") for p in self._paragraphs(index, section, 2 * _LENGTH)]
        return "\n\n".join(found[: 2 * _PARAGRAPHS])

    @property
    def use(self) -> str:
        """How the result is to be used and published; score and grade are told elsewhere."""
        return "".join(
            self._write(index, sentence)
            for index, section in self._found("use")
            for sentence in self._sentences(section)
            if not _RESULT.search(sentence)
        )

    @property
    def other(self) -> str:
        """What else the unit wants to say; empty for 无."""
        found = [p for index, section in self._found("other") for p in self._paragraphs(index, section, 2 * _LENGTH)]
        return "\n\n".join(found)

    def _found(self, kind: str) -> list[tuple[int, Section]]:
        """Return the section of a kind that has a text, and the sections below it."""
        sections = self.scope.report.sections
        for index, section in enumerate(sections):
            if _TITLES[kind].search(re.sub(r"[\s:：。]", "", section.title)):
                found = [(index, section), *_below(sections, index)]
                if any(part.text.strip() for _, part in found):
                    return found
        return []

    def _paragraphs(self, index: int, section: Section, limit: int) -> list[str]:
        written = []
        for paragraph in wording.paragraphs(section.text):
            if _is_prose(paragraph):
                sentences = _within(list(self._sound(paragraph)), limit)
                written.append("".join(self._write(index, sentence) for sentence in sentences))
        return [paragraph for paragraph in written if paragraph]

    def _lead(self, index: int, section: Section) -> str:
        """Return the title of a subsection and its first sentences."""
        sentences = _within(self._sentences(section), _LEAD)
        title = wording.sentence(wording.clean(section.title))
        return "".join([mark(title, f"sections[{index}].title"), "。", *(self._write(index, s) for s in sentences)])

    def _sentences(self, section: Section) -> list[str]:
        prose = (p for p in wording.paragraphs(section.text) if _is_prose(p))
        return [sentence for paragraph in prose for sentence in self._sound(paragraph)]

    def _sound(self, paragraph: str) -> Iterator[str]:
        for sentence in _SENTENCE.findall(paragraph):
            squeezed = re.sub(r"\s", "", sentence)
            if not any(words in squeezed for words in self.objections):
                yield sentence

    def _write(self, index: int, sentence: str) -> str:
        """Return a sentence with its origin; behind an amount in doubt stands 【待核】, outside the quotation."""
        origin = f"sections[{index}].text"
        ended = sentence if sentence.endswith(("。", "！", "？")) else f"{wording.sentence(sentence)}"
        doubtful = self._doubtful()
        parts = doubtful.split(ended) if doubtful else [ended]
        marked = [mark(part, origin) + (PENDING if number % 2 else "") for number, part in enumerate(parts) if part]
        return "".join(marked) + ("" if ended.endswith(("。", "！", "？")) else "。")

    def _doubtful(self) -> re.Pattern[str] | None:
        values = (self.scope.at(path) for path in self.scope.pending)
        words = {v.words for v in values if isinstance(getattr(v, "source", None), Figure) and is_money(v.unit)}
        return re.compile(rf"(?<![\d.,])({'|'.join(map(re.escape, sorted(words)))})") if words else None


def _below(sections: Sequence[Section], index: int) -> Iterator[tuple[int, Section]]:
    for number in range(index + 1, len(sections)):
        if sections[number].level <= sections[index].level:
            return
        yield number, sections[number]


def _is_prose(paragraph: str) -> bool:
    """Whether a paragraph is text and not 无, a heading, or what a table left behind."""
    return len(paragraph) > 8 and not wording.is_none(paragraph) and "|" not in paragraph  # noqa: PLR2004


def _within(sentences: Sequence[str], limit: int) -> list[str]:
    """Return the first sentences up to a length, at least one."""
    kept: list[str] = []
    for sentence in sentences:
        if kept and sum(map(len, kept)) + len(sentence) > limit:
            break
        kept.append(sentence)
    return kept
