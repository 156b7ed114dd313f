"""What stands between a market and a provider: limits that all workers keep together, and a breaker."""

from typing import Protocol

from shared.runtime.errors import WorkError


class Gate(Protocol):
    """Lets submissions through, as many as a provider takes."""

    async def enter(self, provider: str, model: str, tokens: int) -> None:
        """Take the room of one submission. Raises Throttled with the seconds until there is some."""

    def is_closed(self, provider: str, model: str) -> float | None:
        """For how many seconds nothing is let in: the provider is away or wants us to wait; None if it is open."""

    def record(self, provider: str, model: str, error: WorkError | None) -> None:
        """How a submission went: accepted, or refused or lost with this error."""
