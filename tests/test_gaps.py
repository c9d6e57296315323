"""What a record lacks as a whole is said, once, in words."""

import pytest

from extractor.gaps import is_blank, with_gaps
from extractor.records.document import Cell, Document, Line, Page, Table
from extractor.records.evidence import Evidence
from extractor.records.report import Figure, Profile, Project, Report, Score, Source, Text

AT = Evidence(page=1, line="L0001", quote="90")
NO_VALUE = "没有读到任何数值"
LOOK = "，请核对自评表是否漏附，或者是图片"
OFF_SUBJECT = "全文没有“绩效”“自评”字样，可能不是绩效自评报告，请核对是否放错了文件"


def document(*texts, table=False, problems=()):
    """Return a paper with these lines and, if wanted, a table."""
    lines = tuple(Line(id=f"L{n:04}", text=text) for n, text in enumerate(texts, 1))
    grid = Table(id="T1", rows=1, cols=1, cells=(Cell(id="T1R1C1", row=1, col=1, text="90"),))
    return Document(
        file="a.txt", sha256="0", media_type="text/plain", pages=(Page(number=1),),
        blocks=(*lines, grid) if table else lines, problems=problems,
    )  # fmt: skip


def report(*, score=False, problems=()):
    """Return a record, with a total score if wanted."""
    found = Score(total=Figure(text="90", value=90, unit="分", at=AT)) if score else None
    source = Source(file="a.txt", sha256="0", media_type="text/plain", pages=1)
    return Report(source=source, score=found, problems=problems)


@pytest.mark.parametrize(
    ("paper", "record", "problems"),
    [
        (document("2024年度绩效自评报告", table=True), report(score=True), []),
        (document("绩 效 自 评 报 告", table=True), report(score=True), []),
        (document("部門整體支出績(jì)效自評報告", table=True), report(score=True), []),
        (document("只有叙述的绩效自评报告"), report(score=True), []),
        (document("绩效自评报告"), report(), [f"{NO_VALUE}，也没有表格{LOOK}"]),
        (document("绩效自评报告", table=True), report(), [NO_VALUE + LOOK]),
        (document("", " "), report(), ["没有读到任何文字"]),
        (document("会议纪要", table=True), report(score=True), [OFF_SUBJECT]),
        (document("绩效", table=True, problems=("第2页读不出",)), report(score=True), ["第2页读不出"]),
        (document("绩效", table=True, problems=("甲",)), report(score=True, problems=("甲", "乙")), ["甲", "乙"]),
    ],
)
def test_each_gap_is_named_once(paper, record, problems):
    """No words, no value, another subject, and the pages that reading could not read."""
    assert list(with_gaps(paper, record).problems) == problems


@pytest.mark.parametrize(
    ("record", "blank"),
    [
        (report(), True),
        (report(score=True), False),
        (report().model_copy(update={"projects": (Project(),)}), False),
        (report().model_copy(update={"profile": Profile(unit_name=Text(text="青禾县图书馆", at=AT))}), False),
    ],
)
def test_a_blank_record_has_nothing_to_tell(record, blank):
    """No unit, no project and no figure."""
    assert is_blank(record) is blank
