"""The small parts: tokens, masks, waiting, JSON with more around it."""

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from extractor.llm import tokens
from extractor.llm.redaction import Masks
from extractor.llm.salvage import json_in
from extractor.llm.waiting import retry_after


@pytest.mark.parametrize(
    ("text", "count"), [("", 0), ("预算执行", 3), ("budget", 2), ("503.37", 3), ("基本 支出\n", 3)]
)
def test_tokens_follow_the_documented_rule(text, count):
    """0.6 for a Chinese character, 0.3 for a letter, half for a digit or sign; rounded up."""
    assert tokens.count(text) == count


def test_names_and_phones_are_masked_and_come_back():
    """Nothing personal is in what leaves; what comes home is what the paper prints."""
    masks = Masks(["邹雨桐"])
    text = "填报人：邹雨桐 电话：0700-6441022，手机13900001234，预算138.65万元"
    hidden = masks.hide(text)

    assert not any(private in hidden for private in ("邹雨桐", "6441022", "13900001234"))
    assert "138.65万元" in hidden
    assert masks.restore(hidden) == text


def test_the_paper_cannot_pose_as_a_mask():
    """A mask that the report prints itself is not filled with anybody's name, and comes back as it was."""
    masks = Masks(["邹雨桐"])
    hidden = masks.hide("邹雨桐，见〔名1〕同志")

    assert hidden == "〔名1〕，见〔文2〕同志"
    assert masks.restore(hidden) == "邹雨桐，见〔名1〕同志"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('{"a":1}', '{"a":1}'),
        ('<think>{"a":0}</think>\n```json\n{"a":1}\n```', '{"a":1}'),
        ('先想想……</think>{"a":1}', '{"a":1}'),
        ("好的。", None),
        ('{"a":', None),
    ],
)
def test_json_is_found_in_what_is_around_it(text, found):
    """Thoughts, fences and sentences do not count; half an object is none."""
    assert json_in(text) == found


def test_retry_after_is_a_number_or_a_date():
    """Both forms of the header are understood; anything else says nothing."""
    date = format_datetime(datetime.now(UTC) + timedelta(seconds=30), usegmt=True)

    assert retry_after({"retry-after": "2"}) == 2
    assert 20 < retry_after({"retry-after": date}) <= 30
    assert retry_after({"retry-after": "soon"}) is None
    assert retry_after({}) is None
