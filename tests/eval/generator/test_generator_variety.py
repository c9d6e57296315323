"""Generated reports vary: in the order of columns, in words, in spellings, in sizes."""

from __future__ import annotations

from functools import cache

import pytest

from extractor.eval.content import Paragraph, Sheet
from extractor.eval.generator import FORMS, Generated, generate
from extractor.eval.generator.dice import Dice
from extractor.eval.generator.words import Aim, aim, common_aims, themes, words
from extractor.extraction.lexicon import vocabulary
from tests.eval.generator.figures import fig, forms, rows

MANY = range(50)


@cache
def reports(form: str) -> tuple[Generated, ...]:
    """Return fifty reports of a form."""
    return tuple(generate(seed, form) for seed in MANY)


def heads(made: Generated) -> list[tuple[str, ...]]:
    """Return the rows that are heads of indicators, as printed."""
    found = []
    for sheet in (block for block in made.content if isinstance(block, Sheet)):
        lines = [
            tuple(box.text.replace("\n", "") for box in sheet.boxes if box.row == row) for row in range(sheet.rows)
        ]
        found += [line for line in lines if "二级指标" in line]
    return found


@pytest.mark.parametrize("form", ["anhui_project", "yunnan_project", "sichuan_project", "ningxia_project"])
def test_heads_vary_in_words_and_order(form: str) -> None:
    """Over fifty seeds most heads differ, and the weight stands in several places among the others."""
    lines = {line for made in reports(form) for line in heads(made)}
    weights = set(words("indicators")["weight"])

    places = {next((at for at, head in enumerate(line[::-1]) if head in weights), None) for line in lines}

    assert len(lines) > 30
    assert len(places) > 3


@pytest.mark.parametrize(
    ("section", "key"),
    [
        ("budget", "initial"),
        ("budget", "executed"),
        ("indicators", "target"),
        ("indicators", "deviation"),
        ("rows", "fiscal"),
        ("rows", "carryover"),
        ("fields", "implementer"),
        ("rows", "score_total"),
    ],
)
def test_each_word_is_used(section: str, key: str) -> None:
    """Every synonym of a head or label appears somewhere in two hundred project forms."""
    used = {
        box.text.replace("\n", "").removeprefix("其中：").partition("（万元")[0].partition("（A")[0].partition("（B")[0]
        for form in ("anhui_project", "yunnan_project", "ningxia_project", "sichuan_project")
        for made in reports(form)
        for sheet in made.content
        if isinstance(sheet, Sheet)
        for box in sheet.boxes
    }

    assert [
        word for word in words(section)[key] if " ".join(word.split()) not in {" ".join(one.split()) for one in used}
    ] == []


def test_some_words_are_not_the_readers_own() -> None:
    """What is measured is reading by the words of the domain: some labels are not in the lexicon."""
    known = {**vocabulary("columns.budget").codes, **vocabulary("columns.indicators").codes}
    printed = {word for section in ("budget", "indicators") for ones in words(section).values() for word in ones}

    assert len([word for word in printed if word not in known]) > 5


def test_sizes_vary() -> None:
    """Projects from one to three, indicators from few to many, amounts over four orders of magnitude."""
    made = [one for form in FORMS for one in reports(form)]
    amounts = [fig(row["adjusted"]).value for one in made for part in forms(one.label)
               for item, row in rows(part).items() if item == "total" and "adjusted" in row]  # fmt: skip
    indicators = {len(part["indicators"]) for one in made for part in forms(one.label) if "indicators" in part}

    assert {len(one.label["projects"]) for one in made if one.form == "hunan_department"} == {1, 2, 3}
    assert min(indicators) <= 5
    assert max(indicators) >= 20
    assert min(amounts) < 200_000
    assert max(amounts) > 200_000_000


def test_budgets_rise_fall_and_are_empty() -> None:
    """Budgets are raised and cut, some sources give nothing, some budgets are told as 无."""
    made = [one for form in ("hunan_department", "hunan_district", "anhui_project") for one in reports(form)]
    pairs = [(fig(row["initial"]).value, fig(row["adjusted"]).value) for one in made for part in forms(one.label)
             for row in rows(part).values() if {"initial", "adjusted"} <= row.keys()]  # fmt: skip

    assert any(before < after for before, after in pairs)
    assert any(before > after for before, after in pairs)
    assert any(before == after == 0 for before, after in pairs)
    assert any(one.label.get("spending", {}).get("government_fund") == "无" for one in made)
    assert any(one.label.get("spending", {}).get("government_fund", "无") != "无" for one in made)


def test_units_and_looks_of_figures_vary() -> None:
    """Amounts come in 元 and 万元, with and without commas, in half and full width."""
    text = "".join(
        block.text if isinstance(block, Paragraph) else "".join(box.text for box in block.boxes)
        for form in ("gansu_department", "hunan_department", "anhui_project")
        for made in reports(form)
        for block in made.content
    )

    assert "（元）" in text
    assert "（万元）" in text
    assert "单位：万元" in text
    assert any(f"{digit},{digit}" in text for digit in "0123456789")
    assert "０" in text


@pytest.mark.parametrize(
    ("line", "made"),
    [
        ("修复林地|面积|亩|600-5200|20", ("修复林地面积", "亩", False)),
        ("合格率|85-95", ("合格率", "%", False)),
        ("投诉|次数|次|3-12|1|low", ("投诉次数", "次", True)),
        ("单位成本|元|3.5-9.8|0.1", ("单位成本", "元", False)),
        ("制度|健全|健全|基本健全", ("制度", "", False)),
    ],
)
def test_the_notation_of_aims(line: str, made: tuple[str, str, bool]) -> None:
    """Name, unit and direction are read from one line; the rest is range and step, or words."""
    found: Aim = aim(line)

    assert (found.name, found.unit, found.low) == made


def test_themes_have_room_for_large_forms() -> None:
    """Every field of work has enough aims of each kind, and no name twice."""
    for theme in themes():
        names = [one.name for ones in theme.aims.values() for one in ones]
        assert len(names) == len(set(names)), theme.parent
        assert len(theme.aims["counts"]) >= 6
        assert len(theme.aims["pleased"]) + len(common_aims("pleased")) >= 4


def test_dice_fill_ranges() -> None:
    """Ranges in a phrase become numbers of the same decimals, a sign or a comma where asked for."""
    said = Dice(1).filled("面积{d:4200-4200}，占{p:52.0-52.0}，支出{a:6.5-6.5}，共{12-12}次，{name}")

    assert said == "面积4,200，占52.0%，支出6.5万元，共12次，{name}"
