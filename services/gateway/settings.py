"""Settings of the gateway."""

from pydantic import Field

from shared.runtime import Settings


class GatewaySettings(Settings):
    watch: float = Field(default=15, gt=0, le=300)
    """Seconds between two looks at the store and at the broker for the metrics of the whole studio."""
