"""Limits over all workers: no minute ever sees more, and nearly all of what is allowed is used. Time leaps."""

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass, field
from random import Random

import pytest

from infra.simulator.limits import Bucket
from infra.simulator.stats import Peak
from shared.artifacts import StoreUnavailable
from shared.providers.catalogue import Limits
from shared.providers.remote import pacing
from shared.providers.remote.gate import Gate, Permit
from shared.providers.remote.pacing import Grid
from shared.providers.remote.storetime import StoreTime
from shared.runtime import Throttled, Times, Transient, Unreached
from tests.leaping import Clock, Memory, leap

FILM = ("acme", "film-1")
OTHER = ("acme", "film-2")
NONE = Limits()


@dataclass
class Counted:
    """The provider's side: what arrives, and when. Calls are under way for a while before they do."""

    luck: Random
    slow: float = 0.6
    before: float = 0.3
    peak: Peak = field(default_factory=Peak)
    times: list[float] = field(default_factory=list)
    tokens: list[tuple[float, int]] = field(default_factory=list)
    now_in: int = 0
    most_in: int = 0

    async def call(self, gate: Gate, permit: Permit, seconds: float = 1.0) -> None:
        async with gate.passing(permit):
            await asyncio.sleep(self.luck.uniform(0, self.slow))
            now = asyncio.get_running_loop().time()
            self.peak.add(now)
            self.times.append(now)
            self.tokens.append((now, permit.tokens))
            self.now_in += 1
            self.most_in = max(self.most_in, self.now_in)
            await asyncio.sleep(seconds)
            self.now_in -= 1


def workers(
    count: int, store: Memory, luck: Random, models: dict[tuple[str, str], Limits], whole: Limits = NONE
) -> list[Gate]:
    """Gates of workers that were started at different times, and whose clocks differ."""
    return [
        Gate(
            store, f"worker-{n}", {"acme": whole}, models, clock=Clock(luck.uniform(0, 9999), luck.uniform(-1, 1) / 1e4)
        )
        for n in range(count)
    ]


async def busy(gate: Gate, counted: Counted, until: float, tokens: int = 0, model: tuple[str, str] = FILM) -> None:
    """A slot that has always something to ask."""
    while asyncio.get_running_loop().time() < until:
        try:
            permit = await gate.enter(*model, tokens)
            await asyncio.sleep(counted.luck.uniform(0, counted.before))  # what the ledger writes before a submission
            await counted.call(gate, permit)
        except Throttled as wait:
            await asyncio.sleep(wait.retry_after * counted.luck.uniform(1, 1.25))


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
    assert leap(rush(1, 3, 45, 4)).peak.most > 45


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
    assert len(films.times) + len(others.times) >= 0.9 * 120 * 4
    assert _most(films.times) <= 40


def _most(times: list[float]) -> int:
    peak = Peak()
    for time in sorted(times):
        peak.add(time)
    return peak.most


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


def test_an_old_permit_is_not_used_and_no_permit_twice() -> None:
    async def play() -> None:
        luck = Random(8)
        [gate] = workers(1, Memory(luck), luck, {FILM: Limits(requests_per_minute=60)})
        counted = Counted(luck, slow=0)
        permit = await gate.enter(*FILM)
        await asyncio.sleep(30)  # a slow store
        await counted.call(gate, permit, 0)
        for _ in range(3):
            await counted.call(gate, permit, 0)
        assert len({time // 2.1 for time in counted.times}) >= 2
        assert _most(counted.times) == 4
        leased = [key for key in gate._pacer._store.records if "/requests/" in key]  # type: ignore[attr-defined]
        assert len(leased) >= 3

    leap(play())


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
