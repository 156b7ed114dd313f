"""What is told of an order that ended, beside its answer: what it cost, and what it lacked."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from prometheus_client import REGISTRY

from shared.artifacts import keys
from shared.artifacts.folder import Folder
from shared.events import Event, Order, OrderBlocked, ShotFilmed, ShotVoiced, SpendRecorded
from shared.events.envelope import Headers
from shared.ledger import Terms, purse_of
from shared.ledger.opening import Teller
from shared.runtime import Outstanding, Permanent, Stage, Times, Unwanted
from shared.runtime.errors import Unaffordable
from shared.runtime.jobs import JobTable
from shared.runtime.leases import Leases
from shared.runtime.outbox import Outbox
from shared.runtime.slots import Slots
from shared.runtime.stage import Answer, Declared
from tests.ledger.shop import Film, Shop, key, ledger

TIMES = Times(beat=10, scan=0.01)
TERMS = Terms(acceptance="neither", answer_within=60, done_within=600)
ORDER = ShotVoiced(
    drama="red",
    episode="red.e01",
    cut="c" * 64,
    shot="red.e01-s01",
    lines=(),
    seconds=5,
    caps={"video": Decimal(1), "audio": Decimal(0)},
)
FILMED = ShotFilmed.following(ORDER, take=1, film="video/takes/x.json")


@dataclass
class Told(Outbox):
    """Keeps what would be published."""

    events: list[Event] = field(default_factory=list)
    buried: list[str] = field(default_factory=list)

    async def publish(self, events: Iterable[Event]) -> None:
        self.events += events

    async def bury(self, event: str, reason: str, topic: str, key: bytes, value: bytes, raw: Headers) -> None:
        self.buried.append(reason)


@pytest.fixture
def store(tmp_path: Path) -> Folder:
    return Folder(tmp_path / "store")


async def worker(store: Folder) -> Leases:
    leases = Leases(store, "video", "one", TIMES)
    await leases.beat()
    return leases


@asynccontextmanager
async def one_slot(
    store: Folder, handle: Callable[[Order], Awaitable[Answer]], tell: Callable[[Order], Awaitable[Iterable[Event]]]
) -> AsyncIterator[tuple[JobTable, Told]]:
    table, leases, told = JobTable(store, "video", [ShotVoiced.name]), await worker(store), Told()
    slots = Slots(Stage("video"), store, table, leases, told, TIMES)
    slots.tell = tell
    working = asyncio.create_task(slots.work(Declared(ShotVoiced, handle, ()), handle))
    try:
        yield table, told
    finally:
        working.cancel()
        await asyncio.gather(working, return_exceptions=True)


async def until(condition: Callable[[], bool]) -> None:
    async with asyncio.timeout(20):
        while not condition():
            await asyncio.sleep(0.01)


async def cost(_order: Order) -> Iterable[Event]:
    return [SPENT]


SPENT = SpendRecorded(
    drama="red",
    stage="video",
    fingerprint="f" * 64,
    attempt=1,
    about="red.e01-s01",
    provider="shop",
    model="kling",
    unit="second",
    quantity=Decimal(5),
    quoted=Decimal("0.4"),
    billed=Decimal("0.4"),
    currency="USD",
    is_estimate=True,
    charged_at=datetime(2026, 6, 1, tzinfo=UTC),
)


async def test_an_order_that_is_done_tells_what_it_cost_with_its_answer(store: Folder) -> None:
    async def handle(_order: Order) -> Answer:
        return FILMED

    async with one_slot(store, handle, cost) as (table, told):
        await table.record(ORDER)
        await until(lambda: not table.orders())
    assert told.events == [FILMED, SPENT]


async def test_an_order_that_is_given_up_tells_what_it_had_cost(store: Folder) -> None:
    async def handle(_order: Order) -> Answer:
        raise Permanent("no model is left")

    async with one_slot(store, handle, cost) as (table, told):
        await table.record(ORDER)
        await until(lambda: not table.orders())
    [blocked, spent] = told.events
    assert isinstance(blocked, OrderBlocked) and spent == SPENT
    assert (blocked.about, blocked.cut, blocked.cap, blocked.missing) == ("red.e01-s01", ORDER.cut, None, None)
    assert told.buried == ["no model is left"]


@pytest.mark.parametrize("end", [Unwanted("nothing more is bought"), Permanent("the job failed")])
async def test_an_order_that_nobody_wants_any_more_tells_what_it_had_cost_and_no_more(
    store: Folder, end: Exception
) -> None:
    async def handle(_order: Order) -> Answer:
        await store.put(keys.stopped(ORDER.cut), b"{}")
        raise end

    async with one_slot(store, handle, cost) as (table, told):
        await table.record(ORDER)
        await until(lambda: not table.orders())
    assert (told.events, told.buried) == ([SPENT], [])


async def test_an_order_over_its_cap_says_how_much_more_it_would_need(store: Folder) -> None:
    async def handle(_order: Order) -> Answer:
        raise Unaffordable("kling is too dear", Decimal("0.3"), Decimal("0.1"))

    async with one_slot(store, handle, cost) as (table, told):
        await table.record(ORDER)
        await until(lambda: not table.orders())
    [blocked, _] = told.events
    assert isinstance(blocked, OrderBlocked)
    assert (blocked.about, blocked.cap, blocked.missing) == ("red.e01-s01", Decimal("0.3"), Decimal("0.1"))


async def test_a_worker_tells_how_many_orders_wait_for_work_elsewhere(store: Folder) -> None:
    def waiting() -> float:
        return REGISTRY.get_sample_value("duanju_orders_outstanding", {"order": ShotVoiced.name}) or 0

    is_done = asyncio.Event()

    async def handle(_order: Order) -> Answer:
        if not is_done.is_set():
            raise Outstanding("kling is at work", 600)
        return FILMED

    async with one_slot(store, handle, cost) as (table, _):
        await table.record(ORDER)
        await until(lambda: waiting() == 1)
        is_done.set()
        await table.wake("red", ORDER.order)
        await until(lambda: not table.orders())
        assert waiting() == 0


async def test_every_charge_of_an_order_s_account_is_told_and_a_repeat_tells_the_same(store: Folder) -> None:
    books, purse = ledger(store, await worker(store)), purse_of(ORDER, "video")
    await books(key("s01"), Film, Shop(TERMS), purse)
    told = [list(await Teller(books, "video")(ORDER)) for _ in range(2)]
    [spend] = told[0]
    assert isinstance(spend, SpendRecorded)
    assert (spend.about, spend.billed, spend.stage) == ("red.e01-s01", Decimal("0.4"), "video")
    assert [each.id for each in told[1]] == [spend.id]


async def test_an_order_that_may_spend_nothing_is_not_asked_about(store: Folder) -> None:
    books = ledger(store, await worker(store))
    await books(key("s01"), Film, Shop(TERMS), purse_of(ORDER, "video"))
    free = ORDER.model_copy(update={"caps": {}})
    assert list(await Teller(books, "video")(free)) == []
    assert purse_of(free, "video").cap == 0
