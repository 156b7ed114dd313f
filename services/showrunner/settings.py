"""Settings of the showrunner."""

from pydantic import Field

from shared.providers.settings import RemoteSettings
from shared.runtime import Settings


class ShowrunnerSettings(Settings, RemoteSettings):
    sweep: float = Field(default=15, gt=0, le=600)
    """Seconds of standstill after which what has not arrived is ordered again, doubled while nothing moves."""
