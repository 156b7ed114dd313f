"""Settings of every process that meets remote providers, from the environment (``DUANJU_…``).

All have a default: where no provider is in use nothing needs to be set. Files are read when the process starts, so a
mistake in one of them keeps it from starting.
"""

from decimal import Decimal
from pathlib import Path

from pydantic import Field, SecretStr, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from shared.artifacts.settings import Secret
from shared.ledger import PUBLISHED, REPEAT_UNCERTAIN_BELOW_USD, Callbacks, Prices
from shared.providers.catalogue import SHIPPED, Catalogue
from shared.providers.routing.rules import SHIPPED_RULES, Rules
from shared.runtime import Misconfigured, Settings

MOST_SECRETS = 2
DEFAULT_USD = Decimal("5.00")
"""What may be spent on a drama whose request names no budget."""


class RemoteSettings(BaseSettings):
    """Which providers there are, what they cost, how we prove who we are, and how they reach us."""

    model_config = SettingsConfigDict(env_prefix="DUANJU_", extra="ignore")

    catalogue: Path | None = None
    """A catalogue of providers and models instead of the one that is shipped."""
    rules: Path | None = None
    """Rules of which model is asked for what instead of those that are shipped."""
    prices: Path = PUBLISHED
    """The deployment's price table."""
    keys: Path | None = None
    """A TOML file of ``provider = "key"``, read again when a key is refused; else the catalogue names variables."""
    webhooks: str = Field(default="", pattern=r"^(https?://[^\s?#]+)?$")
    """The URL at which providers reach the gateway's webhooks; "" asks for none: jobs are looked at when due."""
    webhook_secrets: Secret = SecretStr("")
    """What signs the webhooks' URLs; two, joined by a comma, while one takes the other's place."""
    repeat_uncertain_below_usd: Decimal = Field(default=REPEAT_UNCERTAIN_BELOW_USD, ge=0, le=10)
    """Calls whose fate nobody knows are made again if they cost less; dearer ones wait for a person."""
    budget_usd: Decimal = Field(default=DEFAULT_USD, ge=0, le=1_000_000)
    """What may be spent on a drama whose request names no budget: the showrunner keeps to it, an estimate tells it."""
    allow_loopback: bool = False
    """Providers over plain HTTP, on this machine or a network of one's own: for a simulator, or a model server."""

    @field_validator("catalogue", "rules", "keys", mode="before")
    @classmethod
    def _nothing_is_none(cls, path: object) -> object:
        return path or None

    @field_validator("prices", mode="before")
    @classmethod
    def _nothing_is_the_default(cls, path: object) -> object:
        return path or PUBLISHED

    @property
    def offers(self) -> Catalogue:
        """The providers and models in the file, or those that are shipped. Raises Misconfigured."""
        return Catalogue.read(self.catalogue or SHIPPED)

    @property
    def routing(self) -> Rules:
        """The rules in the file, or those that are shipped. Raises Misconfigured."""
        return Rules.read(self.rules or SHIPPED_RULES)

    @property
    def price_table(self) -> Prices:
        """The table in the file. Raises Misconfigured."""
        return Prices.read(self.prices)

    @property
    def callbacks(self) -> Callbacks:
        """The webhooks' URLs. Raises Misconfigured where a secret is missing, too short, or one too many."""
        words = [word.strip() for word in self.webhook_secrets.get_secret_value().split(",") if word.strip()]
        if len(words) > MOST_SECRETS:
            raise Misconfigured(f"DUANJU_WEBHOOK_SECRETS has {len(words)} secrets: two at most")
        return Callbacks(self.webhooks, [SecretStr(word) for word in words])


class BuyerSettings(Settings, RemoteSettings):
    """The settings of a stage that buys."""
