"""What the showrunner decides about a piece of news. Pure: the same state and news, the same decision."""

from datetime import datetime

from services.showrunner.money import Funds, about_money, scripts, share
from shared.artifacts.decisions import (
    Admitted,
    Blocked,
    Caps,
    CastChosen,
    Decision,
    Mastered,
    Planned,
    Released,
    Resumed,
    Scripted,
)
from shared.artifacts.records import Cut
from shared.events import (
    CastLocked,
    DramaRequested,
    EpisodeMastered,
    EpisodeScripted,
    Event,
    OrderBlocked,
    StoryPlanned,
    digest,
    episode_id,
)
from shared.events.request import Gate
from shared.planning import Episode, State
from shared.planning.budget import fitted, total
from shared.planning.recipes import RECIPES


def decide(state: State, news: Event, at: datetime, funds: Funds, buys_words: bool = False) -> Decision | None:
    """What follows from the news, or None if it is known already, or no longer matters.

    ``buys_words``: whether scripts are to have caps.
    """
    revision = state.revision
    match news:
        case DramaRequested(nonce=nonce) if not nonce or nonce not in state.heard:
            return _request(state, news, at, funds, buys_words)
        case OrderBlocked() if _is_replaced(state, news):
            return None
        case OrderBlocked(missing=missing) if state.is_open and missing is not None:
            return about_money(state, news, at, funds.prices)
        case StoryPlanned(revision=r, story=story) if r == revision and state.story is None:
            return Planned(at=at, revision=r, story=story)
        case CastLocked(revision=r, cast=cast) if r == revision and state.cast is None:
            return CastChosen(at=at, revision=r, cast=cast)
        case EpisodeScripted(revision=r, number=n, plan=plan, draft=draft) if r == revision and _is_unwritten(state, n):
            return Scripted(at=at, revision=r, number=n, plan=plan, draft=draft)
        case EpisodeMastered(number=n, cut=cut, master=master):
            episode = _episode(state, n)
            if episode.cut == cut and episode.master is None:
                return Mastered(at=at, revision=revision, number=n, cut=cut, master=master)
        case OrderBlocked(stage=stage, order_name=order, reason=reason) if state.is_open and state.blocked is None:
            return Blocked(at=at, revision=revision, stage=stage, order=order, reason=reason)
    return None


def next_to_release(state: State) -> Episode | None:
    """The next episode that can be made: its plan and the cast are there, and it has no cut yet."""
    if not state.is_open or state.cast is None:
        return None
    return next((each for each in state.episodes.values() if each.plan and each.cut is None), None)


def release(state: State, episode: Episode, estimate: Caps, at: datetime) -> Released:
    """The episode may be made, for what is estimated, or as much of it as its share of the budget allows."""
    cut = digest(cut_of(state, episode))
    caps = fitted(estimate, state.budget.caps(cut), share(state))
    fact = {"at": at, "revision": state.revision, "number": episode.number, "cut": cut}
    return Released(**fact, caps=caps, estimate=total(estimate))


def cut_of(state: State, episode: Episode) -> Cut:
    """The version of the episode that this state wants made; its digest names it."""
    if state.request is None or episode.plan is None or state.cast is None:
        raise ValueError("an episode is cut when its plan and its cast are known")
    final = None if state.is_animatic else state.request
    return Cut(
        drama=state.drama,
        episode=episode_id(state.drama, episode.number),
        number=episode.number,
        plan=episode.plan,
        cast=state.cast,
        track="final" if final else "animatic",
        language=state.request.language,
        style=state.request.style,
        quality=final.quality if final else "animatic",
        providers=final.providers if final else {},
        recipes=RECIPES,
    )


def is_mastered(state: State) -> bool:
    """Whether every episode is mastered, but the drama is neither completed nor at its gate yet."""
    return state.is_open and state.gated is None and all(episode.master for episode in state.episodes.values())


def gate_of(state: State) -> Gate | None:
    """The gate before which everything is mastered: what lies behind it waits for a person."""
    return state.request.stop_at if state.request and state.is_animatic else None


def _request(state: State, news: DramaRequested, at: datetime, funds: Funds, buys_words: bool) -> Decision | None:
    if state.request is None or digest(news.request) != digest(state.request):
        return _admit(state, news, at, funds, buys_words)
    if state.blocked or state.is_cancelled:
        return Resumed(at=at, revision=state.revision, nonce=news.nonce)
    return None


def _admit(state: State, news: DramaRequested, at: datetime, funds: Funds, buys_words: bool) -> Admitted:
    """The next revision. Its budget is the request's, unless a person gave the drama another one since."""
    request = news.request
    asked = funds.asked(state, request)
    currency = funds.prices.currency
    budget = state.budget if asked is None else state.budget.with_amount(asked, currency)
    writing = scripts(state.drama, request, min(budget.amount, budget.free)) if buys_words else {}
    fact = {"at": at, "revision": state.revision + 1, "nonce": news.nonce}
    return Admitted(**fact, request=request, budget=asked, currency=currency, writing=writing)


def _is_replaced(state: State, news: OrderBlocked) -> bool:
    """Whether the order is of an earlier revision, or of a cut that is made for nobody any more."""
    is_earlier = news.revision is not None and news.revision != state.revision
    return is_earlier or (news.cut is not None and news.cut not in state.allotments)


def _is_unwritten(state: State, number: int) -> bool:
    return _episode(state, number).plan is None


def _episode(state: State, number: int) -> Episode:
    """The episode, or one that can have no cut: news about it change nothing."""
    return state.episodes.get(number, Episode(number, plan="none"))
