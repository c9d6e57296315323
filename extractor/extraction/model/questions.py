"""The questions about a paper: which prompt, which lines, which form of answer."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

from extractor.extraction.lexicon import examples
from extractor.extraction.model.answers import FORMS
from extractor.extraction.model.choosing import TOPICS, Chooser
from extractor.extraction.model.names import private
from extractor.extraction.model.numbering import Piece, chunks, pieces, show
from extractor.extraction.model.scopes import scopes
from extractor.llm import Question
from extractor.llm.redaction import Masks
from extractor.records.document import Document
from extractor.settings import Settings
from extractor.texts import load

_WORDS = 2
_CODES = frozenset({"rows", "public"})
"""Lists of codes, which need one word each."""

_PUBLIC = ("total", "abroad", "vehicle_purchase", "vehicle_operation", "reception")
_SECTIONS = {
    "budget": {"columns": "columns.budget", "rows": "rows.budget"},
    "indicators": {"columns": "columns.indicators"},
    "base_data": {"columns": "columns.base_data", "public": "rows.three_public", "staff": "columns.staffing"},
    "goals": {"columns": "columns.goals"},
    "profile": {"fields": "fields", "staff": "narrative.staffing"},
    "project": {"columns": "columns.budget", "rows": "rows.budget", "indicators": "columns.indicators"},
    "spending": {"public": "rows.three_public"},
}
_GROUPS = ("income", "spending")


class Asked(NamedTuple):
    """A question with the pieces it shows; `project` is the number of the project it is about, None for the rest."""

    question: Question
    shown: list[Piece]
    project: int | None = None


@dataclass
class Paper:
    """A document as it is shown to a model: numbered, masked, with the images of pages when they are wanted."""

    document: Document
    settings: Settings
    images: dict[int, bytes]

    def __post_init__(self) -> None:
        self.pieces = pieces(self.document)
        self.masks = self._masks()
        self.scopes = scopes(self.document, self.pieces)
        self.chooser = Chooser(self.document, self.pieces)

    def _masks(self) -> Masks:
        if not self.settings.asking.redact:
            return Masks(active=False)
        found = private(self.document)
        return Masks(found.names, found.numbers)

    @cached_property
    def single(self) -> frozenset[str]:
        """The tables of one column, whose rows are lost."""
        return frozenset(table.id for table in self.document.tables if not table.rows_known)

    @cached_property
    def of_projects(self) -> frozenset[str]:
        """The pieces that belong to the forms of projects."""
        return frozenset(piece.id for scope in self.scopes.projects for piece in scope)

    @property
    def imaged(self) -> frozenset[int]:
        """The pages whose image goes with the questions."""
        return frozenset(self.images)

    def questions(self, wanted: frozenset[str] | None = None) -> list[Asked]:
        """Return all questions; with `wanted` only about these pieces, each with the heads and captions it needs."""
        found: list[Asked] = []
        for topic in TOPICS:
            found += self._asked(topic, self.chooser.choose(topic, self.scopes.department), wanted)
        for number, scope in enumerate(self.scopes.projects):
            found += self._asked("project", scope, wanted, number)
        return found

    def question(self, name: str, shown: Sequence[Piece], **values: Any) -> Question:
        """Return one question about some pieces."""
        template, system = load("prompts", name), load("prompts", "system")
        given = _words(name) | values | {"lines": show(shown, self.masks)}
        asking = self.settings.asking
        return Question(
            id=name,
            prompt=f"{template.sha256}{system.sha256}",
            system=system.render(),
            text=template.render(**{key: given[key] for key in template.head.variables}).strip(),
            answer=FORMS[template.head.answer],
            images=tuple(self.images[page] for page in sorted({p.page for p in shown} & self.images.keys())),
            answer_tokens=asking.answer_tokens,
        )

    def _asked(
        self, name: str, chosen: list[Piece], wanted: frozenset[str] | None, project: int | None = None
    ) -> list[Asked]:
        if wanted is not None:
            chosen = needed(chosen, wanted, self.single | self.of_projects)
        untitled = not self.document.headings
        return [
            Asked(self.question(name, run, untitled=untitled), run, project)
            for run in chunks(chosen, self.settings.asking.question_tokens)
        ]


def needed(chosen: Sequence[Piece], wanted: Iterable[str], loose: Container[str] = ()) -> list[Piece]:
    """Return the wanted pieces of a selection, the heads of their tables and the line before each; [] when none is.

    Of a form whose rows are lost (`loose`: its table, or its lines) what stands around them comes along.
    """
    names = set(wanted)
    kept = {index for index, piece in enumerate(chosen) if piece.id in names}
    for index in tuple(kept):
        piece = chosen[index]
        if piece.table in loose or (piece.line and piece.id in loose):
            kept.update(range(max(0, index - _AROUND), min(len(chosen), index + _AROUND + 1)))
    tables = {chosen[index].table for index in kept} - {""}
    for index, piece in enumerate(chosen):
        if piece.table in tables and _is_head(chosen, index):
            kept.add(index)
    return [chosen[index] for index in sorted(kept)]


_AROUND = 6
_HEAD_ROWS = 3


def _is_head(chosen: Sequence[Piece], index: int) -> bool:
    """Whether a row is among the first of its table in a selection, or the last line above it."""
    table = chosen[index].table
    before = [piece for piece in chosen[max(0, index - _HEAD_ROWS) : index] if piece.table == table]
    return len(before) < _HEAD_ROWS


def _words(name: str) -> dict[str, Any]:
    """The lexicon's words for a prompt: two of each field."""
    sections = _SECTIONS.get(name, {})
    words: dict[str, Any] = {
        key: examples(section, 1 if key in _CODES else _WORDS) for key, section in sections.items()
    }
    for key, default in (("columns", ""), ("staff", ""), ("fields", ""), ("indicators", "")):
        if key in words:
            words[key] = _Lenient(words[key], default)
    if "public" in words:
        words["public"] = {code: words["public"].get(code, code) for code in _PUBLIC}
    if name == "spending":
        words["amounts"] = _amounts()
    return words


class _Lenient(dict[str, str]):
    """Words by code; a code whose words the lexicon does not have shows its own name."""

    def __init__(self, words: dict[str, str], default: str) -> None:
        super().__init__(words)
        self.default = default

    def __missing__(self, code: str) -> str:
        return self.default or code


def _amounts() -> dict[str, dict[str, str]]:
    """The words of income and spending by the last steps of their paths: {"spending": {"basic.total": "基本支出"}}."""
    found = examples("narrative.amounts", 1)
    return {
        group: {code.removeprefix(f"{group}."): words for code, words in found.items() if code.startswith(f"{group}.")}
        for group in _GROUPS
    }
