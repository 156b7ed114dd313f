"""A picture in a terminal: each character is two pixels, the upper half block over its background."""

from collections.abc import Sequence

import cv2
import numpy as np
from rich.color import Color
from rich.segment import Segment
from rich.style import Style

from services.gateway.cli.album import Thumbnail

Line = Sequence[Segment]

_PAPER = np.array((34, 32, 30), np.float32)
_STILL_COLOUR, _STILL_LIGHT = 0.5, 0.8
"""What is not filmed yet is paler and darker, so one sees the colours come."""


def half_blocks(thumbnail: Thumbnail | None, width: int, height: int) -> list[Line]:
    """``height`` lines of ``width`` characters; a dark card where there is no picture yet."""
    if thumbnail is None:
        pixels = np.broadcast_to(_PAPER, (2 * height, width, 3))
    else:
        pixels = cv2.resize(thumbnail.pixels, (width, 2 * height), interpolation=cv2.INTER_AREA).astype(np.float32)
        if not thumbnail.filmed:
            grey = pixels.mean(axis=2, keepdims=True)
            pixels = (grey + (pixels - grey) * _STILL_COLOUR) * _STILL_LIGHT
    levels = (pixels[:, :, ::-1] / 4).round().clip(0, 63).astype(int) * 4  # equal neighbours share an escape code
    return [_line(levels[2 * row].tolist(), levels[2 * row + 1].tolist()) for row in range(height)]


def _line(upper: list[list[int]], lower: list[list[int]]) -> Line:
    pairs = zip(upper, lower, strict=True)
    styles = [Style(color=Color.from_rgb(*top), bgcolor=Color.from_rgb(*foot)) for top, foot in pairs]
    return [Segment("▀", style) for style in styles]
