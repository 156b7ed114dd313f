"""A provider in memory for tests on a real store: sells films, and keeps books of its own."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from decimal import Decimal

from shared.artifacts import Artifacts
from shared.artifacts.records import Record
from shared.events import digest
from shared.ledger import Accepted, Attempt, Callbacks, Failed, Ledger, Offer, Purse, Receipt, Running, Terms, Ticket
from shared.ledger.ledger import Keeper
from tests.ledger.actors import PRICES

NOBODY = Callbacks("", ())


class Film(Record):
    frames: str


@dataclass
class Shop:
    """A market of one model. What it answers next can be scripted; then it sells at once."""

    terms: Terms
    billed: Decimal | None = None
    charges: list[str] = field(default_factory=list)
    callbacks: list[str] = field(default_factory=list)
    submissions: list[Accepted | Exception | Callable[[], Awaitable[None]]] = field(default_factory=list)
    collections: list[Running | Failed | Exception] = field(default_factory=list)

    async def choose(self, past: Sequence[Attempt]) -> Offer[Film]:
        return self.named("shop", "kling")

    def others(self, past: Sequence[Attempt]) -> bool:
        return False

    def named(self, provider: str, model: str, past: Sequence[Attempt] = (), reference: str = "") -> Offer[Film]:
        quote = PRICES.quote(model, "second", 5, datetime(2026, 6, 1, tzinfo=UTC).date())
        return Offer(provider, model, quote, self.terms, self._submit, self._collect, self._find)

    async def _submit(self, ticket: Ticket) -> Accepted:
        self.callbacks.append(ticket.callback)
        scripted = self.submissions.pop(0) if self.submissions else None
        if isinstance(scripted, Exception):
            raise scripted
        if callable(scripted):
            await scripted()
        self.charges.append(ticket.key)
        if isinstance(scripted, Accepted):
            return scripted
        return Accepted(f"job-{len(self.charges)}", self.billed)

    async def _find(self, key: str) -> Accepted | None:
        return Accepted(f"job-{self.charges.index(key) + 1}") if key in self.charges else None

    async def _collect(self, receipt: Receipt) -> Film | Running | Failed:
        scripted = self.collections.pop(0) if self.collections else None
        if isinstance(scripted, Exception):
            raise scripted
        return scripted or Film(frames=receipt.job)


def ledger(store: Artifacts, leases: Keeper, callbacks: Callbacks = NOBODY, cheap: str = "0.01") -> Ledger:
    return Ledger(store, "video", leases, callbacks, lambda: datetime.now(UTC), Decimal(cheap))


def key(want: str) -> str:
    return f"video/takes/{digest(want)}.json"


def purse(cap: str = "1", cut: str = "c" * 64) -> Purse:
    return Purse("red", "shot.voiced_red.e01-s01_0", "red/e01-s01", Decimal(cap), cut)
