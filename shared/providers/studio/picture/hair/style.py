"""How hair is drawn: masses of clumps that follow guide strands laid over the scalp."""

import math
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from random import Random

import numpy as np

from shared.artifacts.records import Gender
from shared.providers.studio.picture.brush import MULTIPLY, SCREEN, Pen, Ramp, blob, polygon, smooth
from shared.providers.studio.picture.colours import RGB, darker, lighter, luminance, mix
from shared.providers.studio.picture.figure.turn import Turn

Point3 = tuple[float, float, float]
Guide = Sequence[Point3]


def scalp(longitude: float, latitude: float, out: float = 0.0) -> Point3:
    """A point of the scalp: degrees from the face (positive to the right) and above the ears, ``out`` units off it."""
    lon, lat = math.radians(longitude), math.radians(latitude)
    return (
        (81 + out) * math.sin(lon) * math.cos(lat),
        -30 - (90 + out) * math.sin(lat),
        (92 + out) * math.cos(lon) * math.cos(lat) - 10,
    )


def mirrored(guide: Guide) -> list[Point3]:
    return [(-x, y, z) for x, y, z in guide]


class Tress:
    """Draws one person's hair for one turn of the head."""

    def __init__(self, pen: Pen, turn: Turn, colour: RGB, seed: int, key: int = 1) -> None:
        self.pen, self.turn, self.colour, self.key = pen, turn, colour, key
        self.chance = Random(seed)
        self.dark = darker(colour, 0.55)
        self.light = lighter(mix(colour, (150, 96, 70), 0.3 if luminance(colour) < 0.3 else 0.0), 0.36)

    def mass(
        self,
        *guides: Guide,
        clumps: int = 6,
        point: float = 0.55,
        shine: float = 0.3,
        shade: float = 0.0,
        strands: int = 5,
    ) -> None:
        """Hair that flows along the guides, from the first to the last, split into pointed clumps.

        ``point`` is the share of the length over which a clump narrows, ``shine`` where along it the light lies (0 for
        none), ``shade`` darkens the whole mass.
        """
        lines = np.stack([smooth(self.turn.all(np.asarray(guide, float)), 26) for guide in guides])
        base = darker(self.colour, shade)
        edges = self._edges(clumps)
        order = sorted(range(clumps), key=lambda index: self.chance.random())
        grown = [(self.chance.uniform(0.2, 0.8), self.chance.uniform(1 - 0.3 * min(0.5, point), 1.0)) for _ in edges]
        for index in order:
            clump = _narrowed(
                lines, max(0.0, edges[index] - 0.03), min(1.0, edges[index + 1] + 0.03), point, *grown[index]
            )
            self._clump(*clump, base)
        for index in range(clumps):
            self._strands(*_narrowed(lines, edges[index], edges[index + 1], point, *grown[index]), strands, shine)

    def _edges(self, clumps: int) -> list[float]:
        cuts = [(index + self.chance.uniform(-0.22, 0.22)) / clumps for index in range(1, clumps)]
        return [0.0, *cuts, 1.0]

    def _clump(self, left: np.ndarray, right: np.ndarray, base: RGB) -> None:
        shape = polygon(np.vstack([left, right[::-1]]))
        root, tip = left[0], left[-1]
        fill = Ramp(
            (float(root[0]), float(root[1])),
            (float(tip[0]), float(tip[1]) + 1),
            ((0.0, darker(base, 0.3), 1.0), (0.35, base, 1.0), (0.75, base, 1.0), (1.0, darker(base, 0.2), 1.0)),
        )
        self.pen.fill(shape, fill)
        self.pen.outline(shape, self.dark, 0.7, 0.35)

    def _strands(self, left: np.ndarray, right: np.ndarray, count: int, shine: float) -> None:
        for _ in range(count):
            strand = left + (right - left) * self.chance.random()
            self.pen.stroke(strand[1:], (0.3, 1.3, 0.3), self.dark, self.chance.uniform(0.2, 0.5), mode=MULTIPLY)
            if shine:
                first = max(1, int(26 * (shine - self.chance.uniform(0.06, 0.16))))
                last = min(25, int(26 * (shine + self.chance.uniform(0.06, 0.2))))
                if last - first > 2:
                    lit = 0.5 if strand[first][0] * self.key > 0 else 0.3
                    self.pen.stroke(strand[first:last], (0.2, 2.1, 0.2), self.light, lit, mode=SCREEN)
        self.pen.stroke(right[2:], (0.4, 2.0, 0.3), self.dark, 0.45)

    def curls(self, middles: Sequence[tuple[float, float]], size: float, shade: float = 0.0) -> None:
        """Round curls around the given points of the picture."""
        base = darker(self.colour, shade)
        for x, y in middles:
            radius = size * self.chance.uniform(0.85, 1.15)
            turn = self.chance.uniform(0, 6.28)
            fill = Ramp(
                (x - radius * 0.4 * -self.key, y - radius * 0.5),
                (x, y),
                ((0.0, lighter(base, 0.14), 1.0), (0.6, base, 1.0), (1.0, darker(base, 0.45), 1.0)),
                radius * 1.7,
            )
            self.pen.fill(
                blob(
                    [
                        (x + radius * math.cos(way + turn) * (1 + 0.08 * (way % 2)), y + radius * math.sin(way + turn))
                        for way in (0, 1.05, 2.1, 3.14, 4.2, 5.24)
                    ]
                ),
                fill,
            )
            for step in range(2):
                reach = radius * (0.84 - 0.42 * step)
                arc = [
                    (x + reach * math.cos(turn + way), y + reach * math.sin(turn + way))
                    for way in (0.0, 0.9, 1.8, 2.7, 3.6)
                ]
                self.pen.stroke(arc, (0.4, 1.6, 0.4), self.dark, 0.34)
            glint = [
                (x + radius * 0.6 * math.cos(way), y + radius * 0.6 * math.sin(way)) for way in (4.0, 4.5, 5.0, 5.4)
            ]
            self.pen.stroke(glint, (0.3, 2.4, 0.3), self.light, 0.45, mode=SCREEN)

    def skull(self, out: float = 6.0, shade: float = 0.25) -> None:
        """Hair over the whole back of the head, seen around the face."""
        lean = -self.turn.side * self.turn.amount
        x = 9 * lean
        width = 81 + 5 * self.turn.amount + out
        shape = blob(
            [
                (x, -120 - out),
                (x + width * 0.62, -103 - out * 0.8),
                (x + width, -40),
                (x + width * 0.88, 14),
                (x + width * 0.46, 60),
                (x - width * 0.46, 60),
                (x - width * 0.88, 14),
                (x - width, -40),
                (x - width * 0.62, -103 - out * 0.8),
            ]
        )
        self.pen.fill(shape, Ramp((0, -120), (0, 60), ((0.0, darker(self.colour, shade), 1.0), (1.0, self.dark, 1.0))))


def _strand(lines: np.ndarray, share: float) -> np.ndarray:
    where = share * (len(lines) - 1)
    index = min(int(where), len(lines) - 2) if len(lines) > 1 else 0
    if len(lines) == 1:
        return np.asarray(lines[0])
    mixed: np.ndarray = lines[index] + (lines[index + 1] - lines[index]) * (where - index)
    return mixed


def _narrowed(
    lines: np.ndarray, low: float, high: float, point: float, lean: float, length: float
) -> tuple[np.ndarray, np.ndarray]:
    """The two edges of a clump, which meet at its tip; ``lean`` says where between them, ``length`` how far out."""
    left, right = _cut(_strand(lines, low), length), _cut(_strand(lines, high), length)
    middle = left + (right - left) * lean
    along = np.linspace(0, 1, len(left))[:, None]
    narrow = np.clip((along - (1 - point)) / max(point, 1e-6), 0, 1) ** 1.6
    return left + (middle - left) * narrow, right + (middle - right) * narrow


def _cut(strand: np.ndarray, length: float) -> np.ndarray:
    """The first part of a strand, with as many points as it had."""
    where = np.linspace(0, (len(strand) - 1) * length, len(strand))
    steps = np.arange(len(strand))
    return np.stack([np.interp(where, steps, strand[:, 0]), np.interp(where, steps, strand[:, 1])], 1)


def nothing(tress: Tress) -> None:
    """No hair there."""


@dataclass(frozen=True, eq=False)
class HairStyle:
    """A way to wear hair: what is behind the head, and what falls over face and forehead.

    ``words`` is the expression that names it; ``ages`` gives, for each gender, stretches (from, to, weight) in which it
    may be chosen when nobody describes it.
    """

    name: str
    words: str
    ages: Mapping[Gender, Sequence[tuple[int, int, float]]]
    front: Callable[[Tress], None]
    back: Callable[[Tress], None] = nothing
    pattern: re.Pattern[str] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "pattern", re.compile(self.words, re.IGNORECASE))

    @property
    def worn_by(self) -> tuple[Gender, ...]:
        return tuple(self.ages)

    def suits(self, gender: Gender, age: int) -> float:
        """The weight with which it is drawn for someone."""
        return sum(weight for first, last, weight in self.ages.get(gender, ()) if first <= age <= last)
