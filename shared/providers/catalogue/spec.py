"""What a catalogue says of a provider and of a model. Seconds, pixels, calls and tokens a minute."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from shared.ledger.records import Terms

Capability = Literal["chat", "vision", "image", "video", "speech", "lip-sync", "music"]
Name = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9.-]{0,63}$")]


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Limits(_Strict):
    """How much may be asked of a provider, or of one of its models; None is no limit that we know of."""

    requests_per_minute: int | None = Field(default=None, ge=1)
    tokens_per_minute: int | None = Field(default=None, ge=1)
    in_flight: int | None = Field(default=None, ge=1)


class ProviderSpec(_Strict):
    """Somebody who runs models. ``key`` names the environment variable that holds the key; "" needs none.

    ``downloads`` are the hosts that results may be fetched from (``*.example.com`` for those below one).
    """

    name: Name
    adapter: Literal["holysheep", "openai"]
    base_url: str
    key: str = ""
    downloads: tuple[str, ...] = ()
    terms: Terms
    limits: Limits = Limits()


class ModelSpec(_Strict):
    """One model. What it cannot do is never asked of it; what does not apply to its capability stays empty.

    ``strengths`` are the traits that the rules of routing look for; ``rank`` is how good it is, 1 for the best.
    ``voices`` maps a language to the voices that speak it, each with the gender ("female" or "male").
    """

    name: str = Field(min_length=1, max_length=100)
    provider: Name
    capability: Capability
    rank: int = Field(default=5, ge=1, le=9)
    strengths: tuple[str, ...] = ()
    limits: Limits = Limits()
    languages: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    seconds: tuple[float, float] | None = None
    aspects: tuple[str, ...] = ()
    resolutions: tuple[str, ...] = ()
    reference_images: bool = False
    first_frame: bool = False
    last_frame: bool = False
    native_audio: bool = False
    context_tokens: int | None = Field(default=None, ge=1)
    json_schema: bool = False
    voices: dict[str, dict[str, Literal["female", "male"]]] = Field(default_factory=dict)
