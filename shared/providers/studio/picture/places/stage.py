"""A side of a set under construction: its layers, its light, what glows and what moves on it.

A side is drawn on a stage of 720 × 1280 units (whatever the film's size) with a margin of 120 units all around. A
grown-up at the back wall stands from the FLOOR line to the HORIZON, which is the height of the camera's eye.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from random import Random

from shared.artifacts.records import TimeOfDay
from shared.providers.studio.picture.brush import MULTIPLY, SCREEN, Pen, Ramp, across, box, fading, oval, polygon
from shared.providers.studio.picture.colours import RGB, mix
from shared.providers.studio.picture.places.air import Air
from shared.providers.studio.picture.places.region import REGIONS, Region

WIDTH, HEIGHT, MARGIN = 720.0, 1280.0, 120.0
HORIZON, FLOOR = 420.0, 880.0
WHITE = (255, 255, 255)


@dataclass(frozen=True)
class Lamp:
    """A source of light on the set, which glows and turns into a disc out of focus; ``near`` ones are before the wall.

    It goes on and off ``blinks`` times a second, or never.
    """

    x: float
    y: float
    radius: float
    colour: RGB
    strength: float = 1.0
    near: bool = False
    blinks: float = 0.0


@dataclass(frozen=True)
class Steam:
    """What rises from a hot thing at that point; ``size`` units wide."""

    x: float
    y: float
    size: float


@dataclass
class Stage:
    """A side of a set under construction: ``far`` draws walls and floor, ``near`` what stands between them and people.

    ``lamp_light`` is how bright the lamps make the room at night, ``region`` the part of the world.
    """

    far: Pen
    near: Pen
    air: Air
    chance: Random
    time: TimeOfDay
    indoors: float = 0.0
    lamp_colour: RGB = (255, 214, 160)
    lamp_light: float = 0.62
    region: Region = REGIONS["zh-CN"]
    lamps: list[Lamp] = field(default_factory=list)
    steams: list[Steam] = field(default_factory=list)
    is_near: bool = False

    left = -MARGIN
    right = WIDTH + MARGIN
    top = -MARGIN
    bottom = HEIGHT + MARGIN

    @property
    def pen(self) -> Pen:
        """The pen of the layer at hand."""
        return self.near if self.is_near else self.far

    @contextmanager
    def nearer(self) -> Iterator[None]:
        """What is drawn inside the block stands between the wall and the people."""
        before, self.is_near = self.is_near, True
        try:
            yield
        finally:
            self.is_near = before

    @contextmanager
    def through(self, left: float, top: float, right: float, bottom: float) -> Iterator[None]:
        """What is drawn inside the block is seen through an opening, and so are its lamps."""
        count = len(self.lamps)
        with self.pen.within(box(left, top, right, bottom)):
            yield
        inside = [lamp for lamp in self.lamps[count:] if left < lamp.x < right and top < lamp.y < bottom]
        self.lamps[count:] = inside

    def hide(self, left: float, top: float, right: float, bottom: float) -> None:
        """Put out the lamps on the far layer that something now stands before."""
        self.lamps = [lamp for lamp in self.lamps if lamp.near or not (left < lamp.x < right and top < lamp.y < bottom)]

    @property
    def dark(self) -> bool:
        """Whether lamps count for more than the sky."""
        return self.air.lamps > 0.5

    @property
    def level(self) -> float:
        """How bright things are here: indoors the lamps give back some of what the evening takes."""
        inside = 1.0 + (self.lamp_light - 1.0) * self.air.lamps
        return self.air.level + (inside - self.air.level) * self.indoors

    def dim(self, colour: RGB, own: float = 0.0) -> RGB:
        """The colour in this light; ``own`` is the share that shines by itself."""
        tone = mix(self.air.tone, mix(WHITE, self.lamp_colour, self.air.lamps), self.indoors * 0.8)
        red, green, blue = (
            min(255, round(part * self.level * shade / 255)) for part, shade in zip(colour, tone, strict=True)
        )
        return mix((red, green, blue), colour, own)

    def lamp(self, x: float, y: float, radius: float, colour: RGB, strength: float = 1.0, blinks: float = 0.0) -> None:
        """A lamp that shines as much as the time of day lets it."""
        power = strength * self.air.lamps
        if power > 0.02:
            self.lamps.append(Lamp(x, y, radius, colour, power, self.is_near, blinks))

    def steam(self, x: float, y: float, size: float) -> None:
        self.steams.append(Steam(x, y, size))

    def sun(self, x: float, top: float, width: float, height: float, way: int = 1, panes: int = 2) -> None:
        """Light that falls through a window at (x, top): a shaft in the air and panes of light on the floor.

        It goes ``way`` (+1 to the right); at night it is the moon's.
        """
        strength, colour = self.air.sun_strength, self.air.sun
        reach = {"morning": 1.5, "dusk": 1.9, "day": 0.8, "night": 1.1}[self.time]
        low = FLOOR + 40
        pen, slip = self.far, way * (low - top) * 0.42 * reach
        for pane in range(panes):
            left = x + width * pane / panes + 8
            right = x + width * (pane + 1) / panes - 8
            shift, wider = slip + way * 90 * reach, 1.35
            patch = polygon([
                (left + slip, low), (right + slip, low), (right + shift + width * (wider - 1) * (pane + 1), low + 170),
                (left + shift + width * (wider - 1) * pane, low + 170),
            ])  # fmt: skip
            pen.fill(patch, colour, 0.75 * strength, 7, SCREEN)
        shaft = polygon([
            (x, top), (x + width, top), (x + width + slip + way * 60, low + 120), (x + slip + way * 20, low + 120)
        ])  # fmt: skip
        glow = fading((x, top), (x + slip, low + 100), colour, 0.50 * strength, 0.04)
        pen.fill(shaft, glow, blur=16, mode=SCREEN)
        pen.glow(x + width / 2, top + height / 2, max(width, height) * 0.95, colour, 0.55 * strength)

    def sunlit(self, x: float, y: float, width: float, height: float, way: int = 1) -> None:
        """A slanting patch of light on a wall, from a window that is not seen."""
        strength = self.air.sun_strength * {"morning": 1.0, "day": 0.5, "dusk": 1.0, "night": 0.8}[self.time]
        for pane in range(2):
            left = x + pane * (width / 2 + 8)
            right, slip, rise = left + width / 2 - 8, way * 50, y - way * 26
            shape = polygon([(left, y), (right, rise), (right + slip, rise + height), (left + slip, y + height)])
            self.far.fill(shape, self.air.sun, 0.62 * strength, 6, SCREEN)

    def pool(self, x: float, y: float, radius: float, strength: float = 0.5, colour: RGB | None = None) -> None:
        """Lamplight on a wall or a floor."""
        power = strength * self.air.lamps
        if power > 0.02:
            self.far.glow(x, y, radius, colour or self.lamp_colour, power)

    def shadow(self, x: float, y: float, rx: float, ry: float, strength: float = 0.45) -> None:
        """A soft shadow where something stands on the ground."""
        self.pen.fill(oval(x, y, rx, ry), (10, 6, 18), strength, max(3.0, ry * 0.6))

    def shade(self) -> None:
        """What the hour adds at last: light from the left, shade from above and from the edges."""
        tone, strength = self.air.shade, 0.9 if self.indoors > 0.4 else 0.55
        falls = across((0, self.top), (0, 620), mix(WHITE, tone, strength), WHITE)
        self.far.fill(polygon(self._all()), falls, mode=MULTIPLY)
        glow = self.air.sun_strength * {"morning": 0.42, "day": 0.10, "dusk": 0.38, "night": 0.12}[self.time]
        beam = fading((self.left, 300), (self.right, 700), self.air.sun, glow, 0.0)
        self.far.fill(polygon(self._all()), beam, mode=SCREEN)
        edge = mix(WHITE, tone, strength * 0.8)
        ring = Ramp((WIDTH / 2, 560), (0, 0), ((0.0, WHITE, 1.0), (0.5, WHITE, 1.0), (1.0, edge, 1.0)), 900)
        self.far.fill(polygon(self._all()), ring, mode=MULTIPLY)

    def _all(self) -> list[tuple[float, float]]:
        return [(self.left, self.top), (self.right, self.top), (self.right, self.bottom), (self.left, self.bottom)]
