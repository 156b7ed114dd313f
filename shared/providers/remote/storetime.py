"""One time for all workers: seconds since a record was first written, by the store's clock."""

import asyncio
import time
from collections import deque
from collections.abc import Awaitable, Callable

from shared.artifacts import Artifacts

_BURST, _APART = 8, 0.125
"""Looks in a row, seconds apart: a store tells whole seconds only, so looks at several moments see more."""
_ENOUGH = 16
"""Looks that we want to remember; with fewer each look is a burst."""
_EVERY, _KEPT = 2.3, 300.0
"""Seconds until the next look (no whole ones: each sees another part of a second), and until one is forgotten, since
our clock drifts."""


class StoreTime:
    """The age of the record at ``key``, which the first worker of all writes, and nobody changes.

    It is never ahead of the store's clock, and behind it by less than a quarter of a second.
    Between looks it goes on by our own monotonic ``clock``.
    """

    def __init__(
        self,
        store: Artifacts,
        key: str,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._store, self._key, self._clock, self._sleep = store, key, clock, sleep
        self._looks: deque[tuple[float, float]] = deque()
        self._looking = asyncio.Lock()

    async def now(self) -> float:
        """Seconds. Raises StoreError while the store is away and a look is due."""
        async with self._looking:
            if self._is_due():
                await self._renew()
        return self._clock() + max(offset for _, offset in self._looks)

    def _is_due(self) -> bool:
        return len(self._looks) < _BURST or self._clock() - self._looks[-1][0] > _EVERY

    async def _renew(self) -> None:
        """Look again, and forget what is old. A burst that is cancelled goes on next time."""
        while self._looks and self._clock() - self._looks[0][0] > _KEPT:
            self._looks.popleft()
        self._looks.append(await self._look())
        if len(self._looks) < _ENOUGH:
            for _ in range(_BURST - 1):
                await self._sleep(_APART)
                self._looks.append(await self._look())

    async def _look(self) -> tuple[float, float]:
        """When we looked, and how much the store's time is ahead of ours, at least: it was told before we heard it."""
        while (age := await self._store.age(self._key)) is None:
            await self._store.create(self._key, b"{}")
        heard = self._clock()
        return heard, age - heard
