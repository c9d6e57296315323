"""What a labeller is told: how to correct the workbook, which fields there are, and the note of a case to fill in."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from extractor.eval.labelling import columns as c
from extractor.eval.labelling.leaves import CODES, HIDDEN, group_of, spot
from extractor.eval.labels import Field, field_of
from extractor.records.base import Record
from extractor.records.paths import figures
from extractor.records.paths import title as title_of_field
from extractor.records.report import Report

HOW_TO = (
    ("这份工作簿是软件读出的初稿，请对照原文逐行改正。只填蓝底的列，改好存盘，再运行 zongshu eval label take 文件夹，"
    "写回 expected.json。"),
    "1. 只标纸上印的：数字照原样，不换算、不四舍五入、不替报告改错。报告自己写错的数，也照错的标。",
    (f"2. 《{c.LABELS}》一行一个值。值不对，在“{c.NEW}”里写对的。只写数字，单位就用同一行的“{c.UNIT}”；"
    "单位也不对，连单位一起写，如 503.37万元。"),
    f"3. 纸上没有、或放错了地方的值，在“{c.DELETE}”里选“{c.DELETED}”。",
    f"4. 别的写法也算对，写在“{c.ALSO}”里，一行一个；不读出来也算对，写“{c.ABSENT}”。",
    (f"5. “{c.STATUS}”是算术说的：绿的由等式核实了，红的与别的数矛盾，黄的没有等式可核。先看红的和黄的；"
    "绿的也要看一眼，数对了，地方可能不对。"),
    f"6. 没有字段收下的数都在《{c.UNREAD}》里。该收的，把字段抄到“{c.TARGET}”；不该收的（举例、往年的数）留空。",
    (f"7. 《{c.UNREAD}》里也没有的，在《{c.LABELS}》末尾的空行里写“{c.NEW}”和“{c.PATH}”。字段从《{c.FIELDS}》里抄；"
    "方括号里是行号，从 0 起，新的一行用没有用过的号。"),
    f"8. 《{c.SECTIONS}》：标题不带序号，“{c.LEVEL}”1 为最高。这里只列必须找到的标题，软件多找出来的不算错。",
    "9. 日期写 2025-06-11，只到月的写 2025-06，年度写 2024。长文字标开头几个字就够，字段末尾加 _starts。",
    "10. 表里没有印单位的，写表头或表前的单位；率不带 % 的列，单位是 %；分值、权重、得分的单位是 分。",
    f"11. 《{c.ASIDES}》里的“{c.NEUTRAL}”：写一个字段（如 three_public.rows），软件在那里比标注多读的，不算错。",
)  # fmt: skip
"""The lines of the sheet that explains the others."""

_KINDS = {"figure": "数字", "amount": "金额，或 无", "measure": "照录，可含一个数字", "date": "日期", "text": "文字"}


class Known(NamedTuple):
    """A field that a label may have: its path, its part, its Chinese name, what it means, what is written there."""

    path: str
    part: str
    name: str
    meaning: str
    kind: str


def known_fields() -> Iterator[Known]:
    """Yield every field of a label in the order of the record; `[0]` stands for the number of a row."""
    yield from _fields(Report, "")


def note(report: Report) -> str:
    """Return the note of a case as a form to fill in, with what the tool saw of the report."""
    numbers = [figure.status for _, figure in figures(report)]
    look_at = len(numbers) - numbers.count("verified")
    lines = [
        f"# {report.source.file}（是不是虚构：____）",
        f"为什么收这份报告（有什么别的报告没有的样子）：{BLANK}",
        f"报告里的错（有意的或原有的，各属哪一项检查）：{BLANK}",
        f"拿不准的地方和怎么定的：{BLANK}",
        f"标注人、日期：{BLANK}    复核人、日期：{BLANK}",
        f"初稿由软件读出：{len(numbers)} 个数，{look_at} 个没有等式核实，另有 {len(report.unread)} 个没有字段收下。",
    ]
    lines += [f"没有读到的：{problem}" for problem in report.problems]
    return "\n\n".join(lines) + "\n"


BLANK = "____"
"""Stands in a note where a person has to write."""


def _fields(model: type[Record], path: str) -> Iterator[Known]:
    for name, about in model.model_fields.items():
        field = None if not path and name in HIDDEN else field_of(model, name)
        where = f"{path}.{name}".lstrip(".")
        if field is None:
            continue
        if field.model is not None:
            yield from _fields(field.model, f"{where}[0]" if field.kind == "rows" else where)
        else:
            part = title_of_field(group_of(where))
            yield Known(where, part, about.title or name, about.description or "", _kind(field, where))


def _kind(field: Field, path: str) -> str:
    if field.kind != "plain":
        return _KINDS[field.kind]
    place = spot(path)
    choices = place.choices if place else ()
    return "代码：" + "、".join(f"{code} {CODES[code]}" for code in choices) if choices else f"{c.YES} 或 {c.NO}"
