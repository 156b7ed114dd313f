"""A set: how its sides are built, and how it lights people."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from random import Random
from typing import Literal, get_args

from shared.artifacts.records import TimeOfDay
from shared.events.request import Language
from shared.providers.studio.picture.brush import Pen
from shared.providers.studio.picture.colours import RGB, mix
from shared.providers.studio.picture.figure.sprite import Light
from shared.providers.studio.picture.places.air import AIRS
from shared.providers.studio.picture.places.region import REGIONS, Custom
from shared.providers.studio.picture.places.stage import Stage

Side = Literal["centre", "left", "right"]
Draw = Callable[[Stage], None]


@dataclass(frozen=True)
class Place:
    """A set with three sides: what is seen from the front, and what lies behind who stands on the left or the right.

    ``fronts`` are the things that may stand near the lens, by name (see ``fronts``); ``drift`` is in the air (dust or
    snow). ``indoors`` is the share of the time of day that walls keep out, ``lamp`` the colour of the light that then
    counts and ``lamp_light`` how bright it makes the room at night. What a region changes, the sides ask of
    ``stage.region``; ``elsewhere`` are the three sides where a custom wants a whole set of its own.
    """

    name: str
    centre: Draw
    left: Draw
    right: Draw
    fronts: tuple[str, ...] = ()
    indoors: float = 0.0
    drift: str = "dust"
    lamp: RGB = (255, 214, 160)
    lamp_light: float = 0.62
    elsewhere: Mapping[Custom, tuple[Draw, Draw, Draw]] = field(default_factory=dict)

    def build(self, side: Side, stage: Stage) -> None:
        """Draw that side on a stage of this set, as its region has it."""
        sides = self.elsewhere.get(stage.region.custom, (self.centre, self.left, self.right))
        sides[get_args(Side).index(side)](stage)

    def stage(self, far: Pen, near: Pen, time: TimeOfDay, seed: str, language: Language = "zh-CN") -> Stage:
        """An empty stage for this set, in the part of the world that speaks the language."""
        return Stage(
            far, near, AIRS[time], Random(seed), time, self.indoors, self.lamp, self.lamp_light, REGIONS[language]
        )

    @property
    def glint(self) -> RGB:
        """The colour of what floats in the air: dust in the lamps' light, white outdoors."""
        return mix((246, 248, 255), self.lamp, self.indoors)

    def light(self, time: TimeOfDay, side: int) -> Light:
        """The light on people who stand here."""
        air = AIRS[time]
        room = mix((255, 252, 248), self.lamp, 0.42 * air.lamps + 0.06)
        return Light(
            side=side,
            ambient=mix(air.ambient, room, self.indoors * (0.8 - 0.2 * air.lamps)),
            key=mix(air.key, self.lamp, self.indoors * 0.6),
            key_strength=air.key_strength,
            warm=mix(air.warm, self.lamp, self.indoors * 0.5),
            rim=mix(air.rim, (255, 250, 246), 0.2 if time == "night" else 0.45),
            rim_strength=air.rim_strength * (1 - 0.3 * self.indoors) * 0.6,
        )
