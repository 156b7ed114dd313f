"""The provider's own books: what was really charged."""

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from decimal import Decimal


@dataclass(frozen=True)
class Charge:
    """One charge. ``time`` is the simulated clock's, in UTC; ``price`` is in USD."""

    time: str
    idempotency_key: str | None
    model: str
    operation: str
    units: str
    unit: str
    price: str
    job_id: str

    def line(self) -> str:
        return json.dumps(asdict(self), ensure_ascii=False)


@dataclass
class Books:
    """Every charge in its order. ``write`` gets each before its call is answered, and may raise OSError."""

    write: Callable[[Charge], None]
    charges: list[Charge] = field(default_factory=list)

    def charge(self, charge: Charge) -> None:
        self.write(charge)
        self.charges.append(charge)

    @property
    def total(self) -> str:
        """All charges together, in USD."""
        return plain(sum((Decimal(charge.price) for charge in self.charges), Decimal(0)))


def plain(amount: Decimal) -> str:
    """Without exponent and trailing zeros: ``0.4``."""
    text = format(amount, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
