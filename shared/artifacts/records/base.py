"""What every record is, how a result came to be, and a file in the store."""

from datetime import datetime
from decimal import Decimal

from pydantic import BaseModel, ConfigDict, Field

from shared.events import Digest, Key


class Record(BaseModel):
    """Never changed once it is read; what a newer version wrote beside the known fields is carried along."""

    model_config = ConfigDict(frozen=True, extra="allow", allow_inf_nan=False)


class Made(Record):
    """How a result came to be: which model, when (in UTC, at the call's end), how long the call took, what it cost.

    ``cpu_seconds`` is the time that it kept a processor of ours busy: nothing for a remote model. The part of it that
    ffmpeg took is ``encode_cpu_seconds``.
    """

    provider: str
    model: str
    operation: str
    at: datetime | None = None
    seconds: float = Field(ge=0)
    cpu_seconds: float = Field(default=0.0, ge=0)
    encode_cpu_seconds: float = Field(default=0.0, ge=0)
    cost_usd: Decimal = Decimal(0)


class Media(Record):
    """A media file in the store, named by its content."""

    blob: Key
    sha256: Digest
    size: int = Field(ge=0)
    media_type: str
