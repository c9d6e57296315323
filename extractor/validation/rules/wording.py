"""Family C: what was left over from a template, punctuation, and how numbers are written."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from extractor.records.finding import Side
from extractor.validation.data import words_of
from extractor.validation.prose import Span, clause, find, quoted
from extractor.validation.regions import chain, own_places, places_in, related
from extractor.validation.rule import Case, Said, rule

_MOST = 5
_NEAR = 8
_PAIRS = (("“", "”"), ("《", "》"), ("（", "）"))
_OPENS_WRONG = re.compile(r"[^“”，。；、]{0,8}“[·•，。、；：）][^“”，。；、]{0,8}|[，、（]”")
_CLOSES_LATE = re.compile(r"“[^“”]{2,20}等(?:活动|工作|项目|赛事)”")
_LIST_NUMBER = re.compile(r"^\s*(?:[（(]?[一二三四五六七八九十\d]{1,3}[)）、.．])")
_SENTENCE = re.compile(r"[^。；;\n]+")
_COLON = re.compile(r"[一-龥]{2,6}:(?=[一-龥])")
_ITEM_END = re.compile(r"[，、,]\s*$")
_EXACT = re.compile(
    r"(?<![\d.,])(?<!\d，)(\d{2,7})\s*(?:多|余(?!额|款|年))(?=\s*(?:[名人个家场次件户条份期位项所万元亿]|台|辆|公里|亩))"
)
_HUNDRED = re.compile(r"100(?:\.0+)?%?")


@rule("C08", "template-left-over", "warning", needs=("sections",), on_paper=True)
def template_residue(case: Case) -> Iterator[Said]:
    """模板的提示语、占位符没有删改，或出现了与本单位无关的地名。

    Why: 留着“（参考提纲）”、“XX单位”，或写到本单位所在地区以外的市县怎么做，多半是照抄模板或别的单位的报告。
    Fires on: 评价报告综述（参考提纲）；岳阳市的单位写“如沅江市计划将绩效自评结果作为下年度预算安排依据”。
    Silent on: 赴外地考察学习；本市所辖的县区；联系电话中隐去的号码。
    Source: 自评抽查复核的常见问题：模板照搬；行政区划名称见数据文件 places.toml。
    """
    said = [one for one in (_hints(case), _placeholders(case), _foreign(case)) if one]
    yield from said
    if not said:
        yield Said("pass", "sections", "没有发现模板提示语、占位符和外地地名")


@rule("C13", "punctuation-unpaired", "info", needs=("sections",), on_paper=True)
def punctuation(case: Case) -> Iterator[Said]:
    """引号、括号不成对，或条目末尾的标点不对。

    Why: 引号书名号不成对、方向颠倒，条目以逗号结束，是校对不细的痕迹；一份报告只提示一次。
    Fires on: “建功”十四五“·奋进新时代”；“售票员技能比武等活动”；条目以“，”结束。
    Silent on: 一对引号被换行、换页切成两段；序号“1）”。
    Source: GB/T 15834 标点符号用法。
    """
    kinds = {
        "引号方向或位置有误": list(_wrong_quotes(case)),
        "引号、括号不成对": list(_unpaired(case)),
        "条目以逗号结束": list(_item_ends(case)),
        "冒号疑为分号": list(_colons(case)),
    }
    spans = [span for found in kinds.values() for span in found]
    if spans:
        told = "；".join(f"{kind}：{_shown(found)}" for kind, found in kinds.items() if found)
        yield Said(
            "fail", "sections", f"标点有误，{told}", sides=tuple(case.prose.side(span) for span in spans[:_MOST])
        )
    elif case.prose.narrative:
        yield Said("pass", "sections", "引号、括号成对")
    else:
        yield Said("not_applicable", "sections", "没有正文")


@rule("C15", "number-written-oddly", "info", needs=("sections",), on_paper=True)
def number_style(case: Case) -> Iterator[Said]:
    """精确的数后面跟“多、余”，或同一列的完成率写法不一。

    Why: “144多家”既不精确也不是约数；同一列 100、100%、100.00% 混用，读的人要猜单位。
    Fires on: 144多家单位、139余人受表彰；完成率一列有 100.00%、100%、100。
    Silent on: 1480余名、近80期；完成率都写 100%。
    Source: GB/T 15835 出版物上数字用法：约数不与精确数并用。
    """
    spans = [Span(span.passage, *match.span()) for span, match in find(_EXACT, case.prose.all) if _is_exact(match[1])]
    if spans:
        message = f"{quoted([span.text for span in spans])}在精确数后加“多、余”，应写精确数或整数加约数词"
        yield Said("fail", "sections", message, sides=tuple(case.prose.side(span) for span in spans[:_MOST]))
    mixed = _mixed_hundreds(case)
    if mixed:
        yield mixed
    if not spans and not mixed:
        yield Said("pass", "sections", "没有发现精确数后加“多、余”")


def _shown(spans: list[Span]) -> str:
    """Return some places in 「」, so that the marks in question are seen."""
    texts = dict.fromkeys(span.text if len(span.text) > 1 else clause(span)[-_LONGEST_SHOWN:] for span in spans)
    listed = "、".join(f"「{text}」" for text in list(texts)[:_MOST])
    return f"{listed}等 {len(texts)} 处" if len(texts) > _MOST else listed


_LONGEST_SHOWN = 24


def _hints(case: Case) -> Said | None:
    wanted = words_of("wording")["hints"]
    lines = [(line, next((hint for hint in wanted if hint in line.text), "")) for line in case.prose.lines()]
    sides = [case.prose.at(line.id, hint, line.text.strip()) for line, hint in lines if hint]
    if not sides:
        return None
    return Said("fail", "sections", f"模板提示语{quoted([one.text for one in sides])}没有删去",
                severity="info", sides=tuple(sides[:_MOST]))  # fmt: skip


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    words = words_of("wording")
    return tuple(map(re.compile, ("|".join(words["placeholders"]), words["masked"], words["travel"], words["adopts"])))


def _placeholders(case: Case) -> Said | None:
    pattern, masked, _, _ = _patterns()
    texts = [(line.id, line.text) for line in case.prose.lines()]
    texts += [(cell.id, cell.text) for table in case.paper.tables for cell in table.cells if cell.text]
    found = [
        case.prose.at(place, text[max(0, match.start() - _NEAR) : match.end() + _NEAR].strip())
        for place, text in texts
        for match in pattern.finditer(text)
        if not masked.search(text[max(0, match.start() - _NEAR) : match.end() + _NEAR])
    ]
    if not found:
        return None
    return Said(
        "fail", "sections", f"占位符没有改成实际内容：{quoted([one.text for one in found])}", sides=tuple(found[:_MOST])
    )


def _foreign(case: Case) -> Said | None:
    """Name the places beyond the unit's own city that the report speaks of as if of itself."""
    own = own_places(_titles(case))
    if not own:
        return None
    _, _, travel, adopts = _patterns()
    sides: list[tuple[str, Side]] = []
    for passage in case.prose.all:
        for start, end, name in places_in(passage.text) if adopts.search(passage.text) else ():
            span = Span(passage, start, end)
            words = clause(span)
            around = words.replace(name, "")
            if not related(name, own) and name not in own and adopts.search(around) and not travel.search(around):
                sides.append((name, case.prose.at(passage.place(start, end).id, words)))
    if not sides:
        return None
    names = quoted([name for name, _ in sides])
    return Said("fail", "sections", f"出现与本单位无关的地名{names}（本单位属{_own_name(own)}），疑抄自别的单位",
                sides=tuple(side for _, side in sides[:_MOST]))  # fmt: skip


def _titles(case: Case) -> list[str]:
    """Return what names the unit: its name, and the lines above the first section."""
    profile = case.report.profile
    name = [profile.unit_name.text] if profile and profile.unit_name else []
    first = case.report.sections[0].first_line if case.report.sections else ""
    stop = case.paper.line_order.get(first, 0)
    return name + [line.text for line in case.paper.all_lines[:stop] if len(line.text) <= _LONGEST_TITLE]


_LONGEST_TITLE = 40


def _own_name(own: frozenset[str]) -> str:
    return max(sorted(own), key=lambda place: len(chain(place)))


def _wrong_quotes(case: Case) -> Iterator[Span]:
    for pattern in (_OPENS_WRONG, _CLOSES_LATE):
        yield from (span for span, _ in find(pattern, case.prose.all))


def _unpaired(case: Case) -> Iterator[Span]:
    """Yield where a pair is broken, if it is also in the whole section: a page break does not break a pair."""
    for _, section in case.prose.by_section:
        whole = "".join(one.text for one in section)
        for opening, closing in _PAIRS:
            if _balance(whole, opening, closing) == 0:
                continue
            for passage in section:
                if _balance(passage.text, opening, closing):
                    at = max(passage.text.rfind(opening), passage.text.rfind(closing))
                    yield Span(passage, at, at + 1)


def _balance(text: str, opening: str, closing: str) -> int:
    bare = _LIST_NUMBER.sub("", text)
    if opening == "（":
        bare = bare.translate({ord("("): "（", ord(")"): "）"})
        bare = re.sub(r"(?<![（\d一二三四五六七八九十])[\d一二三四五六七八九十]{1,2}）", "", bare)
    return bare.count(opening) - bare.count(closing)


def _item_ends(case: Case) -> Iterator[Span]:
    """Yield the items of a list that end with a comma although the next item follows."""
    for _, section in case.prose.by_section:
        for passage, after in pairwise(section):
            ends = _ITEM_END.search(passage.text)
            if ends and _LIST_NUMBER.match(passage.text) and _LIST_NUMBER.match(after.text):
                yield Span(passage, ends.start(), ends.start() + 1)


def _colons(case: Case) -> Iterator[Span]:
    """Yield the half-width colons of a sentence that has several and no figures: they stand for semicolons."""
    for span, sentence in find(_SENTENCE, case.prose.narrative):
        colons = list(_COLON.finditer(sentence[0])) if sentence[0].count(":") > 1 else []
        if len(colons) > 1 and not re.search(r"\d", sentence[0]):
            yield from (Span(span.passage, span.start + one.start(), span.start + one.end()) for one in colons)


def _is_exact(number: str) -> bool:
    return not number.endswith("0") and int(number) > _SMALL


_SMALL = 20


def _mixed_hundreds(case: Case) -> Said | None:
    """Say that one column of rates writes a whole hundred with and without the sign of per cent."""
    rows = [
        (f"indicators[{index}].completion", row.completion.at.quote.strip())
        for index, row in enumerate(case.report.indicators)
        if row.completion is not None and _HUNDRED.fullmatch(row.completion.at.quote.strip())
    ]
    firsts = {text: path for path, text in reversed(rows)}
    if len({text.endswith("%") for text in firsts}) < 2:  # noqa: PLR2004 - with and without
        return None
    return Said("fail", rows[0][0], f"完成率一列 100% 有 {quoted(list(firsts))}几种写法", paths=tuple(firsts.values()))
