"""What was recognised once is not recognised again."""

import os
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
from drawing import line_of

from extractor.reading.scan.memory import Remembering, held, trim


class Counting:
    """A recogniser that counts how often it is asked."""

    asked = 0

    def lines(self, _pixels, **_):
        """One line, whatever the picture."""
        self.asked += 1
        return [line_of("503.37")]

    def strip(self, _pixels):
        """A figure."""
        self.asked += 1
        return "53.09", 0.5


PICTURE = np.zeros((4, 5, 3), np.uint8)


@pytest.mark.parametrize("what", ["lines", "strip"])
def test_second_time(tmp_path, what):
    """The same picture is looked up; another picture and another engine are recognised."""
    engine = Counting()

    def ask(picture, name="a"):
        return getattr(Remembering(lambda: engine, name, tmp_path), what)(picture)

    first = ask(PICTURE)
    assert (ask(PICTURE), engine.asked) == (first, 1)
    ask(PICTURE + 1)
    ask(PICTURE, "b")
    assert engine.asked == 3


@pytest.mark.parametrize("damage", ["", "[[1]]", '[["5"', "{}x", "[null, 0.5]", '[[["5", 0, 0, 1, null, 1]]]'])
@pytest.mark.parametrize("what", ["lines", "strip"])
def test_damaged_entry(tmp_path, what, damage):
    """What a damaged file holds is recognised again and mended."""
    engine = Counting()
    remembering = Remembering(lambda: engine, "a", tmp_path)
    first = getattr(remembering, what)(PICTURE)
    for path in tmp_path.iterdir():
        path.write_text(damage, encoding="utf-8")
    assert (getattr(remembering, what)(PICTURE), engine.asked) == (first, 2)
    assert (getattr(remembering, what)(PICTURE), engine.asked) == (first, 2)


def test_folder_that_cannot_be_written(tmp_path):
    """A cache that cannot be kept costs nothing but time."""
    (tmp_path / "file").write_text("", encoding="utf-8")
    remembering = Remembering(Counting, "a", tmp_path / "file")
    assert remembering.lines(PICTURE) == [line_of("503.37")]


def test_many_at_a_time(tmp_path):
    """Many that write the same picture at the same time leave one whole file, and nothing half-written."""
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda _: Remembering(Counting, "a", tmp_path).lines(PICTURE), range(64)))
    assert found == [[line_of("503.37")]] * 64
    assert [path.suffix for path in tmp_path.iterdir()] == [".json"]


def test_bounded(tmp_path):
    """What was not used for longest is dropped, half-written files of an hour ago too; the rest stays."""
    for number in range(10):
        path = tmp_path / f"{number}.json"
        path.write_bytes(bytes(4000))
        os.utime(path, (1000 + number, 1000 + number))
    (tmp_path / "a.part").touch()
    (tmp_path / "b.part").touch()
    os.utime(tmp_path / "b.part", (1000, 1000))
    (tmp_path / "mine.txt").touch()
    trim(tmp_path, 11 * 4096)
    assert held(tmp_path) == (11, 10 * 4096)
    trim(tmp_path, 5 * 4096)
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "6.json",
        "7.json",
        "8.json",
        "9.json",
        "a.part",
        "mine.txt",
    ]
    assert held(tmp_path / "nowhere") == (0, 0)


def test_ways_of_searching_are_kept_apart(tmp_path):
    """What was found in a quick way does not stand for what a fine way would find."""
    engine = Counting()
    remembering = Remembering(lambda: engine, "a", tmp_path)
    for fine in (True, False, True, False):
        remembering.lines(PICTURE, fine=fine)
    assert engine.asked == 2
