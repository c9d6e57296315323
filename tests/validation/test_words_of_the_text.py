"""The data of the checks of the text: outlines, places, patterns."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from extractor.validation.data import text_of, words_of
from extractor.validation.regions import chain, own_places, places_in, related
from tests.validation.papers import DATA


@pytest.mark.parametrize("file", sorted(DATA.glob("*.*")), ids=lambda path: path.name)
def test_data_files_are_read(file):
    """Every data file beside the rules is one that a check reads, and begins by saying what it is."""
    if file.suffix in {".toml", ".txt"}:
        assert file.read_text("utf-8").startswith("# C")
        assert file.stem in {"terms", "pairs", "places", "outlines", "wording", "thresholds"}


def test_outlines_are_sound():
    """Each outline has a name, marks that are titles of its own parts, and one core part at least."""
    for outline in words_of("outlines")["outline"]:
        assert {"name", "marks", "also", "least", "parts"} == set(outline)
        assert 0 < outline["least"] <= len(outline["marks"])
        assert any(part.get("core") for part in outline["parts"])
        assert [part["name"] for part in outline["parts"] if not re.search(part["words"], part["name"])] == []


def test_places_are_sound():
    """Each place ends as such names do, stands once, and lies in one that is known."""
    places = words_of("places")
    below = [name for table in ("cities", "counties") for names in places[table].values() for name in names.split()]

    assert [name for name in below if not re.search("(?:市|州|盟|地区|县|区)$", name)] == []
    assert [name for name, count in Counter(below).items() if count > 1] == []
    assert set(places["cities"]) <= set(places["provinces"])
    assert set(places["counties"]) <= set(below)


def test_patterns_compile():
    """Every pattern of the data is one."""
    wording = words_of("wording")
    patterns = [*wording["placeholders"], wording["masked"], wording["travel"], wording["adopts"]]
    patterns += wording["contradiction"].values()
    patterns += [one[key] for one in wording["caliber"] for key in ("title", "needs", "other")]

    assert all(re.compile(pattern) for pattern in patterns)


def test_pairs_are_pairs():
    """Each line of the pairs is a character and those that follow it, in order."""
    lines = text_of("pairs.txt").splitlines()[1:]

    assert lines == sorted(lines)
    assert all(len(line) > 1 and list(line[1:]) == sorted(set(line[1:])) for line in lines)


@pytest.mark.parametrize(
    ("place", "own", "expected"),
    [("岳阳市", "岳阳市云溪区总工会", True), ("平江县", "岳阳市图书馆", True), ("湖南省", "岳阳市图书馆", True),
     ("沅江市", "岳阳市图书馆", False), ("益阳市", "岳阳市图书馆", False), ("湖北省", "岳阳市图书馆", False)],
)  # fmt: skip
def test_foreign_places(place, own, expected):
    """A place above or below the unit's own city is related, one beside it is not."""
    assert (place in own_places([own]) or related(place, own_places([own]))) is expected


def test_a_market_is_no_city():
    """The name of a place is not read into other words."""
    assert [name for _, _, name in places_in("合作市场和沅江市计划")] == ["沅江市"]
    assert chain("沅江市") == {"沅江市", "益阳市", "湖南省"}
    assert own_places(["青石县文化馆"]) == frozenset()
