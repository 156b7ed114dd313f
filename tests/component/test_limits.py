"""Limits over all workers: no minute ever sees more, and nearly all of what is allowed is used. Time leaps."""

import asyncio
from collections.abc import Iterator
from random import Random

import pytest

from infra.simulator.limits import Bucket
from infra.simulator.stats import Peak
from shared.providers.catalogue import Limits
from shared.providers.remote import Gate, pacing
from shared.providers.remote.allowance import Allowance
from shared.providers.remote.pacing import Grid
from shared.providers.remote.storetime import StoreTime
from shared.runtime import Times
from tests.gates import FILM, OTHER, Counted, busy, most, workers
from tests.leaping import Clock, Memory, leap


async def rush(seed: int, count: int, limit: int, minutes: float, slots: int = 20) -> Counted:
    luck = Random(seed)
    store = Memory(luck, begins=luck.uniform(0, 1))
    counted = Counted(luck)
    gates = workers(count, store, luck, {FILM: Limits(requests_per_minute=limit)})
    until = minutes * 60
    await asyncio.gather(*(busy(gate, counted, until) for gate in gates for _ in range(slots)))
    return counted


CASES = [(1, 450), (3, 450), (5, 450), (3, 500), (2, 59), (3, 30), (4, 7), (3, 1)]


@pytest.mark.parametrize(("count", "limit"), CASES)
def test_no_minute_sees_more_and_nine_tenths_are_used(count: int, limit: int) -> None:
    minutes = 5 if limit > 100 else 12
    counted = leap(rush(count * 1000 + limit, count, limit, minutes))
    assert counted.peak.most <= limit
    settled = [time for time in counted.times if time >= 60]
    used = len(settled) / (limit * (counted.times[-1] - 60) / 60)
    assert used >= 0.9 or limit == 1


@pytest.mark.parametrize("seed", range(8))
def test_no_minute_sees_more_however_the_workers_begin(seed: int) -> None:
    counted = leap(rush(seed, 3, 45, 4))
    assert counted.peak.most <= 45


@pytest.fixture
def one_window_a_minute(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """As limits are often kept: so many in each minute of the clock."""
    with monkeypatch.context() as patch:
        patch.setattr(Grid, "overlap", 1)
        patch.setattr(pacing, "requests", lambda minute: Grid(60, 60, minute))
        yield


@pytest.mark.usefixtures("one_window_a_minute")
def test_windows_of_a_minute_would_let_too_many_pass_at_their_border() -> None:
    """The test can fail: half of a minute's calls at its end, and the next minute's at its beginning."""
    assert leap(rush(0, 3, 45, 4)).peak.most > 45


def test_a_minute_by_each_worker_s_own_count_would_let_too_many_pass(monkeypatch: pytest.MonkeyPatch) -> None:
    async def always(_store: Memory, key: str, data: bytes) -> bool:
        return True

    monkeypatch.setattr(Memory, "create", always)
    monkeypatch.setattr(StoreTime, "now", _own_time)
    assert leap(rush(1, 3, 45, 4)).peak.most > 45


async def _own_time(time: StoreTime) -> float:
    return time._clock()


def test_slices_allow_exactly_the_limit_in_any_minute() -> None:
    for grid in (pacing.requests(), pacing.tokens()):
        for limit in (1, 2, 29, 30, 31, 59, 450, 90_001):
            allowed = [grid.allowed(limit, index) for index in range(3 * grid.overlap)]
            sums = {sum(allowed[at : at + grid.overlap]) for at in range(2 * grid.overlap)}
            assert sums == {limit}
        assert grid.overlap * grid.seconds >= 60 + pacing.SPREAD + grid.usable
    assert pacing.requests().overlap == 30


# --- several limits at once


def test_models_of_one_account_share_its_limit_and_keep_their_own() -> None:
    async def play() -> tuple[Counted, Counted, Peak]:
        luck = Random(5)
        store, films, others = Memory(luck), Counted(luck), Counted(luck)
        both = films.peak = others.peak
        own = {FILM: Limits(requests_per_minute=40), OTHER: Limits(requests_per_minute=200)}
        gates = workers(2, store, luck, own, Limits(requests_per_minute=120))
        await asyncio.gather(
            *(busy(gate, films, 300, model=FILM) for gate in gates for _ in range(10)),
            *(busy(gate, others, 300, model=OTHER) for gate in gates for _ in range(10)),
        )
        return films, others, both

    films, others, both = leap(play())
    assert both.most <= 120
    assert len(films.times) + len(others.times) >= 0.88 * 120 * 5
    assert most(films.times) <= 40


def test_what_one_limit_has_no_room_for_is_not_lost_to_the_others() -> None:
    """A worker that asks for films in vain has the whole account's room for other models."""

    async def play() -> int:
        luck = Random(16)
        own = {FILM: Limits(requests_per_minute=1)}
        [gate] = workers(1, Memory(luck), luck, own, Limits(requests_per_minute=30))
        others = Counted(luck)
        await asyncio.gather(
            *(busy(gate, Counted(luck), 300, model=FILM) for _ in range(10)),
            *(busy(gate, others, 300, model=OTHER) for _ in range(10)),
        )
        return len(others.times)

    assert leap(play()) >= 0.9 * 29 * 5


def test_what_is_given_back_after_its_slice_is_gone() -> None:
    async def play() -> list[bool]:
        grid = pacing.requests()
        allowance = Allowance(Memory(Random(18)), "limits/providers/acme/account/requests", 30, grid, "w")
        await allowance.take(0.1, 1)
        taken = [await allowance.take(grid.seconds + 0.1, 1)]
        await allowance.give_back(0.1, 1)
        taken.append(await allowance.take(grid.seconds + 0.2, 1))
        await allowance.give_back(grid.seconds + 0.2, 1)
        return [*taken, await allowance.take(grid.seconds + 0.3, 1)]

    assert leap(play()) == [True, False, True]


def test_a_permit_that_a_slow_store_brings_too_late_is_none() -> None:
    async def play() -> None:
        luck = Random(17)
        clock = Clock()
        gate = Gate(Memory(luck, slow=2.5), "w", {}, {FILM: Limits(requests_per_minute=300)}, clock=clock)
        for _ in range(40):
            permit = await gate.enter(*FILM, patience=1000)
            assert clock() < permit.until - pacing.LATE

    leap(play())


def test_tokens_are_counted_as_calls_are() -> None:
    async def play() -> Counted:
        luck = Random(6)
        store, counted = Memory(luck), Counted(luck)
        gates = workers(2, store, luck, {FILM: Limits(tokens_per_minute=70_000, requests_per_minute=450)})
        sizes = (300, 2000, 5000, 9000)
        await asyncio.gather(*(busy(gate, counted, 400, tokens) for gate in gates for tokens in sizes * 2))
        return counted

    counted = leap(play())
    bucket = Bucket(70_000)
    for now, tokens in sorted(counted.tokens):
        assert bucket.wait(now, tokens) == 0
        bucket.take(now, tokens)
    assert sum(tokens for _, tokens in counted.tokens) > 0.6 * 70_000 * 400 / 60
    assert {tokens for _, tokens in counted.tokens} == {300, 2000, 5000, 9000}


# --- what is left in the store


def test_old_shares_are_removed_and_a_call_costs_about_one_record() -> None:
    async def play() -> tuple[Memory, Counted]:
        luck = Random(12)
        store, counted = Memory(luck), Counted(luck)
        gates = workers(3, store, luck, {FILM: Limits(requests_per_minute=450)})
        await asyncio.gather(*(busy(gate, counted, 600) for gate in gates for _ in range(12)))
        return store, counted

    store, counted = leap(play())
    left = [key for key in store.records if "/requests/" in key]
    assert 0 < len(left) <= 3 * 150
    assert store.calls < 2.5 * 2 * len(counted.times)


def test_what_dead_workers_left_goes_when_the_next_one_begins() -> None:
    async def play() -> list[str]:
        luck = Random(13)
        store, limits = Memory(luck), {FILM: Limits(requests_per_minute=450)}
        [dies] = workers(1, store, luck, limits)
        await asyncio.gather(*(busy(dies, Counted(luck), 30) for _ in range(5)))
        before = {key for key in store.records if "/requests/" in key}
        assert before
        await asyncio.sleep(300)
        [begins] = workers(1, store, luck, limits)
        await begins.enter(*FILM)
        await asyncio.sleep(30)
        return sorted(before & store.records.keys())

    assert leap(play()) == []


# --- the common time


@pytest.mark.parametrize("exact", [True, False])
@pytest.mark.parametrize("seed", range(5))
def test_the_common_time_is_never_ahead_of_the_store_s_and_hardly_behind(seed: int, exact: bool) -> None:
    async def play() -> None:
        luck = Random(seed)
        store = Memory(luck, exact=exact, begins=luck.uniform(0, 1))
        clocks = [Clock(luck.uniform(0, 9999), luck.uniform(-1, 1) / 1e4) for _ in range(3)]
        times = [StoreTime(store, "limits/clock", clock) for clock in clocks]
        for _ in range(60):
            for each in times:
                told = await each.now()
                [(_, written)] = store.records.values()
                real = store._now() - (written if exact else written // 1)
                assert -0.25 < told - real < 0.04  # a drift of 1e-4 over five minutes
            await asyncio.sleep(luck.uniform(0, 60))

    leap(play())


def test_looks_that_were_cut_off_go_on_with_the_next_call() -> None:
    async def play() -> None:
        store = Memory(Random(20), begins=0.5)
        times = StoreTime(store, "limits/clock", Clock())
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.3):
                await times.now()
        told = await times.now()
        assert -0.25 < told - store._now() <= 0

    leap(play())


def test_times_can_be_short_for_tests() -> None:
    async def play() -> None:
        luck = Random(14)
        store = Memory(luck, slow=0.001, exact=True)
        gate = Gate(
            store, "w", {}, {FILM: Limits(requests_per_minute=30)}, minute=6.0, times=Times(beat=1), clock=Clock()
        )
        counted = Counted(luck, slow=0.01, before=0.01)
        await asyncio.gather(*(busy(gate, counted, 60) for _ in range(12)))
        assert 0.9 * 30 * 10 <= len(counted.times) <= 30 * 10

    leap(play())
