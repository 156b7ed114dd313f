"""How long the shots of a drama will still take, where that can be told honestly. Pure."""

import math

from services.gateway.words import show as say

_ENOUGH = 4
"""Shots that must have been finished before our eyes; what was there already says nothing about the pace."""
_STALLED = 3.0
"""So many times the usual pace without a shot, and no more promises are made."""


class Pace:
    """Learns from when shots are finished; times are seconds of any clock."""

    def __init__(self) -> None:
        self._done: int | None = None
        self._total: int | None = None
        self._moments: list[float] = []

    def seen(self, done: int, total: int | None, now: float) -> None:
        """So many shots of so many are finished by now."""
        fresh = 0 if self._done is None else max(0, done - self._done)
        self._moments += [now] * fresh
        self._done, self._total = done, total

    def left(self, now: float) -> float | None:
        """Seconds until all shots are finished, or None if nobody can tell."""
        if self._done is None or self._total is None or self._done >= self._total or len(self._moments) < _ENOUGH:
            return None
        each = (self._moments[-1] - self._moments[0]) / (len(self._moments) - 1)
        waited = now - self._moments[-1]
        if waited > _STALLED * each:
            return None
        return max(each, (self._total - self._done) * each - waited)


def about(seconds: float) -> str:
    """``about 40 s``, ``about 2 min``: rounded up, for it is a guess."""
    if seconds <= 50:
        return say.ABOUT_SECONDS(count=10 * math.ceil(seconds / 10))
    return say.ABOUT_MINUTES(count=math.ceil(seconds / 30) / 2)
