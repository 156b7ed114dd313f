"""The request of a drama: what a producer writes, checked before anything is made of it.

Unknown fields are refused, and so are known ones that this version cannot honour yet: nothing is silently ignored.
"""

import re
from decimal import Decimal
from typing import Annotated, Any, ClassVar, Literal, get_args

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, field_validator, model_validator

from shared.events.ids import DramaId, LineId

_DIRECTIONS = re.compile(r"\([^()]*\)|（[^（）]*）|\[[^\[\]]*\]|【[^【】]*】")
_CONTROL = r"^[^\x00-\x08\x0b-\x1f\x7f]*$"
Text = Annotated[str, StringConstraints(strip_whitespace=True, pattern=_CONTROL)]
Short = Annotated[Text, StringConstraints(max_length=200)]
Long = Annotated[Text, StringConstraints(max_length=20_000)]

Language = Literal["zh-CN", "en-US"]
Genre = Literal["hidden-identity", "contested-inheritance", "fake-relationship", "family-reunion"]
Mood = Literal["dramatic", "romantic", "comedic", "suspense", "triumphant", "melancholic"]
Grade = Literal["animatic", "standard", "premium"]
Gate = Literal["animatic"]
Ability = Literal["chat", "vision", "image", "video", "speech", "lip-sync", "music"]
Maker = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9._:/-]*$", max_length=100)]
"""A provider, or one of its models; ``studio`` is the offline studio."""

_VOICE = r"^([a-z]{2}_[a-z]+|[a-z0-9][a-z0-9.-]*/[A-Za-z0-9][A-Za-z0-9._-]*)?$"
_GATES_TO_COME = ("story", "cast", "script")
_CENT = Decimal("0.01")


def _in_cents(amount: Decimal) -> Decimal:
    """One spelling for equal amounts, so that a request that only writes them differently is the same request."""
    return amount.quantize(_CENT)


NOTHING_AFTER = "nothing is made after 'stop_at: animatic': write 'quality: standard' or 'premium' as well"
Dollars = Annotated[Decimal, Field(ge=_CENT, le=1_000_000, decimal_places=2), AfterValidator(_in_cents)]


def _can_be_said(text: str) -> str:
    """Refuses words of which nothing is left to say: stage directions in brackets are not spoken."""
    if not re.search(r"\w", _DIRECTIONS.sub("", text)):
        raise ValueError("there is nothing to say: write the words that are to be spoken")
    return text


Said = Annotated[Short, AfterValidator(_can_be_said)]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)
    later: ClassVar[dict[str, str]] = {}
    """Fields of the format that a later version brings, and what they will do."""

    @model_validator(mode="before")
    @classmethod
    def _refuse_what_comes_later(cls, data: Any) -> Any:
        if not isinstance(data, dict):
            return data
        for field, purpose in cls.later.items():
            if field in data and data[field] not in (None, [], {}, ""):
                raise ValueError(f"'{field}' ({purpose}) is not supported yet: leave it out")
        return {name: value for name, value in data.items() if name not in cls.later}


class RequestedCharacter(_Part):
    """A character as the producer describes it; all but the name may be left to the studio.

    ``voice`` is one of the studio's (``zf_xiaoxiao``) or a provider's (``holysheep/Tianmei``).
    """

    later: ClassVar[dict[str, str]] = {"reference_image": "a picture of the face"}

    name: Annotated[Short, StringConstraints(min_length=1)]
    role: Short = ""
    personality: Short = ""
    look: Short = ""
    outfit: Short = ""
    speaking_style: Short = ""
    voice: Annotated[str, StringConstraints(pattern=_VOICE, max_length=100)] = ""


class RequestedMusic(_Part):
    """The wish for music: a mood for the whole drama (by scene if left out) and how loud it is under the speech."""

    mood: Mood | None = None
    volume: float = Field(default=0.25, ge=0, le=1)


class Request(_Part):
    """A drama request: ``premise`` is all that must be there.

    ``lines`` are a person's own words for lines of the drama, by the ids that its manifest names. ``quality`` beyond
    *animatic* may buy from providers; with ``stop_at: animatic`` a person approves the animatic before that.
    ``budget_usd`` is what may be spent on the drama, all its revisions together. ``providers`` names for each
    capability who is preferred, in order: providers, models, or ``studio``.
    """

    later: ClassVar[dict[str, str]] = {
        "screenplay": "a screenplay to be filmed as it is",
        "novel": "a novel to be adapted",
        "dubs": "further voices",
    }

    title: Short = ""
    premise: Annotated[Long, StringConstraints(min_length=1)]
    genre: Genre = "family-reunion"
    language: Language = "zh-CN"
    subtitles: tuple[Language, ...] = ()
    episodes: int = Field(default=1, ge=1, le=100, strict=True)
    episode_seconds: int = Field(default=60, ge=20, le=900, strict=True)
    characters: tuple[RequestedCharacter, ...] = Field(default=(), max_length=40)
    style: Literal["cinematic"] = "cinematic"
    cultural_context: Short = ""
    aspect: Literal["9:16"] = "9:16"
    music: RequestedMusic | Literal[False] = RequestedMusic()
    quality: Grade = "animatic"
    takes_per_shot: Literal[1] = 1
    stop_at: Gate | None = None
    budget_usd: Dollars | None = None
    providers: dict[Ability, Annotated[tuple[Maker, ...], Field(max_length=20)]] = Field(default_factory=dict)
    lines: dict[LineId, Said] = Field(default_factory=dict, max_length=2000)
    seed: int = Field(default=0, ge=0, le=2**31 - 1, strict=True)

    @field_validator("stop_at", mode="before")
    @classmethod
    def _gates_to_come(cls, gate: object) -> object:
        if gate in _GATES_TO_COME:
            raise ValueError(f"the gate '{gate}' is not supported yet: allowed is animatic")
        return gate or None

    @field_validator("providers", mode="before")
    @classmethod
    def _nobody_is_preferred(cls, providers: object) -> object:
        return {} if providers is None else providers

    @field_validator("characters")
    @classmethod
    def _names_are_unique(cls, characters: tuple[RequestedCharacter, ...]) -> tuple[RequestedCharacter, ...]:
        seen: set[str] = set()
        for character in characters:
            if character.name.casefold() in seen:
                raise ValueError(f"the character '{character.name}' is named twice: give each a name of its own")
            seen.add(character.name.casefold())
        return characters

    @model_validator(mode="after")
    def _subtitles_are_in_the_drama_s_language(self) -> "Request":
        if self.subtitles not in ((), (self.language,)):
            raise ValueError(f"'subtitles' in another language are not supported yet: allowed is [{self.language}]")
        return self

    @model_validator(mode="after")
    def _a_gate_lies_before_something(self) -> "Request":
        if self.stop_at and self.quality == "animatic":
            raise ValueError(NOTHING_AFTER)
        return self

    def told(self) -> "Request":
        """The request without what only says how its story is produced: the same story follows from both."""
        return self.model_copy(
            update={"quality": "animatic", "stop_at": None, "budget_usd": None, "providers": {}, "takes_per_shot": 1}
        )


class NamedRequest(Request):
    """A request file: a request that may name its drama."""

    drama: DramaId | None = None

    def request(self) -> Request:
        return Request.model_validate(self.model_dump(exclude={"drama"}))


LANGUAGES: tuple[str, ...] = get_args(Language)
MOODS: tuple[str, ...] = get_args(Mood)
ABILITIES: tuple[str, ...] = get_args(Ability)
