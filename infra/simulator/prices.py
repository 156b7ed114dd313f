"""What a call costs: units times the price of its model. Pure, in ``Decimal``."""

import tomllib
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Literal

from infra.simulator.scenario import Prices

Unit = Literal["token", "second", "minute", "image", "call"]

_FILE = Path(__file__).with_name("prices.toml")
_SMALLEST = Decimal("0.00000001")


@dataclass(frozen=True)
class Sale:
    """What is charged for: so many units of a model, times a factor."""

    model: str
    unit: Unit
    units: Decimal
    resolution: str = ""


class PriceList:
    """The file's prices, and over them those of the scenario."""

    def __init__(self, own: Prices) -> None:
        lists = Prices.model_validate(_published())
        self._of: dict[str, dict[str, Decimal]] = {
            name: getattr(lists, name) | getattr(own, name) for name in Prices.model_fields
        }

    def price(self, sale: Sale) -> Decimal:
        """In USD, to a hundred-millionth."""
        each = self._each(sale)
        factor = self._find("resolution", sale.resolution) if sale.resolution else Decimal(1)
        return (each * sale.units * factor).quantize(_SMALLEST)

    def models(self) -> list[str]:
        """Every model that has a price of its own."""
        lists = ("per_million_tokens", "per_second", "per_minute")
        found = {model for name in lists for model in self._of[name]} | {"voice-tts-3.0"}
        return sorted(model for model in found if model != "default" and not model.endswith("*"))

    def _each(self, sale: Sale) -> Decimal:
        match sale.unit:
            case "token":
                return self._find("per_million_tokens", sale.model) / 1_000_000
        return self._find(f"per_{sale.unit}", sale.model)

    def _find(self, name: str, model: str) -> Decimal:
        prices = self._of[name]
        if model in prices:
            return prices[model]
        families = [family for family in prices if family.endswith("*") and model.startswith(family[:-1])]
        return prices[max(families, key=len, default="default")]


@cache
def _published() -> dict[str, object]:
    found = tomllib.loads(_FILE.read_text("utf-8"))
    return {name: value for name, value in found.items() if name in Prices.model_fields}
