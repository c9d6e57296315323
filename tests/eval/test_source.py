"""The content of a case: what its builder wrote, the same record as from the file, and where each figure stands."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from extractor import extraction
from extractor.eval.case import Case, cases, labelled_reports
from extractor.eval.content import Block, Paragraph, Sheet, blocks, sheet
from extractor.eval.labels import Label, plain
from extractor.eval.make_cases import sources
from extractor.eval.scoring.fields import score
from extractor.eval.source import Spot, content_of, document_of, spots
from extractor.records.report import Report
from extractor.settings import Settings

Extract = Callable[[Path], Report]

EACH = pytest.mark.parametrize("case", cases(), ids=lambda case: case.name)
BUILT = [module for module in sources() if module.SUFFIX in {".docx", ".xlsx"}]

FORM = blocks(
    "# 甲局2024年度部门整体支出绩效自评报告",
    "全年预算 503.37 万元，执行率100%。",
    sheet("""
    部门（单位）名称 | 甲局 | < | < | < | < | <
    年度预算申请（万元） | | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 得分
    ^ | 年度资金总额 | 196.8 | 503.37 | 503.37 | 10 | 10
    """),
)


def written(module: Any, path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Block, ...]:
    """Return the content that a builder hands to the writer of its format."""
    handed: list[Sequence[Block]] = []
    for name in [name for name in vars(module) if name.startswith("write_")]:
        monkeypatch.setattr(module, name, lambda content, *_, **__: handed.append(content))
    module.build(path)
    return tuple(handed[0])


def bare(content: Sequence[Block]) -> list[Any]:
    """Return contents for comparison: no styles, no empty paragraphs, no spaces at the edges of a text."""
    kept = [block for block in content if isinstance(block, Sheet) or block.text.strip()]
    return [
        block.text.strip()
        if isinstance(block, Paragraph)
        else (block.title, block.rows, block.cols, [replace(box, text=box.text.strip()) for box in block.boxes])
        for block in kept
    ]


@pytest.mark.parametrize("module", BUILT, ids=lambda module: module.CASE)
def test_a_case_holds_what_its_builder_wrote(module: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Text, merged cells, line breaks and sheet names of an Office file are the builder's, nothing more or less."""
    case = next(case for case in cases() if case.name == module.CASE)

    assert bare(content_of(case)) == bare(written(module, tmp_path / "report", monkeypatch))


def test_a_printed_case_holds_what_its_builder_wrote(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a PDF of three pages nothing is lost or broken: paragraphs are whole, tables are one, page numbers are gone.

    Only the two cells that the page break made of one merged cell stay two.
    """
    module = next(module for module in sources() if module.SUFFIX == ".pdf")
    case = next(case for case in cases() if case.name == module.CASE)
    read = content_of(case)
    printed = list(written(module, tmp_path / "report", monkeypatch))
    cut = next(index for index, block in enumerate(printed) if isinstance(block, Sheet))
    printed[cut] = sheet("财政供养人员情况（人） | 编制数 | 2024年实际在职人数 | 控制率\n | 46 | 48 | 104.35%")

    assert [(plain(a.text) if isinstance(a, Paragraph) else a) for a in read] == [
        (plain(b.text) if isinstance(b, Paragraph) else b) for b in printed
    ]


def assert_reads_alike(case: Case, extract: Extract) -> None:
    """Compare what our reader gets wrong in the content of a case with what it gets wrong in the file."""
    of_content = score(extraction.extract(document_of(content_of(case)), Settings()), case.label)
    of_file = score(extract(case.report), case.label)

    assert {(r.path, r.verdict) for r in of_content.faults("figure")} <= {
        (r.path, r.verdict) for r in of_file.faults("figure")
    }


@EACH
def test_the_content_of_a_case_reads_like_its_file(case: Case, extract: Extract) -> None:
    """From the content our reader gets every labelled figure that it gets from the file, and invents none."""
    assert_reads_alike(case, extract)


def test_the_shared_reports_read_like_their_dumps(shared: Path, extract: Extract) -> None:
    """So it does from the laid out shared reports."""
    for case in labelled_reports(shared):
        assert_reads_alike(case, extract)


@EACH
def test_a_spot_holds_its_quote(case: Case) -> None:
    """The words of every spot stand in the paragraph or cell that it names."""
    content = content_of(case)

    for spot in (spot for found in spots(content, case.label).values() for spot in found):
        assert plain(spot.quote) in plain(text_at(content, spot))


def text_at(content: Sequence[Block], spot: Spot) -> str:
    """Return the text of a paragraph or cell."""
    block = content[spot.block]
    if isinstance(block, Paragraph):
        return block.text
    return next(box.text for box in block.boxes if (box.row, box.col) == (spot.row, spot.col))


def test_spots_lead_to_cells_and_paragraphs() -> None:
    """A figure of a form has the place of its cell; one that the label does not have, or has otherwise, has none."""
    fields = {"budget": {"rows": [{"item": "total", "adjusted": "503.37万元", "initial": "1万元"}]}}

    found = spots(FORM, Label(report="", fields=fields))

    assert found["budget.rows[0].adjusted"][0] == Spot(2, 2, 3, "503.37", "503.37")
    assert set(found) == {"budget.rows[0].adjusted"}


def test_a_content_is_a_document() -> None:
    """Each block is one line or table in its order, merged cells are known, headings are found."""
    document = document_of(blocks("一、部门概况", sheet("甲 | < | 1\n^ | < | 2", "表"), "二、支出情况"))

    line, table, _ = document.blocks
    assert [line.id, table.id] == ["L0001", "T1"]
    assert [(cell.id, cell.row_span, cell.col_span, cell.text) for cell in next(document.tables).cells] == [
        ("T1R1C1", 2, 2, "甲"), ("T1R1C3", 1, 1, "1"), ("T1R2C3", 1, 1, "2")
    ]  # fmt: skip
    assert next(document.tables).spans_known
    assert next(document.tables).title == "表"
    assert [heading.title for heading in document.headings] == ["部门概况", "支出情况"]


def test_a_dump_without_layout_has_content_only_as_prose(tmp_path: Path) -> None:
    """Paragraphs need no layout; of tables whose merged cells are lost nobody knows how they looked."""
    report = tmp_path / "report.txt"
    case = Case("甲", report, tmp_path / "expected.json", tmp_path / "findings.json")

    report.write_text("一、概况\n全年支出12万元。\n", encoding="utf-8")
    assert content_of(case) == blocks("## 一、概况", "全年支出12万元。")

    report.write_text("项目\t预算\t执行\n合计\t5\t4\n基本\t3\t2\n", encoding="utf-8")
    assert content_of(case) == ()


def test_a_layout_of_ours_is_not_taken_for_a_report_of_the_same_name() -> None:
    """A user's case may be called like a shared report; only a report with a key has a layout that is kept here."""
    own = next(case for case in cases() if case.report.suffix == ".docx")

    assert content_of(replace(own, name="yunxi-2024")) == content_of(own)
