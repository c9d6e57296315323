"""Family C and X: what several files of one report say of the same fact, and where the reading had to mend a text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractor.records import paths
from extractor.records.finding import Side
from extractor.records.passages import Passage
from extractor.records.report import Figure, Text
from extractor.validation.prose import Span
from extractor.validation.rule import Case, Said, rule, side
from extractor.validation.units import is_unit_slip
from extractor.validation.words import amount, name, say

_MOST = 5
_NBSP = re.compile(r"[\u00a0\u2002\u2003\u200b]")
_SAME_EVERYWHERE = (
    "profile.unit_name", "profile.fiscal_year", "staffing.authorized", "staffing.actual", "staffing.retired",
    "staffing.control_rate", "staffing.vehicles.total", "score.total", "score.grade",
)  # fmt: skip
_TAIL = 12
_CLAUSES = re.compile(r"[，。；]")
_HAN = re.compile(r"[一-龥]")


@rule("C16", "files-contradict-each-other", "error", needs=("sections",), on_paper=True)
def across_files(case: Case) -> Iterator[Said]:
    """同一份报告的几个文件对同一事实写法不同。

    Why: 正文与另文公布的附件说的是同一单位、同一年度，金额、人数、得分应当一致；不一致必有一处错。
    Fires on: 报告.docx 写在职人数 48 人，附件1.xlsx 写 46 人。
    Silent on: 只有一个文件；一处写元、一处写万元而换算后相等。
    Source: 同一份报告里同一个数只有一个值；分开公布的附件也是报告的一部分。
    """
    if len({page.file for page in case.paper.pages}) < _PAIR:
        yield Said("not_applicable", "sections", "只有一个文件")
        return
    found = [*_told_otherwise(case), *_amounts(case)]
    yield from found
    if not found:
        yield Said("pass", "sections", "各文件没有发现对同一事实写法不同")


@rule("X01", "text-broken-in-reading", "info", needs=("sections",), on_paper=True)
def broken_text(case: Case) -> Iterator[Said]:
    """原文的换行、空格或格子把一句话切断了，读取时已接上。

    Why: 复制、导出的文本常把一句话断成两行，夹着不间断空格，或一格一行；核对引号、错字之前已经接好，引文仍照原样。
    Fires on: “……我会对部”换行“门整体支出进行了绩效评价”。
    Silent on: PDF 正常的折行；段落之间的空行。
    Source: 读取的说明，不是报告的错误。
    """
    if any(page.kind != "text" for page in case.paper.pages):
        yield Said("not_applicable", "sections", "不是文本、Word、Excel 或网页文件")
        return
    cuts = [span for one in case.prose.narrative for span in _cuts(one)]
    spaces = [line for line in case.prose.lines() if _NBSP.search(line.text)]
    dumped = [table.id for table in case.paper.tables if not table.rows_known]
    words = [
        f"{len(cuts)} 处一句话被换行切断" if cuts else "",
        f"{len(spaces)} 行夹有不间断空格" if spaces else "",
        f"{len(dumped)} 张表一格一行" if dumped else "",
    ]
    if not any(words):
        yield Said("pass", "sections", "没有被换行切断的句子")
        return
    sides = [_cut(case, span) for span in cuts[:_MOST]]
    sides += [case.prose.at(line.id, _around(line.text)) for line in spaces[:_MOST]]
    yield Said(
        "fail", "sections", f"原文有{'、'.join(filter(None, words))}，读取时已接上，请对照原件", sides=tuple(sides)
    )


_PAIR = 2


def _cuts(passage: Passage) -> Iterator[Span]:
    """Yield where a sentence was broken off: a comma or stop stands before the break, and no mark at it."""
    for start in passage.starts[1:2]:
        before, after = passage.text[:start].rstrip(), passage.text[start:].lstrip()
        if _CLAUSES.search(before) and _HAN.match(before[-1:]) and _HAN.match(after[:1]):
            yield Span(passage, start - 1, start + 1)


def _told_otherwise(case: Case) -> Iterator[Said]:
    """Yield the facts of which another file says something else."""
    for path in _SAME_EVERYWHERE:
        value = paths.get(case.report, path)
        for other in value.alternatives if isinstance(value, Text) else ():
            if other.at.file == value.at.file or _worth(value) == (other.value or _plain(other.text), other.unit):
                continue
            there = Side(path=path, text=other.text, at=other.at)
            message = (
                f"{name(case.report, path)}：{value.at.file} 写“{value.text}”，{other.at.file} 写“{other.text}”，不一致"
            )
            yield Said("fail", path, message, f"{value.text}≠{other.text}", sides=(side(case.report, path), there))


def _worth(value: Text) -> tuple[object, str | None]:
    return (value.value, value.unit) if isinstance(value, Figure) else (_plain(value.text), None)


def _plain(text: str) -> str:
    return re.sub(r"\s+", "", text)


def _amounts(case: Case) -> Iterator[Said]:
    """Yield whether the amounts of the narrative and of the forms are the same from one file to another."""
    for one in case.judged("C16"):
        if one.verdict.status == "fail" and is_unit_slip(case, one):
            continue
        both = [path for path in (one.verdict.read.result, *one.verdict.read.terms) if path in case.known]
        texts = [f"{_file(case, path)}的{name(case.report, path)} {amount(case.known, path)}" for path in both]
        yield say(case, one, f"{'与'.join(texts)}不一致")


def _file(case: Case, path: str) -> str:
    value = paths.get(case.report, path)
    return value.at.file or "" if isinstance(value, Text) else ""


def _around(text: str) -> str:
    """Return the first such space with what stands beside it."""
    match = _NBSP.search(text)
    return text[max(0, match.start() - _TAIL) : match.end() + _TAIL].strip() if match else ""


def _cut(case: Case, span: Span) -> Side:
    """Return the end of a line that breaks off in a sentence, with the beginning of the next."""
    first, second = span.passage.starts[:2]
    before = span.passage.text[max(first, second - _TAIL) : second].strip()
    after = span.passage.text[second : second + _TAIL].strip()
    return case.prose.at(span.passage.ids[0], f"{before}↵{after}", before)
