"""Archives are weighed before anything is built from them."""

from __future__ import annotations

import zipfile
from io import BytesIO

import pytest
from office_files import docx, packed, para

from extractor.errors import DamagedError, FormatError, TooLargeError
from extractor.reading import archive
from extractor.settings import Limits


def test_a_sound_archive_passes() -> None:
    """An ordinary document is let through."""
    archive.check_archive(docx(para("a")), Limits())


def test_unpacked_size() -> None:
    """The sizes that the directory states are added up against the limit."""
    with pytest.raises(TooLargeError, match="解开后超过上限"):
        archive.check_archive(packed({"a.bin": bytes(600), "b.bin": bytes(600)}), Limits(unpacked_bytes=1000))


def test_ratio(monkeypatch: pytest.MonkeyPatch) -> None:
    """A large member that packs beyond any document is a bomb, whatever the limit of size."""
    monkeypatch.setattr(archive, "_SUSPECT_BYTES", 1 << 20)
    with pytest.raises(TooLargeError, match="疑似压缩炸弹"):
        archive.check_archive(packed({"word/media/a.bin": bytes(2 << 20)}), Limits())


def test_a_directory_that_lies() -> None:
    """A member that unpacks to more than the directory says does not get further than that."""
    data = bytearray(packed({"a.bin": bytes(5000)}))
    at = data.index(b"PK\x01\x02") + 24
    data[at : at + 4] = (10).to_bytes(4, "little")
    with pytest.raises(DamagedError):
        archive.check_archive(bytes(data), Limits())


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entity_bomb(encoding: str) -> None:
    """XML that declares entities is refused, in any encoding."""
    bomb = '<!DOCTYPE x [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]><x>&b;</x>'.encode(encoding)
    with pytest.raises(FormatError, match="实体声明"):
        archive.check_archive(packed({"word/document.xml": bomb}), Limits())


def test_broken_member() -> None:
    """A member whose checksum fails is damage."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as made:
        made.writestr("word/document.xml", "<x>503.37</x>")
    with pytest.raises(DamagedError):
        archive.check_archive(out.getvalue().replace(b"503.37", b"508.37"), Limits())
