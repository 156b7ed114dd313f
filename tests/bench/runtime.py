"""The runtime on the embedded parts, and on Kafka and MinIO: event to slot, orders a second, take-over, restart."""

import asyncio
import json
import statistics
import tempfile
import time
from pathlib import Path

from tests.certificates import certificate
from tests.containers import kafka, minio
from tests.integration.real import open_real_workshop
from tests.integration.toys import ToyMade, ToyWanted
from tests.integration.workshop import Workshop, open_workshop, until

_ONE_BY_ONE = 100
_ORDERS = 500
_LONG = 4.0


async def event_to_slot(shop: Workshop) -> dict[str, float]:
    """Milliseconds from publish to working slot, one event at a time on an idle machine."""
    for number in range(_ONE_BY_ONE):
        await shop.publish(ToyWanted(drama="toys", toy=f"one{number}", sent=time.time()))
        await asyncio.sleep(0.03)
    waited = sorted(made.waited * 1000 for made in await _made(shop, _ONE_BY_ONE))
    return {"p50 ms": statistics.median(waited), "p99 ms": waited[int(0.99 * len(waited))]}


async def orders_a_second(shop: Workshop) -> dict[str, float]:
    """Orders through one worker of two slots, work of no length: lease, once, publish, delete included."""
    before = _ONE_BY_ONE
    began = time.time()
    await shop.publish(*(ToyWanted(drama="many", toy=f"many{n}", sent=began) for n in range(_ORDERS)))
    made = await _made(shop, before + _ORDERS)
    last = max(toy.at for toy in made if toy.drama == "many")
    return {"orders/s": _ORDERS / (last - began)}


async def take_over(shop: Workshop) -> dict[str, float]:
    """Seconds from kill -9 of a worker in the middle of an order until its twin begins it anew."""
    shop.start("maker", "maker-2")
    await shop.ready("maker-2")
    await shop.publish(ToyWanted(drama="late", toy="late", seconds=_LONG, sent=time.time()))
    await until(lambda: shop.counter.times("late") == 1)
    shop.kill(await _owner(shop))
    killed = time.time()
    made = next(toy for toy in await _made(shop, _ONE_BY_ONE + _ORDERS + 1) if toy.drama == "late")
    return {"s after kill -9": made.at - _LONG - killed, "s until dead": 4 * shop.heartbeat}


async def _owner(shop: Workshop) -> str:
    [epoch] = [found.key for found in await shop.store.listing("maker/leases/jobs")]
    return str(json.loads(await shop.store.get(epoch) or b"")["worker"])


async def _made(shop: Workshop, count: int) -> list[ToyMade]:
    return [ToyMade.model_validate_json(record.value or b"") for record in await shop.read("toy.made.v1", count)]


async def restart(shop: Workshop, names: tuple[str, str]) -> float:
    """Seconds from kill -9 of a lone worker, started again at once, until it has answered news that came meanwhile."""
    before, after = names
    shop.start("viewer", before)
    await shop.ready(before)
    shop.kill(before)
    killed = time.monotonic()
    news = ToyMade(drama=f"{before}-{after}", toy="doll", by="", waited=0, at=0)
    shop.start("viewer", after)
    await shop.publish(news)
    if not await shop.read("toy.seen.v1", 1, drama=news.drama):
        raise AssertionError("the news was never answered")
    took = time.monotonic() - killed
    await shop.stop(after)
    return took


async def embedded() -> dict[str, dict[str, float]]:
    with tempfile.TemporaryDirectory() as folder:
        async with open_workshop(Path(folder)) as shop:
            return await _measure(shop)


async def real() -> dict[str, dict[str, float]]:
    """On Kafka and MinIO in containers; a Docker engine must be there."""
    with tempfile.TemporaryDirectory() as folder, kafka(certificate(Path(folder))) as broker, minio() as store:
        async with open_real_workshop(Path(folder), broker, store) as shop:
            return await _measure(shop)


async def _measure(shop: Workshop) -> dict[str, dict[str, float]]:
    shop.start("maker", "maker-1")
    await shop.ready("maker-1")
    return {
        "event to slot": await event_to_slot(shop),
        "orders": await orders_a_second(shop),
        "take-over": await take_over(shop),
        "restart": {
            "s by its name": await restart(shop, ("viewer", "viewer")),
            "s by another name": await restart(shop, ("viewer-1", "viewer-2")),
        },
    }
