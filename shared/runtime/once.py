"""Effect once: a fingerprint's result is found or made, by one worker at a time."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import TypeVar

from shared.artifacts import Artifacts
from shared.artifacts.media import read, written
from shared.artifacts.patience import saved
from shared.artifacts.records import Record
from shared.runtime.leases import Leases
from shared.telemetry import metrics

R = TypeVar("R", bound=Record)


class Once:
    """Finds or makes results. Equal work of two orders, in one worker or in two, is done once."""

    def __init__(self, store: Artifacts, leases: Leases, poll: float) -> None:
        self._store, self._leases, self._poll = store, leases, poll
        self._locks: dict[str, tuple[asyncio.Lock, list[None]]] = {}

    async def __call__(self, key: str, kind: type[R], make: Callable[[], Awaitable[R]]) -> R:
        """The record at ``key``, whose last word is its fingerprint; made by ``make`` if it is not there.

        Waits while another worker makes it, and takes over if that one dies. Safe to repeat; of two results the first
        written counts, for everybody. A result that was made waits for a store that is away. Raises what ``make``
        raises, and StoreError.
        """
        async with self._alone(key):
            while True:
                if await self._store.age(key) is not None:
                    metrics.REUSED.labels(kind.__name__).inc()
                    return await read(self._store, key, kind)
                lease = await self._leases.take(f"once/{key.rpartition('/')[2].removesuffix('.json')}")
                if lease:
                    break
                await asyncio.sleep(self._poll)
            try:
                if await self._store.age(key) is None:  # its maker may have finished between our look and our lease
                    made = written(await make())
                    await saved(lambda: self._store.create(key, made), key)
                return await read(self._store, key, kind)
            finally:
                await self._leases.release(lease)

    @asynccontextmanager
    async def _alone(self, key: str) -> AsyncIterator[None]:
        """Within this process a lock is cheaper than polling for a lease."""
        lock, waiting = self._locks.setdefault(key, (asyncio.Lock(), []))
        waiting.append(None)
        try:
            async with lock:
                yield
        finally:
            waiting.pop()
            if not waiting:
                del self._locks[key]
