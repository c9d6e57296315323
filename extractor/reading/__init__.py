"""File → Document: pages, lines and tables in reading order, no meaning yet."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from extractor.errors import FormatError, TooLargeError, UnreadableError, UsageError, reason_of
from extractor.records.document import Document, Line

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from extractor.reading.kinds import Kind
    from extractor.reading.parts import Reading
    from extractor.settings import Limits, Settings

__all__ = ["read", "read_together"]

# ruff: noqa: PLC0415 - each format loads its libraries only when a file of that format comes


def read(path: Path, settings: Settings) -> Document:
    """Return the file, or the folder of page images, as it lies on the paper.

    What a file is, its content tells; an extension that says otherwise is named in `notes`. Raises
    UsageError when there is no such file, and an UnreadableError when nothing of it can be read: FormatError,
    DamagedError, ProtectedError, TooLargeError or MissingToolError.
    """
    from extractor.reading.kinds import REFUSALS, Kind
    from extractor.reading.sniff import sniff

    if path.is_dir():
        return _document(path.resolve(), Kind.IMAGE, *_read_folder(path, settings), settings.limits)
    data = _load(path, settings.limits)
    kind = sniff(data)
    if kind in REFUSALS:
        raise FormatError(*REFUSALS[kind])
    reading = _read(kind, path, data, settings)
    reading = reading._replace(notes=(*_surprise(path, kind), *reading.notes))
    return _document(path, kind, reading, hashlib.sha256(data).hexdigest(), settings.limits)


def _document(path: Path, kind: Kind, reading: Reading, sha256: str, limits: Limits) -> Document:
    from extractor.reading.kinds import TRAITS
    from extractor.reading.outline import find_headings

    _check(reading, limits)
    return Document(
        file=path.name,
        sha256=sha256,
        media_type=TRAITS[kind].media_type,
        pages=reading.pages,
        blocks=reading.blocks,
        headings=find_headings(reading.blocks),
        problems=reading.problems,
        notes=reading.notes,
    )


def read_together(paths: Sequence[Path], settings: Settings) -> Document:
    """Return several files that are one report as one paper, in their order; see `joined.join`.

    A file that cannot be read is named in `problems`; raises the UnreadableError of the first when none can.
    """
    from extractor.reading.joined import join

    documents: list[Document] = []
    failed: list[tuple[Path, UnreadableError]] = []
    for path in paths:
        try:
            documents.append(read(path, settings))
        except UnreadableError as error:
            failed.append((path, error))
    if not documents:
        raise failed[0][1]
    problems = tuple(f"{path.name} 读不出：{error}" for path, error in failed)
    joined = join(documents)
    return joined.model_copy(update={"problems": (*joined.problems, *problems)})


def _read_folder(folder: Path, settings: Settings) -> tuple[Reading, str]:
    """Read a folder of page images; return also the hash of what it holds."""
    from extractor.reading.folder import content_hash, page_images
    from extractor.reading.pdf.file import read_pictures

    images = page_images(folder)
    if not images:
        raise UsageError(
            f"{str(folder)!r} 是文件夹，里面不只是一份报告各页的图片", "请给出文件夹里的文件；整个文件夹用 zongshu run"
        )
    _check_size(sum(path.stat().st_size for path in images), settings.limits)
    reading = read_pictures([(path, _image_format(_head(path)) or "png") for path in images], settings)
    names = [images[0].name, images[-1].name] if len(images) > 1 else [images[0].name]
    note = f"文件夹里的 {len(images)} 张图片（{' 至 '.join(names)}）按一份报告的各页读"
    return reading._replace(notes=(note, *reading.notes)), content_hash(folder)


def _head(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(16)
    except OSError:
        return b""


def _load(path: Path, limits: Limits) -> bytes:
    if not path.exists():
        raise UsageError(f"找不到文件 {str(path)!r}", "请检查路径")
    try:
        _check_size(path.stat().st_size, limits)
        return path.read_bytes()
    except OSError as error:
        raise UnreadableError(f"打不开文件（{reason_of(error)}）", "请检查读取权限，并关闭正在使用它的程序") from error


def _check_size(size: int, limits: Limits) -> None:
    if size > limits.file_bytes:
        raise TooLargeError(
            f"文件有 {size / 2**20:.1f} MB，超过上限 {limits.file_bytes / 2**20:.1f} MB",
            "请拆分文件，或在设置文件里调高 limits.file_bytes 后重试",
        )


def _read(kind: Kind, path: Path, data: bytes, settings: Settings) -> Reading:
    """Hand the file to the reader of its kind."""
    from extractor.reading.kinds import Kind

    if kind is Kind.PDF:
        from extractor.reading.pdf.file import read_pdf

        return read_pdf(path, settings)
    if kind is Kind.IMAGE:
        from extractor.reading.pdf.file import read_pdf

        format_ = _image_format(data)
        if format_ is None:
            raise FormatError("是不能直接打开的图片格式", "请另存为 JPG、PNG 或 TIF 后重试")
        return read_pdf(path, settings, format_)
    if kind is Kind.TEXT:
        from extractor.reading.dumps.plain import read_plain

        return read_plain(data, settings.limits)
    if kind in {Kind.HTML, Kind.MHTML}:
        from extractor.reading.web.page import read_html

        return read_html(data, kind, settings.limits)
    if kind in {Kind.DOCX, Kind.XLSX}:
        return _read_office(kind, data, settings.limits)
    from extractor.reading.legacy import modernise

    return _read_office(*modernise(kind, data), settings.limits)


def _image_format(data: bytes) -> str | None:
    """Return the extension of a picture; None for one that has to be saved as another first."""
    starts = {b"\x89PNG": "png", b"\xff\xd8\xff": "jpg", b"II*\0": "tif", b"MM\0*": "tif", b"BM": "bmp", b"GIF8": "gif"}
    return next((name for start, name in starts.items() if data.startswith(start)), None)


def _read_office(kind: Kind, data: bytes, limits: Limits) -> Reading:
    from extractor.reading.archive import check_archive
    from extractor.reading.kinds import Kind

    check_archive(data, limits)
    if kind is Kind.DOCX:
        from extractor.reading.word.body import read_word

        return read_word(data, limits)
    from extractor.reading.excel.book import read_excel

    return read_excel(data, limits)


def _check(reading: Reading, limits: Limits) -> None:
    """Refuse what is beyond the limits, and a file in which nothing stands."""
    if len(reading.pages) > limits.pages:
        raise TooLargeError(
            f"共 {len(reading.pages)} 页，超过上限 {limits.pages} 页",
            "请拆分文件，或在设置文件里调高 limits.pages 后重试",
        )
    cells = sum(len(block.cells) for block in reading.blocks if not isinstance(block, Line))
    if cells > limits.cells:
        raise TooLargeError(
            f"共 {cells} 个单元格，超过上限 {limits.cells} 个", "请拆分文件，或在设置文件里调高 limits.cells 后重试"
        )
    texts = (part.text for block in reading.blocks for part in ((block,) if isinstance(block, Line) else block.cells))
    if not any(text.strip() for text in texts):
        raise FormatError(
            reading.problems[0] if reading.problems else "文件里没有可读的文字", "请换一份清晰的扫描件或原来的电子文件"
        )


def _surprise(path: Path, kind: Kind) -> tuple[str, ...]:
    """Say so when the name promises another kind of file; a name without extension promises nothing."""
    from extractor.reading.kinds import TRAITS

    suffix, trait = path.suffix.lower(), TRAITS[kind]
    if not suffix or suffix in trait.extensions:
        return ()
    return (f"扩展名是 {path.suffix}，内容是{trait.label}，已按{trait.label}读取",)
