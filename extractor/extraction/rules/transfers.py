"""A narrative about one project or fund (转移支付自评): its money by source and its indicators in prose."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from extractor.extraction.claims import Claims, Place
from extractor.extraction.lexicon import any_of, label_key, plain, vocabulary
from extractor.extraction.rules.aspects import nearest_kind
from extractor.extraction.rules.indicators import measure_details
from extractor.extraction.rules.levels import child_family
from extractor.extraction.rules.mentions import Mention, mentions
from extractor.extraction.rules.passages import Passage, as_printed, squeezed
from extractor.extraction.rules.years import Years
from extractor.records.document import Document, Line
from extractor.records.quantity import find_quantities

_TITLE = re.compile(
    rf"(?:20\d\d年度?)?(?P<name>[^，。；:：]{{2,40}}?{any_of('fund_endings')})(?:支出)?(?:项目)?(?:绩效)?(?:单位)?(?:自评|评价)(?:情况)?的?报告$"
)
_WHOLE = re.compile("整体支出|整体绩效|部门整体")
_SOURCES = {"central", "provincial", "local", "carryover", "own_funds", "special_account"}
_ASPECTS = (
    ("aside", re.compile("到位|(?<!预算内)投资|剩余|缺口|结余|结转|节约|均(?![等衡])|每|(?<!高)标准(?!化)")),
    ("executed", re.compile("执行|支出|支付|使用|报账")),
    ("initial", re.compile("年初(?!结转|结余)")),
    ("adjusted", re.compile("下达|安排|预算(?!执行)|分配|筹措|批复|计划")),
)
_USES = re.compile("用途|用于|其中[:：]?用|按[^，。]{0,6}分[:：]")
_USES_HEAD = re.compile("^.*?(?:分[:：]|其中[:：]?|用于[:：]?)")
_MARKS = (
    r"(?:[，,]\s*(?:指标)?(?:分值|权重)为?\s*(?P<weight>[\d.]+)\s*分)?"
    r"(?:[，,]\s*(?:自评)?得分?为?\s*(?P<score>[\d.]+)\s*分)?"
)
_VALUE = r"(?:[^，,；;。()（）]|[(（][^()（）]*[)）])"
_PROSE = re.compile(
    r"(?P<name>[^，,；;。:：\n]{2,40}?)[，,：:（(]?\s*(?:年度|年初|预期|计划|绩效)?(?:目标值|指标值|目标|计划值|预期值)(?:为|是|[：:])?\s*"
    rf"(?P<target>{_VALUE}{{1,30}})(?:[，,]|[）)][，,：:]?)\s*(?:全年|年度|年末)?"
    r"(?:(?:实际)?(?:完成值|实际值|完成|实现|达到|达成|达)|实际)(?:为|是|[：:])?\s*"
    rf"(?P<actual>{_VALUE}{{1,40}}){_MARKS}"
)
_RATE_MARKS = re.compile(
    r"执行率(?:指标)?[^，,。；;]{0,6}?(?:分值|权重|满分)为?\s*(?P<weight>[\d.]+)\s*分[，,]\s*(?:自评)?得分?为?\s*(?P<score>[\d.]+)\s*分"
)
_RESPONSIBLE = {
    "department": re.compile("主管部门(?:为|是|[：:])"),
    "implementing_unit": re.compile("实施单位(?:为|是|[：:])"),
}
_NUMBER = re.compile(
    r"^\s*(?:[(（][\d一二三四五六七八九十]{1,2}[)）][.．、]?|[\d一二三四五六七八九十]{1,2}(?:[)）.．、]|\s)|[一二三四五六七八九十]是|[①-⑳])?\s*"
)


def fund_name(document: Document) -> tuple[str, Place] | None:
    """Return the fund or project that the title names, with its place; None when the report is of a department."""
    lines = [line for line in document.lines if line.text.strip()][:8]
    for line, following in zip(lines, [*lines[1:], lines[-1]] if lines else [], strict=False):
        for text in (line.text, line.text + following.text):
            match = _TITLE.search(squeezed(text))
            if match and not _WHOLE.search(squeezed(text)):
                name = re.split(r"20\d\d年度?", match["name"])[-1]
                return (as_printed(text, name), Place(line.id, line.text.strip())) if len(name) > 3 else None  # noqa: PLR2004
    return None


_ROW = re.compile(r"projects\[0\]\.budget\.rows\[([^\]]+)\]\.item")


def rows_by_item(forms: Claims) -> dict[str, str]:
    """The rows that a table of the fund has already, so that the narrative stands beside them."""
    rows = [(str(claim.value), _ROW.fullmatch(claim.path)) for claim in forms.found]
    return {item: match[1] for item, match in reversed(rows) if match}


@dataclass
class FundReader:
    """Reads the passages of a report on one fund into `projects[0]`.

    `name`: the squeezed name of the fund, whose words (高标准, 投资) say nothing of an amount.
    """

    claims: Claims
    document: Document
    level1: tuple[str, Place] | None = None
    level2: tuple[str, Place] | None = None
    source: str = ""
    spent: str = ""
    count: int = 0
    lines: dict[str, Line] = field(default_factory=dict)
    rows: dict[str, str] = field(default_factory=dict)
    fiscal_year: str = ""
    name: str = ""
    years: Years = field(init=False)

    def __post_init__(self) -> None:
        self.years = Years(self.fiscal_year)
        for heading in self.document.headings:
            place = self.document.places.get(heading.line)
            if isinstance(place, Line):
                self.lines.setdefault(heading.title, place)

    def read(self, passage: Passage) -> None:
        """Claim the money and the indicators of one passage."""
        self._note_levels(passage)
        self._read_indicators(passage)
        self._read_responsible(passage)
        self._read_marks_of_rate(passage)
        if nearest_kind(passage.titles) == "deeds":
            return
        for mention in mentions(passage, vocabulary("rows.budget")):
            if mention.first:
                self.source, self.spent = "", ""
                self.years.begin(goes_on=False)
            if not self.years.note(mention.lead):
                self._read_money(mention)

    def _read_money(self, mention: Mention) -> None:
        named, word = self._named_source(mention)
        if mention.role == "amount":
            lead = _USES_HEAD.sub("", mention.lead) if _USES.search(mention.sentence) else mention.lead
            aspect = self._aspect(lead.replace(self.name, "") if self.name else lead)
            if named is None and not aspect and _USES.search(mention.sentence):
                self._item(mention)
                return
            self.source = named or ("total" if aspect else "")
            if self.source and self.spent in {"initial", "adjusted", "executed"}:
                self._figure(self.spent, mention, word)
        elif mention.role == "rate" and re.search("执行率|支出率|支付率|完成率", mention.lead):
            self.source = named or self.source or "total"
            self._figure("rate", mention, word)

    def _aspect(self, lead: str) -> str:
        """What the words say of an amount; empty when they say nothing, then what the sentence said before holds."""
        for words in (re.split("[,;:]", lead)[-1], lead):
            for aspect, pattern in _ASPECTS:
                if pattern.search(words):
                    self.spent = aspect
                    return aspect
        return ""

    def _named_source(self, mention: Mention) -> tuple[str | None, str]:
        spans = [span for span in vocabulary("rows.budget").spans(mention.lead) if span[2] in _SOURCES]
        return (spans[-1][2], mention.lead[spans[-1][0] : spans[-1][1]]) if spans else (None, "")

    def _figure(self, column: str, mention: Mention, word: str) -> None:
        own = self.claims.inside(f"budget.rows[{self.rows.get(self.source, self.source)}].")
        own.code("item", self.source)
        if word and self.source not in self.rows:
            own.add("label", "text", as_printed(mention.raw, word), mention.at)
        own.figure(column, mention.quantity, mention.at, "%" if column == "rate" else "")

    def _item(self, mention: Mention) -> None:
        name = _USES_HEAD.sub("", mention.lead).strip(":：,，、")
        name = re.sub(r"(?:支出|为|共|计|安排)+$", "", name)
        if 2 <= len(name) <= 24 and re.search(r"[\u4e00-\u9fff]{2}", name):  # noqa: PLR2004
            self.count += 1
            own = self.claims.inside(f"items[{self.count}].")
            own.add("name", "text", as_printed(mention.raw, name), mention.at)
            own.figure("amount", mention.quantity, mention.at)

    def _note_levels(self, passage: Passage) -> None:
        for title in passage.titles:
            line = self.lines.get(title)
            if line is not None:
                self._note_level(title, Place(line.id, line.text.strip()))
        for start, end in passage.sentences():
            text = passage.text[start:end].strip(" 。：:")
            if len(text) <= 16:  # noqa: PLR2004
                self._note_level(text, passage.place(start, end))

    def _note_level(self, text: str, place: Place) -> None:
        key = re.sub(r"(?:完成|实现)?(?:情况)?(?:分析)?$", "", label_key(text))
        if child_family(key) is not None and vocabulary("levels.children").exact(key):
            is_first = vocabulary("levels").exact(key) is not None and key != "成本指标"
            if not is_first:
                self.level2 = (as_printed(place.quote, key), place)
                return
        if vocabulary("levels").exact(key) is not None:
            self.level1, self.level2 = (as_printed(place.quote, key), place), None

    def _read_marks_of_rate(self, passage: Passage) -> None:
        for found in _RATE_MARKS.finditer(passage.text):
            own = self.claims.inside(f"budget.rows[{self.rows.get('total', 'total')}].")
            for code in ("weight", "score"):
                at = passage.place(*found.span(), found.start(code))
                own.figure(code, find_quantities(found[code])[0], at, "分")

    def _read_responsible(self, passage: Passage) -> None:
        for code, label in _RESPONSIBLE.items():
            for found in label.finditer(passage.text):
                name = re.match(r"[^，,；;。、]{2,30}", passage.text[found.end() :])
                if name is not None:
                    self.claims.add(
                        code, "text", name[0].strip(), passage.place(found.start(), found.end() + name.end())
                    )

    def _read_indicators(self, passage: Passage) -> None:
        for start, end in passage.sentences():
            sentence = passage.text[start:end]
            for match in _PROSE.finditer(sentence):
                self._indicator(passage, start, match)

    def _indicator(self, passage: Passage, start: int, match: re.Match[str]) -> None:
        at = passage.place(start + match.start(), start + match.end())
        name = _NUMBER.sub("", match["name"]).strip()
        if len(plain(name)) < 2 or plain(name) in {"设定", "总体", "绩效", "年度", "年初"}:  # noqa: PLR2004
            return
        own = self.claims.inside(f"indicators[{at.id}.{start}.{match.start()}].")
        for code, level in (("level1", self.level1), ("level2", self.level2)):
            if level is not None:
                own.add(code, "text", level[0], level[1])
        own.add("level3", "text", name, at)
        for code in ("weight", "score"):
            if match[code]:
                place = passage.place(start + match.start(), start + match.end(), start + match.start(code))
                own.figure(code, find_quantities(match[code])[0], place, "分")
        for code in ("target", "actual"):
            text = match[code].strip()
            own.add(code, "measure", text, at, **measure_details(text))
