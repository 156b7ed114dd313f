"""The build of a body below the chin, in head units (see ``turn``): where shoulders, waist, knees and soles are."""

import math
from dataclasses import dataclass

from shared.providers.studio.picture.brush import Point

NECK = 150.0
"""Where the neck meets the shoulders; everything below is scaled for children."""


@dataclass(frozen=True)
class Build:
    """Half widths of a body that is turned by ``yaw`` degrees; ``lift`` units bring it nearer to the chin."""

    neck: float
    shoulder: float
    chest: float
    waist: float
    hip: float
    tall: float
    lift: float
    yaw: float

    def y(self, height: float) -> float:
        """The height on this body of what lies at ``height`` on a grown-up."""
        return NECK - self.lift + (height - NECK) * self.tall

    def x(self, x: float, deep: float = 46.0) -> float:
        """Where something ``x`` units from the middle of the chest is seen."""
        turn = math.radians(self.yaw)
        return x * math.cos(turn) + deep * math.sin(turn)

    def at(self, x: float, height: float, deep: float = 46.0) -> Point:
        return self.x(x, deep), self.y(height)

    @property
    def sole(self) -> float:
        return self.y(1290)
