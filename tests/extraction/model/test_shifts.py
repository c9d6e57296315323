"""Values that an answer moved by a row: printed, consistent with each other, and still not theirs."""

import pytest

from extractor.records.document import Cell, Table
from tests.extraction.helpers import paper
from tests.extraction.model.papers import HEAD, ITEMS, NAMES, ROWS, asked, budget_paper, leaf

TALL = (*ROWS, ("其中：一般性项目", "150.00", "200.00", "192.50", "", "96.25%", ""))
CODES = (*ITEMS, "general_project")


def moved(rows, by, labels=0):
    """Return an answer whose figures stand `by` rows below the row of their label, and its labels `labels` rows up."""
    found = []
    for number, item in enumerate(CODES):
        row = number + by
        if not 0 <= row < len(rows):
            continue
        leaves = {
            name: leaf(word, f"T1R{row + 2}C{column}")
            for column, (name, word) in enumerate(zip(NAMES, rows[row], strict=True), 1)
            if word and name != "label"
        }
        label = {"label": leaf(TALL[number][0], f"T1R{number + 2 - labels}C1")}
        found.append({"item": item, **label, **leaves})
    return {"budget": {"rows": found}}


def executed(report):
    """Return the executed figures of the budget by item."""
    return {row.item: row.executed.text for row in (report.budget.rows if report.budget else ()) if row.executed}


@pytest.mark.parametrize("by", [1, -1])
def test_figures_of_the_next_row_are_not_this_rows(by):
    """Although the figures of each row belong together, none of them enters beside the label of another."""
    report, model = asked(budget_paper(TALL), {"budget": [moved(TALL, by)]})

    assert executed(report) == {}
    assert {one.reason for one in report.rejected} == {"wrong_place"}
    assert "repair" in {question.id for question in model.asked}


def test_labels_that_the_paper_prints_a_row_off_are_taken():
    """Where the last figures have no label in their row, the slip is the paper's own."""
    labels = [row[0] for row in TALL]
    head = (HEAD[0], *HEAD[1:])
    printed = [(label, *row[1:]) for label, row in zip((*labels[1:], ""), TALL, strict=True)]
    document = budget_paper(printed, head=(labels[0], *head[1:]))
    report, _ = asked(document, {"budget": [moved(TALL, 0, labels=1)]})

    assert executed(report)["basic"] == "845.15"
    assert len(executed(report)) == len(TALL)


CLASSES = (("行政编制", "16名"), ("参公编制", "8名"), ("事业编制", "48名"), ("工勤编制", "3名"))
SAID = f"全局共有{'、'.join(f'{label}{count}' for label, count in CLASSES)}。"


def staff(pairs):
    """Return an answer of labels and counts of one line."""
    rows = [{"label": leaf(label, "L0002"), "authorized": leaf(count, "L0002")} for label, count in pairs]
    return {"staffing": {"breakdown": rows}}


def told(report):
    """Return the counts of the classes of staff."""
    rows = report.staffing.breakdown if report.staffing else ()
    return {row.label.text: row.authorized.text for row in rows if row.label and row.authorized}


COUNTS = {"行政编制": "16", "参公编制": "8", "事业编制": "48"}


@pytest.mark.parametrize(
    ("said", "pairs", "kept"),
    [
        (SAID, CLASSES, {**COUNTS, "工勤编制": "3"}),
        (SAID, [(CLASSES[n][0], CLASSES[n + 1][1]) for n in range(3)], {}),
        (SAID, [*CLASSES[:2], (CLASSES[2][0], CLASSES[3][1])], {**COUNTS, "事业编制": "3"}),
        ("全局有16名行政编制、8名参公编制、48名事业编制。", CLASSES[:3], COUNTS),
        ("行政编制、参公编制、事业编制分别为16名、8名、48名。", CLASSES[:3], COUNTS),
    ],
    ids=["as printed", "all moved", "one row wrong", "counts before the words", "all words first"],
)
def test_a_list_in_a_sentence_is_held_to_its_order(said, pairs, kept):
    """A list whose counts stand behind the next label is not believed; one such row stays as it is."""
    report, _ = asked(paper(f"河口县文化馆2024年度部门整体支出绩效自评报告\n{said}\n"), {"profile": [staff(pairs)]})

    assert told(report) == kept


STREAM = (
    *("一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分"),
    *("产出指标", "数量指标", "巡查次数", "≥12次", "13次", "10", "9.5"),
    *("产出指标", "质量指标", "修缮合格率", "100%", "100%", "15", "14.2"),
    *("效益指标", "社会效益", "培训人次", "≥90人", "93人", "20", "18.3"),
)
WIDTH, NAME, POINTS = 7, 2, {"weight": 5, "score": 6}


@pytest.mark.parametrize(("by", "scores"), [(0, ["9.5", "14.2", "18.3"]), (1, [])])
def test_a_table_of_one_column_is_held_to_its_order(by, scores):
    """In a dump with a cell a line the values of a row stand before the name of the next row."""
    cells = tuple(Cell(id=f"T1R{n}C1", row=n, col=1, text=word) for n, word in enumerate(STREAM, 1))
    document = paper("河口县文化馆2024年度部门整体支出绩效自评报告\n")
    table = Table(id="T1", rows=len(STREAM), cols=1, cells=cells, rows_known=False)
    document = document.model_copy(update={"blocks": (*document.blocks, table)})

    def cell(row, column):
        return leaf(STREAM[row * WIDTH + column], f"T1R{row * WIDTH + column + 1}C1")

    rows = [
        {"level3": cell(row, NAME)} | {name: cell(row + by, column) for name, column in POINTS.items() if row + by < 4}
        for row in range(1, 4)
    ]
    report, _ = asked(document, {"indicators": [{"indicators": rows}]})

    assert [row.score.text for row in report.indicators if row.score] == scores
