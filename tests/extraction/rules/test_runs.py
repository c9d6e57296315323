"""A document as tables and what stands between them."""

from extraction.helpers import paper, rows
from extractor.extraction.rules.grids import Grid
from extractor.extraction.rules.runs import runs

HEAD = "一级指标|二级指标|三级指标|年度指标值|实际完成值|分值|得分"
FIRST = rows(HEAD, "产出指标|数量指标|场次|80场|86场|20|20")
REST = rows("|质量指标|合格率|95%|96%|20|20", "|时效指标|及时率|100%|100%|10|10", "总分|||||50|50")


def shape(text):
    """Return how many rows each table has, and the words of the lines between."""
    return [len(run.rows) if isinstance(run, Grid) else [line.text for line in run] for run in runs(paper(text))]


def test_lines_and_tables_come_in_order():
    """Lines between two tables stay together."""
    other = rows("项目|年初预算数|全年预算数|全年执行数", "合计|1|2|3")

    assert shape(f"自评表\n单位：万元\n{other}\n填表人：周宁") == [["自评表", "单位：万元"], 2, ["填表人：周宁"]]


def test_a_table_goes_on_behind_a_page_number():
    """Indicators without their total go on in the next table when only a page number stands between."""
    assert shape(f"{FIRST}\n\n— 2 —\n\n{REST}") == [5]
    assert shape(f"{FIRST}\n\n第2页 共3页\n\n{REST}") == [5]


def test_a_new_table_does_not_go_on():
    """Behind words, behind a total, or with a head of its own a table is another one."""
    assert shape(f"{FIRST}\n\n备注见后\n\n{REST}") == [2, ["备注见后"], 3]
    assert shape(f"{FIRST}\n总分\t\t\t\t\t20\t20\n\n— 2 —\n\n{REST}") == [3, 3]
    assert shape(f"{FIRST}\n\n— 2 —\n\n{FIRST}") == [2, 2]
