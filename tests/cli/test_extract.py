"""`zongshu extract`: one report into one record."""

import json
import shutil

from extractor.eval.case import CASES
from extractor.records.report import Report


def test_a_record_is_written(zongshu, report, tmp_path):
    """The record is a file that fits the schema; what was read is told on the error stream."""
    called = zongshu("extract", report, "-o", "记录/云岭.json")
    record = Report.model_validate_json((tmp_path / "记录" / "云岭.json").read_bytes())

    assert (called.code, called.out) == (0, "")
    assert record.profile.unit_name.text.startswith("云岭")
    assert "读出" in called.err


def test_a_record_on_the_standard_output(zongshu, report):
    """With - the record is on the standard output, and nothing else."""
    called = zongshu("extract", report, "-o", "-")

    assert json.loads(called.out)["source"]["file"] == "云岭.txt"
    assert called.err == ""


def test_a_partial_record(zongshu, tmp_path):
    """A file that is no such report is written with its problems and exit 3."""
    (tmp_path / "会议.txt").write_text("会议纪要\n今天开会。\n", "utf-8")
    called = zongshu("extract", "会议.txt", "-o", "会议.json")

    assert called.code == 3
    assert json.loads((tmp_path / "会议.json").read_text("utf-8"))["problems"]


def test_pages_are_drawn_beside_the_record(zongshu, tmp_path):
    """With --preview each page is a picture; a second time nothing is written over."""
    shutil.copy(CASES / "donglu-transport-2024" / "report.pdf", tmp_path / "东麓.pdf")
    called = zongshu("extract", "东麓.pdf", "-o", "东麓.json", "--preview", "预览")
    again = zongshu("extract", "东麓.pdf", "-o", "又一次.json", "--preview", "预览")

    assert called.code == 0
    assert "预览 3 页，在 预览" in called.err
    assert len(list((tmp_path / "预览").glob("预览-00?.png"))) == 3
    assert again.code == 2
    assert "没有覆盖" in again.err
    assert not (tmp_path / "又一次.json").exists()
