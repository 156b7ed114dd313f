"""Measuring a take: what it is, whether it lives, and whose colours are in it."""

from collections.abc import Sequence
from pathlib import Path

import av
import cv2
import numpy as np
from av.codec.context import ThreadType
from numpy.typing import NDArray

from services.character.judge import Measures, Presence
from services.character.palette import SIZE, presence

SAMPLES = 8
"""Frames whose colours are looked at."""

MOVED = 0.8
"""Luma levels by which some part of the picture differs from the frame before it, if anything moves at all."""

_PARTS = (8, 14)
"""The picture is compared in so many parts (across, down), so that a blinking eye is not averaged away."""

Picture = NDArray[np.uint8]


def measure_take(film: Path, palettes: Sequence[tuple[str, ...]], threads: int = 1) -> Measures:
    """Decode every frame of the film and measure it; ``palettes`` are each actor's ``#rrggbb``: skin, hair, outfit.

    A film that cannot be decoded to its end is no error but a finding: ``damage`` tells it.
    """
    seen = _Seen()
    width = height = promised = 0
    damage = ""
    try:
        with av.open(str(film)) as container:
            stream = container.streams.video[0]
            stream.thread_count = threads
            stream.thread_type = ThreadType.AUTO
            width, height, promised = stream.width, stream.height, stream.frames
            every = max(1, promised // SAMPLES)
            for frame in container.decode(stream):
                seen.add(frame, sampled=seen.frames % every == every // 2)
    except (av.FFmpegError, OSError, IndexError) as broken:
        damage = f"the film cannot be decoded: {broken}"
    if not damage and (seen.corrupt or seen.frames < max(1, promised)):
        damage = f"the film is damaged: {seen.frames} of {promised} frames were decoded, {seen.corrupt} of them broken"
    return Measures(
        width=width,
        height=height,
        fps=seen.fps,
        frames=seen.frames,
        seconds=seen.frames / seen.fps if seen.fps else 0.0,
        luma=seen.luma,
        still=seen.still,
        actors=tuple(_actor(seen.samples, palette) for palette in palettes),
        damage=damage,
    )


class _Seen:
    """What is kept of the frames that went by."""

    def __init__(self) -> None:
        self.frames = self.corrupt = self._stood = 0
        self.samples: list[Picture] = []
        self._luma = self._first = self._last = 0.0
        self._before: NDArray[np.float32] | None = None

    def add(self, frame: av.VideoFrame, sampled: bool) -> None:
        self._last = float(frame.time or 0.0)
        self._first = self._last if self.frames == 0 else self._first
        self.frames += 1
        self.corrupt += bool(frame.is_corrupt)
        grey = _grey(frame)
        self._luma += float(grey.mean())
        if self._before is not None:
            difference = np.abs(grey - self._before)
            self._stood += float(cv2.resize(difference, _PARTS, interpolation=cv2.INTER_AREA).max()) < MOVED
        self._before = grey
        if sampled:
            self.samples.append(_thumbnail(frame))

    @property
    def fps(self) -> float:
        return (self.frames - 1) / (self._last - self._first) if self._last > self._first else 0.0

    @property
    def luma(self) -> float:
        return self._luma / max(1, self.frames)

    @property
    def still(self) -> float:
        """The share of frames that equal the one before; a single frame stands still."""
        return self._stood / (self.frames - 1) if self.frames > 1 else 1.0


def _grey(frame: av.VideoFrame) -> NDArray[np.float32]:
    """The luma, 0 to 255, a quarter as wide and high, averaged so that grain does not count as movement."""
    small = frame.reformat(max(1, frame.width // 4), max(1, frame.height // 4), "gray", interpolation="AREA")
    return np.asarray(small.to_ndarray(), np.float32)


def _thumbnail(frame: av.VideoFrame) -> Picture:
    return np.asarray(cv2.resize(frame.to_ndarray(format="rgb24"), SIZE, interpolation=cv2.INTER_AREA), np.uint8)


def _actor(samples: Sequence[Picture], palette: Sequence[str]) -> Presence:
    """The largest share that each colour has in any of the sampled frames."""
    shares = [max((presence(sample, colour) for sample in samples), default=0.0) for colour in palette]
    skin, hair, outfit = (*shares, 0.0, 0.0, 0.0)[:3]
    return Presence(skin=skin, hair=hair, outfit=outfit)
