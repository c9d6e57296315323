"""The sheets of a review that show the record: every figure, what was not read, what people decided, an overview."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from extractor.output.review_sheets import (
    DECIDED,
    FIGURES_TITLE,
    KEY,
    NEW,
    OVERVIEW_TITLE,
    REASON,
    RECORD_ID,
    STATUSES,
    Sheet,
    correction,
    name_of,
    place,
    record_id,
    signed,
)
from extractor.output.sheets import BLUE, GREY, YELLOW, Column, Percent, Picture, Row
from extractor.records.finding import Findings
from extractor.records.paths import figures, title, walk
from extractor.records.report import Report, Text

_MATCHES = {"exact": "逐字相同", "normalised": "只差全半角或空格", "ocr-near": "识别有疑"}
_REASONS = {
    "not_found": "纸上找不到",
    "wrong_place": "不在所说的位置",
    "image_only": "只在图片里",
    "not_a_figure": "不是一个数",
    "no_such_field": "没有这个字段",
}
_REJECTED = "未采信的读数"
_HELP = "读错的、印错的都可以改：只写改成的数（可连单位）。不改就空着。"


def figures_sheet(report: Report) -> Sheet:
    """Return every figure with its status and place; any of them may be corrected here."""
    columns = (
        Column("名称", 44), Column("状态", 9), Column("原文", 14), Column("数值", 14), Column("单位", 8),
        Column("位置", 24), Column("引文", 40), Column("与原文相符", 12), Column("已更正", 26),
        Column(NEW, 14, help=_HELP), Column(REASON, 22, help="依据或缘由，会连同姓名和日期记下。"),
        Column(KEY, 30, aside=True),
    )  # fmt: skip
    rows = [
        Row(
            (name_of(report, path), STATUSES[figure.status][0], figure.text, figure.value, figure.unit,
             place(figure.at), figure.at.quote, _MATCHES[figure.at.match], _corrected(figure), "", "", path),
            STATUSES[figure.status][1],
            1,
        )
        for path, figure in figures(report)
    ]  # fmt: skip
    return Sheet(FIGURES_TITLE, columns, rows, fixed=1)


def unread_sheet(report: Report) -> Sheet:
    """Return the figures of the paper that no field of the record holds."""
    columns = (Column("原文", 18), Column("最近的标签", 40), Column("位置", 24), Column("引文", 90))
    rows = [Row((unread.text, unread.label, place(unread.at), unread.at.quote)) for unread in report.unread]
    return Sheet("未读数字", columns, rows)


def rejected_sheet(report: Report, pictures: Mapping[str, bytes]) -> Sheet:
    """Return the claims of a model that were not believed, with a picture of the place where only an image has them."""
    columns = (
        Column("名称", 44), Column("读数", 18), Column("原因", 14), Column("所称位置", 24), Column("那里印的字", 40),
        Column("页面图像", 90),
    )  # fmt: skip
    rows = [
        Row(
            (_field(claim.path), claim.text, _REASONS[claim.reason], place(claim.at),
             claim.at.quote if claim.at else "", _picture(claim.crop, pictures)),
            YELLOW if claim.reason == "image_only" else "",
            2,
        )
        for claim in sorted(report.rejected, key=lambda claim: claim.reason != "image_only")
    ]  # fmt: skip
    return Sheet(_REJECTED, columns, rows, fixed=1)


def _field(path: str) -> str:
    """A field in words; the rows of a claim that was not believed have no labels: 预算执行情况 · 全年执行数."""
    bare = re.sub(r"\[[^\]]*\]", "", path)
    try:
        return " · ".join(dict.fromkeys((title(bare.partition(".")[0]), title(bare))))
    except KeyError:
        return path


def _picture(name: str | None, pictures: Mapping[str, bytes]) -> Picture | str:
    """The picture of a claim; its file name where the picture is not at hand."""
    return Picture(pictures[name]) if name and name in pictures else name or ""


def decisions_sheet(report: Report, names: Mapping[str, str]) -> Sheet:
    """Return what people decided so far: every correction with what it replaced, then every decision on a finding."""
    columns = (
        Column("日期", 12), Column("处理人", 12), Column("处理", 11), Column("对象", 44), Column("原文", 30),
        Column("改为", 18), Column("说明", 40),
    )  # fmt: skip
    return Sheet("处理记录", columns, [*_corrections(report), *_reviews(report, names)])


def overview_sheet(report: Report, findings: Findings) -> Sheet:
    """Return what was read and how, what could not be read, and which record this is."""
    source, run, coverage = report.source, report.run, report.coverage
    facts: list[tuple[str, str | int | Percent | None]] = [
        ("文件", source.file), ("SHA-256", source.sha256), ("页数", source.pages), ("扫描页数", source.scanned_pages),
        ("表单", report.layout or ""), ("软件版本", run.version if run else ""), ("读法", run.reader if run else ""),
        ("错误", findings.errors), ("已核（不是问题）", len(findings.dismissed)), ("核对结果", len(findings.outcomes)),
        ("应读数字", coverage.figures if coverage else None), ("未读数字", coverage.unread if coverage else None),
        ("覆盖率", Percent(coverage.ratio) if coverage else None), (RECORD_ID, record_id(report)),
    ]  # fmt: skip
    rows = [Row(fact) for fact in facts]
    rows += [Row(("没读到的", problem), YELLOW) for problem in report.problems]
    rows += [Row(("附注", note)) for note in report.notes]
    rows += [Row(("归位", f"{move.message}（{move.table}）"), BLUE) for move in report.moves]
    if report.rejected:
        rows.append(Row((_REJECTED, f"{len(report.rejected)} 个，见“{_REJECTED}”表"), YELLOW))
    return Sheet(OVERVIEW_TITLE, (Column("项目", 18), Column("内容", 110)), rows)


def _corrected(value: Text) -> str:
    corrected = value.corrected
    return f"{correction(value, corrected)}（{signed(corrected)}）" if corrected else ""


def _corrections(report: Report) -> Iterator[Row]:
    """Yield a row for each correction, the ones that were replaced before the one that counts."""
    for path, value in walk(report):
        for one in (*value.history, *([value.corrected] if value.corrected else [])):
            counts = one is value.corrected
            yield Row(
                (one.on, one.by, "更正" if counts else "更正（已被取代）", name_of(report, path), value.text,
                 correction(value, one), one.reason),
                BLUE if counts else GREY,
                _DECISION,
            )  # fmt: skip


def _reviews(report: Report, names: Mapping[str, str]) -> Iterator[Row]:
    for review in report.reviews:
        seen = review.root
        about = f"{seen.check} {names.get(seen.check, '')}\n{seen.message}"
        printed = "\n".join(f"{name_of(report, side.path)} {side.text}" for side in seen.printed)
        cells = (review.on, review.by, DECIDED[review.decision], about, printed, "", review.reason)
        yield Row(cells, GREY if review.decision == "dismissed" else YELLOW, _DECISION)


_DECISION = 2
