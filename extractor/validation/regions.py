"""Which place a unit belongs to, and which names of places are foreign to it."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from extractor.validation.data import words_of

_SHORTEST = 3
_WORD_GOES_ON = "(?![场民容值价政面级])"
"""沅江市计划 names the city; 合作市场, 全市民 do not."""


class _Gazetteer(NamedTuple):
    parents: dict[str, str]
    pattern: re.Pattern[str]


@cache
def _gazetteer() -> _Gazetteer:
    data = words_of("places")
    parents = dict.fromkeys(data["provinces"], "")
    for table in ("cities", "counties"):
        parents |= {name: above for above, names in data[table].items() for name in names.split()}
    names = sorted((name for name in parents if len(name) >= _SHORTEST), key=len, reverse=True)
    return _Gazetteer(parents, re.compile(f"(?:{'|'.join(map(re.escape, names))}){_WORD_GOES_ON}"))


def places_in(text: str) -> list[tuple[int, int, str]]:
    """Return the places that a text names, with their positions."""
    return [(*match.span(), match[0]) for match in _gazetteer().pattern.finditer(text)]


def chain(place: str) -> frozenset[str]:
    """Return a place with all that it lies in."""
    parents, found = _gazetteer().parents, set()
    while place:
        found.add(place)
        place = parents.get(place, "")
    return frozenset(found)


def related(place: str, own: frozenset[str]) -> bool:
    """Whether a place lies in, or holds, one of the unit's own places."""
    return bool(chain(place) & own) and (place in own or any(one in own for one in chain(place) if _is_city(one)))


def _is_city(place: str) -> bool:
    """Whether a place is more than a province: a neighbour in the same province is foreign all the same."""
    return _gazetteer().parents.get(place, "") != ""


def own_places(texts: list[str]) -> frozenset[str]:
    """Return the chain of the places that titles and the unit's name give, none when they name no known place."""
    named = {name for text in texts for _, _, name in places_in(text)}
    return frozenset(place for name in named for place in chain(name))


REGION = re.compile(r"(?:(?<=[市省州])|(?<![一-龥]))((?:(?![市县区省州])[一-龥]){2,3})[区县市](?=[一-龥])")
"""The innermost place that the name of a unit begins with: 云溪 in 岳阳市云溪区总工会."""
