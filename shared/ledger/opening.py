"""A service's ledger, wired to its worker; and what is told of an order's money when it ended."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from shared.events import Event, Order, SpendRecorded
from shared.ledger.accounts import purse_of
from shared.ledger.ledger import Ledger
from shared.ledger.records import Spend
from shared.providers.settings import RemoteSettings
from shared.runtime.service import Worker


def open_ledger(worker: Worker, settings: RemoteSettings) -> Ledger:
    """The ledger of the worker's service. Raises Misconfigured when prices or webhooks are set wrongly."""
    repeat_below = settings.price_table.of_usd(settings.repeat_uncertain_below_usd)
    return Ledger(
        worker.store, worker.stage.name, worker.leases, settings.callbacks, lambda: datetime.now(UTC), repeat_below
    )


@dataclass(frozen=True)
class Teller:
    """Tells every charge of an order's account when the order ended, done or given up.

    An order that may spend nothing is not asked about. A repeat tells the same charges under the same ids.
    """

    ledger: Ledger
    stage: str

    async def __call__(self, order: Order) -> Iterable[Event]:
        purse = purse_of(order, self.stage)
        if not purse.cap:
            return ()
        return [_told(order, self.stage, spend) for spend in await self.ledger.spends(purse.account)]


def _told(order: Order, stage: str, spend: Spend) -> SpendRecorded:
    return SpendRecorded(
        drama=order.drama,
        stage=stage,
        fingerprint=spend.fingerprint,
        attempt=spend.attempt,
        about=order.subject,
        provider=spend.provider,
        model=spend.model,
        unit=spend.unit,
        quantity=spend.quantity,
        quoted=spend.quoted,
        billed=spend.billed,
        currency=spend.currency,
        is_estimate=spend.is_estimate,
        charged_at=spend.at,
    )
