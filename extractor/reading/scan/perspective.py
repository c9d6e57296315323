"""The projection that sets the rules of tables level and upright: photographs, and what scanners pull awry."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from extractor.reading.scan.rules import Stroke

    Transform = NDArray[np.float64]

_LEAST = 3
_DOUBTFUL = (0.06, 0.06, 0.04, 0.03, 0.02, 0.015, 0.01, 0.007, 0.005, 0.004, 0.004, 0.004)
"""Slope from which on a stroke counts less, from round to round: it may be part of a letter or of the desk."""

_INERTIA = 1e-3
_STEP = 1e-5


def perspective_of(across: Sequence[Stroke], down: Sequence[Stroke], shape: tuple[int, ...]) -> Transform:
    """Return the transform of pixels after which horizontal strokes are level and vertical ones upright.

    Only strokes that cross others count, since those draw tables. With too few of them nothing is to be moved.
    """
    flat, tall = _ends(across), _ends(down)[:, [1, 0, 3, 2]]
    flat, tall = flat[_crossings(flat, tall) >= 2], tall[_crossings(tall[:, [1, 0, 3, 2]], flat[:, [1, 0, 3, 2]]) >= 2]  # noqa: PLR2004 - both ends
    if min(len(flat), len(tall)) < _LEAST:
        return np.eye(3)
    height, width = shape[:2]
    unit = max(height, width) / 2
    normal = np.array([[1 / unit, 0, -width / 2 / unit], [0, 1 / unit, -height / 2 / unit], [0, 0, 1]])
    small = [_through(normal, strokes) for strokes in (flat, tall)]
    return np.asarray(np.linalg.inv(normal) @ _matrix(_fitted(*small)) @ normal)


def _ends(strokes: Sequence[Stroke]) -> NDArray[np.float64]:
    """Return the ends of strokes, a row each: along, across, along, across."""
    return np.array(strokes, float).reshape(-1, 4)


def _crossings(strokes: NDArray[np.float64], others: NDArray[np.float64]) -> NDArray[np.int64]:
    """Count for each horizontal stroke (x, y, x, y) the vertical ones that meet it."""
    if not len(strokes) or not len(others):
        return np.zeros(len(strokes), int)
    y, x = (strokes[:, 1] + strokes[:, 3]) / 2, (others[:, 0] + others[:, 2]) / 2
    slack = 0.01 * max(strokes.max(), others.max())
    meets = (strokes[:, :1] - slack <= x) & (x <= strokes[:, 2:3] + slack)
    meets &= (others[:, 1] - slack <= y[:, None]) & (y[:, None] <= others[:, 3] + slack)
    return np.asarray(meets.sum(axis=1))


def _fitted(flat: NDArray[np.float64], tall: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the four numbers of the projection, by least squares in which doubtful strokes count less and less."""
    found = np.zeros(4)
    lengths = np.concatenate([flat[:, 2] - flat[:, 0], tall[:, 3] - tall[:, 1]])
    for doubtful in _DOUBTFUL:
        slopes = _slopes(found, flat, tall)
        weights = np.sqrt(np.maximum(lengths, 0)) / (1 + np.square(slopes / doubtful))
        moves = np.eye(4) * _STEP
        slant = np.stack([(_slopes(found + move, flat, tall) - slopes) / _STEP for move in moves], axis=1)
        weighted = slant * weights[:, None]
        found = found - np.linalg.solve(weighted.T @ weighted + _INERTIA * np.eye(4), weighted.T @ (slopes * weights))
    return found


def _slopes(numbers: NDArray[np.float64], flat: NDArray[np.float64], tall: NDArray[np.float64]) -> NDArray[np.float64]:
    matrix = _matrix(numbers)
    level, upright = _through(matrix, flat), _through(matrix, tall)
    return np.concatenate(
        [
            (level[:, 3] - level[:, 1]) / (level[:, 2] - level[:, 0]),
            (upright[:, 2] - upright[:, 0]) / (upright[:, 3] - upright[:, 1]),
        ]
    )


def _matrix(numbers: NDArray[np.float64]) -> Transform:
    lean, slant, narrowing, shrinking = numbers
    return np.array([[1, lean, 0], [slant, 1, 0], [narrowing, shrinking, 1]])


def _through(matrix: Transform, strokes: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the ends of strokes (x, y, x, y) after a transform."""
    points = np.hstack([strokes.reshape(-1, 2), np.ones((2 * len(strokes), 1))]) @ matrix.T
    return np.asarray((points[:, :2] / points[:, 2:]).reshape(-1, 4))
