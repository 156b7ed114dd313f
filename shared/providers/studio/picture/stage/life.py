"""What moves on a set by itself: steam that rises, lights that blink."""

import math
from dataclasses import dataclass

import cv2
import numpy as np

from shared.providers.studio.picture.colours import RGB
from shared.providers.studio.picture.figure.sprite import Bounds, Matrix, Pixels, Sprite, lay, scaled, shifted
from shared.providers.studio.picture.places import HEIGHT, WIDTH, Stage
from shared.providers.studio.picture.stage.staging import Lens

PUFFS = 5
RISE = 0.2
"""Puffs of steam a second from each of the PUFFS."""


@dataclass(frozen=True)
class Living:
    """A light that is added at (x, y) of the frame: it blinks ``blinks`` times a second, or rises as steam."""

    sprite: Sprite
    x: float
    y: float
    near: bool
    size: float
    blinks: float = 0.0

    def draw(self, plate: Pixels, matrix: Matrix, moment: float) -> None:
        """Add it to the set; ``matrix`` takes stage units to the plate's pixels."""
        if self.blinks:
            on = 0.5 + 0.5 * math.tanh(5 * math.sin(2 * math.pi * self.blinks * moment + self.x))
            self._add(plate, matrix @ shifted(self.x, self.y), 0.15 + 0.85 * on)
            return
        for puff in range(PUFFS):
            age = (moment * RISE + puff / PUFFS + self.x * 0.01) % 1
            x = self.x + self.size * 0.3 * math.sin(age * 5 + puff * 2 + moment * 0.5)
            y = self.y - self.size * 3.4 * age
            self._add(plate, matrix @ shifted(x, y) @ scaled(0.6 + age), math.sin(math.pi * age) ** 0.7)

    def _add(self, plate: Pixels, matrix: Matrix, strength: float) -> None:
        shown = cv2.convertScaleAbs(self.sprite.pixels, alpha=strength).astype(np.uint8, copy=False)
        lay(plate, Sprite(shown, self.sprite.bounds, self.sprite.scale), matrix)


def living(stage: Stage, lens: Lens, scale: float) -> list[Living]:
    """Everything on the stage that moves and that the lens shows, at ``scale`` pixels a unit of the frame."""
    found = []
    for lamp in stage.lamps:
        if lamp.blinks:
            radius = lamp.radius * 1.5 * lens.zoom
            sprite = _glow(radius, lamp.colour, 0.8 * lamp.strength, scale)
            found.append(Living(sprite, *_framed(lamp.x, lamp.y, lens), lamp.near, radius, lamp.blinks))
    for steam in stage.steams:
        size = steam.size * lens.zoom
        bright = 0.15 * min(1.0, stage.level)
        sprite = _glow(size, (255, 250, 242), bright, scale)
        found.append(Living(sprite, *_framed(steam.x, steam.y, lens), True, size))
    return [thing for thing in found if -60 < thing.x < WIDTH + 60 and -60 < thing.y < HEIGHT + 60]


def _framed(x: float, y: float, lens: Lens) -> tuple[float, float]:
    return WIDTH / 2 + (x - lens.x) * lens.zoom, HEIGHT / 2 + (y - lens.y) * lens.zoom


def _glow(radius: float, colour: RGB, alpha: float, scale: float) -> Sprite:
    """Light without substance: pixels that are added and cover nothing."""
    reach = max(1, round(radius * scale))
    y, x = np.mgrid[-reach : reach + 1, -reach : reach + 1].astype(np.float32) / reach
    fall = np.clip(1 - np.sqrt(x * x + y * y), 0, 1) ** 2 * alpha
    pixels = (fall[:, :, None] * np.array([*colour[::-1], 0], np.float32)).astype(np.uint8)
    return Sprite(pixels, Bounds(-radius, -radius, radius, radius), scale)
