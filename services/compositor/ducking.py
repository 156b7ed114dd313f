"""How far the music steps back while somebody speaks. Pure.

A side-chain that knows what is coming: it is down when the voice begins, and does not pump in the pauses of a sentence.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

TICK = 0.01
"""Seconds between two values of the curve."""


class Duck(NamedTuple):
    """How something steps back: by ``depth`` dB, ``ahead`` seconds before the voice until ``hold`` seconds after it.

    ``attack`` and ``release`` are time constants in seconds.
    """

    depth: float
    ahead: float
    hold: float
    attack: float
    release: float


MUSIC = Duck(depth=12.0, ahead=0.18, hold=0.45, attack=0.06, release=0.40)
STING = Duck(depth=12.0, ahead=0.10, hold=0.0, attack=0.04, release=0.03)
"""The sting strikes where the voice has just ended."""

_QUIET, _LOUD = -50.0, -34.0
"""dB RMS of a tick: below the first nobody speaks, above the second somebody surely does."""


def ducking(
    speech: Sequence[tuple[float, NDArray[np.float32]]], rate: int, seconds: float, how: Duck = MUSIC
) -> NDArray[np.float64]:
    """The gain (0 to 1) of what steps back, every ``TICK`` seconds.

    Each line is given as its start in seconds and its samples at ``rate``.
    """
    voice = np.zeros(int(np.ceil(seconds / TICK)) + 1)
    for start, samples in speech:
        presence = _presence(samples, rate)
        first = round(start / TICK)
        part = voice[first : first + len(presence)]
        np.maximum(part, presence[: len(part)], out=part)
    decibels = _followed(_widened(voice, how), how) * -how.depth
    return np.asarray(10 ** (decibels / 20))


def _presence(samples: NDArray[np.float32], rate: int) -> NDArray[np.float64]:
    """0 (nobody speaks) to 1, for each tick of a line."""
    tick = round(rate * TICK)
    whole = np.pad(samples, (0, -len(samples) % tick)).reshape(-1, tick)
    decibels = 10 * np.log10(np.mean(np.square(whole, dtype=np.float64), axis=1) + 1e-12)
    return np.asarray(np.clip((decibels - _QUIET) / (_LOUD - _QUIET), 0, 1))


def _widened(voice: NDArray[np.float64], how: Duck) -> NDArray[np.float64]:
    """The loudest of the near past and future at each tick."""
    ahead, hold = round(how.ahead / TICK), round(how.hold / TICK)
    padded = np.pad(voice, (hold, ahead))
    return np.asarray(np.lib.stride_tricks.sliding_window_view(padded, ahead + hold + 1).max(axis=1))


def _followed(target: NDArray[np.float64], how: Duck) -> NDArray[np.float64]:
    """The target followed with attack and release, as a compressor's gain does."""
    down, up = (1 - np.exp(-TICK / constant) for constant in (how.attack, how.release))
    curve = np.empty_like(target)
    value = 0.0
    for at, wanted in enumerate(target):
        value += (wanted - value) * (down if wanted > value else up)
        curve[at] = value
    return curve
