"""The record as a template sees it: the names of the record, each value with its origin.

`{{ spending.basic.total }}` writes the amount as printed with its unit and leaves a mark behind. What is
absent is false and cannot be printed; a name that the record does not have is an error.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

from extractor.drafting import wording
from extractor.drafting.marks import PENDING, mark
from extractor.errors import TemplateError
from extractor.records.base import Record
from extractor.records.paths import exists, get
from extractor.records.report import Figure, Measure, Report, Text

_INDEX = re.compile(r"\[\d*\]")


@dataclass(frozen=True)
class Value:
    """A field, or a computation on fields (`origin` begins with `=`), as it is written in a draft.

    `value` and `unit` are for comparisons in a template; what is printed is `words`.
    """

    words: str
    origin: str
    value: Decimal | None = None
    unit: str = ""
    pending: bool = False
    source: Text | Measure | None = field(default=None, compare=False)

    def __str__(self) -> str:
        """Write the value with its mark, and 【待核】 when an open error touches it."""
        return mark(self.words, self.origin) + (PENDING if self.pending else "")

    @property
    def is_figure(self) -> bool:
        """Whether this is a number and not words such as 无."""
        return isinstance(self.source, Figure) or self.source is None

    @property
    def sure(self) -> Decimal | None:
        """The number for a judgement: None when an open error puts it in doubt."""
        return None if self.pending else self.value

    @property
    def none(self) -> bool:
        """Whether it says that there is nothing: the word 无 or a printed 0."""
        return self.value == 0 if self.is_figure else wording.is_none(self.words)

    @property
    def sentence(self) -> Value:
        """The words without their closing mark, to be followed by one."""
        return replace(self, words=wording.sentence(self.words))

    @property
    def unsigned(self) -> Value:
        """A figure without its sign, behind 增加 or 减少."""
        return replace(self, words=self.words.lstrip("+-"))

    @property
    def bare(self) -> Value:
        """A figure without its unit, for a table whose header names it."""
        return replace(self, words=self.words.removesuffix(self.unit)) if self.is_figure and self.unit else self

    @property
    def quoted(self) -> str:
        """The words in quotation marks; their own become single ones."""
        return f"“{replace(self.sentence, words=wording.nested(self.sentence.words))}”"

    @property
    def project(self) -> str:
        """The name of a project in quotation marks, with the word 项目 behind it once."""
        return self.quoted + ("" if self.sentence.words.endswith("项目") else "项目")

    @property
    def short(self) -> bool:
        """Whether the words are one paragraph that goes on behind a colon."""
        return "\n" not in self.paragraphs

    @property
    def paragraphs(self) -> str:
        """The words paragraph by paragraph, with empty lines between."""
        if self.source is None:
            return str(self)
        text = self.source.corrected.text if self.source.corrected else self.source.text
        return "\n\n".join(str(replace(self, words=part)) for part in wording.paragraphs(text))


class Node:
    """A part of the record; false when it is absent, and then all its fields are absent too."""

    def __init__(self, scope: Scope, origin: str, record: Record | None = None) -> None:
        self.scope = scope
        self.origin = origin
        self.record = record

    def __getattr__(self, name: str) -> Any:
        path = f"{self.origin}.{name}" if self.origin else name
        if name.startswith("_") or not exists(_INDEX.sub("", path)):
            raise AttributeError(f"记录里没有字段 {path}")
        return self.scope.at(path)

    def __bool__(self) -> bool:
        return self.record is not None

    def __iter__(self) -> Iterator[Node]:
        """Yield nothing: a list that is absent has no rows."""
        return iter(())

    def __len__(self) -> int:
        """Return 0, as for a list without rows."""
        return 0

    def __str__(self) -> str:
        """Refuse to be printed: only values have words."""
        raise TemplateError(f"模板要写出字段 {self.origin}，但报告里没有", "请先用 {% if … %} 判断")


@dataclass(frozen=True)
class Scope:
    """One report and the fields of it that an open error touches."""

    report: Report
    pending: Mapping[str, object] = field(default_factory=dict)

    def at(self, path: str) -> Any:
        """Return what stands at a path: a value, a part, a list of parts, or a plain word or switch."""
        found = get(self.report, path) if "[]" not in path else None
        if isinstance(found, Text):
            return self.value(path, found)
        if isinstance(found, tuple):
            return tuple(Node(self, f"{path}[{index}]", part) for index, part in enumerate(found))
        return found if isinstance(found, str | bool | int) else Node(self, path, found)

    def value(self, path: str, source: Text | Measure) -> Value:
        """Return the value of a field as it is written."""
        unit = wording.unit_of(source) if isinstance(source, Figure) else (getattr(source, "unit", None) or "")
        corrected = source.corrected.value if source.corrected else None
        value = corrected if corrected is not None else getattr(source, "value", None)
        amount = value if isinstance(value, Decimal) else None
        pending = amount is not None and path in self.pending and not source.corrected
        return Value(wording.printed(source), path, amount, unit, pending, source)
