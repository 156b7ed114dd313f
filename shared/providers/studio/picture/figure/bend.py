"""Bending a painted head a few degrees: what stands out moves more than what lies at the edge."""

import math
from dataclasses import replace
from typing import NamedTuple

import cv2
import numpy as np

from shared.providers.studio.picture.figure.sprite import Bounds, Sprite

FRONT = 68.0
"""How far the middle of a face stands out, in head units."""
CHEEK, CHIN = 48.0, 100.0
"""Between which heights an opening jaw stretches the face."""


class Bend(NamedTuple):
    """By how many units the middle of the face moves to the right and down."""

    x: float
    y: float


class Bender:
    """Bends sprites that lie within ``bounds``, at ``scale`` pixels a unit."""

    def __init__(self, bounds: Bounds, scale: float) -> None:
        self.bounds, self.scale = bounds, scale
        width, height = (round(size * scale) for size in (bounds.right - bounds.left, bounds.bottom - bounds.top))
        x = np.arange(width, dtype=np.float32) / scale + bounds.left
        y = np.arange(height, dtype=np.float32) / scale + bounds.top
        across, down = (x / 108) ** 2, (y / 172) ** 2
        self._depth = np.maximum(0, 1 - across[None, :] - down[:, None]).astype(np.float32)
        low = ((y - CHEEK) / (CHIN - CHEEK)).clip(0, 1)
        self._jaw = (low * low * (3 - 2 * low)).astype(np.float32)

    def step(self, yaw: float, pitch: float) -> Bend:
        """The bend for so many degrees, in whole pixels, so that bent pictures can be kept."""
        x, y = (FRONT * math.sin(math.radians(way)) for way in (yaw, pitch))
        return Bend(round(x * self.scale) / self.scale, round(y * self.scale) / self.scale)

    def bent(self, sprite: Sprite, bend: Bend, drop: float = 0.0) -> Sprite:
        """The sprite bent, and its chin ``drop`` units lower."""
        if not (bend.x or bend.y or drop):
            return sprite
        height, width = sprite.pixels.shape[:2]
        left = round((sprite.bounds.left - self.bounds.left) * self.scale)
        top = round((sprite.bounds.top - self.bounds.top) * self.scale)
        depth = self._depth[top : top + height, left : left + width]
        x = np.arange(width, dtype=np.float32)[None, :] - depth * np.float32(bend.x * self.scale)
        y = np.arange(height, dtype=np.float32)[:, None] - depth * np.float32(bend.y * self.scale)
        if drop:
            y -= (self._jaw[top : top + height] * np.float32(drop * self.scale))[:, None]
        moved = cv2.remap(sprite.pixels, x, y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_CONSTANT)
        return replace(sprite, pixels=moved.astype(np.uint8, copy=False))
