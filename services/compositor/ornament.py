"""The stroke of a dry brush that stands between a title and what is below it."""

import numpy as np
import skia

from services.compositor.lettering import GOLD, Picture

_HAIRS = 14


def brush_stroke(width: int, height: int) -> Picture:
    """A golden stroke in the middle of a transparent picture: thick in its middle, running out to both sides."""
    picture = np.zeros((height, width, 4), np.uint8)
    canvas = skia.Surface(picture, colorType=skia.kBGRA_8888_ColorType).getCanvas()
    chance = np.random.default_rng(7)
    half, thick = width * 0.25, width * 0.0042
    for hair in range(_HAIRS):
        reach, shift = half * chance.uniform(0.55, 1.0), half * chance.normal(0, 0.05)
        left, right = width / 2 - reach + shift, width / 2 + reach + shift
        y, bow = height / 2 + thick * chance.normal(0, 0.45), thick * chance.normal(0, 0.5)
        above, below = thick * chance.uniform(0.3, 0.7, 2)
        path = skia.Path()
        path.moveTo(left, y + bow)
        path.quadTo(width / 2, y - above, right, y - bow)
        path.quadTo(width / 2, y + below, left, y + bow)
        canvas.drawPath(path, skia.Paint(AntiAlias=True, Color=skia.Color(*GOLD.colours[1 + hair % 3], 210)))
    return picture
