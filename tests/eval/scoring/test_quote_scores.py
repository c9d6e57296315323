"""Quotes beside the lines and cells that they name."""

from typing import Any

import pytest

from extractor.eval.result import Share
from extractor.eval.scoring.quotes import evidence_of, quotes
from extractor.records.document import Cell, Document, Line, Page, Table
from extractor.records.evidence import Evidence
from extractor.records.report import Alternative, Rejected, Report, Source, Text, Unread

TABLE = Table(
    id="T1", page=2, rows=1, cols=2,
    cells=(Cell(id="T1R1C1", row=1, col=1, page=2, text="全年执行数"),
           Cell(id="T1R1C2", row=1, col=2, page=2, text="")),
)  # fmt: skip
DOCUMENT = Document(
    file="甲", sha256="", media_type="application/pdf", pages=(Page(number=1), Page(number=2)),
    blocks=(Line(id="L0001", text="全年支出４８０．１２万元，其中基本支"), Line(id="L0002", text="出300 万元。"),
            Line(id="L0003", page=2, text="附件1"), TABLE),
)  # fmt: skip


def at(line: str, quote: str, page: int = 1, **more: Any) -> Evidence:
    """Return a place."""
    return Evidence(page=page, line=line, quote=quote, **more)


def report(*places: Evidence, **more: Any) -> Report:
    """Return a record with a text at each place."""
    source = Source(file="甲", sha256="", media_type="", pages=2)
    names = [{"name": Text(text="周某", at=place)} for place in places]
    return Report(source=source, profile={"evaluators": names}, **more)


@pytest.mark.parametrize(
    ("place", "stands"),
    [
        (at("L0001", "480.12万元"), True),
        (at("L0002", "300万元"), True),
        (at("L0001", "基本支出300万元"), True),
        (at("T1R1C1", "全年 执行数", page=2), True),
        (at("T1R1C2", "", page=2), True),
        (at("L0001", "480.21万元"), False),
        (at("L0002", "480.12万元"), False),
        (at("L0002", "基本支出300万元"), False),
        (at("T1R1C1", "全年执行数", page=1), False),
        (at("T1R1C2", "全年执行数", page=2), False),
        (at("L0009", "300万元"), False),
        (at("L0001", ""), False),
    ],
    ids=[
        "width", "spaces", "wrapped", "cell", "empty cell", "misread", "another line", "not where it begins",
        "another page", "another cell", "no such line", "empty quote",
    ],
)  # fmt: skip
def test_a_quote_must_stand_where_it_says(place: Evidence, stands: object) -> None:
    """Width and spaces do not count, a wrapped quote begins in its line; any other place is wrong."""
    assert quotes(DOCUMENT, report(place)) == Share(points=bool(stands), of=1)


def test_every_place_of_a_record_is_judged() -> None:
    """Also the same value elsewhere, another value elsewhere, the label beside, and what was not read."""
    good, bad = at("L0002", "300万元"), at("L0002", "301万元")
    text = Text(
        text="300", at=at("L0002", "300", label=at("L0001", "基本支出")), also_at=(bad,),
        alternatives=(Alternative(text="301", at=bad),),
    )  # fmt: skip
    source = Source(file="甲", sha256="", media_type="", pages=2)

    record = Report(source=source, profile={"head": text}, unread=(Unread(text="300万元", at=good),))

    assert len(list(evidence_of(record))) == 5
    assert quotes(DOCUMENT, record) == Share(points=3, of=5)


def test_what_claims_no_place_is_not_judged() -> None:
    """A value of another tool without a place, and a rejected claim, are not scored; that is not zero."""
    rejected = Rejected(path="score.total", text="9", reason="wrong_place", at=at("L0001", "9"))

    assert quotes(DOCUMENT, report(at("L0000", "周某"), rejected=(rejected,))).value is None
