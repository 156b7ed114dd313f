"""How a limit of so many a minute is cut into slices of time, so that no minute, wherever it begins, sees more. Pure.

Slice k begins at k * ``seconds``, and what is allowed in it is used within its first ``usable`` seconds. So at most
``overlap`` slices reach into any minute, be it seen SPREAD seconds askew; and any ``overlap`` slices in a row allow
exactly the limit, since each allows the difference of two steps of one staircase.
"""

import math
from dataclasses import dataclass

MINUTE = 60.0
SPREAD = 1.5
"""Seconds by which calls may reach the provider out of step: sent late, on their way, by workers' notions of time."""
LATE = 0.5
"""Seconds of these for what lies between the leave for a call and the call."""
FIRST = 0.5
"""Seconds of a slice for which its room is kept for who has the first right to it."""


@dataclass(frozen=True)
class Grid:
    """Slices for ``minute`` seconds (a simulator's may be shorter; then all else is, too)."""

    slice: float
    use: float
    minute: float = MINUTE

    @property
    def scale(self) -> float:
        """How long the minute is, as a part of a real one."""
        return self.minute / MINUTE

    @property
    def seconds(self) -> float:
        """From one slice's beginning to the next one's."""
        return self.slice * self.scale

    @property
    def usable(self) -> float:
        """How long a slice may be used, from its beginning."""
        return self.use * self.scale

    @property
    def first(self) -> float:
        """How long the first right to its room holds, from a slice's beginning."""
        return FIRST * self.scale

    @property
    def overlap(self) -> int:
        """How many slices reach into a minute at most."""
        return math.ceil(round((MINUTE + SPREAD + self.use) / self.slice, 6))

    def at(self, time: float) -> int:
        """The slice of a time, in seconds since the epoch."""
        return int(time // self.seconds)

    def is_anybodys(self, time: float) -> bool:
        """Whether what is left of the slice by now is for whoever asks."""
        return time % self.seconds >= self.first

    def before(self, limit: int, index: int) -> int:
        """How much of the limit may be used in all slices before this one."""
        return index * limit // self.overlap

    def allowed(self, limit: int, index: int) -> int:
        """How much of the limit may be used in a slice."""
        return self.before(limit, index + 1) - self.before(limit, index)


def requests(minute: float = MINUTE) -> Grid:
    """Fine slices: few calls each, which go out at once. 95 of 100 that the limit allows can be used."""
    return Grid(2.1, 1.5, minute)


def tokens(minute: float = MINUTE) -> Grid:
    """Five of the fine slices: one call may take a seventh of a minute's tokens. 82 of 100 can be used."""
    return Grid(10.5, 9.9, minute)
