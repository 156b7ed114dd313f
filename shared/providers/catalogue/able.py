"""What a model can be asked for, and in which form. Pure."""

import math
from collections.abc import Sequence

from shared.providers.catalogue.spec import ModelSpec
from shared.providers.ports import FilmBrief, SpeechBrief

SHORT_SIDES = {"480p": 480, "720p": 720, "1080p": 1080, "4k": 2160}
"""Pixels of the shorter side of a film."""
ASPECTS = {"9:16": 9 / 16, "16:9": 16 / 9, "1:1": 1.0, "3:4": 3 / 4, "4:3": 4 / 3, "21:9": 21 / 9}
"""Width over height."""


def why_not(spec: ModelSpec, brief: FilmBrief | SpeechBrief) -> str:
    """Why the model cannot do it, for people; "" if it can."""
    return _not_filmed(spec, brief) if isinstance(brief, FilmBrief) else _not_spoken(spec, brief)


def asked_seconds(spec: ModelSpec, seconds: float) -> int:
    """How many seconds are asked for: whole ones, and no fewer than the model makes; the rest is cut off."""
    least = spec.seconds[0] if spec.seconds else 1
    return math.ceil(round(max(seconds, least), 3))


def asked_resolution(spec: ModelSpec, width: int, height: int) -> str:
    """The smallest resolution that needs no blowing up, else the largest there is; "" if the model has no choice."""
    known = sorted((each for each in spec.resolutions if each in SHORT_SIDES), key=SHORT_SIDES.__getitem__)
    enough = [each for each in known if SHORT_SIDES[each] >= min(width, height)]
    return (enough or known[-1:] or [""])[0]


def asked_aspect(width: int, height: int, among: Sequence[str] = ()) -> str:
    """The name of the aspect that comes nearest: of these, else of all that are known."""
    known = [each for each in among if each in ASPECTS] or ASPECTS
    return min(known, key=lambda name: abs(math.log(ASPECTS[name] * height / width)))


def _not_filmed(spec: ModelSpec, brief: FilmBrief) -> str:
    if spec.capability != "video":
        return "makes no film"
    if spec.seconds and asked_seconds(spec, brief.seconds) > spec.seconds[1]:
        return f"makes at most {spec.seconds[1]:g} s, and the shot has {brief.seconds:g} s"
    aspect = asked_aspect(brief.width, brief.height)
    if spec.aspects and aspect not in spec.aspects:
        return f"makes no film of {aspect}"
    return ""


def _not_spoken(spec: ModelSpec, brief: SpeechBrief) -> str:
    if spec.capability != "speech":
        return "does not speak"
    provider, _, voice = brief.voice.rpartition("/")
    if provider != spec.provider:
        return f"does not have the voice {brief.voice}"
    if voice not in (there := spec.voices.get(brief.language, {})):
        return f"has no voice {voice} in {brief.language}; it has {', '.join(there) or 'none'}"
    return ""
