"""The labelled reports that the tool is measured on."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from extractor.eval.labels import Label, load_label
from extractor.eval.scoring.findings import Expectation, load_expectation
from extractor.records.document import Document, Line, Table

CASES = Path(__file__).parent / "cases"
"""Our own fictional cases; a case is a folder with `report.*`, `expected.json`, `findings.json` and `note.md`."""

SHARED = Path(__file__).parents[2] / "shared"
"""Real reports with hand labels that are kept beside the repository, never in it."""


@dataclass(frozen=True)
class Case:
    """One labelled report: the file, its hand label, and what a careful person says of it."""

    name: str
    report: Path
    label_file: Path
    findings_file: Path
    key: str | None = None

    @property
    def label(self) -> Label:
        """What a careful person reads in the report."""
        return load_label(self.label_file)

    @property
    def expectation(self) -> Expectation:
        """What a careful person finds, and what holds; nothing when nobody has said so."""
        if not self.findings_file.is_file():
            return Expectation()
        return load_expectation(self.findings_file, self.key)


def cases(folder: Path = CASES) -> list[Case]:
    """Return the cases below a folder, by name."""
    found = [path.parent for path in sorted(folder.glob("*/expected.json"))]
    return [
        Case(case.name, next(case.glob("report.*")), case / "expected.json", case / "findings.json") for case in found
    ]


def labelled_reports(folder: Path) -> list[Case]:
    """Return the reports of a folder with `reports/`, their labels in `gold/`, and one `gold/findings.json` for all."""
    gold = folder / "gold"
    labels = [path for path in sorted(gold.glob("*.json")) if path.name != "findings.json"]
    return [
        Case(path.stem, next((folder / "reports").glob(f"{path.stem}.*")), path, gold / "findings.json", path.stem)
        for path in labels
    ]


def cases_in(folder: Path) -> list[Case]:
    """Return the labelled reports of a folder, whether a case is a folder there or all labels lie in `gold/`."""
    return labelled_reports(folder) if (folder / "gold").is_dir() else cases(folder)


def all_cases() -> list[Case]:
    """Return our own cases, and the shared reports when they lie beside the repository."""
    return [*cases(), *labelled_reports(SHARED)]


def words(document: Document) -> str:
    """Return everything that is printed in a document: lines as they are, table rows with tabs between the cells."""
    return "\n".join(_words(block) for block in document.blocks)


def _words(block: Line | Table) -> str:
    if isinstance(block, Line):
        return block.text
    return "\n".join("\t".join(cell.text for cell in row) for row in block.by_row())
