"""What the showrunner orders: everything that a state wants and that has not arrived. Ordering twice does no harm."""

from collections.abc import Collection, Iterable

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


async def commissions(store: Artifacts, state: State, numbers: Collection[int] | None = None) -> list[Event]:
    """Every order whose result is missing; only news while a person is needed, and the end of the drama at its end.

    ``numbers`` limits the orders to these episodes, so that one episode's news do not order a whole season again.
    """
    about = {"drama": state.drama, "revision": state.revision}
    if state.manifest:
        return [DramaCompleted(**about, manifest=state.manifest)]
    if state.blocked:
        blocked = state.blocked
        return [ProductionBlocked(**about, decision=state.blocked_by, stage=blocked.stage, reason=blocked.reason)]
    if state.story is None:
        return [StoryCommissioned(**about, request=keys.request(state.drama, state.revision))]
    orders: list[Event] = []
    if state.cast is None and numbers is None:
        orders.append(CastCommissioned(**about, story=state.story))
    for episode in state.episodes.values():
        if numbers is not None and episode.number not in numbers:
            continue
        if episode.plan is None:
            identity = {"episode": episode_id(state.drama, episode.number), "number": episode.number}
            orders.append(EpisodeCommissioned(**about, **identity, **_wording(state), story=state.story))
        elif episode.cut and episode.master is None:
            orders += await _shots(store, state.drama, episode, episode.plan, episode.cut)
    return orders


def _wording(state: State) -> dict[str, object]:
    """How good the words have to be, and whom the request prefers for them."""
    if state.request is None:
        return {}
    return {"quality": state.request.quality, "providers": state.request.providers.get("chat", ())}


async def _shots(store: Artifacts, drama: str, episode: Episode, plan_key: str, cut: str) -> list[Event]:
    plan = await read(store, plan_key, Plan)
    wanted = needs(drama, cut, plan)
    missing: Iterable[str | None] = wanted.missing([key for key, _ in await store.listing(keys.joins(cut))]).values()
    if not missing:  # all joined, yet no master: the last join again wakes the compositor
        missing = [shot for shot in wanted.joins.values() if shot][-1:]
    about = {"drama": drama, "episode": episode_id(drama, episode.number), "cut": cut}
    return [ShotCommissioned(**about, shot=shot) if shot else ScoreCommissioned(**about) for shot in missing]
