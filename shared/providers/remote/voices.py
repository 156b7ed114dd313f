"""Voices of providers are written ``provider/voice``. Pure."""

from shared.providers.catalogue.spec import ModelSpec
from shared.providers.ports import SpeechBrief
from shared.runtime.errors import Permanent


def voice_of(brief: SpeechBrief, spec: ModelSpec) -> str:
    """The voice by the provider's own name. Raises Permanent if the model does not have it in the language.

    A model of which the catalogue knows no voices is believed to have every one.
    """
    provider, _, voice = brief.voice.partition("/")
    known = spec.voices.get(brief.language, {})
    if provider != spec.provider or not voice or (spec.voices and voice not in known):
        there = ", ".join(f"{spec.provider}/{each}" for each in sorted(known)) or "none"
        raise Permanent(f"{spec.name} has no voice '{brief.voice}' in {brief.language}; it has: {there}")
    return voice
