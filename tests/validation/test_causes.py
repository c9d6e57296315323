"""One root cause, one finding."""

from __future__ import annotations

from extractor.records.document import Document, Line, Page
from extractor.records.finding import Findings
from extractor.settings import Settings
from extractor.validation import check
from tests.compact import report_from_compact
from tests.validation.samples import examined, report, roots


def below(findings: Findings, identifier: str) -> list[str]:
    """Return the checks that hang below the root with an id."""
    found = next(one for one in findings.findings if one.root.check == identifier)
    return sorted(outcome.check for outcome in found.explains)


def test_the_agreeing_report_has_no_findings():
    """Where everything agrees there is nothing to act on."""
    assert roots(examined()) == []


def test_a_total_that_a_wrong_score_explains_hangs_below_it():
    """Full marks for an unmet target and the total that was computed rightly: one finding with its repair."""
    findings = examined({"indicators[1].score": "10分"})
    root = findings.findings[0].root

    assert roots(findings) == [("B06", "error", "indicators[1].score")]
    assert below(findings, "B06") == ["B05"]
    assert root.repair.verdict == "unique"
    assert root.repair.message == "建议核对：“产出指标之2”得分 10 改为 9.6，改后各式成立"


def test_the_overrun_of_a_stale_budget_hangs_below_its_rate():
    """The budget column that was never updated explains the rate, the overrun and the remark about it."""
    changes = {"budget.rows[0].adjusted": "320.5万元", "budget.rows[1].adjusted": None, "budget.rows[4].adjusted": None}
    findings = examined(changes)

    assert roots(findings) == [("A01", "error", "budget.rows[0].rate")]
    assert below(findings, "A01") == ["A03", "A04"]
    assert [change.new for change in findings.findings[0].root.repair.changes] == ["356.4万元"]


def test_a_wrong_label_explains_what_stood_for_the_part():
    """正文 that calls the whole 项目支出 contradicts the form and makes the sum wrong: one finding."""
    findings = examined({"spending.project.total": "338.58万元", "spending.project.items": None})

    assert roots(findings) == [("A09", "error", "spending.project.total")]
    assert below(findings, "A09") == ["A05", "A09"]
    assert findings.findings[0].root.repair.kind == "label"


def test_two_wrong_cells_are_two_findings_with_one_repair():
    """Two shares that cancel out are two places to correct."""
    changes = {"spending.basic.shares.goods_services": "28.39%", "spending.basic.shares.individuals_families": "5.11%"}
    findings = examined(changes)

    assert [check for check, _, _ in roots(findings)] == ["A11", "A11"]
    assert {len(one.root.repair.changes) for one in findings.findings} == {2}


def test_tied_repairs_are_named_together():
    """What the figures cannot decide is said so."""
    changes = {"projects[0].budget.rows[1].initial": "46万元"}
    found = examined(changes).findings[0].root.repair

    assert found.verdict == "tied"
    assert found.message.endswith("者必有一误")


def test_errors_come_first_then_the_order_of_the_paper():
    """A reviewer reads the gravest first; within one severity from the first page to the last."""
    findings = examined({"score.grade": None, "staffing.control_rate": "98%", "score.total": "98.1分",
                         "three_public.rows[0].final": "5.3万元", "spending.total": "3385800元"})  # fmt: skip

    assert [check for check, _, _ in roots(findings)] == ["A21", "A17", "B05", "B12", "A10"]
    assert [severity for _, severity, _ in roots(findings)] == ["error", "error", "error", "warning", "info"]


def test_the_document_gives_the_order():
    """With the document the reading order of its blocks counts, whatever their ids."""
    made = report({"staffing.control_rate": "98%", "score.total": "98.1分"})
    first, second = made.score.total.at.line, made.staffing.control_rate.at.line
    blocks = tuple(Line(id=line, text="…") for line in (first, second))
    document = Document(
        file="示例.txt", sha256="0" * 64, media_type="text/plain", pages=(Page(number=1),), blocks=blocks
    )
    findings = check(document, made, Settings())

    assert [check for check, _, _ in roots(findings)] == ["B05", "A21"]


def test_errors_are_counted_by_roots():
    """What hangs below a root is not counted again."""
    assert examined({"indicators[1].score": "10分"}).errors == 1


def test_a_budget_that_was_never_updated_explains_its_lone_source():
    """The total still initial, its only source adjusted: the rate is the root, overrun and source hang below it."""
    row = {"label": "年度资金总额", "item": "total", "initial": "45.00万元", "adjusted": "45.00万元",
           "executed": "48.60万元", "rate": "100.00%"}  # fmt: skip
    source = {"label": "当年财政拨款", "item": "fiscal", "adjusted": "48.60万元", "executed": "48.60万元"}
    data = {"projects": [{"name": "补助", "budget": {"rows": [row, source]}}]}
    found = check(None, report_from_compact(data), Settings())

    assert roots(found) == [("A01", "error", "projects[0].budget.rows[0].rate")]
    assert below(found, "A01") == ["A03", "A04", "A08"]
    assert [change.new for change in found.findings[0].root.repair.changes] == ["48.60万元"]


def test_changes_that_go_together_are_told_together():
    """Of tied repairs each alternative is one, also when it changes a weight and its score."""
    full = {"level1_weight": "20分", "target": "100%", "actual": "100%", "weight": "10分", "score": "10分"}
    names = [(level, number) for level in range(5) for number in (1, 2)]
    rows = [{**full, "level1": f"指标{level}", "level3": f"事项{level}之{number}"} for level, number in names]
    for row in rows[:2]:
        row["level1_weight"] = "25分"
    data = {"indicators": rows, "score": {"total": "105分", "weight": "105分"}}
    found = check(None, report_from_compact(data), Settings())
    message = next(one.root.repair.message for one in found.findings if one.root.check == "B02")

    assert message == (
        "“事项0之1”得分 10 改为 15、“事项0之1”分值 10 改为 15，"
        "或“事项0之2”得分 10 改为 15、“事项0之2”分值 10 改为 15，二者必有一误"
    )
