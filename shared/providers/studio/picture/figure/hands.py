"""Hands: palms, fingers and thumbs as data."""

import math

import numpy as np
import skia

from shared.providers.studio.picture.brush import MULTIPLY, SCREEN, Pen, Point, across, blob, curve, oval, ribbon
from shared.providers.studio.picture.colours import lighter, mix
from shared.providers.studio.picture.look import Look

_ROOTS: tuple[Point, ...] = ((-18, 54), (-5.5, 59), (7.5, 57), (19, 50))
_JOINTS = ((27, 19, 15), (30, 21, 16), (27, 19, 15), (20, 14, 12))
_BENT: tuple[tuple[float, float, float], ...] = ((2, 10, 22), (2, 12, 26), (2, 16, 32), (2, 20, 38))
_ANGLES: dict[str, tuple[tuple[float, float, float], ...]] = {  # degrees: 0 along the hand, positive to the thumb
    "relaxed": _BENT,
    "flat": ((9, 7, 4), (3, 2, 1), (-3, -3, -2), (-10, -9, -7)),
    "open": ((17, 13, 9), (5, 4, 2), (-8, -8, -9), (-23, -22, -20)),
    "grip": ((8, 14, 20), (4, 10, 18), (0, 6, 14), (-6, 2, 12)),
}
_PALM: tuple[Point, ...] = (
    (-16, -16),
    (16, -16),
    (20, 8),
    (26, 36),
    (23, 54),
    (8, 63),
    (-12, 61),
    (-26, 50),
    (-22, 12),
)
_BALL: tuple[Point, ...] = (
    (-16, -16),
    (16, -16),
    (23, 8),
    (30, 34),
    (26, 56),
    (6, 66),
    (-18, 62),
    (-30, 46),
    (-24, 12),
)
_THUMBS: dict[str, tuple[Point, ...]] = {
    "relaxed": ((-15, 8), (-27, 28), (-31, 50), (-25, 68)),
    "flat": ((-15, 8), (-32, 24), (-42, 44), (-44, 62)),
    "open": ((-15, 8), (-36, 20), (-52, 36), (-62, 54)),
    "grip": ((-14, 4), (-26, 26), (-22, 52), (-10, 70)),
    "fist": ((-20, 12), (-31, 32), (-20, 48), (4, 50)),
    "point": ((-20, 12), (-30, 32), (-18, 46), (6, 46)),
    "curled": ((-20, 12), (-33, 30), (-34, 50), (-26, 64)),
}


def draw_hand(pen: Pen, look: Look, kind: str, side: int, key: int = 1) -> None:
    """A hand below its wrist at the origin, fingers down, for the picture's right arm unless ``side`` is -1.

    A hand that grips comes without its thumb, which goes before the thing: ``draw_thumb``.
    """
    if kind == "hidden":
        return
    if kind in ("fist", "point", "curled"):
        _closed(pen, look, kind, side, key)
        return
    if kind != "grip":
        draw_thumb(pen, look, kind, side, key)
    for index in (3, 2, 1, 0):
        angles = _ANGLES[kind][index]
        _finger(pen, look, _chain(_ROOTS[index], _JOINTS[index], angles, side), 15.5 - 2.4 * (index == 3), key)
    _palm(pen, look, _PALM, side, key)
    for root in _ROOTS[:3]:  # the gaps between the fingers run a little into the palm
        x = (root[0] + 6.2) * side
        pen.stroke([(x, root[1] + 6), (x - 0.5 * side, root[1] - 7)], (2.4, 0.6), look.line, 0.55)
    if kind == "open":
        pen.stroke([(-16 * side, 24), (-4 * side, 34), (10 * side, 36)], (0.6, 1.8, 0.6), look.line, 0.4)
        pen.stroke([(-18 * side, 40), (-10 * side, 30), (-9 * side, 12)], (0.6, 1.8, 0.6), look.line, 0.4)


def draw_thumb(pen: Pen, look: Look, kind: str, side: int, key: int = 1) -> None:
    _finger(pen, look, np.array(_THUMBS[kind]) * (side, 1), 17, key)


def _closed(pen: Pen, look: Look, kind: str, side: int, key: int) -> None:
    """Fingers rolled into the palm, the thumb before them."""
    if kind == "point":
        _finger(pen, look, _chain((-17, 50), (30, 22, 17), (2, 0, -2), side), 16, key)
    if kind == "curled":
        _finger(pen, look, _chain((-17, 48), (26, 20, 14), (-2, 16, 60), side), 16, key)
    _palm(pen, look, _BALL, side, key)
    for x in (-7, 6, 18):
        points = [(x * side, 64 - abs(x) * 0.2), ((x + 1) * side, 50), ((x - 1) * side, 38)]
        pen.stroke(points, (2.2, 2.0, 0.6), look.line, 0.75)
    pen.fill(oval(4 * side, 40, 20, 9), look.shade, 0.4, 5, MULTIPLY)
    draw_thumb(pen, look, kind, side, key)


def _chain(root: Point, joints: tuple[float, ...], angles: tuple[float, ...], side: int) -> np.ndarray:
    chain = [(root[0] * side, root[1] - 8), (root[0] * side, root[1])]
    for length, angle in zip(joints, angles, strict=True):
        way = math.radians(angle)
        x, y = chain[-1]
        chain.append((x - side * length * math.sin(way), y + length * math.cos(way)))
    return np.array(chain)


def _finger(pen: Pen, look: Look, chain: np.ndarray, width: float, key: int) -> None:
    body = ribbon(chain, (width, width * 1.02, width * 0.94, width * 0.8), 12)
    tip = oval(float(chain[-1][0]), float(chain[-1][1]), width * 0.4, width * 0.4)
    shape = skia.Op(body, tip, skia.PathOp.kUnion_PathOp) or body
    pen.outline(shape, look.line, 2.2, 0.85)
    pen.fill(shape, mix(look.skin, look.shade, 0.34))
    light = np.add(chain[1:], (key * width * 0.13, 0))
    pen.stroke(light, (width * 0.3, width * 0.6, width * 0.4), lighter(look.skin, 0.06), 0.95, 1.2)


def _palm(pen: Pen, look: Look, points: tuple[Point, ...], side: int, key: int) -> None:
    shape = blob([(x * side, y) for x, y in points])
    dark = mix(look.skin, look.shade, 0.5)
    pen.fill(shape, across((-26 * key, 0), (24 * key, 20), dark, look.skin, lighter(look.skin, 0.08)))
    with pen.within(shape):
        pen.fill(oval(key * 10, 22, 13, 26), (255, 246, 232), 0.16, 7, SCREEN)
        pen.fill(oval(0, -10, 22, 12), look.shade, 0.6, 6, MULTIPLY)
    for edge in (points[2:5], points[7:9]):
        pen.outline(curve([(x * side, y) for x, y in edge]), look.line, 1.7, 0.8)
