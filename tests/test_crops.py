"""Claims that only an image supports, with the picture beside the record and in the review sheet."""

import json

import openpyxl
import pytest

from extractor.acceptance import accept
from extractor.batch import run_files
from extractor.corrections import Signature
from extractor.eval.case import CASES
from extractor.llm import Asker
from extractor.llm.scripted import Scripted
from extractor.reading.folder import is_aside
from extractor.settings import Asking, Settings

PDF = CASES / "binhe-water-2023" / "report.pdf"
SEEN = {
    "budget": {
        "rows": [
            {
                "item": "total",
                "label": {"text": "年度资金总额", "at": "T1R5C2"},
                "initial": {"text": "5,318.62", "at": "T1R5C5"},
                "adjusted": {"text": "9999.37", "at": "T1R5C6"},
            }
        ]
    }
}
PAGE = {"profile": {"phone": {"text": "0700-9999999", "at": "P1"}}}


def run(folder, answers, **how):
    """Read the PDF with a model that answers from a list; return its row."""
    chosen = Settings(reader="model", model="m", asking=Asking(vision=True), read_back=False)
    (row,) = run_files([PDF], folder, chosen, Asker(Scripted(answers), chosen), **how)
    return row


def rejected(folder):
    """Return the rejected claims of a record that only an image supports."""
    found = json.loads((folder / "record.json").read_text("utf-8"))["rejected"]
    return [one for one in found if one["reason"] == "image_only"]


@pytest.fixture
def made(tmp_path):
    """Return the results of a report of which a model claims to see two things that are not printed."""
    run(tmp_path / "out", {"budget": [SEEN], "profile": [PAGE]})
    return tmp_path / "out" / "report"


def test_the_picture_lies_beside_the_record(made):
    """Each claim names the PNG of its place; files of that name are no reports."""
    claims = {one["text"]: one for one in rejected(made)}

    assert set(claims) == {"9999.37", "0700-9999999"}
    assert all((made / one["crop"]).read_bytes().startswith(b"\x89PNG") for one in claims.values())
    assert claims["0700-9999999"]["at"]["line"] == "P1"
    assert all(is_aside(made / one["crop"]) for one in claims.values())


def test_the_review_shows_the_picture(made):
    """The sheet of rejected claims has the words, the place, what is printed there, and the picture over its row."""
    sheet = openpyxl.load_workbook(made / "review.xlsx")["未采信的读数"]
    shown = {row[1].value: [cell.value for cell in row] for row in sheet.iter_rows(min_row=2)}
    anchors = sorted(image.anchor._from.row for image in sheet._images)

    assert shown["9999.37"][2:5] == ["只在图片里", "第1页 表1第5行第6列", "5,642.15"]
    assert shown["9999.37"][0] == "预算执行情况 · 全年预算数"
    assert anchors == [1, 2]
    assert max(sheet.row_dimensions[row].height for row in (2, 3)) > 100


def test_a_new_reading_replaces_the_pictures(made):
    """What is no longer claimed leaves no picture behind."""
    row = run(made.parent, {"budget": [{}]}, force=True)

    assert row.summary.folder == "report"
    assert rejected(made) == []
    assert not list(made.glob("截图-*"))


def test_pictures_stay_with_an_accepted_record(made):
    """A version with a person's decisions has the pictures too, in its folder and in its review."""
    book = openpyxl.load_workbook(made / "review.xlsx")
    sheet = book["数字"]
    heads = {cell.value: cell.column for cell in sheet[1]}
    sheet.cell(2, heads["改为"]).value = "5318.26"
    book.save(made / "填好.xlsx")
    accepted = accept(made / "填好.xlsx", Signature("王敏", "2026-11-21"), Settings())
    again = openpyxl.load_workbook(accepted.folder / "review.xlsx")["未采信的读数"]

    assert all((accepted.folder / one["crop"]).is_file() for one in rejected(accepted.folder))
    assert len(again._images) == 2
