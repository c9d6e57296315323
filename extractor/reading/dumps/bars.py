"""Tables with bars between cells: Markdown, box drawing, and a crawler's one cell a line with a bar behind it."""

from __future__ import annotations

import re

from extractor.reading.dumps.shapes import Found, is_foot, skip_blank

_BARS = str.maketrans("｜│┃║", "||||")
_BAR = re.compile(r"(?<!\\)\|")
_RULE = re.compile(r"[\s|:+=\-–—_─━═┄┈┌┐└┘├┤┬┴┼┏┓┗┛┣┫┳┻╋╔╗╚╝╠╣╦╩╬╒╕╘╛╞╡╪╟╢]+")
_RULED = re.compile(r"[-─━═=—]{2}|[┌└├┏┗┣╔╚╠╒╘╞]")
_FRAME = re.compile(r"\s*[+┌└├┏┗┣╔╚╠╒╘╞]")
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_FEWEST_STREAMED = 3
_FEWEST_RULED = 3
_LONGEST_CELL = 20
_LONGEST_GAP = 2


def read_bars(lines: list[str], at: int) -> Found | None:
    """Return the table that begins at a line, or None."""
    return _stream(lines, at) or _table(lines, at)


def _table(lines: list[str], at: int) -> Found | None:
    """Read rows with bars; rules between them are dropped.

    When the rules of a frame stand between all rows, the lines between two of them are one row of taller cells.
    """
    first = at + _is_rule(lines[at])
    if first >= len(lines) or not _is_row(lines[first]):
        return None
    end = _end(lines, first)
    groups = _groups(lines[at:end])
    if len(groups) < _FEWEST_RULED:
        groups = [[row] for group in groups for row in group]
    rows, framed = _inside([_merged(group) for group in groups])
    is_table = len(rows) > 1 or len(rows[0]) > 1 if framed else len(rows) > 1
    return Found(rows, end) if is_table else None


def _end(lines: list[str], at: int) -> int:
    """Return the index behind the table. A blank line between rows of equal width does not end it, a new head does."""
    width, framed = len(_cells(lines[at])), _is_framed(lines[at])
    while at < len(lines) and (_is_rule(lines[at]) or (_is_framed(lines[at]) if framed else _is_row(lines[at]))):
        at += 1
        behind = skip_blank(lines, at)
        if 0 < behind - at <= _LONGEST_GAP and _goes_on(lines[behind : behind + 2], width):
            at = behind
    return at


def _goes_on(lines: list[str], width: int) -> bool:
    """Whether the lines behind a gap begin with a row of this width that is not the head over a rule."""
    return bool(lines) and len(_cells(lines[0])) == width > 1 and not any(map(_is_rule, lines))


def _groups(lines: list[str]) -> list[list[list[str]]]:
    """Return the rows of cells between rules."""
    groups: list[list[list[str]]] = [[]]
    for line in lines:
        if _is_rule(line):
            groups += [[]] if _FRAME.match(line) else []
        elif line.strip():
            groups[-1].append(_cells(line))
    return [group for group in groups if group]


def _merged(group: list[list[str]]) -> list[str]:
    """Return one row: the lines of each cell, joined."""
    width = max(map(len, group))
    padded = [row + [""] * (width - len(row)) for row in group]
    return ["\n".join(filter(None, column)) for column in zip(*padded, strict=True)]


def _inside(rows: list[list[str]]) -> tuple[list[list[str]], bool]:
    """Cut off the frame: what stands before a bar that begins every row, and behind one that ends every row."""
    left = all(not row[0] for row in rows)
    right = all(len(row) > left + 1 and not row[-1] for row in rows)
    return [row[left : len(row) - right] for row in rows], left and right


def _cells(line: str) -> list[str]:
    """Split a row at its bars, those of the frame included."""
    return [_BREAK.sub("\n", cell.replace("\\|", "|")).strip() for cell in _BAR.split(line.translate(_BARS))]


def _is_row(line: str) -> bool:
    return len(_cells(line)) > 1


def _is_framed(line: str) -> bool:
    return _is_row(line) and not _cells(line)[0] and not _cells(line)[-1]


def _is_rule(line: str) -> bool:
    return bool(_RULE.fullmatch(line)) and bool(_RULED.search(line))


def _stream(lines: list[str], at: int) -> Found | None:
    """Read cells that stand each on its own line with a bar behind it; where a row ends is lost."""
    cells: list[str] = []
    end = at
    while (closed := _closing(lines, end, 1 if end == at else _LONGEST_CELL)) is not None:
        cells.append("\n".join(line.strip() for line in lines[end : closed + 1]).translate(_BARS)[:-1].strip())
        end = closed + 1
    return Found([[cell] for cell in cells], end, rows_known=False) if len(cells) >= _FEWEST_STREAMED else None


def _closing(lines: list[str], at: int, most: int) -> int | None:
    """Return the index of the line whose bar closes the cell that begins at a line, within so many lines."""
    begin = skip_blank(lines, at)
    for index, line in enumerate(lines[begin : begin + most], start=begin):
        bars = _BAR.findall(bare := line.translate(_BARS).strip())
        if len(bars) == 1 and bare.endswith("|") and "\t" not in bare:
            return index
        if not bare or bars or "\t" in bare or is_foot(line):
            return None
    return None
