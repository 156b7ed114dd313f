"""A set: how it is built, and how it lights people."""

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from shared.artifacts.records import TimeOfDay
from shared.providers.studio.picture.brush import Pen
from shared.providers.studio.picture.colours import RGB, mix
from shared.providers.studio.picture.figure.sprite import Light
from shared.providers.studio.picture.places.air import AIRS
from shared.providers.studio.picture.places.stage import Stage


@dataclass(frozen=True)
class Place:
    """A set. ``draw`` builds it, ``front`` adds what stands before the actors, ``drift`` is in the air (dust or snow).

    ``indoors`` is the share of the time of day that walls keep out, ``lamp`` the colour of the light that then counts.
    """

    name: str
    draw: Callable[[Stage], None]
    front: Callable[[Stage], None] | None = None
    indoors: float = 0.0
    drift: str = "dust"
    lamp: RGB = (255, 214, 160)

    def stage(self, pen: Pen, time: TimeOfDay, seed: str) -> Stage:
        """An empty stage for this set."""
        return Stage(pen, AIRS[time], Random(seed), time, self.indoors, self.lamp)

    def light(self, time: TimeOfDay, side: int) -> Light:
        """The light on people who stand here."""
        air = AIRS[time]
        room = mix((255, 250, 244), self.lamp, 0.30 if time in ("night", "dusk") else 0.06)
        return Light(
            side=side,
            ambient=mix(air.ambient, room, self.indoors * 0.75),
            key=mix(air.key, self.lamp, self.indoors * 0.6),
            key_strength=air.key_strength,
            warm=mix(air.warm, self.lamp, self.indoors * 0.5),
            rim=mix(air.rim, (255, 250, 246), 0.25 if time == "night" else 0.5),
            rim_strength=air.rim_strength * (1 - 0.35 * self.indoors) * 0.55,
        )
