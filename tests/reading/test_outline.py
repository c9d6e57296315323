"""The heading tree, also when the numbering is inconsistent."""

from __future__ import annotations

import json
import re
import time
from typing import TYPE_CHECKING

import pytest

from extractor.reading.dumps.text import read_text
from extractor.reading.outline import find_headings
from extractor.records.document import Line

if TYPE_CHECKING:
    from pathlib import Path

    from extractor.records.document import Block

BODY = "本单位按照年初计划开展工作，各项任务按期完成，资金使用规范。"


def tree(text: str) -> list[str]:
    """Write the headings of a text, an indent a level: `一、 概况`, `- （一） 职能`."""
    return ["- " * (h.level - 1) + f"{h.number} {h.title}".strip() for h in find_headings(read_text(text))]


@pytest.mark.parametrize(
    ("lines", "headings"),
    [
        pytest.param(
            [
                "一、单位概况",
                "（一）主要职能",
                BODY,
                "(二) 机构设置",
                BODY,
                "二．收支情况",
                "1. 收入",
                BODY,
                "（1）财政拨款",
                BODY,
            ],
            [
                "一、 单位概况",
                "- （一） 主要职能",
                "- (二) 机构设置",
                "二． 收支情况",
                "- 1. 收入",
                "- - （1） 财政拨款",
            ],
            id="kinds nest, levels without gaps",
        ),
        pytest.param(
            ["第一部分 单位概况", "一、职能", BODY, "第二部分　绩效情况", "第一节 产出", BODY, "①数量", BODY],
            ["第一部分 单位概况", "- 一、 职能", "第二部分 绩效情况", "- 第一节 产出", "- - ① 数量"],
            id="parts and sections",
        ),
        pytest.param(
            [
                "1 概述",
                "1、总体情况",
                BODY,
                "1.1 机构",
                BODY,
                "1.2 人员",
                BODY,
                "1.2.1 编制",
                BODY,
                "2、支出",
                BODY,
                "3.5 万元",
            ],
            ["1、 总体情况", "- 1.1 机构", "- 1.2 人员", "- - 1.2.1 编制", "2、 支出"],
            id="dotted numbers only below their own",
        ),
        pytest.param(
            ["一、概况", BODY, "2、 支出情况", "（一）基本支出", BODY, "三、绩效", BODY, "4、其他事项"],
            ["一、 概况", "2、 支出情况", "- （一） 基本支出", "三、 绩效", "4、 其他事项"],
            id="a number of the wrong kind counts on from the one above",
        ),
        pytest.param(
            ["一、绩效", "（一）抓学习", BODY, "1. 抓服务，促提升", BODY, "（三）抓队伍", BODY],
            ["一、 绩效", "- （一） 抓学习", "- 1. 抓服务，促提升", "- （三） 抓队伍"],
            id="a lone 1. stands in for a missing （二）",
        ),
        pytest.param(
            ["一、绩效", "（一）抓学习", "1. 学理论", BODY, "2. 学业务", BODY, "（二）抓服务", BODY],
            ["一、 绩效", "- （一） 抓学习", "- - 1. 学理论", "- - 2. 学业务", "- （二） 抓服务"],
            id="a real list below stays below",
        ),
        pytest.param(
            ["三、绩效情况", BODY, "二、明年打算", BODY, "三、明年打算", BODY],
            ["三、 绩效情况", "二、 明年打算", "三、 明年打算"],
            id="numbers that jump or repeat are siblings",
        ),
        pytest.param(
            [
                "三、自评情况",
                BODY,
                "四、评价报告综述",
                "一、概况",
                BODY,
                "二、支出情况",
                "（一）基本支出",
                BODY,
                "五、说明",
                BODY,
            ],
            [
                "三、 自评情况",
                "四、 评价报告综述",
                "- 一、 概况",
                "- 二、 支出情况",
                "- - （一） 基本支出",
                "五、 说明",
            ],
            id="a numbering that begins anew inside a form",
        ),
        pytest.param(
            ["一、概况", BODY, "二、绩效", BODY, "一、概况", BODY],
            ["一、 概况", "二、 绩效", "一、 概况"],
            id="a numbering that begins anew after text",
        ),
        pytest.param(
            ["一、", "概况", BODY, "二、", "三、绩效"], ["一、 概况", "三、 绩效"], id="a number on its own line"
        ),
        pytest.param(
            ["# 某局自评报告", "### 一、概况", BODY, "## 二、**支出**", "#### （一）基本支出。", BODY],
            ["一、 概况", "二、 支出", "- （一） 基本支出"],
            id="numbers count, # do not",
        ),
        pytest.param(
            ["# 某局自评报告", "## 概况", BODY, "### 职能", BODY, "## 支出", BODY],
            ["概况", "- 职能", "支出"],
            id="# alone",
        ),
    ],
)
def test_levels_follow_the_logic_of_the_numbers(lines: list[str], headings: list[str]) -> None:
    """Kinds of numbers nest; a number in the wrong style stands where it is missing."""
    assert tree("\n".join(lines)) == headings


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("（一）基本支出：本单位基本支出12.5万元，用于日常运转。", "基本支出"),
        ("三、政府性基金预算支出情况：无", "政府性基金预算支出情况"),
        ("2. 机构情况，本单位为一级预算单位，下设若干科室（含办公室）。", "机构情况"),
        ("（一）预算配置控制较好。在职人员控制在编制以内。", "预算配置控制较好"),
        ("（二）抓实帮扶，提升质量。全年走访困难家庭多次。", "抓实帮扶，提升质量"),
        ("一、部门（单位）概况", "部门（单位）概况"),
        ("二、“三公”经费。说明：只减不增", "“三公”经费"),
        ("１．主要职能。", "主要职能"),
        ("一、2024年工作打算", "2024年工作打算"),
    ],
)
def test_a_title_ends_where_running_text_begins(line: str, title: str) -> None:
    """Text behind a full stop, a colon or 情况 with a comma does not belong to the title."""
    (heading,) = find_headings((Line(id="L0001", text=line), Line(id="L0002", text=BODY)))
    assert (heading.title, heading.line) == (title, "L0001")


@pytest.mark.parametrize(
    "lines",
    [
        pytest.param(
            ["1、贯彻上级关于民生工作的方针政策，拟订全县规划并组织实施。", "2、指导基层工作。负责培训。"], id="duties"
        ),
        pytest.param(["一是加强领导。二是压实责任。", "一、二季度支出较慢"], id="enumeration in a sentence"),
        pytest.param(
            ["2024年6月24日", "12.5万元", "1.5万元", "3、5个", "（50分）", "2025.6.11"], id="dates and amounts"
        ),
        pytest.param(["1、办公室", "2、财务科", "3、人事科"], id="a bare list"),
        pytest.param(["1、工资福利支出12.5万元", "2、商品和服务支出3万元"], id="amounts by item"),
        pytest.param(["（一）负责宣传教育；", "（二）负责帮扶救助；", "（三）完成其他工作。"], id="clauses"),
        pytest.param(["10、指导女职工开展活动，维护合法权益，"], id="cut at a comma"),
        pytest.param(
            ["附件1中所列项目均已完成。", "附件：1.自评表 2.数据表", "附件1：自评表", "附件2：数据表"],
            id="attachments named",
        ),
        pytest.param(["一、概况……1", "二、绩效……3"], id="entries of a table of contents"),
    ],
)
def test_what_is_no_heading(lines: list[str]) -> None:
    """Items of lists, sentences, dates, amounts and names of attachments head nothing."""
    assert tree("\n".join(lines)) == []


def test_duties_are_no_headings_even_when_short() -> None:
    """Below 职能 an item is a duty although it looks like a title with running text; the next section is one again."""
    lines = [
        "（一）主要职能", "1、协调邻里关系。调处各类矛盾纠纷，促进和谐。", "2、组织文体活动。丰富居民业余生活。",
        "（1）开展联络工作。", "（二）机构情况", BODY,
    ]  # fmt: skip
    assert tree("\n".join(lines)) == ["（一） 主要职能", "（二） 机构情况"]


def test_duties_may_use_the_numbers_of_the_sections() -> None:
    """A list （一）…（三） inside section （一） does not swallow section （二）."""
    duty = "组织实施全县公共文化服务工作，指导乡镇文化站建设，管理文化活动经费和设备。"
    lines = [
        "一、概况",
        "（一）职能职责",
        *(f"({n}){duty}" for n in "一二三"),
        "（二）机构设置情况",
        BODY,
        "（三）人员情况",
        BODY,
    ]
    assert tree("\n".join(lines)) == ["一、 概况", "- （一） 职能职责", "- （二） 机构设置情况", "- （三） 人员情况"]


def test_contents_are_left_out() -> None:
    """The entries below 目录 are no headings; the sections they name are."""
    text = f"目  录\n一、概况\n（一）职能\n二、绩效\n一、概况\n（一）职能\n{BODY}\n二、绩效\n{BODY}"
    headings = find_headings(read_text(text))
    assert [(h.title, h.line) for h in headings] == [("概况", "L0005"), ("职能", "L0006"), ("绩效", "L0008")]


def wrapped(text: str, width: int, boxes: bool) -> tuple[Block, ...]:
    """Print paragraphs as lines of so many characters, on a page if `boxes`."""
    lines = [part for line in text.splitlines() for part in re.findall(f".{{1,{width}}}", line.strip())]
    return tuple(
        Line(id=f"L{n:04d}", text=part, box=(90.0, 20.0 * n, 90 + 15.0 * len(part), 20.0 * n + 15) if boxes else None)
        for n, part in enumerate(lines, 1)
    )


@pytest.mark.parametrize("boxes", [True, False])
def test_lines_wrapped_on_a_page_give_the_same_headings(boxes: bool) -> None:
    """A title goes on in the next line when its line is full, and a wrapped sentence does not become a title."""
    long_title = "（一）" + "聚焦主责主业推动服务群众工作再上新的台阶并形成长效工作机制"
    duty = "1、贯彻上级方针政策和本级党委的决定，拟订全县群众工作规划和年度计划，并组织乡镇和部门实施；"
    text = "\n".join(
        [
            "一、概况",
            long_title,
            BODY * 3,
            duty,
            duty.replace("1", "2"),
            "（二）预算执行方面。" + BODY * 2,
            "二、打算",
            BODY * 2,
        ]
    )
    headings = [(h.level, h.title) for h in find_headings(wrapped(text, 28, boxes))]
    assert headings == [(1, "概况"), (2, long_title[3:]), (2, "预算执行方面"), (1, "打算")]


@pytest.mark.parametrize(
    "line", ["1、加强管理\n", "“" * 50_000, "一、" * 20_000, "(一)概况\n1.内容\n", "1.1.1" * 9000, "…" * 50_000]
)
def test_hostile_text_is_read_in_linear_time(line: str) -> None:
    """Endless lines and endless lists do not hang the outline."""
    began = time.perf_counter()
    find_headings(read_text(line * 3000 if "\n" in line else "一、" + line))
    assert time.perf_counter() - began < 5


@pytest.mark.parametrize("name", ["yiyang-2022", "nanyue-2023", "yunxi-2024", "yueyang-2024", "liangzhou-2024"])
@pytest.mark.parametrize("width", [None, 30])
def test_labelled_sections_of_real_reports(shared: Path, name: str, width: int | None) -> None:
    """Every section that a person marked is found with its level, as paragraphs and as wrapped lines."""
    text = (shared / f"reports/{name}.txt").read_text("utf-8")
    if width:
        parts = [[line] if "\t" in line else re.findall(f".{{1,{width}}}", line.strip()) for line in text.splitlines()]
        text = "\n".join("\n".join(part) for part in parts)
    found = {(h.level, re.sub(r"\s", "", h.title)) for h in find_headings(read_text(text))}
    labelled = json.loads((shared / f"gold/{name}.json").read_text("utf-8"))["sections"]
    assert [s["title"] for s in labelled if (s["level"], re.sub(r"\s", "", s["title"])) not in found] == []
