"""The head without its features: ears, the face's outline, light and shadow on the skin, the nose."""

import math

import numpy as np

from shared.providers.studio.picture.brush import MULTIPLY, SCREEN, Pen, Point, Ramp, across, blob, oval, smooth
from shared.providers.studio.picture.colours import lighter, mix
from shared.providers.studio.picture.features import FACE_SHAPES
from shared.providers.studio.picture.figure.skin import draw_age, draw_beard, draw_marks
from shared.providers.studio.picture.figure.turn import CROWN, Turn
from shared.providers.studio.picture.look import Look

# (x, y, z) of the outline from temple to chin: as seen from the front, and the far half in three-quarter view.
FRONT = ((75, -40, 0), (75, -6, 2), (72, 22, 8), (62, 52, 14), (43, 78, 36), (18, 94, 58))
FAR = ((64, -44, 30), (63, -8, 34), (67, 20, 40), (56, 50, 52), (40, 77, 56), (18, 95, 60))
CHIN = 98.0
LIGHT = (255, 246, 234)


def outline(look: Look, turn: Turn, drop: float = 0.0) -> np.ndarray:
    """The face's contour, from the left temple over the chin to the right one; ``drop`` units open the jaw."""
    shape = FACE_SHAPES[look.face.shape]
    jaw = look.face.jaw * 4 + shape.jaw
    long = shape.length + (0 if look.woman else 6) - 10 * look.child
    halves: dict[int, list[Point]] = {}
    for side in (-1, 1):
        share = turn.amount if side == turn.side else 0.0
        points = []
        for (fx, fy, fz), (ax, ay, az) in zip(FRONT, FAR, strict=True):
            low = max(0.0, (fy - 16) / 82)
            x = (fx + (ax - fx) * share) * look.face.width * shape.width
            x += jaw * math.sin(low * math.pi) + shape.cheek * math.exp(-(((fy - 22) / 24) ** 2))
            x += (shape.chin + (3 if not look.woman else 0)) * max(0.0, low - 0.6) * 2.5
            x += look.child * 6 * math.sin(low * math.pi)
            x += look.old * (2.6 * math.exp(-(((fy - 70) / 12) ** 2)) - 2.6 * math.exp(-(((fy - 46) / 14) ** 2)))
            y = fy + (ay - fy) * share + drop * low**2 + long * low
            points.append(turn.at(side * x, y, fz + (az - fz) * share))
        halves[side] = points
    chin = turn.at(0, CHIN + drop + long, 64)
    return smooth([*halves[-1], chin, *halves[1][::-1]], 60)


def face_path(look: Look, turn: Turn, drop: float = 0.0) -> np.ndarray:
    """The whole face with the skull above it, shape (n, 2)."""
    edge = outline(look, turn, drop)
    lean = -turn.side * turn.amount * 6
    top = [
        (edge[-1][0] - 3, -70),
        (lean + 55, CROWN + 22),
        (lean + 29, CROWN + 5),
        (lean, CROWN),
        (lean - 29, CROWN + 5),
        (lean - 55, CROWN + 22),
        (edge[0][0] + 3, -70),
    ]
    return np.vstack([edge, smooth([edge[-1], *top, edge[0]], 30)[1:-1]])


def draw_ears(pen: Pen, look: Look, turn: Turn) -> None:
    for side in (-1, 1):
        if side == turn.side and turn.amount > 0.35:
            continue
        x, y = turn.at(side * 77 * look.face.width, 8, -6)
        with pen.moved(x, y, side * 8, stretch=0.7 + 0.5 * turn.amount):
            shape = blob(
                [(side * -6, -18), (side * 6, -25), (side * 15, -15), (side * 12, 6), (side * 4, 23), (side * -6, 18)]
            )
            pen.fill(shape, across((side * 12, -25), (-side * 6, 22), look.skin, mix(look.skin, look.shade, 0.75)))
            fold = [(side * 1, -15), (side * 9, -17), (side * 10.5, -4), (side * 5, 12)]
            pen.stroke(fold, (0.5, 2.2, 0.5), look.shade, 0.9)
            pen.fill(oval(side * 3, 1, 3.4, 7.5), look.shade, 0.75, 2.0, MULTIPLY)
            pen.outline(shape, look.line, 1.0, 0.4)
        if look.earrings:
            tone = across((x, y + 22), (x, y + 32), (255, 255, 250), (206, 170, 96))
            pen.fill(oval(x + side * 4, y + 27, 3.6, 4.0), tone)


def draw_face(pen: Pen, look: Look, turn: Turn, key: int, drop: float = 0.0, blush: float = 0.0) -> None:
    """Skin, its light from the ``key`` side (+1 right), nose, age, marks, beard."""
    points = face_path(look, turn, drop)
    shape = blob(points[::2])
    edge = outline(look, turn, drop)
    cx, _ = turn.at(0, 30)
    tones = (mix(look.skin, look.shade, 0.42), look.skin, look.skin, lighter(look.skin, 0.16))
    pen.fill(shape, across((cx - 84 * key, -20), (cx + 84 * key, 20), *tones))
    with pen.within(shape):
        _shadows(pen, look, turn, key, drop, edge)
        _blush(pen, look, turn, blush)
        _lights(pen, look, turn, key, drop)
        _nose(pen, look, turn, key)
        draw_age(pen, look, turn)
        draw_marks(pen, look, turn)
        draw_beard(pen, look, turn, drop)
    tone = mix(look.shade, look.line, 0.55)
    pen.stroke(edge[4:-4], (0.2, 1.2, 1.6, 1.9, 1.6, 1.2, 0.2), tone, 0.75)


def _shadows(pen: Pen, look: Look, turn: Turn, key: int, drop: float, edge: np.ndarray) -> None:
    shade = look.shade
    # The face turns away from the viewer at its rim, most of all on the side away from the light.
    half = len(edge) // 2
    for part, strength in ((edge[: half + 6], 0.62 if key > 0 else 0.3), (edge[half - 6 :], 0.3 if key > 0 else 0.62)):
        pen.stroke(part, (12, 17, 13, 7), shade, strength, 6.5, MULTIPLY)
    away = [turn.at(-key * x, y) for x, y in ((86, -50), (64, -10), (66, 26), (50, 58), (22, 94))]
    plane = blob([*away, (away[-1][0] - key * 36, 130), (away[0][0] - key * 60, 20)])
    pen.fill(plane, shade, 0.42 if look.woman else 0.52, 9, MULTIPLY)
    for side in (-1, 1):
        x, y = turn.at(side * 38, -10 + 4 * look.child)
        pen.fill(oval(x, y, 27 * turn.narrowing(side), 12), shade, 0.24 + 0.16 * look.old, 6, MULTIPLY)
        x, y = turn.at(side * 13, -6)
        pen.fill(oval(x, y, 6.5, 13), shade, 0.34 if look.woman else 0.46, 4.5, MULTIPLY)
        if look.child < 0.5:  # the hollow below the cheekbone
            hollow = [turn.at(side * x, y) for x, y in ((66, 30), (54, 47), (42, 62))]
            depth = (0.14 if look.woman else 0.26) + 0.24 * look.old + (0.12 if look.face.shape == "long" else 0)
            pen.stroke(hollow, (4, 17, 3), shade, depth, 6, MULTIPLY)
    x, y = turn.at(0, 85 + drop - 9 * look.child + 3 * (not look.woman))
    pen.fill(oval(x, y, 15, 3.6), shade, 0.42, 3, MULTIPLY)
    x, y = turn.at(0, 57 - 5 * look.child, 74)
    pen.fill(oval(x, y - 2, 3.0, 5.0), shade, 0.4, 1.8, MULTIPLY)


def _lights(pen: Pen, look: Look, turn: Turn, key: int, drop: float) -> None:
    strength = 1 - 0.35 * look.old
    for x, y, rx, ry, alpha, soft in (
        (key * 46, 16, 19, 11, 0.42, 7),
        (-key * 40, 18, 12, 7, 0.16, 6),
        (key * 16, -50, 34, 15, 0.26, 11),
        (key * 7, 92 + drop - 10 * look.child, 11, 5.5, 0.3, 4),
    ):
        at = turn.at(x, y)
        pen.fill(oval(*at, rx, ry), LIGHT, alpha * strength, soft, SCREEN)


def _blush(pen: Pen, look: Look, turn: Turn, blush: float) -> None:
    natural = 0.34 if look.child else (0.27 if look.woman else 0.12) * (1 - 0.4 * look.old)
    if look.makeup:
        natural += 0.14
    for side in (-1, 1):
        x, y = turn.at(side * 48, 30)
        pen.fill(oval(x, y, 20 * turn.narrowing(side), 11), (236, 96, 92), natural + 0.34 * blush, 8)
        if blush > 0.4 and look.age < 30:
            for step in (-1, 0, 1):
                mark = [(x + step * 6 - 2, y + 4), (x + step * 6 + 2, y - 4)]
                pen.stroke(mark, (0.3, 1.4, 0.3), (214, 70, 76), 0.4 * blush)
    x, y = turn.at(0, 38, 80)
    pen.fill(oval(x, y, 11, 6), (232, 100, 92), 0.14 + 0.12 * look.child, 5)


def _nose(pen: Pen, look: Look, turn: Turn, key: int) -> None:
    size = look.face.nose
    tip = turn.at(0, 38 - 4 * look.child, 68 + 15 * size)
    bridge, base = turn.at(0, -8, 69), turn.at(0, 46 - 5 * look.child, 76)
    wing = 11.5 * size
    shaded = -turn.side if turn.amount > 0.25 else -key
    flank = [
        bridge,
        (tip[0] + shaded * 2.5, tip[1] - 8),
        (tip[0] + shaded * 4.5, tip[1] + 1),
        (base[0] + shaded * wing, base[1]),
        (base[0] + shaded * (wing + 2), base[1] - 8),
        (bridge[0] + shaded * 8, bridge[1] + 12),
    ]
    pen.fill(blob(flank), look.shade, 0.34 if look.woman else 0.46, 2.8, MULTIPLY)
    under = [
        (base[0] - wing * 0.95, base[1] - 2), (base[0], base[1] - 0.5), (base[0] + wing * 0.95, base[1] - 2),
        (base[0] + wing * 0.5, base[1] + 5), (base[0], base[1] + 6.5), (base[0] - wing * 0.5, base[1] + 5),
    ]  # fmt: skip
    pen.fill(blob(under), look.shade, 0.85, 1.7, MULTIPLY)
    for side in (-1, 1):
        narrow = turn.narrowing(side)
        x = base[0] + side * wing * 0.52 * narrow
        nostril = [(x - side * 3.2, base[1] + 0.6), (x, base[1] - 1.2), (x + side * 3.4, base[1] + 0.4)]
        pen.stroke(nostril, (0.4, 2.5, 0.5), look.line, 0.66)
        if not look.child:
            x = base[0] + side * wing * narrow
            curl = [(x - side * 0.5, base[1] - 8), (x + side * 1.6, base[1] - 3), (x - side * 1.4, base[1] + 1.2)]
            pen.stroke(curl, (0.2, 1.4, 0.3), look.line, 0.3 + 0.12 * (not look.woman))
    if turn.amount > 0.3:
        far = [
            (bridge[0] + turn.side * 6, bridge[1] + 2),
            (bridge[0] + turn.side * 3, bridge[1] + 14),
            (tip[0] + turn.side * 1.5, tip[1] - 12),
            (tip[0] + turn.side * 6.0 * size, tip[1]),
            (tip[0] + turn.side * 2.5, base[1] + 1),
        ]
        pen.stroke(far, (0.2, 1.1, 1.2, 1.7, 0.6), look.line, 0.5 * turn.amount)
    light = [
        (bridge[0] + key, bridge[1] + 6),
        ((bridge[0] + tip[0]) / 2 + key, (bridge[1] + tip[1]) / 2),
        (tip[0] + key, tip[1] - 6),
    ]
    pen.stroke(light, (1.5, 4.6, 3.4), (255, 252, 244), 0.34, 1.8)
    pen.fill(oval(tip[0] + key * 1.6, tip[1] - 2, 3.6, 3.0), (255, 253, 247), 0.62, 1.3)


def skin_ramp(look: Look, half: float, key: int) -> Ramp:
    """Skin lit from the key side across a limb ``half`` units to each side."""
    return across(
        (-half * key, 0), (half * key, 0), mix(look.skin, look.shade, 0.85), look.skin, lighter(look.skin, 0.12)
    )
