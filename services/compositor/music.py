"""The music of an episode, laid from a score's file as it is needed: stretches one after the other, and the sting."""

from collections.abc import Iterator, Sequence
from math import ceil
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from services.compositor.layers import Bed
from services.compositor.sound import RATE, SILENCE, WINDOW, Samples, factor, level, opened, powers
from shared.artifacts.records import Sting
from shared.runtime.errors import Permanent

ENTERS, LEAVES_BEFORE, LEAVES_AFTER = 0.25, 0.3, 1.1
"""Seconds: a stretch enters at its cut, so that its first beat falls there; the one before rings on a little."""

LOOP = 1.5
"""Seconds over which a stretch that is too short begins again."""

_EDGE = 0.015
_BLOCK = RATE * 10


class Clip(NamedTuple):
    """A part of the file in its place, in samples, with the lengths of its fades."""

    start: int
    source: int
    length: int
    fade_in: int
    fade_out: int

    def envelope(self, first: int, last: int) -> Samples:
        """Its gain between two of its own samples: two clips that fade over each other keep the power."""
        at = np.arange(first, last, dtype=np.float32)
        rise = np.clip((at + 0.5) / max(1, self.fade_in), 0, 1)
        fall = np.clip((self.length - at - 0.5) / max(1, self.fade_out), 0, 1)
        return np.asarray(np.sin(np.pi / 2 * rise) * np.sin(np.pi / 2 * fall), np.float32)


def bed_clips(beds: Sequence[Bed], seconds: float) -> list[Clip]:
    """The beds until the episode's end: each gives way to the next, and begins again if it is too short."""
    clips: list[Clip] = []
    ends = [*(bed.start + LEAVES_AFTER for bed in beds[1:]), seconds]
    for number, (bed, end) in enumerate(zip(beds, ends, strict=True)):
        leaves = _EDGE if number == len(beds) - 1 else LEAVES_BEFORE + LEAVES_AFTER
        clips += _passes(bed, min(end, seconds), ENTERS if number else _EDGE, leaves)
    return clips


def _passes(bed: Bed, end: float, enters: float, leaves: float) -> Iterator[Clip]:
    """The bed from its start to ``end``, as often as it takes."""
    loop = min(LOOP, bed.seconds / 4)
    step = bed.seconds - loop
    needed = end - bed.start
    if needed <= 0 or step <= 0:
        return
    count = max(1, ceil((needed - loop) / step))
    for number in range(count):
        length = min(bed.seconds, needed - number * step)
        yield Clip(
            start=round((bed.start + number * step) * RATE),
            source=round(bed.source * RATE),
            length=round(length * RATE),
            fade_in=round((loop if number else enters) * RATE),
            fade_out=round((leaves if number == count - 1 else loop) * RATE),
        )


def sting_clips(sting: Sting, blows: Sequence[float]) -> list[Clip]:
    """The sting so that its blow falls at each of these times; a rush that begins before the episode is cut."""
    clips = []
    for blow in blows:
        late = max(0.0, sting.blow - sting.start - blow)
        start = max(0.0, blow - (sting.blow - sting.start))
        length = round((sting.seconds - late) * RATE)
        clips.append(Clip(round(start * RATE), round((sting.start + late) * RATE), length, 480, 4800))
    return clips


class Reel:
    """A score's file, read where it is needed."""

    def __init__(self, path: Path) -> None:
        self.path = path
        with opened(path) as file:
            if (file.samplerate, file.channels) != (RATE, 2):
                raise Permanent(
                    f"the score has {file.channels} channels at {file.samplerate} Hz: it must be 48 kHz stereo"
                )

    def level(self, beds: Sequence[Bed]) -> float:
        """The level of what the beds hold, in dB."""
        with opened(self.path) as file:
            windows = [powers(block) for block in file.blocks(_BLOCK, dtype="float32", always_2d=True)]
        if not windows:
            return SILENCE
        every = np.concatenate(windows)
        used = np.zeros(len(every), bool)
        for bed in beds:
            used[round(bed.source * RATE / WINDOW) : round((bed.source + bed.seconds) * RATE / WINDOW)] = True
        return level(every[used])

    def block(self, clips: Sequence[Clip], first: int, count: int) -> Samples:
        """What the clips sound like in the ``count`` samples of the episode from ``first`` on, two channels."""
        out = np.zeros((count, 2), np.float32)
        with opened(self.path) as file:
            for clip in clips:
                start, end = max(first, clip.start), min(first + count, clip.start + clip.length)
                source = clip.source + start - clip.start
                if start >= end or source >= file.frames:
                    continue
                file.seek(source)
                part = file.read(end - start, dtype="float32", always_2d=True)
                gain = clip.envelope(start - clip.start, start - clip.start + len(part))
                out[start - first : start - first + len(part)] += part * gain[:, None]
        return out


def gain_for(wanted: float, found: float) -> np.float32:
    """The factor from a measured level to a wanted one, in dB; nothing is made of silence."""
    return factor(wanted - found) if found > SILENCE else np.float32(0)


def swelling(spans: Sequence[tuple[float, float]], decibels: float, ramp: float, times: NDArray[np.float64]) -> Samples:
    """A gain that goes by so many dB in the spans, with ramps of so many seconds at their edges (inside them)."""
    share = np.zeros(len(times))
    for start, end in spans:
        inside = np.minimum(times - start, end - times) / ramp
        share = np.maximum(share, np.clip(inside, 0, 1))
    return np.asarray(10 ** (decibels * (3 - 2 * share) * share**2 / 20), np.float32)
