"""The melody of a drama: sixteen beats in pentatonic steps, grown from a seed."""

from random import Random
from typing import NamedTuple

BEATS = 16

_CELLS: tuple[tuple[float, ...], ...] = (
    (1.5, 0.5, 1, 1),
    (1, 0.5, 0.5, 2),
    (1, 1, 1.5, 0.5),
    (0.5, 0.5, 1, 2),
    (2, 0.5, 0.5, 1),
    (1.5, 0.5, 0.5, 0.5, 1),
)
_CADENCES: tuple[tuple[float, ...], ...] = ((1, 1, 2), (1.5, 0.5, 2), (0.5, 0.5, 3))
_STEPS = (-2, -1, -1, -1, 1, 1, 1, 2)
_LOWEST, _HIGHEST = -2, 7


_KEYS = range(57, 63)


class Tone(NamedTuple):
    """When it begins and how long it lasts, in beats, and its place on the scale: 0 is the root, 5 the octave."""

    beat: float
    length: float
    degree: int


def theme(seed: int) -> tuple[Tone, ...]:
    """A question and its answer, two bars each: they begin alike, and only the answer comes home to the root."""
    random = Random(seed)
    opening, middle, cadence = random.choice(_CELLS), random.choice(_CELLS), random.choice(_CADENCES)
    start = random.choice((0, 2, 3))
    head = _walk(random, start, len(opening))
    question = head + _walk(random, head[-1] + 1, len(middle))
    question[-1] = random.choice((1, 3, 4))
    answer = head + _homeward(head[-1], len(cadence))
    lengths = (*opening, *middle, *opening, *cadence)
    return _timed(lengths, question + answer)


def key(seed: int) -> int:
    """The MIDI pitch that is home in the drama."""
    return Random(seed).choice(_KEYS)


def _walk(random: Random, start: int, count: int) -> list[int]:
    degrees = [start]
    while len(degrees) < count:
        step = random.choice(_STEPS)
        if not _LOWEST <= degrees[-1] + step <= _HIGHEST:
            step = -step
        degrees.append(degrees[-1] + step)
    return degrees


def _homeward(start: int, count: int) -> list[int]:
    """Step by step to the root."""
    return [round(start * (count - 1 - at) / count) for at in range(count)]


def _timed(lengths: tuple[float, ...], degrees: list[int]) -> tuple[Tone, ...]:
    tones, beat = [], 0.0
    for length, degree in zip(lengths, degrees, strict=True):
        tones.append(Tone(beat, length, degree))
        beat += length
    return tuple(tones)
