"""The runtime on a real broker and a real store: what is ordered is done, once, whoever is killed."""

import json
from datetime import UTC, datetime

from shared.events.envelope import body, headers
from tests.integration.toys import ToyMade, ToyWanted, key_of
from tests.integration.workshop import EmbeddedWorkshop, Workshop, until


async def _is_painted(workshop: Workshop, toy: str) -> bool:
    return await workshop.store.get(f"viewer/painted/{toy}") is not None


async def _open_jobs(workshop: Workshop) -> int:
    return len(await workshop.store.listing("maker/jobs"))


async def _made(workshop: Workshop, count: int) -> list[ToyMade]:
    records = await workshop.read("toy.made.v1", count)
    return [ToyMade.model_validate_json(record.value or b"") for record in records]


async def test_an_order_is_worked_and_its_news_are_heard(workshop: Workshop) -> None:
    workshop.start("maker", "maker-1")
    workshop.start("viewer", "viewer-1")
    await workshop.ready("maker-1", "viewer-1")
    await workshop.publish(ToyWanted(drama="toys", toy="bear"))
    [seen] = await workshop.read("toy.seen.v1", 1)
    assert json.loads(seen.value or b"")["toy"] == "bear"
    assert dict(seen.headers)["ce_type"] == b"toy.seen.v1"
    await until(lambda: _is_painted(workshop, "bear"))
    await until(lambda: _all_done(workshop))
    assert workshop.counter.times("bear") == 1


async def _all_done(workshop: Workshop) -> bool:
    return not await _open_jobs(workshop)


async def test_what_was_published_before_the_first_worker_came_is_worked(workshop: Workshop) -> None:
    await workshop.publish(ToyWanted(drama="toys", toy="early"))
    workshop.start("maker", "maker-1")
    [made] = await _made(workshop, 1)
    assert made.toy == "early"


async def test_the_same_order_twice_is_made_once(workshop: Workshop) -> None:
    workshop.start("maker", "maker-1")
    order = ToyWanted(drama="toys", toy="twin", seconds=0.3)
    await workshop.publish(order, order)
    await _made(workshop, 1)
    await workshop.publish(order)
    await _made(workshop, 2)
    assert workshop.counter.times("twin") == 1


async def test_bad_records_become_dead_letters_and_stop_nothing(workshop: Workshop) -> None:
    good = ToyWanted(drama="toys", toy="good")
    envelope = headers(good, "test", datetime.now(UTC))
    escape = json.dumps({"drama": "../../etc", "toy": "passwd"}).encode()
    newer = [(name, b"toy.wanted.v9" if name == "ce_type" else value) for name, value in envelope]
    await workshop.send(
        ("toy.wanted.v1", b"toys", b"this is no JSON", []),
        ("toy.wanted.v1", b"toys", body(good), [("ce_source", b"\xff\xfe")]),
        ("toy.wanted.v1", b"toys", body(good), newer),
        ("toy.wanted.v1", b"toys", escape, []),
        ("toy.wanted.v1", b"toys", None, []),
        ("toy.wanted.v1", b"toys", body(good), envelope),
    )
    workshop.start("maker", "maker-1")
    assert [made.toy for made in await _made(workshop, 1)] == ["good"]
    dead = await workshop.read("maker.toy.wanted.dlq", 5)
    reasons = [dict(record.headers)["duanju_reason"].decode() for record in dead]
    assert len(reasons) == 5
    assert any("JSON" in reason for reason in reasons)
    assert any("'ce_source' is not UTF-8" in reason for reason in reasons)
    assert any("toy.wanted.v9" in reason for reason in reasons)
    assert any(reason.startswith("drama:") for reason in reasons)
    assert len(await workshop.store.listing("maker/dead/toy.wanted")) == 5


async def test_a_permanent_failure_is_a_dead_letter_and_news_for_the_showrunner(workshop: Workshop) -> None:
    workshop.start("maker", "maker-1")
    await workshop.publish(ToyWanted(drama="toys", toy="impossible", fate="permanent"))
    [dead] = await workshop.read("maker.toy.wanted.dlq", 1)
    assert dict(dead.headers)["duanju_reason"] == b"no such toy can exist"
    [blocked] = await workshop.read("order.blocked.v1", 1)
    assert json.loads(blocked.value or b"")["reason"] == "no such toy can exist"
    await until(lambda: _all_done(workshop))
    assert workshop.counter.times("impossible") == 1


async def test_a_transient_failure_is_tried_again_in_place(workshop: Workshop) -> None:
    workshop.start("maker", "maker-1")
    await workshop.publish(ToyWanted(drama="toys", toy="wet", fate="transient"))
    await _made(workshop, 1)
    assert workshop.counter.times("wet") == 3


async def test_a_failing_order_lets_the_others_pass(workshop: Workshop) -> None:
    workshop.start("maker", "maker-1")
    await workshop.publish(*(ToyWanted(drama="toys", toy=f"bad{n}", fate="surprise") for n in range(4)))
    await workshop.publish(*(ToyWanted(drama="toys", toy=f"fine{n}") for n in range(4)))
    assert {made.toy for made in await _made(workshop, 4)} == {f"fine{n}" for n in range(4)}


async def test_two_workers_share_the_orders_and_make_nothing_twice(workshop: Workshop) -> None:
    workshop.start("maker", "maker-1")
    workshop.start("maker", "maker-2")
    await workshop.ready("maker-1", "maker-2")
    toys = [f"toy{n:02}" for n in range(24)]
    await workshop.publish(*(ToyWanted(drama="toys", toy=toy, seconds=0.3) for toy in toys))
    made = await _made(workshop, 24)
    assert {toy.by for toy in made} == {"maker-1", "maker-2"}
    assert [workshop.counter.times(toy) for toy in toys] == [1] * 24


async def test_a_rush_job_does_not_wait_for_a_season(workshop: Workshop) -> None:
    workshop.start("maker", "maker-1")
    await workshop.ready("maker-1")
    await workshop.publish(*(ToyWanted(drama="season", toy=f"s{n:02}", seconds=0.2) for n in range(30)))
    await until(lambda: _is_begun(workshop))
    await workshop.publish(ToyWanted(drama="rush", toy="rush", seconds=0.2))
    finished = [made.toy for made in await _made(workshop, 31)]
    assert finished.index("rush") < 10, finished


async def _is_begun(workshop: Workshop) -> bool:
    return workshop.counter.times("s00") == 1


async def test_a_killed_worker_s_order_is_taken_over_by_its_twin(workshop: Workshop) -> None:
    workshop.start("maker", "maker-1")
    await workshop.ready("maker-1")
    await workshop.publish(ToyWanted(drama="toys", toy="slow", seconds=5))
    await until(lambda: workshop.counter.times("slow") == 1)
    workshop.kill("maker-1")
    workshop.start("maker", "maker-2")
    [made] = await _made(workshop, 1)
    assert made.by == "maker-2"
    await until(lambda: _all_done(workshop))


async def test_a_worker_killed_right_after_its_record_makes_it_no_second_time(workshop: Workshop) -> None:
    process = workshop.start("maker", "maker-1", TOY_DIES="after-record")
    await workshop.publish(ToyWanted(drama="toys", toy="kept"))
    await until(lambda: process.poll() is not None, 60, "for the worker to die")
    assert await workshop.store.get(key_of("kept")) is not None
    assert await _open_jobs(workshop) == 1
    workshop.start("maker", "maker-2")
    [made] = await _made(workshop, 1)
    assert made.by == "maker-1"
    assert workshop.counter.times("kept") == 1


async def test_a_worker_killed_right_after_its_publish_makes_it_no_second_time(workshop: Workshop) -> None:
    process = workshop.start("maker", "maker-1", TOY_DIES="after-publish")
    await workshop.publish(ToyWanted(drama="toys", toy="told"))
    await until(lambda: process.poll() is not None, 60, "for the worker to die")
    workshop.start("maker", "maker-2")
    made = await _made(workshop, 2)
    assert [toy.by for toy in made] == ["maker-1", "maker-1"]
    assert len({dict(r.headers)["ce_id"] for r in await workshop.read("toy.made.v1", 2)}) == 1
    assert workshop.counter.times("told") == 1
    await until(lambda: _all_done(workshop))


async def test_a_store_that_is_away_costs_time_but_no_order(workshop: Workshop) -> None:
    workshop.start("maker", "maker-1")
    await workshop.ready("maker-1")
    store, away = workshop.folder / "store", workshop.folder / "away"
    store.rename(away)
    await workshop.publish(ToyWanted(drama="toys", toy="patient"))
    await until(lambda: "is away" in workshop.log("maker-1"), 60, "for the worker to notice")
    assert not store.exists()
    away.rename(store)
    [made] = await _made(workshop, 1)
    assert made.toy == "patient"


async def test_a_broker_that_forgot_everything_costs_no_recorded_order(workshop: EmbeddedWorkshop) -> None:
    workshop.start("maker", "maker-1")
    await workshop.ready("maker-1")
    await workshop.publish(ToyWanted(drama="toys", toy="long", seconds=4))
    await until(lambda: workshop.counter.times("long") == 1)
    await workshop.restart_broker()
    [made] = await _made(workshop, 1)
    assert made.toy == "long"
    await workshop.publish(ToyWanted(drama="toys", toy="later"))
    assert {toy.toy for toy in await _made(workshop, 2)} == {"long", "later"}
    assert workshop.counter.times("long") == 1


async def test_a_clean_stop_leaves_no_lease_and_no_heartbeat(workshop: Workshop) -> None:
    process = workshop.start("maker", "maker-1")
    await workshop.ready("maker-1")
    await workshop.publish(ToyWanted(drama="toys", toy="last", seconds=0.5))
    await until(lambda: workshop.counter.times("last") == 1)
    process.terminate()
    await until(lambda: process.poll() is not None, 20, "for the worker to stop")
    assert await workshop.store.listing("maker/leases") == []
    assert await workshop.store.get(key_of("last")) is not None


async def test_a_worker_without_its_store_says_so_and_ends(workshop: Workshop) -> None:
    (workshop.folder / "file").write_text("no folder")
    process = workshop.start("maker", "maker-1", DUANJU_STORE=str(workshop.folder / "file"))
    await until(lambda: process.poll() is not None, 30, "for the worker to end")
    assert process.returncode == 78
    assert "maker cannot start" in workshop.log("maker-1")
    assert "Traceback" not in workshop.log("maker-1")


async def test_a_broken_job_record_takes_no_slot_with_it(workshop: Workshop) -> None:
    for number in range(4):
        key = f"maker/jobs/toys/toy.wanted_broken{number}_0.json"
        await workshop.store.put(key, b"{broken")
    workshop.start("maker", "maker-1")
    await workshop.publish(ToyWanted(drama="toys", toy="whole"))
    [made] = await _made(workshop, 1)
    assert made.toy == "whole"
