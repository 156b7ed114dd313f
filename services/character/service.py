"""Character: a story's characters get their looks and voices; each take is checked against them."""

import asyncio
from pathlib import Path

from services.character.checks import Checker
from services.character.core import MAX_TAKES, brief_portrait, cast_voices
from shared.artifacts import Artifacts, keys
from shared.artifacts.library import open_cut
from shared.artifacts.media import keep, read
from shared.artifacts.records import Cast, Character, Member, Story
from shared.events import CastCommissioned, CastLocked, ShotFilmed, ShotRejected, ShotVerified, digest
from shared.planning.recipes import RECIPES
from shared.providers import Image, PortraitBrief, Speech
from shared.runtime import Once, Settings, Stage
from shared.runtime.scratch import scratch
from shared.telemetry import called

stage = Stage("character")


@stage.works(CastCommissioned, into=CastLocked)
async def lock_the_cast(
    order: CastCommissioned, once: Once, image: Image, speech: Speech, store: Artifacts, settings: Settings
) -> CastLocked:
    """Give each character its anchor and its voice. Safe to repeat: a member that is drawn and cast is found."""
    story = await read(store, order.story, Story)
    voices = cast_voices(story.characters, story.language, speech.cast_voice)

    async def lock(character: Character, voice: str) -> Member:
        brief = brief_portrait(character, story)
        key = keys.member(digest([RECIPES["character"], brief, character, voice]))
        return await once(key, Member, lambda: _portray(character, voice, brief, image, store, settings.scratch))

    async def gather() -> Cast:
        members = await asyncio.gather(*map(lock, story.characters, voices))
        return Cast(language=story.language, style=story.style, members=tuple(members))

    inputs = [RECIPES["character"], story.language, story.style, story.seed, story.characters, voices]
    key = keys.cast(digest(inputs))
    await once(key, Cast, gather)
    return CastLocked.following(order, cast=key)


@stage.works(ShotFilmed, into=(ShotVerified, ShotRejected), slots=2)
async def check_the_take(order: ShotFilmed, checker: Checker, store: Artifacts) -> ShotVerified | ShotRejected:
    """Measure the take and let it pass, or ask for the next one; the last one allowed is kept and flagged.

    Safe to repeat: a take that was judged keeps its verdict.
    """
    key, verdict = await checker.verdict(await open_cut(store, order), order)
    if verdict.passed or order.take >= MAX_TAKES:
        return ShotVerified.following(order, verdict=key, flagged=not verdict.passed)
    return ShotRejected.following(order, reasons=verdict.reasons)


async def _portray(
    character: Character, voice: str, brief: PortraitBrief, image: Image, store: Artifacts, root: Path
) -> Member:
    with scratch(root) as folder:
        path = folder / "anchor.png"
        portrait, made = await called(image, "portray", image.portray(brief, path))
        anchor = await keep(store, stage.name, path, "image/png")
    return Member(character=character, voice=voice, anchor=anchor, palette=portrait.palette, made=made)
