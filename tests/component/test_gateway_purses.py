"""What dramas under way have spent, as the gateway reads it from a real ledger."""

import asyncio
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from services.gateway.gauges.floor import Floor
from services.gateway.gauges.purses import Purses
from shared.artifacts import keys
from shared.artifacts.decisions import Admitted, Released
from shared.artifacts.folder import Folder
from shared.artifacts.port import Listed
from shared.events import Request, digest
from shared.ledger import Failed, Running, Terms
from shared.ledger.journal import Journal
from shared.planning import Decisions
from shared.runtime import Outstanding, Permanent, Times, Transient
from shared.runtime.leases import Leases
from tests.desk import NOW, decide
from tests.ledger.shop import Film, Shop, key, ledger, purse

NEITHER = Terms(acceptance="neither", answer_within=60, done_within=600)


class Counting(Folder):
    """A store that says how often the journal of what was bought was listed."""

    looks = 0

    async def listing(self, prefix: str) -> list[Listed]:
        self.looks += "/ledger/" in prefix and "/accounts/" not in prefix
        return await super().listing(prefix)


@pytest.fixture
def store(tmp_path: Path) -> Counting:
    return Counting(tmp_path / "store")


async def buyer(store: Folder) -> Leases:
    leases = Leases(store, "video", "one", Times(beat=10, scan=1))
    await leases.beat()
    return leases


async def test_what_is_charged_is_spent_and_looked_up_once(store: Counting) -> None:
    books, purses = ledger(store, await buyer(store)), Purses(store)
    shop = Shop(NEITHER, billed=Decimal("0.37"), collections=[Running()])
    with pytest.raises(Outstanding):
        await books(key("s01"), Film, shop, purse())
    assert await purses.spent("red") == Decimal("0.37")
    store.looks = 0
    assert await purses.spent("red") == Decimal("0.37") and store.looks == 0
    assert await purses.spent("blue") == 0


async def test_a_second_attempt_at_the_same_work_is_spent_too(store: Counting) -> None:
    books, purses = ledger(store, await buyer(store)), Purses(store)
    shop = Shop(NEITHER, collections=[Failed(Permanent("no film came of it"), billed=Decimal("0.4"))])
    with pytest.raises(Permanent):
        await books(key("s01"), Film, shop, purse())
    assert await purses.spent("red") == Decimal("0.4")
    await books(key("s01"), Film, shop, purse())
    assert await purses.spent("red") == Decimal("0.8")


async def test_what_nobody_knows_the_fate_of_is_looked_at_again(store: Counting) -> None:
    books, purses = ledger(store, await buyer(store)), Purses(store)
    shop = Shop(NEITHER, submissions=[Transient("no answer")])
    with pytest.raises(Transient):
        await books(key("s01"), Film, shop, purse())
    assert await purses.spent("red") == 0
    await books.called_back(await intent(store), job="job-7")
    assert await purses.spent("red") == Decimal("0.4")


async def intent(store: Folder) -> str:
    """The idempotency key of the one submission."""
    [attempt] = await Journal(store, "video", asyncio.sleep).attempts(digest("s01"))
    return attempt.first.key


async def test_a_drama_under_way_shows_its_budget_what_is_charged_and_what_is_reserved(store: Counting) -> None:
    request = Request(premise="a", title="Red")
    released = Released(at=NOW, revision=1, number=1, cut="c" * 64, caps={"red.e01-s01": {"video": Decimal(1)}})
    await decide(store, "red", Admitted(at=NOW, revision=1, request=request, budget=Decimal(5)), released)
    await store.put(keys.open_drama("red"), b"{}")
    await ledger(store, await buyer(store))(key("s01"), Film, Shop(NEITHER), purse())
    floor = Floor(store, Decisions(store), lambda: datetime.now(UTC), 40)
    [drama], _ = await floor.dramas()
    assert (drama.budget, drama.spent, drama.reserved) == (5.0, 0.4, 0.6)
