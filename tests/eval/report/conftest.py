"""Measurements made by hand: a perfect report, a scan with faults of every kind, and one that could not be read."""

import pymupdf
import pytest

from extractor.eval.result import Counts, FindingCounts, Measurement, Miss, Share

BOX = (100.0, 200.0, 140.0, 212.0)
FAR = (300.0, 700.0, 340.0, 712.0)
AMOUNT = "budget.rows[0].initial"


@pytest.fixture(scope="session")
def page() -> bytes:
    """Return the image of an A4 page with one figure on it."""
    with pymupdf.open() as document:
        sheet = document.new_page(width=595, height=842)
        sheet.insert_text((102, 210), "503.37")
        return sheet.get_pixmap(dpi=110).tobytes()


@pytest.fixture
def perfect() -> Measurement:
    """Return a report that was read without a fault; nothing but figures and findings was scored."""
    counts = Counts(right=40)
    return Measurement(
        case="甲县档案馆",
        figures=counts,
        groups={"budget": counts},
        findings={"error": FindingCounts(found=2, expected=2)},
        verified=30,
        effort=Share(points=10, of=40),
        seconds=0.5,
        pages=2,
    )


@pytest.fixture
def scan() -> Measurement:
    """Return a scan with one fault of each kind, with and without places."""
    return Measurement(
        case="乙县交通局",
        rendering="phone",
        figures=Counts(right=6, wrong=1, missing=1, misplaced=1, invented=1),
        groups={"budget": Counts(right=4, wrong=1, missing=1), "score": Counts(right=2, misplaced=1, invented=1)},
        texts=Share(points=3.5, of=5),
        verified=5,
        verified_wrong=1,
        misses=(
            Miss(path="goals.expected", verdict="wrong", kind="text", expected="修路", got="修跆"),
            Miss(path="spending.total", verdict="invented", got="88万元", page=1, box=FAR),
            Miss(path=AMOUNT, verdict="wrong", expected="503.37万元", got="508.37万元", row="年度资金总额",
                 page=1, box=BOX, expected_page=1, expected_box=BOX),
            Miss(path="score.total", verdict="misplaced", expected="96分", got="96分", page=1, box=FAR,
                 expected_page=1, expected_box=BOX),
            Miss(path="staffing.actual", verdict="missing", expected="43人", expected_page=2, expected_box=BOX),
            Miss(path="sections", verdict="missing", kind="section", expected="1 基本情况"),
        ),
    )  # fmt: skip


@pytest.fixture
def locked() -> Measurement:
    """Return a report that could not be measured."""
    return Measurement(case="丙县学校", rendering="fax150", failed="文件有密码；请先去掉密码")
