"""The mouth that goes with the sound: open on vowels, closed on m, p, b, in pauses and at the end.

The phonemes say which shape, the sound says how far: a loud vowel opens wider than a murmured one.
"""

from collections.abc import Iterator
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from shared.artifacts.records import Mouth
from shared.providers.studio.speech.sound import RATE, Sound, levels

CLOSED = (0.0, 0.0)
_SHAPES = (
    ("aɑæIɐʌ", (1.0, 0.2)),
    ("W", (1.0, -0.3)),
    ("ɛeAɜ", (0.88, 0.35)),
    ("əɤɚᵊ", (0.75, 0.05)),
    ("ɔɒoOYQœø", (0.88, -0.6)),
    ("iɪᵻ", (0.6, 0.75)),
    ("ɨɯ", (0.5, 0.4)),
    ("uʊwʋ", (0.48, -0.85)),
    ("yɥ", (0.45, -0.9)),
    ("mpbβɸ", CLOSED),
    ("fv", (0.08, 0.1)),
    ("szʦʨɕ", (0.14, 0.4)),
    ("ʃʒʧʤʂꭧɻɹɽɾr", (0.2, -0.35)),
    ("tdnlTθðɲ", (0.22, 0.1)),
    ("kɡgxhŋjçχɣʔ", (0.26, 0.1)),
)
_BY_LETTER = {letter: shape for letters, shape in _SHAPES for letter in letters}
_OTHER = (0.3, 0.0)

_STEP = 0.01
_FULL = -17.0  # dBFS at which a shape opens all the way
_PIECE = 0.04  # seconds that one target holds at most
_LATE = 0.01  # seconds: between where a held and where an approached target would be put
_PAUSE = 0.06  # seconds without a phoneme in which the mouth closes


def track(sound: Sound) -> tuple[Mouth, ...]:
    """Targets in order of time, each held or approached until the next; the last is closed."""
    opened, wide = _curves(sound)
    targets = [_target(0.0, *CLOSED)]
    for start, end in _pieces(sound):
        span = slice(round(start / _STEP), max(round(end / _STEP), round(start / _STEP) + 1))
        if len(opened[span]) and end - start > _STEP / 2 and start + _LATE < sound.seconds:
            targets.append(_target(start + _LATE, float(opened[span].mean()), float(wide[span].mean())))
    targets += [_target(moment, *CLOSED) for moment in _partings(sound)]
    targets.append(_target(sound.seconds, *CLOSED))
    return tuple(_changing(sorted(targets, key=lambda target: target.start)))


def _partings(sound: Sound) -> Iterator[float]:
    """Until when lips that have met stay together: an approached target would part them halfway."""
    for phone in sound.timed:
        if _BY_LETTER.get(phone.symbol[:1]) == CLOSED and phone.end - phone.start > 3 * _LATE:
            yield phone.end - _LATE


def _target(start: float, opened: float, wide: float) -> Mouth:
    return Mouth(start=round(start, 3), open=round(opened, 3), wide=round(wide, 3))


def _changing(targets: list[Mouth]) -> Iterator[Mouth]:
    """Without the targets between two of the same shape."""
    shapes = [(target.open, target.wide) for target in targets]
    for at, target in enumerate(targets):
        if at in (0, len(targets) - 1) or not shapes[at - 1] == shapes[at] == shapes[at + 1]:
            yield target


def _curves(sound: Sound) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Open and wide every 10 ms: the shapes run into each other, but lips that must meet do meet."""
    count = int(np.ceil(sound.seconds / _STEP))
    opened, wide, meets = np.zeros(count), np.zeros(count), np.zeros(count, bool)
    for phone in sound.timed:
        span = slice(round(phone.start / _STEP), round(phone.end / _STEP))
        opened[span], wide[span] = shape = _BY_LETTER.get(phone.symbol[:1], _OTHER)
        meets[span] = shape == CLOSED
    for start, end in _silences(sound):
        meets[round(start / _STEP) : round(end / _STEP)] = True
    force = _smooth(_force(sound, count))
    return np.where(meets, 0.0, _smooth(opened) * force), _smooth(wide) * np.sqrt(force)


def _force(sound: Sound, count: int) -> NDArray[np.float64]:
    """How strongly each moment is voiced, 0 to 1."""
    heard = 10 ** ((levels(sound.samples, round(RATE * _STEP)) - _FULL) / 20)
    return np.minimum(np.pad(heard, (0, max(count - len(heard), 0)))[:count], 1.0)


def _smooth(curve: NDArray[np.float64]) -> NDArray[np.float64]:
    """Without what is quicker than a jaw: about 50 ms."""
    window = np.hanning(7)[1:-1]
    return np.convolve(curve, window / window.sum(), "same")


def _silences(sound: Sound) -> Iterator[tuple[float, float]]:
    edges = [0.0, *(edge for phone in sound.timed for edge in (phone.start, phone.end)), sound.seconds]
    return ((start, end) for start, end in zip(edges[::2], edges[1::2], strict=True) if end - start > _PAUSE)


def _pieces(sound: Sound) -> Iterator[tuple[float, float]]:
    """Every phoneme and every pause in pieces that are short enough for one target."""
    edges = sorted({0.0, sound.seconds, *(edge for phone in sound.timed for edge in (phone.start, phone.end))})
    for start, end in pairwise(edges):
        count = max(round((end - start) / _PIECE), 1)
        for piece in range(count):
            yield start + (end - start) * piece / count, start + (end - start) * (piece + 1) / count
