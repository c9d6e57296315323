"""Patches of ink: pixels that hang together, kept or left out by their size."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from extractor.reading.scan.image import Pixels

_WIDTH_AND_HEIGHT = [cv2.CC_STAT_WIDTH, cv2.CC_STAT_HEIGHT]


def kept(ink: Pixels, wanted: Callable[[NDArray[Any], NDArray[Any]], NDArray[np.bool_]]) -> NDArray[np.bool_]:
    """Return where the wanted patches of a mask (0 or 1) lie.

    `wanted` is given the longer side of each patch and the number of its pixels.
    """
    _, labels, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    found = wanted(stats[:, _WIDTH_AND_HEIGHT].max(axis=1), stats[:, cv2.CC_STAT_AREA])
    found[0] = False
    return np.asarray(found[labels])
