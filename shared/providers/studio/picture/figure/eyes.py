"""Eyes: whites, irises, lids, lashes, tears, glasses. Brows are in ``brows``."""

from shared.providers.studio.picture.brush import MULTIPLY, Pen, Point, across, blob, curve, oval, ribbon
from shared.providers.studio.picture.colours import darker, lighter, mix
from shared.providers.studio.picture.features import EYE_SHAPES
from shared.providers.studio.picture.figure.brows import draw_brows
from shared.providers.studio.picture.figure.expression import Expression
from shared.providers.studio.picture.figure.turn import Turn
from shared.providers.studio.picture.look import Look

__all__ = ["draw_brows", "draw_eyes", "draw_tears"]

Line = list[Point]


def draw_eyes(pen: Pen, look: Look, turn: Turn, face: Expression, lids: float, gaze: Point) -> None:
    """Both eyes; ``lids`` 0 (shut) to 1, ``gaze`` -1 to 1 across and down."""
    for side in (-1, 1):
        distance = 38.5 + look.face.eye_distance * 1.4 - 1.5 * look.child
        x, y = turn.at(side * distance, 5 * look.child)
        with pen.moved(x, y, stretch=turn.narrowing(side)):
            _eye(pen, look, side, face, lids, gaze)
    if look.glasses:
        _glasses(pen, look, turn)


def _eye(pen: Pen, look: Look, side: int, face: Expression, lids: float, gaze: Point) -> None:
    size = look.face.eye
    opening = max(0.0, face.lid * lids) * (1 - 0.18 * look.old)
    upper, lower, fold, half = _shape(look, side, face, opening)
    if opening > 0.07:
        shape = blob([*upper, *lower[1:-1]])
        pen.fill(shape, across((0, -12 * size), (0, 8 * size), (222, 212, 216), (252, 249, 247)))
        with pen.within(shape):
            _iris(pen, look, size, opening, gaze)
            pen.stroke([(px, py + 2.2) for px, py in upper], (3, 8, 5), darker(look.shade, 0.45), 0.5, 1.8, MULTIPLY)
            pen.fill(oval(-half * side + 2 * side, 4.0, 2.8, 2.4), (228, 148, 140), 0.75)
    _skin(pen, look, side, half, fold, upper, lower, opening, face)
    _lashes(pen, look, side, half, upper, lower, opening)


def _shape(look: Look, side: int, face: Expression, opening: float) -> tuple[Line, Line, Line, float]:
    """Upper lid from the inner corner to the outer one, lower lid back again, the fold above, half the width."""
    size, kind = look.face.eye, EYE_SHAPES[look.face.eye_shape]
    half = 21.5 * size * kind.width
    slant = kind.slant + look.face.eye_slant * 0.8 + 2.4 * look.old - 0.9 * face.brow_inner * (face.brow_inner < 0)
    droop = 1.5 * max(0.0, face.brow_inner) * (1 - max(0.0, face.lid - 1) * 2)
    tall = (14.6 if look.woman or look.child else 13.2) * size * kind.height * (1 + 0.04 * look.child)
    low = 9.2 * size * (1 + 0.08 * look.child) * (1 - 0.62 * max(0.0, face.squint) - 0.35 * min(0.0, face.squint))
    inner, outer = (-half * side, 4.0), (half * side, -1.0 + slant + droop)
    places = (-0.55, 0.06, 0.64)
    wide_open = (3.2 - tall * 0.76, 1.2 - tall, -tall * 0.66 + slant * 0.55 + droop * 0.8)
    under = (4.2 + low * 0.6, 3.2 + low, 1.6 + low * 0.78 + slant * 0.5)
    # A shut eye's line hangs low at rest and arches when the cheeks push it up.
    shut = tuple(value + 0.6 - 2.8 * max(0.0, face.squint) * bend for value, bend in zip(under, (1, 2, 1), strict=True))
    lids = [
        (place * half * side, closed + (opened - closed) * opening)
        for place, closed, opened in zip(places, shut, wide_open, strict=True)
    ]
    upper = [inner, *lids, outer]
    lower = [outer, *[(place * half * side, y) for place, y in zip(places[::-1], under[::-1], strict=True)], inner]
    lift = 5.2 + 1.4 * max(0.0, face.brow_inner) - 2.0 * max(0.0, -face.brow_inner) - 2.2 * look.old
    lowest = min(1.0, max(0.35, opening))
    fold = [
        (place * half * side * 1.03, shut_y + (y - shut_y) * lowest - lift * share)
        for place, y, shut_y, share in zip(places, wide_open, shut, (0.75, 1.0, 0.95), strict=True)
    ]
    fold.append((half * side * 1.1, outer[1] - lift * 0.5 + 1.5 * look.old))
    return upper, lower, fold, half


def _iris(pen: Pen, look: Look, size: float, opening: float, gaze: Point) -> None:
    radius = 12.0 * size * (1 + 0.06 * look.child) * (0.86 if opening > 1.12 else 1.0)
    x, y = gaze[0] * 7.6 * size, -0.6 + gaze[1] * 4.6
    pen.fill(oval(x, y, radius, radius * 1.06), darker(look.iris, 0.62))
    pen.fill(
        oval(x, y, radius * 0.9, radius * 0.97),
        across((x, y - radius), (x, y + radius), darker(look.iris, 0.72), look.iris, lighter(look.iris, 0.42)),
    )
    warm = lighter(mix(look.iris, (224, 150, 84), 0.6), 0.2)
    pen.fill(oval(x, y + radius * 0.5, radius * 0.62, radius * 0.36), warm, 0.7, 1.4)
    pen.fill(oval(x, y - radius * 0.04, radius * 0.44, radius * 0.48), (14, 8, 12))
    pen.fill(oval(x + radius * 0.34, y - radius * 0.4, radius * 0.29, radius * 0.34), (255, 255, 255), 0.97)
    pen.fill(oval(x - radius * 0.4, y + radius * 0.44, radius * 0.17, radius * 0.15), (255, 255, 255), 0.8)


def _skin(
    pen: Pen, look: Look, side: int, half: float, fold: Line, upper: Line, lower: Line, opening: float, face: Expression
) -> None:
    """The lids: make-up, fold, bags."""
    tone = look.makeup if look.makeup else look.shade
    shadow = blob([*upper, *[(x, y - 2) for x, y in fold[::-1]]])
    pen.fill(shadow, tone, 0.5 if look.makeup else 0.34 + 0.16 * look.old, 2.0, MULTIPLY)
    crease = 0.62 if look.face.eye_shape != "single" else 0.22
    pen.stroke([(upper[0][0], upper[0][1] - 3.5), *fold], (0.2, 1.1, 1.5, 1.2, 0.2), look.line, crease)
    if look.old > 0.25:  # the lid hangs over the outer corner
        hang = [fold[1], (fold[2][0] + 3 * side, fold[2][1] + 2.5), (half * 1.16 * side, upper[-1][1] + 1.0)]
        pen.stroke(hang, (0.3, 2.0, 0.4), look.line, 0.5 * look.old)
    if face.squint > 0.3 and opening > 0.2:
        pouch = [(x, y + 5.0) for x, y in lower[1:4]]
        pen.stroke(pouch, (0.3, 1.6, 0.3), look.line, 0.34 * face.squint)
    elif not look.old:
        pouch = [(x, y + 5.5) for x, y in lower[1:4]]
        pen.stroke(pouch, (1, 3.4, 1), look.shade, 0.3, 1.6, MULTIPLY)


def _lashes(pen: Pen, look: Look, side: int, half: float, upper: Line, lower: Line, opening: float) -> None:
    lash = darker(mix(look.line, (30, 16, 22), 0.8), 0.25)
    made_up = look.woman and look.age > 13
    thick = (4.4 if made_up else 3.6 if look.child > 0.3 else 3.2) * (1 - 0.42 * look.old) * look.face.eye
    flick = (
        half * (1.15 if made_up else 1.03) * side,
        upper[-1][1] - (2.6 if made_up else 0.2) * min(1.0, opening + 0.2),
    )
    pen.stroke([*upper, flick], (0.8, thick * 0.7, thick, thick * 1.05, thick * 0.8, 0.2), lash)
    if made_up and look.old < 0.4:
        for share, reach in ((0.42, 3.4), (0.62, 4.6), (0.8, 5.4), (0.95, 5.2)):
            x = half * share * side
            y = upper[3][1] + (upper[4][1] - upper[3][1]) * (share - 0.64) / 0.36 if share > 0.64 else (
                upper[2][1] + (upper[3][1] - upper[2][1]) * (share - 0.06) / 0.58
            )  # fmt: skip
            up = reach * (1 if opening > 0.35 else -0.7)
            pen.stroke([(x, y), (x + 1.6 * side, y - up * 0.5), (x + 4.0 * side, y - up)], (1.7, 1.1, 0.2), lash)
    pen.stroke(lower[:4], (0.6, 1.5 if made_up else 1.2, 0.8, 0.2), mix(look.line, lash, 0.4), 0.6)


def draw_tears(pen: Pen, look: Look, turn: Turn, amount: float) -> None:
    """Water at the lower lids and a drop that runs down each cheek, one farther than the other."""
    down = 5 * look.child
    for side, low in ((-1, 74.0), (1, 48.0)):
        rim = [turn.at(side * x, y + down) for x, y in ((27, 9.0), (38, 12.0), (51, 8.0))]
        pen.stroke(rim, (0.8, 3.2, 0.8), (255, 255, 255), 0.8 * amount)
        way = [turn.at(side * x, y) for x, y in ((44, 13 + down), (46, 26), (45, (26 + low) / 2), (42, low))]
        pen.stroke(way, (1.2, 2.4, 2.6, 4.4), (232, 244, 255), 0.5 * amount)
        pen.stroke([(x - 1.5 * side, y) for x, y in way[1:]], (0.2, 0.8, 0.2), (150, 110, 130), 0.4 * amount)
        x, y = way[-1]
        pen.fill(oval(x, y, 3.0, 4.2), (240, 248, 255), 0.75 * amount)
        pen.fill(oval(x - 0.8, y - 1.2, 1.1, 1.4), (255, 255, 255), 0.95 * amount)


def _glasses(pen: Pen, look: Look, turn: Turn) -> None:
    frame = (40, 36, 44) if look.age < 60 else (112, 84, 58)
    for side in (-1, 1):
        x, y = turn.at(side * 38.5, 4, 70)
        wide = 29 * turn.narrowing(side)
        lens = _lens(x, y, wide, 23, look.seed % 2 == 0)
        pen.fill(lens, across((x - 20, y - 20), (x + 20, y + 20), (255, 255, 255), (190, 214, 240)), 0.1)
        with pen.within(lens):
            for off, width in ((-0.45, 7.0), (-0.05, 3.0)):
                glint = [(x + off * wide, y + 26), (x + (off + 0.7) * wide, y - 26)]
                pen.fill(ribbon(glint, (width, width)), (255, 255, 255), 0.16)
        pen.outline(lens, frame, 2.6, 0.95)
        pen.stroke([(x - wide * 0.8, y - 17), (x, y - 22.5), (x + wide * 0.8, y - 17)], (0.5, 2.4, 0.5), frame, 0.9)
        if not (side == turn.side and turn.amount > 0.3):
            arm = [turn.at(side * 67, 0, 60), turn.at(side * 76, -3, 30), turn.at(side * 80, -4, 0)]
            pen.stroke(arm, (2.6, 2.2, 2.0), frame, 0.95)
    left, right = turn.at(-10, 0, 80), turn.at(10, 0, 80)
    pen.outline(curve([left, ((left[0] + right[0]) / 2, left[1] - 3.5), right]), frame, 2.4)


def _lens(x: float, y: float, wide: float, tall: float, round_: bool) -> object:
    if round_:
        return oval(x, y, wide * 0.94, tall)
    sides = (
        (-0.96, -0.5),
        (-0.6, -0.86),
        (0.6, -0.86),
        (0.96, -0.5),
        (0.86, 0.5),
        (0.5, 0.84),
        (-0.5, 0.84),
        (-0.86, 0.5),
    )
    return blob([(x + across_ * wide, y + down * tall) for across_, down in sides])
