"""What `zongshu eval drafts` counts."""

from extractor.eval import narrative
from extractor.eval.case import CASES, Case, cases
from extractor.settings import Settings

PLAIN = Settings(charts=False)


def case(name: str) -> Case:
    """Return one of our own cases."""
    return next(one for one in cases(CASES) if one.name == name)


def test_a_whole_draft_tells_nearly_everything_and_nothing_wrong() -> None:
    """Sections are counted apart; wrong statements and new findings are none."""
    told = next(narrative.tell([case("qingjiang-archives-2024")], PLAIN))
    assert told.outline == "gansu"
    assert (told.wrong, told.added) == (0, ())
    assert set(told.sections) >= {"单位和年度", "人员", "预算执行", "绩效指标", "得分"}
    assert told.all.value is not None
    assert told.all.value > 0.95


def test_what_is_not_told_is_named() -> None:
    """A recall below one says which facts are missing."""
    told = list(narrative.tell([case("ningzhou-firewatch-2022")], PLAIN))
    missing = sum(share.of - share.points for share in told[0].sections.values())
    assert len(told[0].untold) == missing


def test_the_sum_adds_up() -> None:
    """The last line is the sum of the others."""
    rows = list(narrative.tell([case("lanan-coop-2022"), case("meihu-science-2022")], PLAIN))
    assert narrative.total(rows).all.of == sum(row.all.of for row in rows)
