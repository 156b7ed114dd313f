"""The gate that calls to a provider's models pass: limits over all workers, waits that were asked for, the breaker."""

import asyncio
import logging
import math
import re
import time
import uuid
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from typing import NamedTuple

from shared.artifacts import Artifacts, StoreError, keys
from shared.ledger.offers import Accepted, Submit, Ticket
from shared.providers.catalogue.spec import Limits
from shared.providers.remote.breaker import STATES, Breaker
from shared.providers.remote.looks import Looks
from shared.providers.remote.pacer import Pacer
from shared.providers.remote.pacing import MINUTE
from shared.providers.remote.seats import Seats
from shared.runtime.errors import Throttled, Unreached
from shared.runtime.leases import Leases
from shared.runtime.settings import Times
from shared.telemetry import metrics

log = logging.getLogger(__name__)

PATIENCE = 5.0
"""Seconds that a call waits in its slot; who would have to wait longer gives the slot to others."""


class Model(NamedTuple):
    """A model by its names."""

    provider: str
    name: str


@dataclass
class Permit:
    """Leave to make one call, until ``until`` by the clock of the gate that gave it."""

    model: Model
    tokens: int
    until: float
    used: bool = False


@dataclass
class _Door:
    """What this worker knows of one model. ``closed`` is until when the provider told us to wait."""

    breaker: Breaker
    limits: dict[str, Limits]
    looks: Looks
    turn: asyncio.Lock = field(default_factory=asyncio.Lock)
    waiting: int = 0
    closed: float = -math.inf

    @property
    def seats(self) -> dict[str, int]:
        return {folder: limits.in_flight for folder, limits in self.limits.items() if limits.in_flight}


class Gate:
    """The gate of one worker of a service. ``providers`` and ``models`` have the limits of the catalogue.

    Several workers, of any services, that use one store keep one provider's limits together. ``minute`` is how long a
    minute of the provider lasts: shorter for a simulator that is in a hurry. ``clock`` is monotonic.
    """

    def __init__(
        self,
        store: Artifacts,
        worker: str,
        providers: Mapping[str, Limits],
        models: Mapping[tuple[str, str], Limits],
        *,
        times: Times = Times(),  # noqa: B008 (frozen)
        minute: float = MINUTE,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._providers, self._models, self._clock = providers, models, clock
        self._pacer = Pacer(store, worker, minute=minute, clock=clock, sleep=sleep)
        self._leases = Leases(store, keys.LIMITS, f"{worker}-{uuid.uuid4().hex[:8]}", times, clock)
        self._seats = Seats(store, self._leases, sleep)
        self._doors: dict[Model, _Door] = {}
        self._looks: dict[str, Looks] = {}

    async def keep(self) -> None:
        """Keep this worker's seats, and free those of the dead, until cancelled: for the service's background.

        While no limit of calls in flight was met, the store is left alone.
        """
        await self._seats.wanted.wait()
        await self._leases.tidy(lambda _: False)
        await self._leases.beat_forever()

    def is_closed(self, provider: str, model: str) -> float | None:
        """Seconds until a call of the model may be tried, as far as is known here; None if one may now."""
        door = self._door(Model(provider, model))
        wait = max(door.closed - self._clock(), door.breaker.until, door.looks.closed)
        return wait if wait > 0 else None

    async def enter(self, provider: str, model: str, tokens: int = 0, patience: float = PATIENCE) -> Permit:
        """Leave for one call that takes so many tokens, waiting for up to ``patience`` seconds.

        Raises Throttled, with the seconds to wait, if there is no room within that time, the provider asked us to wait,
        or the breaker is open; StoreError if the store is away. A permit that is not used costs a call's room.
        """
        name, door = Model(provider, model), self._door(Model(provider, model))
        began = self._clock()
        door.waiting += 1
        try:
            async with asyncio.timeout(patience), door.turn:
                self._check(name)
                until = await self._pacer.turn(door.limits, tokens)
                self._check(name)
        except TimeoutError as late:
            raise _throttled(name, "its limits have no room", self._wait(door)) from late
        finally:
            door.waiting -= 1
            metrics.GATE_WAIT_SECONDS.labels(provider, model).observe(self._clock() - began)
        return Permit(name, tokens, until)

    def looking(self, provider: str) -> AbstractAsyncContextManager[None]:
        """One read of the provider's API, made in the body. Raises Outstanding where that has to come later."""
        return self._looks_at(provider).passing()

    def guard(self, submit: Submit, permit: Permit) -> Submit:
        """A submission that goes out under this permit, and tells the gate how it ended.

        If the permit is used up or too old, as after a slow store, another one is asked for first. Whatever keeps the
        call from going out is raised as Throttled or Unreached: nothing was accepted, for certain.
        """

        async def guarded(ticket: Ticket) -> Accepted:
            async with self.passing(permit):
                return await submit(ticket)

        return guarded

    def again(self, submit: Submit, provider: str, model: str, tokens: int = 0) -> Submit:
        """A submission that has no permit yet: one that repeats an earlier one."""
        return self.guard(submit, Permit(Model(provider, model), tokens, -math.inf, used=True))

    @asynccontextmanager
    async def passing(self, permit: Permit) -> AsyncIterator[None]:
        """One call, made in the body; see ``guard``."""
        name, door = permit.model, self._door(permit.model)
        async with self._out(permit, door):
            try:
                yield
            except Exception as error:
                self.told(name.provider, name.name, error)
                raise
            self.told(name.provider, name.name, None)

    @asynccontextmanager
    async def _out(self, permit: Permit, door: _Door) -> AsyncIterator[None]:
        """Everything that a call needs right before it goes out."""
        is_out = False
        try:
            async with self._seats.taken(door.seats, PATIENCE):
                if permit.used or self._clock() >= permit.until:
                    await self.enter(*permit.model, permit.tokens)
                permit.used = True
                if not door.breaker.admit():
                    raise _throttled(permit.model, "it is being tried by another call", door.breaker.until)
                is_out = True
                yield
        except StoreError as away:
            if is_out:
                raise
            raise Unreached(f"nothing was asked of {permit.model.provider}: {away}") from away

    def told(self, provider: str, model: str, error: Exception | None) -> None:
        """How a submission to the model ended; None is an answer."""
        door = self._door(Model(provider, model))
        if isinstance(error, Throttled):
            door.closed = max(door.closed, self._clock() + error.retry_after)
            metrics.THROTTLED.labels(provider, model, "provider").inc()
        before = door.breaker.state
        door.breaker.record(error)
        if (state := door.breaker.state) != before:
            log.warning("%s of %s: the breaker is %s%s", model, provider, state, f" ({error})" if error else "")

    def _check(self, name: Model) -> None:
        door = self._door(name)
        if door.closed > self._clock():
            raise _throttled(name, "the provider asked us to wait", door.closed - self._clock())
        if door.breaker.is_open:
            raise _throttled(name, "it failed again and again", door.breaker.until)
        if door.looks.closed > 0:
            raise _throttled(name, "it does not tell how its jobs stand", door.looks.closed)

    def _wait(self, door: _Door) -> float:
        return self._pacer.seconds_for(door.waiting, door.limits.values())

    def _door(self, name: Model) -> _Door:
        if name not in self._doors:
            own = {f"{keys.limits(name.provider)}/model.{_word(name.name)}": self._models.get(name, Limits())}
            breaker = Breaker(self._clock)
            metrics.BREAKER.labels(*name).set_function(lambda: STATES.index(breaker.state))
            self._doors[name] = _Door(breaker, self._account(name.provider) | own, self._looks_at(name.provider))
        return self._doors[name]

    def _looks_at(self, provider: str) -> Looks:
        if provider not in self._looks:
            self._looks[provider] = Looks(provider, self._account(provider), self._pacer, self._clock)
        return self._looks[provider]

    def _account(self, provider: str) -> dict[str, Limits]:
        return {f"{keys.limits(provider)}/account": self._providers.get(provider, Limits())}


def _throttled(name: Model, why: str, seconds: float) -> Throttled:
    metrics.THROTTLED.labels(name.provider, name.name, "gate").inc()
    return Throttled(f"{name.name} of {name.provider} waits: {why}", seconds)


def _word(name: str) -> str:
    """The name as a word of a key; what is no such word is told apart by its digest."""
    if len(name) <= 64 and re.fullmatch(r"[A-Za-z0-9._-]+", name):
        return name
    return f"{re.sub(r'[^A-Za-z0-9._-]+', '-', name)[:48]}.{sha256(name.encode()).hexdigest()[:8]}"
