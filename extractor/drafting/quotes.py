"""What the report itself says in its sections, sentence by sentence, for the parts that no table holds.

A sentence is quoted word for word with the section as its origin. Left out are sentences that a text check
objects to and those that tell score or grade, which a draft tells once and from the form; of the section on
problems only sentences that tell of one are taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

from extractor.drafting import wording
from extractor.drafting.condensing import Condensed, clauses
from extractor.drafting.marks import PENDING, mark
from extractor.drafting.view import Scope
from extractor.records.quantity import is_money
from extractor.records.report import Figure, Section

_TITLES = {
    "basic": re.compile(r"(?:基本情况|概况)$"),
    "duties": re.compile(r"^(?:部门|单位|机构|主要|基本|工作)*(?:职能|职责)+(?:情况|概述)?$"),
    "departments": re.compile(r"机构(?:设置|情况|概况)"),
    "performance": re.compile(r"(?:绩效(?:完成)?情况|主要(?:绩效|成效|成绩)|(?:工作|取得的?)成[效绩])(?:分析)?$"),
    "problems": re.compile(r"(?:存在|主要)的?(?:主要)?问题"),
    "measures": re.compile(r"改进(?:工作的?)?措施|整改措施|下一步|工作打算|工作计划"),
    "use": re.compile(r"结果.{0,6}(?:应用|公开)"),
    "other": re.compile(r"其他.{0,6}说明"),
    "tasks": re.compile(r"(?:年度|重点|主要)(?:主要|重点)?工作(?:任务|内容|目标)?(?:概述)?$"),
    "management": re.compile(r"(?:支出|资金|预算|财务)(?:使用)?管理(?:情况|制度)?$"),
    "income": re.compile(r"收入(?:决算|预算)?(?:情况)?(?:说明)?$"),
    "assets": re.compile(r"资产(?:使用)?管理(?:情况)?$"),
    "suggestions": re.compile(r"意见(?:和|与)?建议|^(?:有关|相关|工作)?建议$"),
}
"""The words by which a section is known, whatever the province calls it."""

_PROBLEM = re.compile(
    r"不足|不够|不高|不强|不全|不细|不准|不完善|不健全|不到位|不及时|不规范|不均衡|不平衡|不合理|有待|待提[高升]|待加强|薄弱|滞后|缓慢"
    r"|偏[低慢大高]|欠缺|缺[乏少口]|短缺|未能|未完成|未达|困难|沉淀|差距|偏差|不[严实清]|脱节|难以|存在.{0,20}问题"
)
_FOLLOWS = re.compile(r"(?:其|主要)?原因|[一二三四五六七八九十]是")
_TURN = re.compile(r"^.*，(?:但是?|然而)(?:也|仍|还)?(?=存在|有)")
_NO_PROBLEM = re.compile(r"(?:未发现|不存在|没有|无).{0,12}问题")
_RESULT = re.compile(r"(?:得|评)分[为是：]?\d|等次为|(?:自评|评价)(?:结果)?[为是：]?“?[优良中差]")
_ENDED = ("。", "！", "？", "：", ":", "……")
_SENTENCE = re.compile(r"[^。！？]+[。！？]?")
_PARAGRAPHS, _PROBLEMS = 8, 16
_LENGTH = 360
_SHORT, _BRIEF = 8, 40
_STAFF = re.compile(r"编制|在职|实有|退休|公务用车")
_MONEY = re.compile(r"(?:支出|收入|预算|决算|资金)[^。]{0,24}\d[\d,.]*[亿万]?元")
_FOLLOWING = re.compile(r"^[二三四五六七八九十]是")
_LEADS, _LEAD = 12, 1400


@dataclass(frozen=True)
class Quotes:
    """The quotations of one report; each is marked text, paragraphs apart by empty lines, or empty."""

    scope: Scope
    objections: frozenset[str]

    @property
    def basic(self) -> str:
        """How the unit describes itself, when nothing tells its duties and its departments apart.

        Its sentences on money are left out: they are told from the figures.
        """
        if self.duties or self.departments or not self._found("basic"):
            return ""
        return "\n\n".join(self._paragraphs(*self._found("basic")[0], 2 * _LENGTH, leave=_MONEY))

    @cached_property
    def duties(self) -> Condensed | None:
        """The duties of the unit: from their section, else from the form; many items condensed, a few whole."""
        whole = self._whole("duties")
        if whole:
            index, section = next((i, s) for i, s in self._found("duties") if s.text.strip())
            return self._condensed(section.text, f"sections[{index}].text", whole)
        told = self.scope.report.profile and self.scope.report.profile.duties
        if not told:
            return None
        value = self.scope.value("profile.duties", told)
        return None if value.none else self._condensed(told.text, "profile.duties", value.paragraphs)

    @property
    def departments(self) -> str:
        """The departments of the unit: from the form, else from their section."""
        told = self.scope.report.profile and self.scope.report.profile.departments
        return self.scope.value("profile.departments", told).paragraphs if told else self._whole("departments")

    @property
    def tasks(self) -> str:
        """What the unit had to do in the year: the section, or the lead of each of its subsections."""
        return self._told("tasks")

    @property
    def management(self) -> str:
        """How spending is managed."""
        return self._whole("management") or self._brief("management")

    @property
    def income(self) -> str:
        """What the unit says of its income."""
        return self._whole("income") or self._brief("income")

    @property
    def assets(self) -> str:
        """How property is managed."""
        return self._whole("assets") or self._brief("assets")

    @property
    def suggestions(self) -> str:
        """What the unit asks of others."""
        return self._whole("suggestions") or self._brief("suggestions")

    @property
    def about(self) -> str:
        """What kind of unit it is: its own words, but for those on staff, which are told from the figures."""
        for index, section in enumerate(self.scope.report.sections):
            if _TITLES["basic"].search(re.sub(r"[\s:：。]", "", section.title)) and section.text.strip():
                told = [s for s in self._sentences(section) if not (_STAFF.search(s) or _MONEY.search(s))]
                return "".join(self._write(index, sentence) for sentence in _within(told, _LENGTH)) if told else ""
        return ""

    @property
    def performance(self) -> str:
        """What was achieved: the section, or the lead of each of its subsections."""
        return self._told("performance")

    @property
    def problems(self) -> str:
        """The sentences that tell of a problem, in one paragraph."""
        told = (
            self._write(index, sentence)
            for index, section in self._found("problems")
            for sentence in _problems(self._sentences(section))
        )
        return "".join(islice(told, _PROBLEMS))

    @property
    def measures(self) -> str:
        """What the unit means to do."""
        return self._whole("measures")

    @property
    def use(self) -> str:
        """How the result is to be used and published."""
        return "".join(
            self._write(index, sentence)
            for index, section in self._found("use")
            for sentence in self._sentences(section)
        )

    @property
    def other(self) -> str:
        """What else the unit wants to say; empty for 无."""
        return self._whole("other")

    def _condensed(self, text: str, origin: str, whole: str) -> Condensed:
        sound = [c for c in (clauses(text)[0]) if not any(words in re.sub(r"\s", "", c) for words in self.objections)]
        if len(sound) < 2:  # noqa: PLR2004 - one clause does not stand for a long text
            return Condensed(whole=whole)
        return Condensed(items=tuple(mark(clause, origin) for clause in sound), cut=clauses(text)[1])

    def _whole(self, kind: str) -> str:
        """Return the paragraphs of a section and of those below it."""
        found = (p for index, section in self._found(kind) for p in self._paragraphs(index, section, 2 * _LENGTH))
        return "\n\n".join(islice(found, 2 * _PARAGRAPHS))

    def _found(self, kind: str) -> list[tuple[int, Section]]:
        """Return the section of a kind that has a text, and the sections below it."""
        sections = self.scope.report.sections
        for index, section in enumerate(sections):
            if _TITLES[kind].search(re.sub(r"[\s:：。]", "", section.title)):
                found = [(index, section), *_below(sections, index)]
                if any(part.text.strip() for _, part in found):
                    return found
        return []

    def _paragraphs(self, index: int, section: Section, limit: int, leave: re.Pattern[str] | None = None) -> list[str]:
        written = []
        for paragraph in wording.paragraphs(section.text):
            if _is_prose(paragraph):
                sound = [s for s in self._sound(paragraph) if not (leave and leave.search(s))]
                sentences = _within(sound, limit)
                written.append("".join(self._write(index, sentence) for sentence in sentences))
        return [paragraph for paragraph in written if paragraph]

    def _told(self, kind: str) -> str:
        """Return a section, or the lead of each of its subsections."""
        found = self._found(kind)
        if not found:
            return ""
        (index, section), *below = found
        own = self._paragraphs(index, section, _LENGTH)
        told = [(number, part) for number, part in below if part.text.strip()][:_LEADS]
        leads = [self._lead(number, part, _LEAD // len(told)) for number, part in told]
        return "\n\n".join([*own[:_PARAGRAPHS], *leads])

    def _brief(self, kind: str) -> str:
        """Return the few words of a section that is no prose, such as 无 or 无固定资产购置."""
        for index, section in self._found(kind)[:1]:
            words = wording.sentence(wording.clean(section.text))
            if 0 < len(words) <= _BRIEF and not any(objection in words for objection in self.objections):
                return self._write(index, words)
        return ""

    def _lead(self, index: int, section: Section, limit: int) -> str:
        """Return the title of a subsection and its first sentences."""
        sentences = _within(_unnumbered(self._sentences(section)), limit)
        title = wording.sentence(wording.clean(section.title))
        return "".join([mark(title, f"sections[{index}].title"), "。", *(self._write(index, s) for s in sentences)])

    def _sentences(self, section: Section) -> list[str]:
        prose = (p for p in wording.paragraphs(section.text) if _is_prose(p))
        return [sentence for paragraph in prose for sentence in self._sound(paragraph)]

    def _sound(self, paragraph: str) -> Iterator[str]:
        for sentence in _SENTENCE.findall(paragraph):
            squeezed = re.sub(r"\s", "", sentence)
            if not _RESULT.search(squeezed) and not any(words in squeezed for words in self.objections):
                yield sentence

    def _write(self, index: int, sentence: str) -> str:
        """Return a sentence with its origin; behind an amount in doubt stands 【待核】, outside the quotation."""
        origin = f"sections[{index}].text"
        ended = sentence if sentence.endswith(_ENDED) else wording.sentence(sentence)
        parts = self._doubtful.split(ended) if self._doubtful else [ended]
        marked = [mark(part, origin) + (PENDING if number % 2 else "") for number, part in enumerate(parts) if part]
        return "".join(marked) + ("" if ended.endswith(_ENDED) else "。")

    @cached_property
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
    """Whether a paragraph is text and not 无, a heading, a signature, or what a table left behind."""
    return len(paragraph) > _SHORT and bool(re.search("[，。；：！？]", paragraph)) and "|" not in paragraph


def _problems(sentences: Sequence[str]) -> Iterator[str]:
    """Yield the sentences that tell of a problem, with the reason behind it and the rest of an enumeration.

    Of a sentence that praises first and then says 但, only what follows is taken.
    """
    found = False
    for sentence in sentences:
        told = _PROBLEM.search(sentence) and not _NO_PROBLEM.search(sentence)
        follows = found and _FOLLOWS.match(sentence)
        if told or follows:
            yield _TURN.sub("", sentence) if told else sentence
        found = bool(told or follows)


def _unnumbered(sentences: Sequence[str]) -> list[str]:
    """Return sentences without 二是, 三是 where the paper has left out its 一是."""
    begun = any(sentence.startswith("一是") for sentence in sentences)
    return list(sentences) if begun else [_FOLLOWING.sub("", sentence) for sentence in sentences]


def _within(sentences: Sequence[str], limit: int) -> list[str]:
    """Return the first sentences up to a length, at least one."""
    kept: list[str] = []
    for sentence in sentences:
        if kept and sum(map(len, kept)) + len(sentence) > limit:
            break
        kept.append(sentence)
    return kept
