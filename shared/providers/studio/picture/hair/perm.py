"""Curls all over the head, short or down to the shoulders."""

import numpy as np

from shared.providers.studio.picture.hair.parts import combed_back
from shared.providers.studio.picture.hair.style import Hairdo, HairStyle, Tress, scalp


def back(tress: Tress, worn: Hairdo) -> None:
    tress.skull(12, 0.35)
    tress.curls(strewn(tress, 60, (-150, 150), (-46, 40), 13), 17, shade=0.3)


def front(tress: Tress, worn: Hairdo) -> None:
    combed_back(tress, 10)
    for low, high, out, size, count in ((60, 90, 15, 17, 46), (28, 62, 15, 16, 62), (20, 34, 9, 12, 30)):
        tress.curls(strewn(tress, count, (-112, 112), (low, high), out), size)
    for side in (-1, 1):
        span = (side * 78, side * 118)
        tress.curls(strewn(tress, 26, (min(span), max(span)), (-34, 30), 11), 14)


def strewn(tress: Tress, count: int, span: tuple[float, float], heights: tuple[float, float], out: float) -> np.ndarray:
    """Points strewn over a part of the scalp, the highest first, shape (n, 2)."""
    rows = np.sort(tress.noise.uniform(*heights, count))[::-1]
    longitudes = np.linspace(*span, count)[tress.noise.permutation(count)] + tress.noise.uniform(-5, 5, count)
    lengths = out + tress.noise.uniform(-2, 4, count)
    seen = abs(longitudes + tress.turn.yaw) < 100
    points = zip(longitudes[seen], rows[seen], lengths[seen], strict=True)
    return tress.turn.all(np.array([scalp(lon, lat, off) for lon, lat, off in points]).reshape(-1, 3))


STYLE = HairStyle(
    "perm", r"烫发|烫过|小卷|卷发|羊毛卷|爆炸头|\bperm(?:ed)?\b|curly|curls|afro",
    {"female": ((20, 47, 0.6), (48, 59, 3), (60, 110, 3))}, front, back,
)  # fmt: skip
