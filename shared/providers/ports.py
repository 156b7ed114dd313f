"""What a stage may ask of a model, whoever runs it.

A *brief* holds exactly the inputs that shape a result, so its digest is the result's fingerprint. Times are seconds
from the start of the shot (for speech: of the line), sizes pixels. Every call writes its media to ``into`` and raises
the errors of ``shared.runtime.errors``, classified once, here at the adapter.
"""

from pathlib import Path
from typing import NamedTuple, Protocol

from pydantic import BaseModel, ConfigDict, Field

from shared.artifacts.records import Emotion, Framing, Gender, Media, Mouth, Move, Phoneme, Place, TimeOfDay
from shared.events.request import Language, Mood


class _Brief(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)


class Provider(Protocol):
    """Who answers: the names under which latency and cost are counted."""

    @property
    def provider(self) -> str: ...

    @property
    def model(self) -> str: ...


class Named(NamedTuple):
    """A model that is called directly, without a port of its own."""

    provider: str
    model: str


# --- speech


class SpeechBrief(_Brief):
    """One line to be spoken. ``voice`` is one that ``cast_voice`` gave, or that the producer named."""

    text: str
    language: Language
    voice: str
    emotion: Emotion
    style: str = ""
    age: int = 30


class Spoken(_Brief):
    """A spoken line: mono WAV in ``into``, its measured length, phoneme and mouth times."""

    seconds: float
    phonemes: tuple[Phoneme, ...]
    mouth: tuple[Mouth, ...]


class Speech(Provider, Protocol):
    """Speaks lines, and knows who has which voice."""

    def voices(self, language: Language) -> tuple[str, ...]:
        """Every voice that speaks the language."""

    def cast_voice(self, language: Language, gender: Gender, age: int, taken: frozenset[str], wish: str = "") -> str:
        """The voice for a character, never one of ``taken`` while others fit; ``wish`` wins if it is spoken here.

        Raises Permanent when the wished voice does not exist in the language.
        """

    async def speak(self, brief: SpeechBrief, into: Path) -> Spoken:
        """Speak the line into a mono WAV file."""


# --- image


class PortraitBrief(_Brief):
    """A character's visual anchor: front view, neutral, even light."""

    name: str
    gender: Gender
    age: int
    look: str
    outfit: str
    style: str
    seed: int
    width: int = 720
    height: int = 1280


class Portrait(_Brief):
    """The anchor's main colours as measured, ``#rrggbb``: skin, hair, outfit."""

    palette: tuple[str, str, str]


class Image(Provider, Protocol):
    """Draws what a character looks like."""

    async def portray(self, brief: PortraitBrief, into: Path) -> Portrait:
        """Draw the character's anchor into a PNG file."""


# --- video

TAKE_WIDTH, TAKE_HEIGHT = 720, 1280
"""Pixels of a take. The compositor scales it to the delivery once."""


class Actor(_Brief):
    """Who is in the picture: the same description as the anchor was drawn from."""

    name: str
    gender: Gender
    age: int
    look: str
    outfit: str
    seed: int
    palette: tuple[str, ...]


class Utterance(_Brief):
    """A line as it is seen: who speaks, from when to when, the mouth at each moment (times from the shot's start)."""

    speaker: str
    emotion: Emotion
    start: float
    end: float
    mouth: tuple[Mouth, ...]


class FilmBrief(_Brief):
    """One take of one shot. ``actors`` stand from left to right; ``take`` varies what may vary.

    ``language`` is that of signs and papers in the picture, and tells where in the world it plays. ``anchor`` is the
    picture of its ``subject``, for a model that was not told by us how people look; None shows nobody.
    """

    place: Place
    time: TimeOfDay
    mood: Mood
    framing: Framing
    move: Move
    action: str
    actors: tuple[Actor, ...]
    utterances: tuple[Utterance, ...]
    seconds: float = Field(gt=0)
    language: Language = "zh-CN"
    style: str
    seed: int
    take: int = 1
    width: int = TAKE_WIDTH
    height: int = TAKE_HEIGHT
    fps: int = 24
    anchor: Media | None = None

    @property
    def subject(self) -> Actor | None:
        """Whom the take is about: of those who are seen who speaks longest, else the first; None if nobody is."""
        said = {actor.name: 0.0 for actor in self.actors}
        for line in self.utterances:
            if line.speaker in said:
                said[line.speaker] += line.end - line.start
        return max(self.actors, key=lambda actor: said[actor.name], default=None)

    @property
    def frames(self) -> int:
        """How many pictures the take has."""
        return max(1, round(self.seconds * self.fps))

    @property
    def telling(self) -> int:
        """The number of the picture that tells most: the middle of the first line."""
        lines = [line for line in self.utterances if line.end > line.start]
        moment = (lines[0].start + lines[0].end) / 2 if lines else self.seconds * 0.6
        return min(self.frames - 1, max(0, round(moment * self.fps)))


class Filmed(_Brief):
    """What was filmed: H.264 MP4 without sound, ``round(seconds * fps)`` frames; a JPEG of one of them beside it."""

    frames: int
    width: int
    height: int
    fps: int
    thumbnail: Path


class Video(Provider, Protocol):
    """Films takes."""

    async def film(self, brief: FilmBrief, into: Path) -> Filmed:
        """Film the take into an MP4 file."""


# --- music


class Section(_Brief):
    """A stretch of the score in one mood."""

    mood: Mood
    seconds: float = Field(gt=0)


class ScoreBrief(_Brief):
    """The score of one episode. ``theme`` seeds the melody, the same in all episodes of a drama."""

    sections: tuple[Section, ...]
    theme: int


class Passage(_Brief):
    """The music of one section: where it lies in the file, and for how long it may play."""

    start: float
    seconds: float


class Accent(_Brief):
    """The sting: where it lies in the file; the blow falls at ``blow`` (all in seconds of the file)."""

    start: float
    blow: float
    seconds: float


class Composed(_Brief):
    """A score: one passage for each section, in their order, and a sting. They may be laid wherever they are needed."""

    seconds: float
    passages: tuple[Passage, ...]
    sting: Accent


class Music(Provider, Protocol):
    """Composes scores."""

    async def compose(self, brief: ScoreBrief, into: Path) -> Composed:
        """Render the score into a 48 kHz stereo WAV file; each passage is at least as long as its section."""
