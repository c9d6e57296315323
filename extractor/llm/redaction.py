"""Names of people and phone numbers, masked before a text leaves and put back in what comes home.

What is masked: numbers that look like phone numbers, and the names that the caller found beside labels (填报人,
联系人, 负责人 …) or in the table of evaluators, wherever they stand. A name that stands only in running text, without
a label anywhere, is not known and goes out as it is; that is said in the command's help.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

_PHONE = re.compile(
    r"(?<![\d.])(?:1[3-9]\d[ -]?\d{4}[ -]?\d{4}|(?:[(（]0\d{2,3}[)）]|0\d{2,3}[ -—－]?)[2-9]\d{6,7})(?![\d.])"
)
_MASK = re.compile(r"〔[名话]\d+〕")


class Masks:
    """What stands for what. What looks like a mask on the paper itself is changed, so that it cannot pose as one."""

    def __init__(self, names: Iterable[str] = (), *, active: bool = True) -> None:
        self.active = active
        self._by_mask: dict[str, str] = {}
        self._by_text: dict[str, str] = {}
        for name in sorted(set(names), key=lambda name: (-len(name), name)):
            self._mask(name, "名")

    def hide(self, text: str) -> str:
        """Return a text without names and phone numbers."""
        if not self.active:
            return text
        text = _PHONE.sub(
            lambda match: self._mask(match[0], "话"), _MASK.sub(lambda match: f"［{match[0][1:-1]}］", text)
        )
        for original, mask in self._by_text.items():
            if mask.startswith("〔名"):
                text = text.replace(original, mask)
        return text

    def restore(self, text: str) -> str:
        """Return a text with what was masked put back; a mask that stands for nothing stays as it is."""
        return _MASK.sub(lambda match: self._by_mask.get(match[0], match[0]), text) if self.active else text

    def _mask(self, original: str, kind: str) -> str:
        if original not in self._by_text:
            mask = f"〔{kind}{len(self._by_text) + 1}〕"
            self._by_text[original], self._by_mask[mask] = mask, original
        return self._by_text[original]
