"""Family C: lists and counts: 一是…三是, “N个：甲、乙”, a part that exceeds its whole."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractor.records import paths
from extractor.records.finding import Side
from extractor.records.numerals import read_number
from extractor.records.passages import Passage
from extractor.records.quantity import COUNTERS, Quantity, find_quantities
from extractor.records.report import Alternative, Figure, Project, Report
from extractor.validation.prose import Span, clause, find
from extractor.validation.retold import told_otherwise
from extractor.validation.rule import Case, Said, rule, side
from extractor.validation.words import indicator_name, name

_MOST = 5
_ORDINAL = re.compile(r"(?:^|(?<=[。；;：:，,、\s]))([一二三四五六七八九十]{1,2})是(?!否|不是|非)")
_CHINESE = "一二两三四五六七八九十"
_COUNTED = (
    r"(?:内设机构|内设股室|内设科室|股室|科室|处室|部室|部门|机构|二级机构|事业单位|下属单位|直属单位|预算单位|单位|乡镇"
    r"|街道|项目|方面|群体|小组|中心|站所|办公室)"
)
_NUMBER = rf"(\d{{1,2}}|[{_CHINESE}]{{1,2}})"
_AHEAD = re.compile(rf"{_NUMBER}\s*个(?:{_COUNTED})?[：:，,]?(?:分别[为是]|包括|即)?[：:（(]\s*([^。；;：:]+)")
_BEHIND = re.compile(rf"(等)?\s*{_NUMBER}\s*个{_COUNTED}")
_STOP = re.compile("[。；;：:，,]")
_AHEAD_UNIT = re.compile(rf"{_NUMBER}\s*个{_COUNTED}\s*[（(]([^（）()。；]*、[^（）()。；]*)[）)]")
_BRACKET = re.compile(r"[（(][^（）()]*[）)]")
_OWN_COUNT = re.compile(rf"(?:{_NUMBER}个)$|^{_NUMBER}个")
_NAME = re.compile(r"[一-龥“”·+A-Za-z]{2,18}")
_NO_NAME = re.compile(r"\d|编制|实有|在[职编岗]|共计?|其中|人员|以及|负责|现有|核定|下辖|下设|另")
_OF_WHICH = re.compile(r"其中[：:，,]?")
_REMARK = re.compile(r"[（(][^（(）)]*[）)]")
_SENT = re.compile(
    r"发[放出](?:调查)?(?:问卷|调查表)[^，。；]{0,6}?(\d+)\s*份[^。；]{0,20}?(?:收回|回收)(?:有效)?(?:问卷)?[^，。；]{0,6}?(\d+)\s*份"
)
_RATES = re.compile(r"增|减|降|升|比|率|度|较")


@rule("C03", "enumeration-incomplete", "info", needs=("sections",), on_paper=True)
def enumeration(case: Case) -> Iterator[Said]:
    """“一是、二是……”不完整。

    Why: 有“二是”没有“一是”，或“一是”之后就是“三是”，多半是删改时漏了一段。
    Fires on: 1、提升组建率。……。二是推进规范化。三是打造样板点（没有“一是”）。
    Silent on: 一是…；二是…；三是…；分段写的一是、二是。
    Source: 公文列举的通行写法；自评抽查复核常见问题。
    """
    spans = [span for _, section in case.prose.by_section for span in _broken(section)]
    if spans:
        words = "；".join(f"有“{span.text}”，前面没有“{_before(span.text)}”" for span in spans[:_MOST])
        yield Said(
            "fail", "sections", f"列举不完整：{words}", sides=tuple(case.prose.side(span) for span in spans[:_MOST])
        )
    elif any(_ORDINAL.search(one.text) for one in case.prose.narrative):
        yield Said("pass", "sections", "“一是、二是”的列举完整")
    else:
        yield Said("not_applicable", "sections", "没有“一是、二是”的列举")


@rule("C11", "list-count-differs", "warning", needs=("sections",), on_paper=True)
def list_count(case: Case) -> Iterator[Said]:
    """列举的个数与写明的个数不符。

    Why: “内设 5 个股室：甲、乙、丙、丁”只列了 4 个，不是数错就是漏列；带“等”的只在列出的多于总数时报。
    Fires on: 内设办公室、业务股、财务股、人事股5个股室。
    Silent on: 甲公司、乙公司等6家；驻会工会两个（直工委、外工委）按两个计。
    Source: 列举与合计应一致；自评抽查复核常见问题：个数逐项累加。
    """
    said = False
    for span, count, least, most, words in _lists(case):
        said = True
        if least <= count <= most:
            yield Said("pass", "sections", f"{words}：列出的个数与 {count} 个相符", sides=(case.prose.side(span),))
        else:
            shown = str(least) if least == most else f"{least}～{most}"
            yield Said("fail", "sections", f"写明 {count} 个，列出 {shown} 个：“{words}”", f"{shown}≠{count}",
                       sides=(case.prose.side(span),))  # fmt: skip
    if not said:
        yield Said("not_applicable", "sections", "没有写明个数的列举")


@rule("C12", "fact-told-twice-differently", "warning", needs=("sections",), on_paper=True)
def retold(case: Case) -> Iterator[Said]:
    """同一事实两处数字不同，或部分大于整体。

    Why: 人数、车辆等同一事实在正文和表里应一致；“其中”的部分不能大于整体，这是错误。
    Fires on: 正文在职 48 人，基础数据表在职 46 人；发放问卷300份，回收310份；培训120人，其中女职工150人。
    Silent on: 主题不同的两次活动；先说部分、后说另一个整体。
    Source: 同一份报告里同一个数只有一个值；部分不大于整体。
    """
    found = [*_alternatives(case), *_exceeding(case), *_achieved(case), *_retold(case)]
    yield from found
    if not found:
        yield Said("pass", "sections", "没有发现同一事实两处不同、部分大于整体")


def _broken(section: tuple[Passage, ...]) -> Iterator[Span]:
    """Yield the first ordinal of each run whose predecessor does not stand before it."""
    seen: set[int] = set()
    for passage in section:
        for match in _ORDINAL.finditer(passage.text):
            number = int(read_number(match[1]))
            if number == 1:
                seen = set()
            if number > 1 and number - 1 not in seen:
                yield Span(passage, *match.span())
            seen.add(number)


def _before(ordinal: str) -> str:
    return f"{_CHINESE.replace('两', '')[int(read_number(ordinal[:-1])) - 2]}是"


def _lists(case: Case) -> Iterator[tuple[Span, int, int, int, str]]:
    """Yield each list with its stated number, and between which numbers its items can be counted."""
    for pattern in (_AHEAD_UNIT, _AHEAD):
        for span, match in find(pattern, case.prose.narrative):
            items = _items(match[2])
            if len(items) > 1 and "等" not in match[2] and not any(_NO_NAME.search(item) for item in items):
                yield span, _value(match[1]), *_count(items), clause(span)
    for span, match in find(_BEHIND, case.prose.narrative):
        begin = max((stop.end() for stop in _STOP.finditer(span.passage.text, 0, span.start)), default=0)
        whole = Span(span.passage, begin, span.end)
        items = _items(_head(span.passage.text[begin : span.start]))
        if len(items) > 1 and not any(_NO_NAME.search(item) for item in items):
            least, most = _count(items)
            stated = _value(match[2])
            # 甲、乙等 4 个 is an open list: only more than four contradict it
            yield whole, stated, least, max(most, stated) if match[1] else most, whole.text


def _head(text: str) -> str:
    """Leave out the verb before the first item: 内设办公室 begins with 办公室."""
    return re.sub(r"^.*?(?:内设|设有|设立|下设|下辖|设|聚焦|包括|分别为|建成)", "", text)


def _items(text: str) -> list[str]:
    bare = _BRACKET.sub("", text)
    return [item.strip("，, ") for item in bare.split("、") if item.strip()]


def _count(items: list[str]) -> tuple[int, int]:
    """Return how few and how many things a list names: 和 may join two, 两个 counts as two."""
    least = most = 0
    for item in items:
        own = _OWN_COUNT.search(item)
        number = _value(next(group for group in own.groups() if group)) if own else 1
        least += number
        most += max(number, 1 + len(re.findall("[和及与]|以及|“", item.strip("“”"))))
    return least, most


def _value(printed: str) -> int:
    return int(printed) if printed.isdecimal() else int(read_number(printed))


def _alternatives(case: Case) -> Iterator[Said]:
    """Yield the counts that the record found elsewhere with another value."""
    for path in ("staffing.authorized", "staffing.actual", "staffing.retired", "staffing.vehicles.total"):
        figure = paths.get(case.report, path)
        others = figure.alternatives if isinstance(figure, Figure) else ()
        for other in [one for one in others if _is_other(figure, one)][:1]:
            there = Side(path=path, text=other.text, at=other.at)
            yield Said("fail", path, f"{name(case.report, path)}一处写 {figure.text}，另一处写 {other.text}",
                       f"{figure.text}≠{other.text}", sides=(side(case.report, path), there))  # fmt: skip


def _is_other(figure: Figure, other: Alternative) -> bool:
    """Whether the same file says something else; what another file says is for C16."""
    return other.value is not None and other.value != figure.value and other.at.file == figure.at.file


def _exceeding(case: Case) -> Iterator[Said]:
    for passage in case.prose.all:
        for match in _OF_WHICH.finditer(passage.text):
            yield from _of_which(case, passage, match)
        for match in _SENT.finditer(passage.text):
            if int(match[2]) > int(match[1]):
                span = Span(passage, *match.span())
                yield Said("fail", "sections", f"发放 {match[1]} 份，回收 {match[2]} 份，回收多于发放",
                           f"{match[2]}>{match[1]}", severity="error", sides=(case.prose.side(span),))  # fmt: skip


def _of_which(case: Case, passage: Passage, match: re.Match[str]) -> Iterator[Said]:
    """Yield a part behind 其中 that exceeds the whole right before it, both counted in the same unit."""
    begin = max(passage.text.rfind(stop, 0, match.start()) for stop in "。；;") + 1
    end = min(
        (at for at in (passage.text.find(stop, match.end()) for stop in "。；;") if at >= 0), default=len(passage.text)
    )
    lead = _REMARK.sub(lambda remark: " " * len(remark[0]), passage.text[begin : match.start()])
    after = find_quantities(passage.text[match.end() : end])
    before = [one for one in find_quantities(lead) if after and one.unit in COUNTERS and one.unit == after[0].unit]
    if not before or _RATES.search(lead):
        return
    whole, part = max(before, key=lambda one: one.value), after[0]
    between = passage.text[match.end() : match.end() + part.start]
    if part.value > whole.value and not _RATES.search(between) and "，" not in between:
        span = Span(passage, begin + whole.start, match.end() + part.end)
        message = f"“{clause(span)}”：其中的 {part.text} {part.unit}大于整体 {whole.text} {whole.unit}"
        yield Said("fail", "sections", message, f"{part.text}>{whole.text}", severity="error",
                   sides=(case.prose.side(span),))  # fmt: skip


def _achieved(case: Case) -> Iterator[Said]:
    """Yield the results told in the goals with another number than in the indicator of the same name."""
    forms: list[tuple[str, Report | Project]] = [("", case.report)]
    forms += [(f"projects[{number}].", project) for number, project in enumerate(case.report.projects)]
    for prefix, form in forms:
        told = form.goals.actual if form.goals else None
        for index, row in enumerate(form.indicators if told else ()):
            path = f"{prefix}indicators[{index}]"
            if told is None or row.level3 is None or row.actual is None or row.actual.value is None:
                continue
            for figure in _told(told.text, row.level3.text):
                if figure.unit and figure.unit == row.actual.unit and figure.value != row.actual.value:
                    yield _told_otherwise(case, f"{prefix}goals.actual", path, figure)


def _retold(case: Case) -> Iterator[Said]:
    """Yield what the goals of the department sum up with another number than the narrative."""
    goals = case.report.goals.actual if case.report.goals else None
    for deed, span in told_otherwise(goals.text, case.prose.narrative) if goals else ():
        here = f"{deed.verb}{deed.figure.text}{deed.figure.unit}{deed.noun}"
        printed = side(case.report, "goals.actual")
        at = printed.at.model_copy(update={"quote": here}) if printed.at and here in printed.text else printed.at
        told = printed.model_copy(update={"text": here, "at": at})
        message = f"年度总体目标完成情况写“{here}”，正文写“{clause(span)}”，数字不一致"
        yield Said("fail", "goals.actual", message, sides=(told, case.prose.side(span)))


def _told(text: str, indicator: str) -> list[Quantity]:
    """Return the figures that stand right behind the name of an indicator in a text."""
    stem = _SUFFIX.sub("", "".join(indicator.split()))
    bare = "".join(text.split())
    at = bare.find(stem) if len(stem) >= _SHORTEST_STEM else -1
    if at < 0 or bare.find(stem, at + 1) >= 0:
        return []
    behind = re.split("[，,。；;、]", bare[at + len(stem) :])[0]
    figures = find_quantities(behind)
    return figures[:1] if len(figures) == 1 and figures[0].start <= _NEAR and not figures[0].approximate else []


def _told_otherwise(case: Case, goals: str, row: str, figure: Quantity) -> Said:
    actual = f"{row}.actual"
    told = side(case.report, goals)
    message = (
        f"年度总体目标完成情况写{indicator_name(case.report, row)} {figure.text} {figure.unit}，"
        f"指标实际完成值写 {paths.get(case.report, actual).text}"
    )
    sides = (told.model_copy(update={"text": f"{figure.text}{figure.unit}"}), side(case.report, actual))
    return Said("fail", actual, message, sides=sides)


_SUFFIX = re.compile(
    r"(?:任务)?(?:完成|建设|发放|开展|新增)?(?:数量|人数|次数|个数|户数|面积|里程|长度|场次|数)?(?:[（(].*[）)])?$"
)
_SHORTEST_STEM = 4
_NEAR = 3
