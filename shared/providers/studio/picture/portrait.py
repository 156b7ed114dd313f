"""A character's anchor: front view, neutral, even light, and the colours measured on it."""

from pathlib import Path

import cv2
import numpy as np
import skia

from shared.providers.ports import Portrait, PortraitBrief
from shared.providers.studio.picture.brush import Pen, Ramp
from shared.providers.studio.picture.colours import code
from shared.providers.studio.picture.figure.expression import Expression
from shared.providers.studio.picture.figure.puppet import Pose, Puppet
from shared.providers.studio.picture.figure.sprite import Light, Pixels, scaled, shifted
from shared.providers.studio.picture.look import Look, look_of

BACKDROP = ((0.0, (214, 216, 222), 1.0), (1.0, (150, 152, 164), 1.0))
EVEN = Light(1, (255, 255, 255), (255, 250, 240), 0.04, (255, 250, 240), (230, 238, 255), 0.35)
EYES, SCALE = (360.0, 380.0), 1.12
"""Where the eyes are and how many pixels a head unit is, on 720 × 1280."""


def portray(brief: PortraitBrief, into: Path) -> Portrait:
    """Draw the anchor into a PNG file."""
    cv2.setNumThreads(1)
    look = look_of(brief.gender, brief.age, brief.look, brief.outfit, brief.seed, brief.name)
    pixels = draw_portrait(look, brief.width, brief.height)
    cv2.imwrite(str(into), np.ascontiguousarray(pixels[:, :, :3]))
    return Portrait(palette=measure(pixels, look))


def draw_portrait(look: Look, width: int, height: int) -> Pixels:
    """The anchor as BGRA."""
    unit = min(width / 720, height / 1280)
    pixels: Pixels = np.zeros((height, width, 4), np.uint8)
    canvas = skia.Surface(pixels, colorType=skia.kBGRA_8888_ColorType, alphaType=skia.kPremul_AlphaType).getCanvas()
    Pen(canvas).rect(0, 0, width, height, Ramp((width / 2, height * 0.35), (0, 0), BACKDROP, height * 0.75))
    puppet = Puppet(look, SCALE * unit, EVEN, 0.0, (1280 - EYES[1]) / SCALE + 20)
    puppet.draw(pixels, shifted(width / 2, EYES[1] * unit) @ scaled(SCALE * unit), Pose(0.0, Expression()))
    return pixels


def measure(pixels: Pixels, look: Look) -> tuple[str, str, str]:
    """The colours of skin, hair and outfit as they look on the anchor, ``#rrggbb``."""
    unit = min(pixels.shape[1] / 720, pixels.shape[0] / 1280)
    middle = pixels.shape[1] / 2
    cheeks = _area(pixels, middle, unit, (-50, 18, 50, 40))
    crown = _area(pixels, middle, unit, (-52, -112, 52, -86))
    chest = _area(pixels, middle, unit, (-130, 230, 130, 620))
    return _main(cheeks, look.skin), _main(crown, look.hair_colour), _main(chest, look.outfit.colour)


def _area(pixels: Pixels, middle: float, unit: float, bounds: tuple[float, float, float, float]) -> np.ndarray:
    """The pixels of a rectangle in head units, RGB, shape (n, 3)."""
    left, top, right, bottom = bounds
    x0, x1 = (round(middle + x * SCALE * unit) for x in (left, right))
    y0, y1 = (round((EYES[1] + y * SCALE) * unit) for y in (top, bottom))
    part = pixels[max(0, y0) : y1, max(0, x0) : x1, 2::-1]
    return part.reshape(-1, 3).astype(np.float32)


def _main(colours: np.ndarray, expected: tuple[int, int, int]) -> str:
    """Of the three main colours that an area has the one that comes closest to what was meant to be there."""
    _, labels, centres = cv2.kmeans(
        colours[::3], 3, np.zeros((0, 1), np.int32), (cv2.TERM_CRITERIA_MAX_ITER, 12, 1.0), 1, cv2.KMEANS_PP_CENTERS
    )
    share = np.bincount(labels.ravel(), minlength=3) / labels.size
    distance = np.linalg.norm(centres - np.array(expected), axis=1) - 60 * share
    red, green, blue = centres[int(distance.argmin())].round().astype(int).tolist()
    return code((red, green, blue))
