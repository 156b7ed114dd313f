"""What ``duanju estimate`` says of a drama that is there, to stand beside what was paid."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from services.gateway.cli.exits import Failed
from services.gateway.requests import Commission
from services.gateway.words import costs as say
from shared.artifacts import Artifacts
from shared.planning.bill import Item, total
from shared.providers.in_use import in_use
from shared.runtime.errors import WorkError


@dataclass(frozen=True)
class Expected:
    """What the whole request should cost by the rules, prices and providers of today; or ``why`` nobody can say."""

    items: tuple[Item, ...] = ()
    currency: str = ""
    why: str = ""

    def of(self, is_meant: Callable[[Item], bool] = lambda item: True) -> Decimal | None:
        """The sum of the items that are meant; None where there is no estimate."""
        return None if self.why else total(filter(is_meant, self.items))

    def beside(self, currency: str) -> "Expected":
        """It, where what was paid is in this currency ("": nothing was paid)."""
        if self.why or currency in {"", self.currency}:
            return self
        return Expected(why=say.OTHER_CURRENCY(paid=currency, priced=self.currency))


async def expected(commission: Commission, store: Artifacts) -> Expected:
    """The estimate of a request. Nothing is written and nobody is called. Raises StoreError."""
    if not (await in_use(store)).providers:
        return Expected(why=say.NOBODY_IN_USE())
    from services.gateway.cli import estimating  # noqa: PLC0415 (brings every service's code: slow)

    try:
        found = await estimating.estimate_in(commission, store, estimating.tariff_of_today())
    except (Failed, WorkError) as error:
        return Expected(why=str(error))
    return Expected(found.bought, found.currency)
