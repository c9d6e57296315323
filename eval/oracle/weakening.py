"""A lexicon with half of its synonyms taken away, so that the offline reader needs help."""

from __future__ import annotations

import random
from typing import Any
from unittest import mock

from extractor.extraction import lexicon

_WEAKENED = ("columns", "rows", "fields")
_NARRATIVE = ("amounts", "staffing", "categories", "profile", "score")
SEED = 2024


def weaken() -> None:
    """Take away every other synonym of each field in this process; forms, levels and plain word lists stay.

    At least one word of each field is left. Call it before anything is read.
    """
    data = lexicon._data()  # noqa: SLF001 - an experiment on the reader's own words
    dice = random.Random(SEED)  # noqa: S311 - the same words every time
    weak = {name: _halved(part, dice) if name in _WEAKENED else part for name, part in data.items()}
    narrative = data["narrative"]
    weak["narrative"] = {n: _halved(part, dice) if n in _NARRATIVE else part for n, part in narrative.items()}
    mock.patch.object(lexicon, "_data", mock.Mock(return_value=weak)).start()
    caches = (lexicon._vocabulary, lexicon._printed, lexicon.any_of, lexicon.words_of, lexicon.stem_pattern)  # noqa: SLF001
    for cached in caches:
        cached.cache_clear()


def _halved(part: Any, dice: random.Random) -> Any:
    if isinstance(part, dict):
        return {name: _halved(inner, dice) for name, inner in part.items()}
    return sorted(dice.sample(part, max(1, (len(part) + 1) // 2)), key=part.index) if isinstance(part, list) else part
