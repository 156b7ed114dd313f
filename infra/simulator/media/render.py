"""Descriptions become bytes."""

from functools import lru_cache

from infra.simulator.media.film import film
from infra.simulator.media.kinds import Film, Media, Picture
from infra.simulator.media.picture import picture
from infra.simulator.media.sound import sound

_KEPT = 128


@lru_cache(_KEPT)
def render(media: Media) -> bytes:
    """The whole file: a film takes up to a second the first time that its size is asked for, all else milliseconds."""
    match media:
        case Film():
            return film(media)
        case Picture():
            return picture(media)
    return sound(media)
