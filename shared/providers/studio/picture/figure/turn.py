"""Head space and how it turns.

The eyes lie at y = 0, the chin at y = 104, the crown at y = -122; x grows to the right of the picture, y downward, z to
the viewer. A head is 226 units tall.
"""

import math
from dataclasses import dataclass

import numpy as np

from shared.providers.studio.picture.brush import Point

CHIN, CROWN, TEMPLE = 104.0, -122.0, 76.0


def depth(x: float, y: float) -> float:
    """How far the face stands out at a point, in units."""
    return 68 * math.sqrt(max(0.0, 1 - (x / 90) ** 2 - (y / 160) ** 2))


@dataclass(frozen=True)
class Turn:
    """A head turned by ``yaw`` (degrees, positive to the picture's right) and bowed by ``pitch`` (positive down)."""

    yaw: float = 0.0
    pitch: float = 0.0

    def at(self, x: float, y: float, z: float | None = None) -> Point:
        """Where a point of the head is seen; without ``z`` it lies on the face."""
        deep = depth(x, y) if z is None else z
        yaw, pitch = math.radians(self.yaw), math.radians(self.pitch)
        across, forward = x * math.cos(yaw) + deep * math.sin(yaw), -x * math.sin(yaw) + deep * math.cos(yaw)
        return across, y * math.cos(pitch) + forward * math.sin(pitch)

    def all(self, points: np.ndarray) -> np.ndarray:
        """Where points of shape (n, 3) are seen, shape (n, 2)."""
        yaw, pitch = math.radians(self.yaw), math.radians(self.pitch)
        x, y, z = points[:, 0], points[:, 1], points[:, 2]
        across, forward = x * math.cos(yaw) + z * math.sin(yaw), -x * math.sin(yaw) + z * math.cos(yaw)
        return np.stack([across, y * math.cos(pitch) + forward * math.sin(pitch)], 1)

    @property
    def side(self) -> int:
        """The side that lies farther away: +1 right, -1 left."""
        return 1 if self.yaw >= 0 else -1

    @property
    def amount(self) -> float:
        """0 from the front, 1 in three-quarter view."""
        return min(1.0, abs(self.yaw) / 30)

    def narrowing(self, side: int) -> float:
        """How narrow something on that half of the face looks, 1 from the front."""
        return math.cos(math.radians(self.yaw * side + 16)) / math.cos(math.radians(16))
