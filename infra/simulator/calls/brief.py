"""What all operations have in common."""

import base64
import binascii
from abc import abstractmethod
from dataclasses import dataclass
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from infra.simulator.fates import Fate
from infra.simulator.jobs import Job, lasts
from infra.simulator.media import Media
from infra.simulator.prices import Sale
from infra.simulator.replies import Json
from infra.simulator.scenario import Latency, Scenario
from infra.simulator.shelf import Shelf

_IMAGES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"RIFF")
_SOUNDS = (b"RIFF", b"ID3", b"\xff\xfb", b"\xff\xf3", b"fLaC", b"OggS")


@dataclass(frozen=True)
class Bench:
    """What an operation may use: its id and fate, the shelf for its media, where its caller found us."""

    id: str
    key: str | None
    fate: Fate
    scenario: Scenario
    shelf: Shelf
    base: str
    now: float

    def link(self, media: Media) -> str:
        return self.shelf.link(media, self.base, self.now)

    def takes(self, latency: Latency, units: float = 0) -> float:
        return lasts(latency, units, self.fate, "latency")

    @property
    def hue(self) -> int:
        """The colour of its pictures; few, so that their films are quickly made."""
        return self.fate.luck.pick("hue", range(0, 360, 30))


@dataclass(frozen=True)
class Accepted:
    """What was taken on: what is charged for it, what is answered, and after how long; the job if it becomes one."""

    sale: Sale
    answer: Json | Media
    seconds: float
    job: Job | None = None


class Brief(BaseModel):
    """The body of a call. An unknown field is refused: a client's mistake is seen here before it costs anything."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)

    model: str = Field(default="", max_length=100)

    @abstractmethod
    def inputs(self) -> dict[str, str]:
        """What moderation reads, by the input's name; the first is what the call is about."""

    def references(self) -> dict[str, tuple[str, ...]]:
        """What it names that an earlier call was given, by the input's name."""
        return {}

    @abstractmethod
    def accept(self, bench: Bench) -> Accepted:
        """Take the call on. Nothing refuses it any more. Pure, but for the names it puts on the shelf."""

    def tokens(self) -> int:
        """What it takes from a limit of tokens."""
        return 0


def _decoded(text: str) -> bytes:
    try:
        return base64.b64decode(text.partition("base64,")[2] or text, validate=True)
    except binascii.Error as error:
        raise ValueError("it is no base64") from error


def _image(text: str) -> str:
    if not _decoded(text).startswith(_IMAGES):
        raise ValueError("it is no PNG, JPEG or WebP image in base64")
    return text


def _sound(text: str) -> str:
    if not _decoded(text).startswith(_SOUNDS):
        raise ValueError("it is no WAV, MP3, FLAC or Ogg sound in base64")
    return text


def _address(text: str) -> str:
    if not text.startswith(("https://", "http://")):
        raise ValueError("it is no http or https address")
    return text


Text = Annotated[str, Field(min_length=1, max_length=100_000)]
Short = Annotated[str, Field(max_length=200)]
ImageData = Annotated[str, AfterValidator(_image)]
SoundData = Annotated[str, AfterValidator(_sound)]
Address = Annotated[str, Field(max_length=4000), AfterValidator(_address)]
