"""One port a capability; the offline studio is the first provider of each. Others come with their adapters."""

from shared.providers.ports import (
    Actor,
    Composed,
    FilmBrief,
    Filmed,
    Image,
    Music,
    Portrait,
    PortraitBrief,
    Provider,
    ScoreBrief,
    Section,
    Speech,
    SpeechBrief,
    Spoken,
    Utterance,
    Video,
)

__all__ = [
    "Actor",
    "Composed",
    "FilmBrief",
    "Filmed",
    "Image",
    "Music",
    "Portrait",
    "PortraitBrief",
    "Provider",
    "ScoreBrief",
    "Section",
    "Speech",
    "SpeechBrief",
    "Spoken",
    "Utterance",
    "Video",
]
