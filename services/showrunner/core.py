"""What the showrunner decides about a piece of news. Pure: the same state and news, the same decision."""

from datetime import datetime

from shared.artifacts.decisions import (
    Admitted,
    Blocked,
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
from shared.events.request import Request
from shared.planning import Episode, State
from shared.planning.recipes import RECIPES


def decide(state: State, news: Event, at: datetime) -> Decision | None:
    """What follows from the news, or None if it is known already, or no longer matters."""
    revision = state.revision
    match news:
        case DramaRequested(request=request):
            return _request(state, request, at)
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


def release(state: State, at: datetime) -> Released | None:
    """The next episode that can be made: its plan and the cast are there, and it has no cut yet."""
    for episode in state.episodes.values():
        if episode.plan and state.cast and episode.cut is None:
            cut = digest(cut_of(state, episode))
            return Released(at=at, revision=state.revision, number=episode.number, cut=cut)
    return None


def cut_of(state: State, episode: Episode) -> Cut:
    """The version of the episode that this state wants made; its digest names it."""
    if state.request is None or episode.plan is None or state.cast is None:
        raise ValueError("an episode is cut when its plan and its cast are known")
    return Cut(
        drama=state.drama,
        episode=episode_id(state.drama, episode.number),
        number=episode.number,
        plan=episode.plan,
        cast=state.cast,
        language=state.request.language,
        style=state.request.style,
        recipes=RECIPES,
    )


def is_finished(state: State) -> bool:
    """Whether every episode is mastered, but the drama is not completed yet."""
    return state.is_open and all(episode.master for episode in state.episodes.values())


def _request(state: State, request: Request, at: datetime) -> Decision | None:
    if state.request is None or digest(request) != digest(state.request):
        return Admitted(at=at, revision=state.revision + 1, request=request)
    if state.blocked:
        return Resumed(at=at, revision=state.revision)
    return None


def _is_unwritten(state: State, number: int) -> bool:
    return _episode(state, number).plan is None


def _episode(state: State, number: int) -> Episode:
    """The episode, or one that can have no cut: news about it change nothing."""
    return state.episodes.get(number, Episode(number, plan="none"))
