"""The settings of a service process, from the environment (``DUANJU_…``)."""

import tempfile
import uuid
from dataclasses import dataclass
from pathlib import Path

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict


@dataclass(frozen=True)
class Times:
    """How a worker's life is judged, in seconds; only the ratios matter for correctness, so tests shorten them all."""

    beat: float = 10
    scan: float = 1

    @property
    def unfit(self) -> float:
        """A worker that could not write its heartbeat for so long starts nothing."""
        return 2 * self.beat

    @property
    def dead(self) -> float:
        """A heartbeat older than this, by the store's clock, no longer protects a lease."""
        return 4 * self.beat


class Settings(BaseSettings):
    """What every service needs to know; a service with settings of its own extends this."""

    model_config = SettingsConfigDict(env_prefix="DUANJU_", extra="ignore")

    broker: str = "127.0.0.1:9092"
    store: Path = Path(".duanju/store")
    weights: Path = Path(".cache/weights")
    worker: str = Field(default_factory=lambda: f"worker-{uuid.uuid4().hex[:8]}", pattern=r"^[a-z0-9-]+$")
    host: str = "127.0.0.1"
    port: int = 0
    embedded: bool = False
    heartbeat: float = Field(default=10, gt=0, le=60)
    scan: float = Field(default=1, gt=0, le=60)
    scratch: Path = Field(default_factory=lambda: Path(tempfile.gettempdir()))
    children: int = Field(default=2, ge=1, le=64)
    """Child processes for CPU-bound work."""

    @property
    def times(self) -> Times:
        return Times(self.heartbeat, self.scan)
