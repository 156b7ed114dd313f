"""The build of a body below the chin, in head units (see ``turn``): where shoulders, waist, knees and soles are."""

import math
from dataclasses import dataclass

from shared.providers.studio.picture.brush import Point

NECK = 150.0
"""Where the neck meets the shoulders; everything below is scaled for children."""
JOINT = (24.0, 222.0)
"""Where an arm hangs: so far inside the shoulder's end, and the height."""
WAIST = 760.0
"""The height around which somebody leans, below the hips: the feet stay where they are."""


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
    man: bool = True

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

    @property
    def size(self) -> float:
        """How thick arms and hands are: 1 for a grown-up man."""
        return math.pow(self.shoulder / 150, 0.6) if self.man else math.pow(self.shoulder / 122, 0.6) * 0.87

    def joint(self, side: int) -> Point:
        """Where the arm of that side (+1 the picture's right) turns."""
        return self.at(side * (self.shoulder - JOINT[0] * self.size), JOINT[1], 16)
