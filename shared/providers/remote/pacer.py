"""When a call may go out: every limit that it falls under has room for it, in one and the same slice."""

import asyncio
import math
import time
from collections.abc import Awaitable, Callable, Iterable

from shared.artifacts import Artifacts, keys
from shared.providers.catalogue.spec import Limits
from shared.providers.remote import pacing
from shared.providers.remote.allowance import Allowance
from shared.providers.remote.storetime import StoreTime


class Pacer:
    """The pace of one worker, in step with all others. ``clock`` is monotonic, ``minute`` in seconds of it."""

    def __init__(
        self,
        store: Artifacts,
        worker: str,
        *,
        minute: float = pacing.MINUTE,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._store, self._worker, self._clock, self._sleep = store, worker, clock, sleep
        self._calls, self._words = pacing.requests(minute), pacing.tokens(minute)
        self._time = StoreTime(store, keys.LIMITS_CLOCK, clock, sleep)
        self._allowances: dict[str, Allowance] = {}

    def seconds_for(self, calls: int, limits: Iterable[Limits]) -> float:
        """How long so many calls take at that pace, and one slice at least."""
        least = min((each.requests_per_minute for each in limits if each.requests_per_minute), default=math.inf)
        return max(self._calls.seconds, calls * self._calls.minute / least)

    async def turn(self, limits: dict[str, Limits], tokens: int, is_look: bool = False) -> float:
        """Wait until all limits, by their folders, have room for a call; until when it may go out, by our clock.

        Raises StoreError. Room that is not used is lost, never saved up.
        """
        wanted = [
            *((self._requests(folder, each), 1) for folder, each in limits.items() if each.requests_per_minute),
            *((self._tokens(folder, each), tokens) for folder, each in limits.items() if each.tokens_per_minute),
        ]
        if not wanted:
            return math.inf
        while True:
            now, heard = await self._time.now(), self._clock()
            into = now % self._calls.seconds
            end = heard - into + self._calls.usable
            if heard < end and await _takes(wanted, now, is_look) and self._clock() < end:
                return end + pacing.LATE * self._calls.scale
            worth_while = self._calls.seconds if self._calls.is_anybodys(now) else self._calls.first
            await self._sleep(max(0.0, heard - into + worth_while - self._clock()) + _AFTER)

    def _requests(self, folder: str, limits: Limits) -> Allowance:
        return self._allowance(f"{folder}/requests", limits.requests_per_minute or 1, self._calls)

    def _tokens(self, folder: str, limits: Limits) -> Allowance:
        return self._allowance(f"{folder}/tokens", limits.tokens_per_minute or 1, self._words, shares=1)

    def _allowance(self, folder: str, limit: int, grid: pacing.Grid, shares: int = 5) -> Allowance:
        if folder not in self._allowances:
            self._allowances[folder] = Allowance(self._store, folder, limit, grid, self._worker, shares)
        return self._allowances[folder]


_AFTER = 0.001
"""Seconds after the moment when there may be room: sleep may end a little early."""


async def _takes(wanted: list[tuple[Allowance, int]], now: float, is_look: bool) -> bool:
    """Whether there is room in all of them; if not, none is taken."""
    for number, (allowance, amount) in enumerate(wanted):
        if not await allowance.take(now, amount, is_look):
            for earlier, given in wanted[:number]:
                await earlier.give_back(now, given, is_look)
            return False
    return True
