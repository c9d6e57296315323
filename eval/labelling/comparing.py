"""Two people's labels of one report beside each other: on how much they agree, and where they differ."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Literal, NamedTuple

from pydantic import Field as About

from extractor.errors import UsageError
from extractor.eval.labelled import record_of
from extractor.eval.labelling.files import label_of
from extractor.eval.labelling.fitting import misfits
from extractor.eval.labelling.leaves import CODES, HIDDEN, group_of, row_of, title
from extractor.eval.labels import STARTS, Field, Label, field_of, plain, printed
from extractor.eval.result import Kind
from extractor.eval.scoring.align import align
from extractor.records.base import Record
from extractor.records.paths import title as title_of_field
from extractor.records.report import Report

SECTIONS = "sections"

Side = Literal["both", "a", "b"]


class Agreement(Record):
    """How many leaves two labels have, told apart by whether they say the same."""

    same: int = About(default=0, title="一致")
    differ: int = About(default=0, title="不同")
    only_a: int = About(default=0, title="只有甲")
    only_b: int = About(default=0, title="只有乙")

    def __add__(self, other: Agreement) -> Agreement:
        """Add up two counts."""
        return Agreement(**{name: getattr(self, name) + getattr(other, name) for name in type(self).model_fields})

    @property
    def leaves(self) -> int:
        """How many values at least one of the two has."""
        return self.same + self.differ + self.only_a + self.only_b

    @property
    def share(self) -> float | None:
        """The share of values on which both agree, 0–1; None when neither has any."""
        return self.same / self.leaves if self.leaves else None


class Difference(Record):
    """One value on which two labels do not agree; an absent value is empty."""

    path: str = About(title="字段", description="行号是有它的那份标注的；两份都有时是甲的")
    name: str = About(title="名称")
    row: str = About(title="行")
    kind: Kind = About(title="类别")
    a: str = About(title="甲")
    b: str = About(title="乙")


class Comparison(Record):
    """Two labels of one report: counts by group and by kind of value, and every difference."""

    groups: dict[str, Agreement] = About(title="分组", description="键为记录的第一层字段")
    kinds: dict[Kind, Agreement] = About(title="数字、文字、章节")
    total: Agreement = About(title="合计")
    differences: tuple[Difference, ...] = ()


class _Leaf(NamedTuple):
    """One value of either label, with its path in each; None: absent."""

    path_a: str
    path_b: str
    kind: Kind
    a: str | None
    b: str | None
    same: bool

    @property
    def side(self) -> Side:
        """Which of the two has it."""
        return "a" if self.b is None else "b" if self.a is None else "both"

    @property
    def path(self) -> str:
        """The path to show: of the label that has it."""
        return self.path_b if self.a is None else self.path_a


def compare_labels(a: Label, b: Label) -> Comparison:
    """Compare two labels that fit the record; rows are paired by what they are called, not by their number.

    A value that the other label accepts as another right answer counts as the same.
    """
    found = [*_Walk(a, b).group(a.fields, b.fields, Report, record_of(b), ("", "")), *_sections(a, b)]
    groups: dict[str, Agreement] = {}
    kinds: dict[Kind, Agreement] = {}
    for leaf in found:
        counted = _counted(leaf)
        group = group_of(leaf.path)
        groups[group] = groups.get(group, Agreement()) + counted
        kinds[leaf.kind] = kinds.get(leaf.kind, Agreement()) + counted
    differences = tuple(_difference(leaf, a, b) for leaf in found if not leaf.same)
    return Comparison(groups=groups, kinds=kinds, total=sum(groups.values(), Agreement()), differences=differences)


def compare_files(a: Path, b: Path) -> Comparison:
    """Compare two labels in any of their forms: a case folder, JSON or a workbook.

    Raises:
        UsageError: a label is not there or does not fit the record.
        RecordError: a label is damaged.

    """
    labels = []
    for path in (a, b):
        label = label_of(path)
        if misfits(label):
            raise UsageError(f"{path} 不合记录的格式", "先照 zongshu eval label check 说的改好")
        labels.append(label)
    return compare_labels(*labels)


def group_title(group: str) -> str:
    """Return what a group of fields is called."""
    return "章节" if group == SECTIONS else title_of_field(group)


class _Walk:
    """The walk over two labels side by side."""

    def __init__(self, a: Label, b: Label) -> None:
        self._a, self._b = a, b

    def group(
        self, a: dict[str, Any], b: dict[str, Any], model: type[Record], record: Record | None, at: tuple[str, str]
    ) -> Iterator[_Leaf]:
        """Yield the values of a group; `record` is that of `b`, by which its rows are paired."""
        for name in model.model_fields:
            field = field_of(model, name)
            if field is None or (model is Report and name in HIDDEN):
                continue
            where = (f"{at[0]}.{name}".lstrip("."), f"{at[1]}.{name}".lstrip("."))
            below = getattr(record, name, None)
            if field.model is None:
                yield from self._leaf(a, b, field, where)
            elif field.kind == "rows":
                yield from self._rows((a.get(name) or [], b.get(name) or []), field.model, below or (), where)
            else:
                yield from self.group(a.get(name) or {}, b.get(name) or {}, field.model, below, where)

    def _rows(
        self, rows: tuple[list[Any], list[Any]], model: type[Record], records: Sequence[Record], at: tuple[str, str]
    ) -> Iterator[_Leaf]:
        a, b = rows
        pairs: list[tuple[int | None, int | None]] = [*align(a, records)]
        pairs += [(None, j) for j in range(len(b)) if j not in {j for _, j in pairs}]
        for i, j in pairs:
            where = (f"{at[0]}[{i}]", f"{at[1]}[{j}]")
            record = None if j is None else records[j]
            yield from self.group({} if i is None else a[i], {} if j is None else b[j], model, record, where)

    def _leaf(self, a: dict[str, Any], b: dict[str, Any], field: Field, at: tuple[str, str]) -> Iterator[_Leaf]:
        name = at[0].rpartition(".")[2]
        one, other = _value(a, name), _value(b, name)
        if one is None and other is None:
            return
        opening = any(f"{name}{STARTS}" in group for group in (a, b))
        same = _same(one, other, field, opening=opening)
        accepted = other in self._a.also(at[0]) or one in self._b.also(at[1])
        kind: Kind = "figure" if not opening and _is_figure(field, one, other) else "text"
        yield _Leaf(*at, kind, one, other, same or accepted)


def _value(group: dict[str, Any], name: str) -> str | None:
    """Return what a label says of a field, in whole or by its opening words."""
    value = group.get(f"{name}{STARTS}", group.get(name))
    return None if value is None else str(value)


def _same(a: str | None, b: str | None, field: Field, *, opening: bool) -> bool:
    if a is None or b is None:
        return False
    one, other = plain(a), plain(b)
    if opening:
        return one.startswith(other) or other.startswith(one)
    if field.kind in {"figure", "amount", "measure"} and (figure := printed(a)) is not None:
        return one == other or figure == printed(b)
    return one == other


def _is_figure(field: Field, *values: str | None) -> bool:
    if field.kind not in {"figure", "amount", "measure"}:
        return False
    return field.kind == "figure" or any(value is not None and printed(value) is not None for value in values)


def _sections(a: Label, b: Label) -> Iterator[_Leaf]:
    """Yield the headings of both; the same title is the same heading, the second of a title the second."""
    ours, theirs = _headings(a), _headings(b)
    for key in dict.fromkeys([*ours, *theirs]):
        one, other = ours.get(key), theirs.get(key)
        yield _Leaf(SECTIONS, SECTIONS, "section", one, other, one is not None and one == other)


def _headings(label: Label) -> dict[tuple[str, int], str]:
    seen: Counter[str] = Counter()
    found: dict[tuple[str, int], str] = {}
    for heading in label.sections:
        title_ = plain(heading.title)
        found[title_, seen[title_]] = f"{heading.level} {title_}"
        seen[title_] += 1
    return found


def _counted(leaf: _Leaf) -> Agreement:
    if leaf.same:
        return Agreement(same=1)
    return {"both": Agreement(differ=1), "a": Agreement(only_a=1), "b": Agreement(only_b=1)}[leaf.side]


def _difference(leaf: _Leaf, a: Label, b: Label) -> Difference:
    fields = b.fields if leaf.a is None else a.fields
    return Difference(
        path=leaf.path,
        name="章节" if leaf.path == SECTIONS else title(leaf.path),
        row=row_of(fields, leaf.path),
        kind=leaf.kind,
        a=_shown(leaf.a),
        b=_shown(leaf.b),
    )


def _shown(value: str | None) -> str:
    return CODES.get(value, {"True": "是", "False": "否"}.get(value, value)) if value is not None else ""
