"""Paid work that waits for a person: what is known of it, the person's word, and that it goes on."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal, InvalidOperation
from typing import Any, Literal

from services.gateway.cli.exits import Exit, Failed
from services.gateway.letters import Letter
from services.gateway.webhooks.message import is_job
from services.gateway.words import rule as say
from shared.artifacts import Artifacts, keys
from shared.artifacts.media import written
from shared.ledger import Attempt, Parked, Ruling
from shared.ledger.reading import bought_for
from shared.ledger.submissions import named

Verdict = Literal["charged", "again"]

_SHORT = 8
_MOST = Decimal(1_000_000)
"""No one call costs more: who says so has mistyped."""


@dataclass(frozen=True)
class Case:
    """One attempt that nobody but a person can judge."""

    service: str
    about: str
    attempt: Attempt
    parked: Parked

    @property
    def drama(self) -> str:
        return self.attempt.first.drama

    @property
    def fingerprint(self) -> str:
        name = named(self.attempt.first.key)
        return name.fingerprint if name else ""

    @property
    def id(self) -> str:
        """What a person types: ``3f2a91c0-1``."""
        return f"{self.fingerprint[:_SHORT]}-{self.attempt.number}"

    @property
    def job(self) -> str:
        """The job, where it is known: then it is certainly charged."""
        return self.attempt.receipt.job if self.attempt.receipt else ""

    def is_why(self, letter: Letter) -> bool:
        """Whether the order was given up for want of this ruling."""
        if letter.service != self.service or letter.event is None:
            return False
        first = self.attempt.first
        return letter.event.order == first.order or first.key in letter.reason

    def as_dict(self) -> dict[str, Any]:
        first = self.attempt.first
        return {
            "id": self.id,
            "drama": self.drama,
            "about": self.about,
            "service": self.service,
            "provider": first.provider,
            "model": first.model,
            "quoted": format(first.quote.amount, "f"),
            "currency": first.quote.currency,
            "submission": first.key,
            "submissions": len(self.attempt.numbers),
            "job": self.job,
            "at": first.at.isoformat(),
            "reason": self.parked.reason,
        }


async def cases_of(store: Artifacts, drama: str) -> list[Case]:
    """The drama's parked work, the oldest first. Raises Lost and StoreError."""
    return [
        Case(each.service, each.about, each.attempt, each.attempt.parked)
        for each in await bought_for(store, drama)
        if each.attempt.parked and each.attempt.fate in {"open", "accepted"} and each.result_at is None
    ]


def find(cases: Sequence[Case], id_: str) -> Case:
    """The case of this id, or of its beginning. Raises Failed for one that is not there, or not clear."""
    found = [case for case in cases if id_ and case.id.startswith(id_)]
    if len(found) == 1:
        return found[0]
    ids = ", ".join(case.id for case in found or cases)
    raise Failed(Exit.REFUSED, (say.AMBIGUOUS if found else say.UNKNOWN)(id=id_, ids=ids))


def ruling(case: Case, verdict: str, job: str, billed: str, by: str, at: datetime) -> Ruling:
    """The person's word. Without ``billed`` it was charged as quoted. Raises Failed where it contradicts itself."""
    match verdict:
        case "again":
            if job or billed:
                raise Failed(Exit.REFUSED, say.AGAIN_KNOWS_NOTHING())
            is_paid = case.attempt.receipt is not None
            return Ruling(attempt=case.attempt.number, verdict="again", despite_receipt=is_paid, by=by, at=at)
        case "charged":
            if job and (case.job or not is_job(job)):
                raise Failed(Exit.REFUSED, say.KNOWN_JOB(job=case.job) if case.job else say.NO_JOB(job=job))
            amount = _amount(billed) if billed else case.attempt.first.quote.amount
            return Ruling(attempt=case.attempt.number, verdict="charged", job=job, billed=amount, by=by, at=at)
    raise Failed(Exit.REFUSED, say.WHICH(word=verdict))


async def rule(store: Artifacts, case: Case, word: Ruling) -> None:
    """Write it down; of several words the last one counts. A repeat writes it once more. Raises StoreError."""
    folder = keys.rulings(case.service, case.fingerprint)
    while True:
        key = f"{folder}/{len(await store.listing(folder)) + 1:04}.json"
        if await store.create(key, written(word)) or await store.get(key) == written(word):
            return


def _amount(text: str) -> Decimal:
    try:
        amount = Decimal(text)
    except InvalidOperation:
        amount = Decimal("NaN")
    if not amount.is_finite() or not 0 <= amount <= _MOST:
        raise Failed(Exit.REFUSED, say.NO_AMOUNT(text=text))
    return amount
