"""Settings of the showrunner."""

from decimal import Decimal

from pydantic import Field

from services.showrunner.money import DEFAULT_USD
from shared.providers.settings import RemoteSettings
from shared.runtime import Settings


class ShowrunnerSettings(Settings, RemoteSettings):
    sweep: float = Field(default=15, gt=0, le=600)
    """Seconds of standstill after which what has not arrived is ordered again, doubled while nothing moves."""
    budget_usd: Decimal = Field(default=DEFAULT_USD, ge=0, le=1_000_000)
    """What may be spent on a drama whose request names no budget."""
