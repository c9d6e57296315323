"""What the drafts tell of the labelled reports, section by section, and whether they tell anything wrong.

A labelled figure or name is told when the draft cites its field with the labelled number or words; when it cites
another field of the same section with the same number and unit (a form and its narrative print one fact twice); or
when it says that number with that unit anywhere, if it is 100 or more. A zero is told by 无 and is left out.
A statement is wrong when the draft cites a figure or date that the label contradicts: see `scoring.drafts`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import reduce
from operator import add

from pydantic import Field

from extractor.eval.case import Case
from extractor.eval.labels import Label, plain, printed
from extractor.eval.result import Share
from extractor.eval.scoring.drafts import wrong_statements
from extractor.eval.scoring.fields import Result, score
from extractor.pipeline import run_file
from extractor.records.base import Record
from extractor.records.draft import Draft
from extractor.records.quantity import Quantity, find_quantities
from extractor.settings import Settings

SECTIONS: dict[str, tuple[str, ...]] = {
    "单位和年度": ("profile.unit_name", "profile.fiscal_year"),
    "人员": ("staffing.",),
    "预算执行": ("budget.", "income.", "spending.initial", "spending.adjusted", "spending.total", "spending.rate"),
    "基本支出": ("spending.basic.",),
    "项目支出": ("spending.project.",),
    "“三公”经费": ("three_public.",),
    "其他预算": ("spending.government_fund", "spending.state_capital", "spending.social_insurance"),
    "绩效指标": ("indicators[",),
    "得分": ("score.",),
    "各项目": ("projects[",),
}
"""The sections of a 综述 and the fields of the record that each is to tell."""

_WORDS = re.compile(r"profile\.unit_name|(?:projects\[\d+\]\.)?indicators\[\d+\]\.level3|projects\[\d+\]\.name")
_LONG = 100
"""From here on a number is hardly the same by chance."""


class Told(Record):
    """What one draft tells."""

    case: str = Field(title="报告")
    outline: str = Field(default="", title="提纲")
    sections: dict[str, Share] = Field(default_factory=dict, title="各节", description="写出的占标注的")
    wrong: int = Field(default=0, title="错句", description="必须为 0")
    added: tuple[str, ...] = Field(default=(), title="读回新添的问题", description="应为空")
    untold: tuple[str, ...] = Field(default=(), title="没有写出的")
    missing: str = Field(default="", title="没有综述的原因")

    @property
    def all(self) -> Share:
        """The sum over the sections."""
        return reduce(add, self.sections.values(), Share())


def tell(cases: Iterable[Case], settings: Settings) -> Iterator[Told]:
    """Draft each labelled report from its own file and compare what it tells with the label."""
    for case in cases:
        result = run_file(case.report, settings)
        if result.draft is None:
            yield Told(case=case.name, missing="；".join(result.report.problems))
            continue
        compared = score(result.report, case.label)
        sections, untold = _compared(result.draft, compared.results, case.label)
        yield Told(
            case=case.name,
            outline=result.draft.outline,
            sections=sections,
            wrong=wrong_statements(result.draft, compared),
            added=result.draft.readback.added if result.draft.readback else (),
            untold=untold,
        )


def total(told: Iterable[Told]) -> Told:
    """Return the sum over all drafts."""
    rows = list(told)
    sections = {name: reduce(add, (row.sections.get(name, Share()) for row in rows), Share()) for name in SECTIONS}
    return Told(
        case="合计",
        sections={name: share for name, share in sections.items() if share.of},
        wrong=sum(row.wrong for row in rows),
        added=tuple(words for row in rows for words in row.added),
    )


def _compared(draft: Draft, results: Iterable[Result], label: Label) -> tuple[dict[str, Share], tuple[str, ...]]:
    spoken = _Spoken(draft)
    shares: dict[str, Share] = {}
    untold = []
    for result in results:
        section = _section(result.path)
        if section is None or result.beyond or not _is_asked(result, label):
            continue
        told = spoken.tells(result, section)
        shares[section] = shares.get(section, Share()) + Share(points=float(told), of=1)
        if not told:
            untold.append(f"{result.path} {result.expected}")
    return shares, tuple(untold)


def _section(path: str) -> str | None:
    return next((name for name, fields in SECTIONS.items() if path.startswith(fields)), None)


def _is_asked(result: Result, label: Label) -> bool:
    """Whether a draft is to tell this: a figure that is not zero, or a name."""
    if label.is_neutral(result.path):
        return False
    if _WORDS.fullmatch(result.path):
        return bool(result.expected.strip())
    figure = printed(result.expected) if result.kind == "figure" else None
    return figure is not None and figure.value != 0


class _Spoken:
    """What a draft says: its citations by field, and the figures that it says in each section or quotes."""

    def __init__(self, draft: Draft) -> None:
        self.by_path: dict[str, list[str]] = {}
        self.figures: dict[str | None, list[Quantity]] = {}
        self.quoted: list[Quantity] = []
        for passage in draft.passages:
            for citation in passage.citations:
                path = citation.path or ""
                found = find_quantities(citation.text)
                self.by_path.setdefault(path, []).append(citation.text)
                self.figures.setdefault(_section(path), []).extend(found)
                if path.startswith("sections["):
                    self.quoted += found

    def tells(self, result: Result, section: str) -> bool:
        """Whether the draft tells a labelled value."""
        own = self.by_path.get(result.read or "", [])
        wanted = printed(result.expected)
        if _WORDS.fullmatch(result.path) or wanted is None:
            expected = plain(result.expected)
            return any(expected in plain(words) or plain(words) in expected for words in own)
        if plain(result.expected) in map(plain, own):
            return True
        values = [quantity for words in own for quantity in find_quantities(words)]
        if any(abs(quantity.value) == abs(wanted.value) for quantity in values):
            return True
        same = (wanted.value, wanted.unit)
        if any((quantity.value, quantity.unit) == same for quantity in self.figures.get(section, ())):
            return True
        known = (quantity for said in (*self.figures.values(), self.quoted) for quantity in said)
        return wanted.value >= _LONG and any((quantity.value, quantity.unit) == same for quantity in known)
