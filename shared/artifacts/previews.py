"""Previews: how a shot will look while its cut is being made.

    video/previews/<cut>/<shot>/0000.json     the storyboard's still, drawn as soon as the shot is ordered
    video/previews/<cut>/<shot>/000N.json     the thumbnail of take N

Each is written once, so the last one that a listing shows is the newest. ``video/stills/<fingerprint>.json`` are the
stills themselves: an unchanged shot finds its own again in the next cut.
"""

from collections.abc import Iterable

from shared.artifacts.media import written
from shared.artifacts.port import Artifacts
from shared.artifacts.records import Made, Media, Record
from shared.events import Digest, ShotId

STORYBOARD = 0
"""The number of the still in the place of a take's."""


class Still(Record):
    """A picture of the storyboard, ``video/stills/<fingerprint>.json``."""

    fingerprint: Digest
    picture: Media
    made: Made


class Preview(Record):
    """The picture of a shot, ``video/previews/<cut>/<shot>/<take>.json``; ``made`` tells of a still only."""

    shot: ShotId
    take: int
    picture: Media
    made: Made | None = None


def still_key(fingerprint: str) -> str:
    return f"video/stills/{fingerprint}.json"


def folder(cut: str) -> str:
    """The folder of a cut's previews."""
    return f"video/previews/{cut}"


def key(cut: str, shot: str, take: int) -> str:
    return f"{folder(cut)}/{shot}/{take:04}.json"


async def note(store: Artifacts, cut: str, preview: Preview) -> None:
    """Let the preview be found. A repeat changes nothing."""
    await store.create(key(cut, preview.shot, preview.take), written(preview))


def newest(keys: Iterable[str]) -> dict[str, str]:
    """Of a cut's previews the newest of each shot: key by shot's id."""
    return {found.split("/")[3]: found for found in sorted(keys)}
