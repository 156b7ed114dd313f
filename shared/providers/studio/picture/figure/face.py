"""The head without its features: neck, ears, the face's outline, light and shadow on the skin."""

import math
from random import Random

import numpy as np

from shared.providers.studio.picture.brush import MULTIPLY, SCREEN, Pen, Point, Ramp, across, blob, curve, oval, smooth
from shared.providers.studio.picture.colours import darker, lighter, mix
from shared.providers.studio.picture.figure.turn import CHIN, CROWN, Turn
from shared.providers.studio.picture.look import Look

# (x, y, z) of the outline from temple to chin: as seen from the front, and the far half in three-quarter view.
FRONT = ((76, -40, 0), (76, -4, 2), (73, 26, 8), (63, 57, 14), (43, 85, 36), (18, 101, 58))
FAR = ((64, -44, 30), (66, -6, 34), (66, 22, 40), (55, 54, 52), (40, 82, 56), (18, 101, 60))


def outline(look: Look, turn: Turn, drop: float = 0.0) -> np.ndarray:
    """The face's contour, from the left temple over the chin to the right one; ``drop`` units open the jaw."""
    jaw = look.face.jaw * 5
    halves: dict[int, list[Point]] = {}
    for side in (-1, 1):
        share = turn.amount if side == turn.side else 0.0
        points = []
        for (fx, fy, fz), (ax, ay, az) in zip(FRONT, FAR, strict=True):
            low = max(0.0, (fy - 20) / 84)
            x = (fx + (ax - fx) * share) * look.face.width + jaw * math.sin(low * math.pi)
            x += look.child * 6 * math.sin(low * math.pi)
            y = fy + (ay - fy) * share + drop * low**2 - look.child * 11 * low
            points.append(turn.at(side * x, y, fz + (az - fz) * share))
        halves[side] = points
    chin = turn.at(0, CHIN + drop - look.child * 11, 64)
    return smooth([*halves[-1], chin, *halves[1][::-1]], 60)


def face_path(look: Look, turn: Turn, drop: float = 0.0) -> np.ndarray:
    """The whole face with the skull above it, shape (n, 2)."""
    edge = outline(look, turn, drop)
    lean = -turn.side * turn.amount * 6
    top = [
        (edge[-1][0] + 1, -74),
        (lean + 44, CROWN + 12),
        (lean, CROWN),
        (lean - 44, CROWN + 12),
        (edge[0][0] - 1, -74),
    ]
    return np.vstack([edge, smooth([edge[-1], *top, edge[0]], 30)[1:-1]])


def draw_ears(pen: Pen, look: Look, turn: Turn) -> None:
    for side in (-1, 1):
        if side == turn.side and turn.amount > 0.35:
            continue
        x, y = turn.at(side * 77 * look.face.width, 6, -6)
        with pen.moved(x, y, side * 8, stretch=0.7 + 0.5 * turn.amount):
            pen.fill(oval(side * 4, 0, 13, 25), across((0, -25), (0, 25), look.skin, look.shade))
            pen.stroke(
                [(side * 2, -16), (side * 11, -12), (side * 11, 4), (side * 5, 14)], (0.6, 1.8, 0.6), look.line, 0.55
            )
            pen.stroke([(side * 2, -6), (side * 7, 0), (side * 3, 8)], (0.6, 2.6, 0.6), look.shade, 0.9)
            pen.outline(oval(side * 4, 0, 13, 25), look.line, 1.1, 0.5)
        if look.earrings:
            pen.fill(
                oval(x + side * 4, y + 27, 3.4, 3.8), across((x, y + 23), (x, y + 31), (255, 255, 250), (206, 170, 96))
            )


def draw_face(pen: Pen, look: Look, turn: Turn, key: int, drop: float = 0.0, blush: float = 0.0) -> None:
    """Skin, its light from the ``key`` side (+1 right), nose, wrinkles, beard."""
    points = face_path(look, turn, drop)
    shape = blob(points[::2])
    cx, _ = turn.at(0, 30)
    light = lighter(look.skin, 0.1)
    pen.fill(
        shape,
        across(
            (cx - 86 * key, -20), (cx + 80 * key, 10), mix(look.skin, look.shade, 0.55), look.skin, look.skin, light
        ),
    )
    with pen.within(shape):
        _shadows(pen, look, turn, key, drop)
        _blush(pen, look, turn, blush)
        _nose(pen, look, turn, key)
        if look.old > 0:
            _wrinkles(pen, look, turn)
        if look.beard:
            _beard(pen, look, turn, drop)
        if look.mole:
            x, y = turn.at(34 if look.mole == 1 else -46, 58 if look.mole == 1 else 30)
            pen.fill(oval(x, y, 1.7, 1.7), darker(look.line, 0.3), 0.8)
    pen.outline(curve(outline(look, turn, drop)[3:-3:3]), look.line, 1.5, 0.6)


def _shadows(pen: Pen, look: Look, turn: Turn, key: int, drop: float) -> None:
    shade = look.shade
    hairline = [turn.at(x, y) for x, y in ((-88, -20), (-66, -52), (-30, -66), (20, -68), (62, -54), (88, -20))]
    pen.fill(blob([(-130, -140), *hairline, (130, -140)]), shade, 0.55, 7, MULTIPLY)
    away = [turn.at(-key * x, y) for x, y in ((88, -60), (62, -8), (58, 30), (44, 66), (20, 98))]
    pen.fill(blob([*away, (away[-1][0] - key * 30, 130), (away[0][0] - key * 60, 20)]), shade, 0.5, 9, MULTIPLY)
    for side in (-1, 1):
        x, y = turn.at(side * 33, -8)
        pen.fill(oval(x, y, 24 * turn.narrowing(side), 13), mix(shade, look.skin, 0.3), 0.3, 6, MULTIPLY)
        x, y = turn.at(side * 12, -4)
        pen.fill(oval(x, y, 6, 12), shade, 0.28, 4, MULTIPLY)
    x, y = turn.at(0, 89 + drop - 8 * look.child)
    pen.fill(oval(x, y, 17, 4.5), shade, 0.5, 3, MULTIPLY)
    x, y = turn.at(key * 44, 22)
    pen.fill(oval(x, y, 20, 15), (255, 246, 232), 0.3, 9, SCREEN)
    x, y = turn.at(key * 10, 97 + drop - 10 * look.child)
    pen.fill(oval(x, y, 12, 6), (255, 246, 232), 0.22, 5, SCREEN)


def _blush(pen: Pen, look: Look, turn: Turn, blush: float) -> None:
    natural = 0.3 if look.child else (0.2 if look.woman else 0.1) * (1 - 0.5 * look.old)
    for side in (-1, 1):
        x, y = turn.at(side * 47, 33)
        pen.fill(oval(x, y, 21 * turn.narrowing(side), 13), (232, 92, 92), natural + 0.3 * blush, 9)
    x, y = turn.at(0, 44, 80)
    pen.fill(oval(x, y, 10, 6), (232, 100, 92), 0.12 + 0.1 * look.child, 5)


def _nose(pen: Pen, look: Look, turn: Turn, key: int) -> None:
    size = look.face.nose
    tip, bridge = turn.at(0, 45 - 3 * look.child, 68 + 16 * size), turn.at(0, -6, 69)
    wing, base = 11.5 * size, turn.at(0, 52 - 4 * look.child, 76)
    shaded = -turn.side if turn.amount > 0.25 else -key
    flank = [
        bridge,
        (tip[0] + shaded * 2, tip[1] - 6),
        (base[0] + shaded * wing, base[1]),
        (base[0] + shaded * (wing + 3), base[1] - 8),
        (bridge[0] + shaded * 8, bridge[1] + 16),
    ]
    pen.fill(blob(flank), look.shade, 0.42, 2.6, MULTIPLY)
    pen.fill(oval(base[0], base[1] + 1.5, wing, 3.6), look.shade, 0.75, 1.8, MULTIPLY)
    for side in (-1, 1):
        x = base[0] + side * wing * 0.62 * turn.narrowing(side)
        pen.stroke(
            [(x - side * 3.4, base[1] - 0.6), (x, base[1] - 2.2), (x + side * 3.4, base[1])],
            (0.6, 2.4, 0.6),
            look.line,
            0.62,
        )
        pen.stroke(
            [(x + side * 4.5, base[1] - 9), (x + side * 6.5, base[1] - 3), (x + side * 3.5, base[1] + 1.4)],
            (0.3, 1.3, 0.3),
            look.line,
            0.35,
        )
    if turn.amount > 0.3:
        far = [
            (bridge[0] + turn.side * 5, bridge[1] + 6),
            (tip[0] + turn.side * 1.0, tip[1] - 15),
            (tip[0] + turn.side * 5.5 * size, tip[1] - 1),
            (tip[0] + turn.side * 2.5, base[1] + 1),
        ]
        pen.stroke(far, (0.2, 1.5, 1.0), look.line, 0.5 * turn.amount)
    pen.stroke(
        [(bridge[0] + key, bridge[1] + 8), (tip[0] + key * 1.2, tip[1] - 4)], (1, 5, 4), (255, 250, 240), 0.26, 2
    )
    pen.fill(oval(tip[0] + key * 1.6, tip[1] - 3, 4.2, 3.4), (255, 252, 244), 0.5, 1.6)


def _wrinkles(pen: Pen, look: Look, turn: Turn) -> None:
    depth, line = look.old, mix(look.shade, look.line, 0.55)
    for side in (-1, 1):
        fold = [turn.at(side * x, y, None if x > 25 else 72) for x, y in ((17, 44), (27, 56), (31, 70), (29, 80))]
        pen.stroke(fold, (0.4, 2.2 + depth, 0.4), line, 0.3 + 0.45 * depth)
        bag = [turn.at(side * x, y) for x, y in ((19, 13), (33, 18.5), (48, 13))]
        pen.stroke(bag, (0.3, 1.8, 0.3), line, 0.25 + 0.4 * depth)
        for step in range(3):
            foot = [
                turn.at(side * 57, 1 + step * 4),
                turn.at(side * 63, -3 + step * 7),
                turn.at(side * 68, -6 + step * 9),
            ]
            pen.stroke(foot, (0.9, 1.1, 0.2), line, 0.5 * depth)
        hollow = [turn.at(side * x, y) for x, y in ((58, 36), (52, 56), (44, 72))]
        pen.stroke(hollow, (1, 9, 1), look.shade, 0.4 * depth, 3.5, MULTIPLY)
    for step in range(3):
        y = -47 - step * 10
        pen.stroke(
            [turn.at(x, y - 3 * math.cos(x / 24)) for x in (-36, -14, 12, 37)],
            (0.2, 1.3, 0.2),
            line,
            (0.2, 0.5, 0.35)[step] * depth,
        )


def _beard(pen: Pen, look: Look, turn: Turn, drop: float) -> None:
    colour = mix(darker(look.hair_colour, 0.1), look.shade, 0.12)
    if look.beard == "stubble":
        jaw = [
            turn.at(x, y + drop * 0.6)
            for x, y in (
                (-66, 36),
                (-38, 66),
                (-20, 60),
                (0, 58),
                (20, 60),
                (38, 66),
                (66, 36),
                (56, 84),
                (0, 112),
                (-56, 84),
            )
        ]
        pen.fill(blob(jaw), mix(look.shade, (60, 56, 66), 0.6), 0.36, 7, MULTIPLY)
        return
    chance = Random(look.seed)
    if look.beard in ("moustache", "full", "goatee"):
        for side in (-1, 1):
            for _ in range(30):
                x = chance.uniform(0, 21)
                start, end = (
                    turn.at(side * x * 0.75, 57.5 + x * 0.08, 74),
                    turn.at(side * (x + 7), 62.5 + x * 0.34, 70 - x * 0.5),
                )
                pen.stroke(
                    [start, ((start[0] + end[0]) / 2, start[1] + 1.5), end],
                    (0.8, 1.8, 0.3),
                    colour,
                    chance.uniform(0.5, 0.95),
                )
    if look.beard in ("full", "goatee"):
        reach = 64 if look.beard == "full" else 20
        for _ in range(260 if look.beard == "full" else 90):
            x = chance.uniform(-reach, reach)
            top = 84 - (abs(x) / 64) ** 1.5 * 46
            y = chance.uniform(top, 98 - (abs(x) / 64) ** 2 * 22)
            if abs(x) < 17 and y < 87:
                continue
            start = turn.at(x, y + drop, None if abs(x) > 30 else 70)
            length = chance.uniform(7, 16 if look.beard == "full" else 26)
            end = (start[0] + x * 0.04, start[1] + length)
            pen.stroke(
                [start, ((start[0] + end[0]) / 2 + chance.uniform(-2, 2), (start[1] + end[1]) / 2), end],
                (0.8, 2.0, 0.3),
                colour,
                chance.uniform(0.4, 0.9),
            )


def skin_ramp(look: Look, half: float, key: int) -> Ramp:
    """Skin lit from the key side across a limb ``half`` units to each side."""
    return across(
        (-half * key, 0), (half * key, 0), mix(look.skin, look.shade, 0.85), look.skin, lighter(look.skin, 0.12)
    )
