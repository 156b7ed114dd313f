"""The tailor, who knows how to draw the parts of a garment on a body."""

import math
from collections.abc import Sequence
from random import Random
from typing import Any

from shared.providers.studio.picture.brush import MULTIPLY, SCREEN, Pen, Point, across, blob, curve, oval, polygon
from shared.providers.studio.picture.colours import RGB, darker, lighter, luminance, mix
from shared.providers.studio.picture.figure.build import Build
from shared.providers.studio.picture.wardrobe.garment import Cut, Outfit


class Tailor:
    """Draws one outfit on one body."""

    def __init__(self, pen: Pen, build: Build, outfit: Outfit, key: int, man: bool) -> None:
        self.pen, self.build, self.outfit, self.key, self.man = pen, build, outfit, key, man
        self.cloth, self.accent, self.inner = outfit.colour, outfit.accent, outfit.inner
        self.shade = darker(self.cloth, 0.45)
        self.line = darker(self.cloth, 0.7) if luminance(self.cloth) > 0.22 else darker(self.cloth, 0.6)
        self.light = lighter(self.cloth, 0.22)

    def torso(self, cut: Cut) -> Any:
        """The outline of a garment from the neck to its hem."""
        b, bulk = self.build, cut.bulk
        hem = cut.hem
        half: list[tuple[float, float]] = [
            (b.neck + 10, 150 - bulk * 0.3),
            (b.neck + 44, 168 - bulk * 0.5),
            (b.shoulder - 26, 184 - bulk * 0.5),
            (b.shoulder + bulk * 0.5, 226),
            (b.chest + bulk + 8, 300),
            (b.waist * cut.waisted + bulk, 430),
            (b.hip + bulk, min(hem, 560)),
        ]
        if hem > 620:
            half.append(((b.hip + bulk) * (1 + (cut.flare - 1) * 0.5), (hem + 560) / 2))
            half.append(((b.hip + bulk) * cut.flare, hem))
        left = [b.at(-x, y, 20) for x, y in half]
        right = [b.at(x, y, 20) for x, y in half]
        low = [b.at(-half[-1][0] * 0.5, hem + 10, 30), b.at(half[-1][0] * 0.5, hem + 10, 30)]
        return blob([*right, low[1], low[0], *left[::-1]])

    def fill(self, shape: Any, colour: RGB) -> None:
        """Cloth with the light from the key side."""
        b = self.build
        dark, light = darker(colour, 0.38), lighter(colour, 0.12)
        reach = b.shoulder * self.key
        self.pen.fill(shape, across((-reach, 200), (reach, 260), dark, colour, colour, light))
        with self.pen.within(shape):
            for side in (-1, 1):
                edge = [
                    b.at(side * x, y, 20)
                    for x, y in (
                        (b.shoulder * 0.94, 250),
                        (b.chest * 1.02, 330),
                        (b.waist * 1.06, 440),
                        (b.hip * 1.04, 600),
                    )
                ]
                self.pen.stroke(edge, (10, 34, 26, 14), darker(colour, 0.5), 0.34, 9, MULTIPLY)
            self.pen.fill(
                blob(
                    [
                        b.at(-b.neck - 26, 140),
                        b.at(b.neck + 26, 140),
                        b.at(b.neck + 30, 188),
                        b.at(0, 214),
                        b.at(-b.neck - 30, 188),
                    ]
                ),
                darker(colour, 0.5),
                0.42,
                10,
                MULTIPLY,
            )
        self.pen.outline(shape, darker(colour, 0.65), 1.6, 0.7)

    def folds(self, alpha: float = 0.5) -> None:
        """Soft creases of a hanging garment."""
        b = self.build
        for x, top, low, lean in (
            (-0.72, 270, 430, 14),
            (0.72, 270, 430, -14),
            (-0.4, 420, 590, 10),
            (0.45, 400, 590, -12),
            (0.08, 450, 640, 5),
        ):
            points = [
                b.at(x * b.chest, top),
                b.at(x * b.chest + lean, (top + low) / 2),
                b.at(x * b.chest + lean * 0.4, low),
            ]
            self.pen.stroke(points, (2, 15, 3), self.shade, alpha, 5, MULTIPLY)
        self.pen.stroke(
            [
                b.at(self.key * b.chest * 0.6, 230),
                b.at(self.key * b.chest * 0.66, 320),
                b.at(self.key * b.chest * 0.5, 420),
            ],
            (3, 26, 3),
            self.light,
            0.28,
            8,
            SCREEN,
        )

    def seam(self, points: Sequence[Point], width: float = 1.8, alpha: float = 0.75) -> None:
        """A line on the cloth; points are (x from the middle, height)."""
        self.pen.stroke([self.build.at(x, y) for x, y in points], (width * 0.6, width, width * 0.6), self.line, alpha)

    def button(self, x: float, height: float, radius: float = 5.0, colour: RGB | None = None) -> None:
        px, py = self.build.at(x, height)
        tone = colour or mix(self.line, self.cloth, 0.2)
        self.pen.fill(oval(px + 0.6, py + 1.4, radius, radius), (10, 6, 12), 0.35, 1.2)
        self.pen.fill(
            oval(px, py, radius, radius), across((px - 3, py - 4), (px + 3, py + 4), lighter(tone, 0.35), tone)
        )

    def shape(self, points: Sequence[Point], fill: RGB, rounded: bool = False, line: float = 0.6) -> None:
        """A piece of cloth laid on; points are (x from the middle, height)."""
        seen = [self.build.at(x, y) for x, y in points]
        piece = blob(seen) if rounded else polygon(seen)
        self.pen.fill(piece, fill)
        if line:
            self.pen.outline(piece, darker(fill, 0.65), 1.5, line)

    def shadow(self, points: Sequence[Point], alpha: float = 0.5, blur: float = 6.0) -> None:
        self.pen.fill(blob([self.build.at(x, y) for x, y in points]), self.shade, alpha, blur, MULTIPLY)

    def shirt_collar(self, colour: RGB) -> None:
        """Two collar wings around the neck."""
        n = self.build.neck
        for side in (-1, 1):
            self.shape(
                [(side * (n + 1), 116), (side * (n + 16), 146), (side * 46, 204), (side * 5, 178)],
                colour if side == self.key else darker(colour, 0.14),
            )

    def stand_collar(self, colour: RGB, height: float = 30.0, trim: RGB | None = None) -> None:
        """A collar that stands up around the neck."""
        n = self.build.neck + 5
        top = 158 - height
        self.shape(
            [
                (-n - 4, top),
                (-n * 0.5, top + 14),
                (0, top + 19),
                (n * 0.5, top + 14),
                (n + 4, top),
                (n + 16, 162),
                (n * 0.5, 184),
                (0, 190),
                (-n * 0.5, 184),
                (-n - 16, 162),
            ],
            colour,
            rounded=True,
        )
        if trim:
            self.pen.stroke(
                [self.build.at(x, y) for x, y in ((-n - 4, top + 1), (0, top + 20), (n + 4, top + 1))], (3, 4, 3), trim
            )

    def round_neck(self, colour: RGB, low: float = 178.0, rib: bool = True) -> None:
        n = self.build.neck + 8
        points = [
            self.build.at(x, y)
            for x, y in ((-n - 4, 142), (-n * 0.6, low - 6), (0, low + 4), (n * 0.6, low - 6), (n + 4, 142))
        ]
        self.pen.stroke(points, (9, 11, 9) if rib else (3, 3, 3), darker(colour, 0.15))
        self.pen.outline(curve(points), self.line, 1.2, 0.4)

    def frog(self, x: float, height: float, colour: RGB, size: float = 1.0) -> None:
        """A knotted Chinese button with its two loops."""
        b = self.build
        for side in (-1, 1):
            self.pen.stroke(
                [b.at(x, height), b.at(x + side * 11 * size, height - 3 * size), b.at(x + side * 20 * size, height)],
                (3.4 * size, 4.6 * size, 2 * size),
                colour,
            )
            self.pen.fill(oval(*b.at(x + side * 20 * size, height), 3.4 * size, 3.4 * size), colour)
        self.button(x, height, 4.4 * size, colour)

    def pocket(self, x: float, top: float, width: float, height: float, flap: bool = True) -> None:
        self.pen.outline(
            polygon(
                [
                    self.build.at(x, top),
                    self.build.at(x + width, top),
                    self.build.at(x + width, top + height),
                    self.build.at(x, top + height),
                ]
            ),
            self.line,
            1.6,
            0.55,
        )
        if flap:
            self.shape(
                [
                    (x - 2, top - 4),
                    (x + width + 2, top - 4),
                    (x + width, top + 14),
                    (x + width / 2, top + 20),
                    (x, top + 14),
                ],
                darker(self.cloth, 0.08),
            )

    def medallions(self, colour: RGB, alpha: float) -> None:
        """Round woven ornaments."""
        for x, y in ((-78, 270), (78, 270), (-84, 420), (84, 420), (-72, 570), (72, 570)):
            px, py = self.build.at(x, y)
            for radius in (25, 17, 8):
                self.pen.outline(oval(px, py, radius, radius), colour, 1.8, alpha)
            for turn in range(6):
                way = turn * math.pi / 3
                self.pen.stroke(
                    [
                        (px + 8 * math.cos(way), py + 8 * math.sin(way)),
                        (px + 24 * math.cos(way), py + 24 * math.sin(way)),
                    ],
                    (1.4, 1.4),
                    colour,
                    alpha,
                )

    def flowers(self, colour: RGB, count: int, alpha: float, size: float = 11.0, leaf: RGB | None = None) -> None:
        """Scattered five-petalled flowers."""
        chance = Random(count)
        for index in range(count):
            x = chance.uniform(-1, 1) * (self.build.hip + 30)
            y = 180 + (index + chance.random()) / count * 560
            px, py = self.build.at(x, y)
            turn = chance.uniform(0, 6.28)
            if leaf:
                self.pen.fill(oval(px + size * 1.1, py + size * 0.8, size * 0.7, size * 0.34), leaf, alpha)
            for petal in range(5):
                way = turn + petal * 1.2566
                self.pen.fill(
                    oval(px + math.cos(way) * size * 0.62, py + math.sin(way) * size * 0.62, size * 0.5, size * 0.5),
                    colour,
                    alpha,
                )
            self.pen.fill(oval(px, py, size * 0.3, size * 0.3), lighter(colour, 0.5), alpha)
