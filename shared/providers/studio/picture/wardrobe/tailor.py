"""The tailor, who knows how to draw the parts of a garment on a body."""

import math
from collections.abc import Sequence
from typing import Any

import numpy as np
import skia

from shared.providers.studio.picture.brush import (
    MULTIPLY,
    SCREEN,
    Pen,
    Point,
    Ramp,
    across,
    blob,
    curve,
    fading,
    oval,
    polygon,
    smooth,
)
from shared.providers.studio.picture.colours import RGB, darker, lighter, luminance, mix
from shared.providers.studio.picture.figure.build import Build
from shared.providers.studio.picture.figure.limb import Limb
from shared.providers.studio.picture.wardrobe.garment import Cut, Outfit
from shared.providers.studio.picture.wardrobe.patterns import Cloth, Surface


class Tailor:
    """Draws one outfit on one body."""

    def __init__(self, pen: Pen, build: Build, outfit: Outfit, key: int, man: bool) -> None:
        self.pen, self.build, self.outfit, self.key, self.man = pen, build, outfit, key, man
        self.cloth, self.accent, self.inner = outfit.colour, outfit.accent, outfit.inner
        self.shade = darker(self.cloth, 0.45)
        self.line = darker(self.cloth, 0.7) if luminance(self.cloth) > 0.22 else darker(self.cloth, 0.6)
        self.light = lighter(self.cloth, 0.22)

    def torso(self, cut: Cut) -> Any:
        """The outline of a garment from the neck to its hem: shoulders that fall, a waist, a hem that hangs."""
        b, bulk, hem = self.build, cut.bulk, cut.hem
        side = [
            (b.neck + 4, 144 - bulk * 0.2),
            (b.neck + 28, 160 - bulk * 0.35),
            (b.shoulder - 36, 184 - bulk * 0.5),
            (b.shoulder - 8 + bulk * 0.3, 206),
            (b.shoulder - 12 + bulk * 0.2, 250),
            (b.chest + bulk * 0.7, 320),
            (b.waist * cut.waisted + bulk * 0.8, 440),
            (b.hip + bulk * 0.9 - (0 if hem > 580 else 4), min(hem, 560)),
        ]
        if hem > 575:
            wide = (b.hip + bulk * 0.9) * (1 + (cut.flare - 1) * min(1.0, (hem - 560) / 340))
            side += [((b.hip + bulk * 0.9 + wide) / 2, (hem + 560) / 2), (wide, hem)]
        end = side[-1][0]
        right = smooth([b.at(x, y, 20) for x, y in side], 40)
        left = smooth([b.at(-x, y, 20) for x, y in side], 40)
        low = smooth([right[-1], b.at(end * 0.5, hem + 9, 30), b.at(-end * 0.5, hem + 9, 30), left[-1]], 12)
        return polygon(np.concatenate([right, low[1:-1], left[::-1]]))

    def at(self, share: float, across: float) -> Point:
        """A point on the front of the garment: share of the length, share of the half width."""
        b, cut = self.build, self.outfit.garment.cut
        height = 150 + share * (cut.hem - 150)
        half = np.interp(height, (150, 300, 440, 600), (b.shoulder, b.chest + 14, b.waist + 14, b.hip + 14)) + cut.bulk
        return b.at(across * float(half), height)

    def shading(self, colour: RGB) -> Ramp:
        """Cloth in the light from the key side, the same for body and sleeves."""
        reach = self.build.shoulder * 1.1 * self.key
        light = lighter(colour, 0.1)
        return across((-reach, 190), (reach, 260), darker(colour, 0.34), darker(colour, 0.06), colour, light)

    def fill(self, shape: Any, colour: RGB) -> None:
        """Cloth with its pattern, hollow at the sides, dark below the chin and towards the hem."""
        b = self.build
        deep = darker(colour, 0.55)
        self.pen.fill(shape, self.shading(colour))
        with self.pen.within(shape):
            self.weave(self, colour)
            for side in (-1, 1):
                edge = [b.at(side * x, y, 20) for x, y in self._flank()]
                self.pen.stroke(edge, (4, 40, 34, 26), deep, 0.46 if side != self.key else 0.3, 11, MULTIPLY)
            low = self.outfit.garment.cut.hem
            self.pen.fill(
                polygon([b.at(-260, low - 150), b.at(260, low - 150), b.at(260, low + 30), b.at(-260, low + 30)]),
                fading(b.at(0, low - 150), b.at(0, low + 10), deep, 0.0, 0.42), mode=MULTIPLY,
            )  # fmt: skip
            chin = [
                b.at(x, y)
                for x, y in ((-b.neck - 34, 140), (b.neck + 34, 140), (b.neck + 44, 176), (0, 232), (-b.neck - 44, 176))
            ]
            self.pen.fill(blob([(x - self.key * 8, y) for x, y in chin]), deep, 0.5, 11, MULTIPLY)
        self.pen.outline(shape, self.line, 1.8, 0.8)

    def _flank(self) -> list[Point]:
        b = self.build
        return [(b.shoulder * 0.86, 246), (b.chest * 1.02, 340), (b.waist * 1.04, 440), (b.hip * 1.06, 640)]

    def weave(self, surface: Surface, colour: RGB) -> None:
        """The pattern of the cloth on a piece of it: the front, or a sleeve."""
        pattern = self.outfit.pattern
        if pattern is None:
            return
        front = surface is self
        cut, size = self.outfit.garment.cut, self.build.size
        length = cut.hem - 150 if front else 370 * size
        half = self.build.shoulder if front else (30 + cut.bulk * 0.4) * cut.sleeve * size
        pattern.draw(self.pen, Cloth(surface, length, half, colour, self.accent))

    @property
    def sleeve_colour(self) -> RGB:
        return self.inner if self.outfit.garment.inner_sleeves else self.cloth

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

    def worn_below(self, points: Sequence[Point], colour: RGB, low: float = 172.0, line: float = 0.0) -> None:
        """A piece of what is seen between the fronts of a garment, cut out around the neck down to ``low``."""
        at, n = self.build.at, self.build.neck + 10
        neck = [
            at(-n, 60),
            *smooth([at(-n, 138), at(-n * 0.62, low - 9), at(0, low), at(n * 0.62, low - 9), at(n, 138)]),
        ]
        piece = skia.Op(
            polygon([at(x, y) for x, y in points]), polygon([*neck, at(n, 60)]), skia.PathOp.kDifference_PathOp
        )
        self.pen.fill(piece, self.shading(colour))
        with self.pen.within(piece):
            below = [at(-n * 1.1, 140), at(-n * 0.7, low), at(0, low + 16), at(n * 0.7, low), at(n * 1.1, 140)]
            self.pen.stroke(below, (16, 22, 16), darker(colour, 0.5), 0.5, 8, MULTIPLY)
        if line:
            self.pen.outline(piece, darker(colour, 0.65), 1.5, line)

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

    def stitch(self, points: Sequence[Point], colour: RGB) -> None:
        """A double seam in a thread that is meant to be seen."""
        self.seam(points, 2.2, 0.6)
        self.pen.stroke([self.build.at(x + 3, y) for x, y in points], (1.4, 1.4), colour, 0.75)

    def ribbing(self, top: float, low: float) -> None:
        """A ribbed hem."""
        self.shape([(-200, top), (200, top), (200, low), (-200, low)], darker(self.cloth, 0.14))
        for column in range(-20, 21):
            self.seam([(column * 9, top + 3), (column * 9, low)], 1.4, 0.3)

    def cuff_ribs(self, limb: Limb) -> None:
        """A ribbed cuff."""
        self.pen.fill(limb.band(0.91, 1.0), darker(self.cloth, 0.16))
        for step in range(-4, 5):
            self.pen.stroke([limb.at(0.915, step / 4), limb.at(1.0, step / 4)], (1.3, 1.3), self.line, 0.3)

    def armholes(self, inner: RGB) -> None:
        """What is worn below, seen where a garment has no sleeves."""
        b = self.build
        for side in (-1, 1):
            edge = [(b.shoulder - 26, 168), (b.shoulder - 40, 230), (b.chest - 8, 300), (b.chest + 6, 330)]
            hole = [*edge, (b.shoulder + 60, 330), (b.shoulder + 60, 160)]
            self.pen.fill(polygon([b.at(side * x, y, 20) for x, y in hole]), self.shading(inner))
            self.seam([(side * x, y) for x, y in edge], 3.0)
