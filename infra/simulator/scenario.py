"""A scenario: how the simulated provider behaves. Every field has a default, and the defaults are a calm day.

Shares are of 1, times are seconds of the simulated clock. A misspelt field is refused, never ignored.
"""

from decimal import Decimal
from typing import Annotated, Literal, get_args

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

Share = Annotated[float, Field(ge=0, le=1)]
Seconds = Annotated[float, Field(ge=0, le=1_000_000)]
Count = Annotated[int, Field(ge=1, le=1_000_000)]
Price = Annotated[Decimal, Field(ge=0, le=1_000_000)]

Operation = Literal[
    "chat/completions",
    "images/references",
    "video/generate",
    "audio/synthesis",
    "audio/speech",
    "video/lipsync",
    "audio/background",
]
OPERATIONS: tuple[Operation, ...] = get_args(Operation)

FaultKind = Literal[
    "none",
    "expired_key",
    "throttle",
    "error",
    "hang",
    "drop",
    "moderation",
    "fenced",
    "malformed",
    "renamed",
    "drift",
    "job_failed",
    "job_moderated",
    "job_stuck",
    "webhook_lost",
    "webhook_late",
    "webhook_repeated",
    "webhook_unsigned",
    "webhook_forged",
    "webhook_stale",
    "slow",
    "truncated",
]


class Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)


class Idempotency(Part):
    """How one finds out whether a call was accepted.

    honoured: a repeat with the same ``Idempotency-Key`` gets the first answer and is not charged; lookup: the key only
    names the call, ``GET video/jobs?key=`` and ``GET calls?key=`` find it; none: neither.
    """

    kind: Literal["honoured", "lookup", "none"] = "honoured"
    remembered_seconds: Seconds = 86_400
    """After so long a key is as good as new."""
    lookup_lag_seconds: Seconds = 0
    """A call is found only when it is so old."""
    refusals_stick: bool = False
    """A key that moderation refused is refused as long as it is remembered; else a repeat is judged anew."""


class Keys(Part):
    """API keys and their end. A fresh one comes from ``POST /_simulator/keys``."""

    form: Literal["hs", "any"] = "hs"
    """hs: only keys that were issued here; any: whatever has 32 characters."""
    expire_after_calls: Count | None = None
    expire_after_seconds: Seconds | None = None
    bad_refreshes: int = Field(default=0, ge=0, le=100)
    """So many of the first refreshed keys do not work."""


class Limits(Part):
    """What is answered with 429. A bucket of so many tokens each: a token that was taken comes back a minute later."""

    requests_per_minute: Count | None = None
    tokens_per_minute: Count | None = None
    in_flight: Count | None = None
    """Calls that are being answered."""
    jobs_in_flight: Count | None = None
    """Jobs that are not finished."""
    count_polls: bool = True
    """Whether reading (jobs, lookups, models) takes from the bucket of requests, too, as it does of most providers."""


class Faults(Part):
    """Shares of calls. Of those up to ``drop_after_charge`` a call meets one at most; their sum is at most 1."""

    throttle: Share = 0
    error: Share = 0
    error_after_charge: Share = 0
    hang: Share = 0
    hang_after_charge: Share = 0
    drop: Share = 0
    drop_after_charge: Share = 0
    moderation: Share = 0
    """Of contents: the same words are refused again, by the same model."""
    forbidden: tuple[str, ...] = ()
    """Words that are always refused."""
    fenced: Share = 0
    malformed: Share = 0
    renamed: Share = 0
    """``generation_id`` or ``id`` for ``job_id``, ``code`` for ``error_code``."""
    drift: Share = 0
    """Fields that nobody documented."""
    throttle_seconds: Seconds = 2

    @model_validator(mode="after")
    def _fit(self) -> "Faults":
        if sum(share for _, _, share in self.endings()) > 1:
            raise PydanticCustomError(
                "shares", "the shares from 'throttle' to 'drop_after_charge' are more than 1 together: lower some"
            )
        return self

    def endings(self) -> tuple[tuple[FaultKind, bool, float], ...]:
        """How a call may end without its answer: the kind, whether it is charged, the share."""
        return (
            ("throttle", False, self.throttle),
            ("error", False, self.error),
            ("error", True, self.error_after_charge),
            ("hang", False, self.hang),
            ("hang", True, self.hang_after_charge),
            ("drop", False, self.drop),
            ("drop", True, self.drop_after_charge),
        )


class Latency(Part):
    """Log-normal: ``median`` and ``per_unit`` (a second of film or sound, a thousand tokens), times e to the spread."""

    median: Seconds = 0.5
    spread: float = Field(default=0.3, ge=0, le=2)
    per_unit: Seconds = 0


class Latencies(Part):
    chat: Latency = Latency(median=1.5, per_unit=6)
    reference: Latency = Latency(median=0.8)
    generate: Latency = Latency(median=0.4)
    speech: Latency = Latency(median=0.6, per_unit=0.1)
    lipsync: Latency = Latency(median=4, per_unit=0.5)
    background: Latency = Latency(median=6)
    reading: Latency = Latency(median=0.05)


class Jobs(Part):
    """What becomes of a film. ``at_once`` of them are answered done, without a job."""

    at_once: Share = 0
    failed: Share = 0
    moderated: Share = 0
    stuck: Share = 0
    """Never finished."""
    queued: Latency = Latency(median=3, spread=0.6)
    processing: Latency = Latency(median=20, per_unit=4)


class Webhooks(Part):
    """Shares of finished jobs that asked for a webhook. Forged, stale and repeated ones come besides the true one."""

    secret: Annotated[str, StringConstraints(pattern=r"^whsec_[A-Za-z0-9+/]{32,}={0,2}$")] | None = None
    """None: made from the seed, and printed at the start."""
    lost: Share = 0
    late: Share = 0
    late_seconds: Seconds = 120
    repeated: Share = 0
    unsigned: Share = 0
    forged: Share = 0
    stale: Share = 0
    """A true message whose timestamp is ``stale_seconds`` old, as when somebody sends it again."""
    stale_seconds: Seconds = 600
    retries: int = Field(default=2, ge=0, le=10)
    """So often a message that nobody took within 3 s of the receiver's time is sent again."""
    retry_seconds: Seconds = 5


class Downloads(Part):
    slow: Share = 0
    slow_seconds: Seconds = 20
    """So long a slow one takes."""
    truncated: Share = 0
    valid_seconds: Seconds = 86_400
    """An address of media is good for so long; a finished job names a fresh one at every look."""


class Fault(Part):
    """What a rule has happen; ``charged`` of error, hang and drop, ``status`` of error, ``seconds`` of throttle."""

    fault: FaultKind
    charged: bool = False
    status: int = Field(default=500, ge=500, le=599)
    seconds: Seconds = 2

    @model_validator(mode="after")
    def _fit(self) -> "Fault":
        takes = {"charged": ("error", "hang", "drop"), "status": ("error",), "seconds": ("throttle",)}
        for field, kinds in takes.items():
            if field in self.model_fields_set and self.fault not in kinds:
                facts = {"field": field, "fault": self.fault, "kinds": ", ".join(kinds)}
                raise PydanticCustomError(
                    "idle_field", "'{field}' is of {kinds}, not of '{fault}': leave it out", facts
                )
        return self


class Rule(Part):
    """Calls that meet this fault and no other. Calls are counted as they come, each rule's own."""

    call: Literal[Operation, "video/jobs", "calls", "models", "media"]
    nth: Count | None = None
    every: Count | None = None
    model: str | None = None
    contains: str | None = None
    """Only calls whose body has this text."""
    then: Fault

    @model_validator(mode="after")
    def _fit(self) -> "Rule":
        if self.nth and self.every:
            raise PydanticCustomError("nth_and_every", "'nth' and 'every' exclude each other: leave one of them out")
        return self


class Prices(Part):
    """Prices that differ from those of ``prices.toml``."""

    per_million_tokens: dict[str, Price] = Field(default_factory=dict)
    per_second: dict[str, Price] = Field(default_factory=dict)
    per_minute: dict[str, Price] = Field(default_factory=dict)
    per_image: dict[str, Price] = Field(default_factory=dict)
    per_call: dict[str, Price] = Field(default_factory=dict)
    resolution: dict[str, Price] = Field(default_factory=dict)


class Scenario(Part):
    """How the provider behaves, from its seed on."""

    seed: int = Field(default=0, ge=0, le=2**31 - 1)
    time_scale: float = Field(default=1, ge=0.1, le=10_000)
    """So many seconds of the simulated clock pass in one of ours."""
    idempotency: Idempotency = Idempotency()
    keys: Keys = Keys()
    limits: Limits = Limits()
    faults: Faults = Faults()
    latency: Latencies = Latencies()
    jobs: Jobs = Jobs()
    webhooks: Webhooks = Webhooks()
    downloads: Downloads = Downloads()
    prices: Prices = Prices()
    rules: tuple[Rule, ...] = Field(default=(), max_length=1000)
