"""So many calls at a time, over all workers: a seat is a lease, and is free again when its worker's heartbeat ends."""

import asyncio
import logging
import random
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager

from shared.artifacts import Artifacts, StoreError, keys
from shared.runtime.errors import Throttled
from shared.runtime.leases import Lease, Leases

log = logging.getLogger(__name__)

_PAUSE = 0.5
_TRIES = 3


class Seats:
    """Seats by folder. ``leases`` are those of ``limits``, which all services share.

    ``wanted`` is set once a seat was asked for: from then on somebody must let the leases beat.
    """

    def __init__(
        self, store: Artifacts, leases: Leases, sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
    ) -> None:
        self._store, self._leases, self._sleep = store, leases, sleep
        self._luck = random.Random(leases.worker)
        self.wanted = asyncio.Event()

    @asynccontextmanager
    async def taken(self, seats: dict[str, int], patience: float) -> AsyncIterator[None]:
        """A seat in each folder, of as many as there are, while the body runs.

        Raises Throttled if none gets free within ``patience`` seconds, StoreError before the body only: what is done
        is done, so a seat that cannot be given back is left to the end of our heartbeat.
        """
        async with AsyncExitStack() as held:
            try:
                async with asyncio.timeout(patience):
                    for folder, count in seats.items():
                        lease = await self._seat(folder, count)
                        held.push_async_callback(self._leave, lease)
            except TimeoutError as full:
                raise Throttled(f"all seats of {', '.join(seats)} are taken", patience) from full
            yield

    async def _seat(self, folder: str, count: int) -> Lease:
        while (lease := await self._try(folder, count)) is None:
            await self._sleep(_PAUSE)
        return lease

    async def _try(self, folder: str, count: int) -> Lease | None:
        """A free seat; else one of a worker that died, perhaps."""
        self.wanted.set()
        if not self._leases.fit:
            await self._leases.beat()
        below = f"{keys.leases(keys.LIMITS)}/{folder}"
        listed = {int(found.key.removeprefix(f"{below}/").split("/")[0]) for found in await self._store.listing(below)}
        free = [number for number in range(1, count + 1) if number not in listed]
        held = [number for number in listed if number <= count]
        for number in (*self._some(free, _TRIES), *self._some(held, 1)):
            if (lease := await self._leases.take(f"{folder}/{number:04}")) is not None:
                return lease
        return None

    def _some(self, numbers: list[int], most: int) -> list[int]:
        return self._luck.sample(numbers, min(most, len(numbers)))

    async def _leave(self, lease: Lease) -> None:
        try:
            await self._leases.release(lease)
        except StoreError as error:
            log.info("a seat stays taken for now: %s", error)
