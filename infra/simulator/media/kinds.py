"""What a piece of media is: all that shapes it, so that it can be made at any time. Seconds, pixels."""

from dataclasses import dataclass
from typing import Literal

SoundForm = Literal["wav", "mp3", "flac", "opus", "aac"]

_TYPES = {
    "mp4": "video/mp4",
    "png": "image/png",
    "wav": "audio/wav",
    "mp3": "audio/mpeg",
    "flac": "audio/flac",
    "opus": "audio/ogg",
    "aac": "audio/aac",
}


@dataclass(frozen=True)
class Film:
    """An H.264 MP4, with an AAC track if it has sound. ``mark`` is written into the file, so that no two are equal."""

    seconds: float
    width: int
    height: int
    fps: int
    hue: int
    mark: str
    sound: bool = False


@dataclass(frozen=True)
class Sound:
    """Something like speech, mono; ``pitch`` is in Hz."""

    seconds: float
    form: SoundForm
    pitch: int
    mark: str


@dataclass(frozen=True)
class Picture:
    """A PNG."""

    width: int
    height: int
    hue: int
    mark: str


Media = Film | Sound | Picture


def suffix(media: Media) -> str:
    match media:
        case Film():
            return "mp4"
        case Picture():
            return "png"
    return media.form


def media_type(media: Media) -> str:
    return _TYPES[suffix(media)]
