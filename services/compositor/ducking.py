"""How far the music steps back while somebody speaks. Pure.

A side-chain that knows what is coming: it is down when the voice begins, and does not pump in the pauses of a sentence.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

TICK = 0.01
"""Seconds between two values of the curve."""

DEPTH = 12.0
"""dB that the music steps back."""

AHEAD, HOLD = 0.18, 0.45
"""Seconds before the voice in which the music goes down; seconds after it in which it stays down."""

ATTACK, RELEASE = 0.06, 0.40
"""Time constants in seconds."""

_QUIET, _LOUD = -50.0, -34.0
"""dB RMS of a tick: below the first nobody speaks, above the second somebody surely does."""


def ducking(speech: Sequence[tuple[float, NDArray[np.float32]]], rate: int, seconds: float) -> NDArray[np.float64]:
    """The music's gain (0 to 1) every ``TICK`` seconds, for lines given as start in seconds and samples at ``rate``."""
    voice = np.zeros(int(np.ceil(seconds / TICK)) + 1)
    for start, samples in speech:
        presence = _presence(samples, rate)
        first = round(start / TICK)
        part = voice[first : first + len(presence)]
        np.maximum(part, presence[: len(part)], out=part)
    decibels = _followed(_widened(voice)) * -DEPTH
    return np.asarray(10 ** (decibels / 20))


def _presence(samples: NDArray[np.float32], rate: int) -> NDArray[np.float64]:
    """0 (nobody speaks) to 1, for each tick of a line."""
    tick = round(rate * TICK)
    whole = np.pad(samples, (0, -len(samples) % tick)).reshape(-1, tick)
    decibels = 10 * np.log10(np.mean(np.square(whole, dtype=np.float64), axis=1) + 1e-12)
    return np.asarray(np.clip((decibels - _QUIET) / (_LOUD - _QUIET), 0, 1))


def _widened(voice: NDArray[np.float64]) -> NDArray[np.float64]:
    """The loudest of the near past and future at each tick."""
    ahead, hold = round(AHEAD / TICK), round(HOLD / TICK)
    padded = np.pad(voice, (hold, ahead))
    return np.asarray(np.lib.stride_tricks.sliding_window_view(padded, ahead + hold + 1).max(axis=1))


def _followed(target: NDArray[np.float64]) -> NDArray[np.float64]:
    """The target followed with attack and release, as a compressor's gain does."""
    down, up = (1 - np.exp(-TICK / constant) for constant in (ATTACK, RELEASE))
    curve = np.empty_like(target)
    value = 0.0
    for at, wanted in enumerate(target):
        value += (wanted - value) * (down if wanted > value else up)
        curve[at] = value
    return curve
