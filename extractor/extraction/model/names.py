"""The names of people that stand beside labels or in the table of evaluators, for masking."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractor.extraction.lexicon import label_key, plain, vocabulary, without_brackets
from extractor.records.document import Document

_PERSON = re.compile(
    r"(?:负责人|联系人|填报人|填表人|经办人|制表人|审核人|报送人|领导|姓名|组长|组员|成员|签字|签名|局长|主任)"
)
_LABELLED = re.compile(
    rf"(?:{_PERSON.pattern})[^\u4e00-\u9fff\n]{{0,6}}[:：]\s*([\u4e00-\u9fff·]{{2,4}}|[\u4e00-\u9fff]\s[\u4e00-\u9fff])"
)
_NAME = re.compile(r"[\u4e00-\u9fff·]{2,4}")
_PEOPLE = frozenset({"preparer", "head", "ignored"})


def people(document: Document) -> set[str]:
    """Return the names beside labels of people, as they are printed."""
    found = set(_in_text(document)) | set(_in_tables(document))
    return {name for name in found if not _is_word(name)}


def _in_text(document: Document) -> Iterator[str]:
    for place in document.places.values():
        yield from (match[1] for match in _LABELLED.finditer(place.text))


def _in_tables(document: Document) -> Iterator[str]:
    """The cells beside a label of a person, and those below the head 姓名."""
    for table in document.tables:
        columns: set[int] = set()
        for row in table.by_row():
            for index, cell in enumerate(row):
                if plain(cell.text) == "姓名":
                    columns.add(cell.col)
                    continue
                labelled = index > 0 and _names_person(row[index - 1].text)
                if (labelled or cell.col in columns) and _NAME.fullmatch(plain(cell.text)):
                    yield cell.text.strip()


def _names_person(text: str) -> bool:
    key = without_brackets(label_key(text))
    known = vocabulary("fields").codes.get(key)
    return known in _PEOPLE - {"ignored"} or (len(key) <= 12 and _PERSON.search(key) is not None)  # noqa: PLR2004


def _is_word(name: str) -> bool:
    """Whether a would-be name is a word of the forms: 电话, 单位, 日期."""
    return plain(name) in vocabulary("fields").codes or re.search("电话|单位|日期|签|盖章|职务|年|月", name) is not None
