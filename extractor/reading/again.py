"""Looking again at places of a scanned file: reading offers it, whoever doubts a figure asks for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractor.reading.scan import tools

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from extractor.records.evidence import Evidence


def look_again(path: Path, places: Sequence[Evidence]) -> list[str | None]:
    """Return for each place what a finer look reads there instead of its quote; None where no look reads otherwise.

    A place without a box, and a file that cannot be opened as pages, is not looked at. Which reading is right is not
    said: a look sees only the image.
    """
    if path.is_dir() or not places or tools.missing():
        return [None] * len(places)
    import pymupdf  # noqa: PLC0415 - heavy

    from extractor.reading.scan.places import seen_at  # noqa: PLC0415
    from extractor.reading.scan.recognise import rapid  # noqa: PLC0415

    with pymupdf.open(path) as file:
        looks = [seen_at(file[place.page - 1], place.box, rapid()) if place.box else [] for place in places]
    return [_other(place.quote, [look.figures for look in seen]) for place, seen in zip(places, looks, strict=True)]


def _other(quote: str, looks: Sequence[tuple[str, ...]]) -> str | None:
    """Return the figures that a look finds where those of the quote are not among them; commas say nothing."""
    from extractor.reading.scan.places import figures_of  # noqa: PLC0415 - heavy

    wanted = {figure.replace(",", "") for figure in figures_of(quote)}
    bare = [(found, {figure.replace(",", "") for figure in found}) for found in looks]
    return next((" ".join(found) for found, values in bare if found and not wanted <= values), None)
