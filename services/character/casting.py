"""The casting: every character of a story gets an anchor picture and a voice of its own."""

import asyncio
from dataclasses import dataclass

from services.character.core import brief_portrait, cast_voices
from services.character.voices import is_remote, remote_voice
from shared.artifacts import Artifacts, keys
from shared.artifacts.media import keep
from shared.artifacts.records import Cast, Character, Gender, Member, Story
from shared.events import digest
from shared.events.request import Language
from shared.planning.recipes import RECIPES
from shared.providers import Image, PortraitBrief, Speech
from shared.providers.catalogue import Catalogue
from shared.runtime import Once, Settings
from shared.runtime.scratch import scratch
from shared.telemetry import called


@dataclass(frozen=True)
class Casting:
    """Draws anchors and chooses voices, each once for equal characters."""

    store: Artifacts
    once: Once
    image: Image
    speech: Speech
    settings: Settings
    catalogue: Catalogue
    service: str = "character"

    async def lock(self, story: Story) -> str:
        """The key of the story's cast. Raises Permanent when a wished voice does not exist."""
        voices = cast_voices(story.characters, story.language, self._voice)
        inputs = [RECIPES["character"], story.language, story.style, story.seed, story.characters, voices]

        async def gather() -> Cast:
            members = [
                self._member(person, voice, story) for person, voice in zip(story.characters, voices, strict=True)
            ]
            return Cast(language=story.language, style=story.style, members=tuple(await asyncio.gather(*members)))

        key = keys.cast(digest(inputs))
        await self.once(key, Cast, gather)
        return key

    def _voice(self, language: Language, gender: Gender, age: int, taken: frozenset[str], wish: str) -> str:
        """A voice of the studio's, or the provider's that was asked for by name, also by several characters."""
        if is_remote(wish):
            return remote_voice(self.catalogue, language, wish)
        return self.speech.cast_voice(language, gender, age, taken, wish)

    async def _member(self, character: Character, voice: str, story: Story) -> Member:
        brief = brief_portrait(character, story)
        key = keys.member(digest([RECIPES["character"], brief, character, voice]))
        return await self.once(key, Member, lambda: self._portray(character, voice, brief))

    async def _portray(self, character: Character, voice: str, brief: PortraitBrief) -> Member:
        with scratch(self.settings.scratch) as folder:
            path = folder / "anchor.png"
            portrait, made = await called(self.image, "portray", self.image.portray(brief, path))
            anchor = await keep(self.store, self.service, path, "image/png")
        return Member(character=character, voice=voice, anchor=anchor, palette=portrait.palette, made=made)
