"""The studio as the gateway reads it from a real folder store."""

import asyncio
import os
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from prometheus_client import REGISTRY

from services.gateway.gauges import Watch
from services.gateway.gauges.books import Books
from services.gateway.gauges.floor import Floor, Waiting
from services.showrunner.production import Production
from shared.artifacts import StoreUnavailable, keys
from shared.artifacts.folder import Folder
from shared.artifacts.manifest import Manifest
from shared.artifacts.media import written
from shared.artifacts.records import Join, ScoreJoin
from shared.events import CastLocked, DramaRequested, EpisodeScripted, OrderBlocked, Request, StoryPlanned, digest
from shared.planning import Decisions
from shared.telemetry import metrics
from tests.component.test_showrunner import plan

REQUEST = Request(premise="A rider finds an envelope.", title="Red", episodes=2, episode_seconds=40)
DEAD = 40.0


@pytest.fixture
def store(tmp_path: Path) -> Folder:
    return Folder(tmp_path / "store")


def floor(store: Folder, now: datetime | None = None) -> Floor:
    return Floor(store, Decisions(store), lambda: now or datetime.now(UTC), DEAD)


def make_old(store: Folder, key: str, seconds: float) -> None:
    then = time.time() - seconds
    os.utime(store.root / key, (then, then))


async def scripted(store: Folder, drama: str = "red") -> str:
    """A drama whose first episode of three shots is released; the cut."""
    decisions = Decisions(store)
    production = Production(store, decisions, lambda: datetime.now(UTC))
    await production.hear(DramaRequested(drama=drama, request=REQUEST))
    about = {"drama": drama, "revision": 1}
    await production.hear(StoryPlanned(**about, story="script/stories/a.json"))
    await production.hear(CastLocked(**about, cast="character/casts/a.json"))
    key = keys.plan(f"{drama}.e01", digest(drama))
    await store.create(key, written(plan(1)))
    identity = {"episode": f"{drama}.e01", "number": 1}
    await production.hear(EpisodeScripted(**about, **identity, plan=key, draft="script/drafts/a.json"))
    cut = (await decisions.state(drama)).episodes[1].cut
    assert cut
    return cut


async def join(store: Folder, cut: str, shot: str) -> str:
    key = keys.join(cut, shot)
    record = Join(shot=shot, lines=(), seconds=3, film="video/takes/a.json", verdict="character/verdicts/a.json")
    await store.create(key, written(record))
    return key


# --- the floor


async def test_a_drama_under_way_shows_how_far_it_is(store: Folder) -> None:
    cut = await scripted(store)
    await join(store, cut, "red.e01-s01")
    await store.create(keys.score_join(cut), written(ScoreJoin()))
    later = datetime.now(UTC) + timedelta(minutes=5)
    [drama], unreadable = await floor(store, later).dramas()
    assert (drama.name, drama.blocked, drama.planned, unreadable) == ("red", False, 80, 0)
    assert drama.parts == {"story": (1, 0), "cast": (1, 0), "scripts": (1, 1), "shots": (1, 2), "masters": (0, 2)}
    assert 300 <= drama.age < 330


async def test_a_drama_stands_still_since_its_last_decision_or_join(store: Folder) -> None:
    cut = await scripted(store)
    for key, _ in await store.listing(keys.decisions("red")):
        make_old(store, key, 900)
    watched = floor(store)
    [drama], _ = await watched.dramas()
    assert 890 < drama.still < 930
    make_old(store, await join(store, cut, "red.e01-s01"), 100)
    [drama], _ = await watched.dramas()
    assert 90 < drama.still < 130


async def test_a_blocked_drama_is_told(store: Folder) -> None:
    await scripted(store)
    production = Production(store, Decisions(store), lambda: datetime.now(UTC))
    await production.hear(OrderBlocked(drama="red", stage="video", order_name="o", reason="no paint"))
    [drama], _ = await floor(store).dramas()
    assert drama.blocked


async def test_a_drama_with_damaged_records_hides_no_other(store: Folder) -> None:
    await scripted(store, "red")
    await scripted(store, "blue")
    await store.put(keys.decision("red", 1), b"{")
    dramas, unreadable = await floor(store).dramas()
    assert ([drama.name for drama in dramas], unreadable) == (["blue"], 1)


async def test_orders_wait_by_service_and_kind_with_the_age_of_the_oldest(store: Folder) -> None:
    first, second = (f"{keys.jobs('video')}/red/shot.voiced_red.e01-s0{n}_cut.json" for n in (1, 2))
    for key in (first, second):
        await store.create(key, b"{}")
    make_old(store, first, 600)
    watched = floor(store)
    waiting = (await watched.waiting())[("video", "shot.voiced")]
    assert waiting.orders == 2
    assert 590 < waiting.oldest < 630


async def test_an_order_that_is_tried_again_does_not_become_young(store: Folder) -> None:
    key = f"{keys.jobs('video')}/red/shot.voiced_red.e01-s01_cut.json"
    await store.create(key, b"{}")
    make_old(store, key, 600)
    watched = floor(store)
    await watched.waiting()
    await store.put(key, b"{}")
    assert (await watched.waiting())[("video", "shot.voiced")].oldest > 590
    await store.delete(key)
    assert (await watched.waiting())[("video", "shot.voiced")] == Waiting()


async def test_workers_with_an_old_heartbeat_are_not_alive(store: Folder) -> None:
    for worker in ("a", "b"):
        await store.put(f"{keys.workers('video')}/{worker}", b"{}")
    make_old(store, f"{keys.workers('video')}/b", DEAD + 1)
    workers = await floor(store).workers()
    assert workers == dict.fromkeys(keys.WRITERS, 0) | {"video": 1}


async def test_dead_letters_are_told_until_they_are_gone(store: Folder) -> None:
    key = f"{keys.dead('video')}/shot.voiced/{digest('a')}.json"
    await store.create(key, b"{}")
    assert await floor(store).letters() == {("video", "shot.voiced"): 1}
    await store.delete(key)
    assert await floor(store).letters() == {}


# --- the books


def manifest(drama: str = "red", revision: int = 1) -> Manifest:
    now = datetime.now(UTC)
    return Manifest.model_validate(
        {
            "drama": drama, "revision": revision, "title": "Red", "logline": "", "language": "en-US",
            "requested_at": now - timedelta(seconds=90), "completed_at": now, "cost_usd": "0", "cast": [],
            "episodes": [], "calls": [],
        }
    )  # fmt: skip


async def test_a_damaged_manifest_hides_no_other(store: Folder) -> None:
    await store.create(keys.manifest("red", 1), written(manifest()))
    await store.create(keys.manifest("blue", 1), b"{")
    balance = await Books(store).balance()
    assert balance.dramas == {"red"}
    assert balance.making == pytest.approx(90)


async def test_a_manifest_that_was_removed_leaves_the_books(store: Folder) -> None:
    books = Books(store)
    await store.create(keys.manifest("red", 1), written(manifest()))
    assert (await books.balance()).dramas == {"red"}
    await store.delete(keys.manifest("red", 1))
    assert (await books.balance()).dramas == frozenset()


# --- the gauges


def told(name: str, **labels: str) -> float | None:
    return REGISTRY.get_sample_value(name, labels)


def watch(store: Folder, period: float = 60) -> Watch:
    return Watch(store, Decisions(store), lambda: datetime.now(UTC), DEAD, period)


async def test_the_gauges_tell_of_dramas_until_they_are_done(store: Folder) -> None:
    watched = watch(store)
    await scripted(store)
    await watched.read()
    assert told("duanju_dramas", state="working") == 1
    assert told("duanju_drama_parts", drama="red", part="shots", state="missing") == 3
    await store.create(keys.manifest("red", 1), written(manifest()))
    await store.delete(keys.open_drama("red"))
    await watched.read()
    assert (told("duanju_dramas", state="working"), told("duanju_dramas", state="done")) == (0, 1)
    assert told("duanju_drama_parts", drama="red", part="shots", state="missing") is None


async def test_at_most_a_hundred_dramas_are_shown_by_name_those_that_stand_still_longest(
    store: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(metrics, "MOST_DRAMAS", 1)
    for drama in ("red", "blue"):
        await scripted(store, drama)
    for key, _ in await store.listing(keys.decisions("blue")):
        make_old(store, key, 500)
    await watch(store).read()
    assert told("duanju_dramas", state="working") == 2
    assert told("duanju_drama_blocked", drama="blue") == 0
    assert told("duanju_drama_blocked", drama="red") is None


async def test_what_ends_is_told_at_once(store: Folder) -> None:
    watched = watch(store, period=3600)
    running = asyncio.create_task(watched.run())
    try:
        await _until_told("duanju_dramas", 0, state="done")
        await store.create(keys.manifest("red", 1), written(manifest()))
        watched.wake()
        await _until_told("duanju_dramas", 1, state="done")
    finally:
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)


async def _until_told(name: str, value: float, **labels: str) -> None:
    async with asyncio.timeout(10):
        while told(name, **labels) != value:
            await asyncio.sleep(0.01)


async def test_while_the_store_is_away_the_time_of_reading_stands_still(store: Folder) -> None:
    watched = watch(store)
    await watched.read()
    read_at = told("duanju_books_read_timestamp_seconds")
    (store.root / ".partial").rmdir()
    with pytest.raises(StoreUnavailable):
        await watched.read()
    assert told("duanju_books_read_timestamp_seconds") == read_at
