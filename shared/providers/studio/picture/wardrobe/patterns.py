"""Patterns of cloth: one function each, registered here with the words that name them."""

import math
from collections.abc import Callable
from dataclasses import dataclass
from random import Random
from typing import Protocol

from shared.providers.studio.picture.brush import Pen, Point, oval
from shared.providers.studio.picture.colours import RGB, darker, lighter, luminance, mix


class Surface(Protocol):
    """A piece of cloth: points on it are (share of its length, share of its half width from -1 to 1)."""

    def at(self, share: float, across: float) -> Point: ...


@dataclass(frozen=True)
class Cloth:
    """What a pattern is drawn on: about how long and half as wide the piece is (units), and its colours."""

    surface: Surface
    length: float
    half: float
    colour: RGB
    accent: RGB

    @property
    def contrast(self) -> RGB:
        """A colour that is seen on the cloth."""
        return lighter(self.colour, 0.75) if luminance(self.colour) < 0.6 else darker(self.colour, 0.6)

    def ring(self, share: float) -> list[Point]:
        """A line around the piece, bowed as if it were round."""
        sag = 0.16 * self.half / self.length
        return [self.surface.at(share + sag * (1 - abs(x)), x) for x in (-1.1, -0.5, 0.0, 0.5, 1.1)]

    def line(self, across: float) -> list[Point]:
        """A line along the piece."""
        return [self.surface.at(share / 8, across) for share in range(9)]


def stripes(pen: Pen, cloth: Cloth) -> None:
    """Around the body, as on a sailor's shirt."""
    for row in range(1, round(cloth.length / 30)):
        pen.stroke(cloth.ring(row * 30 / cloth.length), (9, 10, 9), cloth.contrast, 0.9)


def pinstripes(pen: Pen, cloth: Cloth) -> None:
    count = round(cloth.half / 11)
    for column in range(-count, count + 1):
        pen.stroke(cloth.line(column / count), (1.6, 1.6), cloth.contrast, 0.5)


def plaid(pen: Pen, cloth: Cloth) -> None:
    dark, light = darker(cloth.colour, 0.5), cloth.contrast
    count = max(1, round(cloth.half / 34))
    for column in range(-count, count + 1):
        pen.stroke(cloth.line(column / count), (13, 13), dark, 0.42)
        pen.stroke(cloth.line((column + 0.5) / count), (2.4, 2.4), light, 0.5)
    for row in range(1, round(cloth.length / 34)):
        pen.stroke(cloth.ring(row * 34 / cloth.length), (13, 13, 13), dark, 0.42)
        pen.stroke(cloth.ring((row + 0.5) * 34 / cloth.length), (2.4, 2.4, 2.4), light, 0.5)


def dots(pen: Pen, cloth: Cloth) -> None:
    for row in range(1, round(cloth.length / 27)):
        for column in range(-6, 7):
            across = (column + 0.5 * (row % 2)) * 29 / cloth.half
            if abs(across) < 1.1:
                pen.fill(oval(*cloth.surface.at(row * 27 / cloth.length, across), 5, 5), cloth.contrast, 0.92)


def floral(pen: Pen, cloth: Cloth) -> None:
    """Blossoms of five petals with leaves, evenly strewn."""
    chance = Random(round(cloth.length))
    blossom = mix(lighter(cloth.accent, 0.4), cloth.colour, 0.08)
    leaf = mix((86, 120, 84), cloth.colour, 0.25)
    rows = round(cloth.length / 58)
    for row in range(rows):
        columns = max(1, round(cloth.half / 34))
        for column in range(columns):
            across = (2 * (column + 0.5 * (row % 2) + chance.uniform(0.1, 0.7)) / columns) - 1
            x, y = cloth.surface.at((row + chance.uniform(0.2, 0.8)) / rows, max(-1.0, min(1.0, across)))
            _blossom(pen, x, y, chance.uniform(9, 15), chance.uniform(0, 6.3), blossom, leaf)


def _blossom(pen: Pen, x: float, y: float, size: float, turn: float, colour: RGB, leaf: RGB) -> None:
    for way in (turn, turn + 2.4):
        px, py = x + math.cos(way) * size * 1.1, y + math.sin(way) * size * 1.1
        pen.stroke([(x, y), (px, py), (px + size * 0.5, py + size * 0.2)], (1, size * 0.6, 0.5), leaf, 0.85)
    for petal in range(5):
        way = turn + petal * 1.2566
        pen.fill(
            oval(x + math.cos(way) * size * 0.55, y + math.sin(way) * size * 0.55, size * 0.46, size * 0.46), colour
        )
    pen.fill(oval(x, y, size * 0.3, size * 0.3), (232, 190, 96), 0.9)


@dataclass(frozen=True)
class Pattern:
    name: str
    words: str
    draw: Callable[[Pen, Cloth], None]


PATTERNS: tuple[Pattern, ...] = (
    Pattern("pinstripes", r"细条纹|竖条纹|pin-?strip", pinstripes),
    Pattern("stripes", r"条纹|横条|海魂|\bstrip(?:es?|ed|y)\b", stripes),
    Pattern("plaid", r"格子|格纹|方格|\bplaid\b|\bcheck(?:ed|ered)\b|tartan|flannel|gingham", plaid),
    Pattern("dots", r"波点|圆点|polka|\bdotted\b|\bdots?\b", dots),
    Pattern("floral", r"碎花|花布|印花|绣花|花袄|花纹|牡丹|flor(?:al|etted)|flower(?:s|y|ed)?\b|blossom", floral),
)
