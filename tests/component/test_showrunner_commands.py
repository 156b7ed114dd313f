"""Gates and people's commands on a real folder store."""

from decimal import Decimal
from pathlib import Path

import pytest

from shared.artifacts import keys
from shared.artifacts.commands import Approve, Cancel, SetBudget
from shared.artifacts.decisions import Budgeted, Declined
from shared.artifacts.folder import Folder
from shared.artifacts.media import written
from shared.events import (
    DramaDirected,
    DramaRequested,
    ProductionBlocked,
)
from shared.planning import Decisions, read_progress
from tests.component.test_showrunner import DRAMA, kinds
from tests.showrunner import REQUEST, Studio, cut_of, final, gated, said, shots

pytestmark = pytest.mark.usefixtures("no_manifests")


@pytest.fixture
def studio(tmp_path: Path) -> Studio:
    return Studio(Folder(tmp_path / "store"))


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


async def test_a_request_comes_after_the_commands_that_were_given_before_it(studio: Studio) -> None:
    await studio.request(final())
    commands = SetBudget(**said(usd="20")), Cancel(**said())
    for number, command in enumerate(commands, 1):
        await studio.store.create(keys.command(DRAMA, number), written(command))
    await studio.request(final().model_copy(update={"budget_usd": Decimal("30.00")}))
    state = await studio.state()
    assert state.is_open and (state.revision, state.budget.amount, state.directed) == (2, Decimal(30), 2)


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


async def test_a_repeat_of_a_request_takes_no_later_word_of_a_person_back(studio: Studio) -> None:
    first = DramaRequested(drama=DRAMA, request=final(), nonce="first")
    dearer = final().model_copy(update={"budget_usd": Decimal("12.00")})
    second = DramaRequested(drama=DRAMA, request=dearer, nonce="second")
    await studio.hear(first)
    await studio.hear(second)
    await studio.until_released(revision=2)
    await studio.command(SetBudget(**said(usd="20")), Cancel(**said(revision=2)))
    for again in (first, second):
        assert await studio.hear(again) == []
    state = await studio.state()
    assert (state.revision, state.is_cancelled, state.budget.amount) == (2, True, Decimal(20))

    assert shots(await studio.hear(second.model_copy(update={"nonce": "third"}))), "who asks again gets it"
    await studio.command(Cancel(**said(revision=2)))
    assert await studio.hear(second.model_copy(update={"nonce": "third"})) == []
    assert (await studio.state()).is_cancelled


async def test_a_master_that_was_there_before_the_cancellation_stays(studio: Studio) -> None:
    await studio.request(final())
    await studio.until_released()
    await studio.master(1)
    done = (await studio.state()).episodes[1].cut or ""
    await studio.command(Cancel(**said()))
    assert await studio.store.age(keys.stopped(done)) is None
    assert {order.episode for order in shots(await studio.request(final()))} == {f"{DRAMA}.e02"}


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
