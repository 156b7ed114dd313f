"""What a request will cost: read through as the offline writer would write it, then priced. Nothing is made."""

from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from decimal import ROUND_CEILING, ROUND_HALF_UP, Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from infra.local.weights import default_folder
from infra.rehearsal.reading import Reading, read_through
from services.gateway.cli.exits import Exit, Failed
from services.gateway.cli.planning import quiet
from services.gateway.requests import Commission
from services.gateway.words import plan as say
from shared.artifacts import Artifacts
from shared.artifacts.folder import Folder
from shared.ledger import Prices
from shared.planning import Decisions
from shared.planning.bill import TRADITIONAL_USD, Item, Wish, bill, others, total
from shared.planning.budget import CONTINGENCY
from shared.planning.estimate import Tariff
from shared.providers.in_use import in_use
from shared.providers.routing.rules import Quality
from shared.providers.settings import RemoteSettings
from shared.runtime.errors import Permanent
from shared.runtime.settings import from_environment

_CENT, _SMALLEST = Decimal("0.01"), Decimal("0.000001")


@dataclass(frozen=True)
class Estimate:
    """What a request costs.

    ``items`` price it as ``quality``, at least standard, by ``providers``: those in use, or all of the catalogue where
    none is. Amounts are in ``currency``, ``seconds`` are those of the finished film as it is planned. ``budget`` is
    what the drama may spend, ``enough_usd`` one in US dollars under which nothing that is estimated asks for more.
    """

    drama: str
    requested: str
    currency: str
    quality: Quality
    providers: tuple[str, ...]
    is_in_use: bool
    episodes: int
    seconds: float
    items: tuple[Item, ...]
    others: tuple[Item, ...]
    traditional: Decimal
    budget: Decimal
    per_usd: Decimal

    @property
    def enough_usd(self) -> Decimal:
        """In cents; nothing where nothing is bought."""
        return (self.total / (1 - CONTINGENCY) / self.per_usd).quantize(_CENT, ROUND_CEILING)

    @property
    def is_short(self) -> bool:
        """Whether the budget has no room for all of it."""
        return self.enough_usd * self.per_usd > self.budget

    @property
    def bought(self) -> tuple[Item, ...]:
        """Those of the items that the request, as it was written, buys of the providers in use."""
        if not self.is_in_use:
            return ()
        return tuple(item for item in self.items if self.requested != "animatic" or item.capability == "speech")

    @property
    def total(self) -> Decimal:
        """What the request costs as it was written, with the providers in use."""
        return total(self.bought)

    @property
    def priced(self) -> Decimal:
        """What all items cost together."""
        return total(self.items)

    def as_dict(self) -> dict[str, Any]:
        sums = {"total": self.total, "priced": self.priced, "traditional": self.traditional, "budget": self.budget}
        sums |= {"enough_usd": self.enough_usd}
        left_out = {"items", "others", "per_usd", *sums}
        return {
            **{name: value for name, value in vars(self).items() if name not in left_out},
            **{name: _text(amount) for name, amount in sums.items()},
            "items": [_told(item) for item in self.items],
            "others": [_told(item) for item in self.others],
        }


def tariff_of_today() -> Tariff:
    """The deployment's catalogue, rules and prices. Raises Misconfigured."""
    settings = from_environment(RemoteSettings)
    return Tariff(settings.offers, settings.routing, settings.price_table, datetime.now(UTC).date())


async def estimate_in(commission: Commission, store: Artifacts | None, tariff: Tariff) -> Estimate:
    """What the request would cost in the studio of this store. Raises Failed if it would be blocked, StoreError."""
    if store is None:
        with TemporaryDirectory(prefix="duanju-") as empty:
            return await estimate_in(commission, Folder(Path(empty)), tariff)
    used = (await in_use(store)).providers
    budget = await _budget(commission, store, tariff.prices)
    with quiet():
        try:
            reading = await read_through(store, commission.drama, commission.request, default_folder())
        except Permanent as error:
            raise Failed(Exit.BLOCKED, say.BLOCKED(drama=commission.drama, reason=error)) from error
    return priced(commission, reading, used, tariff, budget)


async def _budget(commission: Commission, store: Artifacts, prices: Prices) -> Decimal:
    """What the drama may spend: as the request says, else what it has already, else the default."""
    if (asked := commission.request.budget_usd) is not None:
        return prices.of_usd(asked)
    has = (await Decisions(store).state(commission.drama)).budget.amount
    return has or prices.of_usd(from_environment(RemoteSettings).budget_usd)


def priced(
    commission: Commission, reading: Reading, used: tuple[str, ...], tariff: Tariff, budget: Decimal
) -> Estimate:
    """The reading of a request at these prices; ``used`` are the providers in use. Pure."""
    request, catalogue = commission.request, tariff.catalogue
    quality: Quality = "premium" if request.quality == "premium" else "standard"
    wish = Wish(
        reading.plans, reading.voices, quality, {str(name): makers for name, makers in request.providers.items()}
    )
    providers = used or catalogue.providers
    items = bill(wish, _of(tariff, providers))
    return Estimate(
        drama=commission.drama,
        requested=request.quality,
        currency=tariff.prices.currency,
        quality=quality,
        providers=providers,
        is_in_use=bool(used),
        episodes=len(reading.plans),
        seconds=round(sum(shot.seconds for plan in reading.plans for shot in plan.shots), 1),
        items=items,
        others=others(wish, tariff),
        traditional=tariff.prices.of_usd(TRADITIONAL_USD * len(reading.plans)),
        budget=budget,
        per_usd=tariff.prices.per_usd,
    )


def _of(tariff: Tariff, providers: tuple[str, ...]) -> Tariff:
    return Tariff(tariff.catalogue.among(providers), tariff.rules, tariff.prices, tariff.on)


def _told(item: Item) -> dict[str, Any]:
    return {name: _text(value) if isinstance(value, Decimal) else value for name, value in asdict(item).items()}


def _text(amount: Decimal) -> str:
    """Exact enough for a script, and never in powers of ten."""
    return f"{amount.quantize(_SMALLEST, ROUND_HALF_UP).normalize() + 0:f}"
