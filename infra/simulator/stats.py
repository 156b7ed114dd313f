"""What was counted: calls by operation and outcome, and the most at a time."""

from collections import Counter, deque
from dataclasses import dataclass, field
from typing import Any

from infra.simulator.limits import MINUTE


@dataclass
class Peak:
    """The most within any minute."""

    most: int = 0
    _times: deque[float] = field(default_factory=deque)

    def add(self, now: float) -> None:
        self._times.append(now)
        while self._times[0] + MINUTE <= now:
            self._times.popleft()
        self.most = max(self.most, len(self._times))


@dataclass
class Stats:
    """Counters of one run. ``arrived`` are the calls that a limit is about, ``admitted`` those that it let in."""

    calls: dict[str, Counter[str]] = field(default_factory=dict)
    webhooks: Counter[str] = field(default_factory=Counter)
    replayed: int = 0
    in_flight: int = 0
    most_in_flight: int = 0
    arrived: Peak = field(default_factory=Peak)
    admitted: Peak = field(default_factory=Peak)

    def enter(self) -> None:
        self.in_flight += 1
        self.most_in_flight = max(self.most_in_flight, self.in_flight)

    def leave(self) -> None:
        self.in_flight -= 1

    def count(self, call: str, outcome: str) -> None:
        """One call ended so: by its HTTP status, or as ``hang`` or ``drop``."""
        self.calls.setdefault(call, Counter())[outcome] += 1

    def as_dict(self) -> dict[str, Any]:
        return {
            "calls": {call: dict(sorted(found.items())) for call, found in sorted(self.calls.items())},
            "webhooks": dict(sorted(self.webhooks.items())),
            "replayed": self.replayed,
            "in_flight": self.in_flight,
            "peak_in_flight": self.most_in_flight,
            "peak_calls_per_minute": self.arrived.most,
            "peak_admitted_per_minute": self.admitted.most,
        }
