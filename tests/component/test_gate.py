"""The gate of a worker: seats, permits, waits that were asked for, a breaker, a store that is away. Time leaps."""

import asyncio
from random import Random

import pytest

from shared.artifacts import StoreUnavailable
from shared.providers.catalogue import Limits
from shared.providers.remote import Gate
from shared.runtime import Throttled, Transient, Unreached
from tests.gates import FILM, OTHER, Counted, workers
from tests.leaping import Memory, leap

# --- in flight


async def seated(store: Memory, count: int, seconds: float, calls: int) -> Counted:
    luck, counted = Random(7), Counted(Random(7), slow=0)
    gates = workers(count, store, luck, {FILM: Limits(in_flight=5)})

    async def slot(gate: Gate) -> None:
        for _ in range(calls):
            while True:
                try:
                    await counted.call(gate, await gate.enter(*FILM), seconds)
                    break
                except Throttled as wait:
                    await asyncio.sleep(wait.retry_after)

    beats = [asyncio.create_task(gate.keep()) for gate in gates]
    await asyncio.gather(*(slot(gate) for gate in gates for _ in range(6)))
    for beat in beats:
        beat.cancel()
    return counted


def test_so_many_calls_are_in_flight_over_all_workers_and_no_more() -> None:
    store = Memory(Random(1))
    counted = leap(seated(store, 3, 2.0, 4))
    assert counted.most_in == 5
    assert len(counted.times) == 72
    assert [key for key in store.records if "/seats/" in key] == []


def test_the_seats_of_a_worker_that_died_are_free_again() -> None:
    async def play() -> float:
        luck = Random(2)
        store = Memory(luck)
        dies, lives = workers(2, store, luck, {FILM: Limits(in_flight=2)})
        hangs = [asyncio.create_task(Counted(luck).call(dies, await dies.enter(*FILM), 1e6)) for _ in range(2)]
        await asyncio.sleep(5)
        began = asyncio.get_running_loop().time()
        counted = Counted(luck)
        while not counted.times:
            try:
                await counted.call(lives, await lives.enter(*FILM), 0)
            except Throttled as wait:
                await asyncio.sleep(wait.retry_after)
        for each in hangs:
            each.cancel()
        return asyncio.get_running_loop().time() - began

    assert 25 < leap(play()) < 60


# --- what a call meets


def test_who_would_have_to_wait_long_is_told_how_long_and_keeps_no_slot() -> None:
    async def play() -> list[float]:
        luck = Random(3)
        [gate] = workers(1, Memory(luck), luck, {FILM: Limits(requests_per_minute=6)})
        waits = []

        async def ask() -> None:
            try:
                await gate.enter(*FILM)
            except Throttled as wait:
                waits.append(wait.retry_after)

        await asyncio.gather(*(ask() for _ in range(30)))
        assert asyncio.get_running_loop().time() < 10
        return waits

    waits = leap(play())
    assert len(waits) >= 28
    assert max(waits) > 200  # thirty calls at six a minute


def test_retry_after_closes_the_gate_for_every_slot_of_the_worker() -> None:
    async def play() -> None:
        luck = Random(4)
        [gate] = workers(1, Memory(luck), luck, {})
        with pytest.raises(Throttled):
            async with gate.passing(await gate.enter(*FILM)):
                raise Throttled("slow down", 7)
        assert gate.is_closed(*FILM) == pytest.approx(7, abs=0.01)
        assert gate.is_closed(*OTHER) is None
        with pytest.raises(Throttled, match="asked us to wait") as told:
            await gate.enter(*FILM)
        assert told.value.retry_after == pytest.approx(7, abs=0.01)
        await asyncio.sleep(7.01)
        assert gate.is_closed(*FILM) is None
        await gate.enter(*FILM)

    leap(play())


def test_a_model_that_fails_again_and_again_is_left_alone_then_tried_by_one_call() -> None:
    async def play() -> list[str]:
        luck = Random(15)
        [gate] = workers(1, Memory(luck), luck, {})
        for _ in range(5):
            with pytest.raises(Transient, match="no answer"):
                async with gate.passing(await gate.enter(*FILM)):
                    raise Transient("no answer")
        assert gate.is_closed(*OTHER) is None
        with pytest.raises(Throttled, match="again and again") as told:
            await gate.enter(*FILM)
        assert told.value.retry_after == gate.is_closed(*FILM)
        await asyncio.sleep(told.value.retry_after + 0.1)
        permits = [await gate.enter(*FILM) for _ in range(4)]
        ended = await asyncio.gather(*(Counted(luck).call(gate, each) for each in permits), return_exceptions=True)
        assert gate.is_closed(*FILM) is None
        return sorted(type(each).__name__ for each in ended)

    assert leap(play()) == ["NoneType", "Throttled", "Throttled", "Throttled"]


@pytest.mark.parametrize(("age", "calls", "permits"), [(0, 1, 1), (30, 1, 2), (0, 3, 3), (30, 3, 4)])
def test_an_old_permit_is_not_used_and_no_permit_twice(age: float, calls: int, permits: int) -> None:
    """Thirty seconds are a store that was slow; at 30 a minute each permit is a share of its own."""

    async def play() -> int:
        luck = Random(8)
        store, counted = Memory(luck), Counted(luck, slow=0)
        [gate] = workers(1, store, luck, {FILM: Limits(requests_per_minute=30)})
        permit = await gate.enter(*FILM)
        await asyncio.sleep(age)
        for _ in range(calls):
            await counted.call(gate, permit, 0)
        return sum("/requests/" in key for key in store.records)

    assert leap(play()) == permits


def test_a_store_that_is_away_keeps_calls_in_and_says_that_nothing_went_out(monkeypatch: pytest.MonkeyPatch) -> None:
    async def away(*_: object) -> bool:
        raise StoreUnavailable("the store is away")

    async def play() -> None:
        luck = Random(9)
        [gate] = workers(1, Memory(luck), luck, {FILM: Limits(requests_per_minute=600, in_flight=2)})
        permit = await gate.enter(*FILM)
        monkeypatch.setattr(Memory, "create", away)
        went_out = False
        with pytest.raises(Unreached, match="nothing was asked of acme"):
            async with gate.passing(permit):
                went_out = True
        assert not went_out
        await asyncio.sleep(5)
        with pytest.raises(StoreUnavailable):
            await gate.enter(*FILM)

    leap(play())


def test_a_store_that_goes_away_during_a_call_does_not_make_it_one_that_never_went_out() -> None:
    """Else the ledger would take what may be charged for a refusal, and pay again."""

    async def play() -> None:
        luck = Random(19)
        [gate] = workers(1, Memory(luck), luck, {FILM: Limits(in_flight=2)})
        with pytest.raises(StoreUnavailable, match="what the provider sent cannot be kept"):
            async with gate.passing(await gate.enter(*FILM)):
                raise StoreUnavailable("what the provider sent cannot be kept")
        assert gate.is_closed(*FILM) is None

    leap(play())


def test_a_store_that_is_away_afterwards_takes_nothing_back(monkeypatch: pytest.MonkeyPatch) -> None:
    async def away(*_: object) -> None:
        raise StoreUnavailable("the store is away")

    async def play() -> None:
        luck = Random(10)
        [gate] = workers(1, Memory(luck), luck, {FILM: Limits(in_flight=2)})
        async with gate.passing(await gate.enter(*FILM)):
            monkeypatch.setattr(Memory, "delete", away)

    leap(play())


def test_without_limits_the_store_is_not_asked() -> None:
    async def play() -> int:
        luck = Random(11)
        store = Memory(luck)
        [gate] = workers(1, store, luck, {})
        for _ in range(100):
            await Counted(luck).call(gate, await gate.enter(*FILM), 0)
        return store.calls

    assert leap(play()) == 0
