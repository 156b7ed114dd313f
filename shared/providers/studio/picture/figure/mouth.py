"""The mouth, from closed to wide open."""

from shared.providers.studio.picture.brush import MULTIPLY, Pen, across, blob, oval, polygon, smooth
from shared.providers.studio.picture.colours import darker, lighter, mix
from shared.providers.studio.picture.figure.expression import Expression
from shared.providers.studio.picture.figure.turn import Turn
from shared.providers.studio.picture.look import Look

JAW_DROP = 11.0
"""Units by which the chin sinks when the mouth is wide open."""


def draw_mouth(pen: Pen, look: Look, turn: Turn, face: Expression, opening: float, wide: float) -> None:
    """The mouth; ``opening`` 0 to 1, ``wide`` -1 (rounded) to 1 (spread)."""
    opening = min(1.0, max(opening, face.jaw))
    x, y = turn.at(0, 71 - 6 * look.child, 70)
    half = (20.5 + 4.2 * wide * min(1.0, 0.4 + opening) + 4.6 * face.stretch) * (1 - 0.2 * look.child)
    with pen.moved(x, y, stretch=0.5 + 0.5 * (turn.narrowing(1) + turn.narrowing(-1)) / 2 - 0.08 * turn.amount):
        _lips(pen, look, turn, face, opening, half)


def _lips(pen: Pen, look: Look, turn: Turn, face: Expression, opening: float, half: float) -> None:
    lift = 5.6 * face.smile
    gap = 24.0 * opening
    push = turn.side * turn.amount * 3.0  # the middle stands out, so it shifts when the head turns
    left, right = (-half, 0.6 - lift), (half, 0.6 - lift)
    near_left, near_right = -half * 0.55 + push * 0.6, half * 0.55 + push * 0.6
    up = -gap * 0.20 + max(0.0, lift) * 0.25
    low = gap * 0.80 + max(0.0, lift) * 0.35
    full = look.face.lips * (1.0 if look.woman else 0.82) * (1 - 0.3 * look.old)
    seam_top = [left, (near_left, -0.6 + up), (push, 0.8 + up), (near_right, -0.6 + up), right]
    seam_low = [right, (near_right, 0.9 + low * 0.86), (push, 1.8 + low), (near_left, 0.9 + low * 0.86), left]
    lip_top = [
        left,
        (near_left, -4.6 * full + up),
        (push - 4, -6.4 * full + up),
        (push, -5.0 * full + up),
        (push + 4, -6.4 * full + up),
        (near_right, -4.6 * full + up),
        right,
    ]
    lip_low = [
        right,
        (near_right, 5.2 * full + low),
        (push, 8.0 * full + low + 0.8),
        (near_left, 5.2 * full + low),
        left,
    ]
    if opening > 0.03:
        _inside(pen, look, seam_top, seam_low, push, up, low, half)
    top_line, low_line = smooth(seam_top, 24), smooth(seam_low, 24)
    upper, under = smooth(lip_top, 28), smooth(lip_low, 28)
    strength = 0.95 if look.woman and not look.child else 0.62
    pen.fill(polygon([*upper, *top_line[::-1]]), darker(look.lip, 0.14), strength)
    pen.fill(
        polygon([*under, *low_line[::-1]]),
        across((0, low), (0, low + 9), look.lip, lighter(look.lip, 0.14 if look.woman else 0.0)),
        strength,
    )
    pen.fill(oval(push + 3, 4.6 * full + low + 0.6, 6.5, 1.5), (255, 255, 255), 0.42 if look.woman else 0.1, 1.0)
    line = darker(look.line, 0.35)
    pen.stroke(top_line, (1.7, 1.2, 1.9, 1.2, 1.7), line, 0.88)
    for side, corner in ((-1, left), (1, right)):
        pen.stroke(
            [
                (corner[0] - side * 1.5, corner[1] + 0.4),
                corner,
                (corner[0] + side * 2.4, corner[1] - 1.6 * face.smile + 0.6),
            ],
            (1.2, 2.0, 0.4),
            line,
            0.75,
        )
        if face.smile > 0.4:
            pen.stroke(
                [
                    (corner[0] + side * 5.5, corner[1] - 6),
                    (corner[0] + side * 7.5, corner[1] - 0.5),
                    (corner[0] + side * 5.5, corner[1] + 4.5),
                ],
                (0.3, 1.5, 0.3),
                look.line,
                0.4 * face.smile,
            )
    pen.stroke(
        [(-half * 0.4 + push, 11.5 * full + low), (push, 13 * full + low), (half * 0.4 + push, 11.5 * full + low)],
        (0.5, 3.0, 0.5),
        look.shade,
        0.7,
        1.0,
        MULTIPLY,
    )


def _inside(
    pen: Pen,
    look: Look,
    top: list[tuple[float, float]],
    low: list[tuple[float, float]],
    push: float,
    up: float,
    down: float,
    half: float,
) -> None:
    hole = blob([*top, *low[1:-1]])
    pen.fill(hole, across((0, up), (0, down), (62, 16, 24), (96, 28, 36)))
    with pen.within(hole):
        teeth = min(5.8, 1.2 + (down - up) * 0.34)
        pen.fill(
            blob(
                [
                    (push - half, up - 5),
                    (push + half, up - 5),
                    (push + half * 0.66, up + teeth * 0.7),
                    (push, up + teeth + 1.4),
                    (push - half * 0.66, up + teeth * 0.7),
                ]
            ),
            (248, 243, 238),
            0.97,
        )
        pen.fill(
            oval(push, down + 1.5, half * 0.55, max(1.0, (down - up) * 0.36)), mix((206, 92, 98), look.lip, 0.2), 0.95
        )
        pen.stroke([(x, y + 1.0) for x, y in smooth(top, 12)], (1, 3, 1), (40, 8, 14), 0.35, 1.0)
