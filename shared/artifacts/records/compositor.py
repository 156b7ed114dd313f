"""The compositor: conformed shots and finished episodes."""

from typing import Literal

from shared.artifacts.records.base import Made, Media, Record
from shared.artifacts.records.script import Emotion
from shared.events import Digest, EpisodeId, Key, LineId, ShotName


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
    """A shot at its place in the episode; ``flagged`` says that its take, the ``number``-th, did not pass."""

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
