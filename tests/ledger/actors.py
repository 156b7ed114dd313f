"""Workers as coroutines of the ledger's own code, whose every call of the store and the provider stops them."""

from collections.abc import Coroutine, Generator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

from shared.artifacts import Lost, StoreError
from shared.artifacts.media import written
from shared.artifacts.port import Listed
from shared.artifacts.records import Record
from shared.ledger import (
    Accepted,
    Attempt,
    Callbacks,
    Failed,
    Ledger,
    Market,
    NeedsRuling,
    Offer,
    OverCap,
    Prices,
    Purse,
    Quote,
    Receipt,
    Running,
    Terms,
    Ticket,
)
from shared.runtime import Rejected, WorkError
from shared.runtime.leases import Lease
from tests.ledger.world import Answer, Op

NOW = datetime(2026, 11, 21, tzinfo=UTC)
FINGERPRINTS = ("a" * 64, "b" * 64)
PRICE = Decimal("0.4")
PRICES = Prices.model_validate(
    {
        "currency": "USD",
        "price": [
            {"model": model, "unit": "second", "amount": "0.08", "since": date(2026, 1, 1)}
            for model in ("kling", "pika")
        ],
    }
)
DONE, PARKED = "done", NeedsRuling.__name__
ENDINGS = {DONE: "done", PARKED: "parked", Rejected.__name__: "refused", OverCap.__name__: "over the cap"}
"""How a purchase may end, in the words of a report: no look at it need be repeated."""
DEAR, CHEAP = Decimal(0), Decimal(1)
"""The price below which uncertain calls are repeated."""


class Take(Record):
    film: str


@dataclass(frozen=True)
class Do:
    """Stops the coroutine until its operation is answered."""

    op: Op

    def __await__(self) -> Generator[Op, Answer, Answer]:
        return (yield self.op)


class SteppedStore:
    """A store whose every call stops its worker."""

    async def create(self, key: str, data: bytes) -> bool:
        return bool(await Do(Op("create", key, data)))

    async def get(self, key: str) -> bytes | None:
        found: bytes | None = await Do(Op("get", key))
        return found

    async def age(self, key: str) -> float | None:
        found: float | None = await Do(Op("age", key))
        return found

    async def listing(self, prefix: str) -> list[Listed]:
        return list(await Do(Op("listing", prefix)))

    async def put(self, key: str, data: bytes) -> None:
        raise AssertionError("the ledger overwrites nothing")

    async def delete(self, key: str) -> None:
        raise AssertionError("the ledger removes nothing")

    async def upload(self, key: str, path: Path) -> None:
        raise AssertionError("the ledger moves no media")

    async def download(self, key: str, path: Path) -> None:
        raise AssertionError("the ledger moves no media")


class NoLeases:
    """Gives a lease to whoever asks, so that leases that expire at any moment are among the schedules."""

    fit = True

    async def take(self, name: str) -> Lease | None:
        return Lease(name, ())

    async def release(self, lease: Lease) -> None:
        pass


@dataclass(frozen=True)
class Makers:
    """Two models, of one price; the second one is asked at once when the first refused, or its job failed."""

    terms: Terms

    async def choose(self, past: Sequence[Attempt]) -> Offer[Take]:
        if any(attempt.is_judged for attempt in past if attempt.first.model == "pika"):
            raise Rejected("nobody takes it", "the prompt")
        return self.named("studio", "pika" if self._is_out("kling", past) else "kling")

    def others(self, past: Sequence[Attempt]) -> bool:
        return self._is_out("kling", past) and not any(attempt.first.model == "pika" for attempt in past)

    def _is_out(self, model: str, past: Sequence[Attempt]) -> bool:
        return any(attempt.is_judged or attempt.failure for attempt in past if attempt.first.model == model)

    def named(self, provider: str, model: str, past: Sequence[Attempt] = (), reference: str = "") -> Offer[Take]:
        return offer_of(provider, PRICES.quote(model, "second", 5, NOW.date()), self.terms)


def offer_of(provider: str, quote: Quote, terms: Terms) -> Offer[Take]:
    """An offer whose every step is the schedule's to play."""

    async def submit(ticket: Ticket) -> Accepted:
        found: Accepted = await Do(Op("submit", ticket.key, quote.model.encode()))
        return found

    async def find(key: str) -> Accepted | None:
        found: Accepted | None = await Do(Op("find", key))
        return found

    async def collect(receipt: Receipt) -> Take | Running | Failed:
        found: bytes | Running | Failed = await Do(Op("collect", receipt.job))
        return Take(film=found.decode()) if isinstance(found, bytes) else found

    return Offer(provider, quote.model, quote, terms, submit, collect, find if terms.acceptance == "lookup" else None)


Program = Coroutine[Op, Answer, str]


def ledger(name: str, repeat_below: Decimal) -> Ledger:
    """The ledger of one look; what it writes names that look."""

    async def pause(seconds: float) -> None:
        pass

    return Ledger(
        SteppedStore(),
        "video",
        NoLeases(),
        Callbacks("", ()),
        lambda: NOW,
        repeat_below,
        pause=pause,
        nonce=lambda: name,
    )


def key_of(fingerprint: str) -> str:
    return f"video/takes/{fingerprint}.json"


def purse(cap: Decimal) -> Purse:
    return Purse("red", "shot.voiced_red.e01-s01_0", "red/e01-s01", cap, cut="c" * 64)


async def buyer(makers: Market[Take], fingerprint: str, cap: Decimal, repeat_below: Decimal, name: str) -> str:
    """One look at an order, as a slot takes it."""
    try:
        await ledger(name, repeat_below)(key_of(fingerprint), Take, makers, purse(cap))
        return DONE
    except Lost:
        raise
    except (WorkError, StoreError) as error:
        return type(error).__name__


async def webhook(key: str, job: str) -> str:
    """The provider's call, with a signature that is right."""
    await ledger("webhook", DEAR).called_back(key, job)
    return DONE


async def naive(makers: Makers, fingerprint: str, _cap: Decimal, _repeat_below: Decimal, name: str) -> str:
    """The control: look, submit, write down, each time under a new key."""
    store, receipt = SteppedStore(), "video/receipt.json"
    try:
        if not await store.get(receipt):
            accepted = await makers.named("studio", "kling").submit(Ticket(f"video.{fingerprint}.1.{name}", ""))
            await store.create(receipt, accepted.job.encode())
        await store.create(key_of(fingerprint), written(Take(film="film")))
        return DONE
    except (WorkError, StoreError) as error:
        return type(error).__name__
