"""What floats through the air: snow outdoors, dust in the light indoors."""

import math
from dataclasses import dataclass
from random import Random

import cv2

from shared.providers.studio.picture.colours import RGB
from shared.providers.studio.picture.figure.sprite import Pixels
from shared.providers.studio.picture.places import HEIGHT, WIDTH


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


def motes(kind: str, seed: str) -> tuple[Mote, ...]:
    """Snow falls, dust hangs."""
    chance = Random(seed)
    count, down, across = (46, (60.0, 170.0), (-26.0, 10.0)) if kind == "snow" else (22, (-9.0, 6.0), (-8.0, 8.0))
    size, light = ((1.6, 5.2), (0.35, 0.9)) if kind == "snow" else ((1.2, 3.4), (0.12, 0.42))
    return tuple(
        Mote(
            x=chance.uniform(0, WIDTH),
            y=chance.uniform(0, HEIGHT),
            across=chance.uniform(*across),
            down=chance.uniform(*down),
            radius=chance.uniform(*size),
            light=chance.uniform(*light),
            phase=chance.uniform(0, 2 * math.pi),
        )
        for _ in range(count)
    )


def drift(frame: Pixels, air: tuple[Mote, ...], colour: RGB, unit: float, moment: float) -> None:
    """Add the motes to a BGRA frame; near ones are larger and softer."""
    height, width = frame.shape[:2]
    for mote in air:
        x = (mote.x + mote.across * moment + 9 * math.sin(moment * 0.9 + mote.phase)) % WIDTH * unit
        y = (mote.y + mote.down * moment) % HEIGHT * unit
        reach = max(2, round(mote.radius * 2.2 * unit))
        left, top = max(0, round(x) - reach), max(0, round(y) - reach)
        right, bottom = min(width, round(x) + reach + 1), min(height, round(y) + reach + 1)
        if right <= left or bottom <= top:
            continue
        glow = mote.light * (0.7 + 0.3 * math.sin(moment * 2.1 + mote.phase * 3))
        dot = frame[top:bottom, left:right]
        shade = dot.copy()
        radius = max(1, round(mote.radius * unit))
        tone = (colour[2], colour[1], colour[0], 255)
        cv2.circle(shade, (round(x) - left, round(y) - top), radius, tone, cv2.FILLED, cv2.LINE_AA)
        if radius > 2:
            shade = cv2.blur(shade, (3, 3)).astype(shade.dtype, copy=False)
        cv2.addWeighted(shade, glow, dot, 1 - glow, 0, dst=dot)
