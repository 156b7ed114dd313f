"""The mouth, from closed to wide open."""

from shared.providers.studio.picture.brush import MULTIPLY, Pen, Point, across, blob, oval, polygon, smooth
from shared.providers.studio.picture.colours import darker, lighter, mix
from shared.providers.studio.picture.figure.expression import Expression
from shared.providers.studio.picture.figure.turn import Turn
from shared.providers.studio.picture.look import Look

JAW_DROP = 15.0
"""Units by which the chin sinks when the mouth is wide open."""
GAPE = 35.0
"""Units between the lips of a wide open mouth."""


def draw_mouth(pen: Pen, look: Look, turn: Turn, face: Expression, opening: float, wide: float) -> None:
    """The mouth; ``opening`` 0 to 1, ``wide`` -1 (rounded) to 1 (spread)."""
    opening = min(1.0, max(opening, face.jaw))
    x, y = turn.at(0, 66 - 7 * look.child, 70)
    # A rounded mouth closes in only as far as it opens; lips at rest stay what they are.
    shape = 1 + (0.24 * max(0.0, wide) - 0.46 * max(0.0, -wide)) * min(1.0, 0.3 + opening * 2)
    half = (20.0 * shape * look.face.mouth + 6.0 * face.stretch) * (1 - 0.22 * look.child)
    half *= 1 - 0.1 * opening * (wide < 0.3)
    with pen.moved(x, y, stretch=0.5 + 0.5 * (turn.narrowing(1) + turn.narrowing(-1)) / 2 - 0.08 * turn.amount):
        _Mouth(pen, look, turn, face, opening, wide, max(8.0, half)).draw()


class _Mouth:
    """One mouth in one shape, in units around the middle of the lips."""

    def __init__(
        self, pen: Pen, look: Look, turn: Turn, face: Expression, opening: float, wide: float, half: float
    ) -> None:
        self.pen, self.look, self.face, self.half = pen, look, face, half
        self.opening, self.round = opening, max(0.0, -wide) * min(1.0, opening * 3)
        self.push = turn.side * turn.amount * 3.0  # the middle stands out, so it shifts when the head turns
        self.lift = 6.4 * face.smile * (1 - 0.5 * self.round)
        gap = GAPE * opening**0.8 * (1 - 0.15 * max(0.0, wide))
        grin = max(0.0, face.smile - 0.4)
        self.up = -gap * 0.22 - 0.4 + max(0.0, self.lift) * (0.2 + 0.1 * grin)
        self.low = gap * 0.78 + max(0.0, self.lift) * 0.3
        self.gap = gap

    def draw(self) -> None:
        top, low = self._seams()
        if self.opening > 0.03:
            self._inside(top, low)
        self._lips(top, low)
        self._corners()
        full = self.look.face.lips
        y = 13.0 * full + self.low
        half = self.half * 0.5
        under = [(-half + self.push, y - 1), (self.push, y + 1.4), (half + self.push, y - 1)]
        self.pen.stroke(under, (0.5, 4.4, 0.5), self.look.shade, 0.7, 1.6, MULTIPLY)

    def _seams(self) -> tuple[list[Point], list[Point]]:
        """The edge of the upper lip from left to right, that of the lower lip back again."""
        half, push, up, low, y = self.half, self.push, self.up, self.low, 0.6 - self.lift
        bow = 0.55 + 0.14 * self.round
        square = 0.9 + 0.12 * (self.face.stretch > 0.15) * (self.face.smile < 0)
        side = y + self.gap * (0.1 + 0.18 * self.round)
        left, right = (-half, side), (half, side)
        near = half * bow
        # Rounded lips make an oval: its shoulders lie lower than those of a mouth that speaks wide.
        shoulder = (up * square - 0.4) * (1 - self.round) + (side + (up - side) * 0.76) * self.round
        top = [left, (push * 0.6 - near, shoulder), (push, up + 0.9), (push * 0.6 + near, shoulder), right]
        deep = 0.84
        bottom = [
            right,
            (push * 0.6 + near, 0.9 + low * deep),
            (push, 1.6 + low),
            (push * 0.6 - near, 0.9 + low * deep),
            left,
        ]
        return top, bottom

    def _inside(self, top: list[Point], low: list[Point]) -> None:
        pen, push, up, down, half = self.pen, self.push, self.up, self.low, self.half
        hole = blob([*top, *low[1:-1]])
        pen.fill(hole, across((0, up), (0, down), (58, 12, 22), (112, 30, 40)))
        with pen.within(hole):
            bared = self.face.smile < -0.2 and self.face.stretch > 0.12
            tongue = max(0.0, self.gap - 5) * 0.52 * (1 - 0.4 * self.round)
            if tongue > 1:
                y = down + 3
                pen.fill(oval(push, y, half * 0.66, tongue), mix((214, 96, 104), self.look.lip, 0.2))
                pen.fill(oval(push, y - tongue * 0.5, half * 0.34, tongue * 0.3), (240, 150, 150), 0.6, 1.5)
            teeth = min(8.5, 1.6 + self.gap * 0.34) * (1 - 0.62 * self.round)
            self._teeth(up - 1, teeth, 0.95, 1)
            if bared or (self.face.smile < 0.3 and self.half > 22 and self.gap > 8):
                self._teeth(down + 2, min(7.0, self.gap * 0.3) * (1.3 if bared else 0.8), 0.74, -1)
            pen.stroke([(x, y + 1.2) for x, y in smooth(top, 12)], (1, 3.4, 1), (40, 8, 14), 0.42, 1.0)

    def _teeth(self, y: float, tall: float, reach: float, way: int) -> None:
        """A row of teeth, the upper one (``way`` 1) or the lower one (-1)."""
        pen, push, half = self.pen, self.push, self.half * reach
        edge = [
            (push - half, y - way * 8),
            (push + half, y - way * 8),
            (push + half * 0.86, y + way * tall * 0.7 - self.lift * 0.3),
            (push + half * 0.4, y + way * (tall + 1.0)),
            (push, y + way * (tall + 1.4)),
            (push - half * 0.4, y + way * (tall + 1.0)),
            (push - half * 0.86, y + way * tall * 0.7 - self.lift * 0.3),
        ]
        pen.fill(blob(edge), (250, 246, 240) if way > 0 else (232, 224, 216), 0.98)
        for place in (-0.5, -0.24, 0.0, 0.24, 0.5):
            x = push + half * place
            pen.stroke([(x, y), (x, y + way * tall)], (0.2, 0.7, 0.3), (176, 150, 146), 0.4)

    def _lips(self, top: list[Point], low: list[Point]) -> None:
        pen, look, push, up, down, half = self.pen, self.look, self.push, self.up, self.low, self.half
        full = look.face.lips * (1 - 0.42 * look.old) * (1 + 0.25 * self.round)
        left, right = top[0], top[-1]
        near = half * 0.5
        rim_top = [
            left,
            (push * 0.6 - near, up - 3.6 * full),
            (push - 4, up - 5.6 * full),
            (push, up - 4.0 * full),
            (push + 4, up - 5.6 * full),
            (push * 0.6 + near, up - 3.6 * full),
            right,
        ]
        rim_low = [
            right,
            (push * 0.6 + near, down + 5.6 * full),
            (push, down + 8.2 * full + 0.6),
            (push * 0.6 - near, down + 5.6 * full),
            left,
        ]
        seam_top, seam_low = smooth(top, 24), smooth(low, 24)
        strength = look.lip_strength
        pen.fill(polygon([*smooth(rim_top, 28), *seam_top[::-1]]), darker(look.lip, 0.16), strength)
        pen.fill(
            polygon([*smooth(rim_low, 28), *seam_low[::-1]]),
            across(
                (0, down), (0, down + 9 * full), darker(look.lip, 0.04), lighter(look.lip, 0.16 if look.woman else 0.04)
            ),
            strength,
        )
        gloss = 0.5 * strength if look.woman else 0.14
        pen.fill(oval(push + 2.5, down + 4.4 * full + 0.6, half * 0.3, 1.6 * full), (255, 255, 255), gloss, 1.0)
        line = darker(look.line, 0.4)
        pen.stroke(seam_top, (1.0, 1.5, 2.0, 1.5, 1.0), line, 0.85)
        if self.opening > 0.1:
            pen.stroke(seam_low, (0.3, 1.2, 0.3), line, 0.4)

    def _corners(self) -> None:
        pen, look, smile = self.pen, self.look, self.face.smile
        y = 0.6 - self.lift + self.gap * (0.1 + 0.18 * self.round)
        line = darker(look.line, 0.35)
        for side in (-1, 1):
            x = self.half * side
            tick = [(x - side * 2, y + 0.6), (x, y), (x + side * 3.0, y - 2.4 * smile + 0.4)]
            pen.stroke(tick, (1.2, 2.3, 0.3), line, 0.75)
            if smile > 0.3:
                dimple = [(x + side * 6, y - 7), (x + side * 8.5, y - 0.5), (x + side * 6.5, y + 5)]
                pen.stroke(dimple, (0.3, 1.7, 0.3), look.line, 0.42 * smile)
            elif smile < -0.3:
                fold = [(x + side * 3, y + 1), (x + side * 5.5, y + 6), (x + side * 5, y + 11)]
                pen.stroke(fold, (0.3, 1.8, 0.3), look.line, -0.4 * smile)
