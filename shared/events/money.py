"""What costs money: charges, and jobs that run at a provider. Amounts are in the deployment's currency."""

from datetime import datetime
from decimal import Decimal
from typing import ClassVar

from pydantic import Field

from shared.events.base import Event
from shared.events.ids import Digest


class SpendRecorded(Event):
    """A charge of a provider became known, or what is known of it changed. A repeat tells the same charge."""

    name = "spend.recorded"
    identity: ClassVar[tuple[str, ...]] = ("drama", "stage", "fingerprint", "attempt", "billed")
    stage: str
    fingerprint: Digest
    attempt: int = Field(ge=1)
    about: str
    provider: str
    model: str
    unit: str
    quantity: Decimal
    quoted: Decimal = Field(ge=0)
    billed: Decimal = Field(ge=0)
    currency: str
    is_estimate: bool
    charged_at: datetime


class JobCalledBack(Event):
    """A provider's webhook about a submission: it wakes the poll, and decides nothing.

    ``submission`` is its idempotency key; ``job`` is told only where the signature was right.
    """

    name = "job.called_back"
    identity: ClassVar[tuple[str, ...]] = ("submission", "job")
    keyed_by = "submission"
    submission: str = Field(max_length=200)
    job: str = Field(default="", max_length=200)
