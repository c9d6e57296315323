"""Labels with their values beside them: cover, heads of forms, signature lines, goals, totals, grades."""

from __future__ import annotations

import re
from typing import NamedTuple

from extractor.extraction.claims import Claims, Place
from extractor.extraction.lexicon import CHECK_BOX, label_key, one_line, simplify, vocabulary, without_brackets
from extractor.extraction.rules.grids import Row, Slot
from extractor.records.document import Line
from extractor.records.numerals import DIGIT, SMALL, read_digits, read_number
from extractor.records.quantity import parse_quantity

_DATE = re.compile(r"(\d{4})\s*[年.\-/]\s*(\d{1,2})\s*(?:[月.\-/]\s*(\d{1,2})\s*日?|月)")
_WRITTEN_DATE = re.compile(rf"({DIGIT}{{4}})年({SMALL})月(?:({SMALL})日)?")
_YEAR = re.compile(r"(20\d{2})\s*年?度?")
_LABEL_PART = re.compile(r"([^\s:：]{2,16})\s*[:：]")


class Pair(NamedTuple):
    """A label and the value beside it."""

    code: str
    value: str
    at: Place


def parse_date(text: str) -> str | None:
    """Return the ISO date that a text names: 2025.6.11, 2025 年 6 月 24 日, 二〇二五年六月; None without one."""
    folded = simplify(text)
    if match := _DATE.search(folded):
        year, month, day = match[1], int(match[2]), int(match[3] or 0)
    elif match := _WRITTEN_DATE.search(re.sub("[○ＯO零]", "〇", re.sub(r"\s", "", folded))):
        year, month = str(read_digits(match[1])), int(read_number(match[2]))
        day = int(read_number(match[3])) if match[3] else 0
    else:
        return None
    return f"{year}-{month:02d}-{day:02d}" if day else f"{year}-{month:02d}"


def pairs_in_row(row: Row) -> list[Pair]:
    """Return the labelled values of a table row: in the next cell, or in the cell behind a colon."""
    found: list[Pair] = []
    printed = [slot for slot in row if not slot.empty]
    for index, slot in enumerate(printed):
        code = _field(slot.text)
        following = printed[index + 1] if index + 1 < len(printed) else None
        if (
            code is not None
            and following is not None
            and _field(following.text) is None
            and _next_to(slot, following, row)
        ):
            found.append(Pair(code, following.text, following.place))
        else:
            found.extend(pairs_in_line(slot.text, slot.place))
    return found


def _next_to(slot: Slot, following: Slot, row: Row) -> bool:
    """Whether no other label stands between: only empty cells, and not more than a few."""
    between = [s for s in row if slot.col < s.col < following.col]
    return len(between) <= 3  # noqa: PLR2004


def _field(text: str) -> str | None:
    key = without_brackets(label_key(text))
    return vocabulary("fields").exact(text) if len(key) <= 14 else None  # noqa: PLR2004


def pairs_in_line(text: str, at: Place) -> list[Pair]:
    """Return the labelled values of a line: `填表人：周彬   填报日期：2025.6.11   联系电话：8726829`."""
    marks = [(start, end, code) for m in _labels(text) for start, end, code in _mark(m)]
    found = []
    for number, (_, start, code) in enumerate(marks):
        end = marks[number + 1][0] if number + 1 < len(marks) else len(text)
        value = text[start:end].strip()
        if code != "duties":
            value = re.split(r"\s{3,}|\n", value)[0].strip()
        if value:
            found.append(Pair(code, value, at))
    return found


def _mark(match: re.Match[str]) -> list[tuple[int, int, str]]:
    """Where a label before a colon begins: the whole, or its end when a value is glued before it."""
    if (code := _field(match[1])) is not None and code != "deviation":  # told in a row of a form only
        return [(match.start(1), match.end(), code)]
    for offset in range(1, len(match[1]) - 1):
        if (code := _field(match[1][offset:])) is not None and code in {"phone", "preparer", "report_date", "head"}:
            return [(match.start(1) + offset, match.end(), code)]
    return []


def pair_of_lines(line: Line, following: Line) -> Pair | None:
    """Return a label that fills a line with the value that fills the next: `联系人` above `吴俊`.

    Duties are no such value: they run over many lines and are told as a section.
    """
    code = _field(line.text) if len(line.text.strip()) <= 12 else None  # noqa: PLR2004
    value = following.text.strip()
    if code in {None, "duties", "deviation"} or not value or _field(value) is not None or _LABEL_PART.match(value):
        return None
    return Pair(str(code), value, Place(following.id, value))


def _labels(text: str) -> list[re.Match[str]]:
    folded = simplify(re.sub(r"[　]", " ", text))
    matches = list(_LABEL_PART.finditer(folded))
    spaced = list(re.finditer(r"((?:[\u4e00-\u9fff()/] ?){2,12})\s*:", folded))
    return matches or spaced


_DEPARTMENT = {"budget_code", "evaluation_method", "evaluation_agency", "unit_name", "duties"}
_STAFF = {"authorized", "actual_staff"}
_PROJECT = {"name", "department", "implementing_unit"}
_PERSON = re.compile(r"[\u4e00-\u9fff·\s]{2,8}")
_PHONE = re.compile(r"\d[\d\-－—() ]{5,}\d")
_PERSON_AND_PHONE = re.compile(rf"([\u4e00-\u9fff·]{{2,6}})[\s,，、/（(]*({_PHONE.pattern})[)）]?")
_SEAL = re.compile(r"[(（](?:盖章|公章|签章|签字)[)）]$")


def claim_pair(pair: Pair, claims: Claims, *, project: bool) -> None:
    """Claim one labelled value in the part of the record it belongs to."""
    code, value = pair.code, one_line(pair.value)
    own = claims if project else claims.inside("profile.")
    if code == "ignored" or CHECK_BOX.fullmatch(value) or (project and code in _STAFF):
        return
    if code in _STAFF:
        _claim_staff(code, value, pair.at, claims)
    elif code in {"report_date", "fiscal_year"}:
        _claim_time(code, value, pair.at, own)
    elif code == "deviation":
        claims.add(code, "text", value, pair.at)
    elif code in (_PROJECT if project else _DEPARTMENT):
        own.add(code, "text", _name(code, value), pair.at)
    elif code == "phone" and (number := _PHONE.search(value)):
        own.add(code, "text", number[0].strip(), pair.at)
    elif code == "preparer" and (both := _PERSON_AND_PHONE.fullmatch(value)):
        own.add("preparer", "text", both[1].strip(), pair.at)
        own.add("phone", "text", both[2].strip(), pair.at)
    elif code in {"preparer", "head"} and _PERSON.fullmatch(value):
        own.add(code, "text", value, pair.at)


def _claim_time(code: str, value: str, at: Place, own: Claims) -> None:
    if code == "report_date" and (date := parse_date(value)) is not None:
        own.add(code, "date", value, at, value=date)
    elif code == "fiscal_year" and (match := _YEAR.search(simplify(value))) is not None:
        own.add(code, "year", value, at, value=match[1])


def _name(code: str, value: str) -> str:
    """The name of a unit without the words of the form that were filled in with it."""
    whole = re.sub(r"(?:部门)?(?:整体|项目)支出.*$", "", value) if code == "unit_name" else value
    return _SEAL.sub("", whole)


def _claim_staff(code: str, value: str, at: Place, claims: Claims) -> None:
    quantity = parse_quantity(value)
    if quantity is not None:
        claims.figure(f"staffing.{'actual' if code == 'actual_staff' else code}", quantity, at, "人")
