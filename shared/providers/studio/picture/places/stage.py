"""A set under construction, and what many sets are built of.

A set is drawn on a stage of 720 × 1280 units (whatever the film's size) with a margin of 120 units all around.
"""

import math
from dataclasses import dataclass, field
from random import Random

from shared.artifacts.records import TimeOfDay
from shared.providers.studio.picture.brush import SCREEN, Pen, across, box, curve, fading, oval, polygon
from shared.providers.studio.picture.colours import RGB, darker, lighter, mix
from shared.providers.studio.picture.lettering import write
from shared.providers.studio.picture.places.air import Air

WIDTH, HEIGHT, MARGIN = 720.0, 1280.0, 120.0


@dataclass
class Lamp:
    """A source of light on the set, which glows and turns into a disc out of focus."""

    x: float
    y: float
    radius: float
    colour: RGB
    strength: float = 1.0


@dataclass
class Stage:
    """A set under construction."""

    pen: Pen
    air: Air
    chance: Random
    time: TimeOfDay
    indoors: float = 0.0
    lamp_colour: RGB = (255, 214, 160)
    lamps: list[Lamp] = field(default_factory=list)

    left = -MARGIN
    right = WIDTH + MARGIN
    top = -MARGIN
    bottom = HEIGHT + MARGIN

    def sky(self, horizon: float) -> None:
        """The sky down to the horizon, with stars and a moon at night."""
        self.pen.rect(self.left, self.top, self.right, horizon, across((0, self.top), (0, horizon), *self.air.sky))
        if self.time == "night":
            for _ in range(60):
                x, y = self.chance.uniform(self.left, self.right), self.chance.uniform(self.top, horizon * 0.7)
                self.pen.fill(oval(x, y, 1.2, 1.2), (220, 230, 255), self.chance.uniform(0.2, 0.8))

    def moon(self, x: float, y: float, radius: float) -> None:
        if self.time == "night":
            self.pen.glow(x, y, radius * 5, (170, 196, 255), 0.5)
            self.pen.fill(
                oval(x, y, radius, radius),
                across((x - radius, y - radius), (x + radius, y + radius), (255, 253, 240), (214, 224, 240)),
            )
        elif self.time == "dusk":
            self.pen.glow(x, y + 160, radius * 7, (255, 150, 80), 0.7)

    def lamp(self, x: float, y: float, radius: float, colour: RGB, strength: float = 1.0) -> None:
        """A lamp that shines as much as the time of day lets it."""
        power = strength * self.air.lamps
        if power > 0.02:
            self.lamps.append(Lamp(x, y, radius, colour, power))

    def wall(self, colour: RGB, low: float, top: float | None = None) -> None:
        tone = self.dim(colour)
        self.pen.rect(
            self.left,
            self.top if top is None else top,
            self.right,
            low,
            across((0, 0), (0, low), darker(tone, 0.3), tone, darker(tone, 0.12)),
        )

    def floor(self, colour: RGB, high: float) -> None:
        tone = self.dim(colour)
        self.pen.rect(
            self.left,
            high,
            self.right,
            self.bottom,
            across((0, high), (0, self.bottom), lighter(tone, 0.06), darker(tone, 0.5)),
        )

    def dim(self, colour: RGB) -> RGB:
        """The colour in this light: what walls keep of the evening, lamps give back."""
        out = {"morning": 0.95, "day": 1.0, "dusk": 0.74, "night": 0.42}[self.time]
        level = out + (0.86 - out) * self.indoors * self.air.lamps
        tone = mix(self.air.ambient, self.lamp_colour, self.indoors * self.air.lamps * 0.7)
        red, green, blue = (
            min(255, round(part * level * shade / 255)) for part, shade in zip(colour, tone, strict=True)
        )
        return red, green, blue

    def planks(self, high: float, colour: RGB, count: int = 9) -> None:
        """Lines of a floor that run away from the viewer."""
        for index in range(-count, count + 1):
            x = WIDTH / 2 + index * 46
            self.pen.stroke([(x, high), (WIDTH / 2 + index * 150, self.bottom)], (0.8, 3.0), darker(colour, 0.5), 0.4)

    def window(self, left: float, top: float, right: float, bottom: float, frame: RGB, lattice: bool = False) -> None:
        """A window onto the weather; with a lattice it is a northern Chinese one."""
        pen, air = self.pen, self.air
        sky = across((0, top), (0, bottom), mix(air.sky[0], air.window, 0.35), mix(air.sky[2], air.window, 0.5))
        pen.fill(box(left, top, right, bottom), sky)
        if lattice:
            step = (right - left) / 4
            for column in range(1, 4):
                pen.rect(left + column * step - 3, top, left + column * step + 3, bottom, frame)
            rows = max(2, round((bottom - top) / step))
            for row in range(1, rows):
                y = top + row * (bottom - top) / rows
                pen.rect(left, y - 3, right, y + 3, frame)
            for row in range(rows):
                for column in range(4):
                    x, y = left + (column + 0.5) * step, top + (row + 0.5) * (bottom - top) / rows
                    pen.outline(
                        polygon([(x, y - step * 0.3), (x + step * 0.3, y), (x, y + step * 0.3), (x - step * 0.3, y)]),
                        frame,
                        3.4,
                    )
        else:
            pen.rect((left + right) / 2 - 4, top, (left + right) / 2 + 4, bottom, frame)
        pen.outline(box(left, top, right, bottom), frame, 14)
        pen.outline(box(left - 7, top - 7, right + 7, bottom + 7), lighter(frame, 0.2), 2)

    def lantern(self, x: float, y: float, size: float) -> None:
        """A red paper lantern with its tassel; ``y`` is its middle."""
        pen, lamps = self.pen, self.air.lamps
        pen.stroke([(x, y - 260 * size), (x, y - 60 * size)], (3 * size, 3 * size), (30, 16, 14))
        core = mix((214, 60, 40), (255, 220, 140), lamps)
        pen.fill(
            oval(x, y, 66 * size, 58 * size),
            across(
                (x - 66 * size, y),
                (x + 66 * size, y),
                (120, 14, 16),
                mix((206, 36, 30), core, 0.7),
                core,
                mix((206, 36, 30), core, 0.6),
                (110, 12, 16),
            ),
        )
        for share in (0.34, 0.68, 1.0):
            pen.outline(oval(x, y, 66 * size * share, 58 * size), (110, 14, 14), 1.6 * size, 0.5)
        for edge in (-1, 1):
            pen.fill(
                box(x - 26 * size, y + edge * 58 * size - 6 * size, x + 26 * size, y + edge * 58 * size + 6 * size, 3),
                (206, 160, 70),
            )
        for strand in range(-3, 4):
            pen.stroke(
                [
                    (x + strand * 4 * size, y + 64 * size),
                    (x + strand * 5 * size, y + 104 * size),
                    (x + strand * 4.4 * size, y + 138 * size),
                ],
                (3 * size, 3 * size, 1),
                (190, 36, 28),
            )
        self.lamp(x, y, 90 * size, (255, 122, 50), 0.9)

    def couplet(self, x: float, top: float, width: float, text: str) -> None:
        """A strip of red paper with characters from top to bottom."""
        step = width * 1.02
        height = step * len(text) + width * 0.5
        self.pen.rect(x, top, x + width, top + height, self.dim((200, 30, 36)))
        self.pen.outline(box(x + 3, top + 3, x + width - 3, top + height - 3), self.dim((222, 168, 76)), 2, 0.8)
        for index, letter in enumerate(text):
            write(
                self.pen,
                letter,
                x + width / 2,
                top + step * (index + 1),
                "Serif",
                width * 0.8,
                self.dim((44, 20, 12)),
                bold=True,
            )

    def blessing(self, x: float, y: float, size: float) -> None:
        """The character for fortune on a diamond of red paper."""
        self.pen.fill(polygon([(x, y - size), (x + size, y), (x, y + size), (x - size, y)]), self.dim((204, 32, 36)))
        self.pen.outline(
            polygon([(x, y - size * 0.86), (x + size * 0.86, y), (x, y + size * 0.86), (x - size * 0.86, y)]),
            self.dim((226, 176, 84)),
            2.4,
        )
        write(self.pen, "福", x, y + size * 0.34, "Serif", size * 0.98, self.dim((60, 22, 10)), bold=True)

    def beams(self, colour: RGB, x: float, y: float, spread: float, alpha: float) -> None:
        """Light that falls from a window in a slanting beam."""
        shape = polygon(
            [(x - spread * 0.4, y), (x + spread * 0.4, y), (x + spread * 1.9, y + 700), (x + spread * 0.3, y + 700)]
        )
        self.pen.fill(shape, fading((x, y), (x + spread, y + 700), colour, alpha, 0.0), blur=14, mode=SCREEN)

    def block(
        self, left: float, right: float, top: float, low: float, colour: RGB, rows: int, columns: int, lit: float
    ) -> None:
        """A building with rows of windows, of which a share is lit."""
        pen = self.pen
        pen.rect(left, top, right, low, across((left, 0), (right, 0), lighter(colour, 0.06), darker(colour, 0.2)))
        wide, high = (right - left) / columns, (low - top) / rows
        for row in range(rows):
            for column in range(columns):
                x, y = left + (column + 0.22) * wide, top + (row + 0.25) * high
                on = self.chance.random() < lit * self.air.lamps
                warm = self.chance.choice(((255, 206, 130), (255, 226, 170), (190, 214, 255)))
                pen.rect(
                    x,
                    y,
                    x + wide * 0.56,
                    y + high * 0.5,
                    warm if on else mix(colour, self.air.sky[1], 0.25),
                    0.95 if on else 0.7,
                )
                if on and self.chance.random() < 0.3:
                    self.lamp(x + wide * 0.28, y + high * 0.25, 9, warm, 0.8)

    def roof(self, left: float, right: float, ridge: float, eave: float, colour: RGB) -> None:
        """A tiled roof with upturned eaves."""
        pen, tone = self.pen, self.dim(colour)
        rise = (eave - ridge) * 0.24
        shape = curve([(left + 60, ridge), (left + 24, ridge + (eave - ridge) * 0.55), (left - 50, eave - rise)])
        shape.lineTo(left - 30, eave + 8)
        shape.quadTo((left + right) / 2, eave + 22, right + 30, eave + 8)
        shape.lineTo(right + 50, eave - rise)
        shape.quadTo(right - 24, ridge + (eave - ridge) * 0.6, right - 60, ridge)
        shape.close()
        pen.fill(shape, across((0, ridge), (0, eave), lighter(tone, 0.14), tone, darker(tone, 0.3)))
        with pen.within(shape):
            count = max(8, int((right - left) / 26))
            for index in range(count + 1):
                top_x, low_x = (
                    left + 60 + (right - left - 120) * index / count,
                    left - 40 + (right - left + 80) * index / count,
                )
                pen.stroke(
                    [(top_x, ridge), ((top_x + low_x) / 2, (ridge + eave) / 2 + 8), (low_x, eave + 16)],
                    (2, 4, 5),
                    darker(tone, 0.5),
                    0.55,
                )
                pen.stroke(
                    [(top_x + 4, ridge), ((top_x + low_x) / 2 + 5, (ridge + eave) / 2 + 8), (low_x + 6, eave + 16)],
                    (1, 2, 2),
                    lighter(tone, 0.3),
                    0.35,
                )
        pen.stroke(
            [(left + 40, ridge - 8), ((left + right) / 2, ridge + 2), (right - 40, ridge - 8)],
            (16, 12, 16),
            darker(tone, 0.25),
        )

    def tree(self, x: float, low: float, height: float, colour: RGB, leaf: RGB | None, leaves: int = 90) -> None:
        """A tree; with no leaf colour it is bare."""
        pen, tone = self.pen, self.dim(colour)
        tips: list[tuple[float, float]] = []

        def branch(px: float, py: float, way: float, length: float, width: float, depth: int) -> None:
            ex, ey = px + length * math.sin(way), py - length * math.cos(way)
            pen.stroke(
                [(px, py), ((px + ex) / 2 + self.chance.uniform(-6, 6), (py + ey) / 2), (ex, ey)],
                (width, width * 0.8, width * 0.6),
                tone,
            )
            tips.append((ex, ey))
            if depth:
                for _ in range(2 + (depth > 2)):
                    branch(
                        ex,
                        ey,
                        way + self.chance.uniform(-0.75, 0.75),
                        length * self.chance.uniform(0.6, 0.8),
                        width * 0.58,
                        depth - 1,
                    )

        branch(x, low, self.chance.uniform(-0.08, 0.08), height * 0.38, height * 0.05, 4)
        if leaf:
            for _ in range(leaves):
                tx, ty = self.chance.choice(tips)
                size = self.chance.uniform(7, 16)
                tint_ = self.dim(mix(leaf, lighter(leaf, 0.4), self.chance.random()))
                pen.fill(
                    oval(tx + self.chance.uniform(-26, 26), ty + self.chance.uniform(-22, 22), size, size * 0.8),
                    tint_,
                    0.85,
                )
