"""The manifest of a finished drama: every shot, take, line and file, how long it took and what it cost.

``showrunner/dramas/<drama>/manifest-000N.json``, and ``manifest.json`` in an export. Times are seconds, money USD.
"""

from datetime import datetime
from decimal import Decimal
from typing import Literal

from shared.artifacts.records import Emotion, Made, Media, Quality, Record, TimelineCard
from shared.events import Digest, DramaId, EpisodeId, LineId, ShotName
from shared.events.request import Language


class ManifestMember(Record):
    """A character with its locked voice and anchor picture."""

    name: str
    role: str
    voice: str
    anchor: Media
    made: Made


class ManifestLine(Record):
    """A line at its measured place in the episode. The id is what a person names to change its words."""

    id: LineId
    speaker: str
    text: str
    emotion: Emotion
    start: float
    end: float
    voice: str
    audio: Media
    made: Made


class ManifestShot(Record):
    """A shot of the master: where it lies, which take it is, and how that take was judged."""

    shot: ShotName
    start: float
    seconds: float
    take: int
    fingerprint: Digest
    flagged: bool
    measures: dict[str, float]
    film: Media
    made: Made
    lines: tuple[ManifestLine, ...]


class ManifestEpisode(Record):
    """A finished episode: its three files, its measured quality, and all that it is made of."""

    number: int
    episode: EpisodeId
    cut: Digest
    title: str
    seconds: float
    film: Media
    subtitles: Media
    cover: Media
    score: Media | None = None
    quality: Quality
    made: Made
    shots: tuple[ManifestShot, ...]
    cards: tuple[TimelineCard, ...] = ()


class ManifestCalls(Record):
    """All results of one model and operation that the drama is made of: latency, CPU time and cost.

    ``found`` of the calls were not made for this revision: another one, another drama or another place of this one had
    paid for them, so ``found_seconds`` of latency and ``saved_usd`` of the cost were not spent again.
    """

    provider: str
    model: str
    operation: str
    calls: int
    seconds_total: float
    seconds_mean: float
    seconds_max: float
    cpu_seconds: float = 0.0
    encode_cpu_seconds: float = 0.0
    cost_usd: Decimal
    found: int = 0
    found_seconds: float = 0.0
    saved_usd: Decimal = Decimal(0)


class Manifest(Record):
    """Everything about one revision of a drama."""

    format: Literal["duanju.manifest.1"] = "duanju.manifest.1"
    drama: DramaId
    revision: int
    title: str
    logline: str
    language: Language
    requested_at: datetime
    completed_at: datetime
    cost_usd: Decimal
    cast: tuple[ManifestMember, ...]
    episodes: tuple[ManifestEpisode, ...]
    calls: tuple[ManifestCalls, ...]
