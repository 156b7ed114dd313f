"""Legs: trousers or a skirt, standing or on their way."""

import math
from typing import NamedTuple

import numpy as np

from shared.providers.studio.picture.brush import MULTIPLY, Pen, Point, across, blob, oval, polygon, ribbon, smooth
from shared.providers.studio.picture.colours import RGB, darker, lighter, mix
from shared.providers.studio.picture.figure.build import Build
from shared.providers.studio.picture.look import Look
from shared.providers.studio.picture.wardrobe import Tailor

HIP, KNEE, ANKLE = 600.0, 905.0, 1232.0


class Stride(NamedTuple):
    """A moment of a walk: ``phase`` 0 to 1 is two steps, ``way`` the side that it leads to (+1 right)."""

    phase: float
    way: int


class _Leg(NamedTuple):
    hip: Point
    knee: Point
    ankle: Point
    toe: float  # which way the foot points, -1 to 1

    def lowered(self, drop: float) -> "_Leg":
        hip, knee, ankle = ((x, y + drop) for x, y in self[:3])
        return _Leg(hip, knee, ankle, self.toe)


def drop_of(build: Build, stride: Stride) -> float:
    """How far the hips sink when the feet are apart, in units: one of them is always on the floor."""
    return build.y(ANKLE) - max(leg.ankle[1] for leg in _swung(build, stride))


def draw_legs(pen: Pen, look: Look, build: Build, key: int, stride: Stride | None) -> None:
    """Both legs from the hip down with the shadow at the feet."""
    outfit = look.outfit
    pen.fill(oval(build.x(0, 10), build.sole - 6, build.hip * 1.5, 22), (6, 4, 10), 0.5, 12)
    legs = _walking(build, stride) if stride else _standing(build, key)
    bare = outfit.skirt or outfit.garment.skirt
    for index, leg in enumerate(legs):
        _shoe(pen, build, leg, bare)
        if bare:
            _calf(pen, look, build, leg)
        else:
            _trouser(pen, build, leg, outfit.lower if index else darker(outfit.lower, 0.2), key)
    if outfit.skirt and not outfit.garment.skirt:
        _skirt(Tailor(pen, build, outfit, key, not look.woman), outfit.lower, build, stride)


def _standing(build: Build, key: int) -> tuple[_Leg, _Leg]:
    """The weight on one leg, the other one a little bent and turned out."""
    half = build.hip * 0.46

    def leg(side: int) -> _Leg:
        free = side != key
        out = 22 if free else 4
        return _Leg(
            build.at(side * half, HIP, 10),
            build.at(side * (half + (13 if free else -2)), KNEE - 6 * free, 14),
            build.at(side * (half * 0.86 + out), ANKLE - 4 * free, 10),
            side * (0.75 if free else 0.35),
        )

    return leg(-key), leg(key)


def _walking(build: Build, stride: Stride) -> tuple[_Leg, _Leg]:
    drop = drop_of(build, stride)
    far, near = (leg.lowered(drop) for leg in _swung(build, stride))
    return far, near


def _swung(build: Build, stride: Stride) -> tuple[_Leg, _Leg]:
    """Both legs below hips that do not sink."""

    def leg(half: float, side: int) -> _Leg:
        turn = 2 * math.pi * (stride.phase + half)
        thigh = math.radians(19) * math.sin(turn)
        bend = math.radians(42) * max(0.0, math.cos(turn)) + 0.06
        upper, lower = build.y(KNEE) - build.y(HIP), build.y(ANKLE) - build.y(KNEE)
        hip = build.at(side * build.hip * 0.26, HIP, 10)
        knee = (hip[0] + stride.way * upper * math.sin(thigh), hip[1] + upper * math.cos(thigh))
        shin = thigh - bend
        ankle = (knee[0] + stride.way * lower * math.sin(shin), knee[1] + lower * math.cos(shin))
        return _Leg(hip, knee, ankle, stride.way * 1.0)

    return leg(0.5, -stride.way), leg(0.0, stride.way)


def _trouser(pen: Pen, build: Build, leg: _Leg, colour: RGB, key: int) -> None:
    wide = build.hip * 0.52
    centre = smooth([leg.hip, leg.knee, leg.ankle], 30)
    widths = np.interp(
        np.linspace(0, 1, 30), (0, 0.2, 0.5, 0.62, 0.9, 1), np.array((2.15, 1.95, 1.3, 1.24, 0.98, 1.04)) * wide
    )
    shape = ribbon(centre, tuple(widths), 30)
    left, right = float(centre[:, 0].min()) - wide, float(centre[:, 0].max()) + wide
    ends = (left, right) if key > 0 else (right, left)
    pen.fill(
        shape,
        across((ends[0], 0), (ends[1], 0), darker(colour, 0.45), darker(colour, 0.1), colour, lighter(colour, 0.1)),
    )
    dark = darker(colour, 0.6)
    with pen.within(shape):
        pen.stroke(
            np.add(centre, (-key * wide * 0.72, 0)), (wide * 0.5, wide * 0.6, wide * 0.4), dark, 0.4, 7, MULTIPLY
        )
        pen.stroke(np.add(centre, (key * wide * 0.2, 0)), (1, 2.4, 2), lighter(colour, 0.25), 0.4, 1)
        _creases(pen, leg, wide, dark, key)
        pen.fill(oval(leg.hip[0], leg.hip[1] + 10, wide * 1.4, 60), dark, 0.5, 16, MULTIPLY)
    pen.outline(shape, dark, 1.7, 0.8)


def _creases(pen: Pen, leg: _Leg, wide: float, dark: RGB, key: int) -> None:
    for y, way in ((-12, 1), (16, -1), (36, 1)):
        x, base = leg.knee[0], leg.knee[1] + y
        pen.stroke(
            [(x - way * wide * 0.7, base), (x, base + 8), (x + way * wide * 0.3, base + 2)], (6, 5, 0.5), dark, 0.5, 1.8
        )
    for y, way in ((-44, -1), (-20, 1), (-6, -1)):
        x, base = leg.ankle[0], leg.ankle[1] + y
        pen.stroke(
            [(x - way * wide * 0.6, base), (x, base + 7), (x + way * wide * 0.4, base - 3)], (5, 5, 0.5), dark, 0.6, 1.6
        )


def _calf(pen: Pen, look: Look, build: Build, leg: _Leg) -> None:
    thick = build.hip * 0.25
    centre = smooth([leg.hip, leg.knee, leg.ankle], 30)
    widths = np.interp(
        np.linspace(0, 1, 30), (0, 0.48, 0.56, 0.7, 0.94, 1), np.array((3.4, 2.3, 1.9, 2.25, 1.16, 1.2)) * thick
    )
    shape = ribbon(centre, tuple(widths), 30)
    left, right = float(centre[:, 0].min()) - thick, float(centre[:, 0].max()) + thick
    pen.fill(
        shape,
        across((left, 0), (right, 0), mix(look.skin, look.shade, 0.7), look.skin, mix(look.skin, look.shade, 0.2)),
    )
    pen.outline(shape, look.line, 1.4, 0.55)


def _skirt(tailor: Tailor, colour: RGB, build: Build, stride: Stride | None) -> None:
    pen, wide = tailor.pen, build.hip
    swing = 14 * math.sin(4 * math.pi * stride.phase) if stride else 0.0
    hem = smooth(
        [build.at(x * wide * 1.3 + swing, 950 - 10 * abs(x) + 8 * math.sin(x * 9), 10) for x in (-1, -0.5, 0, 0.5, 1)],
        20,
    )
    shape = polygon(np.vstack([[build.at(wide * 0.9, 520, 10), build.at(-wide * 0.9, 520, 10)], hem]))
    pen.fill(shape, tailor.shading(colour))
    with pen.within(shape):
        for x in (-0.8, -0.45, -0.1, 0.25, 0.6, 0.9):
            points = [
                build.at(x * wide * 0.6, 560),
                build.at(x * wide * 0.95 + swing * 0.5, 760),
                build.at(x * wide * 1.2 + swing, 960),
            ]
            pen.stroke(points, (2, 13, 18), darker(colour, 0.55), 0.45, 5, MULTIPLY)
        pen.fill(oval(build.x(0), build.y(580), wide * 1.4, 50), darker(colour, 0.6), 0.5, 16, MULTIPLY)
    pen.outline(shape, darker(colour, 0.65), 1.8, 0.8)


def _shoe(pen: Pen, build: Build, leg: _Leg, light: bool) -> None:
    leather = (92, 50, 52) if light else (52, 44, 46)
    x, y = leg.ankle
    low = y + (build.sole - build.y(ANKLE))
    size, toe = build.size, leg.toe
    shape = blob(
        [
            (x - 22 * size, y - 6),
            (x + 22 * size, y - 6),
            (x + (26 + 34 * max(0.0, toe)) * size, low - 18),
            (x + (24 + 42 * max(0.0, toe)) * size, low),
            (x - (24 - 42 * min(0.0, toe)) * size, low),
            (x - (26 - 34 * min(0.0, toe)) * size, low - 18),
        ]
    )
    pen.fill(shape, across((0, y), (0, low), lighter(leather, 0.22), darker(leather, 0.35)))
    with pen.within(shape):
        pen.stroke([(x - 90, low - 3), (x + 90, low - 3)], (9, 9), (232, 226, 220) if not light else (40, 24, 26), 0.85)
    pen.outline(shape, darker(leather, 0.7), 1.6, 0.8)
