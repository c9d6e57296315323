"""Pieces of page images for the report: small, each kept once, and no more than a budget allows.

An image stands in the file once; what is shown are windows on it, drawn in page points, so that the boxes of a value
need no conversion.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any, Literal, NamedTuple

import pymupdf

from extractor.eval.report.markup import Html, joined, tag
from extractor.eval.result import Measurement, Miss
from extractor.records.evidence import Box

Pages = Callable[[Measurement, int], bytes | None]
"""Gives a page (from 1) of the rendered file as PNG or JPEG that states its resolution; None when there is none."""

DPI = 110
"""Resolution of page images and of the pieces that are shown."""

WHOLE_DPI = 40
_PAGE_QUALITY = 92
_QUALITY = 55
_WHOLE_QUALITY = 35
_POINTS = 72.0
_AROUND = (140.0, 28.0)
"""Points that are shown left and right, and above and below, of a box."""
_MOST = (430.0, 150.0)
"""A piece is at most this wide and high, in points."""
_ZOOM = 1.5
_DRAWN = (".pdf", ".png", ".jpg", ".jpeg", ".tif", ".tiff", ".bmp")

Side = Literal["got", "expected"]


def page_image(path: Path, page: int, dpi: int = DPI) -> bytes | None:
    """Return a page of a file as JPEG that states its resolution.

    Args:
        path: a PDF, an image, or a folder of page images in the order of their names.
        page: from 1.
        dpi: pixels an inch; an image without a resolution of its own counts as 96 dpi.

    Returns:
        None for a format without pages, a page that is not there, or a file that cannot be drawn.

    """
    if path.is_dir():
        images = sorted(image for image in path.iterdir() if image.suffix.lower() in _DRAWN)
        return page_image(images[page - 1], 1, dpi) if 1 <= page <= len(images) else None
    if path.suffix.lower() not in _DRAWN:
        return None
    try:
        with pymupdf.open(path) as document:
            if not 1 <= page <= len(document):
                return None
            return bytes(document[page - 1].get_pixmap(dpi=dpi).tobytes("jpeg", jpg_quality=_PAGE_QUALITY))
    except (OSError, RuntimeError, ValueError):
        return None


class Place(NamedTuple):
    """Where a value was read or stands: the side, the page from 1, the box in points."""

    side: Side
    page: int
    box: Box


@dataclass
class Pictures:
    """All pictures of one report file; `budget` bytes of JPEG are spent in the order of asking."""

    pages: Pages
    budget: int
    _ids: dict[tuple[str, Box | None], str] = field(default_factory=dict)
    _kept: list[Html] = field(default_factory=list)
    _sheets: dict[int, _Sheet | None] = field(default_factory=dict)
    _of: Measurement | None = None

    def of(self, measured: Measurement, miss: Miss) -> Html | None:
        """Return the pieces of page that a miss is about; None without a place, a page, or budget left."""
        views = [self._view(measured, places) for places in views_of(miss)]
        shown = [view for view in views if view is not None]
        return joined(shown) if shown else None

    def store(self) -> Html | None:
        """Return the images themselves, to stand once at the end of the file."""
        return tag("svg", tag("defs", self._kept), class_="store", aria_hidden="true") if self._kept else None

    def _view(self, measured: Measurement, places: Sequence[Place]) -> Html | None:
        if self.budget <= 0 or (sheet := self._sheet(measured, places[0].page)) is None:
            return None
        clip = neighbourhood([place.box for place in places], (sheet.width, sheet.height))
        piece = self._image(sheet, clip)
        whole = self._image(sheet, None)
        said = f"第{places[0].page}页"
        frames = [_frame(place) for place in places]
        width, height = clip[2] - clip[0], clip[3] - clip[1]
        seen = f"{clip[0]:.1f} {clip[1]:.1f} {width:.1f} {height:.1f}"
        page = f"0 0 {sheet.width:.1f} {sheet.height:.1f}"
        return tag(
            "figure",
            tag("svg", _use(piece), frames, viewBox=seen, width=round(width * _ZOOM), role="img", aria_label=said),
            tag("figcaption", said, "：", _sides(places)),
            tag(
                "details",
                tag("summary", "整页"),
                tag("svg", _use(whole), frames, viewBox=page, width=420, role="img", aria_label=f"{said}整页"),
                class_="whole",
            ),
        )

    def _sheet(self, measured: Measurement, page: int) -> _Sheet | None:
        """Return a page, asked for once while the same measurement is shown."""
        if self._of is not measured:
            self._of, self._sheets = measured, {}
        if page not in self._sheets:
            image = self.pages(measured, page)
            self._sheets[page] = _opened(image) if image else None
        return self._sheets[page]

    def _image(self, sheet: _Sheet, clip: Box | None) -> str:
        """Return the id of a piece (or the whole) of a page, which is kept the first time that it is asked for."""
        key = (sheet.digest, clip)
        if key not in self._ids:
            self._ids[key] = f"p{len(self._ids) + 1}"
            jpeg, place = sheet.jpeg(clip)
            self.budget -= len(jpeg)
            self._kept.append(_kept(self._ids[key], jpeg, place))
        return self._ids[key]


@dataclass(frozen=True)
class _Sheet:
    """A page image that is open, its size in points, and a hash that tells equal pages."""

    page: Any
    width: float
    height: float
    digest: str

    def jpeg(self, clip: Box | None) -> tuple[bytes, Box]:
        """Return a piece of the page as JPEG, and the box in points that it really covers."""
        dpi, quality = (WHOLE_DPI, _WHOLE_QUALITY) if clip is None else (DPI, _QUALITY)
        pixels = self.page.get_pixmap(dpi=dpi, clip=clip, alpha=False)
        x, y, right, bottom = (edge * _POINTS / dpi for edge in pixels.irect)
        return bytes(pixels.tobytes("jpeg", jpg_quality=quality)), (x, y, right, bottom)


def _opened(image: bytes) -> _Sheet | None:
    """Open an image; one that is broken is none."""
    try:
        page = pymupdf.open(stream=image)[0]
    except (RuntimeError, ValueError):
        return None
    return _Sheet(page, page.rect.width, page.rect.height, sha256(image).hexdigest())


def views_of(miss: Miss) -> list[list[Place]]:
    """Return the pieces to show: both places in one when they stand near each other, else each by itself."""
    places: list[Place] = []
    if miss.expected_page is not None and miss.expected_box is not None:
        places.append(Place("expected", miss.expected_page, miss.expected_box))
    if miss.page is not None and miss.box is not None:
        places.append(Place("got", miss.page, miss.box))
    if len(places) > 1 and not (places[0].page == places[1].page and _near([place.box for place in places])):
        return [[place] for place in places]
    return [places] if places else []


def neighbourhood(boxes: Sequence[Box], size: tuple[float, float]) -> Box:
    """Return the box around some boxes that is shown of a page of this size, in points."""
    left, top, right, bottom = _union(boxes)
    right, bottom = min(right, left + _MOST[0]), min(bottom, top + _MOST[1])
    sides, ends = _AROUND
    across = max(0.0, min(sides, (_MOST[0] - (right - left)) / 2))
    return (
        round(max(0.0, left - across), 1),
        round(max(0.0, top - ends), 1),
        round(min(size[0], right + across), 1),
        round(min(size[1], bottom + ends), 1),
    )


def _near(boxes: Sequence[Box]) -> bool:
    left, top, right, bottom = _union(boxes)
    return right - left <= _MOST[0] and bottom - top <= _MOST[1]


def _union(boxes: Sequence[Box]) -> Box:
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)


def _kept(name: str, jpeg: bytes, place: Box) -> Html:
    left, top, right, bottom = place
    data = f"data:image/jpeg;base64,{b64encode(jpeg).decode()}"
    sides = {"x": left, "y": top, "width": right - left, "height": bottom - top}
    shown = {key: f"{value:.2f}" for key, value in sides.items()}
    return tag("image", id=name, **shown, preserveAspectRatio="none", href=data)


def _use(name: str) -> Html:
    return tag("use", href=f"#{name}")


def _frame(place: Place) -> Html:
    """Draw a box a little outside the ink; that of the expected value wider, so that both are seen on one place."""
    more = 1.0 if place.side == "got" else 3.0
    left, top, right, bottom = place.box
    sides = {"x": left - more, "y": top - more, "width": right - left + 2 * more, "height": bottom - top + 2 * more}
    return tag("rect", **{key: f"{value:.1f}" for key, value in sides.items()}, class_=f"frame {place.side}")


def _sides(places: Sequence[Place]) -> Html:
    words: dict[Side, str] = {"got": "读自此处", "expected": "应在此处"}
    return joined([tag("span", words[place.side], class_=f"side {place.side}") for place in places])
