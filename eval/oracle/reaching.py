"""Which lies reached the record: the field that a lie was about holds its words, from the place it named."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

from extractor.eval.oracle.lying import Lie, known_by
from extractor.records import paths
from extractor.records.report import Figure, Report, Text

_ROW = re.compile(r"\[[^\]]*\]")


def lies_in(request: dict[str, Any]) -> list[Lie]:
    """Return the lies of one line of the server's log."""
    return [Lie(**{**lie, "rows": tuple(map(tuple, lie["rows"]))}) for lie in request["lies"]]


def reached(lies: Iterable[Lie], report: Report) -> list[tuple[Lie, Text]]:
    """Return the lies that a record holds, each with the value that it became; the same lie told twice counts once."""
    told = {(lie.path, lie.text, lie.at): lie for lie in lies}
    found = ((lie, _value(report, lie)) for lie in told.values())
    return [(lie, value) for lie, value in found if value is not None and _is_lie(value, lie)]


def state(value: Text) -> str:
    """Return what the record says of a value: verified, contradicted or unchecked; words are never checked."""
    return value.status if isinstance(value, Figure) else "unchecked"


def _is_lie(value: Text, lie: Lie) -> bool:
    return value.at.line == lie.at and _bare(lie.text) in _bare(value.text)


def _value(report: Report, lie: Lie) -> Text | None:
    """The value of the field that a lie was about; its rows are found by where their names stand."""
    path = ""
    for step, names in zip(_ROW.split(lie.path), [*lie.rows, None], strict=False):
        path += step
        if names is not None:
            rows: Sequence[Any] = paths.get(report, path) or ()
            index = next((n for n, row in enumerate(rows) if not set(names).isdisjoint(known_by(row))), None)
            if index is None:
                return None
            path += f"[{index}]"
    value = paths.get(report, path) if path else None
    return value if isinstance(value, Text) else None


def _bare(text: str) -> str:
    return re.sub(r"[\s,，]", "", text)
