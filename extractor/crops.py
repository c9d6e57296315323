"""What only a picture shows, cut out of the page, so that a person can look at what a model claimed to see."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from extractor.output.files import write_atomically
from extractor.reading.folder import CUT_OUT
from extractor.reading.images import cut_out
from extractor.records.document import Document
from extractor.records.evidence import Evidence
from extractor.records.report import Rejected, Report

_MOST = 60
"""Pictures of one report; a model that claims more than that is not looked after one by one."""


def with_crops(
    files: Sequence[Path], document: Document, report: Report, stem: str = ""
) -> tuple[Report, dict[str, bytes]]:
    """Return the record with a picture named in each claim that only an image supports, and the pictures as PNG.

    They are named 截图-1.png and so on, with a `stem` 截图-stem-1.png; claims about one place share one. A place that
    cannot be drawn has none.
    """
    wanted = {_key(claim.at): claim.at for claim in report.rejected if claim.at and claim.reason == "image_only"}
    chosen = dict(list(wanted.items())[:_MOST])
    names: dict[tuple[int, str], str] = {}
    pictures: dict[str, bytes] = {}
    for key, picture in zip(chosen, cut_out(files, document, list(chosen.values())) if chosen else (), strict=True):
        if picture:
            names[key] = f"{CUT_OUT}{stem}{'-' if stem else ''}{len(names) + 1}.png"
            pictures[names[key]] = picture
    rejected = tuple(_named(claim, names) for claim in report.rejected)
    return report.model_copy(update={"rejected": rejected}), pictures


def _key(at: Evidence) -> tuple[int, str]:
    return at.page, at.line


def _named(claim: Rejected, names: Mapping[tuple[int, str], str]) -> Rejected:
    named = claim.reason == "image_only" and claim.at is not None and names.get(_key(claim.at))
    return claim.model_copy(update={"crop": named}) if named else claim


def write_crops(pictures: Mapping[str, bytes], folder: Path) -> None:
    """Write pictures into a folder by their names; raises UsageError when one cannot be written."""
    for name, picture in pictures.items():
        write_atomically(folder / name, lambda path, picture=picture: path.write_bytes(picture))  # type: ignore[misc]


def crops_in(folder: Path, report: Report) -> dict[str, bytes]:
    """Return the pictures that a record names, as far as they lie in its folder."""
    named = {claim.crop for claim in report.rejected if claim.crop}
    return {name: (folder / name).read_bytes() for name in sorted(named) if (folder / name).is_file()}
