"""What a remote adapter offers: one model with a brief in its hands, before anybody decided to buy it."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

from shared.ledger.offers import Failed, Find, Running, Submit
from shared.ledger.prices import Quote
from shared.ledger.records import Receipt, Terms

T = TypeVar("T")


@dataclass(frozen=True)
class Work(Generic[T]):
    """Work that one model of one provider could do, for ``quote``.

    ``submit`` and ``find`` keep the promises of ``shared.ledger.Offer``. ``fetch`` downloads what was paid into a file
    and tells what it is; it may be called any number of times, answers Running while the job is not done and Failed if
    the provider says that it has no result, and raises Transient where a download broke off, Permanent where the result
    can never be fetched. A stage makes an Offer of it by keeping the file in the store.
    """

    provider: str
    model: str
    quote: Quote
    terms: Terms
    submit: Submit
    fetch: Callable[[Receipt, Path], Awaitable[T | Running | Failed]]
    find: Find | None = None
