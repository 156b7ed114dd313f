"""Chance that can be repeated: every draw is a hash of the seed and of what is drawn for."""

import hashlib
from collections.abc import Sequence
from math import exp
from statistics import NormalDist
from typing import TypeVar

from shared.events.ids import canonical

T = TypeVar("T")

_NORMAL = NormalDist()


class Luck:
    """The draws of one thing, such as the second call with a key. The same facts draw the same, in any order."""

    def __init__(self, *facts: object) -> None:
        self._facts = facts

    def name(self, purpose: str, signs: int = 16) -> str:
        """So many hexadecimal signs, at most 64."""
        return self._hash(purpose).hex()[:signs]

    def draw(self, purpose: str) -> float:
        """From 0 up to, but not including, 1."""
        return (int.from_bytes(self._hash(purpose)[:6]) + 0.5) / 2**48

    def happens(self, purpose: str, share: float) -> bool:
        return self.draw(purpose) < share

    def pick(self, purpose: str, options: Sequence[T]) -> T:
        return options[int(self.draw(purpose) * len(options))]

    def around(self, purpose: str, median: float, spread: float) -> float:
        """Log-normal: half of all draws are above the median; ``spread`` is the sigma of the logarithm."""
        return median * exp(spread * _NORMAL.inv_cdf(self.draw(purpose)))

    def _hash(self, purpose: str) -> bytes:
        return hashlib.sha256(canonical([*self._facts, purpose])).digest()
