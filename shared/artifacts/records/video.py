"""The video stage: filmed takes, and what providers call the people in them."""

from shared.artifacts.records.base import Made, Media, Record
from shared.events import Digest, ShotId


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
