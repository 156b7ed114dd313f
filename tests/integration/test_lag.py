"""The consumers' lag, as the gateway reads it from a real broker."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from functools import partial

import pytest
from faststream.kafka import KafkaBroker
from prometheus_client import REGISTRY

from services.gateway.gauges import Lag
from tests.integration.toys import ToyWanted
from tests.integration.workshop import EmbeddedWorkshop, Workshop, until

WANTED = ("maker", "toy.wanted.v1")


@pytest.fixture
async def lag(workshop: Workshop) -> AsyncIterator[Lag]:
    broker = KafkaBroker(workshop.broker.broker, apply_types=False, logger=None)
    await broker.connect()
    yield Lag(broker, period=0.2)
    await broker.stop()


def toys(count: int, start: int = 0) -> list[ToyWanted]:
    return [ToyWanted(drama="d", toy=f"toy-{n}") for n in range(start, start + count)]


async def is_behind(lag: Lag, records: int) -> bool:
    return (await lag.read()).get(WANTED) == records


async def test_a_service_that_is_away_falls_behind_and_catches_up(workshop: Workshop, lag: Lag) -> None:
    assert await lag.read() == {}
    workshop.start("maker", "m1")
    await workshop.ready("m1")
    await workshop.publish(*toys(3))
    await until(partial(is_behind, lag, 0), what="for the first records to be committed")
    workshop.kill("m1")
    for toy in toys(5, start=3):  # one by one: this broker's end of a topic counts a batch as one record
        await workshop.publish(toy)
    await until(partial(is_behind, lag, 5), what="for a group without members to be seen behind")
    workshop.start("maker", "m2")
    await until(partial(is_behind, lag, 0), what="for the next worker to catch up")


async def test_a_broker_that_is_away_is_told_and_found_again(workshop: EmbeddedWorkshop, lag: Lag) -> None:
    def reachable(value: float) -> bool:
        return REGISTRY.get_sample_value("duanju_broker_reachable") == value

    running = asyncio.create_task(lag.run())
    try:
        await until(lambda: reachable(1), what="for the broker to be reached")
        await workshop.process.stop()
        await until(lambda: reachable(0), what="for the broker to be missed")
        await workshop.process.start()
        await until(lambda: reachable(1), what="for the broker to be reached again")
    finally:
        running.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await running
