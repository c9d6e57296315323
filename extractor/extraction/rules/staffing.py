"""What the narrative says of people and cars: 编制, 在职, 退休, their classes, 公务用车."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from extractor.extraction.claims import Claims, Place
from extractor.extraction.lexicon import Vocabulary, plain, vocabulary
from extractor.extraction.rules.mentions import Mention, mentions
from extractor.extraction.rules.passages import Passage, as_printed

_PEOPLE = {"人", "名", "个", "位"}
_CARS = {"辆", "台"}
_ANCHOR = re.compile(r"编制|在职|在编|实有|退休|公务用车|公务车|人员情况|车辆")
_BARE_ACTUAL = re.compile(r"[,，、]?(?:现有|实际)?(?:实有|在编|在职|在岗|现有)为?")
_OPENS_LIST = re.compile("其中|包括|分别")
_LEAVES_OPEN = re.compile("主要|等[，。,；]")
_CLASS_TAIL = re.compile(r"(?:[为有:,，]|共|计|编制数为)+$")
_CLASS_NOISE = re.compile(
    r"^(?:[,，、;；:：。()]|其中|包括|分别为|分别是|有|另有|另|机关核定|核定|现有|实有|及|和|含|机关)+"
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
    """Reads the passages that tell of staff; remembers the class and column that a bare figure continues."""

    claims: Claims
    category: str = ""
    unit: str = ""
    listing: bool = False
    open_rows: int = 0
    listed_rows: int = 0
    cars: bool = False
    words: Vocabulary = field(default_factory=lambda: vocabulary("narrative.staffing"))

    def read(self, passage: Passage) -> None:
        """Claim the counts of one passage."""
        sections = vocabulary("narrative.sections")
        kinds = {code for title in passage.titles for _, _, code in sections.spans(plain(title))}
        if "deeds" in kinds and "staff" not in kinds:
            return
        for mention in mentions(passage, self.words):
            if mention.first and not _ANCHOR.search(mention.sentence):
                self.category, self.cars = "", False
            if mention.first:
                self.unit = _subordinate(mention.sentence)
            if _ANCHOR.search(mention.sentence):
                self._read_mention(mention)

    def finish(self) -> None:
        """Say that the classes are complete when every one of them stood in a list (其中 … without 等)."""
        if self.listed_rows > 1 and not self.open_rows:
            self.claims.code("staffing.breakdown_closed", value=True)

    def _read_mention(self, mention: Mention) -> None:
        unit = mention.quantity.unit
        if mention.code == "control_rate" and unit == "%" and not mention.quantity.operator:
            self.claims.figure("staffing.control_rate", mention.quantity, mention.at)
        elif unit in _CARS and (self.cars or "车" in mention.lead):
            self._car(mention)
        elif unit in _PEOPLE and not mention.quantity.approximate:
            self._person(mention)

    def _person(self, mention: Mention) -> None:
        if self.category and _BARE_ACTUAL.fullmatch(mention.lead):
            self._row(self.category, "actual", mention)
            return
        category = self._category(mention)
        code = mention.code
        if self.unit and (category is not None or code in {"authorized", "actual"}):
            self.category = self.unit
            in_post = code == "actual" or (category is None and code != "authorized")
            self._row(
                self.unit, "actual" if in_post and not re.search("编制$", mention.lead) else "authorized", mention
            )
            return
        if category is not None:
            column = "authorized" if "编" in category and not re.search("编外|非编", category) else "actual"
            column = "authorized" if code == "authorized" and "编制" in category else column
            self.category = category
            self._row(category, column, mention)
        elif code in {"authorized", "actual", "retired"} and not self._of_a_part(mention):
            self.category, self.listing = "", False
            self.claims.figure(f"staffing.{code}", mention.quantity, mention.at)

    def _of_a_part(self, mention: Mention) -> bool:
        """Whether the words speak of a subordinate unit or of a part (其中 …)."""
        clause = re.split("[,;；]", mention.lead)[-1]
        return bool(re.search(r"^其中|下属|所属|党员|女", clause))

    def _category(self, mention: Mention) -> str | None:
        """The class of staff that the words before a figure name, as squeezed text."""
        lead = re.split("[,;；:。]|其中", _CLASS_TAIL.sub("", mention.lead))[-1]
        classes = vocabulary("narrative.categories")
        for start, end, _ in reversed(classes.spans(lead)):
            if len(lead) - end <= 3:  # noqa: PLR2004
                head = _CLASS_NOISE.sub("", lead[:start])
                return lead[start:end] if len(head) > 6 else lead[start - len(head) : end]  # noqa: PLR2004
        return None

    def _row(self, category: str, column: str, mention: Mention) -> None:
        self.listing = self.listing or bool(_OPENS_LIST.search(mention.lead))
        if self.listing and not _LEAVES_OPEN.search(mention.sentence):
            self.listed_rows += 1
        else:
            self.open_rows += 1
        own = self.claims.inside(f"staffing.breakdown[{category}].")
        if self.unit == category:
            own.add(
                "label", "text", as_printed(mention.sentence, category), Place(mention.at.id, mention.sentence.strip())
            )
        elif category in mention.lead:
            own.add("label", "text", as_printed(mention.raw, category), mention.at)
        own.figure(column, mention.quantity, mention.at)

    def _car(self, mention: Mention) -> None:
        if mention.code == "vehicles" and not re.search("其中|其他", mention.lead[-12:]):
            self.cars = True
            self.claims.figure("staffing.vehicles.total", mention.quantity, mention.at)
            return
        name = _CLASS_NOISE.sub("", _CLASS_TAIL.sub("", mention.lead)).split(",")[-1]
        if self.cars and 2 <= len(name) <= 16:  # noqa: PLR2004
            own = self.claims.inside(f"staffing.vehicles.breakdown[{name}].")
            own.add("label", "text", as_printed(mention.raw, name), mention.at)
            own.figure("count", mention.quantity, mention.at)
