"""A cap on a real store: what fits under it, whoever buys at the same time and whoever died."""

import asyncio
from decimal import Decimal
from pathlib import Path

import pytest

from shared.artifacts import keys
from shared.artifacts.folder import Folder
from shared.artifacts.media import written
from shared.events import EpisodeCommissioned, ShotCommissioned, ShotRejected, digest
from shared.ledger import OverCap, Purse
from shared.ledger.records import Reservation
from tests.component.test_ledger import NEITHER, worker
from tests.ledger.shop import Film, Shop, key, ledger, purse


@pytest.fixture
def store(tmp_path: Path) -> Folder:
    return Folder(tmp_path / "store")


async def test_what_does_not_fit_under_the_cap_is_not_bought_and_says_what_is_missing(store: Folder) -> None:
    shop, books = Shop(NEITHER), ledger(store, await worker(store))
    await books(key("s01"), Film, shop, purse("0.7"))
    with pytest.raises(OverCap, match=r"has 0.4 spent and 0 reserved: 0.1 USD are missing") as over:
        await books(key("s02"), Film, shop, purse("0.7"))
    assert over.value.missing == Decimal("0.1") and len(shop.charges) == 1
    assert (await books(key("s02"), Film, shop, purse("0.8"))).frames == "job-2", "more was given"


async def test_room_that_a_worker_made_before_it_died_is_there_for_the_next_one_who_buys_the_same(
    store: Folder,
) -> None:
    books, first = ledger(store, await worker(store)), Shop(NEITHER)
    entry = Reservation(fingerprint=digest("s01"), attempt=1, amount=Decimal("0.4"), currency="USD", writer="dead")
    await store.create(f"{keys.account('video', purse().account)}/0001.json", written(entry))
    assert await books.room(purse(), digest("s01")) == 1
    assert await books.room(purse(), digest("s02")) == Decimal("0.6")
    await books(key("s01"), Film, first, purse())
    assert await books.room(purse(), digest("s01")) == Decimal("0.6")


async def test_many_orders_at_once_keep_under_one_cap(store: Folder) -> None:
    shop, books = Shop(NEITHER), ledger(store, await worker(store))
    wanted = (books(key(f"s{n:02}"), Film, shop, purse("2")) for n in range(12))
    found = await asyncio.gather(*wanted, return_exceptions=True)
    assert sum(isinstance(each, Film) for each in found) == 5 == len(shop.charges)
    assert sum(isinstance(each, OverCap) for each in found) == 7
    assert (await books.balance(purse().account)).taken == 2


def test_orders_about_the_same_part_of_a_cut_share_a_cap() -> None:
    shot = {"drama": "red", "episode": "red.e01", "cut": "c" * 64, "shot": "red.e01-s01"}
    voiced = {"lines": (), "seconds": 2, "take": 1, "film": "a/b", "reasons": ()}
    first = Purse.of(ShotCommissioned.model_validate(shot), Decimal(1))
    second = Purse.of(ShotRejected.model_validate(shot | voiced), Decimal(1))
    other = Purse.of(ShotCommissioned.model_validate(shot | {"cut": "d" * 64}), Decimal(1))
    assert first.account == second.account == "red/red.e01-s01_cccccccccccccccc" != other.account
    episode = {"drama": "red", "revision": 1, "episode": "red.e01", "number": 1, "story": "a/b"}
    written_for = Purse.of(EpisodeCommissioned.model_validate(episode), Decimal(1))
    assert written_for.account.startswith("red/episode.commissioned_red.e01_") and written_for.cut is None
