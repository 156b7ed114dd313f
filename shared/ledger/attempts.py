"""What is known of a fingerprint's attempts, folded from its records. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Generic, Literal, TypeVar

from shared.ledger.records import Failure, Intent, Parked, Receipt, Refusal, Ruling

R = TypeVar("R")

Fate = Literal["open", "let go", "refused", "accepted", "failed", "ruled"]


@dataclass(frozen=True)
class Aged(Generic[R]):
    """A record with the seconds since it was written, by the store's clock."""

    record: R
    age: float


@dataclass(frozen=True)
class Pages:
    """The records of one fingerprint, by number."""

    intents: Mapping[int, Aged[Intent]]
    refusals: Mapping[int, Refusal]
    receipts: Mapping[int, Aged[Receipt]]
    failures: Mapping[int, Failure]
    parked: Mapping[int, Parked]
    rulings: tuple[Ruling, ...] = ()


@dataclass(frozen=True)
class Attempt:
    """All submissions under one key, by the numbers of their intents: at most one of them can be charged.

    ``began`` and ``asked`` are the seconds since the first and the last of them was announced.
    """

    first: Intent
    numbers: tuple[int, ...]
    began: float
    asked: float
    refusals: tuple[Refusal, ...] = ()
    receipt: Receipt | None = None
    accepted: float = 0
    failure: Failure | None = None
    parked: Parked | None = None
    ruling: Ruling | None = None
    is_let_go: bool = False

    @property
    def number(self) -> int:
        """The attempt's name: the number of its first intent."""
        return self.first.number

    @property
    def is_judged(self) -> bool:
        """Whether one of its submissions was refused for what it asks."""
        return any(refusal.is_judgement for refusal in self.refusals)

    @property
    def is_forgotten(self) -> bool:
        """Whether one of its submissions named a reference that the provider does not know any more."""
        return any(refusal.kind == "forgotten" for refusal in self.refusals)

    @property
    def fate(self) -> Fate:
        """open: nobody knows whether it was accepted. The next attempt waits while one is open or accepted."""
        if self.failure:
            return "failed"
        if self.ruling and self.ruling.despite_receipt:
            return "ruled"
        if self.receipt or (self.ruling and self.ruling.job):
            return "accepted"
        if self.ruling:
            return "ruled"
        if len(self.refusals) == len(self.numbers) or (self.first.terms.refusals_stick and self.is_judged):
            return "refused"
        return "let go" if self.is_let_go else "open"

    @property
    def spent(self) -> Decimal:
        """What is known to be charged for it."""
        if self.failure:
            return self.failure.billed
        if self.receipt:
            return self.receipt.billed
        return self.ruling.billed if self.ruling else Decimal(0)

    @property
    def is_charged(self) -> bool:
        """Whether it was ever accepted, as far as anybody knows."""
        return self.receipt is not None or (self.ruling is not None and self.ruling.verdict == "charged")

    @property
    def reserved(self) -> Decimal:
        """What may still turn out to be charged for it."""
        return self.first.quote.amount if self.fate in {"open", "let go"} else Decimal(0)


def fold(pages: Pages) -> tuple[Attempt, ...]:
    """The attempts, oldest first."""
    let_go = {number for aged in pages.intents.values() for number in aged.record.despite}
    firsts = sorted(number for number, aged in pages.intents.items() if aged.record.begins)
    return tuple(_attempt(pages, number, number in let_go) for number in firsts)


def _attempt(pages: Pages, number: int, is_let_go: bool) -> Attempt:
    own = sorted(n for n, aged in pages.intents.items() if aged.record.attempt == number)
    receipt = pages.receipts.get(number)
    return Attempt(
        first=pages.intents[number].record,
        numbers=tuple(own),
        began=pages.intents[number].age,
        asked=pages.intents[own[-1]].age,
        refusals=tuple(pages.refusals[n] for n in own if n in pages.refusals),
        receipt=receipt.record if receipt else None,
        accepted=receipt.age if receipt else 0,
        failure=pages.failures.get(number),
        parked=pages.parked.get(number),
        ruling=_last(ruling for ruling in pages.rulings if ruling.attempt == number),
        is_let_go=is_let_go,
    )


def _last(rulings: Iterable[Ruling]) -> Ruling | None:
    found = list(rulings)
    return found[-1] if found else None
