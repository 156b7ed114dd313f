"""The request of a drama: what a producer writes, checked before anything is made of it.

Unknown fields are refused, and so are known ones that this version cannot honour yet: nothing is silently ignored.
"""

import re
from typing import Annotated, Any, ClassVar, Literal, get_args

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, field_validator, model_validator

from shared.events.ids import DramaId, LineId

_DIRECTIONS = re.compile(r"\([^()]*\)|（[^（）]*）|\[[^\[\]]*\]|【[^【】]*】")
_CONTROL = r"^[^\x00-\x08\x0b-\x1f\x7f]*$"
Text = Annotated[str, StringConstraints(strip_whitespace=True, pattern=_CONTROL)]
Short = Annotated[Text, StringConstraints(max_length=200)]
Long = Annotated[Text, StringConstraints(max_length=20_000)]

Language = Literal["zh-CN", "en-US"]
Mood = Literal["dramatic", "romantic", "comedic", "suspense", "triumphant", "melancholic"]


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
    """A character as the producer describes it; all but the name may be left to the studio."""

    later: ClassVar[dict[str, str]] = {"reference_image": "a picture of the face"}

    name: Annotated[Short, StringConstraints(min_length=1)]
    role: Short = ""
    personality: Short = ""
    look: Short = ""
    outfit: Short = ""
    speaking_style: Short = ""
    voice: Annotated[str, StringConstraints(pattern=r"^([a-z]{2}_[a-z]+)?$", max_length=40)] = ""


class RequestedMusic(_Part):
    """The wish for music: a mood for the whole drama (by scene if left out) and how loud it is under the speech."""

    mood: Mood | None = None
    volume: float = Field(default=0.25, ge=0, le=1)


class Request(_Part):
    """A drama request: ``premise`` is all that must be there.

    ``lines`` are a person's own words for lines of the drama, by the ids that its manifest names.
    """

    later: ClassVar[dict[str, str]] = {
        "screenplay": "a screenplay to be filmed as it is",
        "novel": "a novel to be adapted",
        "dubs": "further voices",
        "providers": "remote models, in order of preference",
        "stop_at": "a gate at which a person decides",
        "budget_usd": "a limit on what is spent",
    }

    title: Short = ""
    premise: Annotated[Long, StringConstraints(min_length=1)]
    genre: Literal["family-reunion"] = "family-reunion"
    language: Language = "zh-CN"
    subtitles: tuple[Language, ...] = ()
    episodes: int = Field(default=1, ge=1, le=100, strict=True)
    episode_seconds: int = Field(default=60, ge=20, le=900, strict=True)
    characters: tuple[RequestedCharacter, ...] = Field(default=(), max_length=40)
    style: Literal["cinematic"] = "cinematic"
    cultural_context: Short = ""
    aspect: Literal["9:16"] = "9:16"
    music: RequestedMusic | Literal[False] = RequestedMusic()
    quality: Literal["animatic"] = "animatic"
    takes_per_shot: Literal[1] = 1
    lines: dict[LineId, Said] = Field(default_factory=dict, max_length=2000)
    seed: int = Field(default=0, ge=0, le=2**31 - 1, strict=True)

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


class NamedRequest(Request):
    """A request file: a request that may name its drama."""

    drama: DramaId | None = None

    def request(self) -> Request:
        return Request.model_validate(self.model_dump(exclude={"drama"}))


LANGUAGES: tuple[str, ...] = get_args(Language)
MOODS: tuple[str, ...] = get_args(Mood)
