"""Looks at what runs at a provider: reads of its API, which count as its calls do, and can always come later."""

import asyncio
import math
import random
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from shared.providers.catalogue.spec import Limits
from shared.providers.remote.breaker import STATES, Breaker
from shared.providers.remote.pacer import Pacer
from shared.providers.remote.refusals import Drifted
from shared.runtime.errors import Outstanding, Throttled, Transient
from shared.telemetry import metrics

POLLS = "polls"
"""What looks are called among a provider's models, in metrics."""
PATIENCE = 2.5
"""Seconds that a look waits for room: a slice of time. It has a slot in which others could be looked at."""
AFTER_FAILURE = 5.0
"""Seconds until the next look after one that failed; jitter makes it up to twice as long."""
LONGEST = 120.0
"""Seconds until a look that found no room is tried again; jitter makes it up to half as long again."""


class Looks:
    """The looks of one worker at one provider. ``limits`` of its account are by their folder.

    They share the account's limit with submissions (``allowance``), have a breaker of their own, and tell when the
    provider wants to be left alone: that holds for its models, too. What befalls a look says nothing of the job.
    """

    def __init__(
        self,
        provider: str,
        limits: dict[str, Limits],
        pacer: Pacer,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._provider, self._limits, self._pacer, self._clock = provider, limits, pacer, clock
        self._luck = random.Random()
        self._breaker = Breaker(clock)
        self._turn = asyncio.Lock()
        self._closed = self._booked = -math.inf
        metrics.BREAKER.labels(provider, POLLS).set_function(lambda: STATES.index(self._breaker.state))

    @property
    def closed(self) -> float:
        """Seconds for which the provider wants no calls, or does not answer looks; 0 or less if it is open."""
        return max(self._closed - self._clock(), self._breaker.until)

    @asynccontextmanager
    async def passing(self) -> AsyncIterator[None]:
        """One read, made in the body.

        Raises Outstanding, with the seconds until the next one, if there is no room, if the provider wants to be left
        alone, or if the read failed in a way that says nothing; StoreError if the store is away.
        """
        self._check()
        await self._enter()
        self._check()
        self._breaker.admit()
        try:
            yield
        except Exception as error:
            self._breaker.record(error)
            if isinstance(error, Transient) and not isinstance(error, Drifted):
                raise self._put_off(str(error), self._after(error)) from error
            raise
        self._breaker.record(None)

    def _check(self) -> None:
        if (wait := self.closed) > 0:
            raise self._put_off("it is left alone for now", wait * self._luck.uniform(1, 1.5))

    async def _enter(self) -> None:
        began = self._clock()
        try:
            async with asyncio.timeout(PATIENCE), self._turn:
                await self._pacer.turn(self._limits, 0, is_look=True)
        except TimeoutError as late:
            metrics.THROTTLED.labels(self._provider, POLLS, "gate").inc()
            raise self._put_off("its limit has no room", self._next()) from late
        finally:
            metrics.GATE_WAIT_SECONDS.labels(self._provider, POLLS).observe(self._clock() - began)

    def _next(self) -> float:
        """Seconds until there may be room: those who found none come back one after the other, at half the limit."""
        now = self._clock()
        apart = self._pacer.seconds_for(2, self._limits.values())
        self._booked = min(max(self._booked, now) + apart, now + LONGEST)
        return (self._booked - now) * self._luck.uniform(1, 1.5)

    def _after(self, error: Transient) -> float:
        if not isinstance(error, Throttled):
            return AFTER_FAILURE * self._luck.uniform(1, 2)
        self._closed = max(self._closed, self._clock() + error.retry_after)
        metrics.THROTTLED.labels(self._provider, POLLS, "provider").inc()
        return error.retry_after * self._luck.uniform(1, 1.5)

    def _put_off(self, why: str, seconds: float) -> Outstanding:
        return Outstanding(f"{self._provider} is asked again later how it stands: {why}", seconds)
