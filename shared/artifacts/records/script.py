"""The script stage: a story, the plan of each episode, and whose words a scene has."""

from typing import Literal

from pydantic import Field

from shared.artifacts.records.base import Made, Record
from shared.events import Digest, Key, LineId, ShotName
from shared.events.request import Language, Mood, RequestedMusic

Emotion = Literal["neutral", "happy", "sad", "angry", "surprised", "afraid", "tender"]
Framing = Literal["wide", "medium", "close-up", "over-shoulder", "insert"]
Move = Literal["static", "push-in", "pan", "handheld"]
TimeOfDay = Literal["morning", "day", "dusk", "night"]
Gender = Literal["female", "male"]
Place = Literal["courtyard", "living-room", "kitchen", "street", "office", "hospital", "teahouse", "station", "rooftop"]


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
