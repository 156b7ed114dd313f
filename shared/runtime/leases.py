"""The one lease primitive: a create-only epoch that lives while its worker's heartbeat is young.

    <service>/leases/<name>/epoch-000N      names its worker
    <service>/leases/workers/<worker>       overwritten every few seconds, deleted on a clean stop

Whether a heartbeat is young is judged by the store's own clock. An expired lease permits repeated work, never repeated
payment, so a worker that wakes up late does no harm.
"""

import asyncio
import json
import logging
import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass

from shared.artifacts import Artifacts, StoreError, keys
from shared.runtime.settings import Times
from shared.telemetry import metrics

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Lease:
    """A name that is ours, with the epochs to delete when it no longer has to be."""

    name: str
    epochs: tuple[str, ...]


class Leases:
    """The leases of one worker. ``clock`` is monotonic, in seconds."""

    def __init__(
        self, store: Artifacts, service: str, worker: str, times: Times, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._store, self._times, self._clock = store, times, clock
        self._service, self._root = service, keys.leases(service)
        self.worker = worker
        self._held: set[str] = set()
        self._beaten = float("-inf")

    # --- the worker's life

    @property
    def fit(self) -> bool:
        """Whether others still see us alive, with a wide margin; whoever is not fit starts and submits nothing."""
        return self._clock() - self._beaten < self._times.unfit

    async def beat(self) -> None:
        """Say that we live. A missed beat shows in ``fit`` soon enough."""
        began = self._clock()
        try:
            await self._store.put(self._heart(self.worker), b"{}")
        except StoreError as error:
            log.warning("no heartbeat: %s", error)
            metrics.STORE_REACHABLE.set(0)
        else:
            self._beaten = began
            metrics.STORE_REACHABLE.set(1)

    async def beat_forever(self) -> None:
        while True:
            await self.beat()
            await asyncio.sleep(self._times.beat)

    async def leave(self) -> None:
        """Give up every lease that is left, at once."""
        self._beaten = float("-inf")
        await self._store.delete(self._heart(self.worker))

    def _heart(self, worker: str) -> str:
        return f"{keys.workers(self._service)}/{worker}"

    # --- one lease

    async def take(self, name: str) -> Lease | None:
        """The lease, or None while a worker that lives has it, be it this one. Raises StoreError."""
        if name in self._held:
            return None
        self._held.add(name)
        lease = None
        try:
            lease = await self._take(name)
        finally:
            if lease is None:
                self._held.discard(name)
        return lease

    async def release(self, lease: Lease) -> None:
        """Let others have it; the youngest epoch guards until the end."""
        try:
            for epoch in lease.epochs:
                await self._store.delete(epoch)
        finally:
            self._held.discard(lease.name)

    async def _take(self, name: str) -> Lease | None:
        folder = f"{self._root}/{name}"
        first = f"{folder}/epoch-0001"
        if await self._create(first):
            others = [listed.key for listed in await self._store.listing(folder) if listed.key != first]
            if not others:
                return Lease(name, (first,))
            await self._store.delete(first)  # a younger epoch lives: our number one came after its owner's release
            return None
        return await self._take_over(name, folder)

    async def _take_over(self, name: str, folder: str) -> Lease | None:
        epochs = [listed.key for listed in await self._store.listing(folder)]
        if not epochs or (found := await self._store.get(epochs[-1])) is None:
            return None  # released in between: the next turn gets it
        if await self._lives(json.loads(found)["worker"]):
            return None
        following = f"{folder}/epoch-{int(epochs[-1][-4:]) + 1:04}"
        if not await self._create(following):
            return None
        if await self._store.get(epochs[-1]) != found:  # not the epoch that we judged dead
            await self._store.delete(following)
            return None
        metrics.TAKEOVERS.inc()
        return Lease(name, (*epochs, following))

    async def _lives(self, worker: str) -> bool:
        if worker == self.worker:
            return False  # ours from a life before this process, or we would hold it
        age = await self._store.age(self._heart(worker))
        return age is not None and age < self._times.dead

    async def _create(self, key: str) -> bool:
        """Create-only; after a refusal read back, since a lost answer makes our own write look like another's."""
        mine = json.dumps({"worker": self.worker, "nonce": uuid.uuid4().hex}).encode()
        return await self._store.create(key, mine) or await self._store.get(key) == mine

    # --- what the dead left

    async def tidy(self, is_wanted: Callable[[str], bool]) -> None:
        """Remove leases of dead workers whose name nobody wants any more, and heartbeats that are long dead."""
        hearts: dict[str, float] = {}
        epochs: dict[str, list[str]] = {}
        for key, age in await self._store.listing(self._root):
            name, _, last = key.removeprefix(f"{self._root}/").rpartition("/")
            if name == "workers":
                hearts[last] = age
            elif age > self._times.dead:
                epochs.setdefault(name, []).append(key)
        owners = set()
        for name, found in epochs.items():
            record = await self._store.get(found[-1])
            owner = json.loads(record)["worker"] if record else ""
            owners.add(owner)
            if name not in self._held and not is_wanted(name) and hearts.get(owner, float("inf")) >= self._times.dead:
                for key in found:
                    await self._store.delete(key)
        for worker, age in hearts.items():
            if age > 2 * self._times.dead and worker not in owners:
                await self._store.delete(self._heart(worker))
