"""Who reports, for which year, when, and with what result, as titles and sentences say it."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise

from extractor.extraction.claims import Claims, Place
from extractor.extraction.lexicon import any_of, plain, simplify, vocabulary
from extractor.extraction.rules.fields import parse_date
from extractor.extraction.rules.passages import Passage, as_printed, squeezed
from extractor.extraction.sections import sections
from extractor.records.document import Cell, Document, Line, Table

_NAME = rf"[\u4e00-\u9fff()（）·]{{2,28}}?{any_of('unit_endings')}"
_UNIT = re.compile(rf"{_NAME}(?![\u4e00-\u9fff])")
_UNIT_START = re.compile(rf"^(?:关于)?(?:20\d\d年?度?)?(?P<name>{_NAME})(?=20\d\d|{any_of('after_unit')}|$)")
_IS_A = re.compile(rf"^(?P<name>{_NAME})(?:[(（][^)）]*[)）])?(?:是|为|属于?|系|成立于|主要职|贯彻|负责)")
_COLUMN_GAP = re.compile(r"(?<=[\u4e00-\u9fff]{2})[ \t\u3000]{2,}(?=\S{2})")
_LABEL = re.compile("(?:主管|实施|填报|填表|预算|评价|牵头|自评)(?:部门|单位)")
_TITLE_WORDS = re.compile("自评|绩效评价|绩效报告|整体支出|项目支出|部门整体")
_TITLE_YEAR = re.compile(r"(20\d{2})\s*年")
_TITLE_AND_YEAR = re.compile(
    r"(?:自评|评价)(?:报告|表)[\s(（]{0,3}(20\d{2})\s*年|(20\d{2})\s*年度?[^。]{0,30}(?:自评|绩效评价|评价报告)"
)
_OPENING = 1500
_LONGEST_TITLE = 60
_TOP = 12


def claim_profile(document: Document, found: list[Passage], claims: Claims, *, project: bool) -> None:
    """Claim unit, year and date from titles, opening sentences and the closing lines."""
    lines = [line for line in document.lines if line.text.strip()]
    own = claims if project else claims.inside("profile.")
    if not project:
        for text, place in _unit_candidates(lines, found):
            own.add("unit_name", "text", text, place)
    year = _year(document, lines)
    if year is not None:
        own.add("fiscal_year", "year", year[0], year[1], value=year[0])
    closing = _closing_date(lines)
    if closing is not None:
        own.add("report_date", "date", closing[1].quote, closing[1], value=closing[0])


def _unit_candidates(lines: list[Line], found: list[Passage]) -> list[tuple[str, Place]]:
    """Unit names, the most complete first: a line of its own, a title, a signature, `… 是 …`."""
    names: list[tuple[str, Place]] = []
    for line in [*lines[:_TOP], *lines[-4:]]:
        text = _title(line)
        if len(text) <= _LONGEST_TITLE and _UNIT.fullmatch(re.sub(r"\s+", "", text)):
            names.append((text, Place(line.id, text)))
    for line in lines[:_TOP]:
        text = _title(line)
        match = _UNIT_START.match(squeezed(text)) if len(text) <= _LONGEST_TITLE else None
        if match and not re.search("[。；]", text):
            names.append((as_printed(text, match["name"]), Place(line.id, text)))
    for passage in found[:20]:
        match = _IS_A.match(passage.text.strip())
        if match and not re.match("[本我该其各全(（]", match["name"]):
            offset = passage.text.index(match["name"])
            names.append((match["name"], passage.place(offset, offset + len(match["name"]))))
    return _most_complete(names)


def _title(line: Line) -> str:
    """A line that may name the unit: what stands before a gap; nothing when it is a label and its value."""
    text = _COLUMN_GAP.split(line.text.strip().strip("#").strip())[0]
    return "" if _LABEL.match(text) else text


def _most_complete(names: list[tuple[str, Place]]) -> list[tuple[str, Place]]:
    """The longest of the names that agree with each other; others are left out."""
    names = [pair for pair in names if not plain(pair[0]).endswith("财政局") or len(names) == 1]
    if not names:
        return []
    best = max(names, key=lambda pair: sum(_agree(pair[0], other) for other, _ in names) * 100 + len(plain(pair[0])))
    return [best]


def _agree(one: str, other: str) -> bool:
    return plain(one).endswith(plain(other)) or plain(other).endswith(plain(one))


def _year(document: Document, lines: list[Line]) -> tuple[str, Place] | None:
    """The year of the first title; without one, the year that is named most often."""
    opening = lines[:30]
    broken = [(f"{line.text.strip()}{then.text.strip()}", line.id) for line, then in pairwise(opening[:_TOP])]
    places = [(text, place) for text, place in broken if not re.search("[，。；：,;:]", text)]
    places = [*((line.text, line.id) for line in opening[:_TOP]), *places, *((x.text, x.id) for x in opening[_TOP:])]
    places += [(cell.text, cell.id) for table in document.tables for cell in _first_cells(table)]
    for text, place in places:
        match = _TITLE_YEAR.search(simplify(text))
        if match and _TITLE_WORDS.search(text) and _is_title(text):
            return match[1], Place(place, text.strip())
    for text, place in places:
        match = _TITLE_AND_YEAR.search(simplify(text[:_OPENING]))
        if match:
            return match[1] or match[2], Place(place, match[0])
    for text, place in places:
        match = re.fullmatch(r"[(（]?\s*(20\d{2})\s*年度?\s*[)）]?", text.strip())
        if match:
            return match[1], Place(place, text.strip())
    counted = Counter(year for line in lines for year in _TITLE_YEAR.findall(simplify(line.text)))
    for year, _ in counted.most_common(1):
        line = next(line for line in lines if year in simplify(line.text))
        return year, Place(line.id, year)
    return None


def _is_title(text: str) -> bool:
    """Whether a line may be a title or caption: a sentence with a comma in it is none."""
    return len(text) <= 2 * _LONGEST_TITLE and not re.search("[，。；]", text)


def _first_cells(table: Table) -> list[Cell]:
    return [cell for cell in table.cells[:200] if cell.text.strip()][:_TOP]


def _closing_date(lines: list[Line]) -> tuple[str, Place] | None:
    """A date alone in one of the last lines, or in one of the first below the title."""
    closing = range(len(lines) - 1, -1, -1)
    for index in [*closing, *range(min(_TOP, len(lines)))]:
        text = lines[index].text.strip()
        date = parse_date(text) if len(text) <= 16 else None  # noqa: PLR2004
        signed = index > 0 and _UNIT.fullmatch(re.sub(r"\s+", "", lines[index - 1].text))
        if date is not None and len(date) == 10 and (signed or index < _TOP or index >= len(lines) - 6):  # noqa: PLR2004
            return date, Place(lines[index].id, text)
    return None


def claim_duties(document: Document, claims: Claims) -> None:
    """Claim 主要职能 and 机构设置: the text of the first section under such a title."""
    words = vocabulary("narrative.profile")
    for section in sections(document):
        codes = {code for _, _, code in words.spans(plain(section.title))}
        place = document.places.get(section.first_line)
        if not section.text.strip() or not isinstance(place, Line):
            continue
        first = section.text.split("\n")[0]
        at = next((line for line in _from(document, place) if first in line.text), None)
        for code in codes:
            if at is not None and not any(claim.path == f"profile.{code}" for claim in claims.found):
                claims.add(f"profile.{code}", "text", section.text, Place(at.id, first))


def _from(document: Document, line: Line) -> tuple[Line, ...]:
    return document.all_lines[document.line_order[line.id] :]
