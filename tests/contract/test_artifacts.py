"""What every artifact store promises."""

import asyncio
import errno
import os
from pathlib import Path

import pytest

from shared.artifacts import Artifacts, Inventory, Lost, StoreFull, StoreUnavailable
from shared.artifacts.folder import Folder
from shared.artifacts.media import fetch, keep, read
from shared.artifacts.records import Media, Plan


async def test_a_record_is_created_once(store: Artifacts) -> None:
    assert await store.create("a/b/one.json", b"first")
    assert not await store.create("a/b/one.json", b"second")
    assert await store.get("a/b/one.json") == b"first"


async def test_of_many_that_create_at_once_exactly_one_wins(store: Artifacts) -> None:
    for number in range(20):
        key = f"race/{number}"
        tries = [store.create(key, str(n).encode()) for n in range(8)]
        won = await asyncio.gather(*tries)
        assert sum(won) == 1
        assert await store.get(key) == str(won.index(True)).encode()


async def test_put_overwrites(store: Artifacts) -> None:
    await store.put("a/one", b"old")
    await store.put("a/one", b"new")
    assert await store.get("a/one") == b"new"


async def test_what_is_not_there_is_none(store: Artifacts) -> None:
    assert await store.get("no/thing") is None
    assert await store.age("no/thing") is None
    assert await store.listing("no") == []
    await store.delete("no/thing")


async def test_age_counts_from_the_last_write(store: Artifacts) -> None:
    await store.put("a/one", b"1")
    await asyncio.sleep(2.1)  # S3 tells the time in whole seconds
    old = await store.age("a/one")
    assert old is not None and 1.9 <= old < 30
    await store.put("a/one", b"2")
    young = await store.age("a/one")
    assert young is not None and young < old


async def test_a_listing_is_sorted_and_holds_all_below_the_folder(store: Artifacts) -> None:
    for key in ("x/b/2", "x/a", "x/b/1", "xy/z"):
        await store.put(key, b"")
    assert [found.key for found in await store.listing("x")] == ["x/a", "x/b/1", "x/b/2"]
    assert all(0 <= found.age < 60 for found in await store.listing("x"))


async def test_an_inventory_tells_how_large_everything_is(store: Inventory, tmp_path: Path) -> None:
    (tmp_path / "film").write_bytes(b"f" * 70_000)
    await store.upload("video/blobs/film", tmp_path / "film")
    await store.put("video/takes/take.json", b"{}")
    await store.put("videos/other", b"")
    found = await store.inventory("video")
    assert [(item.key, item.size) for item in found] == [("video/blobs/film", 70_000), ("video/takes/take.json", 2)]
    assert [item.key for item in found] == [listed.key for listed in await store.listing("video")]
    assert all(0 <= item.age < 60 for item in found)


async def test_deleting_and_creating_side_by_side_loses_nothing(store: Artifacts) -> None:
    async def one(number: int) -> None:
        for _ in range(20):
            assert await store.create(f"busy/folder/{number}", b"x")
            await store.delete(f"busy/folder/{number}")

    await asyncio.gather(*map(one, range(6)))
    assert await store.listing("busy") == []


@pytest.mark.parametrize(
    "key", ["", "/etc/passwd", "../up", "a/../b", "a//b", "a/", ".partial/x", "a/.hidden", "a b", "a\n", "ä", "x" * 513]
)
async def test_a_key_outside_the_grammar_touches_nothing(store: Artifacts, key: str) -> None:
    for call in (store.get(key), store.put(key, b""), store.create(key, b""), store.delete(key), store.age(key)):
        with pytest.raises(ValueError, match="not an artifact key"):
            await call


async def test_media_are_kept_under_their_content_and_come_back_whole(store: Artifacts, tmp_path: Path) -> None:
    source = tmp_path / "film.mp4"
    source.write_bytes(os.urandom(300_000))
    media = await keep(store, "video", source, "video/mp4")
    assert media == await keep(store, "video", source, "video/mp4")
    assert media.blob == f"video/blobs/{media.sha256}"
    back = await fetch(store, media, tmp_path / "back.mp4")
    assert back.read_bytes() == source.read_bytes()


async def test_missing_or_damaged_media_are_lost(store: Artifacts, tmp_path: Path) -> None:
    media = Media(blob="video/blobs/none", sha256="0" * 64, size=1, media_type="video/mp4")
    with pytest.raises(Lost, match="missing"):
        await fetch(store, media, tmp_path / "x")
    await store.put("video/blobs/none", b"something else")
    with pytest.raises(Lost, match="damaged"):
        await fetch(store, media, tmp_path / "x")


async def test_a_missing_or_foreign_record_is_lost(store: Artifacts) -> None:
    with pytest.raises(Lost, match="missing"):
        await read(store, "script/plans/x", Plan)
    await store.put("script/plans/x", b"{}")
    with pytest.raises(Lost, match="no Plan"):
        await read(store, "script/plans/x", Plan)


# --- the folder's own ways to fail


async def test_a_folder_that_is_away_is_unavailable_and_not_empty(tmp_path: Path) -> None:
    store = Folder(tmp_path / "store")
    await store.put("a/one", b"1")
    (tmp_path / "store").rename(tmp_path / "away")
    for call in (store.get("a/one"), store.age("a/one"), store.listing("a"), store.put("a/two", b"")):
        with pytest.raises(StoreUnavailable):
            await call
    assert not (tmp_path / "store").exists()
    (tmp_path / "away").rename(tmp_path / "store")
    assert await store.get("a/one") == b"1"


async def test_a_full_disk_leaves_nothing_half_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = Folder(tmp_path / "store")

    def full(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(StoreFull, match="full"):
        await store.create("a/one", b"1")
    monkeypatch.undo()
    assert await store.get("a/one") is None
    assert list((tmp_path / "store" / ".partial").iterdir()) == []
    assert await store.create("a/one", b"1")


async def test_a_symbolic_link_leads_nowhere(tmp_path: Path) -> None:
    store = Folder(tmp_path / "store")
    (tmp_path / "outside").mkdir()
    (tmp_path / "store" / "link").symlink_to(tmp_path / "outside")
    with pytest.raises(ValueError, match="leaves the store"):
        await store.put("link/file", b"x")
    assert list((tmp_path / "outside").iterdir()) == []
