"""A spoken line, kept: the same record whoever spoke it."""

from dataclasses import dataclass
from pathlib import Path

from shared.artifacts import Artifacts
from shared.artifacts.media import keep
from shared.artifacts.records import Made, SpokenLine
from shared.events import digest
from shared.planning.recipes import RECIPES
from shared.providers import SpeechBrief, Spoken


@dataclass(frozen=True)
class Wanted:
    """A line that is wanted; the fingerprint is its name."""

    fingerprint: str
    brief: SpeechBrief

    @classmethod
    def of(cls, brief: SpeechBrief) -> "Wanted":
        return cls(digest([RECIPES["audio"], brief]), brief)

    async def kept(self, store: Artifacts, service: str, path: Path, spoken: Spoken, made: Made) -> SpokenLine:
        """Keep the sound at ``path``, and tell of it."""
        return SpokenLine(
            fingerprint=self.fingerprint,
            audio=await keep(store, service, path, "audio/wav"),
            voice=self.brief.voice,
            seconds=spoken.seconds,
            phonemes=spoken.phonemes,
            mouth=spoken.mouth,
            made=made,
        )
