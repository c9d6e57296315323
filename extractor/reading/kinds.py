"""The kinds of file that are told apart, what each is called, and why some cannot be read."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class Kind(StrEnum):
    """What a file is by its content, whatever its name says."""

    PDF = "pdf"
    DOCX = "docx"
    XLSX = "xlsx"
    HTML = "html"
    MHTML = "mhtml"
    TEXT = "text"
    DOC = "doc"
    XLS = "xls"
    RTF = "rtf"
    WORD_XML = "word-xml"
    EXCEL_XML = "excel-xml"
    XLSB = "xlsb"
    ODT = "odt"
    ODS = "ods"
    OFD = "ofd"
    IMAGE = "image"
    SLIDES = "slides"
    ZIP = "zip"
    UNKNOWN = "unknown"


class Trait(NamedTuple):
    """What is known of a kind: its name for a reader, its media type, and the extensions that do not surprise."""

    label: str
    media_type: str
    extensions: tuple[str, ...]


TRAITS = {
    Kind.PDF: Trait("PDF", "application/pdf", (".pdf",)),
    Kind.DOCX: Trait(
        "Word 文档",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        (".docx", ".docm", ".dotx", ".wps"),
    ),
    Kind.XLSX: Trait(
        "Excel 工作簿",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        (".xlsx", ".xlsm", ".xltx", ".et"),
    ),
    Kind.IMAGE: Trait("图片", "image/*", (".png", ".jpg", ".jpeg", ".tif", ".tiff", ".bmp", ".gif", ".webp", ".heic")),
    Kind.HTML: Trait("网页", "text/html", (".html", ".htm", ".xhtml")),
    Kind.MHTML: Trait("单文件网页", "multipart/related", (".mht", ".mhtml")),
    Kind.TEXT: Trait("纯文本", "text/plain", (".txt", ".md", ".markdown", ".csv", ".tsv", ".text")),
    Kind.DOC: Trait("旧版 Word 文档", "application/msword", (".doc", ".dot", ".wps", ".wpt")),
    Kind.XLS: Trait("旧版 Excel 工作簿", "application/vnd.ms-excel", (".xls", ".xlt", ".et", ".ett")),
    Kind.RTF: Trait("RTF 文档", "application/rtf", (".rtf", ".doc")),
    Kind.WORD_XML: Trait("Word 2003 XML 文档", "application/xml", (".xml", ".doc")),
    Kind.EXCEL_XML: Trait("Excel 2003 XML 表格", "application/xml", (".xml", ".xls")),
    Kind.XLSB: Trait("Excel 二进制工作簿", "application/vnd.ms-excel.sheet.binary.macroEnabled.12", (".xlsb",)),
    Kind.ODT: Trait("ODF 文档", "application/vnd.oasis.opendocument.text", (".odt",)),
    Kind.ODS: Trait("ODF 表格", "application/vnd.oasis.opendocument.spreadsheet", (".ods",)),
}
"""Every kind that can be read."""

REFUSALS = {
    Kind.OFD: ("是 OFD 版式文件，尚不能直接读", "请在 OFD 阅读器里另存或打印为 PDF 后重试"),
    Kind.SLIDES: ("是演示文稿，不是报告", "请把报告另存为 .docx 或 PDF 后重试"),
    Kind.ZIP: ("是压缩包，不是一份报告", "请先解压，再逐个读里面的文件"),
    Kind.UNKNOWN: ("不是能识别的文件格式", "请另存为 .docx、.xlsx、PDF 或 .txt 后重试"),
}
"""Kinds that are recognised, but not read: what to say, and the remedy."""
