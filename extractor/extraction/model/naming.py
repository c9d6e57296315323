"""Names of people in running text, known by the words around them: titles, 同志, duties, lists of names.

A name begins with a surname of the lexicon and has one or two characters more. Nobody can tell it from other words by
that alone, so one of these must stand beside it: a label (联系人：…), a title before or behind it (局长…, …同志), a
duty (…任组长), or other names in one list. This is for masking: a word too many comes back unharmed, a name too few
leaves the house; where a name may end in two ways both are returned.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from extractor.extraction.lexicon import any_of, is_known, simplify, words_of

_HAN = "[\u4e00-\u9fff]"
_NEVER = frozenset(
    "局委股室站院处办部厅队组乡县市区村镇省州街府校厂司的了是在及为等级个各这那不无未已被把将对从由与或其以们亿千款额效评价责职"
    "务员导项目位"
)
"""Characters of units, sentences and forms that given names do not have."""

_UNIT_ENDS = frozenset("局委股室科站院处办部厅队组校所会社厂司心馆")
_SPACED = re.compile(rf"(?<!{_HAN}){_HAN}(?:[ \u3000]{{1,3}}{_HAN})+(?!{_HAN})")
_COMPOUND = re.compile(rf"(?<={_HAN}{_HAN})[ \u3000](?={_HAN}{{1,2}}(?!{_HAN}))")
_REMARK = re.compile(r"[(（][^()（）]{0,24}[)）]")
_BETWEEN = re.compile(r"\s*[、，,;；/／]\s*|[ \t\u3000]+")
_TOKEN = re.compile(rf"{_HAN}(?:·?{_HAN})+")
_RUN = re.compile(rf"{_HAN}+(?:、{_HAN}+)+")
_FOLLOWS = re.compile(
    "任|为|等|同志|先生|女士|带|率|主|出席|参|牵头|担任|兼|亲|介绍|表示|指出|要求|强调|负责|分管|到|赴|深入|前|莅临|一行|签|审|组|"
    "三人|两人|二人|多次|分别|以及|和|与|及|共|具体|现场|作|说|听取|调研|传达|部署|汇报|就|在|对|向|同|是|也|并|又|还|统筹|组织|做"
)
_SHORT, _LONG = 2, 3
_TOGETHER = 3
"""So many names in a row need no other sign."""


def named_in(printed: str) -> Iterator[str]:
    """Yield the names that a text holds, without the spaces inside them."""
    text = joined(printed)
    key = simplify(text)
    for match in _labels().finditer(key):
        yield from listed(text[match.end() :], lenient=match["one"] is not None)
    for match in _titles().finditer(key):
        yield from _before(key[: match.start()].rstrip(), match[0])
        if match["title"]:
            yield from _behind(key[match.end() :].lstrip())
    yield from _runs(_REMARK.sub("", key))


def joined(text: str) -> str:
    """Return a text whose spaced words are closed up: 张 三 becomes 张三, 负 责 人 becomes 负责人."""
    closed = _SPACED.sub(lambda match: re.sub(r"\s", "", match[0]), text)
    return _COMPOUND.sub(
        lambda m: "" if closed[m.start() - 2 : m.start()] in words_of("compound_surnames") else m[0], closed
    )


def listed(text: str, *, lenient: bool) -> Iterator[str]:
    """Yield the names that a text begins with; `lenient`: the first may be any two to four characters."""
    at = 0
    while True:
        remark = _REMARK.match(text, at)
        start = remark.end() if remark else at
        token = _TOKEN.match(text, start)
        if token is None:
            return
        word = _cut(token[0])
        found = [word] if is_name(word) or (lenient and at == 0 and may_be_name(word)) else []
        if len(word) == 2 * _SHORT and found:  # two names without a mark between them
            found += [part for part in (word[:_SHORT], word[_SHORT:]) if is_name(part)]
        yield from found
        remark = _REMARK.match(text, token.end())
        gap = _BETWEEN.match(text, remark.end() if remark else token.end())
        if gap is None or not (found or _titles().search(simplify(word))):
            return
        at = gap.end()


def is_name(word: str) -> bool:
    """Whether a word looks like a name: a surname, then one or two characters that names have."""
    key = simplify(word)
    first = 2 if key[:2] in words_of("compound_surnames") else 1
    given = key[first:]
    surname = first == 2 or key[:1] in words_of("surnames")  # noqa: PLR2004 - characters of a compound surname
    if not surname or not 1 <= len(given) <= 2 or _NEVER & set(given):  # noqa: PLR2004 - characters of a given name
        return False
    return key[:2] not in words_of("not_names") and key[-2:] not in words_of("not_names") and not is_known(key)


def may_be_name(word: str) -> bool:
    """Whether a word beside a label may be a name, whatever its surname: not the word of a form, not a unit."""
    key = simplify(word)
    whole = 2 <= len(key.replace("·", "")) <= (12 if "·" in key else 4)  # noqa: PLR2004
    return whole and key not in words_of("not_names") and key[-1] not in _UNIT_ENDS and not _is_form(key)


def _is_form(key: str) -> bool:
    return is_known(key) or re.search("电话|日期|签字|签名|签章|盖章|职务|职称|^年月", key) is not None


def _cut(word: str) -> str:
    """A word up to the next label: 张三联系电话 is 张三."""
    label = _stops().search(word, 2)
    return word[: label.start()] if label else word


def _before(key: str, title: str) -> Iterator[str]:
    """The names that a text may end with, before a title; a unit is none (林业局局长)."""
    ends = re.search(rf"(?:{_HAN}|·)+$", _REMARK.sub("", key[-40:]))
    tail = ends[0] if ends else ""
    for size in (4, _LONG, _SHORT):
        word = tail[-size:]
        if len(word) == size and is_name(word) and word[-1] != title[0]:
            yield word


def _behind(key: str) -> Iterator[str]:
    """The names that a text may begin with, behind a title."""
    head = re.match(f"{_HAN}*", key)
    text = head[0] if head else ""
    first = 3 if text[:2] in words_of("compound_surnames") else _SHORT
    for size in (first, first + 1):
        word, rest = text[:size], text[size:]
        open_end = size == first and not (rest and _FOLLOWS.match(rest)) and len(rest) > 1
        if len(word) == size and is_name(word) and (not rest or _FOLLOWS.match(rest) or open_end):
            yield word


def _runs(key: str) -> Iterator[str]:
    """The names of a list: three or more in a row, or two beside a word that speaks of people."""
    for match in _RUN.finditer(key):
        first, *inner, last = match[0].split("、")
        found = [word for word in inner if is_name(word)]
        heads = list(dict.fromkeys(_before(first, " ")))
        tails = list(dict.fromkeys(_behind(last)))
        together = len(found) + bool(heads) + bool(tails)
        people = _people().search(first[:-_SHORT]) or _people().match(last[_SHORT:]) or _people().match(last[_LONG:])
        if len(found) == len(inner) and (together >= _TOGETHER or (together == _SHORT and people)):
            yield from (*heads, *found, *tails)


@cache
def _labels() -> re.Pattern[str]:
    """A label of one person or of several with a colon; `one` is set for a label that always has a name behind it."""
    remark = f"(?:{_REMARK.pattern})?"
    return re.compile(rf"(?:(?P<one>{any_of('person_labels')})|{any_of('group_labels')}){remark}\s*[:：]\s*")


@cache
def _titles() -> re.Pattern[str]:
    """Words beside a name; `title` is set for those that may also stand before it."""
    duty = f"(?:任|担任|兼任|出任|为)[^，。；、]{{0,8}}?(?:{any_of('titles')}|{any_of('group_labels')})"
    remark = rf"[(（][^()（）]{{0,16}}?{any_of('titles')}[^()（）]{{0,8}}[)）]"
    title = f"(?:副|原|总|常务|第一)*(?:{any_of('titles')}|{any_of('person_labels')}|成员|组员)"
    return re.compile(f"(?P<title>{title})(?![会部])|{any_of('polite')}|{duty}|{remark}")


@cache
def _people() -> re.Pattern[str]:
    """What a list of names stands beside."""
    return re.compile(
        f"{any_of('titles')}|{any_of('group_labels')}|{any_of('polite')}|等|任|为成员|参加|组成|出席|由|[一二两三四五六]人"
    )


@cache
def _stops() -> re.Pattern[str]:
    return re.compile(f"{any_of('person_labels')}|{any_of('number_labels')}|日期|时间|单位|职务|职称|同志|签|附件|附表")
