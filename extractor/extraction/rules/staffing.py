"""What the narrative says of people and cars: 编制, 在职, 退休, their classes, 公务用车."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache

from extractor.extraction.claims import Claims, Place
from extractor.extraction.lexicon import Vocabulary, plain, vocabulary
from extractor.extraction.rules.labels import AUTHORITY, Label, label_before, says_nothing
from extractor.extraction.rules.mentions import Mention, mentions
from extractor.extraction.rules.passages import Passage, as_printed
from extractor.extraction.rules.years import Years

_PEOPLE = {"人", "名", "个", "位"}
_CARS = {"辆", "台"}
_ANCHOR = re.compile(r"编制|在职|在编|实有|退休|公务用车|公务车|人员情况|车辆")
_BARE_ACTUAL = re.compile(r"[,，、]?(?:现有|实际)?(?:实有|在编|在职|在岗|现有)为?")
_PART = re.compile("^其中|下属|所属|党员|女")
_BARE_CARS = re.compile(
    r"[,、;(]?(?:年末|年底|目前|实际|现)*(?:实有|现有|在编|在用|保有)(?:车辆|公务用车|公车)?(?:数量?|量)?[为共:]*"
)
_LONGEST_CLASS = 16
_LONGEST_HEAD = 10
_OPENS_LIST = re.compile("其中|包括|分别")
_LEAVES_OPEN = re.compile("主要|等[，。,；]")
_CLASS_TAIL = re.compile(r"(?:[为有:,，]|共|计|编制数为)+$")
_CLASS_NOISE = re.compile(
    rf"^(?:{AUTHORITY.pattern}|[,，、;；:：。()]|其中|包括|分别为|分别是|有|另有|另|机关核定|核定|现有|实有|及|和|含|机关)+"
)


_SUBORDINATE = re.compile(
    r"^(?:[^:：]*[:：])?(?P<name>[\u4e00-\u9fff]{2,18}(?:中心|宫|站|所|馆|院|校|队|处|办|园|室|团|社))[,，](?=.*(?:公益|事业单位|全额|差额))"
)


def _subordinate(sentence: str) -> str:
    """The subordinate unit that a sentence opens with: `市职工之家，公益一类事业单位，编制10个`."""
    match = _SUBORDINATE.match(sentence.strip())
    return plain(match["name"]) if match else ""


@dataclass
class StaffReader:
    """Reads the passages that tell of staff; remembers the class that a bare 实有 goes on with.

    `classes`: how many classes were told in a row; `of_a_part`: the last count was of a part of the unit;
    `car_posts`: the sentence said how many cars there may be.
    """

    claims: Claims
    unit: str = ""
    fiscal_year: str = ""
    category: str = ""
    classes: int = 0
    of_a_part: bool = False
    subordinate: str = ""
    listing: bool = False
    open_rows: int = 0
    listed_rows: int = 0
    cars: bool = False
    car_posts: bool = False
    years: Years = field(init=False)
    words: Vocabulary = field(default_factory=lambda: vocabulary("narrative.staffing"))

    def __post_init__(self) -> None:
        self.years = Years(self.fiscal_year)

    def read(self, passage: Passage) -> None:
        """Claim the counts of one passage."""
        sections = vocabulary("narrative.sections")
        kinds = {code for title in passage.titles for _, _, code in sections.spans(plain(title))}
        if "deeds" in kinds and "staff" not in kinds:
            return
        for mention in mentions(passage, self.words):
            if mention.first:
                self._begin_sentence(mention.sentence)
            other_year = self.years.note(mention.lead)
            if _ANCHOR.search(mention.sentence) and not other_year:
                self._read_mention(mention)

    def _begin_sentence(self, sentence: str) -> None:
        self.category, self.classes, self.of_a_part, self.car_posts = "", 0, False, False
        self.years.begin(goes_on=False)
        self.cars = self.cars and _ANCHOR.search(sentence) is not None
        self.subordinate = _subordinate(sentence)

    def finish(self) -> None:
        """Say that the classes are complete when every one of them stood in a list (其中 … without 等)."""
        if self.listed_rows > 1 and not self.open_rows:
            self.claims.code("staffing.breakdown_closed", value=True)

    def _read_mention(self, mention: Mention) -> None:
        unit = mention.quantity.unit
        if mention.code == "control_rate" and unit == "%" and not mention.quantity.operator:
            self.claims.figure("staffing.control_rate", mention.quantity, mention.at)
        elif unit in _CARS and (self.cars or self.car_posts or "车" in mention.lead):
            self._car(mention)
        elif unit in _PEOPLE and not mention.quantity.approximate:
            self._person(mention)

    def _person(self, mention: Mention) -> None:
        code, category = mention.code, self._category(mention)
        if _BARE_ACTUAL.fullmatch(mention.lead) and (self.of_a_part or self.classes == 1):
            if not self.of_a_part:
                self._row(self.category, "actual", mention)
                self.classes = 0
        elif self.subordinate and (category is not None or code in {"authorized", "actual"}):
            self._of_subordinate(mention, category)
        elif category is not None:
            self._of_class(category, mention)
        elif code in {"authorized", "actual", "retired"}:
            self._of_all(str(code), mention)

    def _of_subordinate(self, mention: Mention, category: str | None) -> None:
        """Claim a count of a subordinate unit as a row of its own."""
        in_post = mention.code == "actual" or (category is None and mention.code != "authorized")
        column = "actual" if in_post and not mention.lead.endswith("编制") else "authorized"
        self._row(self.subordinate, column, mention)

    def _of_class(self, category: str, mention: Mention) -> None:
        """Claim a count of a class of staff; a bare 实有 behind a single class goes on with it."""
        authorized = "编" in category and not re.search("编外|非编", category)
        column = "authorized" if authorized or (mention.code == "authorized" and "编制" in category) else "actual"
        self.classes = self.classes + 1 if column == "authorized" and category != self.category else 0
        self.category = category
        self._row(category, column, mention)

    def _of_all(self, code: str, mention: Mention) -> None:
        """Claim a count of the whole unit; words before the label such as 局机关 or 其中 make it one of a part."""
        clause = re.split("[,;；]", mention.lead)[-1]
        self.of_a_part = not says_nothing(mention.before, self.unit) or bool(_PART.search(clause))
        self.category, self.classes = "", 0
        if not self.of_a_part:
            self.listing = False
            self.claims.figure(f"staffing.{code}", mention.quantity, mention.at)

    def _category(self, mention: Mention) -> str | None:
        """The class of staff that the words before a figure name, as squeezed text."""
        lead = re.split("[,;；:。]|其中", _CLASS_TAIL.sub("", mention.lead))[-1]
        classes = vocabulary("narrative.categories")
        for start, end, _ in reversed(classes.spans(lead)):
            if len(lead) - end <= 3:  # noqa: PLR2004
                head = _CLASS_NOISE.sub("", lead[:start])
                return lead[start:end] if len(head) > _LONGEST_HEAD else lead[start - len(head) : end]
        return None

    def _row(self, category: str, column: str, mention: Mention) -> None:
        self.listing = self.listing or bool(_OPENS_LIST.search(mention.lead))
        if self.listing and not _LEAVES_OPEN.search(mention.sentence):
            self.listed_rows += 1
        else:
            self.open_rows += 1
        own = self.claims.inside(f"staffing.breakdown[{category}].")
        if self.subordinate == category:
            own.add(
                "label", "text", as_printed(mention.sentence, category), Place(mention.at.id, mention.sentence.strip())
            )
        elif category in mention.lead:
            own.add("label", "text", as_printed(mention.raw, category), mention.at)
        own.figure(column, mention.quantity, mention.at)

    def _car(self, mention: Mention) -> None:
        label = label_before(mention.lead, _car_words())
        if label.code is not None and not re.search("其中|其他", mention.lead[-12:]):
            self._all_cars(mention, label)
            return
        if self.car_posts and _BARE_CARS.fullmatch(mention.lead):
            self._count_cars(mention)
            return
        name = _CLASS_NOISE.sub("", _CLASS_TAIL.sub("", mention.lead)).split(",")[-1]
        known = mention.quantity.unit == "辆" or "车" in name
        if self.cars and known and 1 < len(name) <= _LONGEST_CLASS:
            own = self.claims.inside(f"staffing.vehicles.breakdown[{name}].")
            own.add("label", "text", as_printed(mention.raw, name), mention.at)
            own.figure("count", mention.quantity, mention.at)

    def _all_cars(self, mention: Mention, label: Label) -> None:
        """Claim how many cars there are; 公务用车编制 says how many there may be."""
        if "编制" in label.rest:
            self.car_posts = True
        elif says_nothing(label.before, self.unit):
            self._count_cars(mention)

    def _count_cars(self, mention: Mention) -> None:
        self.cars = True
        self.claims.figure("staffing.vehicles.total", mention.quantity, mention.at)


@cache
def _car_words() -> Vocabulary:
    """The words for cars alone: 实有 behind them says no more than that there are so many."""
    known = vocabulary("narrative.staffing").codes
    return Vocabulary({"vehicles": [word for word, code in known.items() if code == "vehicles"]})
