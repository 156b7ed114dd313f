"""How hair is drawn: masses of clumps that follow guide strands laid over the scalp."""

import math
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from shared.artifacts.records import Gender
from shared.providers.studio.picture.brush import MULTIPLY, Pen, Ramp, across, blob, oval, polygon, polygons, ribbons
from shared.providers.studio.picture.colours import RGB, darker, lighter, luminance, mix
from shared.providers.studio.picture.figure.turn import Turn
from shared.providers.studio.picture.hair.strands import ALONG, pieces, sheet
from shared.providers.studio.picture.hair.strands import clumps as divide
from shared.providers.studio.picture.hair.strands import strands as drawn_at

Point3 = tuple[float, float, float]
Guide = Sequence[Point3]
CAST = (92, 36, 48)
"""The shadow of hair on skin."""


def scalp(longitude: float, latitude: float, out: float = 0.0) -> Point3:
    """A point of the scalp: degrees from the face (positive to the right) and above the ears, ``out`` units off it."""
    lon, lat = math.radians(longitude), math.radians(latitude)
    return (
        (81 + out) * math.sin(lon) * math.cos(lat),
        -30 - (95 + out) * math.sin(lat),
        (92 + out) * math.cos(lon) * math.cos(lat) - 10,
    )


def mirrored(guide: Guide) -> list[Point3]:
    return [(-x, y, z) for x, y, z in guide]


class Tress:
    """Draws one person's hair for one turn of the head."""

    def __init__(self, pen: Pen, turn: Turn, colour: RGB, seed: int, key: int = 1) -> None:
        self.pen, self.turn, self.colour, self.key = pen, turn, colour, key
        self.noise = np.random.default_rng(seed)
        dim = luminance(colour)
        self.dark = darker(colour, 0.55 if dim < 0.5 else 0.42)
        warm = max(colour) - min(colour) > 12
        glow = (132, 126, 156) if dim < 0.2 else (206, 142, 96) if dim < 0.42 and warm else (255, 252, 246)
        self.light = lighter(mix(colour, glow, 0.62), 0.12)

    def mass(
        self,
        *guides: Guide,
        clumps: int = 6,
        point: float = 0.55,
        shine: float = 0.3,
        shade: float = 0.0,
        strands: int = 5,
        root: float = 0.0,
        fade: float = 0.0,
        ragged: float = 0.3,
        shadow: float = 0.0,
        loose: int = 0,
    ) -> None:
        """Hair that flows along the guides, from the first to the last, split into pointed clumps.

        ``point`` is the share of the length over which a clump narrows, ``shine`` where along it the light lies (0 for
        none), ``shade`` darkens the whole mass, ``strands`` are drawn on each clump; over ``root`` of the length it
        comes out of the skin in points, over ``fade`` it ends in it softly. ``ragged`` is by how much clumps differ in
        length, ``shadow`` how strongly they darken the face below, ``loose`` how many single strands stray.
        """
        lines = sheet([self.turn.all(np.asarray(guide, float)) for guide in guides])
        cuts = (np.arange(1, clumps) + self.noise.uniform(-0.3, 0.3, clumps - 1)) / clumps
        edges = np.stack([np.r_[0.0, cuts - 0.02], np.r_[cuts + 0.02, 1.0]], 1)
        leans = self.noise.uniform(0.15, 0.85, clumps)
        lengths = 1 - self.noise.random(clumps) * ragged * min(1.0, point * 2)
        left, right = divide(lines, edges, point, leans, lengths, root)
        if shadow:
            self._cast(left, right, shadow)
        for index in self.noise.permutation(clumps):
            self._clump(left[index], right[index], shade, root, fade)
        self._grain(left, right, strands, max(root, 0.02), 1 - max(fade, 0.02))
        if shine:
            self._shine(left, right, strands, shine)
        if loose:
            self._loose(lines, loose)

    def _cast(self, left: np.ndarray, right: np.ndarray, strength: float) -> None:
        """The hair's soft shadow on the face."""
        face = [(-70, -66), (-72, -10), (-66, 34), (-42, 78), (0, 94), (42, 78), (66, 34), (72, -10), (70, -66)]
        area = polygon([self.turn.at(x, y) for x, y in (*face, (46, -104), (-46, -104))])
        fallen = np.concatenate([left, right[:, ::-1]], 1) + np.array([-3.0 * self.key, 7.0])
        with self.pen.within(area):
            self.pen.fill(polygons(fallen), CAST, 0.34 * strength, 3.6)

    def _clump(self, left: np.ndarray, right: np.ndarray, shade: float, root: float, fade: float) -> None:
        start, end = (left[0] + right[0]) / 2, (left[-1] + right[-1]) / 2
        lit = float(np.clip(left[:, 0].mean() * self.key / 90, -1, 1)) * 0.07 + self.noise.uniform(-0.05, 0.05)
        base = darker(self.colour, min(0.9, shade - lit)) if lit < shade else lighter(self.colour, lit - shade)
        stops = (
            (0.0, darker(base, 0.3), 0.0 if root and end[1] < start[1] - 12 else 1.0),
            (max(0.01, root * 0.7), darker(base, 0.25), 1.0),
            (0.4, mix(base, self.light, 0.06), 1.0),
            (min(0.78, 1 - fade), base, 1.0),
            (1.0, darker(base, 0.22), 0.0 if fade else 1.0),
        )
        ramp = Ramp((float(start[0]), float(start[1])), (float(end[0]), float(end[1]) + 1), stops)
        self.pen.fill(polygon(np.vstack([left, right[::-1]])), ramp)

    def _grain(self, left: np.ndarray, right: np.ndarray, count: int, first: float, last: float) -> None:
        """Fine strands, dark and light, and the dark line where one clump lies over the next."""
        bounds = np.ones(len(right))
        self.pen.fill(ribbons(pieces(right, first * bounds, last * bounds, 12), (0.2, 1.5, 1.2, 0.2)), self.dark, 0.5)
        for colour, alpha, width, mode in ((self.dark, 0.34, 1.25, MULTIPLY), (self.light, 0.16, 1.0, None)):
            fine = self._across(left, right, count if colour is self.dark else max(2, count // 2))
            start = self.noise.uniform(first, 0.55, len(fine))
            reach = np.minimum(last, start + self.noise.uniform(0.25, 0.75, len(fine)))
            self.pen.fill(ribbons(pieces(fine, start, reach, 10), (0.2, width, 0.2)), colour, alpha, mode=mode)

    def _across(self, left: np.ndarray, right: np.ndarray, count: int) -> np.ndarray:
        """``count`` strands on each clump, shape (n, ALONG, 2)."""
        shares = self.noise.uniform(0.06, 0.94, (len(left), count, 1, 1))
        drawn: np.ndarray = left[:, None] + (right - left)[:, None] * shares
        return drawn.reshape(-1, ALONG, 2)

    def _shine(self, left: np.ndarray, right: np.ndarray, count: int, where: float) -> None:
        """The band of light that runs over all clumps: soft below, broken into strands above."""
        fine = self._across(left, right, count + 2)
        middle = where + np.repeat(self.noise.uniform(-0.04, 0.04, len(left)), count + 2)
        first = middle - self.noise.uniform(0.03, 0.13, len(fine))
        last = middle + self.noise.uniform(0.04, 0.16, len(fine))
        band = pieces(fine, first, last, 8)
        self.pen.fill(ribbons(band, (0.5, 5.5, 0.5)), self.light, 0.26, 2.2)
        self.pen.fill(ribbons(band, (0.2, 1.9, 0.2)), self.light, 0.42)

    def _loose(self, lines: np.ndarray, count: int) -> None:
        """Single strands that stray from the mass towards their ends."""
        fine = drawn_at(lines, self.noise.uniform(-0.05, 1.05, count))
        drift = np.linspace(0, 1, ALONG) ** 2.2
        fine = fine + drift[None, :, None] * self.noise.uniform(-13, 13, (count, 1, 2)) * (1.0, 0.5)
        fine = pieces(fine, self.noise.uniform(0.2, 0.5, count), np.ones(count), 14)
        self.pen.fill(ribbons(fine, (0.3, 1.1, 0.9, 0.2)), self.colour, 0.8)

    def wisps(self, starts: Sequence[Point3], ends: Sequence[Point3], width: float = 1.2, alpha: float = 0.7) -> None:
        """Short single hairs from points to points: a hairline, stubble, down at the neck."""
        first, last = self.turn.all(np.asarray(starts, float)), self.turn.all(np.asarray(ends, float))
        lines = first[:, None] + (last - first)[:, None] * np.linspace(0, 1, 4)[None, :, None]
        lines[:, 1:3] += self.noise.uniform(-1.2, 1.2, (len(lines), 1, 2))
        self.pen.fill(ribbons(lines, (0.2, width, 0.3)), mix(self.colour, self.dark, 0.3), alpha)

    def sparks(self, starts: Sequence[Point3], ends: Sequence[Point3], alpha: float) -> None:
        """Short single hairs that catch the light."""
        if starts:
            first, last = self.turn.all(np.asarray(starts, float)), self.turn.all(np.asarray(ends, float))
            lines = first[:, None] + (last - first)[:, None] * np.linspace(0, 1, 3)[None, :, None]
            self.pen.fill(ribbons(lines, (0.2, 1.6, 0.2)), self.light, alpha)

    def band(self, x: float, y: float, rx: float, ry: float, slant: float, colour: RGB = (46, 40, 48)) -> None:
        """A hair tie at a point of the picture."""
        with self.pen.moved(x, y, slant):
            tones = (lighter(colour, 0.25), colour, darker(colour, 0.4))
            self.pen.fill(oval(0, 0, rx, ry), across((0, -ry), (0, ry), *tones))

    def brush(self, x: float, y: float, width: float, length: float) -> None:
        """The loose end of a plait, which hangs from a point of the picture."""
        sides = np.linspace(-1, 1, 7)
        steps = np.linspace(0, 1, 6)
        swell = np.sin(steps * 2.4) + 0.5
        lines = np.stack([x + sides[:, None] * width * 0.7 * swell, np.broadcast_to(y + steps * length, (7, 6))], 2)
        self.pen.fill(ribbons(lines, (width * 0.7, width * 0.6, 0.3)), self.colour)
        self.pen.fill(ribbons(lines, (0.3, 1.4, 0.3)), self.dark, 0.6)

    def curls(self, middles: np.ndarray, size: float, shade: float = 0.0) -> None:
        """Loose curls around the given points of the picture, shape (n, 2): crescents that roll into each other."""
        count = len(middles)
        radius = size * self.noise.uniform(0.75, 1.2, count)
        start = self.noise.uniform(0, 2 * math.pi, count)
        way = self.noise.choice((-1.0, 1.0), count)
        base = darker(self.colour, shade)
        for reach, width, colour, alpha in (
            (1.0, 1.0, darker(base, 0.3), 1.0),
            (0.94, 0.72, base, 1.0),
            (0.96, 0.16, self.light, 0.34),
            (0.8, 0.12, self.light, 0.18),
            (0.72, 0.13, self.dark, 0.45),
        ):
            along = np.linspace(0.0, 4.4, 12) if colour is not self.light else np.linspace(1.2, 2.7, 12)
            spiral = reach * (1.0 - 0.09 * along)
            angle = start[:, None] + way[:, None] * along
            lines = np.stack([np.cos(angle), np.sin(angle)], 2) * (radius[:, None] * spiral)[:, :, None]
            full = size * width * np.sin(np.linspace(0.25, math.pi - 0.1, 12))
            self.pen.fill(ribbons(lines + middles[:, None], np.repeat(full[None], count, 0)), colour, alpha)

    def skull(self, out: float = 6.0, shade: float = 0.25) -> None:
        """Hair over the whole back of the head, seen around the face."""
        lean = -self.turn.side * self.turn.amount
        x = 9 * lean
        width = 81 + 5 * self.turn.amount + out
        shape = blob(
            [
                (x, -125 - out),
                (x + width * 0.62, -106 - out * 0.8),
                (x + width, -40),
                (x + width * 0.88, 14),
                (x + width * 0.46, 60),
                (x - width * 0.46, 60),
                (x - width * 0.88, 14),
                (x - width, -40),
                (x - width * 0.62, -106 - out * 0.8),
            ]
        )
        self.pen.fill(shape, Ramp((0, -120), (0, 60), ((0.0, darker(self.colour, shade), 1.0), (1.0, self.dark, 1.0))))


@dataclass(frozen=True, eq=False)
class HairStyle:
    """A way to wear hair: what is behind the head, and what falls over face and forehead.

    ``words`` is the expression that names it; ``ages`` gives, for each gender, stretches (from, to, weight) in which it
    may be chosen when nobody describes it; ``fringes`` are those that it may have, the likelier ones more than once.
    """

    name: str
    words: str
    ages: Mapping[Gender, Sequence[tuple[int, int, float]]]
    front: Callable[[Tress, "Hairdo"], None]
    back: Callable[[Tress, "Hairdo"], None]
    fringes: tuple[str, ...] = ("none",)
    pattern: re.Pattern[str] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "pattern", re.compile(self.words, re.IGNORECASE))

    @property
    def worn_by(self) -> tuple[Gender, ...]:
        return tuple(self.ages)

    def suits(self, gender: Gender, age: int) -> float:
        """The weight with which it is drawn for someone."""
        return sum(weight for first, last, weight in self.ages.get(gender, ()) if first <= age <= last)


@dataclass(frozen=True)
class Hairdo:
    """One person's way to wear a style.

    ``fringe`` is one of ``parts.FRINGES`` or "none", ``part`` the parting's place (degrees, positive to the right),
    ``pin`` whether a bun has a hairpin, ``full`` how thick the hair is (around 1).
    """

    style: HairStyle
    fringe: str
    part: float
    pin: bool
    full: float

    @property
    def name(self) -> str:
        return self.style.name

    def front(self, tress: Tress) -> None:
        """What falls over face and forehead."""
        self.style.front(tress, self)

    def back(self, tress: Tress) -> None:
        """What is behind the head."""
        self.style.back(tress, self)
