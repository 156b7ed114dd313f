"""The video stage: filmed takes."""

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
