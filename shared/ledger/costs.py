"""What was bought, summed: by model, by episode, or whatever else one asks by. Pure; money in the ledger's currency."""

import math
import re
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, fields
from datetime import datetime
from decimal import Decimal
from typing import TypeVar

from shared.ledger.attempts import Attempt

K = TypeVar("K", bound=Hashable)

_EPISODE = re.compile(r"\.e(\d{2,3})(?:-|$)")


@dataclass(frozen=True)
class Bought:
    """One attempt that a service made for a drama. ``result_at`` is when its result was there, if it is."""

    service: str
    attempt: Attempt
    result_at: datetime | None = None

    @property
    def about(self) -> str:
        """The shot, the episode or the drama that it was bought for."""
        return self.attempt.first.order.split("_")[1]

    @property
    def episode(self) -> int | None:
        """The episode's number; None of what all episodes share."""
        found = _EPISODE.search(self.about)
        return int(found[1]) if found else None

    @property
    def seconds(self) -> float | None:
        """From the submission to its result; None while there is none, and where only a person knew of it."""
        receipt = self.attempt.receipt
        if receipt is None or self.result_at is None or receipt.known_by == "ruling":
            return None
        return max(0.0, (self.result_at - (receipt.asked_at or self.attempt.first.at)).total_seconds())


@dataclass(frozen=True)
class Bill:
    """Sums over attempts. ``calls`` are submissions, each of which is one of the six that follow.

    retried: refused for now (limits, no connection), or sent again under the same key. uncertain: repeated because that
    was cheaper than to ask; ``at_risk`` is what those, and what is under way, may still turn out to cost. ``quoted`` is
    what the charged ones were expected to cost, ``estimated`` the part of ``billed`` that the provider did not confirm.
    ``waits`` are the seconds until each result.
    """

    calls: int = 0
    successful: int = 0
    failed: int = 0
    refused: int = 0
    retried: int = 0
    uncertain: int = 0
    open: int = 0
    parked: int = 0
    quoted: Decimal = Decimal(0)
    billed: Decimal = Decimal(0)
    estimated: Decimal = Decimal(0)
    at_risk: Decimal = Decimal(0)
    waits: tuple[float, ...] = ()

    def __add__(self, other: "Bill") -> "Bill":
        return Bill(*(getattr(self, each.name) + getattr(other, each.name) for each in fields(self)))

    @property
    def mean(self) -> float | None:
        """Seconds until a result, on average."""
        return sum(self.waits) / len(self.waits) if self.waits else None

    @property
    def p95(self) -> float | None:
        """Seconds that 95 of 100 results took at most (nearest rank)."""
        return sorted(self.waits)[math.ceil(0.95 * len(self.waits)) - 1] if self.waits else None


def bill(bought: Bought) -> Bill:
    """The bill of one attempt."""
    attempt = bought.attempt
    fate = attempt.fate
    is_paid_for_nothing = fate == "failed" or (fate == "ruled" and attempt.is_charged)
    calls, ends = len(attempt.numbers), fate != "refused"
    refused = min(sum(refusal.is_judgement for refusal in attempt.refusals), calls - ends)
    seconds = bought.seconds
    return Bill(
        calls=calls,
        successful=int(fate == "accepted" and bought.result_at is not None),
        failed=int(is_paid_for_nothing),
        refused=refused,
        retried=calls - ends - refused,
        uncertain=int(fate == "let go" or (fate == "ruled" and not is_paid_for_nothing)),
        open=int(fate == "open" or (fate == "accepted" and bought.result_at is None)),
        parked=int(bool(attempt.parked) and fate in {"open", "accepted"} and bought.result_at is None),
        quoted=attempt.first.quote.amount if attempt.is_charged else Decimal(0),
        billed=attempt.spent if attempt.is_charged else Decimal(0),
        estimated=attempt.spent
        if attempt.receipt and attempt.receipt.is_estimate and not attempt.failure
        else Decimal(0),
        at_risk=attempt.reserved,
        waits=() if seconds is None else (seconds,),
    )


def bills(bought: Iterable[Bought], by: Callable[[Bought], K]) -> dict[K, Bill]:
    """A bill for each value of ``by``, in the order in which they come."""
    found: dict[K, Bill] = {}
    for each in bought:
        found[by(each)] = found.get(by(each), Bill()) + bill(each)
    return found
