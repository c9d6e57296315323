"""Finding labelled reports, and the words that they print."""

import json
from pathlib import Path

from extractor.eval.case import CASES, cases, labelled_reports, words
from extractor.records.document import Cell, Document, Line, Page, Table


def test_our_cases_are_found_by_folder() -> None:
    """Each folder with an expected record is a case under its own name."""
    found = cases()

    assert len(found) >= 8
    assert all(case.report.parent == CASES / case.name for case in found)


def test_reports_with_labels_beside_them_are_found(tmp_path: Path) -> None:
    """In a folder with `reports/` and `gold/` each label belongs to the report of its name, the findings to all."""
    for folder in ("reports", "gold"):
        (tmp_path / folder).mkdir()
    (tmp_path / "reports" / "甲.txt").write_text("甲", encoding="utf-8")
    (tmp_path / "gold" / "甲.json").write_text('{"score": {"total": "98分"}}', encoding="utf-8")
    (tmp_path / "gold" / "findings.json").write_text(
        json.dumps({"甲": {"findings": [{"check": "B05", "quotes": ["98"]}], "holds": []}}), encoding="utf-8"
    )

    (case,) = labelled_reports(tmp_path)

    assert case.report.name == "甲.txt"
    assert case.label.fields == {"score": {"total": "98分"}}
    assert [finding.check for finding in case.expectation.findings] == ["B05"]


def test_words_are_lines_and_rows_in_reading_order() -> None:
    """Lines stand as they are, the cells of a row with tabs between them."""
    table = Table(
        id="T1", rows=2, cols=2,
        cells=(Cell(id="T1R1C1", row=1, col=1, row_span=2, text="合计"), Cell(id="T1R1C2", row=1, col=2, text="5"),
               Cell(id="T1R2C2", row=2, col=2, text="6")),
    )  # fmt: skip
    document = Document(
        file="甲",
        sha256="",
        media_type="text/plain",
        pages=(Page(number=1),),
        blocks=(Line(id="L0001", text="一"), table),
    )

    assert words(document) == "一\n合计\t5\n6"
