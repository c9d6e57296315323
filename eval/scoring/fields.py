"""Compare a record with its label, field by field.

Each labelled value is right, wrong (another value or unit), or missing; a figure of the record that the label does not
have is invented, unless the label calls its path neutral, and so is a row of words that the label does not have; any
other text beyond the label is `extra` and no fault. Figures and texts are counted apart, and what was not labelled is
not scored. Whether a wrong or missing figure stands in another field is a second look: `misplaced`.

    python -m extractor.eval.scoring.fields RECORD.json LABEL.json [--all]

A report in place of the record is read and extracted first.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from extractor.eval.labels import NOT_LABELLED, STARTS, Field, Label, field_of, load_label, plain, printed
from extractor.eval.result import Kind, Verdict
from extractor.eval.scoring.align import align, row_name
from extractor.records.base import Record
from extractor.records.report import Date, Figure, Measure, Report, Text, Year
from extractor.records.report import Section as ReportSection

__all__ = ["FAULTS", "LABELLED", "Kind", "Result", "Score", "Verdict", "score", "table"]

FAULTS: tuple[Verdict, ...] = ("wrong", "missing", "misplaced", "invented")
LABELLED: tuple[Verdict, ...] = ("right", "wrong", "missing", "misplaced")


class Result(NamedTuple):
    """One compared field: `path` counts rows as the label does (rows `beyond` the label: as the record does).

    `read` is the path in the record, None when nothing stands there; `starts` says that only the opening words are
    labelled, `whole` that a date or code is right as a whole or not at all.
    """

    path: str
    verdict: Verdict
    kind: Kind
    expected: str
    got: str
    row: str = ""
    read: str | None = None
    starts: bool = False
    whole: bool = False
    beyond: bool = False


@dataclass(frozen=True)
class Score:
    """All compared fields of one report."""

    results: tuple[Result, ...]

    def count(self, kind: Kind, verdict: Verdict) -> int:
        """Return how many values of a kind got a verdict."""
        return sum(result.kind == kind and result.verdict == verdict for result in self.results)

    def share(self, kind: Kind) -> float | None:
        """Return the share of right values among the labelled ones (0–1); None when none is labelled."""
        labelled = sum(self.count(kind, verdict) for verdict in LABELLED)
        return self.count(kind, "right") / labelled if labelled else None

    def faults(self, kind: Kind | None = None) -> tuple[Result, ...]:
        """Return what is wrong, missing, misplaced or invented."""
        return tuple(r for r in self.results if r.verdict in FAULTS and kind in {None, r.kind})


def score(report: Report, label: Label) -> Score:
    """Compare a record with its label."""
    comparison = _Comparison(label)
    results = [*comparison.group(label.fields, Report, report, _Place("", "")), *_sections(report.sections, label)]
    return Score(tuple(results))


class _Place(NamedTuple):
    """Where a field stands in the label and in the record (None: nowhere), and in what row."""

    path: str
    read: str | None
    row: str = ""
    beyond: bool = False

    def field(self, name: str) -> _Place:
        """Return the place of a field of this group."""
        read = None if self.read is None else f"{self.read}.{name}" if self.read else name
        return self._replace(path=f"{self.path}.{name}" if self.path else name, read=read)

    def of_row(self, labelled: int, read: int | None, row: str) -> _Place:
        """Return the place of a row that the label has."""
        where = None if read is None or self.read is None else f"{self.read}[{read}]"
        return self._replace(path=f"{self.path}[{labelled}]", read=where, row=row)


class _Comparison:
    """The walk over label and record side by side; it knows the other right answers and the neutral paths."""

    def __init__(self, label: Label) -> None:
        self._label = label

    def group(self, wanted: dict[str, Any], model: type[Record], got: Record | None, place: _Place) -> Iterator[Result]:
        """Compare the fields of a group or of one row."""
        for name in model.model_fields:
            field = field_of(model, name)
            if field is None or (not place.path and name in NOT_LABELLED):
                continue
            where = place.field(name)
            value = getattr(got, name, None)
            if field.kind == "rows":
                yield from self._rows(wanted.get(name) or [], field, value or (), where)
            elif field.model is not None:
                yield from self.group(wanted.get(name) or {}, field.model, value, where)
            else:
                yield from self._leaf(_Wanted.of(wanted, name), field, value, where)

    def _rows(
        self, wanted: list[dict[str, Any]], field: Field, got: Sequence[Record], place: _Place
    ) -> Iterator[Result]:
        assert field.model is not None  # noqa: S101 - rows always have a model
        pairs = align(wanted, got)
        for i, j in pairs:
            other = got[j] if j is not None else None
            yield from self.group(wanted[i], field.model, other, place.of_row(i, j, row_name(wanted[i])))
        paired = {j for _, j in pairs}
        for j, other in enumerate(got):
            if j not in paired:
                beyond = place.of_row(j, j, row_name(other))._replace(beyond=True)
                yield from self._additional(field.model, other, beyond)

    def _additional(self, model: type[Record], row: Record, place: _Place) -> Iterator[Result]:
        """Judge a row that the label does not have; one of words alone is invented as such."""
        results = list(self.group({}, model, row, place))
        yield from results
        if not any(result.kind == "figure" for result in results) and not self._label.is_neutral(place.path):
            yield Result(place.path, "invented", "text", "", place.row, place.row, place.read, beyond=True)

    def _leaf(self, wanted: _Wanted, field: Field, got: Any, place: _Place) -> Iterator[Result]:
        kind: Kind = "figure" if _is_figure(wanted, field, got) else "text"
        verdict = self._verdict(wanted, got, place.path)
        if verdict is not None:
            read = None if got is None else place.read
            whole = field.kind in {"date", "plain"}
            shown = (wanted.shown, _shown(got), place.row)
            yield Result(place.path, verdict, kind, *shown, read, wanted.starts, whole, place.beyond)

    def _verdict(self, wanted: _Wanted, got: Any, path: str) -> Verdict | None:
        also = self._label.also(path)
        if got is None:
            return None if wanted.text is None else "right" if None in also else "missing"
        if wanted.text is None and not also:
            return _unlabelled(got, neutral=self._label.is_neutral(path))
        answers = [wanted, *(_Wanted(answer) for answer in also if answer is not None)]
        return "right" if any(_equal(answer, got) for answer in answers if answer.text is not None) else "wrong"


class _Wanted(NamedTuple):
    """What the label says of one field; `starts` when it gives the opening words only."""

    text: str | None
    starts: bool = False

    @classmethod
    def of(cls, wanted: dict[str, Any], name: str) -> _Wanted:
        """Return what a labelled group says of one of its fields."""
        if (opening := wanted.get(f"{name}{STARTS}")) is not None:
            return cls(opening, starts=True)
        value = wanted.get(name)
        return cls(None if value is None else str(value))

    @property
    def shown(self) -> str:
        """The label as the table prints it."""
        return "" if self.text is None else f"{self.text}…" if self.starts else self.text


def _unlabelled(got: Any, *, neutral: bool) -> Verdict | None:
    """Judge a value that the label does not have: an invented figure, an extra text, or a code that nobody counts."""
    if not isinstance(got, Text):
        return None
    if not isinstance(got, Figure) and not (isinstance(got, Measure) and got.value is not None):
        return "extra"
    return "neutral" if neutral else "invented"


def _is_figure(wanted: _Wanted, field: Field, got: Any) -> bool:
    """Whether a field counts as a figure: by the label, or by the record when the label is silent."""
    if field.kind == "figure":
        return True
    if field.kind not in {"amount", "measure"} or wanted.starts:
        return False
    if wanted.text is not None:
        return printed(wanted.text) is not None
    return isinstance(got, Figure) or (isinstance(got, Measure) and got.value is not None)


def _equal(wanted: _Wanted, got: Any) -> bool:
    text = wanted.text or ""
    if not isinstance(got, Text):
        return str(got) == text
    if wanted.starts:
        return plain(got.text).startswith(plain(text))
    if isinstance(got, Date | Year):
        return got.value == text
    if isinstance(got, Figure):
        figure = printed(text)
        return figure is not None and (got.value, got.unit) == (figure.value, figure.unit)
    if isinstance(got, Measure):
        return _equal_measure(text, got)
    return plain(got.text) == plain(text)


def _equal_measure(text: str, got: Measure) -> bool:
    """Compare a target: words as printed, and when it holds one figure its value, unit and operator.

    A unit or sign that the words do not show may stand in a column of its own, so the label's may be empty.
    """
    figure = printed(text)
    if figure is None or plain(got.text) == plain(text):
        return plain(got.text) == plain(text)
    if got.value != figure.value:
        return False
    return figure.unit in {"", got.unit or ""} and figure.operator in {"", got.operator or ""}


def _shown(got: Any) -> str:
    if isinstance(got, Figure):
        return f"{got.value}{got.unit}"
    if isinstance(got, Date | Year):
        return got.value
    return got.text if isinstance(got, Text) else "" if got is None else str(got)


def _sections(sections: Sequence[ReportSection], label: Label) -> Iterator[Result]:
    found = [(plain(section.title), section.level) for section in sections]
    for heading in label.sections:
        title = plain(heading.title)
        levels = [level for other, level in found if other == title]
        verdict: Verdict = "right" if heading.level in levels else "wrong" if levels else "missing"
        yield Result("sections", verdict, "section", f"{heading.level} {heading.title}", f"{levels or ''}")


def table(result: Score, *, everything: bool = False) -> str:
    """Return a score as a readable table: the counts, then each fault by its path."""
    lines = [
        f"{'':8} {'right':>6} {'wrong':>6} {'missing':>8} {'invented':>9} {'neutral':>8} {'extra':>6} {'share':>7}"
    ]
    kinds: tuple[Kind, ...] = ("figure", "text", "section")
    verdicts: tuple[Verdict, ...] = ("right", "wrong", "missing", "invented", "neutral", "extra")
    for kind in kinds:
        counts = [result.count(kind, verdict) for verdict in verdicts]
        share = result.share(kind)
        shown = "-" if share is None else f"{share:.1%}"
        lines.append("{:8} {:>6} {:>6} {:>8} {:>9} {:>8} {:>6} {:>7}".format(kind, *counts, shown))
    listed = result.results if everything else result.faults()
    lines += [f"{r.verdict:8} {r.kind:7} {r.path}  [{r.row}]  {r.expected!r} <- {r.got!r}" for r in listed]
    return "\n".join(lines)


def _read(path: Path) -> Report:
    if path.suffix == ".json":
        return Report.model_validate(json.loads(path.read_text(encoding="utf-8")))
    from extractor.extraction import extract  # noqa: PLC0415 - not needed for a ready record
    from extractor.reading import read  # noqa: PLC0415
    from extractor.settings import Settings  # noqa: PLC0415

    report: Report = extract(read(path, Settings()), Settings())
    return report


def main(arguments: Sequence[str]) -> int:
    """Score one record against one label and write the table; 1 when a labelled value is not right."""
    record, label, *flags = arguments
    result = score(_read(Path(record)), load_label(Path(label)))
    sys.stdout.write(table(result, everything="--all" in flags) + "\n")
    return 1 if result.faults() else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
