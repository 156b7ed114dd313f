"""Limits on every store: what a slice allows is given once, whoever asks at the same time."""

import asyncio

import pytest

from shared.artifacts import Artifacts
from shared.providers.catalogue import Limits
from shared.providers.remote import Gate, pacing
from shared.providers.remote.allowance import Allowance
from shared.providers.remote.storetime import StoreTime


@pytest.mark.parametrize(("limit", "slice_"), [(450, 7), (59, 28), (59, 29), (7, 4)])
async def test_a_slice_gives_what_it_allows_and_no_more(store: Artifacts, limit: int, slice_: int) -> None:
    grid = pacing.requests()
    workers = [Allowance(store, "limits/providers/acme/account/requests", limit, grid, f"w{n}") for n in range(4)]
    moment = (slice_ + 0.4) * grid.seconds
    taken = await asyncio.gather(*(worker.take(moment, 1) for worker in workers for _ in range(20)))
    assert sum(taken) == grid.allowed(limit, slice_)
    later = await asyncio.gather(*(worker.take(moment + grid.seconds, 1) for worker in workers for _ in range(20)))
    assert sum(later) == grid.allowed(limit, slice_ + 1)


async def test_at_first_a_fifth_of_a_slice_is_for_looks_then_what_is_left_is_anybodys(store: Artifacts) -> None:
    grid, limit = pacing.requests(), 450
    workers = [Allowance(store, "limits/providers/acme/account/requests", limit, grid, f"w{n}") for n in range(4)]

    async def taken(moment: float, is_look: bool) -> int:
        wanted = (worker.take(moment, 1, is_look) for worker in workers for _ in range(20))
        return sum(await asyncio.gather(*wanted))

    early, late = 0.1 * grid.seconds, 0.4 * grid.seconds
    assert await taken(early, is_look=False) == 12
    assert await taken(late, is_look=False) == 3, "no look came"
    assert await taken(grid.seconds + early, is_look=True) == 3
    assert await taken(grid.seconds + late, is_look=True) == 12, "no submission came"
    assert await taken(2 * grid.seconds + early, is_look=True) + await taken(2 * grid.seconds + early, False) == 15


async def test_workers_agree_about_the_time_although_their_clocks_do_not(store: Artifacts) -> None:
    loop = asyncio.get_running_loop()
    one = StoreTime(store, "limits/clock", loop.time)
    other = StoreTime(store, "limits/clock", lambda: loop.time() + 5000)
    first, second = await asyncio.gather(one.now(), other.now())
    assert abs(first - second) < 5
    assert await one.now() >= first


async def test_a_gate_lets_calls_through_and_takes_its_seats_back(store: Artifacts) -> None:
    gate = Gate(store, "video-1", {"acme": Limits(requests_per_minute=600, in_flight=2)}, {})

    async def call() -> None:
        async with gate.passing(await gate.enter("acme", "film-1")):
            await asyncio.sleep(0)

    await asyncio.gather(*(call() for _ in range(4)))
    assert [found.key for found in await store.listing("limits/leases/seats")] == []
    assert len(await store.listing("limits/providers/acme/account/requests")) >= 1
