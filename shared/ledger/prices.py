"""What a call will cost: dated prices from a file, in ``Decimal``, in the currency of the deployment.

Prices are data. ``prices.toml`` beside this module lists what was published; a deployment has its own:

    currency = "USD"
    per_usd = 1                  # what a dollar is in that currency

    [[price]]
    model = "kling-v1-6"         # or a family: "video-gen-2.*"
    unit = "second"
    amount = 0.08
    since = 2026-01-01           # a later entry of the same model and unit takes its place from its own date on
    factors = {"1080p" = 1.5}    # what a feature multiplies it with

    [unknown]                    # the named price of models that are not listed, by unit
    second = 0.10
"""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Literal, Self, get_args

from pydantic import BaseModel, ConfigDict, Field

from shared.artifacts.records import Record
from shared.runtime.errors import Misconfigured
from shared.runtime.tables import read_table

Unit = Literal["second", "million tokens", "minute", "image", "episode", "call"]
Amount = Annotated[Decimal, Field(ge=0, max_digits=18, decimal_places=9)]
UNITS: tuple[Unit, ...] = get_args(Unit)

_SMALLEST = Decimal("0.00000001")
PUBLISHED = Path(__file__).with_name("prices.toml")


class Quote(Record):
    """What so many units of a model cost, and by which price; ``is_known`` is false for the price of unknown models."""

    model: str
    unit: Unit
    quantity: Decimal
    amount: Decimal = Field(ge=0)
    currency: str
    features: tuple[str, ...] = ()
    is_known: bool = True


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Price(_Strict):
    """The price of one unit of one model, from a day on."""

    model: str = Field(min_length=1)
    unit: Unit
    amount: Amount
    since: date
    factors: dict[str, Annotated[Decimal, Field(gt=0)]] = Field(default_factory=dict)

    def covers(self, model: str) -> bool:
        """Whether it is the price of that model; ``kling-*`` is that of a family."""
        family = self.model.endswith("*")
        return model.startswith(self.model[:-1]) if family else model == self.model


class Prices(_Strict):
    """A deployment's price table."""

    currency: str = Field(pattern=r"^[A-Z]{3}$")
    per_usd: Annotated[Decimal, Field(gt=0)] = Decimal(1)
    price: tuple[Price, ...] = ()
    unknown: dict[Unit, Amount] = Field(default_factory=dict)

    @classmethod
    def read(cls, path: Path) -> Self:
        """The table in a file. Raises Misconfigured, which names what is wrong in it."""
        return read_table(cls, path, "the price table")

    def quote(self, model: str, unit: Unit, quantity: Decimal | int, on: date, *features: str) -> Quote:
        """What so many units cost on that day, to a hundred-millionth; a feature without a factor costs nothing more.

        Raises Misconfigured when the table has neither a price of the model for the unit nor one of unknown models.
        """
        price = self._price(model, unit, on)
        each = price.amount if price else self.unknown.get(unit)
        if each is None:
            raise Misconfigured(
                f"the price table knows no price of {model} for a {unit} on {on}: add one, or one below [unknown]"
            )
        amount = each * quantity
        for feature in features:
            amount *= price.factors.get(feature, 1) if price else 1
        return Quote(
            model=model,
            unit=unit,
            quantity=Decimal(quantity),
            amount=amount.quantize(_SMALLEST).normalize() + 0,
            currency=self.currency,
            features=features,
            is_known=price is not None,
        )

    def unit_of(self, model: str, units: Sequence[Unit], on: date) -> Unit:
        """The first of the units for which the table has a price of the model on that day; else the first one."""
        return next((unit for unit in units if self._price(model, unit, on)), units[0])

    def of_usd(self, dollars: Decimal) -> Decimal:
        """So many dollars in the currency of the deployment."""
        return dollars * self.per_usd

    def in_usd(self, amount: Decimal) -> Decimal:
        """An amount of the deployment's currency in dollars."""
        return amount / self.per_usd

    def _price(self, model: str, unit: Unit, on: date) -> Price | None:
        """The youngest price that is valid; a model's own before its family's, a narrow family before a wide one."""
        valid = [each for each in self.price if each.unit == unit and each.since <= on and each.covers(model)]
        return max(valid, key=lambda each: (not each.model.endswith("*"), len(each.model), each.since), default=None)
