"""What a provider allows: so many a minute, and so many at a time."""

from collections import deque
from dataclasses import dataclass, field

from infra.simulator.scenario import Limits

MINUTE = 60.0


@dataclass
class Bucket:
    """``size`` tokens; each one that is taken comes back a minute later, so no minute ever sees more of them."""

    size: int
    _taken: deque[tuple[float, int]] = field(default_factory=deque)
    _out: int = 0

    def wait(self, now: float, tokens: int = 1) -> float:
        """Seconds until so many can be taken: 0 if they can now. More than the bucket holds count as all of it."""
        while self._taken and self._taken[0][0] + MINUTE <= now:
            self._out -= self._taken.popleft()[1]
        missing = self._out + min(tokens, self.size) - self.size
        if missing <= 0:
            return 0.0
        for at, taken in self._taken:
            missing -= taken
            if missing <= 0:
                return at + MINUTE - now
        raise AssertionError("a full bucket has enough for anybody")

    def take(self, now: float, tokens: int = 1) -> None:
        tokens = min(tokens, self.size)
        self._taken.append((now, tokens))
        self._out += tokens


class Gate:
    """The limits of a scenario, kept."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._requests = Bucket(limits.requests_per_minute) if limits.requests_per_minute else None
        self._tokens = Bucket(limits.tokens_per_minute) if limits.tokens_per_minute else None

    def counts(self, reads: bool) -> bool:
        """Whether such a call takes from the requests of a minute."""
        return not reads or self._limits.count_polls

    def wait(self, now: float, in_flight: int, jobs: int, tokens: int, reads: bool) -> tuple[str, float] | None:
        """What is over its limit, and seconds until it is worth while to ask again; None lets the call in."""
        if self._limits.in_flight and in_flight >= self._limits.in_flight:
            return "calls in flight", 1.0
        if not reads and self._limits.jobs_in_flight and jobs >= self._limits.jobs_in_flight:
            return "unfinished jobs", 5.0
        if self.counts(reads) and self._requests and (wait := self._requests.wait(now)):
            return "requests per minute", wait
        if self._tokens and tokens and (wait := self._tokens.wait(now, tokens)):
            return "tokens per minute", wait
        return None

    def enter(self, now: float, tokens: int, reads: bool) -> None:
        if self._requests and self.counts(reads):
            self._requests.take(now)
        if self._tokens and tokens:
            self._tokens.take(now, tokens)
