"""A user picks checks by id or family."""

import pytest

from extractor.errors import UsageError
from extractor.records.finding import Finding, Findings, Outcome
from extractor.selection import Selection, narrow, parse

KNOWN = ("A01", "A02", "B05", "C04")


def outcome(check):
    """Return a failed outcome of a check."""
    return Outcome(check=check, status="fail", severity="error", subject="score")


FINDINGS = Findings(
    findings=(
        Finding(root=outcome("A01"), explains=(outcome("A02"), outcome("B05"))),
        Finding(root=outcome("C04")),
    ),
    outcomes=tuple(outcome(check) for check in KNOWN),
)


@pytest.mark.parametrize(
    ("select", "ignore", "shown"),
    [
        ("", "", [("A01", ["A02", "B05"]), ("C04", [])]),
        ("A", "", [("A01", ["A02"])]),
        ("a01，c", "", [("A01", []), ("C04", [])]),
        ("", "A", [("B05", []), ("C04", [])]),
        ("A,B", "A01", [("A02", []), ("B05", [])]),
        ("B", "", [("B05", [])]),
    ],
)
def test_findings_of_wanted_checks_stay(select, ignore, shown):
    """Ids and families, in any case, with Chinese or Latin commas; a consequence outlives its hidden cause."""
    narrowed = narrow(FINDINGS, parse(select, ignore, KNOWN))

    assert [(f.root.check, [o.check for o in f.explains]) for f in narrowed.findings] == shown


def test_outcomes_are_narrowed_too():
    """The list of everything that was looked at follows the selection."""
    assert [o.check for o in narrow(FINDINGS, Selection(("A",), ("A02",))).outcomes] == ["A01"]


@pytest.mark.parametrize("name", ["Z", "A99", "A0"])
def test_an_unknown_name_is_wrong_use(name):
    """A name that is neither a check nor a family is an error that lists the families."""
    with pytest.raises(UsageError, match=name) as caught:
        parse(name, "", KNOWN)
    assert "A、B、C" in caught.value.hint
