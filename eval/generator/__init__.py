"""Random reports that are consistent, with their exact labels: for load, robustness and mutation.

Facts first, layout second: `making` composes a unit whose figures add up, `forms` print it as a province has it
printed, in words, orders and spellings that vary. What is printed as a figure of a field is in the label, nothing else.

    for report in corpus(1000, 7):
        write(report, folder / report.name, "pdf")
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zlib import crc32

from extractor.eval.content import Block
from extractor.eval.generator.dice import Dice
from extractor.eval.generator.facts import Facts
from extractor.eval.generator.forms import gansu, hubei, hunan, projects, prose, transfer
from extractor.eval.generator.forms.drawn import Form
from extractor.eval.generator.holds import holds
from extractor.eval.generator.paper import compact

_FORMS: dict[str, Form] = {
    "hunan_department": hunan.DEPARTMENT,
    "hunan_district": hunan.DISTRICT,
    "gansu_department": gansu.DEPARTMENT,
    "sichuan_project": projects.form("sichuan"),
    "anhui_project": projects.form("anhui"),
    "yunnan_project": projects.form("yunnan"),
    "shanxi_project": projects.form("shanxi"),
    "ningxia_project": projects.form("ningxia"),
    "hubei_checkbox": hubei.CHECKBOX,
    "guangdong_narrative": prose.GUANGDONG,
    "transfer_narrative": prose.TRANSFER,
    "transfer_table": transfer.REGION,
    "multi_project": projects.SEVERAL,
}

FORMS: tuple[str, ...] = tuple(_FORMS)
"""The forms that reports are generated in."""


@dataclass(frozen=True)
class Generated:
    """One report: what stands on paper, the label of a careful person, and what holds in it.

    `label` and `expectation` are in the form of `eval/labels.py` and `eval/scoring/findings.py`.
    """

    name: str
    form: str
    content: tuple[Block, ...]
    label: dict[str, Any]
    expectation: dict[str, Any]


def generate(seed: int, form: str) -> Generated:
    """Return the report of a seed in a form; the same for the same seed on every machine."""
    return draw(seed, form, facts_of(seed, form))


def facts_of(seed: int, form: str) -> Facts:
    """Return what is true of the unit of a seed, for a form."""
    return _form(form).facts(Dice("facts", form, seed))


def draw(seed: int, form: str, facts: Facts) -> Generated:
    """Print facts in a form; the seed decides the layout, so changed facts come out in the same one."""
    drawn = _form(form).draw(Dice("layout", form, seed), facts)
    name = f"{form.replace('_', '-')}-{seed:06d}"
    aside = {
        "accept": drawn.accept,
        "neutral": drawn.neutral,
        "sections": [{"level": level, "title": title} for level, title in drawn.headings],
    }
    label = {"report": name, **compact(drawn.tree), **{key: value for key, value in aside.items() if value}}
    return Generated(name, form, tuple(drawn.blocks), label, {"findings": [], "holds": holds(drawn.tree)})


def corpus(n: int, seed: int, forms: Sequence[str] = FORMS) -> Iterator[Generated]:
    """Yield n reports, the forms in turn; another seed gives other reports."""
    for number in range(n):
        yield generate(seed * 1_000_000 + number // len(forms), forms[number % len(forms)])


def write(generated: Generated, folder: Path, rendering: str) -> Path:
    """Write a report as a case, in a rendering that applies to it; return the file of the report."""
    from extractor.eval.renderings import render  # noqa: PLC0415 - draws in the makers of Word, PDF and scans

    folder.mkdir(parents=True, exist_ok=True)
    made = render(generated.content, rendering, folder, seed=crc32(generated.name.encode())).path
    report = made.replace(folder / f"report{made.suffix}")
    label = {**generated.label, "report": report.name}
    for name, data in (("expected.json", label), ("findings.json", generated.expectation)):
        (folder / name).write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    note = f"# {generated.name}（虚构）\n\n由程序生成的 {generated.form} 样式，所有数字自洽：任何错误或警告都是误报。\n"
    (folder / "note.md").write_text(note, encoding="utf-8")
    return report


def _form(name: str) -> Form:
    if name not in _FORMS:
        raise ValueError(f"没有名为 {name} 的样式；可用的有：{'、'.join(FORMS)}")
    return _FORMS[name]
