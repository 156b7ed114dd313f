"""What the ledger asks of a provider's adapter: an offer is one model with the brief already in its hands."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Generic, Protocol, TypeVar

from shared.ledger.attempts import Attempt
from shared.ledger.prices import Quote
from shared.ledger.records import Receipt, Terms
from shared.runtime.errors import Misconfigured, WorkError

R = TypeVar("R")


@dataclass(frozen=True)
class Ticket:
    """What a submission carries: its idempotency key, and the URL that the webhook is wanted at ("" for none)."""

    key: str
    callback: str


@dataclass(frozen=True)
class Accepted:
    """The provider took the submission. ``billed`` is its own word on the price, or None if it says nothing.

    ``answer`` is the result of a provider that answers at once, small enough for a record; what is large was kept in
    the store before, and is named here.
    """

    job: str
    billed: Decimal | None = None
    answer: dict[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class Running:
    """The job is not done. The provider may say when to ask again, in seconds."""

    seconds: float | None = None


@dataclass(frozen=True)
class Failed:
    """The job ended without a result; ``billed`` is what it costs all the same. ``error`` says what to do about it."""

    error: WorkError
    billed: Decimal = Decimal(0)


Submit = Callable[[Ticket], Awaitable[Accepted]]
Find = Callable[[str], Awaitable[Accepted | None]]


@dataclass(frozen=True)
class Offer(Generic[R]):
    """One way to have the work done.

    ``submit`` makes exactly one request and never repeats it by itself. It raises Rejected, Permanent, Misconfigured,
    Throttled or Unreached only where nothing was accepted, for certain; any other error means that nobody knows.
    ``find`` looks for a job by its key (terms of *lookup* only). ``collect`` fetches what was paid: the result's
    record, Running, or Failed if the provider says so. It may be called any number of times, and raises Transient where
    a download broke off, Permanent where the result can never be fetched. ``find`` and ``collect`` raise Outstanding
    where the provider could not be asked now. ``reason`` is why it was chosen, for people. ``reference`` is what the
    provider calls whom it was shown before; ``submit`` raises Forgotten, which is Permanent, if it does not know it any
    more.
    """

    provider: str
    model: str
    quote: Quote
    terms: Terms
    submit: Submit
    collect: Callable[[Receipt], Awaitable[R | Running | Failed]]
    find: Find | None = None
    reason: str = ""
    reference: str = ""


class Market(Protocol[R]):
    """Who could do the work."""

    async def choose(self, past: Sequence[Attempt]) -> Offer[R]:
        """The best offer for the next attempt, knowing how the earlier ones ended.

        May raise Throttled while a rate limit has no room, and whatever is to be done when no offer is left.
        """

    def others(self, past: Sequence[Attempt]) -> bool:
        """Whether something is left to be tried at once, now that the last attempt was refused or its job failed.

        If so, ``choose`` is asked again instead of telling the caller how that attempt ended. It must come to an end.
        """

    def named(self, provider: str, model: str, past: Sequence[Attempt] = (), reference: str = "") -> Offer[R]:
        """The offer of a model that holds an open attempt, which began after ``past`` and named ``reference``.

        Its submission says the same. Raises Misconfigured if it is no longer there.
        """


@dataclass(frozen=True)
class Only(Generic[R]):
    """A market of one offer."""

    offer: Offer[R]

    async def choose(self, past: Sequence[Attempt]) -> Offer[R]:
        return self.offer

    def others(self, past: Sequence[Attempt]) -> bool:
        return False

    def named(self, provider: str, model: str, past: Sequence[Attempt] = (), reference: str = "") -> Offer[R]:
        if (provider, model) != (self.offer.provider, self.offer.model):
            raise Misconfigured(f"{model} of {provider} holds paid work: configure it again until that is done")
        return self.offer
