"""The audio stage: spoken lines, the score, and what has joined a cut."""

from shared.artifacts.records.base import Made, Media, Record
from shared.events import Digest, Key, ShotId, ShotName, VoicedLine


class Mouth(Record):
    """The mouth from ``start`` (seconds) on: ``open`` 0 to 1, ``wide`` -1 (rounded) to 1 (spread)."""

    start: float
    open: float
    wide: float


class Phoneme(Record):
    """A sound of the line, in seconds from the line's start."""

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
