"""What the showrunner orders: everything that a state wants and that has not arrived. Ordering twice does no harm."""

from collections.abc import Collection, Iterable
from decimal import Decimal

from shared.artifacts import Artifacts, keys
from shared.artifacts.media import read
from shared.artifacts.records import Plan
from shared.events import (
    CastCommissioned,
    DramaCompleted,
    EpisodeCommissioned,
    Event,
    ProductionBlocked,
    ScoreCommissioned,
    ShotCommissioned,
    StoryCommissioned,
    episode_id,
)
from shared.planning import Episode, State, needs
from shared.planning.budget import writing


async def commissions(store: Artifacts, state: State, numbers: Collection[int] | None = None) -> list[Event]:
    """Every order whose result is missing; only news while a person is needed, and the end of the drama at its end.

    ``numbers`` limits the orders to these episodes, so that one episode's news do not order a whole season again.
    """
    about = {"drama": state.drama, "revision": state.revision}
    if (ended := _ended(state)) is not None:
        return ended
    if state.story is None:
        cap = _cap(state, writing(state.revision), state.drama, "script")
        return [StoryCommissioned(**about, request=keys.request(state.drama, state.revision), cap=cap)]
    orders: list[Event] = []
    if state.cast is None and numbers is None:
        cap = _cap(state, writing(state.revision), state.drama, "character")
        orders.append(CastCommissioned(**about, story=state.story, cap=cap))
    for episode in state.episodes.values():
        if numbers is not None and episode.number not in numbers:
            continue
        if episode.plan is None:
            name = episode_id(state.drama, episode.number)
            cap = _cap(state, writing(state.revision), name, "script")
            about_it = {"episode": name, "number": episode.number, "story": state.story, "cap": cap}
            orders.append(EpisodeCommissioned(**about, **about_it, **_wording(state)))
        elif episode.cut and episode.master is None:
            orders += await _shots(store, state, episode, episode.plan, episode.cut)
    return orders


def _wording(state: State) -> dict[str, object]:
    """How good the words have to be, and whom the request prefers for them."""
    if state.request is None:
        return {}
    return {"quality": state.request.quality, "providers": state.request.providers.get("chat", ())}


def _ended(state: State) -> list[Event] | None:
    """What is told where nothing is to be ordered: the end, or what a person has to do. None: there is work."""
    about = {"drama": state.drama, "revision": state.revision}
    if state.manifest:
        return [DramaCompleted(**about, manifest=state.manifest)]
    if state.is_cancelled:
        return []
    if blocked := state.blocked:
        return [ProductionBlocked(**about, decision=state.blocked_by, stage=blocked.stage, reason=blocked.reason)]
    if state.gated:
        reason = (
            f"the {state.gated.gate} is finished: watch it with 'duanju export {state.drama} DIR', then have the rest "
            f"made with 'duanju approve {state.drama}'"
        )
        return [ProductionBlocked(**about, decision=state.gated_by, stage="showrunner", reason=reason)]
    return None


async def _shots(store: Artifacts, state: State, episode: Episode, plan_key: str, cut: str) -> list[Event]:
    drama, caps = state.drama, state.budget.caps(cut)
    plan = await read(store, plan_key, Plan)
    wanted = needs(drama, cut, plan)
    missing: Iterable[str | None] = wanted.missing([key for key, _ in await store.listing(keys.joins(cut))]).values()
    if not missing:  # all joined, yet no master: the last join again wakes the compositor
        missing = [shot for shot in wanted.joins.values() if shot][-1:]
    name = episode_id(drama, episode.number)
    about = {"drama": drama, "episode": name, "cut": cut}
    music = ScoreCommissioned(**about, cap=_cap(state, cut, name, "audio"))
    return [ShotCommissioned(**about, shot=shot, caps=caps.get(shot, {})) if shot else music for shot in missing]


def _cap(state: State, allotment: str, about: str, stage: str) -> Decimal:
    return state.budget.caps(allotment).get(about, {}).get(stage, Decimal(0))
