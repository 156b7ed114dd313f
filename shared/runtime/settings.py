"""The settings of a service process, from the environment (``DUANJU_…``)."""

import tempfile
import uuid
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from pydantic import Field, ValidationError
from pydantic_settings import BaseSettings

from shared.artifacts.settings import StoreSettings
from shared.runtime.broker import BrokerSettings
from shared.runtime.complaints import complaint
from shared.runtime.errors import Misconfigured


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


class Settings(StoreSettings, BrokerSettings):
    """What every service needs to know; a service with settings of its own extends this."""

    weights: Path = Path(".cache/weights")
    worker: str = Field(default_factory=lambda: f"worker-{uuid.uuid4().hex[:8]}", pattern=r"^[a-z0-9-]+$")
    """A name that no other worker has; one that stays the same from life to life spares the group a rebalance."""
    host: str = "127.0.0.1"
    port: int = 0
    heartbeat: float = Field(default=10, gt=0, le=60)
    scan: float = Field(default=1, gt=0, le=60)
    scratch: Path = Field(default_factory=lambda: Path(tempfile.gettempdir()))
    children: int = Field(default=2, ge=1, le=64)
    """Child processes for CPU-bound work."""

    @property
    def times(self) -> Times:
        return Times(self.heartbeat, self.scan)

    @property
    def instance(self) -> str | None:
        """The worker's name if it was given one, and so has it in its next life too."""
        return self.worker if "worker" in self.model_fields_set else None


S = TypeVar("S", bound=BaseSettings)


def from_environment(kind: type[S]) -> S:
    """The settings. Raises Misconfigured, which names each variable that is wrong, and no value of it."""
    try:
        return kind()
    except ValidationError as error:
        found = [f"DUANJU_{'_'.join(map(str, each['loc'])).upper()}: {complaint(each)}" for each in error.errors()]
        raise Misconfigured("; ".join(found)) from error
