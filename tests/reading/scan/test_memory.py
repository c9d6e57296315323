"""What was recognised once is not recognised again."""

import numpy as np
from drawing import line_of

from extractor.reading.scan.memory import Remembering


class Counting:
    """A recogniser that counts how often it is asked."""

    asked = 0

    def lines(self, _pixels):
        """One line, whatever the picture."""
        self.asked += 1
        return [line_of("503.37")]

    def strip(self, _pixels):
        """Nothing."""
        return "", 0.0


def test_second_time(tmp_path):
    """The same picture is looked up; another picture, another engine or a damaged file are recognised."""
    engine, picture = Counting(), np.zeros((4, 5, 3), np.uint8)
    first = Remembering(lambda: engine, "a", tmp_path).lines(picture)
    assert Remembering(lambda: engine, "a", tmp_path).lines(picture) == first
    assert engine.asked == 1
    Remembering(lambda: engine, "a", tmp_path).lines(picture + 1)
    Remembering(lambda: engine, "b", tmp_path).lines(picture)
    assert engine.asked == 3
    for path in tmp_path.iterdir():
        path.write_text("[[1]]", encoding="utf-8")
    assert Remembering(lambda: engine, "a", tmp_path).lines(picture) == first
    assert engine.asked == 4


def test_folder_that_cannot_be_written(tmp_path):
    """A cache that cannot be kept costs nothing but time."""
    (tmp_path / "file").write_text("", encoding="utf-8")
    remembering = Remembering(Counting, "a", tmp_path / "file")
    assert remembering.lines(np.zeros((4, 5, 3), np.uint8)) == [line_of("503.37")]
