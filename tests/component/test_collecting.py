"""Garbage collection beside a studio that works, and whatever it went through before."""

import asyncio
import os
import tempfile
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from pytest import MonkeyPatch

from services.gateway.cli import collecting
from services.gateway.cli.collecting import Collector, Unclear
from services.gateway.cli.exporting import export
from services.gateway.cli.planning import plan
from services.gateway.requests import Commission
from shared.artifacts import Item, keys
from shared.artifacts.folder import Folder
from shared.artifacts.manifest import Manifest
from shared.artifacts.media import keep
from shared.events import Request
from shared.planning import Decisions
from tests.played import played, requested
from tests.studio import tiny

NO_SHRINKING = (Phase.explicit, Phase.reuse, Phase.generate)  # an example takes a second
REQUESTS = [tiny(), tiny(title="另一个名字"), tiny(seed=7), tiny(lines={"e01-s01-l01": "奶奶！"}), tiny(music=False)]


async def remove_drama(store: Folder, drama: str) -> None:
    """As a person does who wants no more of it."""
    for folder in (f"{keys.DRAMAS}/{drama}", f"{keys.OPEN_DRAMAS}"):
        for key, _ in await store.listing(folder):
            await store.delete(key)


async def everything(store: Folder) -> dict[str, Item]:
    return {item.key: item for service in keys.WRITERS for item in await store.inventory(service)}


async def is_all_there(store: Folder, drama: str, request: Request) -> bool:
    return (await plan(Commission(drama, request), store)).calls == 0


# --- whatever happened before


@settings(max_examples=6, deadline=None, phases=NO_SHRINKING, suppress_health_check=list(HealthCheck))
@given(st.lists(st.tuples(st.sampled_from("ab"), st.sampled_from(REQUESTS), st.booleans()), min_size=1, max_size=4))
def test_whatever_dramas_went_through_nothing_that_they_need_is_removed(
    history: list[tuple[str, Request, bool]],
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(_lives_through(Folder(Path(folder, "store")), history, Path(folder, "out")))


async def _lives_through(store: Folder, history: list[tuple[str, Request, bool]], out: Path) -> None:
    """Each revision of each drama is produced, finished or not; then everything is looked through, and again."""
    finished: list[Manifest] = []
    for drama, request, finish in history:
        if (manifest := await played(store, drama, request, finish)) is not None:
            finished.append(manifest)
    await store.put(f"video/blobs/{'0' * 64}", b"of nobody")
    removed = await Collector(store, 0).sweep()
    assert f"video/blobs/{'0' * 64}" in {item.key for item in removed}
    for drama, request, _ in history:
        assert await is_all_there(store, drama, request)
    for manifest in finished:
        await export(store, manifest, out)
    before = await everything(store)
    assert await Collector(store, 0).sweep() == []
    assert (await everything(store)).keys() == before.keys()


async def test_only_the_last_request_of_a_drama_counts_if_that_is_wanted(store: Folder, tmp_path: Path) -> None:
    first = await played(store, "red", REQUESTS[0])
    await played(store, "red", REQUESTS[2], finish=False)
    last = await played(store, "red", REQUESTS[1])
    assert first and last
    assert any("conformed" in item.key for item in await Collector(store, 0, superseded=True).sweep())
    assert await is_all_there(store, "red", REQUESTS[1])
    assert not await is_all_there(store, "red", REQUESTS[2])
    for manifest in (first, last):  # what a manifest names stays
        await export(store, manifest, tmp_path / "out")


async def test_a_drama_that_was_removed_leaves_nothing_and_takes_nothing_of_another_along(store: Folder) -> None:
    await played(store, "red", REQUESTS[0])
    await played(store, "again", REQUESTS[0])  # shares nearly everything
    await played(store, "other", REQUESTS[2])
    await remove_drama(store, "red")
    await Collector(store, 0).sweep()
    assert await is_all_there(store, "again", REQUESTS[0]) and await is_all_there(store, "other", REQUESTS[2])
    await remove_drama(store, "again")
    await remove_drama(store, "other")
    await Collector(store, 0).sweep()
    assert await everything(store) == {}


async def test_a_drama_whose_records_are_damaged_stops_everything(store: Folder) -> None:
    await played(store, "red", REQUESTS[0])
    await played(store, "gone", REQUESTS[1])
    await remove_drama(store, "gone")
    before = await everything(store)
    for key in (keys.decision("red", 2), (await store.listing("audio/lines"))[0].key):
        data = await store.get(key)
        await store.put(key, b'{"kind": "of another version"}')
        with pytest.raises(Unclear, match=r"red: the (decision|record)"):
            await Collector(store, 0).sweep()
        await store.put(key, data or b"")
    assert (await everything(store)).keys() == before.keys()


# --- while the studio works


def at_the_first_removal(store: Folder, patch: MonkeyPatch, happens: Callable[[], Awaitable[None]]) -> None:
    """Let something happen right before the first artifact is removed."""
    delete, waiting = store.delete, [happens]

    async def slow(key: str) -> None:
        while waiting:
            await waiting.pop()()
        await delete(key)

    patch.setattr(store, "delete", slow)


async def orphan(store: Folder, scratch: Path) -> Path:
    """A medium that nobody names, written long ago."""
    scratch.mkdir(exist_ok=True)
    (scratch / "film").write_text("the film")
    media = await keep(store, "video", scratch / "film", "video/mp4")
    return store.root / media.blob


def make_old(*paths: Path) -> None:
    for path in paths:
        os.utime(path, (1, 1))


async def test_a_record_that_appears_between_look_and_removal_saves_its_media(
    store: Folder, tmp_path: Path, monkeypatch: MonkeyPatch
) -> None:
    film = await orphan(store, tmp_path / "work")
    make_old(film)
    await store.put("video/probes/1", b"{}")

    async def record() -> None:
        await store.create(keys.take("1" * 64), f'{{"film": "{film.relative_to(store.root)}"}}'.encode())

    at_the_first_removal(store, monkeypatch, record)
    removed = await Collector(store, 0).sweep()
    assert {item.key for item in removed} == {"video/probes/1"}
    assert film.exists()


async def test_an_old_medium_that_is_made_again_is_young_from_then_on(
    store: Folder, tmp_path: Path, monkeypatch: MonkeyPatch
) -> None:
    film = await orphan(store, tmp_path / "work")
    probe = store.root / "video" / "probes" / "1"
    await store.put("video/probes/1", b"{}")
    make_old(film, probe)

    async def make_again() -> None:
        await orphan(store, tmp_path / "work")

    at_the_first_removal(store, monkeypatch, make_again)
    assert [item.key for item in await Collector(store, 3600).sweep()] == ["video/probes/1"]
    assert film.exists()


async def test_what_a_request_would_find_is_left_to_it_though_nobody_wanted_it_a_moment_ago(
    store: Folder, monkeypatch: MonkeyPatch
) -> None:
    await played(store, "red", REQUESTS[0])
    await remove_drama(store, "red")
    results = {key for key in await everything(store) if key.startswith("compositor/")}
    monkeypatch.setattr(collecting, "_STEP", 1)
    at_the_first_removal(store, monkeypatch, lambda: requested(store, "red", REQUESTS[0]))
    await Collector(store, 0).sweep()
    assert results <= (await everything(store)).keys(), "all but the first artifact were spared"


async def test_nothing_is_removed_that_another_one_wrote_again_meanwhile(
    store: Folder, monkeypatch: MonkeyPatch
) -> None:
    for number in range(3):
        await store.put(f"video/probes/{number}", b"{}")
        make_old(store.root / "video" / "probes" / str(number))
    monkeypatch.setattr(collecting, "_STEP", 1)
    at_the_first_removal(store, monkeypatch, lambda: store.put("video/probes/2", b"{}"))
    assert [item.key for item in await Collector(store, 3600).sweep()] == ["video/probes/0", "video/probes/1"]


async def test_a_second_look_reads_only_what_is_new(store: Folder, monkeypatch: MonkeyPatch) -> None:
    await played(store, "red", REQUESTS[0])
    collector, now = Collector(store, 0, clock=lambda: now[0]), [0.0]
    await collector.find()
    decided = len(await Decisions(store).log("red"))
    read: list[str] = []
    get = store.get

    async def noted(key: str) -> bytes | None:
        read.append(key)
        return await get(key)

    monkeypatch.setattr(store, "get", noted)
    now[0] = -100.0  # all that is known was written before the first look
    await store.put("audio/jobs/red/new.json", b"{}")
    await collector.find()
    assert set(read) == {"audio/jobs/red/new.json", keys.decision("red", decided + 1)}
