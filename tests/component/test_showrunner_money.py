"""Money, gates and commands on a real folder store: what is decided survives, what the stages spent is read there."""

import asyncio
from collections.abc import Sequence
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from services.showrunner.money import Funds
from services.showrunner.production import Production
from shared.artifacts import keys
from shared.artifacts.commands import Approve, Cancel, Command, SetBudget
from shared.artifacts.decisions import Budgeted, Caps, Declined, Granted, Settled
from shared.artifacts.folder import Folder
from shared.artifacts.media import read, written
from shared.artifacts.records import Cut
from shared.events import (
    DramaDirected,
    EpisodeMastered,
    Event,
    OrderBlocked,
    ProductionBlocked,
    Request,
    ShotCommissioned,
)
from shared.ledger import Prices, Purse, Quote
from shared.ledger.accounts import Accounts
from shared.ledger.journal import Journal
from shared.planning import Decisions, read_progress
from tests.component import test_showrunner
from tests.component.test_showrunner import DRAMA, kinds
from tests.ledger.actors import NOW

REQUEST = Request(premise="A rider finds an envelope.", title="Red", episodes=2, budget_usd=Decimal(10))
SHOT = f"{DRAMA}.e01-s01"


class Dear:
    """Every shot's film costs a dollar, its voices ten cents."""

    async def of_words(self, request: Request) -> bool:
        return False

    async def of_cut(self, cut: Cut) -> Caps:
        if cut.track == "animatic":
            return {}
        shots = [f"{cut.episode}-s{n:02}" for n in (1, 2, 3)]
        return {shot: {"audio": Decimal("0.10"), "video": Decimal(1)} for shot in shots}


class Studio(test_showrunner.Studio):
    """The showrunner of a studio that buys; manifests are left out."""

    def __init__(self, store: Folder) -> None:
        super().__init__(store)
        prices = Prices(currency="USD")
        self.production = Production(store, self.decisions, lambda: datetime.now(UTC), Funds(prices), Dear())

    async def master(self, number: int) -> list[Event]:
        cut = (await self.state()).episodes[number].cut
        assert cut
        return await self.hear(
            EpisodeMastered(
                drama=DRAMA, episode=f"{DRAMA}.e{number:02}", cut=cut, number=number, master="compositor/masters/m.json"
            )
        )

    async def command(self, *commands: Command) -> list[Event]:
        events: list[Event] = []
        for command in commands:
            number = len(await self.store.listing(keys.commands(DRAMA))) + 1
            key = keys.command(DRAMA, number)
            await self.store.create(key, written(command))
            events = await self.hear(DramaDirected(drama=DRAMA, command=key))
        return events

    async def lack(self, missing: str, cap: str = "1", about: str = SHOT) -> list[Event]:
        news = {"stage": "video", "order_name": "shot.voiced_x", "reason": "dear", "about": about}
        return await self.hear(OrderBlocked(drama=DRAMA, **news, cap=Decimal(cap), missing=Decimal(missing)))

    async def cap(self) -> Decimal:
        state = await self.state()
        return state.budget.caps(state.episodes[1].cut or "").get(SHOT, {}).get("video", Decimal(0))


@pytest.fixture
def studio(tmp_path: Path) -> Studio:
    return Studio(Folder(tmp_path / "store"))


@pytest.fixture(autouse=True)
def _no_manifest(monkeypatch: pytest.MonkeyPatch) -> None:
    """The masters of these tests name nothing that a manifest could be gathered from."""

    async def gathered(*_facts: object) -> Cut:
        return Cut(drama=DRAMA, episode="red.e01", number=1, plan="p", cast="c", language="zh-CN", style="cinematic")

    monkeypatch.setattr("services.showrunner.production.assemble", gathered)


def said(**fields: Any) -> dict[str, Any]:
    return {"at": NOW, "revision": 1, **fields}


def gated() -> Request:
    return REQUEST.model_copy(update={"quality": "premium", "stop_at": "animatic", "providers": {"video": ("pika",)}})


def final() -> Request:
    return REQUEST.model_copy(update={"quality": "premium"})


async def cut_of(studio: Studio, number: int) -> Cut:
    name = (await studio.state()).episodes[number].cut or ""
    return await read(studio.store, keys.cut(f"{DRAMA}.e{number:02}", name), Cut)


def shots(orders: Sequence[Event]) -> list[ShotCommissioned]:
    return [order for order in orders if isinstance(order, ShotCommissioned)]


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


async def test_a_gate_shows_the_animatic_and_buys_nothing_before_it_is_approved(studio: Studio) -> None:
    await studio.request(gated())
    orders = await studio.until_released()
    animatics = [await cut_of(studio, number) for number in (1, 2)]
    assert {(cut.track, cut.quality, len(cut.providers)) for cut in animatics} == {("animatic", "animatic", 0)}
    assert not any(order.caps for order in shots(orders))
    await studio.master(1)
    [news] = await studio.master(2)
    assert isinstance(news, ProductionBlocked) and "duanju approve red" in news.reason
    state = await studio.state()
    assert state.is_open and state.gated and await studio.store.age(state.gated.manifest) is not None

    orders = await studio.command(Approve(**said(gate="animatic")))
    assert kinds(orders) == {"ShotCommissioned": 6, "ScoreCommissioned": 2}
    finals = [await cut_of(studio, number) for number in (1, 2)]
    assert {(cut.track, cut.quality, cut.providers["video"]) for cut in finals} == {("final", "premium", ("pika",))}
    assert [(cut.plan, cut.cast) for cut in finals] == [(cut.plan, cut.cast) for cut in animatics]
    assert await studio.store.listing(keys.STOPPED) == []
    await studio.master(1)
    assert kinds(await studio.master(2)) == {"DramaCompleted": 1}


async def test_an_approval_of_what_was_replaced_since_comes_to_nothing(studio: Studio) -> None:
    await studio.request(gated())
    await studio.until_released()
    early = await studio.command(Approve(**said(gate="animatic")))
    assert shots(early) and (await studio.state()).approved is None
    await studio.request(gated().model_copy(update={"title": "Redder"}))
    await studio.command(Approve(**said(gate="animatic")))
    declined = [each for each in await studio.decisions.log(DRAMA) if isinstance(each, Declined)]
    assert [each.command for each in declined] == [1, 2]
    assert "meant for revision 1" in declined[1].reason


async def test_a_command_is_applied_once_and_those_before_it_first(studio: Studio) -> None:
    await studio.request(final())
    lost = keys.command(DRAMA, 1)
    await studio.store.create(lost, written(SetBudget(**said(usd="20"))))
    await studio.command(SetBudget(**said(usd="30")))
    for _ in range(2):
        await studio.hear(DramaDirected(drama=DRAMA, command=lost))
    budgets = [each.amount for each in await studio.decisions.log(DRAMA) if isinstance(each, Budgeted)]
    assert budgets == [20, 30]


async def test_a_command_that_cannot_be_read_is_declined_and_holds_up_no_other(studio: Studio) -> None:
    await studio.request(final())
    await studio.store.create(keys.command(DRAMA, 1), b"{broken")
    await studio.command(SetBudget(**said(usd="30")))
    assert (await studio.state()).budget.amount == 30


async def test_a_command_about_a_drama_that_nobody_requested_decides_nothing(studio: Studio) -> None:
    assert await studio.command(Cancel(**said())) == []
    assert (await studio.state()).length == 0


async def test_a_cancelled_drama_is_stopped_and_begins_again_where_it_was(studio: Studio) -> None:
    await studio.request(final())
    await studio.until_released()
    cuts = [episode.cut for episode in (await studio.state()).episodes.values()]
    assert await studio.command(Cancel(**said())) == []
    assert await studio.store.listing("showrunner/open") == []
    assert {found.key.rpartition("/")[2] for found in await studio.store.listing(keys.STOPPED)} == set(cuts)
    progress = await read_progress(studio.store, studio.decisions, DRAMA)
    assert progress and progress.state == "cancelled"
    assert await studio.lack("1") == [], "news of what still runs change nothing"

    orders = shots(await studio.request(final()))
    assert {order.cut for order in orders} == set(cuts)
    assert await studio.store.listing(keys.STOPPED) == []
    assert (await studio.state()).budget.given == Decimal("6.6"), "no cap is given twice"


async def test_a_master_that_was_there_before_the_cancellation_stays(studio: Studio) -> None:
    await studio.request(final())
    await studio.until_released()
    await studio.master(1)
    done = (await studio.state()).episodes[1].cut or ""
    await studio.command(Cancel(**said()))
    assert await studio.store.age(keys.stopped(done)) is None
    assert {order.episode for order in shots(await studio.request(final()))} == {f"{DRAMA}.e02"}


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


async def test_what_an_older_version_decided_is_still_read(studio: Studio) -> None:
    """A log as it was written before there were budgets."""
    old = '{"at": "2026-01-01T00:00:00Z", "revision": 1, "kind": "admitted", "request": {"premise": "a"}}'
    await studio.store.create(keys.decision(DRAMA, 1), old.encode())
    released = f'{{"at": "2026-01-01T00:00:00Z", "revision": 1, "kind": "released", "number": 1, "cut": "{"c" * 64}"}}'
    await studio.store.create(keys.decision(DRAMA, 2), released.encode())
    state = await Decisions(studio.store).state(DRAMA)
    assert state.budget.amount == 0 and state.episodes[1].cut == "c" * 64
    await studio.request(REQUEST)
    assert (await studio.state()).budget.amount == 10
