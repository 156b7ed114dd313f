"""The door that every call passes: its key, the limits, and whether the service is busy."""

from infra.simulator.access import Access
from infra.simulator.fates import Fate
from infra.simulator.limits import Gate
from infra.simulator.memory import Memory
from infra.simulator.replies import Reply, refusal
from infra.simulator.scenario import Scenario
from infra.simulator.stats import Stats
from infra.simulator.turns import Call


class Door:
    """Lets a call in and takes it from the limits, or answers 401 or 429."""

    def __init__(self, scenario: Scenario, access: Access, memory: Memory, stats: Stats) -> None:
        self._scenario, self._access, self._memory, self._stats = scenario, access, memory, stats
        self._gate = Gate(scenario.limits)

    def enter(self, call: Call, fate: Fate, now: float, tokens: int = 0, reads: bool = False) -> Reply | None:
        """Why the call must stay outside, if it must. Reading is no matter of how many jobs there are."""
        if self._gate.counts(reads):
            self._stats.arrived.add(now)
        if refused := self._access.check(call.authorization, now, ends=fate.strikes("expired_key")):
            return refused
        busy = fate.ending(self._scenario.faults)
        if busy and busy.fault == "throttle":
            return _throttled("The service is busy", busy.seconds)
        jobs = self._memory.open_jobs(now) if self._scenario.limits.jobs_in_flight else 0
        if over := self._gate.wait(now, self._stats.in_flight, jobs, tokens, reads):
            return _throttled(f"Too many {over[0]}", over[1])
        self._gate.enter(now, tokens, reads)
        if self._gate.counts(reads):
            self._stats.admitted.add(now)
        return None


def _throttled(why: str, wait: float) -> Reply:
    return refusal(429, "rate_limit_exceeded", f"{why}: see Retry-After.", retry_after=wait)
