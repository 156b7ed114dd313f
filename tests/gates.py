"""Workers' gates before a provider that only counts, for tests whose time leaps."""

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass, field
from random import Random

from infra.simulator.stats import Peak
from shared.providers.catalogue import Limits
from shared.providers.remote import Gate, Permit
from shared.runtime import Throttled
from tests.leaping import Clock, Memory

FILM = ("acme", "film-1")
OTHER = ("acme", "film-2")
NONE = Limits()


@dataclass
class Counted:
    """The provider's side: what arrives, and when. Calls are under way for a while before they do."""

    luck: Random
    slow: float = 0.6
    before: float = 0.3
    peak: Peak = field(default_factory=Peak)
    times: list[float] = field(default_factory=list)
    tokens: list[tuple[float, int]] = field(default_factory=list)
    now_in: int = 0
    most_in: int = 0

    async def call(self, gate: Gate, permit: Permit, seconds: float = 1.0) -> None:
        async with gate.passing(permit):
            await asyncio.sleep(self.luck.uniform(0, self.slow))
            now = asyncio.get_running_loop().time()
            self.peak.add(now)
            self.times.append(now)
            self.tokens.append((now, permit.tokens))
            self.now_in += 1
            self.most_in = max(self.most_in, self.now_in)
            await asyncio.sleep(seconds)
            self.now_in -= 1


def workers(
    count: int, store: Memory, luck: Random, models: dict[tuple[str, str], Limits], whole: Limits = NONE
) -> list[Gate]:
    """Gates of workers that were started at different times, and whose clocks differ."""
    return [
        Gate(
            store, f"worker-{n}", {"acme": whole}, models, clock=Clock(luck.uniform(0, 9999), luck.uniform(-1, 1) / 1e4)
        )
        for n in range(count)
    ]


async def busy(gate: Gate, counted: Counted, until: float, tokens: int = 0, model: tuple[str, str] = FILM) -> None:
    """A slot that has always something to ask."""
    while asyncio.get_running_loop().time() < until:
        try:
            permit = await gate.enter(*model, tokens)
            await asyncio.sleep(counted.luck.uniform(0, counted.before))  # what the ledger writes before a submission
            await counted.call(gate, permit)
        except Throttled as wait:
            await asyncio.sleep(wait.retry_after * counted.luck.uniform(1, 1.25))


def most(times: Iterable[float]) -> int:
    """The most of them in any minute."""
    peak = Peak()
    for time in sorted(times):
        peak.add(time)
    return peak.most
