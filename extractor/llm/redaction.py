"""Names of people and numbers that lead to them, masked before a text leaves and put back in what comes home.

What is masked: phone and identity card numbers and addresses of e-mail by their form, and the names and numbers that
the caller found on the paper, wherever they stand, also with spaces inside or wrapped over two lines. Too much may be
masked without harm, since all of it comes back letter for letter; a figure followed by its unit never is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

_ALONE = r"(?<![\d０-９])(?<!\d[.．,，])"
_ENDS = r"(?!\d|[.．,，]\d|\s?[元万亿千%％])"
_DASH = r"[-－—–‐]\s?"
_MASK = r"〔[名号文]\d+〕"
_EMAIL = r"[A-Za-z0-9._%+-]+[@＠][A-Za-z0-9-]+(?:[.．][A-Za-z0-9-]+)+"
_IDENTITY = (
    rf"{_ALONE}[1-9]\d{{5}}(?:18|19|20)\d{{2}}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{{3}}[\dXxＸ]{_ENDS}"
    rf"|{_ALONE}[1-9]\d{{7}}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{{3}}{_ENDS}"
)
_COUNTRY = rf"(?:[+＋][ ]?86|{_ALONE}86(?={_DASH}|[ ]))[ ]?(?:{_DASH})?[ ]?"
_MOBILE = rf"(?:{_COUNTRY}|{_ALONE})[1１][3-9３-９]\d(?:[ \u3000]?(?:{_DASH})?[ \u3000]?\d{{4}}){{2}}{_ENDS}"
_AREA = rf"(?:[(（]0\d{{2,3}}[)）][ ]?(?:{_DASH})?|{_ALONE}0\d{{2,3}}[ ]?(?:{_DASH})?[ ]?)"
_LANDLINE = (
    rf"{_AREA}[2-9]\d{{2,3}}[ ]?(?:{_DASH})?\d{{4}}"
    rf"(?:(?:{_DASH}|[ ]?转[ ]?)\d{{1,6}})?{_ENDS}"
)
_SERVICE = rf"{_ALONE}[48]00{_DASH}\d{{3,4}}(?:{_DASH})?\d{{3,4}}{_ENDS}"
_BESIDE = 20
"""Characters of the lines beside that a name or number may go on in; none is longer."""


class Masks:
    """What stands for what. What looks like a mask on the paper itself is masked too, so that it cannot pose as one."""

    def __init__(self, names: Iterable[str] = (), numbers: Iterable[str] = (), *, active: bool = True) -> None:
        """Take names and numbers without spaces; nothing is masked when not `active`."""
        self.active = active
        self._by_mask: dict[str, str] = {}
        self._by_text: dict[str, str] = {}
        self._private = re.compile("|".join(_patterns(names, numbers)))

    def hide(self, text: str, before: str = "", after: str = "") -> str:
        """Return a text with masks; `before` and `after` are the lines beside it, on which a name may go on."""
        if not self.active:
            return text
        lead, tail = before[-_BESIDE:] + "\n", "\n" + after[:_BESIDE]
        first, last = len(lead), len(lead) + len(text)
        found, at = [], first
        whole = lead + text + tail
        for match in self._private.finditer(whole):
            start, end = max(match.start(), first), min(match.end(), last)
            if start < end:
                found += [whole[at:start], self._mask(whole[start:end], match.lastgroup or "")]
                at = end
        return "".join([*found, whole[at:last]])

    def restore(self, text: str) -> str:
        """Return a text with what was masked put back; a mask that stands for nothing stays as it is."""
        return re.sub(_MASK, lambda match: self._by_mask.get(match[0], match[0]), text) if self.active else text

    def _mask(self, original: str, group: str) -> str:
        if original not in self._by_text:
            mask = f"〔{_KINDS[group]}{len(self._by_text) + 1}〕"
            self._by_text[original], self._by_mask[mask] = mask, original
        return self._by_text[original]


_KINDS = {"forged": "文", "number": "号", "name": "名"}


def _patterns(names: Iterable[str], numbers: Iterable[str]) -> list[str]:
    """The patterns of all that is masked, each as a named group; the longest name first."""
    known = [_ALONE + r"\s*".join(map(re.escape, number)) + _ENDS for number in _longest_first(numbers)]
    by_form = (_EMAIL, _IDENTITY, _MOBILE, _LANDLINE, _SERVICE, *known)
    people = [r"\s*".join(map(re.escape, name)) for name in _longest_first(names)]
    found = [rf"(?P<forged>{_MASK})", rf"(?P<number>{'|'.join(by_form)})"]
    return [*found, rf"(?P<name>{'|'.join(people)})"] if people else found


def _longest_first(words: Iterable[str]) -> list[str]:
    return sorted({word for word in words if word}, key=lambda word: (-len(word), word))
