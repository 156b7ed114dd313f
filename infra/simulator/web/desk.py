"""What the rehearsal itself is asked, beside the provider's API: the books, the counters, keys."""

from dataclasses import asdict

from infra.simulator.provider import Provider
from infra.simulator.replies import Json
from infra.simulator.web.clock import Clock


class Desk:
    """``GET /_simulator/books``, ``…/stats``; ``POST /_simulator/keys`` for a fresh key, ``…/keys/expire`` ends all."""

    def __init__(self, provider: Provider, clock: Clock) -> None:
        self._provider, self._clock = provider, clock

    def answer(self, method: str, path: str) -> Json | None:
        """What is told or done; None if there is nothing of the kind."""
        match method, path:
            case "GET", "/_simulator/books":
                books = self._provider.books
                return {"total": books.total, "charges": [asdict(charge) for charge in books.charges]}
            case "GET", "/_simulator/stats":
                jobs = self._provider.memory.statuses(self._clock.now())
                return self._provider.stats.as_dict() | {"jobs": jobs}
            case "POST", "/_simulator/keys":
                return {"key": self._provider.access.refresh(self._clock.now())}
            case "POST", "/_simulator/keys/expire":
                self._provider.access.expire()
                return {"expired": True}
        return None
