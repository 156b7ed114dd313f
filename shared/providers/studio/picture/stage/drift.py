"""What floats through the air: snow or rain outdoors, dust in the light indoors."""

import math
from dataclasses import dataclass
from functools import cache
from random import Random
from typing import Literal

import cv2
import numpy as np

from shared.providers.studio.picture.colours import RGB
from shared.providers.studio.picture.figure.sprite import Pixels
from shared.providers.studio.picture.places import HEIGHT, WIDTH

Weather = Literal["dust", "snow", "rain"]


@dataclass(frozen=True)
class Mote:
    """Something small in the air: where it begins, how fast it goes (stage units a second), its size and light."""

    x: float
    y: float
    across: float
    down: float
    radius: float
    light: float
    phase: float
    streak: float = 0.0  # how long a drop is drawn out, in units


_KINDS: dict[
    Weather, tuple[int, tuple[float, float], tuple[float, float], tuple[float, float], tuple[float, float]]
] = {
    "dust": (22, (-9.0, 6.0), (-8.0, 8.0), (1.2, 3.4), (0.12, 0.42)),
    "snow": (56, (60.0, 170.0), (-26.0, 10.0), (1.6, 5.4), (0.4, 0.95)),
    "rain": (70, (1100.0, 1500.0), (-150.0, -110.0), (0.8, 1.5), (0.14, 0.34)),
}
"""How many there are; how fast they go down and across, how large and how light they are."""


def motes(kind: Weather, seed: str) -> tuple[Mote, ...]:
    """Snow and rain fall, dust hangs."""
    chance = Random(seed)
    count, down, across, size, light = _KINDS[kind]
    return tuple(
        Mote(
            x=chance.uniform(0, WIDTH),
            y=chance.uniform(0, HEIGHT),
            across=chance.uniform(*across),
            down=chance.uniform(*down),
            radius=chance.uniform(*size),
            light=chance.uniform(*light),
            phase=chance.uniform(0, 2 * math.pi),
            streak=chance.uniform(40, 90) if kind == "rain" else 0.0,
        )
        for _ in range(count)
    )


def drift(frame: Pixels, air: tuple[Mote, ...], colour: RGB, unit: float, moment: float) -> None:
    """Add the motes to a BGRA frame; near ones are larger and softer."""
    height, width = frame.shape[:2]
    for mote in air:
        sway = 0.0 if mote.streak else 9 * math.sin(moment * 0.9 + mote.phase)
        x = round((mote.x + mote.across * moment + sway) % WIDTH * unit)
        y = round((mote.y + mote.down * moment) % HEIGHT * unit)
        glow = mote.light * (1.0 if mote.streak else 0.7 + 0.3 * math.sin(moment * 2.1 + mote.phase * 3))
        dot = (
            _drop(mote.streak * unit, glow)
            if mote.streak
            else _flake(round(mote.radius * unit * 2) / 2, colour, round(glow * 12) / 12)
        )
        left, top = x - dot.shape[1] // 2, y - dot.shape[0] // 2
        onto = frame[max(0, top) : min(height, top + dot.shape[0]), max(0, left) : min(width, left + dot.shape[1])]
        if onto.size:
            part = dot[max(0, -top) :, max(0, -left) :][: onto.shape[0], : onto.shape[1]]
            cv2.add(onto, part, dst=onto)


@cache
def _flake(radius: float, colour: RGB, glow: float) -> Pixels:
    """A soft dot of light to be added."""
    reach = max(2, math.ceil(radius * 1.6) + 1)
    y, x = np.mgrid[-reach : reach + 1, -reach : reach + 1].astype(np.float32)
    fall = np.clip(radius + 0.8 - np.sqrt(x * x + y * y), 0, 1.6) / 1.6 * glow
    tone = np.array([*colour[::-1], 0], np.float32)
    dot: Pixels = (fall[:, :, None] * tone).clip(0, 255).astype(np.uint8)
    return dot


@cache
def _drop(length: float, glow: float) -> Pixels:
    """A slanting streak of light to be added."""
    tall, wide = max(4, round(length)), max(2, round(length * 0.1))
    lit = np.zeros((tall, wide + 2, 4), np.uint8)
    level = round(200 * glow)
    cv2.line(lit, (wide, 0), (0, tall - 1), (level, level, level, 0), 1, cv2.LINE_AA)
    return lit
