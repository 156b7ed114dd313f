"""Settings of the gateway."""

from pydantic import Field, SecretStr

from shared.artifacts.settings import Secret
from shared.ledger import Callbacks
from shared.runtime import Misconfigured, Settings

_MOST_SECRETS = 2


class GatewaySettings(Settings):
    watch: float = Field(default=15, gt=0, le=300)
    """Seconds between two looks at the store and at the broker for the metrics of the whole studio."""
    webhook_secrets: Secret = SecretStr("")
    """What the URLs that providers call back are signed with: one, or two while one takes the other's place."""
    webhook_signers: Secret = SecretStr("")
    """Which providers sign their webhooks, and with what: ``provider=whsec_…``, several joined by commas."""

    @property
    def callbacks(self) -> Callbacks:
        """What knows our own URLs. Raises Misconfigured when a secret is too short, or there are more than two."""
        words = self.webhook_secrets.get_secret_value().split(",")
        secrets = [SecretStr(word.strip()) for word in words if word.strip()]
        if len(secrets) > _MOST_SECRETS:
            raise Misconfigured("DUANJU_WEBHOOK_SECRETS has more than two secrets: leave out the oldest")
        return Callbacks("", secrets)
