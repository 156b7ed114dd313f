"""Settings of the gateway."""

from pydantic import Field, SecretStr

from shared.artifacts.settings import Secret
from shared.providers.settings import RemoteSettings
from shared.runtime import Settings


class GatewaySettings(Settings, RemoteSettings):
    watch: float = Field(default=15, gt=0, le=300)
    """Seconds between two looks at the store and at the broker for the metrics of the whole studio."""
    webhook_signers: Secret = SecretStr("")
    """Which providers sign their webhooks, and with what: ``provider=whsec_…``, several joined by commas."""
