"""The budget: whatever happens in whichever order, no more is given than there is."""

import re
from collections.abc import Callable
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.showrunner.money import accounts, left_over, unsettled
from shared.artifacts.decisions import Blocked, Caps, Granted, Released
from shared.events import (
    DramaRequested,
    EpisodeCommissioned,
    Request,
    ShotCommissioned,
)
from shared.ledger import Purse
from shared.planning.budget import fitted, total
from tests.budgeted import DRAMA, EPISODES, PRICES, Desk, under_way

Money = st.decimals("0", "40", places=4)
_NUMBERS = st.integers(1, EPISODES)
_NEWS: st.SearchStrategy[Callable[[Desk], None]] = st.one_of(
    st.just(lambda desk: desk.write()),
    st.builds(lambda n: lambda desk: desk.script(n), _NUMBERS),
    st.builds(lambda n: lambda desk: desk.master(n), _NUMBERS),
    st.builds(lambda n, more: lambda desk: desk.hear(desk.lack(n, more)), _NUMBERS, Money),
    st.builds(lambda n, more: lambda desk: desk.hear(desk.lack(n, more, Decimal(0))), _NUMBERS, Money),
    st.builds(lambda part: lambda desk: desk.settle(part), st.decimals("0", "1", places=2)),
    st.builds(lambda usd: lambda desk: desk.command(usd), st.decimals("0.01", "30", places=2)),
    st.just(lambda desk: desk.command(None)),
    st.builds(lambda title: lambda desk: desk.revise(title), st.sampled_from(["", "a", "b"])),
)


@settings(max_examples=150, deadline=None, derandomize=True, database=None)
@given(price=Money, usd=st.sampled_from(["0.05", "1.00", "10.00"]), news=st.lists(_NEWS, max_size=25))
def test_no_sequence_of_news_gives_more_than_the_budget(
    price: Decimal, usd: str, news: list[Callable[[Desk], None]]
) -> None:
    desk = Desk(price, usd)
    for each in news:
        each(desk)
        assert desk.state.budget.given <= desk.state.budget.amount


@settings(max_examples=60, deadline=None, derandomize=True, database=None)
@given(price=Money, news=st.lists(_NEWS, max_size=10), number=_NUMBERS, missing=Money)
def test_a_repeat_of_news_about_money_decides_nothing(
    price: Decimal, news: list[Callable[[Desk], None]], number: int, missing: Decimal
) -> None:
    desk = under_way(price)
    for each in news:
        each(desk)
    asked = desk.lack(number, missing)
    desk.hear(asked)
    length = len(desk.log)
    desk.hear(asked)
    assert len(desk.log) == length


def test_a_repeat_of_any_question_that_waits_for_money_is_known() -> None:
    desk = under_way(Decimal(11))
    questions = [desk.lack(1, Decimal(20)), desk.lack(2, Decimal(30)), desk.lack(1, Decimal(10))]
    desk.hear(questions[0])
    desk.hear(questions[1])
    length = len(desk.log)
    for asked in questions:
        desk.hear(asked)
    assert len(desk.log) == length, "nobody is told again, and nobody needs less"


def test_an_estimate_is_given_whole_while_there_is_room() -> None:
    desk = under_way(Decimal(2))
    assert [total(each.caps) for each in desk.log if isinstance(each, Released)] == [Decimal("4.2")] * EPISODES


def test_caps_shrink_in_proportion_where_the_budget_is_too_small() -> None:
    desk = under_way(Decimal(100), usd="1.00")
    released = [each for each in desk.log if isinstance(each, Released)]
    sums = [total(each.caps) for each in released]
    assert max(sums) - min(sums) < Decimal("0.0001"), "every episode has the same share"
    shot = released[0].caps[f"{DRAMA}.e01-s01"]
    assert shot["video"] / shot["audio"] == pytest.approx(1000, rel=0.01)
    assert desk.state.budget.free >= Decimal("7.2") * Decimal("0.15") - Decimal("0.001"), "the contingency is kept back"


def test_an_order_that_lacks_money_gets_it_out_of_the_contingency() -> None:
    desk = under_way(Decimal(1))
    desk.hear(desk.lack(2, Decimal("0.5")))
    assert isinstance(desk.log[-1], Granted) and not desk.is_blocked()
    assert desk.cap(2) == Decimal("1.5")


def test_an_episode_that_waits_keeps_its_share_from_those_that_lack_money() -> None:
    desk = Desk(Decimal(20), usd="10.00")
    desk.write()
    desk.script(1)
    desk.hear(desk.lack(1, Decimal(11)))
    assert isinstance(desk.log[-1], Blocked), "72 CNY: 10.80 are kept back, and two episodes wait for theirs"
    desk.script(2)
    desk.script(3)
    assert all(total(desk.state.budget.caps(each.cut or "")) > 15 for each in desk.state.episodes.values())


def test_what_finished_work_did_not_cost_lifts_a_block() -> None:
    desk = under_way(Decimal(11))
    before = desk.cap(1)
    desk.hear(desk.lack(1, Decimal(20)))
    assert desk.is_blocked()
    desk.master(2)
    desk.settle(Decimal("0.05"))
    assert not desk.is_blocked()
    assert desk.cap(1) == before + 20


@settings(max_examples=60, deadline=None, derandomize=True, database=None)
@given(price=Money, scripted=st.integers(1, EPISODES), missing=st.decimals("1", "500", places=3))
def test_the_budget_that_a_block_names_is_enough_and_hardly_more(
    price: Decimal, scripted: int, missing: Decimal
) -> None:
    desk = Desk(price)
    desk.write()
    for number in range(1, scripted + 1):
        desk.script(number)
    desk.hear(desk.lack(1, missing))
    blocked = desk.state.blocked
    if blocked is None:
        return
    named = re.search(r"'duanju budget red (\d+\.\d\d)'", blocked.reason)
    assert named
    enough = Decimal(named[1])
    desk.command(enough - Decimal("0.02"))
    assert desk.is_blocked(), "two cents less are not"
    desk.command(enough)
    assert not desk.is_blocked()


@pytest.mark.parametrize("scripted", [1, EPISODES])
def test_a_block_names_the_budget_with_which_no_estimate_has_to_ask_again(scripted: int) -> None:
    desk = Desk(Decimal(20), "2.00")
    desk.write()
    for number in range(1, scripted + 1):
        desk.script(number)
    desk.hear(desk.lack(1, Decimal(3)))
    blocked = desk.state.blocked
    assert blocked
    first, whole = re.findall(r"'duanju budget red (\d+\.\d\d)'", blocked.reason)
    assert Decimal(first) < Decimal(whole)
    assert "has room for all that is estimated" in blocked.reason
    desk.command(Decimal(whole))
    for number in range(1, EPISODES + 1):
        desk.script(number)
        desk.hear(desk.lack(number, Decimal(20) - desk.cap(number)))
    assert not desk.is_blocked()


def test_what_a_block_tells_is_in_cents() -> None:
    desk = under_way(Decimal("1.2345"), "2.00")
    desk.hear(desk.lack(1, Decimal("12.3456789")))
    blocked = desk.state.blocked
    assert blocked and "12.35 CNY more" in blocked.reason
    assert not re.search(r"\d\.\d{3}", blocked.reason)


def test_shots_that_lack_money_at_the_same_time_are_one_question() -> None:
    desk = under_way(Decimal(11))
    desk.hear(desk.lack(1, Decimal(20)))
    desk.hear(desk.lack(2, Decimal(30)))
    blocked = desk.state.blocked
    assert blocked and len(blocked.needs) == 2
    assert "50.00 CNY more are needed for e01-s01, e02-s01" in blocked.reason


def test_a_budget_below_what_is_given_takes_nothing_back() -> None:
    desk = under_way(Decimal(5))
    given_ = desk.state.budget.given
    desk.command(Decimal("0.01"))
    assert desk.state.budget.amount == desk.state.budget.given == given_


def test_what_comes_back_of_a_budget_that_was_lowered_is_not_given_again() -> None:
    desk = under_way(Decimal(5))
    desk.command(Decimal(1))
    desk.master(1)
    desk.settle(Decimal("0.1"))
    given_ = desk.state.budget.given
    desk.hear(desk.lack(2, Decimal(3)))
    assert desk.is_blocked() and desk.state.budget.given == given_, "7.20 CNY were named, and more is given already"


def test_a_provider_that_bills_more_than_the_budget_keeps_no_new_revision_out() -> None:
    desk = under_way(Decimal(11))
    desk.master(1)
    desk.settle(Decimal(9))
    assert desk.state.budget.given > 10 * PRICES.per_usd
    desk.revise("Redder")
    assert desk.state.revision == 2 and desk.state.budget.free == 0


def test_a_budget_that_a_person_raised_holds_for_the_next_revision_too() -> None:
    desk = under_way(Decimal(1))
    desk.command(Decimal(20))
    desk.revise("Redder")
    assert desk.state.budget.amount == 20 * PRICES.per_usd
    desk.hear(
        DramaRequested(drama=DRAMA, request=Request(premise="a", title="x", episodes=3, budget_usd=Decimal("30.00")))
    )
    assert desk.state.budget.amount == 30 * PRICES.per_usd


def test_what_an_earlier_revision_cost_is_gone() -> None:
    desk = under_way(Decimal(10))
    desk.revise("Redder")
    assert total(desk.state.budget.caps(next(iter(left_over(desk.state))))) > 0
    desk.settle(Decimal("0.9"))
    desk.write()
    for number in range(1, EPISODES + 1):
        desk.script(number)
    assert desk.state.budget.given <= desk.state.budget.amount


def test_nothing_is_given_where_nothing_costs_anything() -> None:
    desk = Desk(Decimal(0))
    desk.write()
    desk.script(1)
    assert desk.state.episodes[1].cut
    assert desk.state.budget.allotments == {} and unsettled(desk.state) == []


def test_the_accounts_of_an_allotment_are_those_that_the_stages_keep() -> None:
    desk = under_way()
    cut = desk.state.episodes[1].cut or ""
    shot = ShotCommissioned(drama=DRAMA, episode=f"{DRAMA}.e01", cut=cut, shot=f"{DRAMA}.e01-s01")
    assert ("video", Purse.of(shot, Decimal(1)).account, shot.shot) in accounts(desk.state, cut)
    place = {"drama": DRAMA, "revision": 1, "episode": f"{DRAMA}.e02", "number": 2}
    script = EpisodeCommissioned(**place, story="s")
    writing = accounts(desk.state, "writing-0001")
    assert ("script", Purse.of(script, Decimal(1)).account, script.episode) in writing
    assert len({account for _, account, _ in writing}) == EPISODES


def test_caps_of_an_earlier_release_are_kept() -> None:
    before: Caps = {"a": {"video": Decimal(3)}}
    assert fitted({"a": {"video": Decimal(2)}, "b": {"video": Decimal(4)}}, before, Decimal(1)) == {
        "a": {"video": Decimal(3)},
        "b": {"video": Decimal(1)},
    }
