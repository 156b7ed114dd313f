"""Character: a story's characters get their looks and voices; each take is checked against them."""

from services.character.casting import Casting
from services.character.checks import Checker
from services.character.core import MAX_TAKES
from shared.artifacts import Artifacts
from shared.artifacts.library import open_cut
from shared.artifacts.media import read
from shared.artifacts.records import Story
from shared.events import CastCommissioned, CastLocked, ShotFilmed, ShotRejected, ShotVerified
from shared.runtime import Stage

stage = Stage("character")


@stage.works(CastCommissioned, into=CastLocked)
async def lock_the_cast(order: CastCommissioned, casting: Casting, store: Artifacts) -> CastLocked:
    """Give each character its anchor and its voice. Safe to repeat: a member that is drawn and cast is found."""
    return CastLocked.following(order, cast=await casting.lock(await read(store, order.story, Story)))


@stage.works(ShotFilmed, into=(ShotVerified, ShotRejected), slots=2)
async def check_the_take(order: ShotFilmed, checker: Checker, store: Artifacts) -> ShotVerified | ShotRejected:
    """Measure the take and let it pass, or ask for the next one; the last one allowed is kept and flagged.

    Safe to repeat: a take that was judged keeps its verdict.
    """
    key, verdict = await checker.verdict(await open_cut(store, order), order)
    if verdict.passed or order.take >= MAX_TAKES:
        return ShotVerified.following(order, verdict=key, flagged=not verdict.passed)
    return ShotRejected.following(order, reasons=verdict.reasons)
