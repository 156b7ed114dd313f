"""Whether a colour is in a picture, whatever light falls on it. Pure.

The light of a scene dims and tints: a red coat is dark red at night and orange under a lamp, but it stays red. So hue
counts most, saturation less, lightness little; and the picture is looked at as it is and with its tint taken out.
"""

import cv2
import numpy as np
from numpy.typing import NDArray

SIZE = (96, 170)
"""Width and height of the picture that is looked at; averaging so far leaves surfaces and no lines."""

VIVID = 16.0
"""Chroma (Lab) from which a colour has a hue to be told by; below it lightness decides."""

HUE = np.radians(22.0)
"""How far the hue may turn."""

Lab = NDArray[np.float32]


def presence(picture: NDArray[np.uint8], colour: str) -> float:
    """The share (0 to 1) of an RGB picture that has the colour ``#rrggbb``, in its light or in even light.

    Only surfaces count: lips and buttons are no coat.
    """
    wanted = _lab(np.array([[[int(colour[at : at + 2], 16) for at in (1, 3, 5)]]], np.uint8))[0, 0]
    return max(float(_surfaces(_like(_lab(view), wanted)).mean()) for view in (picture, _even(picture)))


def _like(picture: Lab, wanted: Lab) -> NDArray[np.bool_]:
    light, a, b = np.moveaxis(picture, -1, 0)
    chroma = np.hypot(a, b)
    wanted_light, wanted_chroma = float(wanted[0]), float(np.hypot(wanted[1], wanted[2]))
    if wanted_chroma < VIVID:
        return np.asarray((chroma < VIVID) & (np.abs(light - wanted_light) < 22))
    turn = np.angle(np.exp(1j * (np.arctan2(b, a) - np.arctan2(wanted[2], wanted[1]))))
    vivid = (chroma > 0.45 * wanted_chroma) & (chroma < 1.7 * wanted_chroma + 10)
    lit = (light > 0.3 * wanted_light) & (light < 1.4 * wanted_light + 12)
    return np.asarray((np.abs(turn) < HUE) & vivid & lit)


def _surfaces(mask: NDArray[np.bool_]) -> NDArray[np.uint8]:
    """The mask without what is less than three pixels wide."""
    return np.asarray(cv2.morphologyEx(mask.astype(np.uint8), cv2.MORPH_OPEN, np.ones((3, 3), np.uint8)))


def _even(picture: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """The picture with the tint of its light taken out: on average the world is grey."""
    means = picture.reshape(-1, 3).mean(axis=0) + 1
    gains = np.clip(means.mean() / means, 0.6, 1.7)
    return np.asarray(np.clip(picture * gains, 0, 255), np.uint8)


def _lab(picture: NDArray[np.uint8]) -> Lab:
    return np.asarray(cv2.cvtColor(picture.astype(np.float32) / 255, cv2.COLOR_RGB2Lab), np.float32)
