"""One drama's way through its decisions, whoever else decides at the same time."""

from collections.abc import Callable, Collection
from datetime import datetime

from pydantic import BaseModel, ValidationError

from services.showrunner.books import Books
from services.showrunner.commissions import commissions
from services.showrunner.core import cut_of, decide, gate_of, is_mastered, next_to_release, release
from services.showrunner.costs import Costs, Nothing
from services.showrunner.directing import direct
from services.showrunner.manifest import assemble
from services.showrunner.money import Funds, left_over, lifted, number_of, unsettled
from shared.artifacts import Artifacts, keys
from shared.artifacts.commands import COMMAND, Command
from shared.artifacts.decisions import Completed, Decision, Gated, Released, Settled
from shared.artifacts.media import written
from shared.events import (
    DramaDirected,
    DramaRequested,
    EpisodeMastered,
    EpisodeScripted,
    Event,
    OrderBlocked,
    ProductionBlocked,
)
from shared.ledger import PUBLISHED, Prices
from shared.planning import Decisions, Episode, State
from shared.telemetry.traces import traceparent


class Opened(BaseModel):
    """The marker of a drama under way: where the trace of its last request began, if it is traced."""

    traceparent: str | None = None


class Production:
    """Decides and orders for every drama; ``now`` is an aware UTC time.

    ``costs`` tells what will be spent; without it everything is free, as the offline studio is.
    """

    def __init__(
        self,
        store: Artifacts,
        decisions: Decisions,
        now: Callable[[], datetime],
        funds: Funds | None = None,
        costs: Costs | None = None,
    ) -> None:
        self._store, self._decisions, self._now = store, decisions, now
        self._funds, self._costs = funds or Funds(Prices.read(PUBLISHED)), costs or Nothing()
        self._books = Books(store)

    async def hear(self, news: Event) -> list[Event]:
        """Decide what follows from the news and return the orders that it makes possible.

        A repeat decides nothing and orders again what is still missing.
        """
        if isinstance(news, DramaRequested):
            await self._store.put(keys.open_drama(news.drama), written(Opened(traceparent=traceparent())))
        state = await self._decide(news)
        if isinstance(news, DramaDirected | DramaRequested):
            state = await self.obey(state)
        was_blocked = state.blocked is not None
        state = await self.go_on(state)
        if was_blocked and not state.blocked:  # there is money again, for whoever lacks it
            return await self.outstanding(state)
        return _called_for(news, await self.outstanding(state, _concerned(news)))

    async def obey(self, state: State) -> State:
        """Apply every command that was not applied yet, in their order."""
        while state.request and (data := await self._store.get(keys.command(state.drama, state.directed + 1))):
            state = await self._append(state, direct(state, _command(data), self._now(), self._funds.prices))
        return state

    async def go_on(self, state: State) -> State:
        """Settle what is done, release what can be released, complete what is finished."""
        while (decision := await self._next(state)) is not None:
            state = await self._append(state, decision)
        for cut in state.unwanted:  # what runs is awaited and kept
            await self._store.create(keys.stopped(cut), b"{}")
        if state.request and not state.is_open:
            await self._close(state)
        return state

    async def outstanding(self, state: State, numbers: Collection[int] | None = None) -> list[Event]:
        """Every order whose result has not arrived, of these episodes or of all."""
        if numbers is None:
            state = await self._wanted(state)
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
        if isinstance(news, DramaRequested):  # what was said before it, whose event was lost or is late
            state = await self.obey(state)
        words = isinstance(news, DramaRequested) and await self._costs.of_words(news.request)
        while (decision := decide(state, news, self._now(), self._funds, words)) is not None:
            state = await self._append(state, decision)
        return state

    async def _next(self, state: State) -> Decision | None:
        if (allotment := await self._done(state)) is not None:
            spent = await self._books.spent(state, allotment)
            return Settled(at=self._now(), revision=state.revision, allotment=allotment, spent=spent)
        if granted := lifted(state, self._now()):
            return granted
        if (episode := next_to_release(state)) is not None:
            return await self._release(state, episode)
        return await self._finish(state) if is_mastered(state) else None

    async def _done(self, state: State) -> str | None:
        """An allotment that nothing more will be spent of."""
        if finished := unsettled(state):
            return finished[0]
        for allotment in left_over(state):
            if await self._books.is_left(state, allotment):
                return allotment
        return None

    async def _release(self, state: State, episode: Episode) -> Released:
        """Write the cut down; its orders run from now on, those of the cut that it replaces end."""
        cut = cut_of(state, episode)
        released = release(state, episode, await self._costs.of_cut(cut), self._now())
        await self._store.create(keys.cut(cut.episode, released.cut), written(cut))
        await self._store.delete(keys.stopped(released.cut))
        if episode.replaces and episode.replaces != released.cut:
            await self._store.put(keys.stopped(episode.replaces), b"{}")
        return released

    async def _finish(self, state: State) -> Gated | Completed:
        manifest = await assemble(self._store, state, self._now())
        if (gate := gate_of(state)) is not None:
            key = keys.gate_manifest(state.drama, state.revision, gate)
            await self._store.create(key, written(manifest))
            return Gated(at=self._now(), revision=state.revision, gate=gate, manifest=key)
        key = keys.manifest(state.drama, state.revision)
        await self._store.create(key, written(manifest))
        return Completed(at=self._now(), revision=state.revision, manifest=key)

    async def _wanted(self, state: State) -> State:
        """Take back what a showrunner said late that others had overtaken: that a cut is stopped which is wanted again.

        Whoever cancels decides first and stops then, so a look after the removal misses no cancellation.
        """
        for cut in [each.cut for each in state.episodes.values() if each.cut and not each.master]:
            if await self._store.age(keys.stopped(cut)) is not None:
                await self._store.delete(keys.stopped(cut))
                state = await self.go_on(await self._decisions.state(state.drama))
        return state

    async def _append(self, state: State, decision: Decision) -> State:
        """The state after the decision, or after somebody else's, if that came first."""
        return await self._decisions.append(state, decision) or await self._decisions.state(state.drama)

    async def _close(self, state: State) -> None:
        """Take the drama off the list of open ones, unless a new revision came in the same moment."""
        await self._store.delete(keys.open_drama(state.drama))
        if (await self._decisions.state(state.drama)).is_open:
            await self._store.put(keys.open_drama(state.drama), written(Opened()))


def _command(data: bytes) -> Command | None:
    try:
        return COMMAND.validate_json(data)
    except ValidationError:
        return None


def _called_for(news: Event, orders: list[Event]) -> list[Event]:
    """Money for one shot orders that shot, and no other of its episode again."""
    if not isinstance(news, OrderBlocked) or news.missing is None or not news.about:
        return orders
    return [order for order in orders if order.subject == news.about or isinstance(order, ProductionBlocked)]


def _concerned(news: Event) -> Collection[int] | None:
    """The episodes that a piece of news opens the way for; None for all."""
    match news:
        case EpisodeScripted(number=number):
            return {number}
        case EpisodeMastered():
            return ()
        case OrderBlocked(about=about) if number_of(about):
            return {number_of(about) or 0}
    return None
