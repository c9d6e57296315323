"""Family C: names of units and departments that are written in two ways."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from extractor.records.passages import Passage
from extractor.validation.prose import Span
from extractor.validation.regions import REGION
from extractor.validation.rule import Case, Said, rule

_MOST = 3
_KIND = r"(?:办公室|委员会|服务中心|管理所|管理站|中心|文化宫|宫|部|科|股|室|站|所|处|馆|队|办|院)"
_LIST = re.compile(r"(?:内设|设有|下设|下辖|设立|设置|下属|所属|包括|分别为)[^。；;]*、[^。；;]*")
_BRACKET = re.compile(r"[（(][^（）()]*[）)]")
_ENTITY = re.compile(rf"[一-龥]{{2,14}}{_KIND}$")
_COUNT = re.compile(r"^.*?(?:个|分别为|[：:])(?=[一-龥])")
_TOTAL = re.compile(r"等?\s*\d+\s*个.*$")
_VERB = re.compile(r"^.*?(?:内设|设有|下设|下辖|设立|设置|下属|所属|包括|分别为)(?:机构|股室|科室|单位)?")
_PREFIX = re.compile(r"^(?:[一-龥]{2,3}[市县区]|[市县区省])")
_ORGAN = re.compile(
    r"(?:总工会|财政局|人民政府|教育局|民政局|水利局|农业农村局|卫生健康局|住房和城乡建设局|交通运输局|审计局|司法局|统计局)"
)
_ORDINALS = re.compile(r"[一二三四五六七八九十甲乙丙丁东西南北\d]")
_SHORTEST = 4


class _Named(NamedTuple):
    full: str
    core: str
    span: Span


@rule("C10", "name-written-two-ways", "warning", needs=("sections",), on_paper=True)
def names(case: Case) -> Iterator[Said]:
    """同一单位、部门的名称前后写法不一。

    Why: “财务资产部”与“财政资产部”、“技术交流站”与“技术交流中心”多半指同一个部门，有一处写错；机关名称缺“区”“县”
    的是提示。
    Fires on: 内设财务资产部……财政资产部积极印发通知；南岳区总工会……南岳总工会是事业单位。
    Silent on: 业务一科、业务二科；口语的“云溪运动健儿”。
    Source: 机构名称应与机构编制文件一致；自评抽查复核常见问题。
    """
    listed = _listed(case)
    found = [*_changed(case, listed), *_other_kind(case, listed), *_without_level(case)]
    yield from found
    if not found:
        yield Said("pass", "sections", "没有发现前后写法不一的单位、部门名称")


def _listed(case: Case) -> list[_Named]:
    """Return the departments that a report lists as its own."""
    found: dict[str, _Named] = {}
    for passage in case.prose.narrative:
        for match in _LIST.finditer(passage.text):
            bare = _BRACKET.sub(lambda one: "　" * len(one[0]), match[0])
            at = match.start()
            for item in re.split("([、，,])", bare):
                words = _COUNT.sub("", _TOTAL.sub("", _VERB.sub("", item.replace("　", "")))).strip()
                if len(words) >= _SHORTEST and _ENTITY.fullmatch(words):
                    found.setdefault(words, _Named(words, _PREFIX.sub("", words), Span(passage, at, at + len(item))))
                at += len(item)
    return list(found.values())


def _changed(case: Case, listed: list[_Named]) -> Iterator[Said]:
    """Yield names that differ from a listed one in a single character and are not listed themselves."""
    cores = {one.core for one in listed}
    for one in listed:
        if len(one.core) < _SHORTEST:
            continue
        hit = next((span for span in _alike(case, one.core) if span.text not in cores), None)
        if hit is not None:
            yield _said(case, one, hit)


def _alike(case: Case, core: str) -> Iterator[Span]:
    """Yield what begins or ends as a name does, is as long, and differs in one character of its stem."""
    size, stem = len(core), len(core) - _kind_length(core)
    for passage in case.prose.all:
        starts = [match.start() for match in re.finditer(re.escape(core[:_PAIR]), passage.text)]
        starts += [match.end() - size for match in re.finditer(re.escape(core[-_PAIR:]), passage.text)]
        for start in starts:
            words = passage.text[max(start, 0) : start + size]
            changed = [at for at in range(len(words)) if words[at] != core[at]] if len(words) == size else []
            if len(changed) == 1 and 0 < changed[0] < stem and not _is_series(words[changed[0]], core[changed[0]]):
                yield Span(passage, start, start + size)


_PAIR = 2


def _is_series(one: str, other: str) -> bool:
    """Whether two characters tell things of one series apart: 业务一科, 业务二科; and what is no Chinese character."""
    return any(_ORDINALS.match(char) or not "一" <= char <= "龥" for char in (one, other))


def _kind_length(core: str) -> int:
    kind = re.search(rf"{_KIND}$", core)
    return len(kind[0]) if kind else 0


def _other_kind(case: Case, listed: list[_Named]) -> Iterator[Said]:
    """Yield a name with the stem of a listed one and another kind, printed beside another listed name."""
    cores = {one.core: one for one in listed if len(one.core) >= _SHORTEST}
    said: set[str] = set()
    for passage in case.prose.all:
        for core in cores:
            for match in re.finditer(re.escape(core) + _BESIDE, passage.text):
                twin = _twin(match[1], cores)
                if twin is not None and match[1] not in said:
                    said.add(match[1])
                    yield _said(case, twin, Span(passage, *match.span(1)))


_BESIDE = rf"[、和及与]([一-龥]{{2,10}}{_KIND})(?=[，。；、）)]|$)"


def _twin(words: str, cores: dict[str, _Named]) -> _Named | None:
    """Return the listed name whose stem ends in that of some words, of another kind; None for a listed name."""
    stem = words[: len(words) - _kind_length(words)]
    if len(stem) < _SHORTEST or any(core.endswith(words) for core in cores):
        return None
    return next((one for core, one in cores.items() if core[: len(core) - _kind_length(core)].endswith(stem)), None)


def _said(case: Case, one: _Named, there: Span) -> Said:
    message = f"“{there.text}”与“{one.full}”写法不一，请核对名称"
    return Said("fail", "sections", message, sides=(case.prose.side(there), case.prose.side(one.span)))


def _without_level(case: Case) -> Iterator[Said]:
    """Yield once an organ named without the 区 or 县 that its place has elsewhere in the report."""
    texts = case.prose.words
    places = {match[1]: match[0] for match in REGION.finditer(_unit_names(case, texts))}
    for passage in texts if places else ():
        for match in _ORGAN.finditer(passage.text):
            before = passage.text[: match.start()]
            stem = next((stem for stem in places if before.endswith(stem)), None)
            if stem is None or not re.search(r"(?:^|[^一-龥]|市)$", before[: -len(stem)]):
                continue
            if sum(one.text.count(places[stem]) for one in texts) >= _MOST - 1:
                span = Span(passage, match.start() - len(stem), match.end())
                yield Said("fail", "sections", f"“{span.text}”应为“{places[stem]}{match[0]}”", severity="info",
                           sides=(case.prose.side(span),))  # fmt: skip
                return


def _unit_names(case: Case, texts: tuple[Passage, ...]) -> str:
    """Return what names the unit itself: the field of the form, else the organs that the narrative names with place."""
    profile = case.report.profile
    if profile and profile.unit_name:
        return profile.unit_name.text
    return "\n".join(match[0] for one in texts for match in _PLACED.finditer(one.text))


_PLACED = re.compile(rf"[一-龥]{{2,3}}[县区市]{_ORGAN.pattern}")
