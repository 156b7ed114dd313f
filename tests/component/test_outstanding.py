"""Orders that wait for a job elsewhere: put off without a slot, and woken."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from faststream.kafka import KafkaBroker
from prometheus_client import REGISTRY

from shared.artifacts import keys
from shared.artifacts.folder import Folder
from shared.events import Event, Order, OrderBlocked, ShotCommissioned
from shared.runtime import Outstanding, Permanent, Stage, Times, Transient, Unwanted
from shared.runtime.errors import Unaffordable
from shared.runtime.jobs import JobRecord, JobTable
from shared.runtime.leases import Leases
from shared.runtime.outbox import Outbox
from shared.runtime.slots import Slots
from shared.runtime.stage import Answer, Declared

NAME = ShotCommissioned.name


def order(number: int) -> ShotCommissioned:
    return ShotCommissioned(drama="red", episode="red.e01", cut="c" * 64, shot=f"red.e01-s{number:02}")


@pytest.fixture
def store(tmp_path: Path) -> Folder:
    return Folder(tmp_path / "store")


class Told(Outbox):
    """An outbox without a broker; ``news`` are what it told, each with the orders that were open then."""

    def __init__(self, store: Folder) -> None:
        super().__init__(KafkaBroker(), store, "video", lambda: datetime.now(UTC))
        self._folder = store
        self.news: list[tuple[Event, int]] = []

    async def publish(self, events: Iterable[Event]) -> None:
        still_open = len(await self._folder.listing("video/jobs"))
        self.news += [(event, still_open) for event in events]


@asynccontextmanager
async def one_slot(
    store: Folder, handle: Callable[[Order], Awaitable[Answer]], outbox: Outbox | None = None, looks: int = 0
) -> AsyncIterator[JobTable]:
    """A worker with one slot, and some that only look at outstanding orders."""
    stage, times = Stage("video"), Times(beat=10, scan=0.01)
    table = JobTable(store, "video", [NAME], [NAME] if looks else [])
    leases = Leases(store, "video", "one", times)
    outbox = outbox or Outbox(KafkaBroker(), store, "video", lambda: datetime.now(UTC))
    await leases.beat()
    slots, declared = Slots(stage, store, table, leases, outbox, times), Declared(ShotCommissioned, handle, ())
    working = [asyncio.create_task(slots.work(declared, handle))]
    working += [asyncio.create_task(slots.look(declared, handle)) for _ in range(looks)]
    try:
        yield table
    finally:
        for task in working:
            task.cancel()
        await asyncio.gather(*working, return_exceptions=True)


async def until(condition: Callable[[], Awaitable[bool]]) -> None:
    async with asyncio.timeout(20):
        while not await condition():
            await asyncio.sleep(0.01)


async def record(store: Folder, wanted: Order) -> JobRecord | None:
    data = await store.get(f"video/jobs/red/{wanted.order}.json")
    return JobRecord.model_validate_json(data) if data else None


async def test_an_outstanding_order_takes_no_slot_and_no_attempt(store: Folder) -> None:
    asked: list[str] = []

    async def handle(wanted: Order) -> None:
        asked.append(wanted.subject)
        if wanted.subject.endswith("s01"):
            raise Outstanding("kling is at work", 600)

    async with one_slot(store, handle) as table:
        await table.record(order(1))
        await table.record(order(2))

        async def is_settled() -> bool:
            found = await record(store, order(1))
            return found is not None and found.delay > 0 and await record(store, order(2)) is None

        await until(is_settled)
    assert asked == ["red.e01-s01", "red.e01-s02"]
    waiting = await record(store, order(1))
    assert waiting and (waiting.attempts, waiting.error) == (0, "kling is at work") and 600 <= waiting.delay <= 660


async def test_a_woken_order_is_looked_at_before_it_is_due_once(store: Folder) -> None:
    looks = 0

    async def handle(_wanted: Order) -> None:
        nonlocal looks
        looks += 1
        raise Outstanding("kling is at work", 600)

    async with one_slot(store, handle) as table:

        async def looked(times: int) -> None:
            async def is_put_off() -> bool:
                return looks == times and await store.listing("video/leases/jobs") == []

            await until(is_put_off)

        await table.record(order(1))
        await looked(1)
        await table.wake("red", order(1).order)
        await looked(2)
        await table.wake("red", "an order that this worker does not know")
        await asyncio.sleep(0.1)
    assert looks == 2


@pytest.mark.parametrize(("looks", "goes_by"), [(0, False), (1, True)])
async def test_fetching_what_is_large_makes_no_other_order_wait_where_looks_have_slots(
    store: Folder, looks: int, goes_by: bool
) -> None:
    fetching, is_fetched, done = asyncio.Event(), asyncio.Event(), asyncio.Event()
    seen: set[str] = set()

    async def handle(wanted: Order) -> None:
        if wanted.order == order(2).order:
            return done.set()
        if wanted.order not in seen:
            seen.add(wanted.order)
            raise Outstanding("at work", 0.01)
        fetching.set()
        await is_fetched.wait()
        return None

    async with one_slot(store, handle, looks=looks) as table:
        await table.record(order(1))
        await asyncio.wait_for(fetching.wait(), 10)
        await table.record(order(2))
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(done.wait(), 10 if goes_by else 0.5)
        assert done.is_set() == goes_by
        is_fetched.set()
        await asyncio.wait_for(done.wait(), 10)


async def test_an_order_that_is_woken_while_it_is_looked_at_is_looked_at_again(store: Folder) -> None:
    looks = 0

    async def handle(wanted: Order) -> None:
        nonlocal looks
        looks += 1
        if looks == 1:
            await table.wake("red", wanted.order)
            raise Outstanding("kling is at work", 600)

    async with one_slot(store, handle) as table:
        await table.record(order(1))

        async def is_done() -> bool:
            return await record(store, order(1)) is None

        await until(is_done)
    assert looks == 2


async def test_attempts_that_failed_before_a_job_ran_are_history(store: Folder) -> None:
    errors: list[Exception] = [Transient("away"), Outstanding("at work", 600)]

    async def handle(_wanted: Order) -> None:
        raise errors.pop(0)

    async with one_slot(store, handle) as table:
        await table.record(order(1))

        async def is_put_off() -> bool:
            found = await record(store, order(1))
            return found is not None and found.delay > 0

        await until(is_put_off)
    waiting = await record(store, order(1))
    assert waiting and waiting.attempts == 0


async def test_waiting_for_a_slot_is_counted_once_however_often_the_order_is_looked_at(store: Folder) -> None:
    def waits() -> float:
        return REGISTRY.get_sample_value("duanju_job_wait_seconds_count", {"order": NAME}) or 0

    before, looks = waits(), 0

    async def handle(_wanted: Order) -> None:
        nonlocal looks
        looks += 1
        if looks < 3:
            raise Outstanding("at work", 0.02)

    async with one_slot(store, handle) as table:
        await table.record(order(1))

        async def is_done() -> bool:
            return await record(store, order(1)) is None

        await until(is_done)
    assert (looks, waits() - before) == (3, 1)


async def stop(store: Folder, wanted: ShotCommissioned, paid: bool) -> None:
    """Nobody wants the order's cut any more; something was bought for the order, or not."""
    await store.create(keys.stopped(wanted.cut), b"{}")
    if paid:
        account = keys.account("video", keys.account_of_cut(wanted.drama, wanted.shot, wanted.cut))
        await store.create(f"{account}/0001.json", b"{}")


async def test_an_order_of_a_stopped_cut_that_bought_nothing_is_dropped(store: Folder) -> None:
    asked: list[str] = []

    async def handle(wanted: Order) -> None:
        asked.append(wanted.subject)

    await stop(store, order(1), paid=False)
    async with one_slot(store, handle) as table:
        await table.record(order(1))

        async def is_done() -> bool:
            return await record(store, order(1)) is None

        await until(is_done)
    assert asked == []


@pytest.mark.parametrize("end", [None, Unwanted("nothing more is bought"), Permanent("the job failed")])
async def test_what_an_order_of_a_stopped_cut_has_paid_is_awaited_then_it_ends_in_silence(
    store: Folder, end: Exception | None
) -> None:
    endings: list[Exception | None] = [Outstanding("kling is at work", 0.02), end]

    async def handle(_wanted: Order) -> None:
        if error := endings.pop(0):
            raise error

    await stop(store, order(1), paid=True)
    async with one_slot(store, handle) as table:
        await table.record(order(1))

        async def is_done() -> bool:
            return await record(store, order(1)) is None

        await until(is_done)
    assert endings == []
    assert await store.listing(keys.dead("video")) == []


async def test_an_order_that_lacks_money_is_no_dead_letter_and_may_come_again_at_once(store: Folder) -> None:
    async def handle(_wanted: Order) -> None:
        raise Unaffordable("kling costs 0.4, and the cap has 0.1 left", cap=Decimal(1), missing=Decimal("0.3"))

    told = Told(store)
    async with one_slot(store, handle, told) as table:
        await table.record(order(1))

        async def is_told() -> bool:
            return bool(told.news)

        await until(is_told)
    [(news, still_open)] = told.news
    assert isinstance(news, OrderBlocked) and still_open == 0
    assert (news.about, news.cap, news.missing) == ("red.e01-s01", Decimal(1), Decimal("0.3"))
    assert await store.listing(keys.dead("video")) == []
