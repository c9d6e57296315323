"""A small paper, and a model that answers about it from a list."""

from __future__ import annotations

from extractor.extraction import complete, extract, extract_by_model
from extractor.extraction.model import Paper
from extractor.llm import Asker
from extractor.llm.scripted import Scripted
from extractor.records.document import Cell, Document, Page, Table
from extractor.settings import Asking, Settings
from tests.extraction.helpers import paper

HEAD = ("项目", "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分")
ROWS = (
    ("年度资金总额", "1234.50", "1300.00", "1287.65", "10", "99.05%", "9.9"),
    ("基本支出", "834.50", "850.00", "845.15", "", "99.43%", ""),
    ("项目支出", "400.00", "450.00", "442.50", "", "98.33%", ""),
)


def budget_paper(rows=ROWS, head=HEAD, text="单位：万元") -> Document:
    """Return a document with one budget table whose merged cells are known, under a caption."""
    document = paper(f"河口县文化馆2024年度部门整体支出绩效自评报告\n{text}\n")
    cells = tuple(
        Cell(id=f"T1R{r}C{c}", row=r, col=c, text=word)
        for r, row in enumerate((head, *rows), 1)
        for c, word in enumerate(row, 1)
    )
    table = Table(id="T1", rows=len(rows) + 1, cols=len(head), cells=cells)
    return document.model_copy(update={"blocks": (*document.blocks, table), "pages": (Page(number=1),)})


NAMES = ("label", "initial", "adjusted", "executed", "weight", "rate", "score")
ITEMS = ("total", "basic", "project")


def budget_answer(**changes):
    """Return the true answer to the budget question; `changes` gives leaves: total_executed={"text": …, "at": …}."""
    rows = []
    for number, (item, row) in enumerate(zip(ITEMS, ROWS, strict=True), 2):
        leaves = {
            name: {"text": word, "at": f"T1R{number}C{column}"}
            for column, (name, word) in enumerate(zip(NAMES, row, strict=True), 1)
            if word
        }
        leaves |= {name.partition("_")[2]: leaf for name, leaf in changes.items() if name.startswith(f"{item}_")}
        rows.append({"item": item, **leaves})
    return {"budget": {"rows": rows}}


def leaf(text, at):
    """Return one leaf of an answer."""
    return {"text": text, "at": at}


def settings(reader="model", **asking):
    """Return settings that name a model."""
    return Settings(reader=reader, model="m", asking=Asking(**asking))


def asked(document, answers, reader="model", images=None, **asking):
    """Return the record of a document, and the model that was asked; questions without an answer are empty."""
    chosen = settings(reader, **asking)
    model = Scripted(answers)
    session = Asker(model, chosen).session()
    if reader == "model":
        return extract_by_model(document, chosen, session, images), model
    return complete(document, extract(document, chosen), chosen, session, images), model


def prompts(document, **asking):
    """Return the questions about a document by their name."""
    return {one.question.id: one.question for one in Paper(document, settings(**asking), {}).questions()}
