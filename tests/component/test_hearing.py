"""A webhook reaches the order that waits for it, through what a stage declares."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from shared.artifacts.folder import Folder
from shared.artifacts.media import read
from shared.events import JobCalledBack, digest
from shared.ledger import Hearing, Ledger, Receipt, Running, Terms, hear
from shared.runtime import Outstanding, Stage, Times
from shared.runtime.leases import Leases
from tests.ledger.shop import Film, Shop, key, ledger, purse

NEITHER = Terms(acceptance="neither", answer_within=60, done_within=600)


class Woken(list[tuple[str, str]]):
    async def wake(self, drama: str, order: str) -> None:
        self.append((drama, order))


@pytest.fixture
def store(tmp_path: Path) -> Folder:
    return Folder(tmp_path / "store")


async def bought(store: Folder, shop: Shop) -> Ledger:
    """A ledger that has made one submission, whose job runs."""
    leases = Leases(store, "video", "one", Times(beat=10, scan=1))
    await leases.beat()
    books = ledger(store, leases)
    with pytest.raises((Outstanding, TimeoutError)):
        await books(key("s01"), Film, shop, purse())
    return books


def handler(books: Ledger, woken: Woken) -> Mapping[type, object]:
    return {Hearing: Hearing(books, woken)}


async def told(books: Ledger, news: JobCalledBack) -> Woken:
    woken, stage = Woken(), Stage("video")
    stage.hears(JobCalledBack)(hear)
    assert await stage.news[JobCalledBack.topic()].bind(handler(books, woken))(news) is None
    return woken


async def test_the_order_that_waits_is_woken(store: Folder) -> None:
    shop = Shop(NEITHER, collections=[Running()])
    books = await bought(store, shop)
    woken = await told(books, JobCalledBack(drama="red", submission=shop.charges[0]))
    assert woken == [(purse().drama, purse().order)]


async def test_a_job_that_only_the_webhook_told_has_its_receipt(store: Folder) -> None:
    async def lost() -> None:
        raise TimeoutError("no answer")

    shop = Shop(NEITHER, submissions=[lost])
    books = await bought(store, shop)
    [intent] = await store.listing(f"video/ledger/{digest('s01')}")
    submission = (await store.get(intent.key) or b"").decode().partition('"key":"')[2].partition('"')[0]
    for _ in range(2):
        assert await told(books, JobCalledBack(drama="red", submission=submission, job="job-7"))
    receipt = await read(store, f"video/ledger/{digest('s01')}/receipt-0001.json", Receipt)
    assert (receipt.job, receipt.known_by) == ("job-7", "webhook")


@pytest.mark.parametrize("submission", [f"audio.{'f' * 64}.1.abc", f"video.{'f' * 64}.1.abc", "nothing", ""])
async def test_what_others_submitted_or_nobody_wakes_nothing(store: Folder, submission: str) -> None:
    books = await bought(store, Shop(NEITHER, collections=[Running()]))
    assert await told(books, JobCalledBack(drama="red", submission=submission, job="job-1")) == []
