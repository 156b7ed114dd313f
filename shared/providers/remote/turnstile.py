"""One purchase's way through the worker's gate, as a market asks for it."""

from dataclasses import replace
from typing import TypeVar

from shared.ledger.offers import Accepted, Ticket
from shared.providers.remote.gate import Gate, Permit
from shared.providers.remote.work import Work
from shared.runtime.errors import WorkError

T = TypeVar("T")


class Turnstile:
    """Keeps the permit of the model that was chosen until its submission goes out; a purchase makes one at a time."""

    def __init__(self, gate: Gate) -> None:
        self._gate = gate
        self._permit: Permit | None = None

    async def enter(self, provider: str, model: str, tokens: int) -> None:
        """Take the room of one submission. Raises Throttled with the seconds until there is some."""
        self._permit = await self._gate.enter(provider, model, tokens)

    def is_closed(self, provider: str, model: str) -> float | None:
        """For how many seconds nothing is let in; None if the gate is open."""
        return self._gate.is_closed(provider, model)

    def record(self, provider: str, model: str, error: WorkError | None) -> None:
        """Nothing: the gate saw how a submission went that it guarded."""

    def guarded(self, work: Work[T], tokens: int) -> Work[T]:
        """The same work, submitted under the permit that was taken for it, or else under one of its own."""

        async def submit(ticket: Ticket) -> Accepted:
            permit, self._permit = self._permit, None
            if permit and (permit.model.provider, permit.model.name) == (work.provider, work.model):
                return await self._gate.guard(work.submit, permit)(ticket)
            return await self._gate.again(work.submit, work.provider, work.model, tokens)(ticket)

        return replace(work, submit=submit)
