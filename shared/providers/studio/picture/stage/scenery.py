"""The background of a shot: drawn once, out of focus as the lens has it, with lamps that bloom."""

import re
from typing import Any

import cv2
import numpy as np
import skia

from shared.providers.ports import FilmBrief
from shared.providers.studio.picture.brush import SCREEN, Pen, oval
from shared.providers.studio.picture.colours import lighter
from shared.providers.studio.picture.figure.sprite import Bounds, Pixels, Sprite, paint, softened, trimmed
from shared.providers.studio.picture.places import HEIGHT, PLACES, WIDTH, Lamp
from shared.providers.studio.picture.stage.drift import Mote, motes
from shared.providers.studio.picture.stage.staging import LENSES, Lens

_SNOW = re.compile(r"雪|腊月|除夕|\bsnow|blizzard|winter", re.IGNORECASE)
MARGIN = 60.0
"""Stage units that the background reaches beyond the frame, for the camera to move in."""


def background(brief: FilmBrief, unit: float) -> Pixels:
    """BGRA of the stage with its margin, ``unit`` pixels for each stage unit."""
    lens = LENSES[brief.framing]
    width, height = round((WIDTH + 2 * MARGIN) * unit), round((HEIGHT + 2 * MARGIN) * unit)
    pixels: Pixels = np.zeros((height, width, 4), np.uint8)
    canvas = skia.Surface(pixels, colorType=skia.kBGRA_8888_ColorType).getCanvas()
    _aim(canvas, lens, unit)
    place = PLACES[brief.place]
    stage = place.stage(Pen(canvas), brief.time, f"{brief.seed}/{brief.place}")
    place.draw(stage)
    blurred = _blurred(pixels, lens.blur * unit)
    _bloom(blurred, stage.lamps, lens, unit)
    return blurred


def foreground(brief: FilmBrief, unit: float) -> Sprite | None:
    """What stands before the actors; None if the place or the framing has nothing there."""
    place = PLACES[brief.place]
    front = place.front
    if front is None or brief.framing in ("wide", "insert"):
        return None
    bounds = Bounds(-MARGIN, -MARGIN, WIDTH + MARGIN, HEIGHT + MARGIN)
    sprite = paint(bounds, unit, lambda pen: front(place.stage(pen, brief.time, f"{brief.seed}/{brief.place}/front")))
    return trimmed(softened(sprite, max(6.0, LENSES[brief.framing].blur) * unit))


def air(brief: FilmBrief) -> tuple[Mote, ...]:
    """Snow where the action or the place has it, else dust."""
    place = PLACES[brief.place]
    snows = place.indoors < 0.5 and (place.drift == "snow" or _SNOW.search(brief.action) is not None)
    return motes("snow" if snows else "dust", f"{brief.seed}/{brief.place}/{brief.take}")


def _aim(canvas: Any, lens: Lens, unit: float) -> None:
    canvas.scale(unit, unit)
    canvas.translate(MARGIN + WIDTH / 2, MARGIN + HEIGHT / 2)
    canvas.scale(lens.zoom, lens.zoom)
    canvas.translate(-lens.x, -lens.y)


def _blurred(pixels: Pixels, sigma: float) -> Pixels:
    """Blurred at a quarter of the size where it makes no difference."""
    if sigma < 0.4:
        return pixels
    if sigma < 4:
        return cv2.GaussianBlur(pixels, (0, 0), sigma).astype(np.uint8, copy=False)
    height, width = pixels.shape[:2]
    small = cv2.resize(pixels, (width // 4, height // 4), interpolation=cv2.INTER_AREA)
    return cv2.resize(
        cv2.GaussianBlur(small, (0, 0), sigma / 4), (width, height), interpolation=cv2.INTER_CUBIC
    ).astype(np.uint8, copy=False)


def _bloom(pixels: Pixels, lamps: list[Lamp], lens: Lens, unit: float) -> None:
    """Lamps glow, and out of focus they become discs."""
    canvas = skia.Surface(pixels, colorType=skia.kBGRA_8888_ColorType).getCanvas()
    _aim(canvas, lens, unit)
    pen = Pen(canvas)
    for lamp in lamps:
        pen.glow(lamp.x, lamp.y, lamp.radius * 2.6, lamp.colour, 0.62 * lamp.strength)
        if lens.blur > 4 and lamp.radius < 60:
            disc = lens.blur * 1.5 / lens.zoom + lamp.radius * 0.2
            pen.fill(oval(lamp.x, lamp.y, disc, disc), lighter(lamp.colour, 0.3), 0.42 * lamp.strength, 0.8, SCREEN)
            pen.outline(oval(lamp.x, lamp.y, disc, disc), lighter(lamp.colour, 0.4), 1.2, 0.32 * lamp.strength, 0.6)
