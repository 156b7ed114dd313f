"""What is known of a drama, folded from its decisions. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from decimal import Decimal

from shared.artifacts.decisions import (
    Admitted,
    Approved,
    Blocked,
    Budgeted,
    Cancelled,
    CastChosen,
    Completed,
    Decision,
    Declined,
    Gated,
    Granted,
    Mastered,
    Planned,
    Released,
    Resumed,
    Scripted,
    Settled,
)
from shared.events.request import Request
from shared.planning.budget import Budget, writing


@dataclass(frozen=True)
class Episode:
    """One episode of the current revision. ``replaces`` is the cut of an earlier revision, made for nobody any more.

    ``estimate`` is what its cut was expected to cost.
    """

    number: int
    plan: str | None = None
    draft: str | None = None
    cut: str | None = None
    master: str | None = None
    replaces: str | None = None
    estimate: Decimal = Decimal(0)


@dataclass(frozen=True)
class State:
    """A drama's current revision. Revision 0 is a drama that nobody requested.

    Work is done for it since ``opened_at``: the request of its first revision after the last finished one. ``approved``
    is the gate that a person opened; ``directed`` the number of the last command that was applied; ``dropped`` are the
    unfinished cuts of episodes that a later request has no more. ``heard`` are the nonces of the requests that led to
    something: each of them asks once.
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
    budget: Budget = field(default_factory=Budget)
    gated: Gated | None = None
    gated_by: int = 0
    approved: str | None = None
    cancelled_by: int = 0
    directed: int = 0
    dropped: frozenset[str] = frozenset()
    heard: frozenset[str] = frozenset()

    @property
    def is_cancelled(self) -> bool:
        return self.cancelled_by > 0

    @property
    def is_open(self) -> bool:
        """Whether something is still to be made or decided; also while it is blocked, or waits at a gate."""
        return self.revision > 0 and self.manifest is None and not self.is_cancelled

    @property
    def is_animatic(self) -> bool:
        """Whether what is made now is the animatic: all that was asked for, or what a person sees before the rest."""
        request = self.request
        return request is None or request.quality == "animatic" or request.stop_at not in (None, self.approved)

    @property
    def allotments(self) -> frozenset[str]:
        """Who may spend on this revision: its writing, and the cuts that are made of its episodes now."""
        return frozenset({*self._cuts, writing(self.revision)})

    @property
    def unwanted(self) -> frozenset[str]:
        """The cuts for which nothing more is bought: of a cancelled drama, and of episodes that it has no more."""
        cancelled = {each.replaces for each in self.episodes.values() if each.replaces and not each.master}
        return (self.dropped | cancelled if self.is_cancelled else self.dropped) - self._cuts

    @property
    def waiting(self) -> int:
        """How many episodes are not released yet."""
        return sum(episode.cut is None for episode in self.episodes.values())

    @property
    def _cuts(self) -> frozenset[str]:
        return frozenset(episode.cut for episode in self.episodes.values() if episode.cut)


def fold(drama: str, decisions: Iterable[Decision], state: State | None = None) -> State:
    """The state after all these decisions, and before them those that led to ``state``."""
    state = state or State(drama)
    for decision in decisions:
        state = replace(_apply(state, decision), length=state.length + 1)
    return state


def _apply(state: State, decision: Decision) -> State:
    match decision:
        case Admitted():
            return _admitted(state, decision)
        case Planned(story=story):
            return replace(state, story=story)
        case CastChosen(cast=cast):
            return replace(state, cast=cast)
        case Scripted(number=number, plan=plan, draft=draft):
            return _with(state, replace(_episode(state, number), plan=plan, draft=draft))
        case Released(number=number, cut=cut, caps=caps, estimate=estimate):
            budget = state.budget.with_caps(cut, caps)
            return _with(replace(state, budget=budget), replace(_episode(state, number), cut=cut, estimate=estimate))
        case Mastered(number=number, master=master):
            return _with(state, replace(_episode(state, number), master=master))
        case Blocked():
            return replace(state, blocked=decision, blocked_by=state.length + 1)
        case Resumed(nonce=nonce):
            return replace(state, blocked=None, cancelled_by=0, heard=state.heard | {nonce})
        case Gated():
            return replace(state, gated=decision, gated_by=state.length + 1)
        case Completed(manifest=manifest):
            return replace(state, manifest=manifest, blocked=None)
        case Granted() | Settled():
            return _paid(state, decision)
        case Budgeted() | Approved() | Cancelled() | Declined():
            return replace(_directed(state, decision), directed=decision.command)


def _admitted(state: State, decision: Admitted) -> State:
    """A new revision; what was given of the budget stays given."""
    old = {number: episode.cut or episode.replaces for number, episode in state.episodes.items()}
    numbers = range(1, decision.request.episodes + 1)
    dropped = {
        cut for number, cut in old.items() if cut and number not in numbers and not state.episodes[number].master
    }
    asked = decision.budget
    budget = state.budget if asked is None else state.budget.with_amount(asked, decision.currency)
    return State(
        state.drama,
        state.length,
        decision.revision,
        decision.request,
        decision.at,
        state.opened_at if state.is_open else decision.at,
        episodes={number: Episode(number, replaces=old.get(number)) for number in numbers},
        budget=budget.with_caps(writing(decision.revision), decision.writing),
        directed=state.directed,
        dropped=state.dropped | dropped,
        heard=state.heard | {decision.nonce},
    )


def _paid(state: State, decision: Granted | Settled) -> State:
    match decision:
        case Granted(needs=needs):
            still = state.blocked if state.blocked and not state.blocked.needs else None
            return replace(state, budget=state.budget.with_grant(needs), blocked=still)
        case Settled(allotment=allotment, spent=spent):
            return replace(state, budget=state.budget.with_caps(allotment, spent, is_settled=True))


def _directed(state: State, decision: Budgeted | Approved | Cancelled | Declined) -> State:
    match decision:
        case Budgeted(amount=amount, currency=currency):
            return replace(state, budget=state.budget.with_amount(amount, currency))
        case Approved(gate=gate):
            made = {n: replace(each, cut=None, master=None, replaces=None) for n, each in state.episodes.items()}
            return replace(state, approved=gate, gated=None, episodes=made)
        case Cancelled():
            left = {n: each if each.master else _given_up(each) for n, each in state.episodes.items()}
            return replace(state, cancelled_by=state.length + 1, blocked=None, gated=None, episodes=left)
        case Declined():
            return state


def _given_up(episode: Episode) -> Episode:
    """Its cut is stopped; who wants the episode after all releases one anew."""
    return replace(episode, cut=None, replaces=episode.cut or episode.replaces)


def _episode(state: State, number: int) -> Episode:
    return state.episodes.get(number, Episode(number))


def _with(state: State, episode: Episode) -> State:
    return replace(state, episodes=state.episodes | {episode.number: episode})
