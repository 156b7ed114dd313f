"""Free slots do the work: lease the order, run its handler, publish what it led to, delete the order."""

import asyncio
import logging
import random
import time
from collections.abc import Awaitable, Callable, Iterable

from pydantic import ValidationError

from shared.artifacts import Artifacts, StoreError, keys
from shared.artifacts.media import written
from shared.events import Event, Order, OrderBlocked
from shared.runtime.errors import Outstanding, Transient, Unaffordable, Unwanted, WorkError
from shared.runtime.jobs import Job, JobRecord, JobTable
from shared.runtime.leases import Lease, Leases
from shared.runtime.outbox import Outbox
from shared.runtime.retry import GiveUp, InPlace, Later, decide
from shared.runtime.settings import Times
from shared.runtime.stage import Answer, Declared, Stage, orders_in
from shared.telemetry import metrics, traces

log = logging.getLogger(__name__)

_SURPRISED = 30
"""Scans until an order is looked at again whose record could not be handled."""

Handle = Callable[[Order], Awaitable[Answer]]
Tell = Callable[[Order], Awaitable[Iterable[Event]]]


async def tell_nothing(_order: Order) -> Iterable[Event]:
    return ()


class Slots:
    """The slots of one worker. A crash at any line leaves the order in the table, for the next slot that looks.

    ``tell`` is asked for what is told of an order that ended, done or given up, beside its answer.
    """

    def __init__(
        self, stage: Stage, store: Artifacts, table: JobTable, leases: Leases, outbox: Outbox, times: Times
    ) -> None:
        self._stage, self._store, self._table = stage, store, table
        self._leases, self._outbox, self._times = leases, outbox, times
        self._jitter = random.Random()
        self.tell: Tell = tell_nothing
        self.closing = False

    async def work(self, declared: Declared, handle: Handle) -> None:
        """One slot: work on one order after the other until cancelled."""
        name = declared.kind.name
        metrics.SLOTS.labels(name).inc()
        metrics.JOB_SECONDS.labels(name, "ok")  # there from the start, or the first never shows as an increase
        while not self.closing:
            job = await self._table.take(name)
            with metrics.SLOTS_BUSY.labels(name).track_inprogress():
                await self._look_at(declared, handle, job)

    async def look(self, declared: Declared, handle: Handle) -> None:
        """One slot for outstanding orders alone: look at one after the other until cancelled."""
        while not self.closing:
            await self._look_at(declared, handle, await self._table.take(declared.kind.name, looking=True))

    async def _look_at(self, declared: Declared, handle: Handle, job: Job) -> None:
        try:
            await self._attempt(declared, handle, job)
        except (StoreError, WorkError) as error:  # our own bookkeeping failed: the order is still there
            log.warning("%s waits: %s", job.order, error)
            await self._table.later(job, self._jitter.uniform(1, 2) * self._times.scan)
        except Exception:  # a slot outlives every surprise; the order is looked at again, not lost
            log.exception("%s waits", job.order)
            await self._table.later(job, _SURPRISED * self._times.scan)

    async def _attempt(self, declared: Declared, handle: Handle, job: Job) -> None:
        if self.closing or not self._leases.fit or not (lease := await self._leases.take(f"jobs/{job.order}")):
            return await self._table.later(job, self._times.scan)
        again: float | None = None
        try:
            again = await self._leased(declared, handle, job)
        finally:
            await self._release(lease)
            if again is not None:
                await self._table.later(job, 0 if job.woken else again)  # woken while we looked

    async def _release(self, lease: Lease) -> None:
        try:
            await self._leases.release(lease)
        except StoreError as error:
            log.warning("the lease %s stays for now: %s", lease.name, error)

    async def _leased(self, declared: Declared, handle: Handle, job: Job) -> float | None:
        """Do the order; the seconds after which it is due again, or None when it is done with."""
        age = await self._store.age(job.key)
        data = await self._store.get(job.key)
        if age is None or data is None:  # another worker finished it between our listing and our lease
            self._table.forget(job)
            return None
        record = JobRecord.model_validate_json(data)
        if record.delay > age and not job.woken:
            return record.delay - age
        job.woken = False
        try:
            order = declared.kind.model_validate(record.order)
        except ValidationError as error:  # written by another version
            await self._give_up(declared, job, record, None, f"the order cannot be read: {error}")
            return None
        if await self._is_stopped(order) and not await self._may_be_paid(order):
            await self._drop(job, order)
            return None
        if record.attempts == 0 and not record.delay:
            metrics.JOB_WAIT_SECONDS.labels(job.name).observe(age)
        return await self._try(declared, handle, job, record, order)

    async def _is_stopped(self, order: Order) -> bool:
        cut = getattr(order, "cut", None)
        return isinstance(cut, str) and await self._store.age(keys.stopped(cut)) is not None

    async def _may_be_paid(self, order: Order) -> bool:
        """Whether anything was ever bought for it, so that there may be something to fetch."""
        account = keys.account_of_cut(order.drama, order.subject, str(getattr(order, "cut", "")))
        return bool(await self._store.listing(keys.account(self._stage.name, account)))

    async def _drop(self, job: Job, order: Order) -> None:
        """End an order that nobody wants any more: only what it had cost is told."""
        log.info("%s is no longer wanted", job.order)
        await self._outbox.publish(await self.tell(order))
        await self._table.done(job)

    async def _try(self, declared: Declared, handle: Handle, job: Job, record: JobRecord, order: Order) -> float | None:
        attempts, job.outstanding = record.attempts, False
        while True:
            attempts += 1
            began = time.perf_counter()
            with traces.working(order, attempts, record.traceparent) as span:
                try:
                    answers = orders_in(await handle(order))
                except Outstanding as waiting:
                    span.outcome = "outstanding"
                    return await self._put_off(job, record, waiting, began)
                except Unwanted:
                    span.outcome = "Unwanted"
                    await self._drop(job, order)
                    return None
                except Exception as error:
                    span.outcome = type(error).__name__
                    self._count_failure(job, attempts, error, time.perf_counter() - began)
                    match decide(error, attempts, self._jitter):
                        case InPlace(pause):
                            pass
                        case Later(seconds, counts):
                            await self._postpone(job, record, attempts if counts else attempts - 1, seconds, str(error))
                            return seconds
                        case GiveUp() if await self._is_stopped(order):
                            await self._drop(job, order)
                            return None
                        case GiveUp() if isinstance(error, Unaffordable):
                            await self._ask_for_money(job, order, error)
                            return None
                        case GiveUp(reason):
                            await self._give_up(declared, job, record, order, reason)
                            return None
                else:
                    metrics.JOB_SECONDS.labels(job.name, "ok").observe(time.perf_counter() - began)
                    await self._publish([*answers, *await self.tell(order)])
                    await self._table.done(job)
                    return None
            await asyncio.sleep(pause)

    def _count_failure(self, job: Job, attempts: int, error: Exception, seconds: float) -> None:
        name = type(error).__name__
        metrics.JOB_SECONDS.labels(job.name, name).observe(seconds)
        metrics.RETRIES.labels(job.name, name).inc()
        surprise = not isinstance(error, WorkError | StoreError)
        log.warning("%s, attempt %d: %s", job.order, attempts, error, exc_info=surprise)

    async def _put_off(self, job: Job, record: JobRecord, waiting: Outstanding, began: float) -> float:
        """The order waits for somebody else: neither a failure nor an attempt. What went wrong before is history."""
        metrics.JOB_SECONDS.labels(job.name, "outstanding").observe(time.perf_counter() - began)
        seconds = waiting.seconds * self._jitter.uniform(1, 1.1)
        await self._postpone(job, record, 0, seconds, str(waiting))
        job.outstanding = True
        return seconds

    async def _publish(self, answers: list[Order]) -> None:
        for order in answers:
            if not isinstance(order, Event):
                await self._table.record(order)
        await self._outbox.publish(order for order in answers if isinstance(order, Event))

    async def _postpone(self, job: Job, record: JobRecord, attempts: int, delay: float, error: str) -> None:
        later = record.model_copy(update={"attempts": attempts, "delay": delay, "error": error[:500]})
        try:
            await self._store.put(job.key, written(later))
        except StoreError as away:
            raise Transient(f"{error}; and the store: {away}") from away

    async def _ask_for_money(self, job: Job, order: Order, error: Unaffordable) -> None:
        """Close the order, which is no dead letter: with a larger cap it comes again, maybe before we look up.

        A crash in between loses the question; the showrunner's sweep orders again, and it is asked again.
        """
        log.warning("%s is put down: %s", job.order, error)
        await self._table.done(job)
        news = self._blocked(job, order, str(error))
        asked = news.model_copy(update={"cap": error.cap, "missing": error.missing})
        await self._outbox.publish([asked, *await self.tell(order)])

    def _blocked(self, job: Job, order: Order | None, reason: str) -> OrderBlocked:
        return OrderBlocked(
            drama=job.drama,
            stage=self._stage.name,
            order_name=job.order,
            reason=reason[:2000],
            about=order.subject if order else "",
            revision=getattr(order, "revision", None),
            cut=getattr(order, "cut", None),
        )

    async def _give_up(self, declared: Declared, job: Job, record: JobRecord, order: Order | None, reason: str) -> None:
        """Dead letter, news for the showrunner, and the order is closed; a redrive opens it again."""
        log.error("%s is given up: %s", job.order, reason)
        kind = declared.kind
        topic = kind.topic() if issubclass(kind, Event) else kind.name
        value = (order or Order.model_construct(**record.order)).model_dump_json(exclude_none=True).encode()
        await self._outbox.bury(job.name, reason, topic, job.drama.encode(), value, [])
        blocked = self._blocked(job, order, reason)
        await self._outbox.publish([blocked, *(await self.tell(order) if order else ())])
        await self._table.done(job)
