"""What the narrative says of money: income, spending by kind and item, 三公经费, shares and changes."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal

from extractor.extraction.claims import Claim, Claims
from extractor.extraction.lexicon import Vocabulary, plain, vocabulary
from extractor.extraction.rules.mentions import Mention, against_budget, is_fall, mentions
from extractor.extraction.rules.passages import Passage, as_printed, squeezed
from extractor.records.report import ThreePublicRow

_GENERIC = re.compile(
    r"^(?:全年|本年|实际)*(?:预算)?(?:执行数?|决算数?|支出|支出决算|执行总额|决算支出|支出总计|支出合计|支出共计|支出总额)$"
)
_INITIAL = re.compile("年初")
_BUDGET = re.compile(r"预算(?!执行|支出决算|单位|完成)")
_DONE = re.compile(r"执行|决算|支出(?!预算)|完成|支付")
_OPENS_LIST = re.compile("其中|包括|分别|明细|具体为|一是|1[.、]")
_ITEM_NOISE = re.compile(
    r"^(?:[,，、;；:：。()]|其中|主要为|主要是|主要用于|主要有|主要包括|主要|包括|分别为|分别是|用于|具体为|具体包括|以及|及|和|[一二三四五六七八九十]是|\d+[.、]|[(]\d+[)]|安排|支付|支出|为)+"
)
_ITEM_TAIL = re.compile(r"(?:[为共计约:,，]|合计|金额|资金为|安排|执行数|决算数)+$")
_YEAR = re.compile(r"(20\d\d)年")
_BARE = re.compile(
    r"(?:[(]?[\d一二三四五六七八九十]{1,2}[)]?[、.])?(?:20\d\d年度?)?(?:全年|本年|年度)?(收入|支出)(?:情况)?[:为共]*"
)
_OWN_RATE = re.compile(
    r"(?:^|[,，、;；:：。]|整体|总|全年|本年|部门|年度?|资金|支出|单位)(?:(?:预算|资金|支出)?执行率|(?:预算|资金|支出)完成率)(?:[为达到是约:：]|%)*$"
)
_BUDGET_BESIDE = re.compile(r"[,，]?完成(?:全年|年初|调整)?预算数?的?")
_COMPARED = re.compile("上年|去年|上一年|同期|20\\d\\d年")
_LONGEST_ITEM = 40


def section_kind(titles: tuple[str, ...]) -> str:
    """Return money, deeds or open: whether a section tells of money, of deeds, or cannot be told."""
    sections = vocabulary("narrative.sections")
    kinds = [{code for _, _, code in sections.spans(plain(title))} for title in titles]
    if any("deeds" in kind for kind in kinds[-1:]) or any("deeds" in k and "money" not in k for k in kinds):
        return "deeds"
    return "money" if any("money" in kind for kind in kinds) else "open"


def _topic_of(titles: tuple[str, ...]) -> str:
    for title in reversed(titles):
        key = plain(title)
        for word, topic in (
            ("基本支出", "basic"),
            ("项目支出", "project"),
            ("三公", "three_public"),
            ("收入", "income"),
        ):
            if word in key and "整体" not in key:
                return topic
    return ""


@dataclass
class MoneyReader:
    """Reads the passages in order; remembers what the last amount was, since shares and changes follow it."""

    claims: Claims
    fiscal_year: str = ""
    words: Vocabulary = field(default_factory=lambda: vocabulary("narrative.amounts"))
    topic: str = ""
    subject: str = ""
    items: int = 0
    weak: list[Claim] = field(default_factory=list)

    def read(self, passage: Passage) -> None:
        """Claim the amounts of one passage."""
        kind = section_kind(passage.titles)
        self.topic, self.subject = _topic_of(passage.titles), ""
        self._note_topic(squeezed(passage.text[:30]))
        firm = self.claims
        if kind == "deeds":
            self.claims = Claims(self.weak, firm.prefix)
        for mention in mentions(passage, self.words):
            if mention.first:
                self.subject = "" if kind == "deeds" else self.subject
                self._note_topic(mention.lead)
            self._read_mention(mention, kind)
        self.claims = firm

    def _note_topic(self, lead: str) -> None:
        """A sentence that opens with 项目支出： tells of it until the next one."""
        for start, _, code in self.words.spans(lead):
            if code in {"spending.basic.total", "spending.project.total"} and start <= 12:  # noqa: PLR2004
                self.topic = code.split(".")[1]
                return

    def _read_mention(self, mention: Mention, kind: str) -> None:
        match mention.role:
            case "amount":
                self._amount(mention, kind)
            case "share" if self._subject_of(mention):
                self._share(mention)
            case "growth" | "change" if self._subject_of(mention) and not against_budget(mention.lead):
                self._change(mention)
            case "rate" if kind != "deeds" and _OWN_RATE.search(mention.lead) and not mention.quantity.operator:
                self.claims.figure("spending.rate", mention.quantity, mention.at)

    def _other_year(self, mention: Mention) -> bool:
        years = _YEAR.findall(mention.lead)
        told = bool(years) and bool(self.fiscal_year) and years[-1] != self.fiscal_year
        return told or bool(re.search("上年(?!结转|结余|度结转)|去年", mention.lead.replace(mention.word, "")))

    def _amount(self, mention: Mention, kind: str) -> None:
        code = self._resolve(mention)
        if code is None or self._other_year(mention):
            self._without_field(mention, kind)
        elif code.startswith("three_public."):
            self._three_public(code.split(".")[1], mention)
        elif code.startswith("weak."):
            Claims(self.weak, self.claims.prefix).figure(code.removeprefix("weak."), mention.quantity, mention.at)
            self.subject = ""
        else:
            self.subject = code
            if code in {"spending.basic.total", "spending.project.total"}:
                self.topic = code.split(".")[1]
            self.claims.figure(code, mention.quantity, mention.at)

    def _without_field(self, mention: Mention, kind: str) -> None:
        """An amount without a label of ours: the plan beside an execution, an item of project spending, or unknown."""
        if _BUDGET_BESIDE.fullmatch(mention.lead) and self.subject:
            if self.subject.startswith("three_public.rows["):
                self.claims.figure(self.subject.rpartition(".")[0] + ".budget", mention.quantity, mention.at)
            return
        if not _COMPARED.search(mention.lead):
            self.subject = ""
        if self.topic == "project" and kind != "deeds" and mention.code is None:
            self._item(mention)

    def _resolve(self, mention: Mention) -> str | None:
        """Return the field that an amount fills: by its label, its aspect (budget or execution) and the topic."""
        code = mention.code or self._bare(mention)
        if code is None or code == "elsewhere":
            return None
        aspect = mention.rest if mention.word.endswith("支出") else mention.word + mention.rest
        initial = bool(_INITIAL.search(aspect))
        budget = initial or (bool(_BUDGET.search(aspect)) and not _DONE.search(mention.rest))
        if code == "spending.total" and self.topic in {"basic", "project"} and _GENERIC.match(mention.word):
            code = f"spending.{self.topic}.total"
        if code == "spending.total" and self.topic == "three_public" and _GENERIC.match(mention.word):
            return "three_public.total"
        if code == "spending.total" and budget:
            code = "spending.initial_budget" if initial else "spending.adjusted_budget"
        if code in {"spending.initial_budget", "spending.adjusted_budget"}:
            return self._budget_field(code)
        if code == "spending.basic.other" and self.topic != "basic":
            return None
        plain_amount = code.startswith(("income.", "three_public.", "weak.")) or code == "spending.balance"
        return code if plain_amount or not budget else None

    def _bare(self, mention: Mention) -> str | None:
        """`2、支出：561.02万元`: nothing but 收入 or 支出 stands before the amount."""
        match = _BARE.fullmatch(mention.lead)
        if match is None or self.topic not in {"", "income"} or (self.topic == "income" and match[1] == "支出"):
            return None
        return {"收入": "income.total", "支出": "spending.total"}[match[1]]

    def _budget_field(self, code: str) -> str | None:
        if self.topic == "income" and code == "spending.initial_budget":
            return "income.initial"
        return None if self.topic in {"basic", "project", "three_public"} else code

    def _item(self, mention: Mention) -> None:
        """Claim an item of project spending: the words before the amount are its name."""
        name = _item_name(mention.lead)
        if name is None or mention.quantity.approximate or self._other_year(mention):
            return
        self.items += 1
        row = f"spending.project.items[{mention.at.id}.{self.items}]"
        own = self.claims.inside(row + ".")
        own.add("name", "text", as_printed(mention.raw, name), mention.at)
        own.figure("amount", mention.quantity, mention.at)
        self.subject = f"{row}.amount"
        if re.search("其中|包括|分别", mention.sentence) and not re.search("等|主要", mention.sentence):
            self.claims.code("spending.project.items_closed", value=True)

    def _three_public(self, item: str, mention: Mention) -> None:
        aspect = mention.word + mention.rest + mention.lead
        column = "budget" if "预算" in aspect and not _DONE.search(mention.rest) else "final"
        own = self.claims.inside(f"three_public.rows[{item}].")
        own.code("item", item)
        own.add("label", "text", as_printed(mention.raw, mention.word), mention.at)
        own.figure(column, mention.quantity, mention.at)
        self.subject = f"three_public.rows[{item}].{column}"
        self.topic = "three_public" if item == "total" else self.topic

    def _subject_of(self, mention: Mention) -> str:
        """The amount that a share or change is about: named in its own words, else the last one."""
        before = re.split("占|较|比|同比", mention.lead)[0]
        for _, end, code in reversed(self.words.spans(before)):
            if len(before) - end <= 6 and not code.startswith("three_public."):  # noqa: PLR2004
                self.subject = code
        return self.subject

    def _share(self, mention: Mention) -> None:
        value_path, of_path = share_paths(self.subject)
        if value_path is None:
            return
        self.claims.figure(value_path, mention.quantity, mention.at, "%")
        match = re.search(r"占(?:比)?(.{2,24}?)(?:的)?(?:比例|比重)?(?:约|为|达|到)*$", mention.lead)
        if match and of_path is not None:
            self.claims.add(of_path, "text", as_printed(mention.raw, match[1].removesuffix("的")), mention.at)

    def _change(self, mention: Mention) -> None:
        path = change_path(self.subject, "growth" if mention.role == "growth" else "change_from_previous")
        if path is None:
            return
        quantity = mention.quantity
        if is_fall(mention.lead) and quantity.value > 0:
            quantity = quantity._replace(value=-quantity.value)
        self.claims.figure(path, quantity, mention.at)


def _item_name(lead: str) -> str | None:
    part = re.split("主要(?:为|是|用于|有|包括)?|其中[:：]?|包括|[。；;]", lead)[-1]
    name = _ITEM_TAIL.sub("", _ITEM_NOISE.sub("", part))
    name = name.split(",")[-1] if len(name) > _LONGEST_ITEM else name
    if not (2 <= len(name) <= _LONGEST_ITEM) or not re.search(r"[\u4e00-\u9fff]{2}", name):  # noqa: PLR2004
        return None
    return None if re.search("较上|比上|同比|合计|共计|小计|总计|人均|每人|标准", name) else name


def share_paths(subject: str) -> tuple[str | None, str | None]:
    """Return where the share of an amount and the words of what it is a share of stand."""
    group, _, name = subject.rpartition(".")
    if not group:
        return None, None
    if group == "spending.basic":
        return f"{group}.shares.{name}", f"{group}.shares.{name}_of"
    prefix = "" if name == "total" else f"{name}_"
    return f"{group}.{prefix}share", f"{group}.{prefix}share_of"


def change_path(subject: str, kind: str) -> str | None:
    """Return where the change or growth of an amount stands; for the total of a group without prefix."""
    group, _, name = subject.rpartition(".")
    if group.startswith("three_public.rows"):
        return f"{group}.{kind}" if kind in ThreePublicRow.model_fields else None
    if not group or name == "rate":
        return None
    return f"{group}.{kind}" if name == "total" else f"{group}.{name}_{kind}"


def stated_amounts(claims: list[Claim]) -> dict[tuple[str, str], Decimal]:
    """Return what the narrative states of the rows of a budget table, to tell slipped labels."""
    wanted = {
        "spending.total": ("total", "executed"),
        "spending.basic.total": ("basic", "executed"),
        "spending.project.total": ("project", "executed"),
        "spending.basic.personnel": ("personnel", "executed"),
        "spending.basic.public": ("public", "executed"),
        "spending.initial_budget": ("total", "initial"),
        "income.initial": ("total", "initial"),
        "spending.adjusted_budget": ("total", "adjusted"),
    }
    return {wanted[c.path]: c.value for c in reversed(claims) if c.path in wanted and isinstance(c.value, Decimal)}
