"""One file through all stages, in their order, and what makes the record of it partial."""

from importlib.metadata import version
from pathlib import Path

import pytest

import extractor
from extractor import pipeline
from extractor.errors import DraftError, Exit, UsageError
from extractor.eval.case import CASES
from extractor.records.finding import Finding, Findings, Outcome
from extractor.records.report import Report, Source
from extractor.settings import Settings, digest

CASE = CASES / "yunling-veterans-2024" / "report.txt"
SOURCE = Source(file="a.txt", sha256="0", media_type="text/plain", pages=1)


def test_a_report_goes_through_all_stages():
    """The paper, its record, what is wrong with it and the draft come out together."""
    document, report, findings, draft, crops = pipeline.run_file(CASE, Settings())

    assert document.sha256 == report.source.sha256
    assert report.profile.unit_name.text.startswith("云岭")
    assert {finding.root.check for finding in findings.findings}
    assert draft.passages[0].kind == "title"
    assert not crops


def test_the_run_is_told_in_the_record():
    """Version, reader, settings and duration stand in the record."""
    run = pipeline.run_file(CASE, Settings()).report.run

    assert (run.version, run.reader, run.settings) == (version("zongshu"), "rules", digest(Settings()))
    assert run.seconds > 0


def test_the_same_report_gives_the_same_results():
    """Nothing but the duration differs between two runs."""
    first, second = (pipeline.run_file(CASE, Settings()) for _ in range(2))
    timeless = [one.report.model_copy(update={"run": None}) for one in (first, second)]

    assert timeless[0].as_json() == timeless[1].as_json()
    assert (first.findings, first.draft) == (second.findings, second.draft)


def test_a_refused_draft_costs_only_the_draft(monkeypatch):
    """A draft with a number of its own is not written; the record says so and stays."""

    def refuse(*_):
        raise DraftError("第3段的 12.5 不在记录里")

    monkeypatch.setattr(pipeline, "draft", refuse)
    result = pipeline.run_file(CASE, Settings())

    assert result.draft is None
    assert result.report.problems == ("综述没有写出：第3段的 12.5 不在记录里",)
    assert pipeline.exit_code(result.report, result.findings) is Exit.PARTIAL


def test_a_missing_file_is_wrong_use():
    """A path that does not exist is not a broken report."""
    with pytest.raises(UsageError):
        pipeline.run_file(Path("没有这个文件.txt"), Settings())


@pytest.mark.parametrize(
    ("problems", "severity", "status", "code"),
    [
        ((), None, None, Exit.OK),
        ((), "warning", "fail", Exit.OK),
        ((), "error", "hint", Exit.OK),
        ((), "error", "fail", Exit.FINDINGS),
        (("第2页读不出",), "error", "fail", Exit.PARTIAL),
    ],
)
def test_the_exit_status_of_a_record(problems, severity, status, code):
    """Only errors that stand count, and what was not read counts more."""
    outcome = Outcome(check="A01", status=status, severity=severity, subject="score") if severity else None
    findings = Findings(findings=(Finding(root=outcome),) if outcome else ())

    assert pipeline.exit_code(Report(source=SOURCE, problems=problems), findings) is code


@pytest.mark.parametrize("name", extractor.__all__)
def test_public_names_are_there(name):
    """Every name that the package promises can be loaded."""
    assert getattr(extractor, name).__doc__


def test_an_unknown_public_name_is_an_attribute_error():
    """A misspelt name fails as in any module."""
    with pytest.raises(AttributeError, match="reed"):
        _ = extractor.reed


def test_of_nothing_there_is_no_draft(tmp_path):
    """A file that is no report gets no 综述 full of gaps; the record says so."""
    path = tmp_path / "小说.txt"
    path.write_text("第一章\n他在雨里走着，想起院子里的枣树。\n", "utf-8")
    result = pipeline.run_file(path, Settings())

    assert result.draft is None
    assert result.report.problems[-1] == "没有可写的内容，综述没有写出"
