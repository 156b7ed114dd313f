"""The ledger on a real store, with real leases: what an order sees of it."""

import asyncio
import os
import time
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from pydantic import SecretStr

from shared.artifacts import StoreUnavailable, keys
from shared.artifacts.folder import Folder
from shared.artifacts.media import read, written
from shared.events import digest
from shared.ledger import Callbacks, Failed, NeedsRuling, Parked, Ruling, Running, Terms, Waiting
from shared.ledger.journal import insist
from shared.ledger.records import Intent
from shared.runtime import Outstanding, Permanent, Rejected, Throttled, Times, Transient, Unwanted
from shared.runtime.leases import Leases
from tests.ledger.actors import NOW
from tests.ledger.shop import Film, Shop, key, ledger, purse

TIMES = Times(beat=10, scan=1)
NEITHER = Terms(acceptance="neither", answer_within=60, done_within=600)
LOOKUP = NEITHER.model_copy(update={"acceptance": "lookup"})
IDEMPOTENT = NEITHER.model_copy(update={"acceptance": "idempotent"})
FOLDER = f"video/ledger/{digest('s01')}"


@pytest.fixture
def store(tmp_path: Path) -> Folder:
    return Folder(tmp_path / "store")


async def worker(store: Folder, name: str = "one") -> Leases:
    leases = Leases(store, "video", name, TIMES)
    await leases.beat()
    return leases


async def names(store: Folder) -> list[str]:
    return [found.key.rpartition("/")[2] for found in await store.listing(FOLDER)]


def grow_old(store: Folder, seconds: float) -> None:
    """Everything in the ledger was written so long ago, by the store's clock."""
    for path in (store.root / FOLDER).iterdir():
        os.utime(path, (time.time() - seconds,) * 2)


async def test_a_result_is_bought_once_and_found_by_everybody_after(store: Folder) -> None:
    shop, books = Shop(NEITHER), ledger(store, await worker(store))
    for _ in range(2):
        assert (await books(key("s01"), Film, shop, purse())).frames == "job-1"
    assert len(shop.charges) == 1
    assert await names(store) == ["intent-0001.json", "receipt-0001.json"]
    assert await store.listing("video/leases/once") == []


async def test_of_many_workers_one_buys_and_the_others_are_put_off(store: Folder) -> None:
    shop = Shop(NEITHER, submissions=[lambda: asyncio.sleep(0.1)])
    all_books = [ledger(store, await worker(store, f"w{n}")) for n in range(4)]
    found = await asyncio.gather(
        *(books(key("s01"), Film, shop, purse()) for books in all_books), return_exceptions=True
    )
    assert len(shop.charges) == 1
    assert sorted(type(each).__name__ for each in found) == ["Film", "Outstanding", "Outstanding", "Outstanding"]


async def test_a_running_job_puts_the_order_off_for_as_long_as_the_provider_says(store: Folder) -> None:
    shop, books = Shop(NEITHER, collections=[Running(17), Running()]), ledger(store, await worker(store))
    waits = []
    for _ in range(2):
        with pytest.raises(Outstanding) as waiting:
            await books(key("s01"), Film, shop, purse())
        waits.append(waiting.value.seconds)
    assert waits == [17, 3]
    assert (await books(key("s01"), Film, shop, purse())).frames == "job-1"
    assert len(shop.charges) == 1


async def test_a_download_that_breaks_off_is_fetched_again_and_not_paid_again(store: Folder) -> None:
    shop, books = Shop(NEITHER, collections=[Transient("the download broke off")]), ledger(store, await worker(store))
    with pytest.raises(Transient):
        await books(key("s01"), Film, shop, purse())
    assert (await books(key("s01"), Film, shop, purse())).frames == "job-1"
    assert len(shop.charges) == 1


async def test_a_paid_result_that_cannot_be_fetched_waits_for_a_person(store: Folder) -> None:
    shop, books = Shop(NEITHER, collections=[Permanent("410 Gone")]), ledger(store, await worker(store))
    with pytest.raises(NeedsRuling, match=r"job job-1 is paid, but its result cannot be fetched: 410 Gone"):
        await books(key("s01"), Film, shop, purse())
    parked = await read(store, f"{FOLDER}/parked-0001.json", Parked)
    assert (parked.job, parked.intent.quote.amount) == ("job-1", Decimal("0.4"))
    assert (await books(key("s01"), Film, shop, purse())).frames == "job-1", "there again: nobody had to rule"


async def test_a_job_that_never_ends_is_parked_and_a_person_may_try_again(store: Folder) -> None:
    shop, books = Shop(NEITHER, collections=[Running(), Running(), Running()]), ledger(store, await worker(store))
    with pytest.raises(Outstanding):
        await books(key("s01"), Film, shop, purse())
    grow_old(store, 601)
    for _ in range(2):
        with pytest.raises(NeedsRuling, match="still runs long after it should be done"):
            await books(key("s01"), Film, shop, purse())
    ruling = Ruling(attempt=1, verdict="again", despite_receipt=True, by="producer", at=NOW)
    await store.create(f"{keys.rulings('video', digest('s01'))}/0001.json", written(ruling))
    assert (await books(key("s01"), Film, shop, purse())).frames == "job-2"
    assert (await books.balance(purse().account)).spent == Decimal("0.8")


async def test_a_provider_that_cannot_be_asked_is_no_reason_to_give_a_job_up_however_old_it_is(store: Folder) -> None:
    shop, books = Shop(NEITHER, collections=[Outstanding("no room", 7)] * 2), ledger(store, await worker(store))
    for _ in range(2):
        with pytest.raises(Outstanding, match="no room") as waiting:
            await books(key("s01"), Film, shop, purse())
        assert waiting.value.seconds == 7
        grow_old(store, 601)
    assert (await books(key("s01"), Film, shop, purse())).frames == "job-1"
    assert len(shop.charges) == 1


async def test_of_two_paid_jobs_the_one_that_can_be_asked_for_is_fetched(store: Folder) -> None:
    shop, books = Shop(NEITHER, submissions=[Transient("no answer")]), ledger(store, await worker(store), cheap="0.41")
    with pytest.raises(Transient):
        await books(key("s01"), Film, shop, purse())
    grow_old(store, 61)
    shop.collections = [Running(5), Outstanding("no room", 7)]
    with pytest.raises(Outstanding, match="kling is at work"):
        await books(key("s01"), Film, shop, purse())
    await books.called_back((await read(store, f"{FOLDER}/intent-0001.json", Intent)).key, "late")
    assert (await books(key("s01"), Film, shop, purse())).frames == "job-1"


async def test_a_lost_answer_is_looked_up(store: Folder) -> None:
    shop, books = Shop(LOOKUP), ledger(store, await worker(store))

    async def lose() -> None:
        shop.charges.append((await read(store, f"{FOLDER}/intent-0001.json", Intent)).key)
        raise Transient("no answer")

    shop.submissions.append(lose)
    with pytest.raises(Transient):
        await books(key("s01"), Film, shop, purse())
    assert (await books(key("s01"), Film, shop, purse())).frames == "job-1"
    assert len(shop.charges) == 1


async def test_a_lost_answer_of_a_provider_that_cannot_be_asked_waits_for_its_webhook(store: Folder) -> None:
    callbacks = Callbacks("https://studio.example/webhooks", [SecretStr("a secret of the studio")])
    shop, books = Shop(NEITHER, submissions=[Transient("no answer")]), ledger(store, await worker(store), callbacks)
    for error in (Transient, Outstanding):
        with pytest.raises(error):
            await books(key("s01"), Film, shop, purse())
    provider, submission, signature = shop.callbacks[0].split("/")[-3:]
    assert callbacks.is_ours(provider, submission, signature)
    order = Waiting("red", purse().order)
    assert await books.called_back(submission) == order, "a hint wakes the order, and proves nothing"
    with pytest.raises(Outstanding):
        await books(key("s01"), Film, shop, purse())
    assert [await books.called_back(submission, "job-7") for _ in range(2)] == [order, order]
    assert (await books(key("s01"), Film, shop, purse())).frames == "job-7"
    assert shop.charges == [], "it was never submitted again"


@pytest.mark.parametrize("stranger", ["", "video.1", f"audio.{'f' * 64}.1.abc", f"video.{'f' * 64}.1.abc", "../etc"])
async def test_a_webhook_with_a_strange_key_wakes_nobody(store: Folder, stranger: str) -> None:
    books = ledger(store, await worker(store))
    assert await books.called_back(stranger, "job-1") is None
    assert await store.listing("video/ledger") == []


async def test_no_webhook_and_no_answer_is_a_question_for_a_person(store: Folder) -> None:
    shop, books = Shop(NEITHER, submissions=[Transient("no answer")]), ledger(store, await worker(store))
    with pytest.raises(Transient):
        await books(key("s01"), Film, shop, purse())
    grow_old(store, 61)
    with pytest.raises(NeedsRuling, match="nobody knows whether shop charged"):
        await books(key("s01"), Film, shop, purse())
    assert (await books.balance(purse().account)).reserved == Decimal("0.4")
    ruling = Ruling(attempt=1, verdict="charged", job="job-9", billed=Decimal("0.35"), by="producer", at=NOW)
    await store.create(f"{keys.rulings('video', digest('s01'))}/0001.json", written(ruling))
    assert (await books(key("s01"), Film, shop, purse())).frames == "job-9"
    assert (await books.balance(purse().account)).spent == Decimal("0.35")


async def test_a_cheap_call_is_repeated_and_counted_apart(store: Folder) -> None:
    shop, books = Shop(NEITHER, submissions=[Transient("no answer")]), ledger(store, await worker(store), cheap="0.41")
    with pytest.raises(Transient):
        await books(key("s01"), Film, shop, purse())
    grow_old(store, 61)
    await books(key("s01"), Film, shop, purse())
    balance = await books.balance(purse().account)
    assert (balance.spent, balance.reserved, balance.uncertain) == (Decimal("0.4"), Decimal("0.4"), Decimal("0.4"))


@pytest.mark.parametrize("error", [Throttled("slow down", 30), Rejected("violence", "the prompt"), Permanent("never")])
async def test_a_refusal_is_recorded_and_costs_nothing(store: Folder, error: Exception) -> None:
    shop, books = Shop(NEITHER, submissions=[error]), ledger(store, await worker(store))
    with pytest.raises(type(error)):
        await books(key("s01"), Film, shop, purse("0.4"))
    assert (await books.balance(purse().account)).taken == 0
    assert (await books(key("s01"), Film, shop, purse("0.4"))).frames == "job-1"


async def test_a_failed_job_says_why_and_the_next_attempt_is_another_job(store: Folder) -> None:
    failed = Failed(Transient("the render failed"), billed=Decimal("0.1"))
    shop, books = Shop(IDEMPOTENT, collections=[failed]), ledger(store, await worker(store))
    with pytest.raises(Transient, match="the render failed"):
        await books(key("s01"), Film, shop, purse())
    assert (await books(key("s01"), Film, shop, purse())).frames == "job-2"
    assert len(set(shop.charges)) == 2
    assert (await books.balance(purse().account)).spent == Decimal("0.5")


async def test_every_charge_can_be_told(store: Folder) -> None:
    shop, books = Shop(NEITHER, billed=Decimal("0.37")), ledger(store, await worker(store))
    await books(key("s01"), Film, shop, purse())
    [spend] = await books.spends(purse().account)
    assert (spend.drama, spend.provider, spend.model, spend.unit) == ("red", "shop", "kling", "second")
    assert (spend.quoted, spend.billed, spend.is_estimate) == (Decimal("0.4"), Decimal("0.37"), False)


async def test_nothing_is_bought_for_a_cut_that_was_stopped_and_what_is_paid_is_kept(store: Folder) -> None:
    shop, books = Shop(NEITHER, collections=[Running()]), ledger(store, await worker(store))
    with pytest.raises(Outstanding):
        await books(key("s01"), Film, shop, purse())
    await store.create(keys.stopped("c" * 64), b"{}")
    assert (await books(key("s01"), Film, shop, purse())).frames == "job-1"
    with pytest.raises(Unwanted, match="its cut was stopped"):
        await books(key("s02"), Film, shop, purse())
    assert len(shop.charges) == 1


async def test_a_worker_that_missed_its_heartbeats_submits_nothing(store: Folder) -> None:
    now = 0.0
    leases = Leases(store, "video", "one", TIMES, clock=lambda: now)
    await leases.beat()
    shop, books = Shop(NEITHER), ledger(store, leases)
    now += TIMES.unfit + 1
    with pytest.raises(Transient, match="submits nothing"):
        await books(key("s01"), Film, shop, purse())
    assert shop.charges == []
    await leases.beat()
    assert (await books(key("s01"), Film, shop, purse())).frames == "job-1", "nothing was in doubt"


async def test_a_price_table_in_another_currency_stops_the_account(store: Folder) -> None:
    shop, books = Shop(NEITHER), ledger(store, await worker(store))
    await books(key("s01"), Film, shop, purse())
    entry = next(found.key for found in await store.listing("video/ledger/accounts"))
    await store.put(entry, (await store.get(entry) or b"").replace(b"USD", b"CNY"))
    with pytest.raises(Exception, match="is kept in CNY, the price table in USD"):
        await books(key("s02"), Film, shop, purse())


class Forgetful(Folder):
    """Answers are lost: the record may be there all the same."""

    def __init__(self, root: Path, then: Callable[["Forgetful", str], None]) -> None:
        super().__init__(root)
        self._then, self.turns = then, 0

    async def create(self, key: str, data: bytes) -> bool:
        self.turns += 1
        if self.turns == 1:
            self._then(self, key)
            raise StoreUnavailable("no answer")
        return await super().create(key, data)


@pytest.mark.parametrize(("there", "is_ours"), [(None, True), (b"mine", True), (b"another's", False)])
async def test_a_writer_insists_until_it_knows_whose_record_is_there(
    tmp_path: Path, there: bytes | None, is_ours: bool
) -> None:
    pauses: list[float] = []

    async def pause(seconds: float) -> None:
        pauses.append(seconds)

    def then(store: Forgetful, key: str) -> None:
        if there is not None:
            store._place(key, there, os.link)

    store = Forgetful(tmp_path, then)
    assert await insist(store, "video/record", b"mine", pause) is is_ours
    assert pauses == [0.2]
