"""Which sound falls when, in a line of which only the words and the pauses are known. Pure.

A speaker pauses where the text has a mark, though not at each of them. So clauses are first laid on the stretches of
speech, in order, so that all are spoken at about one pace; then the sounds of each clause are spread over its stretch,
vowels longer than consonants, the last ones before a pause longer than others.
"""

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import accumulate, pairwise
from typing import NamedTuple

from shared.providers.studio.speech.sound import Timed

Stretch = tuple[float, float]
"""From when to when somebody speaks, in seconds."""

_VOWELS = frozenset("aɑæɐʌɛeɜəɤɚᵊɔɒoœøiɪᵻɨɯuʊyIWAOYQ")
_VOWEL, _LONG, _CONSONANT = 1.9, 0.6, 1.0  # how long a sound lasts, against a consonant
_FINAL, _FINALS = 1.4, 2  # the last so many sounds before a pause last so much longer
_UNMARKED, _UNHEARD = 0.08, 0.015  # what it costs to believe in a pause without a mark, or a mark without a pause
_MOST = 24
"""Clauses or stretches beyond which nobody tries to tell which belongs to which."""


class _Group(NamedTuple):
    """Clauses that are spoken in these stretches."""

    clauses: slice
    stretches: slice


def spread(clauses: Sequence[Sequence[str]], stretches: Sequence[Stretch]) -> Iterator[Timed]:
    """Each sound of the clauses with its time, in order: within a stretch, none across a pause."""
    clauses = [clause for clause in clauses if clause]
    if not clauses or not stretches:
        return
    for group in _matched(clauses, stretches):
        sounds = [sound for clause in clauses[group.clauses] for sound in clause]
        lengths = [length for clause in clauses[group.clauses] for length in _lengths(clause)]
        yield from _laid(sounds, lengths, stretches[group.stretches])


def _laid(sounds: Sequence[str], lengths: Sequence[float], stretches: Sequence[Stretch]) -> Iterator[Timed]:
    """Sounds one after the other over the stretches; one that meets a pause ends there."""
    pace = sum(end - start for start, end in stretches) / sum(lengths)
    edges = [0.0, *accumulate(length * pace for length in lengths)]
    for sound, (begun, ended) in zip(sounds, pairwise(edges), strict=True):
        start, rest = _placed(begun, stretches)
        yield Timed(sound, start, start + min(ended - begun, rest))


def _placed(moment: float, stretches: Sequence[Stretch]) -> tuple[float, float]:
    """Where a moment of speech lies in the sound, and how much of its stretch is left then."""
    for start, end in stretches:
        if moment < end - start - 1e-9:
            return start + moment, end - start - moment
        moment -= end - start
    return stretches[-1][1], 0.0


def _lengths(clause: Sequence[str]) -> list[float]:
    finals = len(clause) - _FINALS
    return [_length(sound) * (_FINAL if at >= finals else 1.0) for at, sound in enumerate(clause)]


def _length(sound: str) -> float:
    return (_VOWEL if sound[0] in _VOWELS else _CONSONANT) + (_LONG if "ː" in sound else 0.0)


def _matched(clauses: Sequence[Sequence[str]], stretches: Sequence[Stretch]) -> list[_Group]:
    """The clauses of each run of stretches: the division whose pace is steadiest."""
    if max(len(clauses), len(stretches)) > _MOST:
        return [_Group(slice(0, len(clauses)), slice(0, len(stretches)))]
    said = [0.0, *accumulate(sum(_lengths(clause)) for clause in clauses)]
    heard = [0.0, *accumulate(end - start for start, end in stretches)]
    pace = heard[-1] / said[-1]

    @cache
    def best(clause: int, stretch: int) -> tuple[float, tuple[_Group, ...]]:
        """The cheapest division of the first so many clauses over the first so many stretches."""
        if not clause or not stretch:
            return (0.0 if clause == stretch else float("inf")), ()
        found = []
        for first in range(clause):
            for begun in range(stretch):
                if clause - first > 1 and stretch - begun > 1:
                    continue  # it could be divided further
                cost, before = best(first, begun)
                expected, actual = (said[clause] - said[first]) * pace, heard[stretch] - heard[begun]
                cost += (expected - actual) ** 2 / (expected + actual)
                cost += _UNHEARD * (clause - first - 1) + _UNMARKED * (stretch - begun - 1)
                found.append((cost, (*before, _Group(slice(first, clause), slice(begun, stretch)))))
        return min(found, key=lambda division: division[0])

    return list(best(len(clauses), len(stretches))[1])
