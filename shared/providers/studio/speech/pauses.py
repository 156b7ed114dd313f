"""Pauses that breathe: how long a mark within a line takes, and how the voice comes to rest in it.

Given time, the voice model draws out what stands before a mark, as speakers do, but never falls silent. So the voice
is let die away there, and comes in again with the next word.
"""

from collections.abc import Iterator
from itertools import pairwise

import numpy as np

from shared.providers.studio.speech.sound import RATE, Sound, Timed

SECONDS = {",": 0.24, ";": 0.34, ":": 0.3, "—": 0.38, "…": 0.6, ".": 0.46, "!": 0.4, "?": 0.46}
"""From the end of the word before a mark to the beginning of the next one, at a calm pace."""

_HOLDS = 0.04  # seconds in which the last sound is still held
_FALLS, _COMES = 0.09, 0.035  # seconds in which the voice dies away and comes in again
_SHORTEST = 0.15  # seconds: words that are nearer to each other are spoken in one go


def rested(sound: Sound) -> Sound:
    """The sound with silence between phonemes that are apart; what dies away belongs to the phoneme before."""
    samples = sound.samples.copy()
    for start, end in _rests(sound):
        quiet, back = round((start + _HOLDS + _FALLS) * RATE), round((end - _COMES) * RATE)
        falling, coming = round(_FALLS * RATE), round(_COMES * RATE)
        samples[quiet - falling : quiet] *= np.cos(np.linspace(0, np.pi / 2, falling, dtype=np.float32)) ** 2
        samples[quiet:back] = 0
        samples[back : back + coming] *= np.sin(np.linspace(0, np.pi / 2, coming, dtype=np.float32))
    held = {start: start + _HOLDS + _FALLS / 2 for start, _ in _rests(sound)}
    timed = tuple(Timed(symbol, start, held.get(end, end)) for symbol, start, end in sound.timed)
    return Sound(samples, timed)


def _rests(sound: Sound) -> Iterator[tuple[float, float]]:
    for before, after in pairwise(sound.timed):
        if after.start - before.end > _SHORTEST:
            yield before.end, after.start
