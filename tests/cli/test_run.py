"""`zongshu run`: reports into folders of results, and a summary."""

import json

import openpyxl
import pytest

from extractor.folders import FILES


def names(folder):
    """Return the names in a folder."""
    return sorted(path.name for path in folder.iterdir())


def test_one_report(zongshu, report, tmp_path):
    """One report gives its results, the summary, its findings on the screen, and exit 1 for its errors."""
    called = zongshu("run", report, "-o", "结果")

    assert called.code == 1
    assert names(tmp_path / "结果" / "云岭") == sorted(FILES)
    assert (tmp_path / "结果" / "summary.xlsx").is_file()
    assert "错误  B06" in called.out
    assert called.out.endswith("结果在 结果\n")


def test_a_report_without_errors(zongshu, clean):
    """A report in which everything agrees ends with exit 0."""
    assert zongshu("run", clean, "-o", "结果").code == 0


def test_many_reports(zongshu, report, clean, broken, tmp_path):
    """A folder stands for its reports; one that cannot be read is in the summary and in the exit status."""
    called = zongshu("run", ".", "-o", "结果")
    sheet = openpyxl.load_workbook(tmp_path / "结果" / "summary.xlsx").active
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2, max_col=1)]

    assert called.code == 3
    assert sorted(name for (name,) in rows if name) == sorted([report.name, clean.name, broken.name])
    assert "读不出" in called.out
    assert names(tmp_path / "结果") == sorted(["云岭", "罗石", "summary.xlsx"])


def test_only_unreadable_files(zongshu, broken):
    """When nothing can be read at all, the exit status is 4, and the reason is said."""
    called = zongshu("run", broken, "-o", "结果")

    assert called.code == 4
    assert "坏.docx：" in called.out


def test_a_second_run_takes_over(zongshu, clean):
    """An unchanged report is not done again, and the screen says so."""
    zongshu("run", clean, "-o", "结果")

    assert "沿用上次的结果" in zongshu("run", clean, "-o", "结果").out


def test_old_results_are_kept(zongshu, report, tmp_path):
    """Results of another content are kept with exit 2, and rewritten with --force."""
    zongshu("run", report, "-o", "结果")
    before = (tmp_path / "结果" / "云岭" / "record.json").read_bytes()
    report.write_text(report.read_text("utf-8") + "\n", "utf-8")
    kept = zongshu("run", report, "-o", "结果")

    assert kept.code == 2
    assert "--force" in kept.out
    assert (tmp_path / "结果" / "云岭" / "record.json").read_bytes() == before
    assert zongshu("run", report, "-o", "结果", "--force").code == 1
    assert (tmp_path / "结果" / "云岭" / "record.json").read_bytes() != before


def test_json_for_programs(zongshu, report, broken):
    """With --json the summary is on the standard output, and nothing else."""
    called = zongshu("run", report, broken, "-o", "结果", "--json")
    rows = json.loads(called.out)

    assert [(row["summary"]["file"], row["exit"]) for row in rows] == [("云岭.txt", 1), ("坏.docx", 4)]


def test_a_bug_keeps_its_traceback(zongshu, clean, monkeypatch):
    """An error of ours is shown with its traceback and costs only its file."""

    def fail(*_):
        raise ZeroDivisionError

    monkeypatch.setattr("extractor.pipeline.run_file", fail)
    called = zongshu("run", clean, "-o", "结果")

    assert called.code == 4
    assert "程序自己出错了（ZeroDivisionError）" in called.out
    assert "Traceback" in called.out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("run", "没有.docx", "-o", "x"), "没有这个文件或文件夹：没有.docx"),
        (("run", ".", "-o", "x"), "所给文件夹里没有报告"),
        (("run", "a.txt"), "缺少 -o / --output"),
        (("run",), "缺少 文件"),
        (("run", "--bogus", "a.txt", "-o", "x"), "没有 --bogus 这个选项"),
    ],
)
def test_wrong_use(zongshu, words, said):
    """Wrong use is one Chinese sentence on the error stream and exit 2."""
    called = zongshu(*words)

    assert (called.code, called.out) == (2, "")
    assert called.err.startswith(said)
    assert called.err.count("\n") == 1


def test_an_unknown_outline_is_said(zongshu, clean):
    """An outline that does not exist is an error that names those that do."""
    called = zongshu("run", clean, "-o", "x", "--outline", "火星")

    assert called.code == 2
    assert "hunan" in called.out


@pytest.mark.usefixtures("report", "clean", "broken")
def test_many_reports_are_counted(zongshu):
    """The last lines of a run over many files say how many came out how, and how many were taken over."""
    first = zongshu("run", ".", "-o", "结果").out
    second = zongshu("run", ".", "-o", "结果").out

    assert "共 3 份：有错误 1 · 读不出 1 · 完成 1\n" in first
    assert "共 3 份：有错误 1 · 读不出 1 · 完成 1；其中 2 份没有变化，沿用上次的结果" in second


def test_results_need_a_folder(zongshu, report):
    """A file in the place of the folder is told before anything is read."""
    called = zongshu("run", report, "-o", report)

    assert called.code == 2
    assert "是文件，结果要放在文件夹里" in called.err


def test_several_files_as_one(zongshu, report, tmp_path):
    """With --as-one the named files are one report: one folder, each place with its file, what they say compared."""
    text = report.read_text("utf-8")
    cut = text.rindex("\n", 0, text.index("评价报告综述"))
    (tmp_path / "自评表.txt").write_text(text[:cut], "utf-8")
    (tmp_path / "综述.txt").write_text(text[cut:].replace("在职人数 22 人", "在职人数 21 人"), "utf-8")

    called = zongshu("run", "自评表.txt", "综述.txt", "--as-one", "-o", "结果")
    again = zongshu("run", "自评表.txt", "综述.txt", "--as-one", "-o", "结果")
    record = json.loads((tmp_path / "结果" / "自评表" / "record.json").read_text("utf-8"))

    assert called.code == again.code == 1
    assert names(tmp_path / "结果") == ["summary.xlsx", "自评表"]
    assert "自评表.txt 写“22”，综述.txt 写“21”" in called.out
    assert record["source"]["file"] == "自评表.txt、综述.txt"
    assert record["spending"]["basic"]["total"]["at"]["file"] == "综述.txt"
    assert record["budget"]["rows"][0]["executed"]["at"]["file"] == "自评表.txt"
