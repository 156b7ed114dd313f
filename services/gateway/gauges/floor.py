"""The floor: what is being made at this moment, what waits, and who works. Read from the store alone."""

import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from services.gateway.gauges.purses import Purses
from shared.artifacts import Artifacts, Lost, keys
from shared.artifacts.media import read
from shared.artifacts.records import Plan
from shared.planning import Decisions, Episode, State


@dataclass(frozen=True)
class Drama:
    """A drama under way. ``parts`` are done and missing by name, as far as they are known; times are seconds.

    ``reserved`` is what was given to orders and is not spent; money is in the deployment's currency.
    """

    name: str
    blocked: bool
    parts: dict[str, tuple[int, int]]
    age: float
    still: float
    planned: float
    budget: float = 0.0
    spent: float = 0.0
    reserved: float = 0.0


@dataclass(frozen=True)
class Waiting:
    """Outstanding orders of one kind, and the age of the oldest in seconds."""

    orders: int = 0
    oldest: float = 0.0


class Floor:
    """Looks at the floor. Costs a few listings for each service, each drama and each episode under way.

    ``now`` is an aware UTC time, ``dead`` the age in seconds at which a heartbeat no longer counts.
    """

    def __init__(
        self,
        store: Artifacts,
        decisions: Decisions,
        now: Callable[[], datetime],
        dead: float,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._store, self._decisions, self._now, self._dead, self._clock = store, decisions, now, dead, clock
        self._purses = Purses(store)
        self._lengths: dict[str, int] = {}
        self._began: dict[str, float] = {}
        self._kinds: set[tuple[str, str]] = set()

    # --- dramas

    async def dramas(self) -> tuple[list[Drama], int]:
        """Every drama under way, and how many more there are whose records are damaged."""
        found, unreadable = [], 0
        for key, _ in await self._store.listing(keys.OPEN_DRAMAS):
            try:
                state = await self._decisions.state(key.rpartition("/")[2])
                if state.is_open:
                    found.append(await self._drama(state))
            except Lost:
                unreadable += 1
        self._purses.forget_all_but({drama.name for drama in found})
        return found, unreadable

    async def _drama(self, state: State) -> Drama:
        quiet = [age for _, age in await self._store.listing(keys.decisions(state.drama))]
        shots = joined = 0
        for episode in state.episodes.values():
            length, there, ages = await self._episode(episode)
            shots, joined, quiet = shots + length, joined + there, quiet + ages
        request, requested_at = state.request, state.requested_at
        if not (request and requested_at):
            raise Lost(f"the drama {state.drama} is open, but nobody requested it")
        budget = state.budget
        spent = float(await self._purses.spent(state.drama)) if budget.given or budget.granted else 0.0
        return Drama(
            name=state.drama,
            blocked=state.blocked is not None or state.gated is not None,
            parts=_parts(state, shots, joined),
            age=(self._now() - requested_at).total_seconds(),
            still=min(quiet, default=0.0),
            planned=request.episodes * request.episode_seconds,
            budget=float(budget.amount),
            spent=spent,
            reserved=max(0.0, float(budget.given) - spent),
        )

    async def _episode(self, episode: Episode) -> tuple[int, int, list[float]]:
        """Its shots, how many of them have joined, and how long ago those that joined last did."""
        if not episode.plan:
            return 0, 0, []
        length = await self._length(episode.plan)
        if episode.master or not episode.cut:
            return length, length if episode.master else 0, []
        joins = await self._store.listing(keys.joins(episode.cut))
        shots = [key for key, _ in joins if key != keys.score_join(episode.cut)]
        return length, min(length, len(shots)), [age for _, age in joins]

    async def _length(self, plan: str) -> int:
        """How many shots the plan has. Plans never change."""
        if plan not in self._lengths:
            self._lengths[plan] = len((await read(self._store, plan, Plan)).shots)
        return self._lengths[plan]

    # --- services

    async def waiting(self) -> dict[tuple[str, str], Waiting]:
        """Outstanding orders by service and kind; a kind that was seen once is shown with none.

        An order that is tried again is written again, which makes it look young: what was seen before counts.
        """
        now, began = self._clock(), {}
        for service in keys.WRITERS:
            for key, age in await self._store.listing(keys.jobs(service)):
                began[key] = min(now - age, self._began.get(key, now))
        self._began = began
        found = dict.fromkeys(self._kinds, Waiting())
        for key, since in began.items():
            kind = (key.partition("/")[0], key.rpartition("/")[2].partition("_")[0])
            known = found.get(kind, Waiting())
            found[kind] = Waiting(known.orders + 1, max(known.oldest, now - since))
        self._kinds = set(found)
        return found

    async def workers(self) -> dict[str, int]:
        """How many workers of each service have a young heartbeat; 0 for a service that is away."""
        return {service: await self._alive(service) for service in keys.WRITERS}

    async def _alive(self, service: str) -> int:
        return sum(age < self._dead for _, age in await self._store.listing(keys.workers(service)))

    async def letters(self) -> dict[tuple[str, str], int]:
        """Dead letters that are kept, by service and event; one whose redrive broke off is kept, too."""
        kept = set()
        for service in keys.WRITERS:
            kept |= {key for key, _ in await self._store.listing(keys.dead(service))}
        kept |= {key.removeprefix(f"{keys.REDRIVING}/") for key, _ in await self._store.listing(keys.REDRIVING)}
        return dict(Counter((words[0], words[2]) for words in (key.split("/") for key in kept)))


def _parts(state: State, shots: int, joined: int) -> dict[str, tuple[int, int]]:
    episodes = state.episodes.values()
    scripted = sum(episode.plan is not None for episode in episodes)
    mastered = sum(episode.master is not None for episode in episodes)
    return {
        "story": (int(state.story is not None), int(state.story is None)),
        "cast": (int(state.cast is not None), int(state.cast is None)),
        "scripts": (scripted, len(episodes) - scripted),
        "shots": (joined, shots - joined),
        "masters": (mastered, len(episodes) - mastered),
    }
