"""What stands between a market and a provider: limits that all workers keep together, and a breaker."""

from typing import Protocol, TypeVar

from shared.ledger.offers import Submit

P = TypeVar("P")


class Gate(Protocol[P]):
    """Lets submissions through, as many as a provider takes; ``shared.providers.remote.gate`` has that of a worker."""

    async def enter(self, provider: str, model: str, tokens: int = 0) -> P:
        """A permit for one submission. Raises Throttled with the seconds until there is room, and StoreError."""

    def guard(self, submit: Submit, permit: P) -> Submit:
        """The submission under the permit; the gate learns how it ends. Kept from going out: Throttled or Unreached."""

    def again(self, submit: Submit, provider: str, model: str, tokens: int = 0) -> Submit:
        """The same for a submission that has no permit: it asks for one when it goes out."""

    def is_closed(self, provider: str, model: str) -> float | None:
        """For how many seconds nothing is let in: the provider is away or wants us to wait; None if it is open."""
