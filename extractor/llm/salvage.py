"""The JSON in an answer that has more around it: `<think>` before it, a fence, a sentence."""

from __future__ import annotations

import re

_THOUGHT = re.compile(r"<(think|thinking|reasoning)>.*?</\1>", re.DOTALL | re.IGNORECASE)
_THOUGHT_END = re.compile(r"^.*</(?:think|thinking|reasoning)>", re.DOTALL | re.IGNORECASE)


def json_in(text: str) -> str | None:
    """Return the last whole JSON object of a text, thoughts aside; None when there is none."""
    from instructor.v2.core.json import extract_json_from_codeblock  # noqa: PLC0415 - only when a model is asked

    bare = _THOUGHT_END.sub("", _THOUGHT.sub("", text)).strip()
    try:
        found = extract_json_from_codeblock(bare)
    except ValueError:
        return None
    return found if found.startswith("{") and found.endswith("}") else None
