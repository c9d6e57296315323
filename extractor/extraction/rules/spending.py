"""What the narrative says of money: income, spending by kind and item, 三公经费, shares and changes."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from extractor.extraction.claims import Claim, Claims
from extractor.extraction.lexicon import Vocabulary, vocabulary
from extractor.extraction.rules.aspects import (
    PLANS,
    TOPICS,
    field_of,
    is_general,
    is_income,
    is_relative,
    is_total,
    plan_in,
    says_executed,
    section_kind,
    topic_of,
)
from extractor.extraction.rules.items import Rest, item_name
from extractor.extraction.rules.labels import GENERAL, label_before, says_nothing
from extractor.extraction.rules.mentions import Mention, mentions, without_direction
from extractor.extraction.rules.openings import bare_side, explained, opens_items, says_left, says_spent, titled_by
from extractor.extraction.rules.passages import Passage, as_printed, squeezed
from extractor.extraction.rules.siblings import claim_change, claim_share
from extractor.extraction.rules.years import Years

_ASIDE = re.compile("到位|结余|剩余|调增|调减|核减|调剂")
_LISTS = re.compile(r"(?:其中|包括|分别|具体)")
_OWN_RATE = re.compile(
    r"(?P<before>[^,，、;；:：。(]*?)(?P<of>(?:预算|资金|支出)*)(?:执行率|(?<=预算|资金|支出)完成率)(?:[为达到是约:：]|%)*$"
)
_OF_ALL = re.compile("整体|部门|总")
_YEARLY = re.compile("全年|本年|年度|单位")
_BUDGET_BESIDE = re.compile(r"[,，]?完成(?:全年|年初|调整)?预算数?的?")
_BARE_BUDGET = re.compile(r"[,，]?(?:20\d\d年度?|本年度?|当年|年初|全年)?预算[为是]?")
_COMPARATOR = re.compile(
    r"(?:[与和同跟](?=上年|去年|上一年|20\d\d年|同期|年初|预算)|较|比|同比|环比|占|上年(?!度?结[转余])|去年)"
)


_SIBLINGS = {"share", "growth", "change"}


@dataclass
class MoneyReader:
    """Reads the passages in order and remembers what the words so far were about.

    `topic`: basic, project, three_public or income, by the title or the last total (its items may follow);
    `titled`: the same by the title alone; `about`: the code of the last amount in this sentence, "" before the
    first, None behind one that no field holds; `planned`: initial or adjusted when the last total was a plan, whose
    parts are plans too; `subject`: the amount that a share or change may follow; `counted`: the
    last figure was no money; `rest`: what its items leave of project spending.
    """

    claims: Claims
    fiscal_year: str = ""
    unit: str = ""
    words: Vocabulary = field(default_factory=lambda: vocabulary("narrative.amounts"))
    topic: str = ""
    titled: str = ""
    about: str | None = ""
    planned: str = ""
    subject: str = ""
    outer: tuple[str, str | None] = ("", "")
    deeds: bool = False
    items: int = 0
    counted: bool = False
    titles: tuple[str, ...] = ()
    rest: Rest = field(default_factory=Rest)
    weak: list[Claim] = field(default_factory=list)
    years: Years = field(init=False)
    sentence: str = ""

    def __post_init__(self) -> None:
        self.years = Years(self.fiscal_year)

    def read(self, passage: Passage) -> None:
        """Claim the amounts of one passage."""
        self.deeds = section_kind(passage.titles) == "deeds"
        opening = squeezed(passage.text[:30])
        if not (_LISTS.match(opening) and passage.titles == self.titles):
            self.titled = titled_by(opening) or topic_of(passage.titles)
            self.topic, self.subject, self.rest = self.titled, "", Rest()
        self.titles = passage.titles
        firm = self.claims
        if self.deeds:
            self.claims = Claims(self.weak, firm.prefix)
        for mention in mentions(passage, self.words):
            if mention.first:
                self._begin_sentence(mention)
            self._read_mention(mention, other_year=self.years.note(mention.lead))
        self.claims = firm

    def _begin_sentence(self, mention: Mention) -> None:
        listing = bool(_LISTS.match(mention.lead))
        goes_on = listing or self.sentence.rstrip().endswith(("；", ";"))
        self.years.begin(goes_on=goes_on)
        self.about = self.about if listing else ""
        self.planned = self.planned if goes_on else ""
        self.sentence = mention.sentence
        self.subject = self.subject if mention.role in _SIBLINGS and not self.deeds else ""
        self.topic = "" if self.rest.is_used and not listing else self.topic
        if mention.code in {"spending.basic.total", "spending.project.total"} and self._alone(mention.before):
            self.topic = str(mention.code).split(".")[1]
        elif opens_items(mention.lead):
            self.topic = "project"

    def _alone(self, before: str) -> bool:
        return says_nothing(before, self.unit)

    def _note_brackets(self, lead: str) -> None:
        """What stands behind a bracket goes on with what stood before it."""
        if ")" in lead and "(" not in lead.partition(")")[0]:
            self.subject, self.about = self.outer
        if lead.rfind("(") > lead.rfind(")"):
            self.outer = (self.subject, self.about)

    def _read_mention(self, mention: Mention, *, other_year: bool) -> None:
        self._note_brackets(mention.lead)
        counted, self.counted = self.counted, mention.role in {None, "count"} and mention.quantity.unit != "%"
        match mention.role:
            case "amount":
                self._amount(mention, other_year=other_year)
            case "share" if not other_year:
                claim_share(self._subject_of(mention), mention, self.claims)
            case "growth" if counted and ")" not in mention.lead:
                pass  # `公务接待12批次，同比下降8%` is of the count
            case "growth" | "change" if mention.base in {"", "previous"} and not other_year:
                claim_change(self._subject_of(mention), mention, self.claims)
            case "rate" if not other_year:
                self._rate(mention)

    def _rate(self, mention: Mention) -> None:
        """Claim the rate of execution when it is that of the whole, not of a part or an item."""
        match = _OWN_RATE.search(mention.lead)
        if match is None or self.deeds or mention.quantity.operator or not self._alone(match["before"]):
            return
        of_a_part = self.titled not in {"", "income"} or self.about not in {"", "spending.total", "income.total"}
        says_of_what = bool(match["of"] or _YEARLY.search(match["before"]) or self.about)
        if (says_of_what and not of_a_part) or _OF_ALL.search(match["before"]):
            self.claims.figure("spending.rate", mention.quantity, mention.at)

    def _amount(self, mention: Mention, *, other_year: bool) -> None:
        subject = None if mention.explains else self._explained(mention) or self._named(mention)
        plan = self._plan_of(subject, mention) if subject else ""
        path = field_of(subject, plan) if subject else None
        if path is None or other_year:
            self._without_field(mention, subject, other_year=other_year)
            return
        self.about = subject
        if path.startswith("three_public."):
            self._three_public(path.split(".")[1], "budget" if plan else "final", mention)
        elif path.startswith("weak."):
            Claims(self.weak, self.claims.prefix).figure(path.removeprefix("weak."), mention.quantity, mention.at)
            self.subject = ""
        else:
            self.subject = path
            if path in {"spending.basic.total", "spending.project.total"}:
                self.topic = path.split(".")[1]
            self.rest = Rest.of(mention.quantity) if path == "spending.project.total" else self.rest
            self.claims.figure(path, mention.quantity, mention.at)

    def _without_field(self, mention: Mention, subject: str | None, *, other_year: bool) -> None:
        """An amount that no field holds: the plan beside an execution, an item of project spending, or unknown."""
        if _BUDGET_BESIDE.fullmatch(mention.lead) and self.subject:
            if self.subject.startswith("three_public.rows["):
                self.claims.figure(self.subject.rpartition(".")[0] + ".budget", mention.quantity, mention.at)
            return
        if mention.base:
            return
        self.about = self.about if _ASIDE.search(mention.lead) else subject
        self.subject, self.planned = "", plan_in(mention) or self.planned
        if subject is None and not (other_year or mention.explains or self.deeds) and self.topic == "project":
            self._item(mention)

    def _named(self, mention: Mention) -> str | None:
        """Return what an amount is of: its own label, or for 决算数 and 年初预算 what was named before them."""
        code = mention.code or self._bare(mention)
        if code is None and _BARE_BUDGET.fullmatch(mention.lead) and str(self.about).startswith("three_public."):
            return self.about
        if code is None or code == "elsewhere" or not self._stands_alone(mention):
            return None
        if is_income(mention):
            return "income.total" if code in PLANS else None
        if is_relative(mention):
            return self._told_of(mention)
        if is_total(mention):
            return self._total_of(code)
        return None if code == "spending.basic.other" and self.topic != "basic" else code

    def _stands_alone(self, mention: Mention) -> bool:
        """Whether no words before a label make another fact of it; 追加 may tell for what."""
        if mention.code == "income.supplement":
            return not (self.words.spans(mention.before) or _is_part(self.about))
        if mention.code in GENERAL and _is_far(mention, self.words):
            return False
        return self._alone(mention.before)

    def _total_of(self, code: str) -> str:
        """What 支出合计 is the total of: three_public among its items, the section when it opens a sentence."""
        if str(self.about).startswith("three_public."):
            return "three_public.total"
        return code if self.about != "" or self.titled == "income" else TOPICS.get(self.titled, code)

    def _told_of(self, mention: Mention) -> str | None:
        """What general words speak of: the amount before them in the sentence, else the section, else the whole."""
        if self.about is None or _is_part(self.about):
            return self.about
        if self.deeds and mention.code not in PLANS:
            return None
        told = TOPICS.get(self.titled, "spending.total")
        return "spending.total" if told == "income.total" and "支出" in mention.word else told

    def _plan_of(self, subject: str, mention: Mention) -> str:
        """Say whether an amount is a plan, by its own words or as a part of one, or ("") an execution."""
        plan, of_income = plan_in(mention), str(self.about).startswith("income.")
        if not plan and not says_executed(mention) and (of_income or not is_total(mention)):
            plan = self.planned if subject != "spending.total" or of_income else ""
        self.planned = plan if subject.endswith(".total") else self.planned
        return plan

    def _explained(self, mention: Mention) -> str | None:
        """The topic that a sentence explains before it says how much it is: `基本支出用于保障机构运转，全年支出`."""
        opening = explained(mention.lead) if mention.first else None
        if opening is None or not self._alone(opening.before):
            return None
        general = mention.code in GENERAL and self._alone(mention.before)
        return opening.code if general or says_spent(opening.rest) else None

    def _bare(self, mention: Mention) -> str | None:
        """What an amount without a label is: `2、支出：561.02万元`, or what is left of the whole, `，结余5万元`."""
        if says_left(mention.lead):
            whole = (
                self.about == "spending.total" and self.titled in {"", "income"} and not (self.planned or self.deeds)
            )
            return "spending.balance" if whole else None
        side = bare_side(mention.lead)
        if not side or self.titled not in {"", "income"} or (self.titled == "income" and side == "支出"):
            return None
        return {"收入": "income.total", "支出": "spending.total"}[side]

    def _item(self, mention: Mention) -> None:
        """Claim an item of project spending: the words before the amount are its name."""
        name = item_name(mention.lead)
        if name is None or mention.quantity.approximate or mention.code in {*PLANS, "elsewhere"}:
            return
        self.items += 1
        self.rest.take(mention.quantity)
        row = f"spending.project.items[{mention.at.id}.{self.items}]"
        own = self.claims.inside(row + ".")
        own.add("name", "text", as_printed(mention.raw, name), mention.at)
        own.figure("amount", mention.quantity, mention.at)
        self.subject = f"{row}.amount"
        if re.search("其中|包括|分别", mention.sentence) and not re.search("等|主要", mention.sentence):
            self.claims.code("spending.project.items_closed", value=True)

    def _three_public(self, item: str, column: str, mention: Mention) -> None:
        own = self.claims.inside(f"three_public.rows[{item}].")
        own.code("item", item)
        if str(mention.code).startswith("three_public."):
            own.add("label", "text", as_printed(mention.raw, mention.word), mention.at)
        own.figure(column, mention.quantity, mention.at)
        self.subject = f"three_public.rows[{item}].{column}"
        self.topic = "three_public" if item == "total" else self.topic

    def _subject_of(self, mention: Mention) -> str:
        """The amount that a share or change is of: named in its own words, else the last one, else none ("")."""
        named = without_direction(_COMPARATOR.split(mention.lead)[0])
        label = label_before(named, self.words)
        if is_general(label.code, label.word) and self.about != "":
            return self.subject
        if label.code is None:
            clause = next((part for part in reversed(re.split("[,(]", named)) if part), "")
            known = self._alone(clause) and not mention.explains
            self.subject = self.subject if known else ""
            return self.subject
        alone = self._alone(label.before) and not label.code.startswith(("three_public.", "weak.", "elsewhere"))
        self.subject = field_of(label.code, "") or "" if alone else ""
        return self.subject


def _is_part(about: str | None) -> bool:
    return about is not None and about.startswith(("spending.basic.", "spending.project.", "three_public."))


def _is_far(mention: Mention, words: Vocabulary) -> bool:
    """Whether a label of a part stands in the words before a general one: 公用经费控制在预算内，全年支出."""
    before = mention.lead.removesuffix(mention.word + mention.rest)
    return any(code not in GENERAL for _, _, code in words.spans(before))
