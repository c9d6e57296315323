"""Making a case, and keeping its JSON and its workbook together without losing a person's work."""

from pathlib import Path

import openpyxl
import pytest

from extractor.errors import UnreadableError, UsageError
from extractor.eval.case import CASES
from extractor.eval.case import cases as cases_in
from extractor.eval.labelling import columns as c
from extractor.eval.labelling.checking import Remark, check_case
from extractor.eval.labelling.files import label_of
from extractor.eval.labelling.making import make_case, refresh_workbook, take_workbook
from extractor.eval.scoring.fields import score
from extractor.pipeline import read_report
from extractor.settings import Settings

REPORT = CASES / "yunling-veterans-2024" / "report.txt"
UNIT_NAME = 2


@pytest.fixture
def case(tmp_path: Path) -> Path:
    """Return the folder of a new case."""
    return make_case(REPORT, tmp_path / "案例" / "云岭", Settings()).folder


def type_in(case: Path, value: str) -> None:
    """Correct the name of the unit in the workbook."""
    book = openpyxl.load_workbook(case / "expected.xlsx")
    sheet = book[c.LABELS]
    (number,) = [cell.column for cell in sheet[1] if cell.value == c.NEW]
    sheet.cell(UNIT_NAME, number).value = value
    book.save(case / "expected.xlsx")


def edit(case: Path, old: str, new: str) -> None:
    """Correct the JSON."""
    path = case / "expected.json"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def of_workbook(case: Path) -> list[Remark]:
    """Return what is said of the workbook."""
    return [one for one in check_case(case, Settings()).remarks if one.where == "expected.xlsx"]


def unit_name(case: Path) -> str:
    """Return what the label calls the unit."""
    name: str = label_of(case).fields["profile"]["unit_name"]
    return name


def test_a_new_case_is_complete_and_is_found(case: Path) -> None:
    """The folder holds the report, label, workbook, findings and note, and counts as a case like the others."""
    (found,) = cases_in(case.parent)

    assert sorted(path.name for path in case.iterdir()) == [
        "expected.json", "expected.xlsx", "findings.json", "note.md", "report.txt",
    ]  # fmt: skip
    assert found.report.read_bytes() == REPORT.read_bytes()
    assert found.expectation.findings
    assert not any(finding.certain for finding in found.expectation.findings)
    assert not score(read_report(found.report, Settings())[1], found.label).faults()
    assert not [path for path in case.parent.iterdir() if path != case]


def test_a_new_case_has_no_typos_but_is_not_done(case: Path) -> None:
    """What was read stands in the report; what only a person can say is left to be done."""
    checked = check_case(case, Settings())

    assert [(one.severity, one.where) for one in checked.remarks] == [("hint", "findings.json"), ("hint", "note.md")]


def test_a_case_is_not_overwritten(case: Path) -> None:
    """Without `force` nothing of a case changes; with it everything is written anew."""
    edit(case, "云岭县", "云梦县")
    before = {path.name: path.read_bytes() for path in case.iterdir()}

    with pytest.raises(UsageError, match=r"expected\.json、expected\.xlsx、findings\.json、note\.md，没有覆盖"):
        make_case(REPORT, case, Settings())
    assert {path.name: path.read_bytes() for path in case.iterdir()} == before

    make_case(REPORT, case, Settings(), force=True)
    assert unit_name(case).startswith("云岭县")


def test_a_case_has_one_report(case: Path) -> None:
    """Another report never joins a case, also not with `force`; other files in a folder are left alone."""
    other = CASES / "cangping-jobs-2024" / "report.docx"

    with pytest.raises(UsageError, match=r"另一份报告 report\.txt"):
        make_case(other, case, Settings(), force=True)


def test_a_report_may_stand_in_the_folder_of_its_case(tmp_path: Path) -> None:
    """A file that is called report already stays what it is."""
    report = tmp_path / "report.txt"
    report.write_bytes(REPORT.read_bytes())
    (tmp_path / "抽查意见.txt").write_text("甲", encoding="utf-8")

    make_case(report, tmp_path, Settings())

    assert report.read_bytes() == REPORT.read_bytes()
    assert (tmp_path / "抽查意见.txt").exists()
    assert (tmp_path / "expected.json").exists()


def test_an_unreadable_report_makes_no_case(tmp_path: Path) -> None:
    """Nothing is left of a case that could not be made."""
    report = tmp_path / "坏.docx"
    report.write_bytes(b"\x00\x01\x02" * 50)

    with pytest.raises(UnreadableError):
        make_case(report, tmp_path / "案例", Settings())

    assert [path.name for path in tmp_path.iterdir()] == ["坏.docx"]


def test_corrections_of_the_workbook_come_into_the_json(case: Path) -> None:
    """A correction is said to be waiting, is taken, and can be followed by another one in the same workbook."""
    type_in(case, "甲局")
    assert ["take" in one.message for one in of_workbook(case)] == [True]
    assert unit_name(case) != "甲局"

    take_workbook(case)
    assert unit_name(case) == "甲局"
    assert of_workbook(case) == []

    type_in(case, "乙局")
    take_workbook(case / "expected.xlsx")
    assert unit_name(case) == "乙局"


def test_corrections_of_the_json_are_not_overwritten(case: Path) -> None:
    """A JSON that was corrected by hand is safe from an old workbook until a person says `force`."""
    edit(case, "云岭县", "云梦县")
    assert [(one.severity, "sheet" in one.message) for one in of_workbook(case)] == [("hint", True)]

    with pytest.raises(UsageError, match="又改过，没有覆盖"):
        take_workbook(case)
    assert unit_name(case).startswith("云梦县")

    take_workbook(case, force=True)
    assert unit_name(case).startswith("云岭县")


def test_the_workbook_is_written_anew_from_the_json(case: Path) -> None:
    """After a correction of the JSON the workbook shows it, and both say the same."""
    edit(case, "云岭县", "云梦县")

    refresh_workbook(case, Settings())

    assert of_workbook(case) == []
    assert label_of(case / "expected.xlsx") == label_of(case)


def test_corrections_of_the_workbook_are_not_overwritten(case: Path) -> None:
    """A workbook with corrections that were not taken is safe until a person says `force`; both changed is an error."""
    type_in(case, "甲局")
    edit(case, "云岭县", "云梦县")

    (remark,) = of_workbook(case)
    assert (remark.severity, "各改各的" in remark.message) == ("error", True)
    with pytest.raises(UsageError, match="还没有写回，没有覆盖"):
        refresh_workbook(case, Settings())
    refresh_workbook(case, Settings(), force=True)

    assert label_of(case / "expected.xlsx").fields["profile"]["unit_name"].startswith("云梦县")


def test_a_bad_cell_is_a_remark_and_is_not_taken(case: Path) -> None:
    """A workbook with a cell that cannot be used leaves the JSON as it is, and the check names the cell."""
    before = (case / "expected.json").read_bytes()
    book = openpyxl.load_workbook(case / "expected.xlsx")
    book[c.SECTIONS].cell(2, 1).value = "一级"
    book.save(case / "expected.xlsx")

    assert ["《章节》A2" in one.message for one in of_workbook(case)] == [True]
    with pytest.raises(UsageError, match="《章节》A2"):
        take_workbook(case)
    assert (case / "expected.json").read_bytes() == before


def test_a_label_that_does_not_fit_gets_no_workbook(case: Path) -> None:
    """A field that the record does not have cannot be shown beside what the tool reads."""
    edit(case, '"unit_name"', '"unitname"')

    with pytest.raises(UsageError, match="1 处不合记录的格式"):
        refresh_workbook(case, Settings())


def test_without_a_workbook_there_is_nothing_to_take(tmp_path: Path) -> None:
    """The error says what to give."""
    with pytest.raises(UsageError, match="没有工作簿"):
        take_workbook(tmp_path)
