"""The parts of a .docx or .xlsx: the main part and what its relationships name, as XML trees.

python-docx opens only packages whose relationships all lead somewhere; files saved by WPS and by web systems often
have one that does not, templates with macros have another content type, and Strict Open XML other namespaces.
"""

from __future__ import annotations

import posixpath
import zipfile
from io import BytesIO
from typing import TYPE_CHECKING, NamedTuple

from lxml import etree

from extractor.errors import DamagedError

if TYPE_CHECKING:
    from collections.abc import Iterator

RELATIONSHIP = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
"""The attribute by which an element names a relationship of its part."""

_STRICT = tuple(
    (f"http://purl.oclc.org/ooxml/{strict}".encode(), f"http://schemas.openxmlformats.org/{usual}".encode())
    for strict, usual in (
        ("wordprocessingml/main", "wordprocessingml/2006/main"),
        ("drawingml/main", "drawingml/2006/main"),
        ("officeDocument/relationships", "officeDocument/2006/relationships"),
    )
)


class Relation(NamedTuple):
    """One relationship of a part: what it is (styles, header, drawing …), its id, and the part that it leads to."""

    kind: str
    ident: str
    target: str


class Package:
    """The parts of one file. Raises `DamagedError` when the main part is missing or a part is no XML."""

    def __init__(self, data: bytes) -> None:
        self._archive = zipfile.ZipFile(BytesIO(data))
        self._names = set(self._archive.namelist())
        self._main = next((link.target for link in self.relations("") if link.kind == "officeDocument"), "")
        self._links = tuple(self.relations(self._main))
        main = self.tree(self._main)
        if main is None:
            raise DamagedError("文件里找不到正文", "请用 Word、Excel 或 WPS 打开后另存")
        self.main: etree._Element = main

    def part(self, kind: str) -> etree._Element | None:
        """Return the part that the main part relates to as `kind`, such as styles or numbering."""
        return next((self.tree(link.target) for link in self._links if link.kind == kind), None)

    def name(self, reference: etree._Element) -> str:
        """Return the name of the part that an element of the main part names by r:id; "" without one."""
        return next((link.target for link in self._links if link.ident == reference.get(RELATIONSHIP)), "")

    def content(self, name: str) -> bytes:
        """Return the bytes of a part; b"" when it is missing."""
        return self._archive.read(name) if name in self._names else b""

    def tree(self, name: str) -> etree._Element | None:
        """Return a part as XML; None when it is missing."""
        if name not in self._names:
            return None
        data = self.content(name)
        for strict, usual in _STRICT:
            data = data.replace(strict, usual)
        try:
            return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))
        except etree.XMLSyntaxError as error:
            raise DamagedError("文件内部有损坏，读不完整", "请用 Word、Excel 或 WPS 打开后另存") from error

    def relations(self, source: str) -> Iterator[Relation]:
        """Yield the relationships of a part; of the package itself for ""."""
        folder, name = posixpath.split(source)
        root = self.tree(posixpath.join(folder, "_rels", name + ".rels"))
        for link in () if root is None else root:
            target = posixpath.normpath(posixpath.join("/", folder, link.get("Target") or "")).lstrip("/")
            yield Relation((link.get("Type") or "").rsplit("/", 1)[-1], link.get("Id") or "", target)
