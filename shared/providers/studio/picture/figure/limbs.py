"""Arms and hands."""

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
import skia

from shared.providers.studio.picture.brush import MULTIPLY, Pen, Point, across, blob, curve, oval, ribbon, smooth
from shared.providers.studio.picture.colours import RGB, darker, lighter, mix
from shared.providers.studio.picture.figure.build import Build
from shared.providers.studio.picture.look import Look

Finger = tuple[
    float, float, tuple[float, ...]
]  # root x, root y, then an angle for each joint (degrees, 0 = along the hand)

HANDS: dict[str, tuple[Finger, ...]] = {
    "relaxed": ((-17, 46, (6, 16, 26)), (-6, 50, (4, 16, 28)), (6, 50, (2, 18, 32)), (16, 44, (0, 22, 40))),
    "flat": ((-20, 44, (9, 6, 4)), (-7, 50, (3, 2, 0)), (7, 50, (-3, -2, 0)), (19, 44, (-10, -7, -4))),
    "fist": ((-18, 44, (40, 130, 200)), (-6, 48, (40, 130, 200)), (6, 48, (40, 130, 200)), (17, 43, (40, 130, 200))),
    "point": ((-17, 46, (0, 0, 0)), (-6, 48, (40, 130, 200)), (6, 48, (40, 130, 200)), (16, 43, (40, 130, 200))),
}
LENGTHS = (0.92, 1.0, 0.94, 0.76)


@dataclass(frozen=True)
class Arm:
    """Where an arm's joints are, for the right arm of the picture: (x beyond the shoulder's share, height)."""

    elbow: Point
    wrist: Point
    hand: str
    turn: float  # the hand's direction, degrees from straight down, positive outward


GESTURES: dict[str, Arm] = {
    "down": Arm((1.07, 410), (1.02, 590), "relaxed", 4),
    "chest": Arm((1.16, 410), (0.30, 345), "flat", -104),
    "hold": Arm((1.12, 415), (0.40, 430), "fist", -112),
    "point": Arm((1.24, 385), (1.58, 272), "point", 128),
    "phone": Arm((1.26, 372), (0.66, 172), "fist", -170),
    "hip": Arm((1.52, 400), (0.92, 500), "fist", -60),
    "plead": Arm((1.12, 415), (1.44, 342), "flat", 112),
}


def draw_arm(pen: Pen, look: Look, build: Build, side: int, gesture: str, key: int) -> None:
    """One arm in its sleeve, with its hand; ``side`` +1 is the picture's right."""
    arm = GESTURES[gesture]
    cut = look.outfit.garment.cut
    size = build.shoulder / 160
    half = (24 + cut.bulk * 0.42) * cut.sleeve * size
    shoulder = build.at(side * (build.shoulder + cut.bulk * 0.3 - half), 184 + half * 0.86, 16)
    elbow = build.at(side * build.shoulder * arm.elbow[0], arm.elbow[1], 16)
    wrist = build.at(side * build.shoulder * arm.wrist[0], arm.wrist[1], 40)
    line = smooth([shoulder, elbow, wrist], 40)
    with pen.moved(wrist[0], wrist[1], -side * arm.turn, scale=size * (0.9 if look.woman else 1.0)):
        draw_hand(pen, look, arm.hand, side)
    if cut.sleeve_end < 0.98:
        _bare(pen, look, line, size)
    covered = line[: max(4, round(40 * cut.sleeve_end))]
    colour = look.outfit.inner if look.outfit.garment.inner_sleeves else look.outfit.colour
    _sleeve(pen, colour, covered, half, cut.sleeve_end, side, key)
    if look.outfit.garment.sleeve:
        look.outfit.garment.sleeve(pen, covered, half, colour)


def _bare(pen: Pen, look: Look, line: np.ndarray, size: float) -> None:
    arm = ribbon(line, (44 * size, 46 * size, 40 * size, 42 * size, 29 * size), 40)
    left, right = float(line[:, 0].min()) - 20, float(line[:, 0].max()) + 20
    pen.fill(arm, across((left, 0), (right, 0), mix(look.skin, look.shade, 0.45), look.skin, look.skin))
    pen.outline(arm, look.line, 1.3, 0.5)


def _sleeve(pen: Pen, colour: RGB, line: np.ndarray, half: float, reach: float, side: int, key: int) -> None:
    """A sleeve with a round shoulder: shadow on the body, light, folds at the elbow, a cuff."""
    taper = 1.5 + 0.6 * (1 - reach)
    profile = np.interp(
        np.linspace(0, reach, len(line)), (0, 0.4, 0.55, 1), (half * 2.1, half * 2.08, half * 1.9, half * taper)
    )
    arm = _limb(line, profile, half)
    dark = darker(colour, 0.62)
    with pen.moved(-key * 6, 9):
        pen.fill(arm, dark, 0.4, 7, MULTIPLY)
    tone = colour if side == key else darker(colour, 0.12)
    low, high = float(line[:, 0].min()) - half, float(line[:, 0].max()) + half
    ends = (low, high) if key > 0 else (high, low)
    pen.fill(arm, across((ends[0], 0), (ends[1], 16), darker(tone, 0.36), tone, tone, lighter(tone, 0.12)))
    along = np.gradient(line, axis=0)
    along /= np.linalg.norm(along, axis=1)[:, None] + 1e-9
    normal = np.stack([-along[:, 1], along[:, 0]], 1) * (profile[:, None] / 2)
    with pen.within(arm):
        for edge in (line + normal, line - normal):
            pen.stroke(edge[2:], (3, 9, 6), dark, 0.28, 4, MULTIPLY)
        for share, lean in ((0.40, 1), (0.47, -1), (0.54, 1), (0.86, -1)):
            index = min(len(line) - 2, int(share / reach * len(line)))
            if index < 3:
                continue
            a, b = line[index] + normal[index], line[index] - normal[index]
            inner = a if a[0] * side < b[0] * side else b
            tip = line[index] + along[index] * 9 * lean
            pen.stroke([inner, (inner + tip) / 2 + along[index] * 5, tip], (7, 5, 0.6), dark, 0.5, 2.0, MULTIPLY)
        pen.stroke([line[-2], line[-1]], (half * 2.4, half * 2.4), dark, 0.16)
    for sign in (-1, 1):
        edge = line + normal * sign
        outer = (edge[8][0] - line[8][0]) * side > 0
        pen.outline(curve(edge[0 if outer else 6 :]), dark, 1.5, 0.75)
    pen.outline(curve([line[-1] + normal[-1], line[-1] + along[-1] * 2.5, line[-1] - normal[-1]]), dark, 1.5, 0.75)


def _limb(line: np.ndarray, profile: np.ndarray, half: float) -> Any:
    """Upper arm and forearm, joined at a round elbow: one ribbon would fold over itself when the arm is bent."""
    middle = len(line) // 2 if len(line) > 24 else len(line) - 1
    parts = [oval(line[0][0], line[0][1], half * 1.05, half * 1.05), _part(line[: middle + 1], profile[: middle + 1])]
    if middle < len(line) - 1:
        radius = float(profile[middle]) / 2
        parts += [oval(line[middle][0], line[middle][1], radius, radius), _part(line[middle:], profile[middle:])]
    joined = parts[0]
    for part in parts[1:]:
        joined = skia.Op(joined, part, skia.PathOp.kUnion_PathOp) or joined
    return joined


def _part(line: np.ndarray, profile: np.ndarray) -> Any:
    return ribbon(line, tuple(profile), len(line))


def draw_hand(pen: Pen, look: Look, kind: str, side: int) -> None:
    """A hand below its wrist at the origin, fingers down; for the picture's right unless ``side`` is -1."""
    skin, shade, line = look.skin, look.shade, mix(look.line, look.skin, 0.15)
    dark = mix(skin, shade, 0.6)
    mirror = side
    palm = [(-15, -14), (15, -14), (19, 14), (22, 40), (12, 54), (-12, 54), (-23, 42), (-20, 12)]
    fill = across((-24 * mirror, 0), (24 * mirror, 20), dark, skin, lighter(skin, 0.1))
    thumb = smooth(
        [(-14, 8), (-29, 24), (-33, 44), (-27, 60)] if kind != "fist" else [(-14, 10), (-26, 28), (-18, 46), (-2, 52)],
        10,
    )
    thumb[:, 0] *= mirror

    def finger(points: np.ndarray, width: float) -> None:
        path = curve(points)
        pen.outline(path, line, width + 2.4, 0.9)
        pen.outline(path, mix(skin, shade, 0.18), width)

    def fingers() -> None:
        for index in (3, 2, 1, 0):
            x, y, angles = HANDS[kind][index]
            chain = [(x * mirror, y)]
            for joint, angle in enumerate(angles):
                length = (23, 18, 14)[joint] * LENGTHS[index] * (0.8 if abs(angle) > 90 else 1.0)
                px, py = chain[-1]
                way = math.radians(angle * mirror)
                chain.append((px - length * math.sin(way) * 0.55, py + length * math.cos(way)))
            finger(np.asarray(chain), 12.6 - 1.4 * (index == 3))

    if kind in ("fist", "point"):
        pen.fill(blob([(x * mirror, y) for x, y in palm]), fill)
        pen.outline(blob([(x * mirror, y) for x, y in palm]), line, 1.5, 0.85)
        fingers()
    else:
        finger(thumb, 13.5)
        fingers()
        hand = blob([(x * mirror, y) for x, y in palm])
        pen.fill(hand, fill)
        pen.stroke([(-21 * mirror, 14), (-23 * mirror, 36), (-13 * mirror, 52)], (0.6, 1.6, 0.6), line, 0.8)
        pen.stroke([(20 * mirror, 14), (22 * mirror, 36), (14 * mirror, 50)], (0.6, 1.6, 0.6), line, 0.8)
        return
    finger(thumb, 13.5)
