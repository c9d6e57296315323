"""Figures inside words of Chinese characters get boxes of their own."""

import pytest

from extractor.reading.pdf.figures import figures_apart
from extractor.records.document import Word


def typed(text, digit=6.0, other=10.0):
    """Return a word and its letters, digits narrower than the rest."""
    letters, left = [], 50.0
    for char in text:
        width = digit if char in "0123456789.,%" else other
        letters.append(Word(char, (left, 100.0, left + width, 112.0)))
        left += width
    return Word(text, (50.0, 100.0, left, 112.0)), letters


def test_each_figure_stands_where_its_letters_are():
    """The pieces follow each other without a gap, and a figure reaches from its first to its last digit."""
    word, letters = typed("全年预算执行数1137.18万元，执行率96.00%。")

    parts = figures_apart([word], lambda: [letter for letter in letters if letter.text in "0123456789.,%"])

    assert [part.text for part in parts] == ["全年预算执行数", "1137.18", "万元，执行率", "96.00%", "。"]
    assert parts[1].box == (120.0, 100.0, 162.0, 112.0)
    assert [before.box[2] for before in parts[:-1]] == [after.box[0] for after in parts[1:]]


@pytest.mark.parametrize("text", ["1137.18", "≥32公里", "全部按时完成年度各项任务目标"])
def test_other_words_stay_whole(text):
    """Short words, figures alone and words without a figure are not looked into."""
    word, _ = typed(text)

    assert figures_apart([word], lambda: pytest.fail("asked for letters")) == [word]


def test_a_word_without_its_letters_stays_whole():
    """When the letters on the page are others, nothing is guessed."""
    word, _ = typed("全年预算执行数1137.18万元整")

    assert figures_apart([word], list) == [word]
