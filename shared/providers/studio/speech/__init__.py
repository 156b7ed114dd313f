"""The offline studio's voices. Start at ``studio.py``; ``speak.py`` is the way of one line."""

from shared.providers.studio.speech.studio import StudioSpeech

__all__ = ["StudioSpeech"]
