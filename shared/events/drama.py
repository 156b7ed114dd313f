"""The way of a drama, event by event. Events name things; what the names stand for lies in the artifact store."""

from decimal import Decimal
from typing import Annotated, ClassVar

from pydantic import BaseModel, ConfigDict, Field

from shared.events.base import Event
from shared.events.ids import Digest, EpisodeId, Key, LineId, ShotId
from shared.events.request import Grade, Maker, Request

Cap = Annotated[Decimal, Field(ge=0)]
"""What may be spent at most, in the deployment's currency; without a cap nothing may."""


class DramaRequested(Event):
    """A drama is wanted. The same request again resumes; a different one of the same name is its next revision.

    ``nonce`` tells somebody who asks again from a repeat of the same event, which resumes nothing.
    """

    name = "drama.requested"
    identity: ClassVar[tuple[str, ...]] = ("drama", "request")
    request: Request
    nonce: str = Field(default="", max_length=64)


class DramaDirected(Event):
    """A person decided something about a drama: the command lies in the store."""

    name = "drama.directed"
    identity: ClassVar[tuple[str, ...]] = ("drama", "command")
    command: Key


class OfRevision(Event):
    """Part of one revision of a drama."""

    identity: ClassVar[tuple[str, ...]] = ("drama", "revision")
    revision: int = Field(ge=1)


class StoryCommissioned(OfRevision):
    """Write the story bible of this request."""

    name = "story.commissioned"
    request: Key
    cap: Cap = Decimal(0)


class StoryPlanned(OfRevision):
    """The story bible is written: cast list and episode outlines."""

    name = "story.planned"
    story: Key


class CastCommissioned(OfRevision):
    """Give each character of the story a look and a voice."""

    name = "cast.commissioned"
    story: Key
    cap: Cap = Decimal(0)


class CastLocked(OfRevision):
    """Each character has its visual anchor and its voice; they hold for all episodes."""

    name = "cast.locked"
    cast: Key


class OfEpisode(OfRevision):
    """Part of one episode of one revision."""

    identity: ClassVar[tuple[str, ...]] = ("drama", "revision", "episode")
    keyed_by = "episode"
    episode: EpisodeId
    number: int = Field(ge=1, le=100)


class EpisodeCommissioned(OfEpisode):
    """Write the plan of this episode: scenes, shots, lines.

    Beyond *animatic* chat models may word its scenes; ``providers`` are those that the request prefers, in order.
    """

    name = "episode.commissioned"
    story: Key
    cap: Cap = Decimal(0)
    quality: Grade = "animatic"
    providers: tuple[Maker, ...] = ()


class EpisodeScripted(OfEpisode):
    """The episode's immutable plan is written; the draft says how."""

    name = "episode.scripted"
    plan: Key
    draft: Key


class OfCut(Event):
    """Part of one cut: one version of an episode that is being made."""

    identity: ClassVar[tuple[str, ...]] = ("episode", "cut")
    keyed_by = "episode"
    episode: EpisodeId
    cut: Digest


class ScoreCommissioned(OfCut):
    """Compose the music and ambience of this cut."""

    name = "score.commissioned"
    cap: Cap = Decimal(0)


class EpisodeScored(OfCut):
    """The cut's music is there and has joined it."""

    name = "episode.scored"
    score: Key


class OfShot(OfCut):
    """Part of one shot of one cut. ``caps`` are what each stage may spend on the shot, all its takes together."""

    identity: ClassVar[tuple[str, ...]] = ("cut", "shot")
    keyed_by = "shot"
    shot: ShotId
    caps: dict[str, Cap] = Field(default_factory=dict)


class ShotCommissioned(OfShot):
    """Make this shot of this cut."""

    name = "shot.commissioned"


class VoicedLine(BaseModel):
    """One spoken line in its shot: where its record lies, and its measured times in seconds from the shot's start."""

    model_config = ConfigDict(frozen=True, extra="allow")
    line: LineId
    record: Key
    start: float = Field(ge=0)
    seconds: float = Field(gt=0)


class ShotVoiced(OfShot):
    """Every line of the shot is spoken and measured, so the shot's length in seconds is known."""

    name = "shot.voiced"
    lines: tuple[VoicedLine, ...]
    seconds: float = Field(gt=0, le=900)


class ShotFilmed(ShotVoiced):
    """A take of the shot was filmed."""

    name = "shot.filmed"
    identity: ClassVar[tuple[str, ...]] = ("cut", "shot", "take")
    take: int = Field(ge=1)
    film: Key


class ShotVerified(ShotFilmed):
    """The take passed the continuity check, or is the best of all that were allowed (then it is flagged)."""

    name = "shot.verified"
    verdict: Key
    flagged: bool = False


class ShotRejected(ShotFilmed):
    """The take failed the check, for the reasons given: film the next one."""

    name = "shot.rejected"
    reasons: tuple[str, ...]


class ShotJoined(OfShot):
    """The finished shot has joined its cut."""

    name = "shot.joined"
    keyed_by = "episode"
    join: Key


class EpisodeMastered(OfCut):
    """The episode is finished: MP4, subtitles, cover, timeline, quality report."""

    name = "episode.mastered"
    keyed_by = "drama"
    number: int = Field(ge=1, le=100)
    master: Key


class DramaCompleted(OfRevision):
    """Every episode of this revision is mastered; the manifest names everything."""

    name = "drama.completed"
    manifest: Key


class OrderBlocked(Event):
    """A stage cannot fulfil an order; its dead letter has the details.

    ``about`` is the shot, the episode or the drama, of this ``revision`` or ``cut`` of it. ``missing`` is how much more
    than its ``cap`` the order would need, where that is all it lacks.
    """

    name = "order.blocked"
    identity: ClassVar[tuple[str, ...]] = ("drama", "stage", "order_name", "cap", "missing")
    stage: str
    order_name: str
    reason: str = Field(max_length=2000)
    about: str = ""
    revision: int | None = None
    cut: Digest | None = None
    cap: Cap | None = None
    missing: Cap | None = None


class ProductionBlocked(OfRevision):
    """The drama cannot go on without a person, and why. The same request again tries anew."""

    name = "production.blocked"
    identity: ClassVar[tuple[str, ...]] = ("drama", "revision", "decision")
    decision: int
    stage: str
    reason: str = Field(max_length=2000)
