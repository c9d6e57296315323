"""Rows of answers named by where they stand on the paper, and what one leaf tells of another."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from extractor.extraction.claims import Claim
from extractor.extraction.model.claiming import Held
from extractor.extraction.model.leaves import Coded, Said
from extractor.records.document import Cell, Document
from extractor.records.quantity import find_quantities

_FILLED = ("level1", "level2", "level1_weight")
_PUBLIC = {"previous_final": "previous", "current_budget": "budget", "current_final": "final"}
_KEY = re.compile(r"\[[^\]]*\]$")


def keyed(document: Document, held: Sequence[Held], codes: Iterable[Coded], asides: Iterable[Said]) -> list[Claim]:
    """Return the claims of all answers with rows named by their places, so that a row asked twice is one row."""
    codes = list(codes)
    names = _names(held, {code.row: code.value for code in codes})
    held = _with_asides(_filled_down(document, held), asides)
    labels = {one.said.row: one for one in held if one.said.name == "label"}
    claims = [_with_far_label(document, one, labels)._replace(path=_renamed(one.said.path, names)) for one in held]
    claims += [Claim(_renamed(code.path, names), "code", "", value=code.value) for code in codes if code.row in names]
    return _with_public(claims)


def _with_far_label(document: Document, one: Held, labels: Mapping[str, Held]) -> Claim:
    """A figure with the place of its label, when that does not stand in its row."""
    label = labels.get(one.said.row)
    cell, other = document.places.get(one.said.at), document.places.get(label.said.at) if label else None
    if one.claim.kind != "figure" or label is None or not isinstance(cell, Cell) or not isinstance(other, Cell):
        return one.claim
    beside = other.row <= cell.row < other.row + other.row_span
    return one.claim if beside else one.claim._replace(label=label.claim.at)


def _names(held: Sequence[Held], items: Mapping[str, str]) -> dict[str, str]:
    """The new path of each row: its key becomes the row of the table it stands in, or stays; 三公经费 go by item."""
    places: dict[str, Counter[str]] = defaultdict(Counter)
    for one in held:
        if one.said.row:
            in_table = one.said.at.startswith("T")
            places[one.said.row][one.said.at.partition("C")[0] if in_table else ""] += 1
    names: dict[str, str] = {}
    for row, found in places.items():
        place = items.get(row, "") if row.startswith("three_public.") else found.most_common(1)[0][0]
        new = _KEY.sub(f"[{place}]", row) if place else row
        names[row] = row if new in names.values() else new
    return names


def _renamed(path: str, names: Mapping[str, str]) -> str:
    """A path with its row named anew; rows of people and of classes stay inside their group."""
    row = next((row for row in names if path.startswith(f"{row}.")), None)
    return names[row] + path[len(row) :] if row is not None else path


def _filled_down(document: Document, held: Sequence[Held]) -> list[Held]:
    """Repeat the upper levels of indicators that an answer left out: the merged cell of the row, else the last one."""
    rows: dict[str, dict[str, Held]] = defaultdict(dict)
    for one in held:
        if "indicators[" in one.said.row and one.said.row.endswith("]"):
            rows[one.said.row][one.said.name] = one
    found = list(held)
    last: dict[str, dict[str, Held]] = defaultdict(dict)
    for row, leaves in rows.items():
        above = last[row.partition("indicators[")[0]]
        if "level1" in leaves and not _same(leaves["level1"], above.get("level1")):
            above.clear()
        for name in _FILLED:
            if name in leaves:
                above[name] = leaves[name]
            elif name in above and _reaches(document, above[name], leaves):
                found.append(_moved(above[name], f"{row}.{name}", row))
    return found


def _same(one: Held, other: Held | None) -> bool:
    return other is not None and one.claim.at == other.claim.at


def _reaches(document: Document, level: Held, leaves: Mapping[str, Held]) -> bool:
    """Whether a merged cell may speak of a row: one whose size is known must cover it, unless it covers one row."""
    cell = document.places.get(level.said.at)
    row = next((p for one in leaves.values() if isinstance(p := document.places.get(one.said.at), Cell)), None)
    if not isinstance(cell, Cell) or row is None or cell.row_span == 1:
        return True
    return cell.id.partition("R")[0] != row.id.partition("R")[0] or cell.row <= row.row < cell.row + cell.row_span


def _moved(one: Held, path: str, row: str) -> Held:
    return one._replace(said=one.said._replace(path=path, row=row), claim=one.claim._replace(path=path))


def _with_asides(held: Sequence[Held], asides: Iterable[Said]) -> list[Held]:
    """Give targets and actual values the sign and the unit that stand in columns of their own."""
    signs = {leaf.row: leaf.text for leaf in asides if leaf.name == "sign"}
    units = {one.said.row: one.claim.text for one in held if one.said.name == "unit" and one.said.row}
    return [one._replace(claim=_completed(one, signs, units)) for one in held]


def _completed(one: Held, signs: Mapping[str, str], units: Mapping[str, str]) -> Claim:
    claim = one.claim
    if claim.kind != "measure" or claim.value is None:
        return claim
    sign = find_quantities(f"{signs.get(one.said.row, '').strip()}1") if one.said.name == "target" else []
    operator = claim.operator or (sign[0].operator if len(sign) == 1 else "")
    return claim._replace(unit=claim.unit or units.get(one.said.row, ""), operator=operator)


def _with_public(claims: Sequence[Claim]) -> list[Claim]:
    """Copy the rows of 三公经费 in 基础数据表 to where they belong."""
    items = {claim.path.removesuffix(".item"): str(claim.value) for claim in claims if _is_base_item(claim)}
    found = [claim for claim in claims if not _is_base_item(claim)]
    for row, item in items.items():
        own = f"three_public.rows[{item}]"
        found.append(Claim(f"{own}.item", "code", "", value=item))
        for claim in claims:
            name = claim.path.removeprefix(f"{row}.")
            if claim.path.startswith(f"{row}.") and (name in _PUBLIC or name == "label"):
                found.append(claim._replace(path=f"{own}.{_PUBLIC.get(name, name)}"))
    return found


def _is_base_item(claim: Claim) -> bool:
    return claim.path.startswith("base_data.") and claim.path.endswith(".item")
