"""Family C: misprinted terms, and names that are written in two ways."""

from __future__ import annotations

from collections.abc import Iterator

from extractor.records.passages import Passage
from extractor.validation.prose import Span
from extractor.validation.rule import Case, Said, rule
from extractor.validation.typos import Speller, Typo

_MOST = 8


@rule("C09", "term-misprinted", "warning", needs=("sections",), on_paper=True)
def misprints(case: Case) -> Iterator[Said]:
    """固定术语和惯用语写错、漏字或多字。

    Why: “一般公人预算”“，织开展”一类错字是校对不细；只报与固定术语差一个字、本身又不成词的。扫描件可能是识别误差，只作
    提示。
    Fires on: 一般公人预算支出情况；集中时间组织开展，织开展工运史研讨；专项资金拔付。
    Silent on: 年初预算与年末预算；一般公用支出；引用的文件名。
    Source: 行业固定术语（数据文件 terms.toml，可补充）。
    """
    found = list(_misprints(case))
    if not found:
        yield Said("pass", "sections", "没有发现写错的固定术语")
        return
    scanned = case.document is not None and any(page.kind == "scanned" for page in case.document.pages)
    words = "、".join(f"“{typo.printed}”应为“{typo.meant}”" for _, typo in found[:_MOST])
    more = f"等 {len(found)} 处" if len(found) > _MOST else ""
    message = f"疑有错字：{words}{more}" + ("（扫描件，也可能是识别误差）" if scanned else "")
    yield Said("fail", "sections", message, severity="info" if scanned else None,
               sides=tuple(case.prose.side(span) for span, _ in found[:_MOST]))  # fmt: skip


def _misprints(case: Case) -> Iterator[tuple[Span, Typo]]:
    """Yield the misprints of the running text, the headings and the indicators, each word once."""
    texts = {"".join(one.text.split()): one for one in case.prose.words}
    speller = Speller(list(texts))
    seen: set[str] = set()
    for text, passage in texts.items():
        for typo in speller.typos(text):
            if typo.printed not in seen:
                seen.add(typo.printed)
                yield _span(passage, typo), typo


def _span(passage: Passage, typo: Typo) -> Span:
    """Return where a misprint stands in the printed text, of which the spaces were left out to find it."""
    kept = [index for index, char in enumerate(passage.text) if not char.isspace()]
    return Span(passage, kept[typo.start], kept[typo.end - 1] + 1)
