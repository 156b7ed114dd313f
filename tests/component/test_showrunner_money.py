"""Money on a real folder store: what is decided survives, what the stages spent is read there."""

import asyncio
import os
import time
from decimal import Decimal
from pathlib import Path

import pytest

from shared.artifacts import keys
from shared.artifacts.commands import Cancel, SetBudget
from shared.artifacts.decisions import Budgeted, Granted, Settled
from shared.artifacts.folder import Folder
from shared.events import (
    OrderBlocked,
    ProductionBlocked,
    Request,
    ShotCommissioned,
)
from shared.ledger import OverCap, Purse, Quote, Terms
from shared.ledger.accounts import Accounts
from shared.ledger.journal import Journal
from shared.planning import read_progress
from shared.runtime import Times
from shared.runtime.leases import Leases
from tests.component.test_showrunner import DRAMA
from tests.ledger.shop import Film, Shop, key, ledger
from tests.showrunner import SHOT, Dear, Studio, final, said, shots

pytestmark = pytest.mark.usefixtures("no_manifests")


@pytest.fixture
def studio(tmp_path: Path) -> Studio:
    return Studio(Folder(tmp_path / "store"))


async def test_every_order_carries_what_each_stage_may_spend(studio: Studio) -> None:
    await studio.request(final())
    orders = shots(await studio.until_released())
    assert len(orders) == 6
    assert {tuple(order.caps.items()) for order in orders} == {(("audio", Decimal("0.1")), ("video", Decimal(1)))}
    assert (await studio.state()).budget.given == Decimal("6.6")


async def test_money_for_one_shot_orders_that_shot_alone(studio: Studio) -> None:
    await studio.request(final())
    await studio.until_released()
    [order] = shots(await studio.lack("0.5"))
    assert (order.shot, order.caps["video"]) == (SHOT, Decimal("1.5"))
    length = (await studio.state()).length
    [again] = shots(await studio.lack("0.5"))
    assert again == order and (await studio.state()).length == length, "the same news again grants nothing more"


async def test_a_drama_without_money_says_what_to_do_and_goes_on_when_it_has_some(studio: Studio) -> None:
    await studio.request(final())
    await studio.until_released()
    [news] = await studio.lack("5")
    assert isinstance(news, ProductionBlocked)
    assert "5.00 USD more are needed for e01-s01" in news.reason and "'duanju budget red 11.60'" in news.reason
    assert await studio.command(SetBudget(**said(usd="11.59"))) == [
        news.model_copy(update={"decision": (await studio.state()).blocked_by})
    ]
    orders = shots(await studio.command(SetBudget(**said(usd="11.60"))))
    assert {order.shot: order.caps["video"] for order in orders}[SHOT] == 6
    progress = await read_progress(studio.store, studio.decisions, DRAMA)
    assert progress and progress.state == "working"


async def test_what_a_finished_episode_gives_back_orders_at_once_what_waits_for_money(studio: Studio) -> None:
    await studio.request(final())
    await studio.until_released()
    await studio.lack("5")
    [news] = await studio.lack("0.5", about=f"{DRAMA}.e01-s02")
    assert isinstance(news, ProductionBlocked)
    orders = {order.shot: order.caps["video"] for order in shots(await studio.master(2))}
    assert (orders[SHOT], orders[f"{DRAMA}.e01-s02"]) == (Decimal(6), Decimal("1.5"))


async def test_what_a_finished_episode_really_cost_is_read_from_the_stages_accounts(studio: Studio) -> None:
    await studio.request(final())
    await studio.until_released()
    cut = (await studio.state()).episodes[1].cut or ""
    order = ShotCommissioned(drama=DRAMA, episode=f"{DRAMA}.e01", cut=cut, shot=SHOT)
    quote = Quote(model="kling", unit="second", quantity=Decimal(1), amount=Decimal("0.7"), currency="USD")
    accounts = Accounts(studio.store, "video", Journal(studio.store, "video", asyncio.sleep), asyncio.sleep)
    await accounts.reserve(Purse.of(order, Decimal(1)), "a" * 64, 1, quote, "w")
    await studio.master(1)
    state = await studio.state()
    assert state.budget.caps(cut) == {SHOT: {"video": Decimal("0.7")}}
    assert state.budget.given == Decimal("3.3") + Decimal("0.7")
    settled = [each for each in await studio.decisions.log(DRAMA) if isinstance(each, Settled)]
    assert len(settled) == 1
    await studio.master(1)
    assert (await studio.state()).length == state.length


async def test_the_money_of_a_replaced_cut_comes_back_when_nobody_can_spend_it_any_more(studio: Studio) -> None:
    await studio.request(final())
    await studio.command(SetBudget(**said(usd="20")))
    await studio.until_released()
    stopped = (await studio.state()).episodes[1].cut or ""
    await studio.request(final().model_copy(update={"title": "Redder"}))
    await studio.until_released(revision=2, words="妈，我不走了。")
    given = (await studio.state()).budget.given
    assert given == Decimal("9.9"), "a worker may be about to submit: the caps of the replaced cut count, too"
    then = time.time() - 200
    os.utime(studio.store.root / keys.stopped(stopped), (then, then))
    await studio.production.go_on(await studio.state())
    budget = (await studio.state()).budget
    assert budget.allotments[stopped].is_settled and budget.given == Decimal("6.6")


async def test_what_an_order_of_a_replaced_cut_lacks_neither_blocks_nor_pays_for_the_new_one(studio: Studio) -> None:
    await studio.request(final())
    await studio.until_released()
    cut = (await studio.state()).episodes[1].cut
    await studio.request(final().model_copy(update={"title": "Redder"}))
    await studio.until_released(revision=2, words="妈，我不走了。")
    length = (await studio.state()).length
    news = OrderBlocked(drama=DRAMA, stage="video", order_name="o", reason="dear", about=SHOT, cut=cut)
    await studio.hear(news)
    await studio.hear(news.model_copy(update={"cap": Decimal(1), "missing": Decimal("0.5")}))
    await studio.hear(news.model_copy(update={"about": DRAMA, "cut": None, "revision": 1}))
    assert (await studio.state()).length == length
    await studio.hear(news.model_copy(update={"cut": (await studio.state()).episodes[1].cut}))
    assert (await studio.state()).blocked


async def test_an_episode_that_the_request_has_no_more_is_stopped_and_its_money_comes_back(studio: Studio) -> None:
    await studio.request(final())
    await studio.until_released()
    kept, dropped = (episode.cut or "" for episode in (await studio.state()).episodes.values())
    await studio.request(final().model_copy(update={"episodes": 1}))
    assert [found.key for found in await studio.store.listing(keys.STOPPED)] == [keys.stopped(dropped)]
    then = time.time() - 200
    os.utime(studio.store.root / keys.stopped(dropped), (then, then))
    await studio.production.go_on(await studio.state())
    allotments = (await studio.state()).budget.allotments
    assert allotments[dropped].is_settled and not allotments[kept].is_settled


async def test_an_episode_that_comes_back_is_made_again(studio: Studio) -> None:
    await studio.request(final())
    await studio.until_released()
    await studio.request(final().model_copy(update={"episodes": 1}))
    await studio.request(final())
    await studio.until_released(revision=3)
    await studio.production.go_on(await studio.state())
    assert await studio.store.listing(keys.STOPPED) == []


async def test_a_cut_that_is_wanted_is_not_stopped_for_long_by_a_showrunner_that_comes_late(studio: Studio) -> None:
    await studio.request(final())
    await studio.until_released()
    cut = (await studio.state()).episodes[1].cut or ""
    await studio.store.put(keys.stopped(cut), b"{}")
    await studio.production.outstanding(await studio.state())
    assert await studio.store.age(keys.stopped(cut)) is None


async def test_a_cancellation_in_the_same_moment_stays(studio: Studio) -> None:
    await studio.request(final())
    await studio.until_released()
    early = await studio.state()
    await Studio(studio.store).command(Cancel(**said()))
    assert await studio.production.outstanding(early) == []
    assert len(await studio.store.listing(keys.STOPPED)) == 2


async def test_scripts_that_were_ordered_for_an_earlier_revision_keep_their_money_until_they_were_read(
    studio: Studio, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def cost(_costs: object, _request: Request) -> bool:
        return True

    monkeypatch.setattr(Dear, "of_words", cost)
    await studio.request(final())
    await studio.request(final().model_copy(update={"title": "Redder"}))
    assert not (await studio.state()).budget.allotments["writing-0001"].is_settled, "script may have read nothing yet"
    await studio.until_released(revision=2)
    assert (await studio.state()).budget.allotments["writing-0001"].is_settled


async def test_a_shot_that_turns_out_dearer_is_bought_with_what_was_kept_back(studio: Studio) -> None:
    """A real ledger says what is missing; the cap that comes back is enough, and no more is asked for."""
    await studio.request(final())
    await studio.until_released()
    leases = Leases(studio.store, "video", "one", Times(beat=10, scan=1))
    await leases.beat()
    books, shop = ledger(studio.store, leases), Shop(Terms(acceptance="neither", answer_within=60, done_within=600))
    cut = (await studio.state()).episodes[1].cut or ""
    order = ShotCommissioned(drama=DRAMA, episode=f"{DRAMA}.e01", cut=cut, shot=SHOT, caps={"video": Decimal(1)})

    async def buy(take: str) -> None:
        await books(key(take), Film, shop, Purse.of(order, order.caps["video"]))

    await buy("take-1")
    await buy("take-2")
    with pytest.raises(OverCap) as dear:
        await buy("take-3")
    [order] = shots(await studio.lack(str(dear.value.missing), str(dear.value.cap)))
    assert order.caps["video"] == Decimal("1.2")
    await buy("take-3")
    assert len(shop.charges) == 3
    await studio.master(1)
    assert (await studio.state()).budget.caps(cut) == {SHOT: {"video": Decimal("1.2")}}


async def test_showrunners_that_race_for_money_grant_it_once(studio: Studio) -> None:
    await studio.request(final())
    await studio.until_released()
    others = [Studio(studio.store) for _ in range(4)]
    await asyncio.gather(*(other.lack("0.5") for other in others))
    await asyncio.gather(*(other.lack("0.3", about=f"{DRAMA}.e01-s02") for other in others))
    granted = [each for each in await studio.decisions.log(DRAMA) if isinstance(each, Granted)]
    assert len(granted) == 2 and await studio.cap() == Decimal("1.5")
    await studio.command(SetBudget(**said(usd="20")))
    state = await studio.state()
    await asyncio.gather(*(other.production.obey(state) for other in others))
    assert len([each for each in await studio.decisions.log(DRAMA) if isinstance(each, Budgeted)]) == 1
