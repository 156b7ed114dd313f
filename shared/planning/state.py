"""What is known of a drama, folded from its decisions. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime

from shared.artifacts.decisions import (
    Admitted,
    Blocked,
    CastChosen,
    Completed,
    Decision,
    Mastered,
    Planned,
    Released,
    Resumed,
    Scripted,
)
from shared.events.request import Request


@dataclass(frozen=True)
class Episode:
    """One episode of the current revision. ``replaces`` is the cut of an earlier revision, made for nobody any more."""

    number: int
    plan: str | None = None
    draft: str | None = None
    cut: str | None = None
    master: str | None = None
    replaces: str | None = None


@dataclass(frozen=True)
class State:
    """A drama's current revision. Revision 0 is a drama that nobody requested.

    Work is done for it since ``opened_at``: the request of its first revision after the last finished one.
    """

    drama: str
    length: int = 0
    revision: int = 0
    request: Request | None = None
    requested_at: datetime | None = None
    opened_at: datetime | None = None
    story: str | None = None
    cast: str | None = None
    episodes: dict[int, Episode] = field(default_factory=dict)
    blocked: Blocked | None = None
    blocked_by: int = 0
    manifest: str | None = None

    @property
    def is_open(self) -> bool:
        return self.revision > 0 and self.manifest is None


def fold(drama: str, decisions: Iterable[Decision]) -> State:
    """The state after all these decisions."""
    state = State(drama)
    for decision in decisions:
        state = replace(_apply(state, decision), length=state.length + 1)
    return state


def _apply(state: State, decision: Decision) -> State:
    match decision:
        case Admitted(revision=revision, request=request, at=at):
            old = {number: episode.cut or episode.replaces for number, episode in state.episodes.items()}
            numbers = range(1, request.episodes + 1)
            episodes = {number: Episode(number, replaces=old.get(number)) for number in numbers}
            opened_at = state.opened_at if state.is_open else at
            return State(state.drama, state.length, revision, request, at, opened_at, episodes=episodes)
        case Planned(story=story):
            return replace(state, story=story)
        case CastChosen(cast=cast):
            return replace(state, cast=cast)
        case Scripted(number=number, plan=plan, draft=draft):
            return _with(state, replace(_episode(state, number), plan=plan, draft=draft))
        case Released(number=number, cut=cut):
            return _with(state, replace(_episode(state, number), cut=cut))
        case Mastered(number=number, master=master):
            return _with(state, replace(_episode(state, number), master=master))
        case Blocked():
            return replace(state, blocked=decision, blocked_by=state.length + 1)
        case Resumed():
            return replace(state, blocked=None)
        case Completed(manifest=manifest):
            return replace(state, manifest=manifest, blocked=None)


def _episode(state: State, number: int) -> Episode:
    return state.episodes.get(number, Episode(number))


def _with(state: State, episode: Episode) -> State:
    return replace(state, episodes=state.episodes | {episode.number: episode})
