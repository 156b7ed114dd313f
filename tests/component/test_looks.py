"""Looks at jobs beside submissions: one limit, neither starves, a look that fails costs nothing. Time leaps."""

import asyncio
from random import Random

import pytest

from infra.simulator.stats import Peak
from shared.providers.catalogue import Limits
from shared.providers.remote import Drifted, Gate
from shared.providers.remote.breaker import OUTAGES
from shared.providers.remote.looks import LONGEST, PATIENCE
from shared.runtime import Outstanding, Permanent, Throttled, Transient
from tests.gates import FILM, Counted, busy, workers
from tests.leaping import Memory, leap

LOOKERS = 8


async def looked(gate: Gate) -> None:
    async with gate.looking("acme"):
        await asyncio.sleep(0.1)


async def looking(gate: Gate, until: float, done: list[float], peak: Peak) -> None:
    """A slot that has always a job to look at."""
    now = asyncio.get_running_loop().time
    while now() < until:
        try:
            async with gate.looking("acme"):
                peak.add(now())
                done.append(now())
                await asyncio.sleep(0.1)
        except Outstanding:
            await asyncio.sleep(1)


async def day(limit: int, submitters: int, lookers: int, minutes: float = 10) -> tuple[Peak, int, int]:
    """Three workers; the most calls in a minute, and how many submissions and looks there were after the first."""
    luck, until = Random(limit), 60 * minutes
    store, counted, looks = Memory(luck, begins=0.4), Counted(luck), list[float]()
    gates = workers(3, store, luck, {}, Limits(requests_per_minute=limit))
    await asyncio.gather(
        *(busy(gate, counted, until) for gate in gates for _ in range(submitters)),
        *(looking(gate, until, looks, counted.peak) for gate in gates for _ in range(lookers)),
    )
    return counted.peak, sum(time >= 60 for time in counted.times), sum(time >= 60 for time in looks)


@pytest.mark.parametrize("limit", [450, 60, 7])
def test_a_flood_of_both_never_exceeds_the_limit_and_neither_starves(limit: int) -> None:
    peak, submissions, looks = leap(day(limit, 20, LOOKERS))
    assert peak.most <= limit
    assert looks >= 0.9 * 0.15 * 9 * limit
    assert submissions >= 0.9 * 0.7 * 9 * limit
    assert submissions > 2 * looks, "looks have less right"


@pytest.mark.parametrize(("submitters", "lookers"), [(20, 0), (0, LOOKERS)])
def test_what_one_kind_does_not_need_is_the_others(submitters: int, lookers: int) -> None:
    peak, submissions, looks = leap(day(60, submitters, lookers))
    assert peak.most <= 60
    assert submissions + looks >= 0.85 * 9 * 60


def test_a_look_without_room_waits_no_longer_than_a_slice_and_those_put_off_come_back_one_by_one() -> None:
    async def play() -> tuple[float, list[float]]:
        luck = Random(3)
        [gate] = workers(1, Memory(luck), luck, {}, Limits(requests_per_minute=6))
        began = asyncio.get_running_loop().time()
        ended = await asyncio.gather(*(looked(gate) for _ in range(40)), return_exceptions=True)
        took = asyncio.get_running_loop().time() - began
        return took, [each.seconds for each in ended if isinstance(each, Outstanding)]

    took, waits = leap(play())
    assert took <= PATIENCE + 0.2
    assert len(waits) >= 39
    assert min(waits) >= 20, "two calls' time, at six a minute"
    assert max(waits) <= 1.5 * LONGEST
    assert len({round(wait, 3) for wait in waits}) > 35, "not all at once"


def test_a_429_holds_looks_and_submissions_of_the_provider_back_for_as_long_as_it_says() -> None:
    async def play() -> None:
        luck = Random(4)
        [gate] = workers(1, Memory(luck), luck, {})
        with pytest.raises(Outstanding, match="slow down") as told:
            async with gate.looking("acme"):
                raise Throttled("slow down", 30)
        assert 30 <= told.value.seconds <= 45
        assert gate.is_closed(*FILM) == pytest.approx(30, abs=0.01)
        assert gate.is_closed("other", "film-1") is None
        with pytest.raises(Throttled, match="how its jobs stand") as kept_out:
            await gate.enter(*FILM)
        assert kept_out.value.retry_after == pytest.approx(30, abs=0.01)
        with pytest.raises(Outstanding):
            await looked(gate)
        await asyncio.sleep(30.01)
        assert gate.is_closed(*FILM) is None
        await looked(gate)
        await gate.enter(*FILM)

    leap(play())


def test_who_does_not_answer_looks_is_left_alone_then_asked_by_one() -> None:
    async def play() -> list[str]:
        luck = Random(5)
        [gate] = workers(1, Memory(luck), luck, {})
        for _ in range(OUTAGES):
            assert gate.is_closed(*FILM) is None
            with pytest.raises(Outstanding, match="no answer"):
                async with gate.looking("acme"):
                    raise Transient("no answer")
        closed = gate.is_closed(*FILM)
        assert closed is not None and closed > 10, "no more is bought of who does not tell what became of it"
        with pytest.raises(Outstanding, match="left alone"):
            await looked(gate)
        await asyncio.sleep(closed + 0.1)
        ended = await asyncio.gather(*(looked(gate) for _ in range(3)), return_exceptions=True)
        assert gate.is_closed(*FILM) is None
        return sorted(type(each).__name__ for each in ended)

    assert leap(play()) == ["NoneType", "Outstanding", "Outstanding"]


def test_answered_looks_do_not_make_up_for_submissions_that_fail() -> None:
    async def play() -> float | None:
        luck = Random(6)
        [gate] = workers(1, Memory(luck), luck, {})
        for _ in range(OUTAGES):
            with pytest.raises(Transient):
                async with gate.passing(await gate.enter(*FILM)):
                    raise Transient("no answer")
            await looked(gate)
        await looked(gate)
        return gate.is_closed(*FILM)

    assert leap(play()) is not None


@pytest.mark.parametrize("error", [Drifted("another form", "status"), Permanent("no such job")])
def test_an_answer_that_says_something_of_the_job_is_told_as_it_is(error: Exception) -> None:
    async def play() -> None:
        luck = Random(7)
        [gate] = workers(1, Memory(luck), luck, {})
        with pytest.raises(type(error)):
            async with gate.looking("acme"):
                raise error

    leap(play())
