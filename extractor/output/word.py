"""A draft as a Word file in the layout of official documents: see `official`."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from itertools import count
from typing import TYPE_CHECKING, Any

from extractor.output import charts, official
from extractor.output.files import NOT_XML, write_atomically
from extractor.output.markdown import NOTES_TITLE, PENDING
from extractor.output.runs import comment_marks, paragraph
from extractor.output.word_table import table

if TYPE_CHECKING:
    from pathlib import Path

    from docx.document import Document

    from extractor.records.draft import Draft, Passage

_UNUSED = ("stylesWithEffects", "thumbnail", "customXml", "numbering")
_AUTHOR = "起草软件"
_INTRODUCTION = "待核：照自评报告原样引用，与报告的其他数据不一致。"
_TITLE_LINE = 20
"""So many characters of a title fit into one line."""


def write_word(draft: Draft, path: Path) -> None:
    """Write a draft as .docx: title, real headings, tables, charts, page numbers, a page of notes.

    【待核】 and （待补充） are highlighted; each 【待核】 has a comment that names its findings. Charts are left out
    where they cannot be drawn.

    Raises:
        UsageError: the file cannot be written.

    """
    document = _blank(draft.title)
    numbers = count(1)
    blocks = [block for passage in draft.passages for block in _blocks(passage, document, numbers)]
    blocks = list(_apart(blocks))
    blocks += [paragraph(text, style) for text, style in _notes(draft)]
    document.element.body[:0] = blocks
    write_atomically(path, lambda temporary: document.save(str(temporary)))


def _apart(blocks: list[Any]) -> Iterator[Any]:
    """Yield the elements with a gap between two tables, which Word would make one."""
    before = ""
    for block in blocks:
        if before.endswith("}tbl") and block.tag == before:
            yield paragraph("", "Gap")
        yield block
        before = block.tag


def _blocks(passage: Passage, document: Document, numbers: Iterator[int]) -> Iterator[Any]:
    """Yield the elements of a passage; `numbers` counts the charts."""
    if passage.kind == "chart":
        yield from _chart(passage, document, numbers)
    elif passage.kind == "table":
        yield table([line.split("\t") for line in _commented(passage, document).split("\n")])
    elif passage.kind == "heading":
        yield paragraph(passage.text, f"Heading{min(passage.level, 3)}")
    elif passage.kind == "title":
        yield paragraph(_in_two_lines(passage.text), "Title")
    else:
        yield paragraph(_commented(passage, document), "Normal")


def _commented(passage: Passage, document: Document) -> str:
    """Return the text of a passage with a comment at each figure in doubt, 【待核】 included."""
    said: dict[tuple[int, int], list[str]] = {}
    for remark in passage.remarks:
        place = (remark.start, remark.end + len(PENDING))
        said.setdefault(place, []).append(f"{remark.check}：{NOT_XML.sub('', remark.message)}")
    places = {}
    for place, sentences in said.items():
        words = "\n".join([_INTRODUCTION, *dict.fromkeys(sentences)])
        places[place] = document.comments.add_comment(words, _AUTHOR, "核").comment_id
    text = passage.text or "\n".join("\t".join(row) for row in passage.rows)
    return comment_marks(text, places)


def _chart(passage: Passage, document: Document, numbers: Iterator[int]) -> Iterator[Any]:
    """Yield a picture and its caption; nothing where it cannot be drawn."""
    if (png := charts.draw(passage.rows)) is None:
        return
    from docx.shared import Inches  # noqa: PLC0415 - heavy, and only here

    inline = document.part.new_pic_inline(BytesIO(png), Inches(charts.WIDTH))
    title = passage.rows[0][0].removesuffix("图")
    inline.docPr.set("descr", "；".join("，".join(row) for row in passage.rows[1:]))
    picture: Any = paragraph("", "Picture")
    run = picture.add_r()
    run.add_drawing(inline)
    yield paragraph("", "Gap")
    yield picture
    yield paragraph(f"图{next(numbers)}　{title}", "Caption")


def _in_two_lines(title: str) -> str:
    """Break a title that is longer than a line behind the year, where the sense allows it."""
    unit, year, rest = title.partition("年度")
    fits = len(title) > _TITLE_LINE and max(len(unit) + 2, len(rest)) <= _TITLE_LINE
    return f"{unit}{year}\n{rest}" if fits and rest else title


def _notes(draft: Draft) -> list[tuple[str, str]]:
    if not draft.notes:
        return []
    return [(NOTES_TITLE, "NoteTitle"), *((f"{number}. {note}", "Note") for number, note in enumerate(draft.notes, 1))]


def _blank(title: str) -> Document:
    """Return an empty document with our page, styles and footers, and nothing of the library's own look."""
    import docx  # noqa: PLC0415 - heavy, and only here
    from docx.oxml import parse_xml  # noqa: PLC0415

    document = docx.Document()
    part = document.part
    styles: Any = document.styles.element
    fresh = parse_xml(official.styles_xml())
    styles[:] = list(fresh)
    body = document.element.body
    body.replace(body.sectPr, parse_xml(official.section_xml()))
    for name in [key for key, rel in part.rels.items() if rel.reltype.endswith(_UNUSED)]:
        del part.rels[name]
    for name in [key for key, rel in part.package.rels.items() if rel.reltype.endswith(_UNUSED)]:
        del part.package.rels[name]
    _number_pages(document)
    properties = document.core_properties
    properties.title, properties.author, properties.comments = title, "", ""
    properties.created = properties.modified = datetime.now(UTC).replace(tzinfo=None)
    return document


def _number_pages(document: Document) -> None:
    from docx.oxml import parse_xml  # noqa: PLC0415 - heavy, and only here

    document.settings.odd_and_even_pages_header_footer = True
    section = document.sections[0]
    for footer, even in ((section.footer, False), (section.even_page_footer, True)):
        footer.is_linked_to_previous = False
        element: Any = footer._element  # noqa: SLF001 - the library has no public way to a footer's paragraphs
        element[:] = [parse_xml(official.page_number_xml(even=even))]
