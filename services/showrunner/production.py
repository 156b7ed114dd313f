"""One drama's way through its decisions, whoever else decides at the same time."""

from collections.abc import Callable, Collection
from datetime import datetime

from pydantic import BaseModel, ValidationError

from services.showrunner.commissions import commissions
from services.showrunner.core import cut_of, decide, is_finished, release
from services.showrunner.manifest import assemble
from shared.artifacts import Artifacts, keys
from shared.artifacts.decisions import Completed, Decision, Released
from shared.artifacts.media import written
from shared.events import DramaRequested, EpisodeMastered, EpisodeScripted, Event
from shared.planning import Decisions, State
from shared.telemetry.traces import traceparent


class Opened(BaseModel):
    """The marker of a drama under way: where the trace of its last request began, if it is traced."""

    traceparent: str | None = None


class Production:
    """Decides and orders for every drama; ``now`` is an aware UTC time."""

    def __init__(self, store: Artifacts, decisions: Decisions, now: Callable[[], datetime]) -> None:
        self._store, self._decisions, self._now = store, decisions, now

    async def hear(self, news: Event) -> list[Event]:
        """Decide what follows from the news and return the orders that it makes possible.

        A repeat decides nothing and orders again what is still missing.
        """
        if isinstance(news, DramaRequested):
            await self._store.put(keys.open_drama(news.drama), written(Opened(traceparent=traceparent())))
        state = await self._decide(news)
        state = await self.go_on(state)
        return await self.outstanding(state, _concerned(news))

    async def go_on(self, state: State) -> State:
        """Release what can be released, complete what is finished."""
        while (decision := await self._next(state)) is not None:
            state = await self._append(state, decision)
        if state.manifest:
            await self._close(state)
        return state

    async def outstanding(self, state: State, numbers: Collection[int] | None = None) -> list[Event]:
        """Every order whose result has not arrived, of these episodes or of all."""
        if state.request is None:
            return []
        await self._store.put(keys.request(state.drama, state.revision), written(state.request))
        return await commissions(self._store, state, numbers)

    async def trace(self, drama: str) -> str | None:
        """Where the trace of the drama's last request began; None if it was not traced."""
        marker = await self._store.get(keys.open_drama(drama))
        try:
            return Opened.model_validate_json(marker or b"{}").traceparent
        except ValidationError:  # nobody's work depends on it
            return None

    async def _decide(self, news: Event) -> State:
        state = await self._decisions.state(news.drama)
        while (decision := decide(state, news, self._now())) is not None:
            state = await self._append(state, decision)
        return state

    async def _next(self, state: State) -> Decision | None:
        if released := release(state, self._now()):
            await self._prepare(state, released)
            return released
        if is_finished(state):
            manifest = await assemble(self._store, state, self._now())
            key = keys.manifest(state.drama, state.revision)
            await self._store.create(key, written(manifest))
            return Completed(at=self._now(), revision=state.revision, manifest=key)
        return None

    async def _prepare(self, state: State, released: Released) -> None:
        """Write the cut down; its orders run from now on, those of the cut that it replaces end."""
        episode = state.episodes[released.number]
        cut = cut_of(state, episode)
        await self._store.create(keys.cut(cut.episode, released.cut), written(cut))
        await self._store.delete(keys.stopped(released.cut))
        if episode.replaces and episode.replaces != released.cut:
            await self._store.put(keys.stopped(episode.replaces), b"{}")

    async def _append(self, state: State, decision: Decision) -> State:
        """The state after the decision, or after somebody else's, if that came first."""
        return await self._decisions.append(state, decision) or await self._decisions.state(state.drama)

    async def _close(self, state: State) -> None:
        """Take the drama off the list of open ones, unless a new revision came in the same moment."""
        await self._store.delete(keys.open_drama(state.drama))
        if (await self._decisions.state(state.drama)).is_open:
            await self._store.put(keys.open_drama(state.drama), written(Opened()))


def _concerned(news: Event) -> Collection[int] | None:
    """The episodes that a piece of news opens the way for; None for all."""
    match news:
        case EpisodeScripted(number=number):
            return {number}
        case EpisodeMastered():
            return ()
    return None
