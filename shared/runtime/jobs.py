"""The job table: the open orders of a service, kept in the store, indexed in memory.

    <service>/jobs/<drama>/<order>.json     created once, overwritten only under its lease, deleted when published

Dramas take turns, so a season never starves a rush job. A job that is not due yet, or that another worker has, is
looked at again later. Looks at outstanding jobs have slots of their own where the stage declares them: fetching one
large result makes no other order wait.
"""

import asyncio
import time
from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from pydantic import BaseModel, ConfigDict

from shared.artifacts import Artifacts, keys
from shared.artifacts.media import written
from shared.events import Order
from shared.telemetry import metrics
from shared.telemetry.traces import traceparent


class JobRecord(BaseModel):
    """An order as it waits. It is due ``delay`` seconds after the record was written, by the store's clock."""

    model_config = ConfigDict(frozen=True)
    name: str
    order: dict[str, Any]
    attempts: int = 0
    delay: float = 0
    error: str = ""
    traceparent: str | None = None
    """The span that ordered it."""


@dataclass
class Job:
    """One open order as this worker sees it."""

    key: str
    name: str
    known_at: float
    busy: bool = False
    woken: bool = False
    outstanding: bool = False
    """Put off while somebody else is at work for it."""

    @property
    def drama(self) -> str:
        return self.key.split("/")[2]

    @property
    def order(self) -> str:
        return self.key.rpartition("/")[2].removesuffix(".json")


@dataclass
class _Queue:
    """The jobs of one kind of order, by drama, in the order in which they will be tried."""

    dramas: OrderedDict[str, dict[str, Job]] = field(default_factory=OrderedDict)
    changed: asyncio.Condition = field(default_factory=asyncio.Condition)

    def pick(self) -> Job | None:
        for drama, jobs in self.dramas.items():
            if jobs:
                self.dramas.move_to_end(drama)
                return jobs.pop(next(iter(jobs)))
        return None

    def offer(self, job: Job) -> None:
        self.dramas.setdefault(job.drama, {})[job.key] = job

    def withdraw(self, job: Job) -> None:
        jobs = self.dramas.get(job.drama, {})
        jobs.pop(job.key, None)
        if not jobs:
            self.dramas.pop(job.drama, None)


class JobTable:
    """The orders of a service that one worker knows; ``names`` are the orders that it works on.

    ``looked_at`` are those whose outstanding jobs are offered apart from the others.
    """

    def __init__(
        self,
        store: Artifacts,
        service: str,
        names: Iterable[str],
        looked_at: Iterable[str] = (),
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._store, self._root, self._clock = store, keys.jobs(service), clock
        self._queues = {name: _Queue() for name in names}
        self._looks = {name: _Queue() for name in looked_at}
        self._jobs: dict[str, Job] = {}
        self._closed = False
        for name in self._queues:
            metrics.OUTSTANDING.labels(name).set_function(partial(self._outstanding, name))

    def orders(self) -> set[str]:
        """The names of all open orders that are known."""
        return {job.order for job in self._jobs.values()}

    async def record(self, order: Order) -> None:
        """Keep the order, once. Returns only when it is safe in the store; raises StoreError."""
        key = f"{self._root}/{order.drama}/{order.order}.json"
        fields = order.model_dump(mode="json", exclude_none=True)
        record = JobRecord(name=order.name, order=fields, traceparent=traceparent())
        if not await self._store.create(key, written(record)):
            metrics.REPEATED.labels(order.name).inc()
        await self._learn(key)

    async def scan(self) -> None:
        """See what other workers recorded, forget what they finished."""
        began = self._clock()
        listed = {found.key for found in await self._store.listing(self._root)}
        for key in sorted(listed):
            await self._learn(key)
        for job in list(self._jobs.values()):
            if job.key not in listed and not job.busy and job.known_at < began:
                self.forget(job)

    async def take(self, name: str, looking: bool = False) -> Job:
        """Wait for the next job of this kind, one drama after the other in turn; it is busy until told otherwise.

        ``looking`` takes the outstanding ones, where these are offered apart.
        """
        queue = self._looks[name] if looking else self._queues[name]
        async with queue.changed:
            while self._closed or (job := queue.pick()) is None:
                await queue.changed.wait()
        job.busy = True
        return job

    async def drain(self, seconds: float) -> None:
        """Hand out no more jobs; return when all that are busy are done, or after so many seconds."""
        self._closed = True
        until = self._clock() + seconds
        while any(job.busy for job in self._jobs.values()) and self._clock() < until:
            await asyncio.sleep(0.05)

    async def later(self, job: Job, seconds: float) -> None:
        """Offer the job again after a while."""
        job.busy = False
        if seconds <= 0:
            await self._offer(job)
            return
        loop = asyncio.get_running_loop()
        loop.call_later(seconds, lambda: asyncio.ensure_future(self._offer(job)))

    async def wake(self, drama: str, order: str) -> None:
        """Offer an order at once that is not due yet: what it waits for may have happened.

        Only a hint, to this worker: nothing happens if it does not know the order, which is then looked at when due.
        """
        if job := self._jobs.get(f"{self._root}/{drama}/{order}.json"):
            job.woken = True
            await self._offer(job)

    async def done(self, job: Job) -> None:
        """Delete the job: what it led to is published."""
        await self._store.delete(job.key)
        self.forget(job)

    def forget(self, job: Job) -> None:
        """Another worker finished it."""
        self._jobs.pop(job.key, None)
        self._queue(job).withdraw(job)

    def _queue(self, job: Job) -> _Queue:
        return self._looks[job.name] if job.outstanding and job.name in self._looks else self._queues[job.name]

    def _outstanding(self, name: str) -> float:
        return sum(job.outstanding for job in self._jobs.values() if job.name == name)

    async def _learn(self, key: str) -> None:
        if key in self._jobs:
            self._jobs[key].known_at = self._clock()
            return
        name = key.rpartition("/")[2].partition("_")[0]
        if name in self._queues:
            job = self._jobs[key] = Job(key, name, self._clock())
            await self._offer(job)

    async def _offer(self, job: Job) -> None:
        if self._jobs.get(job.key) is not job or job.busy:
            return
        queue = self._queue(job)
        async with queue.changed:
            queue.offer(job)
            queue.changed.notify()
