"""The shape of an arm or a sleeve, and where to draw on it."""

from typing import Any

import numpy as np
import skia

from shared.providers.studio.picture.brush import Point, oval, polygon, ribbon

POINTS = 26
STOPS = (0.0, 0.25, 0.5, 0.62, 0.85, 1.0)
"""Where along the arm the half widths are given: shoulder, elbow at the half, wrist."""


class Limb:
    """An arm or a part of it. Points on it are (share of the arm's length, share across from -1 to 1).

    0 is the shoulder, 0.5 the elbow, 1 the wrist; across is positive to the picture's right when the arm hangs.
    """

    def __init__(self, line: np.ndarray, share: np.ndarray, half: np.ndarray, side: int, shape: Any) -> None:
        self.line, self.share, self.half, self.side, self.shape = line, share, half, side, shape
        along = np.gradient(line, axis=0)
        self._along = along / (np.linalg.norm(along, axis=1)[:, None] + 1e-9)
        self.normal = self._along[:, ::-1] * (1, -1)

    @property
    def reach(self) -> float:
        """Where it ends."""
        return float(self.share[-1])

    def at(self, share: float, across: float) -> Point:
        """A point on it; beyond its ends it goes straight on."""
        where = (share - self.share[0]) / (self.share[1] - self.share[0])
        index = min(len(self.line) - 1, max(0, round(where)))
        step = self.line[min(index + 1, len(self.line) - 1)] - self.line[max(0, index - 1)]
        beyond = (where - index) * float(np.hypot(*step)) / 2 if index in (0, len(self.line) - 1) else 0.0
        x, y = self.line[index] + self._along[index] * beyond + self.normal[index] * self.half[index] * across
        return float(x), float(y)

    def band(self, start: float, end: float) -> Any:
        """The part of it between two shares of its length."""
        return polygon([self.at(start, 1.1), self.at(end, 1.1), self.at(end, -1.1), self.at(start, -1.1)])


class Joined:
    """A whole arm covered up to ``reach`` (share of its length); ``widths`` are half widths at ``STOPS``.

    ``bend`` is 0 stretched out, 1 folded; ``inner`` the side of the elbow's inside, -1 or 1 across.
    """

    def __init__(
        self, shoulder: Point, elbow: Point, wrist: Point, widths: np.ndarray, side: int, reach: float = 1.0
    ) -> None:
        upper, fore = np.subtract(elbow, shoulder), np.subtract(wrist, elbow)
        lengths = float(np.linalg.norm(upper) * np.linalg.norm(fore)) + 1e-9
        self.bend = 0.5 - 0.5 * float(upper @ fore) / lengths
        self.inner = 1 if upper[1] * fore[0] - upper[0] * fore[1] > 0 else -1
        joints = (np.array(shoulder), np.array(elbow), np.array(wrist))
        self.upper = _part(joints, widths, side, 0.0, min(0.5, reach), round_start=True, round_end=reach > 0.5)
        self.fore = _part(joints, widths, side, 0.5, reach, round_start=True) if reach > 0.55 else None
        self.whole = self._whole(joints, widths, side, reach) if self.fore else self.upper

    def _whole(
        self, joints: tuple[np.ndarray, np.ndarray, np.ndarray], widths: np.ndarray, side: int, reach: float
    ) -> Limb:
        share = np.linspace(0, reach, round(POINTS * reach) + 1)
        assert self.fore is not None  # noqa: S101 (asked by who calls)
        shape = skia.Op(self.upper.shape, self.fore.shape, skia.PathOp.kUnion_PathOp) or self.upper.shape
        return Limb(_bent(*joints, share), share, np.interp(share, STOPS, widths), side, shape)


def _part(
    joints: tuple[np.ndarray, np.ndarray, np.ndarray],
    widths: np.ndarray,
    side: int,
    start: float,
    end: float,
    round_start: bool = False,
    round_end: bool = False,
) -> Limb:
    """A straight part of the arm with round ends."""
    share = np.linspace(start, end, max(4, round(POINTS * (end - start)) + 1))
    shoulder, elbow, wrist = joints
    way = (
        (elbow + (wrist - elbow) * (share * 2 - 1)[:, None])
        if start
        else shoulder + (elbow - shoulder) * (share * 2)[:, None]
    )
    half = np.interp(share, STOPS, widths)
    shape = ribbon(way, tuple(2 * half), len(way))
    for index, wanted in ((0, round_start), (-1, round_end)):
        if wanted:
            radius = float(half[index])
            cap = oval(float(way[index][0]), float(way[index][1]), radius, radius)
            shape = skia.Op(shape, cap, skia.PathOp.kUnion_PathOp) or shape
    return Limb(way, share, half, side, shape)


def _bent(shoulder: np.ndarray, elbow: np.ndarray, wrist: np.ndarray, share: np.ndarray) -> np.ndarray:
    """Straight, round at the elbow and straight again."""
    soft = 0.09
    straight = np.where(
        (share < 0.5)[:, None],
        shoulder + (elbow - shoulder) * (share * 2)[:, None],
        elbow + (wrist - elbow) * (share * 2 - 1)[:, None],
    )
    before, after = elbow + (shoulder - elbow) * 2 * soft, elbow + (wrist - elbow) * 2 * soft
    t = np.clip((share - 0.5 + soft) / (2 * soft), 0, 1)[:, None]
    arc = (1 - t) ** 2 * before + 2 * t * (1 - t) * elbow + t**2 * after
    line: np.ndarray = np.where((np.abs(share - 0.5) < soft)[:, None], arc, straight)
    return line
