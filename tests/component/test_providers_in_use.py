"""Which providers are in use: a numbered record that people continue and workers read."""

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from shared.artifacts import Lost, keys
from shared.artifacts.folder import Folder
from shared.providers.in_use import InUse, Remembered, decide, in_use

NOW = datetime(2026, 6, 1, tzinfo=UTC)


@pytest.fixture
def store(tmp_path: Path) -> Folder:
    return Folder(tmp_path / "store")


async def use(store: Folder, *providers: str) -> InUse:
    return await decide(store, lambda _: providers, "producer", NOW)


async def test_nobody_is_in_use_until_somebody_says_so(store: Folder) -> None:
    assert await in_use(store) == InUse()


async def test_the_last_word_holds_and_names_what_it_replaces(store: Folder) -> None:
    await use(store, "holysheep")
    await use(store, "openai", "holysheep")
    found = await in_use(store)
    assert (found.providers, found.replaces, found.by) == (("openai", "holysheep"), ("holysheep",), "producer")
    assert len(await store.listing(keys.PROVIDERS_IN_USE)) == 2, "what was said before stays to be read"


async def test_what_changes_nothing_is_not_written(store: Folder) -> None:
    for _ in range(2):
        await use(store, "holysheep")
    assert len(await store.listing(keys.PROVIDERS_IN_USE)) == 1


async def test_of_many_people_at_once_everybodys_change_counts(store: Folder) -> None:
    def and_also(name: str) -> Callable[[InUse], tuple[str, ...]]:
        return lambda now: (*now.providers, name)

    await asyncio.gather(*(decide(store, and_also(name), name, NOW) for name in ("a", "b", "c", "d")))
    assert sorted((await in_use(store)).providers) == ["a", "b", "c", "d"]


async def test_a_worker_sees_a_change_after_seconds_and_asks_the_store_no_more_than_that(store: Folder) -> None:
    times = [0.0]
    remembered = Remembered(store, lambda: times[0])
    assert (await remembered()).providers == ()
    await use(store, "holysheep")
    times[0] = 2.9
    assert (await remembered()).providers == ()
    times[0] = 3.0
    assert (await remembered()).providers == ("holysheep",)


async def test_a_damaged_record_is_told_and_no_older_one_holds_in_its_stead(store: Folder) -> None:
    await use(store, "holysheep")
    await store.create(f"{keys.PROVIDERS_IN_USE}/0002.json", b"{")
    with pytest.raises(Lost, match=r"0002\.json"):
        await in_use(store)
