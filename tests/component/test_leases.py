"""Leases, once and the job table on a real folder store, with clocks of the test's own."""

import asyncio
import json
import os
import time
from pathlib import Path

import pytest

from shared.artifacts import keys
from shared.artifacts.folder import Folder
from shared.artifacts.records import Record
from shared.events import ShotCommissioned
from shared.runtime import Once, Times, Transient
from shared.runtime.jobs import JobRecord, JobTable
from shared.runtime.leases import Lease, Leases

TIMES = Times(beat=10, scan=1)
NAMES = ["shot.commissioned"]


class Line(Record):
    text: str


@pytest.fixture
def store(tmp_path: Path) -> Folder:
    return Folder(tmp_path / "store")


async def worker(store: Folder, name: str) -> Leases:
    leases = Leases(store, "audio", name, TIMES)
    await leases.beat()
    return leases


def dies(store: Folder, name: str, seconds: float = 60) -> None:
    """The worker's heartbeat is as old as that by the store's clock."""
    then = time.time() - seconds
    os.utime(store.root / "audio/leases/workers" / name, (then, then))


async def taken(leases: Leases, name: str) -> Lease:
    lease = await leases.take(name)
    assert lease is not None
    return lease


async def test_a_lease_is_one_worker_s_until_it_is_released(store: Folder) -> None:
    first, second = await worker(store, "one"), await worker(store, "two")
    lease = await taken(first, "jobs/a")
    assert await second.take("jobs/a") is None
    assert await first.take("jobs/a") is None
    await first.release(lease)
    assert await second.take("jobs/a") is not None


async def test_of_many_workers_one_gets_the_lease(store: Folder) -> None:
    workers = [await worker(store, f"w{n}") for n in range(6)]
    for number in range(20):
        leases = await asyncio.gather(*(leases.take(f"jobs/{number}") for leases in workers))
        assert sum(lease is not None for lease in leases) == 1


async def test_a_dead_worker_s_lease_is_taken_over_by_one(store: Folder) -> None:
    dead = await worker(store, "dead")
    await taken(dead, "jobs/a")
    heirs = [await worker(store, f"w{n}") for n in range(4)]
    assert await heirs[0].take("jobs/a") is None
    dies(store, "dead")
    assert sum([await heir.take("jobs/a") is not None for heir in heirs]) == 1


async def test_a_worker_that_wakes_up_late_does_not_break_its_heir_s_lease(store: Folder) -> None:
    late, heir, third = [await worker(store, name) for name in ("late", "heir", "third")]
    old = await taken(late, "jobs/a")
    dies(store, "late")
    await taken(heir, "jobs/a")
    await late.release(old)
    assert await third.take("jobs/a") is None
    assert await late.take("jobs/a") is None


async def test_an_heir_steps_back_when_the_lease_changed_hands_while_it_looked(store: Folder) -> None:
    """The dead one's epoch goes and a living one's comes between the heir's look and its claim."""
    late, heir, living = [await worker(store, name) for name in ("late", "heir", "living")]
    old = await taken(late, "jobs/a")
    dies(store, "late")

    class Slow(Folder):
        async def create(self, key: str, data: bytes) -> bool:
            if key.endswith("epoch-0002"):
                await late.release(old)
                assert await living.take("jobs/a") is not None
            return await super().create(key, data)

    heir._store = Slow(store.root)
    assert await heir.take("jobs/a") is None
    assert await living.take("jobs/a") is None


async def test_a_worker_without_a_heartbeat_is_not_fit(store: Folder) -> None:
    now = 100.0
    leases = Leases(store, "audio", "one", TIMES, clock=lambda: now)
    found = [leases.fit]
    await leases.beat()
    found.append(leases.fit)
    now += TIMES.unfit + 0.1
    found.append(leases.fit)
    assert found == [False, True, False]


async def test_a_worker_that_leaves_is_dead_at_once(store: Folder) -> None:
    leaving, heir = await worker(store, "leaving"), await worker(store, "heir")
    await taken(leaving, "jobs/a")
    await leaving.leave()
    assert not leaving.fit
    assert await heir.take("jobs/a") is not None


async def test_what_dead_workers_left_is_tidied_and_what_is_wanted_stays(store: Folder) -> None:
    dead, alive = await worker(store, "dead"), await worker(store, "alive")
    for name in ("jobs/wanted", "jobs/finished", "once/abc"):
        await taken(dead, name)
    mine = await taken(alive, "once/mine")
    dies(store, "dead", 1000)
    for found in await store.listing("audio/leases"):
        if "epoch" in found.key:
            os.utime(store.root / found.key, (time.time() - 1000,) * 2)
    await alive.tidy(lambda name: name == "jobs/wanted")
    left = {found.key.split("/", 2)[2] for found in await store.listing("audio/leases")}
    assert left == {"jobs/wanted/epoch-0001", "once/mine/epoch-0001", "workers/alive", "workers/dead"}
    await alive.release(mine)


async def test_once_makes_a_result_once_for_all(store: Folder) -> None:
    made = []

    async def make() -> Line:
        made.append(1)
        await asyncio.sleep(0.05)
        return Line(text=f"take {len(made)}")

    onces = [Once(store, await worker(store, f"w{n}"), poll=0.01) for n in range(3)]
    results = await asyncio.gather(*(once(keys.line("f" * 64), Line, make) for once in onces for _ in range(3)))
    assert made == [1]
    assert {line.text for line in results} == {"take 1"}
    assert [found.key for found in await store.listing("audio/leases/once")] == []


async def test_a_failed_attempt_leaves_room_for_the_next(store: Folder) -> None:
    once = Once(store, await worker(store, "one"), poll=0.01)

    async def fail() -> Line:
        raise Transient("no voice")

    async def make() -> Line:
        return Line(text="now")

    with pytest.raises(Transient):
        await once(keys.line("f" * 64), Line, fail)
    assert (await once(keys.line("f" * 64), Line, make)).text == "now"


async def test_of_two_results_the_first_written_counts(store: Folder) -> None:
    """A worker that was paused beyond its lease finishes after its heir."""
    once = Once(store, await worker(store, "late"), poll=0.01)

    async def make() -> Line:
        await store.create(keys.line("f" * 64), Line(text="the heir's").model_dump_json().encode())
        return Line(text="too late")

    assert (await once(keys.line("f" * 64), Line, make)).text == "the heir's"


def order(drama: str, number: int) -> ShotCommissioned:
    episode = f"{drama}.e01"
    return ShotCommissioned(drama=drama, episode=episode, cut="c" * 64, shot=f"{episode}-s{number:02}")


async def test_orders_are_handed_out_one_drama_after_the_other(store: Folder) -> None:
    table = JobTable(store, "audio", NAMES)
    for number in range(1, 6):
        await table.record(order("season", number))
    await table.record(order("rush", 1))
    handed = [(await table.take(NAMES[0])).drama for _ in range(4)]
    assert handed == ["season", "rush", "season", "season"]


async def test_a_repeated_order_is_one_job_and_a_busy_one_is_not_offered_again(store: Folder) -> None:
    table = JobTable(store, "audio", NAMES)
    await table.record(order("red", 1))
    job = await table.take(NAMES[0])
    await table.record(order("red", 1))
    await table.scan()
    with pytest.raises(TimeoutError):
        await asyncio.wait_for(table.take(NAMES[0]), 0.1)
    await table.done(job)
    assert await store.listing("audio/jobs") == []


async def test_a_scan_finds_another_worker_s_orders_and_forgets_what_it_finished(store: Folder) -> None:
    mine, other = JobTable(store, "audio", NAMES), JobTable(store, "audio", NAMES)
    await other.record(order("red", 1))
    await other.record(order("red", 2))
    await mine.scan()
    assert len(mine.orders()) == 2
    await other.done(await other.take(NAMES[0]))
    await asyncio.sleep(0.01)
    await mine.scan()
    assert len(mine.orders()) == 1
    assert (await mine.take(NAMES[0])).order.startswith("shot.commissioned_red.e01-s02")


async def test_a_postponed_job_is_offered_when_it_is_due(store: Folder) -> None:
    table = JobTable(store, "audio", NAMES)
    await table.record(order("red", 1))
    job = await table.take(NAMES[0])
    await table.later(job, 0.2)
    began = time.monotonic()
    assert await table.take(NAMES[0]) is job
    assert time.monotonic() - began >= 0.15


async def test_a_job_keeps_its_whole_order(store: Folder) -> None:
    table = JobTable(store, "audio", NAMES)
    await table.record(order("red", 1))
    job = await table.take(NAMES[0])
    record = JobRecord.model_validate_json(await store.get(job.key) or b"")
    assert ShotCommissioned.model_validate(record.order) == order("red", 1)
    assert json.loads(await store.get(job.key) or b"")["attempts"] == 0
