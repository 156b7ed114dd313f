"""Eyes and brows."""

from shared.providers.studio.picture.brush import MULTIPLY, Pen, Point, across, blob, curve, oval
from shared.providers.studio.picture.colours import darker, lighter, mix
from shared.providers.studio.picture.figure.expression import Expression
from shared.providers.studio.picture.figure.turn import Turn
from shared.providers.studio.picture.look import Look


def draw_eyes(pen: Pen, look: Look, turn: Turn, face: Expression, lids: float, gaze: Point) -> None:
    """Both eyes; ``lids`` 0 (shut) to 1, ``gaze`` -1 to 1 across and down."""
    for side in (-1, 1):
        distance = 34.5 + look.face.eye_distance * 1.2
        x, y = turn.at(side * distance, 3 * look.child)
        with pen.moved(x, y, stretch=turn.narrowing(side)):
            _eye(pen, look, side, face, lids, gaze)
    if look.glasses:
        _glasses(pen, look, turn)


def _eye(pen: Pen, look: Look, side: int, face: Expression, lids: float, gaze: Point) -> None:
    size = look.face.eye
    half = 20.0 * size
    tall = 1 + 0.12 * look.child
    opening = max(0.0, face.lid * lids) * (1 - 0.12 * look.old)
    slant = look.face.eye_slant * 1.0 - 1.6 * face.brow_inner * 0.5 + look.old * 2.2
    top, bottom = (
        11.5 * size * tall * opening,
        7.6 * size * tall * (1 - 0.75 * max(0.0, face.squint)) * min(1.0, opening * 1.6 + 0.1),
    )
    if face.squint < 0:
        bottom *= 1 - 0.25 * face.squint
    inner, outer = (-half * side, 3.2), (half * side, -1.6 + slant)
    shut = (1 - min(1.0, opening)) * 4.4  # a closing lid comes down past the middle
    upper = [
        inner,
        (-half * 0.48 * side, 3.2 - top * 0.78 + shut),
        (half * 0.08 * side, 1.6 - top + shut),
        (half * 0.62 * side, 0.6 - top * 0.66 + slant * 0.6 + shut * 0.8),
        outer,
    ]
    lower = [
        outer,
        (half * 0.55 * side, 2 + bottom * 0.82 + slant * 0.4),
        (0.0, 3.4 + bottom),
        (-half * 0.6 * side, 4 + bottom * 0.55),
        inner,
    ]
    if opening > 0.08:
        shape = blob([*upper, *lower[1:-1]])
        pen.fill(shape, across((0, -10), (0, 10), (214, 206, 208), (250, 247, 244)))
        with pen.within(shape):
            _iris(pen, look, size, opening, gaze)
            pen.stroke([(px, py + 1.5) for px, py in upper], (2, 7, 4), darker(look.shade, 0.25), 0.5, 1.6, MULTIPLY)
            pen.fill(oval(-half * side + 1.5 * side, 4.2, 2.6, 2.2), (226, 150, 140), 0.7)
    _lids(pen, look, side, half, upper, lower, opening, face)
    if face.tears > 0.3:
        pen.stroke([lower[1], lower[2], lower[3]], (0.8, 2.6, 0.8), (255, 255, 255), 0.7 * face.tears)
        x, y = half * 0.3 * side, 7 + bottom
        pen.stroke(
            [(x, y - 4), (x + side, y + 9), (x + side * 0.5, y + 20)],
            (1.2, 2.4, 4.4),
            (255, 255, 255),
            0.45 * face.tears,
        )
        pen.fill(oval(x + side * 0.5, y + 20, 2.4, 3.2), (255, 255, 255), 0.75 * face.tears)


def _iris(pen: Pen, look: Look, size: float, opening: float, gaze: Point) -> None:
    radius = 10.4 * size * (1.0 + 0.06 * look.child) * (0.9 if opening > 1.15 else 1.0)
    x, y = gaze[0] * 6.4 * size, -1.2 + gaze[1] * 4.2
    pen.fill(oval(x, y, radius, radius * 1.04), darker(look.iris, 0.55))
    pen.fill(
        oval(x, y, radius * 0.9, radius * 0.94),
        across((x, y - radius), (x, y + radius), darker(look.iris, 0.6), look.iris, lighter(look.iris, 0.35)),
    )
    pen.fill(
        oval(x, y + radius * 0.42, radius * 0.58, radius * 0.36),
        lighter(mix(look.iris, (214, 140, 76), 0.6), 0.15),
        0.6,
        1.2,
    )
    pen.fill(oval(x, y, radius * 0.46, radius * 0.48), (14, 9, 12))
    pen.fill(oval(x + radius * 0.32, y - radius * 0.4, radius * 0.3, radius * 0.32), (255, 255, 255), 0.96)
    pen.fill(oval(x - radius * 0.38, y + radius * 0.42, radius * 0.15, radius * 0.15), (255, 255, 255), 0.75)


def _lids(
    pen: Pen,
    look: Look,
    side: int,
    half: float,
    upper: list[Point],
    lower: list[Point],
    opening: float,
    face: Expression,
) -> None:
    lash = darker(mix(look.line, (30, 18, 24), 0.75), 0.2)
    made_up = look.woman and not look.child
    flick = (half * (1.14 if made_up else 1.04) * side, upper[-1][1] - (3.2 if made_up else 0.4))
    thick = (3.9 if made_up else 3.3 if look.child else 2.7) * (1 - 0.25 * look.old)
    pen.stroke([*upper, flick], (1.0, thick * 0.85, thick, thick, 0.3), lash)
    if made_up and look.old < 0.6:
        for share, reach in ((0.6, 3.2), (0.8, 4.4), (0.95, 4.8)):
            x = half * share * side
            y = upper[3][1] + (upper[4][1] - upper[3][1]) * (share - 0.55) / 0.45
            pen.stroke([(x, y), (x + 2.2 * side, y - reach * 0.5), (x + 4.4 * side, y - reach)], (1.5, 1.0, 0.2), lash)
    pen.stroke(lower[:4], (0.4, 1.2, 0.3), look.line, 0.5)
    lift = 4.6 + 1.4 * max(0.0, face.brow_inner) - 1.6 * max(0.0, -face.brow_inner)
    crease = [
        (x * (0.98 if index < 3 else 1.04), y - lift * (0.5, 1.0, 1.0, 0.92, 0.7)[index])
        for index, (x, y) in enumerate(upper)
    ]
    pen.stroke(crease[1:], (0.3, 1.5, 0.4), look.line, 0.5 + 0.3 * look.old)
    if face.squint > 0.5 and opening > 0.3:
        pouch = [(x, y + 4.2) for x, y in lower[1:4]]
        pen.stroke(pouch, (0.3, 1.4, 0.3), look.line, 0.34 * face.squint)


def draw_brows(pen: Pen, look: Look, turn: Turn, face: Expression) -> None:
    colour = mix(darker(look.hair_colour, 0.15), look.skin, 0.1)
    thick = 4.6 * look.face.brow
    for side in (-1, 1):
        inner_y = -24.5 - 8.5 * max(0.0, face.brow_inner) - 7.5 * min(0.0, face.brow_inner)
        arch_y = -31.5 - 6.0 * face.brow_outer - 2.5 * face.brow_inner
        outer_y = -25.0 - 6.5 * face.brow_outer
        pull = 5.5 * max(0.0, face.frown)
        points = [
            turn.at(side * (15 - pull), inner_y),
            turn.at(side * (28 - pull * 0.6), (inner_y + arch_y) / 2 - 2.2),
            turn.at(side * 44, arch_y),
            turn.at(side * 59, outer_y),
        ]
        pen.stroke(points, (thick * 0.72, thick, thick * 0.82, 0.4), colour, 0.94)
        pen.stroke(
            [(x, y + thick * 0.22) for x, y in points], (thick * 0.3, thick * 0.5, 0.2), darker(colour, 0.3), 0.5
        )
    if face.frown > 0.3:
        for side in (-1, 1):
            pen.stroke(
                [turn.at(side * 5, -30), turn.at(side * 6.5, -22), turn.at(side * 4.5, -14)],
                (0.3, 2.0, 0.3),
                look.line,
                0.55 * face.frown,
            )


def _glasses(pen: Pen, look: Look, turn: Turn) -> None:
    frame = (44, 38, 44) if look.age < 60 else (120, 90, 60)
    for side in (-1, 1):
        x, y = turn.at(side * 34, 4, 68)
        lens = oval(x, y, 27 * turn.narrowing(side), 21)
        pen.fill(lens, across((x - 20, y - 20), (x + 20, y + 20), (255, 255, 255), (190, 214, 240)), 0.13)
        pen.stroke([(x - 13, y + 9), (x - 2, y - 12)], (0.5, 4, 0.5), (255, 255, 255), 0.28)
        pen.outline(lens, frame, 2.3, 0.95)
        if not (side == turn.side and turn.amount > 0.3):
            pen.stroke(
                [turn.at(side * 60, 1, 60), turn.at(side * 74, -2, 30), turn.at(side * 79, -3, 0)],
                (2.4, 2.2, 2.0),
                frame,
                0.95,
            )
    left, right = turn.at(-8, 1, 78), turn.at(8, 1, 78)
    pen.outline(curve([left, ((left[0] + right[0]) / 2, left[1] - 3), right]), frame, 2.3)
