"""A card becomes a film: the picture before it goes out of focus, and letters of gold appear on it.

The last frame of a shot is blurred and darkened with a slow push, while a light passes over it; a card begins with
that very frame, so nothing jumps. It is encoded like the shots, which it joins by stream copy.
"""

from collections.abc import Iterator
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from services.compositor import ffmpeg
from services.compositor.cards import Card, Kind
from services.compositor.inlay import Inlay, inlays
from services.compositor.stills import Planes, filling, last_frame
from shared.artifacts.records import Delivery

Field = NDArray[np.float32]

BLUR_IN, FADE_OUT = 0.45, {"title": 0.3, "next": 0.7, "end": 0.9}
"""Seconds in which the picture goes out of focus; seconds in which a card goes dark, by its kind."""

DARK = 0.46
"""How much of the picture's light is left behind the letters."""

_SMALL = 4  # the blurred picture is worked on at a quarter of its size: nobody can tell
_BLURS = (0.0, 2.2, 6.5)  # pixels of the small picture
_PUSH = 0.07
_GREY = np.array([16, 128, 128], np.float32)
_WARM = np.array([0, -4, 4], np.float32)
_MOTES, _GRAIN = 16, 3
_QUALITY = 17  # flat and dark: here the steps between two greys would be seen first


def film_card(
    card: Card, before: Path, frames_before: int, seed: int, delivery: Delivery, frames: int, into: Path
) -> None:
    """Write the card as exactly ``frames`` frames of the delivery's format, no sound.

    ``before`` is the take of the shot that the card follows, of which ``frames_before`` frames are shown; ``seed``
    scatters the dust. Raises Permanent when the take cannot be decoded.
    """
    behind = _Behind(last_frame(before, frames_before), seed, delivery)
    letters = inlays(card, delivery)
    colours = "setsar=1,setparams=colorspace=bt709:color_primaries=bt709:color_trc=bt709:range=tv"
    ffmpeg.run(
        [
            *("-loglevel", "error", "-f", "rawvideo", "-pix_fmt", "yuv420p", "-r", str(delivery.fps)),
            *("-s", f"{delivery.width}x{delivery.height}", "-i", "pipe:0", "-vf", colours, "-an", "-threads", "1"),
            *(*ffmpeg.encoding(delivery, _QUALITY), "-map_metadata", "-1", "-f", "mp4", str(into)),
        ],
        "film the card",
        _drawn(behind, letters, card.kind, frames, delivery.fps),
    )


def _drawn(behind: "_Behind", letters: list[Inlay], kind: Kind, frames: int, fps: int) -> Iterator[bytes]:
    """Each frame as yuv420p."""
    for number in range(frames):
        now, whole = number / fps, frames / fps
        light = eased((whole - (number + 1) / fps) / FADE_OUT[kind])
        planes = behind.at(now, now / whole, light)
        for letter in letters:
            letter.lay(planes, now, now / whole, light)
        yield b"".join(plane.tobytes() for plane in planes)


class _Behind:
    """The picture behind the letters, at any moment."""

    def __init__(self, still: Planes, seed: int, delivery: Delivery) -> None:
        width, height = delivery.width, delivery.height
        sizes = ((width, height), (width // 2, height // 2), (width // 2, height // 2))
        self._sharp = tuple(filling(plane, *size) for plane, size in zip(still, sizes, strict=True))
        self._sizes = sizes
        small = (width // _SMALL, height // _SMALL)
        reduced = [cv2.resize(plane, small, interpolation=cv2.INTER_AREA) for plane in self._sharp]
        base = np.stack(reduced, axis=2).astype(np.float32) - _GREY
        self._soft = [cv2.GaussianBlur(base, (0, 0), blur) if blur else base for blur in _BLURS]
        self._vignette = _vignette(*small)
        y, x = np.mgrid[: small[1], : small[0]].astype(np.float32)
        self._slant = (x + np.float32(0.45) * y) / small[0]
        self._dust = _Dust(*small, seed)
        noise = np.random.default_rng(seed).normal(0, _GRAIN / 2, (height + 64, width + 64))
        self._grain = np.clip(noise + _GRAIN, 0, 2 * _GRAIN).astype(np.uint8)

    def at(self, now: float, share: float, light: float) -> Planes:
        """The planes ``now`` seconds after the card began, ``share`` of it being over."""
        focus = eased(now / BLUR_IN)
        soft = self._blurred(focus * (len(_BLURS) - 1), 1 + _PUSH * share * focus)
        dim = light * (1 - (1 - DARK * self._vignette) * focus)
        lit = soft * dim[..., None] + _WARM * (0.6 * focus * light)
        lit[..., 0] += light * focus * (self._beam(share) + self._dust.at(now))
        coded = np.clip(lit + _GREY, (16, 16, 16), (235, 240, 240)).astype(np.uint8)
        luma, blue, red = (
            np.asarray(cv2.resize(np.ascontiguousarray(coded[..., n]), size, interpolation=cv2.INTER_CUBIC), np.uint8)
            for n, size in enumerate(self._sizes)
        )
        if (sharp := 1 - min(1.0, now / BLUR_IN * 2.2)) > 0:
            for clear, plane in zip(self._sharp, (luma, blue, red), strict=True):
                cv2.addWeighted(clear, sharp, plane, 1 - sharp, 0, dst=plane)
        else:
            self._add_grain(luma, round(now * 1000))
        return luma, blue, red

    def _blurred(self, stop: float, scale: float) -> Field:
        """The small picture between two of its blurs, pushed in."""
        first = min(int(stop), len(self._soft) - 2)
        mixed = cv2.addWeighted(self._soft[first], 1 - (stop - first), self._soft[first + 1], stop - first, 0)
        height, width = mixed.shape[:2]
        turn = cv2.getRotationMatrix2D(((width - 1) / 2, (height - 1) / 2), 0, scale)
        return np.asarray(cv2.warpAffine(mixed, turn, (width, height), borderMode=cv2.BORDER_REPLICATE), np.float32)

    def _beam(self, share: float) -> Field:
        """A broad light that passes slantwise over the picture."""
        along = self._slant - np.float32(2.6 * share - 0.5)
        return np.asarray(26 * np.exp(-np.square(along / np.float32(0.3))), np.float32)

    def _add_grain(self, luma: NDArray[np.uint8], number: int) -> None:
        top, left = (number * 37) % 64, (number * 23) % 64
        cv2.add(luma, self._grain[top : top + luma.shape[0], left : left + luma.shape[1]], dst=luma)
        cv2.subtract(luma, np.full(1, _GRAIN, np.uint8), dst=luma)


class _Dust:
    """Motes in the light: few, out of focus, rising slowly."""

    def __init__(self, width: int, height: int, seed: int) -> None:
        chance = np.random.default_rng(seed)
        self._size = width, height
        self._at = chance.uniform((0, 0), (width, height), (_MOTES, 2))
        self._speed = chance.uniform((-6, -16), (6, -5), (_MOTES, 2)) * width / 270
        self._radius = chance.uniform(0.006, 0.02, _MOTES) * width
        self._light = chance.uniform(8, 26, _MOTES)
        self._phase = chance.uniform(0, 6.28, _MOTES)

    def at(self, now: float) -> Field:
        field = np.zeros(self._size[::-1], np.float32)
        for place, speed, radius, light, phase in zip(
            self._at, self._speed, self._radius, self._light, self._phase, strict=True
        ):
            x, y = (place + speed * now) % self._size
            glow = light * (0.65 + 0.35 * np.sin(phase + 2.5 * now))
            cv2.circle(field, (round(x * 16), round(y * 16)), round(radius * 16), float(glow), -1, cv2.LINE_AA, 4)
        return np.asarray(cv2.GaussianBlur(field, (0, 0), 1.1), np.float32)


def _vignette(width: int, height: int) -> Field:
    y, x = np.mgrid[:height, :width].astype(np.float32)
    far = ((x / width - 0.5) / 0.75) ** 2 + ((y / height - 0.46) / 0.66) ** 2
    return np.asarray(1.12 - 0.62 * np.clip(far, 0, 1.4), np.float32)


def eased(share: float) -> float:
    """From 0 to 1, begun and ended gently; what is outside stays at the ends."""
    share = min(1.0, max(0.0, share))
    return share * share * (3 - 2 * share)
