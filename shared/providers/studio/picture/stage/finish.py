"""What the film stock adds: grade by mood, vignette, grain."""

from collections.abc import Sequence

import cv2
import numpy as np

from shared.events.request import Mood
from shared.providers.studio.picture.colours import RGB
from shared.providers.studio.picture.figure.sprite import Pixels

# For each mood: the colour that shadows lean to, the colour that lights lean to, and how dark the edges are.
GRADES: dict[Mood, tuple[RGB, RGB, float]] = {
    "dramatic": ((18, 26, 44), (255, 240, 220), 0.46),
    "romantic": ((46, 20, 40), (255, 228, 214), 0.32),
    "comedic": ((30, 26, 20), (255, 248, 226), 0.18),
    "suspense": ((8, 26, 36), (222, 238, 240), 0.60),
    "triumphant": ((40, 24, 12), (255, 240, 204), 0.26),
    "melancholic": ((22, 30, 50), (226, 234, 250), 0.44),
}


def vignette(mood: Mood, width: int, height: int) -> Pixels:
    """What every frame is multiplied by, BGRA."""
    _, light, strength = GRADES[mood]
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    far = np.sqrt(((x - width / 2) / (width * 0.78)) ** 2 + ((y - height * 0.42) / (height * 0.66)) ** 2)
    fall = 1 - strength * np.clip(far - 0.45, 0, 1) ** 1.5
    tone = np.array([*light[::-1], 255], np.float32)
    out = fall[:, :, None] * (tone * 0.35 + 255 * 0.65)
    out[:, :, 3] = 255
    factors: Pixels = out.clip(0, 255).astype(np.uint8)
    return factors


def grains(mood: Mood, seed: int, width: int, height: int, count: int = 6) -> Sequence[Pixels]:
    """A few fields of grain, tinted with the colour that the mood gives to shadows, to be added in turn."""
    chance = np.random.default_rng(seed)
    red, green, blue = (0.12 * part for part in GRADES[mood][0])
    fields = []
    for _ in range(count):
        coarse = chance.normal(2.6, 2.2, ((height + 1) // 2, (width + 1) // 2)).clip(0, 9).astype(np.float32)
        fine = cv2.resize(coarse, (width, height), interpolation=cv2.INTER_LINEAR)
        fields.append(cv2.merge([fine + blue, fine + green, fine + red, np.zeros_like(fine)]).astype(np.uint8))
    return fields
