"""What the film stock adds: grade by mood, bloom, vignette, grain.

All of it is done on the planes of the picture that is encoded (Y in full size, U and V at half of it), where it costs a
fraction of what it would cost on three colours.
"""

from dataclasses import dataclass

import cv2
import numpy as np

from shared.events.request import Mood
from shared.providers.studio.picture.figure.sprite import Pixels

Offset = tuple[float, float, float]


@dataclass(frozen=True)
class Grade:
    """How a mood looks: what is added to shadows and to lights (RGB levels), contrast, saturation, edges, bloom."""

    shadows: Offset
    lights: Offset
    contrast: float
    saturation: float
    vignette: float
    bloom: float
    lift: float = 0.0


GRADES: dict[Mood, Grade] = {
    "dramatic": Grade((-8, -3, 12), (12, 5, -10), 1.10, 1.04, 0.46, 0.26),
    "romantic": Grade((16, -5, 9), (9, -2, 2), 0.98, 1.04, 0.28, 0.45, 3),
    "comedic": Grade((4, 2, -2), (8, 6, -6), 1.02, 1.16, 0.12, 0.26, 6),
    "suspense": Grade((-30, 4, 16), (18, 7, -14), 1.16, 0.94, 0.60, 0.32, -6),
    "triumphant": Grade((8, 2, -8), (12, 7, -8), 1.06, 1.10, 0.24, 0.42, 3),
    "melancholic": Grade((-10, -2, 18), (2, 0, 0), 0.98, 0.90, 0.46, 0.28, -2),
}
GRAIN, FIELDS = 1.0, 5
"""Levels of grain, and how many fields of it take turns."""


class Finish:
    """Turns BGRA frames of one size into graded planes (I420), ready to be encoded."""

    def __init__(self, mood: Mood, seed: int, width: int, height: int) -> None:
        self.grade = GRADES[mood]
        self.size = width, height
        self._tone = _curve(self.grade)
        self._blue, self._red = _tints(self.grade)
        self._glow = _highlights(self.grade)
        light = _vignette(self.grade.vignette, width, height)
        self._light: Pixels = (light * 255).astype(np.uint8)
        self._grain = _grains(light, seed)

    def planes(self, frame: Pixels, number: int) -> Pixels:
        """The finished frame of that number as I420: shape (height * 3 / 2, width)."""
        width, height = self.size
        planes = cv2.cvtColor(frame, cv2.COLOR_BGRA2YUV_I420).astype(np.uint8, copy=False)
        luma = planes[:height]
        chroma = planes.reshape(-1)[width * height :].reshape(2, height // 2, width // 2)
        half = cv2.resize(luma, (width // 2, height // 2), interpolation=cv2.INTER_AREA).astype(np.uint8, copy=False)
        for plane, table in zip(chroma, (self._blue, self._red), strict=True):
            saturation = self.grade.saturation
            cv2.addWeighted(plane, saturation, cv2.LUT(half, table), 1.0, -128 * saturation, dst=plane)
        cv2.LUT(luma, self._tone, dst=luma)
        self._add_bloom(luma, half)
        cv2.multiply(luma, self._light, dst=luma, scale=1 / 255)
        cv2.add(luma, self._grain[number % FIELDS], dst=luma)
        return planes

    def _add_bloom(self, luma: Pixels, half: Pixels) -> None:
        width, height = self.size
        small = cv2.resize(half, (max(1, width // 16), max(1, height // 16)), interpolation=cv2.INTER_AREA)
        soft = cv2.GaussianBlur(cv2.LUT(small, self._glow), (0, 0), max(0.5, width / 220))
        cv2.add(luma, cv2.resize(soft, (width, height), interpolation=cv2.INTER_LINEAR), dst=luma)


def coloured(planes: Pixels) -> Pixels:
    """The picture (BGRA) of I420 planes."""
    return cv2.cvtColor(planes, cv2.COLOR_YUV2BGRA_I420).astype(np.uint8, copy=False)


def _curve(grade: Grade) -> Pixels:
    """Luma by luma: contrast around the middle, softly bent at both ends. One GRAIN is left room for."""
    level = (np.arange(256) - 16) / 219
    bent = 0.45 + (level - 0.45) * grade.contrast
    table: Pixels = (16 + 219 * bent + grade.lift * (1 - level) - GRAIN).clip(12, 240).astype(np.uint8)
    return table


def _tints(grade: Grade) -> tuple[Pixels, Pixels]:
    """What is added to U and V for each luma, 128 being nothing (BT.601)."""
    level = ((np.arange(256) - 16) / 219).clip(0, 1)[:, None]
    added = np.array(grade.shadows) * (1 - level) ** 1.5 + np.array(grade.lights) * level**1.2
    blue, red = (added @ np.array(row) for row in ((-0.148, -0.291, 0.439), (0.439, -0.368, -0.071)))
    return _centred(blue), _centred(red)


def _centred(added: np.ndarray) -> Pixels:
    table: Pixels = (128 + added).round().astype(np.uint8)
    return table


def _highlights(grade: Grade) -> Pixels:
    """How much light spreads from each luma."""
    over = ((np.arange(256) - 150) / 85).clip(0, 1)
    table: Pixels = (over * 70 * grade.bloom).astype(np.uint8)
    return table


def _vignette(strength: float, width: int, height: int) -> np.ndarray:
    """What luma is multiplied by: 1 in the middle, less at the edges."""
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    far = np.sqrt(((x - width / 2) / (width * 0.80)) ** 2 + ((y - height * 0.42) / (height * 0.68)) ** 2)
    fall: np.ndarray = 1 - strength * np.clip(far - 0.42, 0, 1) ** 1.4
    return fall


def _grains(light: np.ndarray, seed: int) -> list[Pixels]:
    """Fields of grain, to be added in turn, with the black level that the vignette took."""
    chance = np.random.default_rng(seed)
    height, width = light.shape
    fields = []
    for _ in range(FIELDS):
        coarse = chance.normal(GRAIN, GRAIN, ((height + 1) // 2, (width + 1) // 2)).astype(np.float32)
        fine = cv2.resize(coarse, (width, height), interpolation=cv2.INTER_LINEAR)
        fields.append((fine + 16 * (1 - light)).clip(0, 40).astype(np.uint8))
    return fields
