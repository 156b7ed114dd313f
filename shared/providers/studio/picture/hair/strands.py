"""The geometry of hair in the plane of the picture: sheets of strands, clumps cut out of them."""

from collections.abc import Sequence
from functools import cache

import numpy as np

ACROSS, ALONG = 25, 24
"""Strands and points of a sheet."""


def sheet(guides: Sequence[np.ndarray]) -> np.ndarray:
    """The strands between guides (each of shape (n, 2)), smooth both ways; shape (ACROSS, ALONG, 2)."""
    lines = np.stack([_weights(len(guide), ALONG) @ guide for guide in guides])
    if len(lines) == 1:
        return np.repeat(lines, ACROSS, axis=0)
    woven: np.ndarray = np.tensordot(_weights(len(lines), ACROSS), lines, axes=(1, 0))
    return woven


def strands(lines: np.ndarray, shares: np.ndarray) -> np.ndarray:
    """The strands at the given shares (0 to 1) across the sheet, shape (n, ALONG, 2)."""
    where = np.clip(shares, 0, 1) * (len(lines) - 1)
    index = np.minimum(where.astype(int), len(lines) - 2)
    drawn: np.ndarray = lines[index] + (lines[index + 1] - lines[index]) * (where - index)[:, None, None]
    return drawn


def pieces(lines: np.ndarray, first: np.ndarray, last: np.ndarray, points: int) -> np.ndarray:
    """Of each strand the stretch between two shares of its length, shape (n, points, 2)."""
    share = np.linspace(0, 1, points)
    where = np.clip(first[:, None] + (last - first)[:, None] * share, 0, 1) * (lines.shape[1] - 1)
    index = np.minimum(where.astype(int), lines.shape[1] - 2)
    rows = np.arange(len(lines))[:, None]
    here, after = lines[rows, index], lines[rows, index + 1]
    cut: np.ndarray = here + (after - here) * (where - index)[:, :, None]
    return cut


def clumps(
    lines: np.ndarray, edges: np.ndarray, point: float, leans: np.ndarray, lengths: np.ndarray, root: float = 0.0
) -> np.ndarray:
    """The left and the right edges of clumps that narrow over the last ``point`` of their length to a tip.

    ``edges`` (n, 2) are their shares across the sheet; ``leans`` say where between the edges the tips lie, ``lengths``
    how far out (1 is the whole sheet); over ``root`` of the length they widen from a point. Shape (2, n, ALONG, 2).
    """
    count = len(edges)
    cut = pieces(strands(lines, edges.T.ravel()), np.zeros(2 * count), np.tile(lengths, 2), ALONG)
    left, right = cut[:count], cut[count:]
    middle = left + (right - left) * leans[:, None, None]
    along = np.linspace(0, 1, ALONG)[:, None]
    narrow = np.clip((along - (1 - point)) / max(point, 1e-6), 0, 1) ** 1.5
    if root:
        narrow = np.maximum(narrow, np.clip(1 - along / root, 0, 1) ** 1.5)
    return np.stack([left + (middle - left) * narrow, right + (middle - right) * narrow])


@cache
def _weights(given: int, wanted: int) -> np.ndarray:
    """The matrix that takes ``given`` points to ``wanted`` points of the Catmull-Rom curve through them."""
    table = np.zeros((wanted, given))
    for row, where in enumerate(np.linspace(0, given - 1, wanted)):
        at = min(int(where), given - 2)
        f = where - at
        shares = (-f + 2 * f**2 - f**3, 2 - 5 * f**2 + 3 * f**3, f + 4 * f**2 - 3 * f**3, f**3 - f**2)
        for offset, share in zip((-1, 0, 1, 2), shares, strict=True):
            place = at + offset
            # Beyond the ends the curve goes on as it came.
            if place < 0:
                table[row, 0] += share
                table[row, 0] += share
                table[row, 1] -= share
            elif place >= given:
                table[row, -1] += 2 * share
                table[row, -2] -= share
            else:
                table[row, place] += share
    return table / 2
