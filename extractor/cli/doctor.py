"""`zongshu doctor`: what works on this machine, what is missing and how to get it."""

from __future__ import annotations

import platform
import sys
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version

import typer

from extractor.cli.items import Item
from extractor.cli.options import AsJson
from extractor.errors import Exit

_LIBRARIES = {
    "pymupdf": "读 PDF",
    "python-docx": "读 Word、写综述",
    "openpyxl": "读 Excel、写审核表",
    "lxml": "读网页和 Word",
    "charset-normalizer": "认文本的编码",
    "Jinja2": "套综述模板",
    "opencc": "认繁体字",
    "pydantic": "记录的格式",
}


_EVALUATION = {
    "reportlab": "排 PDF",
    "pylopdf-fonts-zh-cn": "中文字体",
    "pdfplumber": "对比速度",
}


def doctor(as_json: AsJson = False) -> None:
    """这台机器上什么能用、缺什么、怎么补。"""
    from extractor.cli import screen

    items = list(examine())
    if as_json:
        screen.print_json([item._asdict() for item in items])
    else:
        screen.show_items(items)
    if any(item.needed and not item.works for item in items):
        raise typer.Exit(Exit.PARTIAL)


def examine() -> Iterator[Item]:
    """Yield everything that was looked at, the needed first."""
    yield Item("zongshu", works=True, state=f"{version('zongshu')}，Python {platform.python_version()}，{sys.platform}")
    for name, purpose in _LIBRARIES.items():
        yield _library(name, purpose)
    yield _templates()
    yield _office()
    yield _charts()
    yield _evaluation()
    yield _scans()
    yield _kept()
    yield _model()


def _model() -> Item:
    """Ask the endpoint one tiny question, if a model is named; nothing is connected otherwise."""
    from extractor.cli.asking import cache_folder
    from extractor.cli.inputs import settings_of
    from extractor.errors import SettingsError

    try:
        settings = settings_of()
    except SettingsError as error:
        return Item("大模型", works=False, state=error.message, remedy=error.hint, needed=False)
    if not settings.model:
        remedy = "要用就设 ZONGSHU_MODEL（和 OPENAI_BASE_URL、OPENAI_API_KEY）；不用则全部离线"
        return Item("大模型", works=False, state="没有指明模型；全部离线，按规则读", remedy=remedy, needed=False)
    from extractor.llm.endpoint import Endpoint, tried

    endpoint = Endpoint(settings, cache_folder(settings))
    fault = tried(endpoint)
    name = f"大模型 {settings.model}"
    where = settings.asking.endpoint
    if fault:
        remedy = "请核对 OPENAI_BASE_URL、OPENAI_API_KEY 和模型名，服务是否已启动"
        return Item(name, works=False, state=f"{where} 没有答好：{fault}", remedy=remedy, needed=False)
    return Item(name, works=True, state=f"{where}，{endpoint.dialect.told}")


def _scans() -> Item:
    """Whether scans can be read: by which engine, with which models, and whether it reads a line that we print."""
    from extractor.reading.scan import tools

    name = "扫描件识别（OCR）"
    if missing := tools.missing():
        return Item(name, works=False, state=f"没有安装 {'、'.join(missing)}", remedy=tools.REMEDY)
    from extractor.errors import MissingToolError
    from extractor.reading.scan.trial import SAMPLE, trial

    try:
        found = trial()
    except (MissingToolError, ImportError, RuntimeError, OSError) as error:
        return Item(name, works=False, state=f"装不起来：{error}", remedy=tools.REMEDY)
    state = f"{found.engine}，模型 {'、'.join(found.models)}，离线"
    if found.text != SAMPLE:
        return Item(name, works=False, state=f"{state}；试读 {SAMPLE} 读成了 {found.text!r}", remedy=tools.REMEDY)
    return Item(name, works=True, state=f"{state}；试读一行用 {found.seconds:.1f} 秒，读对了")


def _kept() -> Item:
    """Where recognised pages are kept, and how much room they take."""
    from extractor.cli.inputs import settings_of
    from extractor.reading.scan.tools import kept_in, missing

    folder = kept_in(settings_of().cache)
    state = f"{folder}，还是空的"
    if folder and folder.is_dir() and not missing():
        from extractor.reading.scan.memory import MOST_BYTES, held

        found = held(folder)
        state = f"{folder}，{found.pictures} 张图像，占 {found.size / 2**20:.0f} MB（上限 {MOST_BYTES / 2**20:.0f} MB）"
    return Item("识别结果的缓存", works=True, state=f"{state}；随时可以整个删掉", needed=False)


def _library(name: str, purpose: str) -> Item:
    try:
        return Item(name, works=True, state=f"{version(name)}（{purpose}）")
    except PackageNotFoundError:
        return Item(name, works=False, state=f"没有安装（{purpose}）", remedy=f"pip install {name}")


def _charts() -> Item:
    """What draws the charts of a draft; without it the numbers stand in text and tables alone."""
    from extractor.output.charts import INSTALL, is_possible

    possible = is_possible()
    state = "matplotlib 和中文字体都有" if possible else "没有装 matplotlib，或没有中文字体；综述里不画图"
    return Item("综述的图", possible, state, "" if possible else INSTALL, needed=False)


def _evaluation() -> Item:
    """What `zongshu eval` needs to render reports; reading, checking and drafting need none of it."""
    missing = [f"{name}（{purpose}）" for name, purpose in _EVALUATION.items() if not _library(name, purpose).works]
    state = f"没有安装 {'、'.join(missing)}" if missing else "各种样式都能做"
    remedy = "pip install 'zongshu[eval]'；不做准确度测评就用不着" if missing else ""
    return Item("准确度测评 zongshu eval", not missing, state, remedy, needed=False)


def _templates() -> Item:
    from extractor.errors import TemplateError
    from extractor.texts import outlines

    try:
        names = outlines()
    except (TemplateError, OSError):
        names = ()
    return Item(
        "综述模板", works=bool(names), state="、".join(names) or "找不到", remedy="" if names else "请重新安装 zongshu"
    )


def _office() -> Item:
    from extractor.reading.legacy import find_office

    found = find_office()
    packages = "apt install libreoffice-writer-nogui libreoffice-calc-nogui"
    remedy = f"安装 LibreOffice（Debian、Ubuntu：{packages}），或先另存为 .docx、.xlsx"
    name = "旧格式 .doc .wps .xls .et"
    return Item(name, bool(found), found or "没有找到 LibreOffice", "" if found else remedy, needed=False)
