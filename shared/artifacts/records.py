"""The records that services leave for each other: what the keys in events stand for.

Times are seconds, sizes pixels, money USD, loudness LUFS. A record is written once and never changed.
"""

from datetime import datetime
from decimal import Decimal
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from shared.events import Digest, DramaId, EpisodeId, Key, LineId, ShotId, ShotName, VoicedLine
from shared.events.request import Ability, Grade, Language, Maker, Mood, RequestedMusic

Emotion = Literal["neutral", "happy", "sad", "angry", "surprised", "afraid", "tender"]
Framing = Literal["wide", "medium", "close-up", "over-shoulder", "insert"]
Move = Literal["static", "push-in", "pan", "handheld"]
TimeOfDay = Literal["morning", "day", "dusk", "night"]
Gender = Literal["female", "male"]
Place = Literal["courtyard", "living-room", "kitchen", "street", "office", "hospital", "teahouse", "station", "rooftop"]


class Record(BaseModel):
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


# --- script


class Character(Record):
    """A person of the story, described for any studio that has to draw or voice it."""

    name: str
    role: str
    gender: Gender
    age: int = Field(ge=1, le=110)
    personality: str = ""
    look: str = ""
    outfit: str = ""
    speaking_style: str = ""
    voice: str = ""


class Outline(Record):
    """What happens in one episode: a sentence for each beat, the hook first, the cliffhanger last."""

    number: int
    title: str
    beats: tuple[str, ...]


class Story(Record):
    """The story bible, ``script/stories/<fingerprint>.json``. ``lines`` are a person's own words for lines, by id."""

    title: str
    logline: str
    premise: str
    genre: str
    language: Language
    style: str
    cultural_context: str = ""
    episode_seconds: int
    seed: int
    music: RequestedMusic | Literal[False]
    characters: tuple[Character, ...]
    episodes: tuple[Outline, ...]
    lines: dict[LineId, str] = Field(default_factory=dict)
    made: Made | None = None


class Line(Record):
    """One line of dialogue; ``pause`` seconds of silence follow it."""

    id: LineId
    speaker: str
    text: str
    emotion: Emotion = "neutral"
    pause: float = Field(default=0.35, ge=0, le=5)


class Shot(Record):
    """One shot: who is seen, how, and what is said. ``seconds`` is the planned length; speech decides the real one.

    ``turn`` marks the shot that changes everything: the music strikes when its last line is said.
    """

    id: ShotName
    place: Place
    time: TimeOfDay
    mood: Mood
    framing: Framing
    move: Move = "static"
    characters: tuple[str, ...] = ()
    action: str = ""
    lines: tuple[Line, ...] = ()
    lead_in: float = Field(default=0.3, ge=0, le=5)
    seconds: float = Field(gt=0)
    turn: bool = False


class Plan(Record):
    """The immutable plan of one episode, ``script/plans/<episode>/<plan>.json``, named by its content.

    ``episodes`` is how many the drama has; ``next_title`` is empty in the last one.
    """

    number: int
    episodes: int = 1
    title: str
    next_title: str = ""
    drama_title: str
    language: Language
    style: str
    seed: int
    music: RequestedMusic | Literal[False]
    shots: tuple[Shot, ...] = Field(min_length=1)

    def shot(self, name: str) -> Shot:
        """The shot of that name; KeyError if the plan has none."""
        for shot in self.shots:
            if shot.id == name:
                return shot
        raise KeyError(name)


class WordedLine(Record):
    """What a line of the plan says in a model's words, and with which feeling."""

    id: LineId
    text: str
    emotion: Emotion


class WordedShot(Record):
    """What is done and said in a shot, in a model's words."""

    id: ShotName
    action: str
    lines: tuple[WordedLine, ...]


class WrittenScene(Record):
    """A scene in a chat model's words, ``script/scenes/<fingerprint>.json``; it was checked before it was kept."""

    fingerprint: Digest
    shots: tuple[WordedShot, ...]
    made: Made


class SceneWords(Record):
    """Whose words the shots from ``first`` to ``last`` have: the scene's; for a ``reason`` the offline writer's."""

    first: ShotName
    last: ShotName
    scene: Key | None = None
    reason: str = ""


class Draft(Record):
    """What a commission's fingerprint led to: ``script/drafts/<fingerprint>.json`` names the plan that was written.

    ``scenes`` are those for which a chat model was asked.
    """

    plan: Key
    scenes: tuple[SceneWords, ...] = ()
    made: Made


# --- character


class Member(Record):
    """A character with its locked look and voice. ``palette`` (``#rrggbb``: skin, hair, outfit) is the anchor's."""

    character: Character
    voice: str
    anchor: Media
    palette: tuple[str, ...]
    made: Made


class Cast(Record):
    """Everybody who may appear, ``character/casts/<fingerprint>.json``."""

    language: Language
    style: str
    members: tuple[Member, ...]

    def member(self, name: str) -> Member:
        """The member of that name; KeyError if nobody has it."""
        for member in self.members:
            if member.character.name == name:
                return member
        raise KeyError(name)


class Verdict(Record):
    """What the check of a take found, ``character/verdicts/<fingerprint>.json``; no reasons means that it passed."""

    take: Digest
    reasons: tuple[str, ...]
    measures: dict[str, float]
    made: Made

    @property
    def passed(self) -> bool:
        return not self.reasons


# --- showrunner


class Delivery(Record):
    """What a master has to be."""

    width: int = 1080
    height: int = 1920
    fps: int = 24
    loudness: float = -16.0
    true_peak: float = -1.0


class Cut(Record):
    """One version of an episode that is to be made, ``showrunner/cuts/<episode>/<cut>.json``. Its hash names it.

    The animatic is the offline studio's; of the final track ``quality`` says how good it shall be, and ``providers``
    whom the request prefers for each capability, in order.
    """

    drama: DramaId
    episode: EpisodeId
    number: int
    plan: Key
    cast: Key
    track: Literal["animatic", "final"] = "animatic"
    language: Language
    style: str
    quality: Grade = "animatic"
    providers: dict[Ability, tuple[Maker, ...]] = Field(default_factory=dict)
    delivery: Delivery = Delivery()
    recipes: dict[str, int] = Field(default_factory=dict)


# --- audio


class Mouth(Record):
    """The mouth from ``start`` (seconds) on: ``open`` 0 to 1, ``wide`` -1 (rounded) to 1 (spread)."""

    start: float
    open: float
    wide: float


class Phoneme(Record):
    symbol: str
    start: float
    end: float


class SpokenLine(Record):
    """A line as it was spoken, ``audio/lines/<fingerprint>.json``; mono speech, times from the line's own start."""

    fingerprint: Digest
    audio: Media
    voice: str
    seconds: float
    phonemes: tuple[Phoneme, ...]
    mouth: tuple[Mouth, ...]
    made: Made


class Stretch(Record):
    """The music of one mood: it plays from ``shot`` on, and lies in the score's file at ``start``, ``seconds`` long.

    It is longer than planned: the compositor ends it where the next one begins, by the measured times of the shots.
    """

    shot: ShotName
    start: float
    seconds: float


class Sting(Record):
    """The accent of the turn, in the score's file at ``start``, ``seconds`` long; the blow falls at ``blow``."""

    start: float
    blow: float
    seconds: float


class Score(Record):
    """The music of a cut, ``audio/scores/<fingerprint>.json``: stretches to be laid under the shots, and a sting."""

    fingerprint: Digest
    audio: Media
    seconds: float
    volume: float
    stretches: tuple[Stretch, ...]
    sting: Sting
    made: Made


class Join(Record):
    """A finished shot in its cut, ``audio/joins/<cut>/<shot>.json``."""

    shot: ShotId
    lines: tuple[VoicedLine, ...]
    seconds: float
    film: Key
    verdict: Key
    flagged: bool = False


class ScoreJoin(Record):
    """The score in its cut, ``audio/joins/<cut>/score.json``; none when the request wants no music."""

    score: Key | None = None


# --- video


class Take(Record):
    """One filmed take, ``video/takes/<fingerprint>.json``; picture only, H.264."""

    fingerprint: Digest
    shot: ShotId
    number: int
    film: Media
    thumbnail: Media
    width: int
    height: int
    fps: int
    seconds: float
    made: Made


class Reference(Record):
    """What a provider calls the ``picture`` of a person, ``video/references/<fingerprint>.json``.

    ``id`` is empty where it does not take the picture, for ``reason``.
    """

    provider: str
    picture: Digest
    id: str = ""
    reason: str = ""


# --- compositor


class Conformed(Record):
    """A shot in the delivery's format with its subtitles burned in, ``compositor/conformed/<fingerprint>.json``."""

    fingerprint: Digest
    film: Media
    frames: int
    made: Made


class TimelineLine(Record):
    """A line at its measured place in the episode, in seconds from the episode's start."""

    line: LineId
    shot: ShotName
    speaker: str
    text: str
    emotion: Emotion
    start: float
    end: float


class TimelineShot(Record):
    shot: ShotName
    start: float
    seconds: float
    take: Key
    number: int
    flagged: bool


class TimelineCard(Record):
    """A card between or after the shots: the title, what comes next, or the end."""

    kind: Literal["title", "next", "end"]
    start: float
    seconds: float


class Quality(Record):
    """Measured on the finished file; the last two on the mix that went into it.

    ``dialogue_over_music`` is how many dB the voices are above the music while somebody speaks, and
    ``dialogue_over_bed`` the same if the music did not step back; None without speech or without music.
    """

    width: int
    height: int
    fps: float
    video_seconds: float
    audio_seconds: float
    loudness: float
    true_peak: float
    dialogue_over_music: float | None = None
    dialogue_over_bed: float | None = None


class Master(Record):
    """A finished episode, ``compositor/masters/<fingerprint>.json``."""

    fingerprint: Digest
    episode: EpisodeId
    number: int
    title: str
    film: Media
    subtitles: Media
    cover: Media
    seconds: float
    shots: tuple[TimelineShot, ...]
    cards: tuple[TimelineCard, ...] = ()
    lines: tuple[TimelineLine, ...]
    quality: Quality
    conformed: tuple[Made, ...]
    made: Made
