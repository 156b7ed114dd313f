"""What was bought for a drama, read from what the ledger itself wrote."""

from decimal import Decimal
from pathlib import Path

import pytest

from shared.artifacts.folder import Folder
from shared.ledger import Purse, Terms
from shared.ledger.costs import Bill, bill, bills
from shared.ledger.offers import Accepted, Failed, Running
from shared.ledger.reading import bought_for
from shared.runtime import Outstanding, Permanent, Rejected, Throttled, Times
from shared.runtime.leases import Leases
from tests.ledger.shop import Film, Shop, key, ledger, purse

TERMS = Terms(acceptance="neither", answer_within=60, done_within=600)
ELSEWHERE = Purse("blue", "shot.voiced_blue.e01-s01_0", "blue/e01-s01", Decimal(9), "d" * 64)


async def test_all_that_a_drama_bought_is_found_and_no_more(tmp_path: Path) -> None:
    store = Folder(tmp_path)
    leases = Leases(store, "video", "one", Times(beat=10, scan=1))
    await leases.beat()
    books = ledger(store, leases)
    shop = Shop(TERMS, Decimal("0.45"), submissions=[Throttled("wait", 1)])
    with pytest.raises(Throttled):
        await books(key("s01"), Film, shop, purse("9"))
    await books(key("s01"), Film, shop, purse("9"))
    await books(key("s02"), Film, shop, purse("9"))
    with pytest.raises(Rejected):
        await books(key("s03"), Film, Shop(TERMS, submissions=[Rejected("no", "prompt")]), purse("9"))
    with pytest.raises(Permanent):
        await books(key("s04"), Film, Shop(TERMS, collections=[Failed(Permanent("gone"), Decimal("0.1"))]), purse("9"))
    await books(key("s05"), Film, shop, ELSEWHERE)
    found = await bought_for(store, "red")
    whole = sum(map(bill, found), Bill())
    assert (whole.calls, whole.successful, whole.failed, whole.refused, whole.retried) == (5, 2, 1, 1, 1)
    spends = await books.spends(purse().account)
    assert whole.billed == sum(spend.billed for spend in spends) == Decimal("1.0")
    assert whole.quoted == sum(spend.quoted for spend in spends)
    assert bills(found, lambda each: each.episode).keys() == {1}
    assert len(whole.waits) == 2
    assert await bought_for(store, "green") == []


async def test_a_job_that_is_at_work_is_open_whatever_its_acceptance_said(tmp_path: Path) -> None:
    store = Folder(tmp_path)
    leases = Leases(store, "video", "one", Times(beat=10, scan=1))
    await leases.beat()
    accepted = Accepted("job-1", Decimal("0.4"), {"job_id": "job-1", "status": "queued"})
    shop = Shop(TERMS, submissions=[accepted], collections=[Running(5)])
    with pytest.raises(Outstanding):
        await ledger(store, leases)(key("s01"), Film, shop, purse())
    [found] = [bill(each) for each in await bought_for(store, "red")]
    assert (found.open, found.successful, found.mean, found.billed) == (1, 0, None, Decimal("0.4"))
