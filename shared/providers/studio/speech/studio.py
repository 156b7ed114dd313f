"""The studio's speech adapter: briefs in, child processes that speak, measured lines out."""

import logging
from pathlib import Path

from shared.artifacts.records import Gender
from shared.events.request import Language
from shared.providers.ports import SpeechBrief, Spoken
from shared.providers.studio.speech import bank
from shared.providers.studio.speech.kokoro import complete
from shared.runtime.children import Children

log = logging.getLogger(__name__)


class StudioSpeech:
    """Speaks without network: Kokoro-82M when its weights are complete, else espeak-ng. ``model`` says which.

    The same brief gives the same file. Each child process holds the model once, about 540 MB of memory.
    """

    provider = "studio"

    def __init__(self, children: Children, weights: Path) -> None:
        self._children = children
        self._weights = weights if complete(weights) else None
        self.model = "kokoro-82m" if self._weights else "espeak-ng"
        if not self._weights:
            log.warning(
                "the voices in %s are not complete: espeak-ng speaks instead, which sounds like a robot", weights
            )

    def voices(self, language: Language) -> tuple[str, ...]:
        """Every voice that speaks the language; espeak-ng imitates each by sex, age and pitch."""
        return bank.names(language)

    def cast_voice(self, language: Language, gender: Gender, age: int, taken: frozenset[str], wish: str = "") -> str:
        """The voice nearest to sex and age that is not taken; the wish wins. The same question has the same answer.

        Raises Permanent when the wished voice does not exist in the language.
        """
        return bank.find(wish, language).name if wish else bank.cast(language, gender, age, taken)

    async def speak(self, brief: SpeechBrief, into: Path) -> Spoken:
        """Speak the line into a mono 16-bit WAV at 24 kHz, at about -20 dBFS, without silence around it.

        Text without a sound (emoji, a script that is not the drama's) becomes a short silence without phonemes.
        Raises Permanent for an unknown voice, Misconfigured when model or library cannot be loaded, Transient when a
        child dies.
        """
        return await self._children.run(_speak, brief, into, self._weights)


def _speak(brief: SpeechBrief, into: Path, weights: Path | None) -> Spoken:
    from shared.providers.studio.speech.speak import speak  # noqa: PLC0415 (only the process that speaks pays for it)

    return speak(brief, into, weights)
