"""The records of paid work. All are written once and never changed or removed.

    <service>/ledger/<fingerprint>/intent-000N.json     submission N is about to be made, by one writer
                                   refusal-000N.json    … and was certainly not accepted
                                   receipt-000A.json    attempt A is accepted: its job, its price
                                   failure-000A.json    … and its job failed
                                   parked-000A.json     … or nobody can tell: a person must
    <service>/ledger/accounts/<account>/000N.json       reservations against a cap
    gateway/rulings/<service>/<fingerprint>/000N.json   what people said about parked attempts

An *attempt* is one idempotency key. Its number is that of its first intent; intents that follow under the same key are
resubmissions. Money is in the currency of the quote, times are seconds by the store's clock.
"""

from datetime import datetime
from decimal import Decimal
from typing import Literal

from pydantic import Field

from shared.artifacts.records import Record
from shared.events import Digest, DramaId
from shared.ledger.prices import Quote

Acceptance = Literal["idempotent", "lookup", "neither"]
RefusalKind = Literal["rejected", "permanent", "misconfigured", "throttled", "unreached", "withdrawn", "forgotten"]
FailureKind = Literal["rejected", "permanent", "transient"]


class Terms(Record):
    """How a provider's acceptance can be known.

    idempotent: the same key within ``remembers`` seconds is the same job. With ``refusals_stick`` a key that was once
    judged and refused is never accepted later. lookup: a job is found by its key. neither: only the answer tells, or
    the webhook. ``answer_within``: later than that neither can be expected; an accepted job is done in ``done_within``.
    """

    acceptance: Acceptance
    answer_within: float = Field(gt=0)
    done_within: float = Field(gt=0)
    remembers: float = Field(default=24 * 3600, ge=0)
    refusals_stick: bool = False


class Intent(Record):
    """One submission. Only its writer may make it, and once.

    ``key`` is the idempotency key. ``despite`` names attempts of unknown fate that this one does not wait for.
    ``reason`` is why this model was chosen, for people. ``reference`` is what the provider calls whom it was shown for
    the call ("" for nobody): a repeat of the key names the same.
    """

    number: int = Field(ge=1)
    attempt: int = Field(ge=1)
    key: str
    writer: str
    provider: str
    model: str
    quote: Quote
    terms: Terms
    drama: DramaId
    order: str
    account: str
    despite: tuple[int, ...] = ()
    reason: str = ""
    reference: str = ""
    at: datetime

    @property
    def begins(self) -> bool:
        """Whether it begins an attempt; else it repeats one under the same key."""
        return self.number == self.attempt


class Refusal(Record):
    """The provider certainly did not accept this submission, or it was never made (withdrawn).

    ``what`` names the input that moderation refused. forgotten: the provider does not know the intent's ``reference``.
    """

    kind: RefusalKind
    reason: str
    what: str = ""
    at: datetime

    @property
    def is_judgement(self) -> bool:
        """Whether the request itself was refused, not only for now."""
        return self.kind in {"rejected", "permanent", "forgotten"}


class Receipt(Record):
    """The attempt is accepted: from here on its job is paid. ``answer`` is what a provider said that has no jobs.

    ``billed`` is what the provider said it costs, or the quote where it says nothing (``is_estimate``). ``asked_at`` is
    when the submission was announced.
    """

    key: str
    job: str
    billed: Decimal = Field(ge=0)
    is_estimate: bool
    known_by: Literal["answer", "lookup", "webhook", "ruling"]
    answer: dict[str, object] = Field(default_factory=dict)
    asked_at: datetime | None = None
    at: datetime


class Failure(Record):
    """The accepted job failed; ``billed`` is what it costs all the same.

    rejected: moderation refuses what came of it, ``what`` names the input; permanent: this model can never do it.
    """

    reason: str
    kind: FailureKind = "transient"
    what: str = ""
    billed: Decimal = Field(ge=0)
    at: datetime


class Parked(Record):
    """What was known when nothing more could be found out: the place to start for the person who rules."""

    reason: str
    intent: Intent
    submissions: int
    job: str = ""
    at: datetime


class Ruling(Record):
    """A person's word on a parked attempt; of several the last one counts.

    charged: it was, ``billed``; with a ``job`` that can be fetched, or without one: then the next attempt begins.
    again: it was not, or it does not matter; the next attempt begins. A receipt that comes later wins over that word,
    one that was known (``despite_receipt``) is given up with it.
    """

    attempt: int = Field(ge=1)
    verdict: Literal["charged", "again"]
    despite_receipt: bool = False
    job: str = ""
    billed: Decimal = Field(default=Decimal(0), ge=0)
    by: str
    at: datetime


class Reservation(Record):
    """Room under a cap for one attempt, taken before its intent is written."""

    fingerprint: Digest
    attempt: int = Field(ge=1)
    amount: Decimal = Field(ge=0)
    currency: str
    writer: str


class Spend(Record):
    """One charge: what ``spend.recorded`` will tell."""

    drama: DramaId
    order: str
    account: str
    fingerprint: Digest
    attempt: int
    provider: str
    model: str
    unit: str
    quantity: Decimal
    quoted: Decimal
    billed: Decimal
    currency: str
    is_estimate: bool
    at: datetime
