"""Real media, cheap to make: what is asked for is described here, made when it is downloaded, and then kept."""

from infra.simulator.media.kinds import Film, Media, Picture, Sound, media_type, suffix
from infra.simulator.media.render import render

__all__ = ["Film", "Media", "Picture", "Sound", "media_type", "render", "suffix"]
