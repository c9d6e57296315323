"""Where shares and changes stand beside their amounts: always in a field that the record has."""

import re

import pytest

from extractor.extraction.lexicon import vocabulary
from extractor.extraction.rules.siblings import change_path, share_paths
from extractor.records import paths


@pytest.mark.parametrize(
    ("subject", "share", "change"),
    [
        ("spending.total", "spending.share", "spending.change_from_previous"),
        ("spending.basic.total", "spending.basic.shares.total", "spending.basic.change_from_previous"),
        ("spending.basic.wages", "spending.basic.shares.wages", "spending.basic.wages_change_from_previous"),
        ("spending.project.total", "spending.project.share", "spending.project.change_from_previous"),
        ("spending.balance", "spending.balance_share", "spending.balance_change_from_previous"),
        ("income.fiscal", "income.fiscal_share", "income.fiscal_change_from_previous"),
        ("three_public.rows[a].final", "three_public.rows[a].final_share", "three_public.rows[a].change_from_previous"),
        ("", None, None),
    ],
)
def test_siblings_stand_beside_their_amount(subject, share, change):
    """The prefix falls away for a total; shares of basic spending stand in `shares`."""
    assert (share_paths(subject)[0], change_path(subject, "change_from_previous")) == (share, change)


def test_a_rate_has_no_growth():
    """The rate of execution grows in points, for which the record has no field."""
    assert change_path("spending.rate", "growth") is None


SUBJECTS = sorted(
    code
    for code in set(vocabulary("narrative.amounts").codes.values())
    if code.startswith(("income.", "spending.")) and not code.endswith("supplement")
)


@pytest.mark.parametrize("subject", [*SUBJECTS, "three_public.rows[0].final", "spending.project.items[0].amount"])
def test_every_sibling_is_a_field_of_the_record(subject):
    """Wherever a sentence may put a share or a change, the record has a field with a name."""
    beside = [*share_paths(subject), change_path(subject, "growth"), change_path(subject, "change_from_previous")]

    assert all(paths.title(re.sub(r"\[\w+\]", "", path)) for path in beside if path)
