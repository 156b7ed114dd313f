"""Workers' gates before the simulated provider: by its own count never over a limit, and what it asks is kept."""

import asyncio
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from random import Random
from typing import Any

import pytest

from infra.simulator.provider import Provider
from infra.simulator.replies import Reply
from infra.simulator.scenario import Scenario
from infra.simulator.turns import Call
from shared.providers.catalogue import Limits
from shared.providers.remote import Gate, Permit
from shared.runtime import Outstanding, Throttled
from tests.leaping import Clock, Memory, leap
from tests.simulated import CHAT

MODEL = ("holysheep", "deepseek-chat")
LIMIT = 450
PROVIDER_LIMITS = {"requests_per_minute": LIMIT}
BODY = json.dumps(CHAT).encode()


class Api:
    """The provider without HTTP: calls take their time on the way and inside."""

    def __init__(self, luck: Random, scenario: Mapping[str, Any]) -> None:
        self.provider = Provider(Scenario.model_validate(scenario), datetime.now(UTC), lambda _: None)
        self.refused: list[tuple[float, float]] = []
        self.times: list[float] = []
        self._luck = luck

    async def call(self) -> None:
        now, key = await self._arrives()
        self._answered(now, self.provider.take("chat/completions", Call("chat/completions", BODY, key), now).reply)
        await asyncio.sleep(0.5)

    async def look(self) -> None:
        now, key = await self._arrives()
        self._answered(now, self.provider.reader.read(Call("models", authorization=key), now).reply)

    async def _arrives(self) -> tuple[float, str]:
        """When, and with which key."""
        await asyncio.sleep(self._luck.uniform(0, 0.5))
        now = asyncio.get_running_loop().time()
        self.times.append(now)
        return now, f"Bearer {self.provider.access.key}"

    def _answered(self, now: float, reply: Reply) -> None:
        if reply.retry_after is not None:
            self.refused.append((now, reply.retry_after))
            raise Throttled("429", reply.retry_after)

    @property
    def stats(self) -> dict[str, Any]:
        return self.provider.stats.as_dict()


class Work:
    """So many calls that have to be made, by however many workers."""

    def __init__(self, calls: int) -> None:
        self.left = calls

    async def slot(self, gate: Gate, api: Api, luck: Random) -> None:
        while self.left > 0:
            self.left -= 1
            try:
                permit = await gate.enter(*MODEL)
                await asyncio.sleep(luck.uniform(0, 0.2))
                async with gate.passing(permit):
                    await api.call()
            except Throttled as wait:
                self.left += 1
                await asyncio.sleep(wait.retry_after * luck.uniform(1, 1.25))


async def looks(gate: Gate, api: Api, seen: list[float]) -> None:
    """A job that is always looked at again."""
    while True:
        try:
            async with gate.looking(MODEL[0]):
                await api.look()
            seen.append(asyncio.get_running_loop().time())
        except Outstanding as later:
            await asyncio.sleep(later.seconds)


async def play(workers: int, calls: int, scenario: Mapping[str, Any], kept: bool = True) -> tuple[Api, float]:
    luck = Random(workers)
    store, api, work = Memory(luck, begins=luck.uniform(0, 1)), Api(luck, scenario), Work(calls)
    limits = {MODEL: Limits(requests_per_minute=LIMIT)} if kept else {}
    gates = [Gate(store, f"w{n}", {}, limits, clock=Clock(luck.uniform(0, 99))) for n in range(workers)]
    await asyncio.gather(*(work.slot(gate, api, luck) for gate in gates for _ in range(24)))
    return api, asyncio.get_running_loop().time()


@pytest.mark.parametrize("workers", [1, 3])
def test_five_hundred_calls_at_450_a_minute_are_never_over_and_nearly_as_fast(workers: int) -> None:
    api, took = leap(play(workers, 500, {"limits": PROVIDER_LIMITS}))
    assert api.refused == []
    assert len(api.provider.books.charges) == 500
    assert 0.9 * LIMIT <= api.stats["peak_calls_per_minute"] <= LIMIT
    assert took < 500 / (0.9 * LIMIT) * 60 + 3


def test_looks_at_a_thousand_jobs_keep_the_account_s_limit_with_the_calls_and_both_go_on() -> None:
    async def beside() -> tuple[Api, float, list[float]]:
        luck = Random(3)
        store, api, work = Memory(luck), Api(luck, {"limits": PROVIDER_LIMITS}), Work(900)
        limits = {MODEL[0]: Limits(requests_per_minute=LIMIT)}
        gates = [Gate(store, f"w{n}", limits, {}, clock=Clock(luck.uniform(0, 99))) for n in range(3)]
        seen: list[float] = []
        looking = [asyncio.create_task(looks(gate, api, seen)) for gate in gates for _ in range(333)]
        await asyncio.gather(*(work.slot(gate, api, luck) for gate in gates for _ in range(24)))
        for each in looking:
            each.cancel()
        return api, asyncio.get_running_loop().time(), seen

    api, took, seen = leap(beside())
    assert api.refused == []
    assert 0.9 * LIMIT <= api.stats["peak_calls_per_minute"] <= LIMIT
    assert took < 900 / (0.7 * LIMIT) * 60, "calls have four fifths of it"
    assert len(seen) > 0.15 * LIMIT * took / 60, "looks have a fifth"


def test_workers_that_keep_no_limit_are_refused_by_the_hundred() -> None:
    api, _ = leap(play(3, 500, {"limits": PROVIDER_LIMITS}, kept=False))
    assert api.stats["peak_calls_per_minute"] > LIMIT
    assert api.refused


def test_after_a_429_a_worker_asks_nothing_for_as_long_as_it_was_told() -> None:
    busy = {"call": "chat/completions", "every": 50, "then": {"fault": "throttle", "seconds": 9}}
    api, _ = leap(play(1, 400, {"rules": [busy]}))
    assert len(api.refused) == 8
    for at, seconds in api.refused:
        on_the_way = 0.5 + 0.2
        assert [time for time in api.times if at + on_the_way < time < at + seconds] == []
        assert any(at + seconds <= time < at + seconds * 1.25 + 1 for time in api.times) or at == api.refused[-1][0]


def test_a_permit_is_told_apart_from_another() -> None:
    async def ask() -> tuple[Permit, Permit]:
        gate = Gate(Memory(Random(1)), "w", {}, {}, clock=Clock())
        return await gate.enter(*MODEL, 100), await gate.enter("acme", "film-1")

    first, second = leap(ask())
    assert (first.model, first.tokens) == (MODEL, 100)
    assert second.model == ("acme", "film-1")
