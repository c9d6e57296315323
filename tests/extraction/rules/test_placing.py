"""Values of a budget row put under their columns when blank cells are lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extraction.helpers import patient
from extractor.extraction.rules.placing import placed
from extractor.extraction.rules.tokens import Token

CODES = ["initial", "adjusted", "executed", "weight", "rate", "score"]


def row(text):
    """Return the texts of the columns, "" where one is blank."""
    cells = [Token(word, f"L{number:04}", number) for number, word in enumerate(text.split(), 1)]
    return [token.text if token else "" for token in placed(cells, CODES)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("18 20 19.6 10 98% 9.8", ["18", "20", "19.6", "10", "98%", "9.8"]),
        ("20 19.6 10 98% 9.8", ["", "20", "19.6", "10", "98%", "9.8"]),
        ("20 19.6 98%", ["", "20", "19.6", "", "98%", ""]),
        ("18 20 19.6 — 98% —", ["18", "20", "19.6", "—", "98%", "—"]),
        ("18 20 19.6 备注 3", ["18", "20", "19.6", "", "", ""]),
        ("", ["", "", "", "", "", ""]),
    ],
)
def test_the_contents_tell_the_columns(text, found):
    """Rates, marks and amounts go below heads of their kind; a word ends the values."""
    assert row(text) == found


@patient
@given(st.lists(st.sampled_from(["18", "20.5", "98%", "10", "—", "0"]), max_size=8))
def test_values_keep_their_order(values):
    """No value is lost or moved before another one, up to the number of columns."""
    assert [text for text in row(" ".join(values)) if text] == values[: len(CODES)]
