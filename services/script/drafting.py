"""An episode's draft: written offline as before, or worded by chat models where the order's quality asks for it."""

import asyncio

from services.script.edits import of_episode, with_own_words
from services.script.plan import write_plan
from services.script.writing import Desk, Wording
from shared.artifacts import Artifacts, keys
from shared.artifacts.media import written
from shared.artifacts.records import Draft, SceneWords, Story
from shared.events import EpisodeCommissioned, digest
from shared.ledger import purse_of
from shared.planning.recipes import DIALOGUE, RECIPES
from shared.providers import Named
from shared.providers.routing.rules import Quality
from shared.telemetry import called

WRITER = Named("studio", "storyteller-1")


async def draft_of(
    order: EpisodeCommissioned, story: Story, store: Artifacts, desk: Desk
) -> tuple[str, Quality | None]:
    """Where the order's draft lies, and how good its scenes' words are to be; None for the offline writer's own.

    A draft in models' words is found, and what was bought for one is used, even when none is in use any more.
    """
    shapes = story.model_copy(update={"made": None, "lines": of_episode(story.lines, order.number)})
    offline = keys.draft(digest([RECIPES["script"], order.episode, shapes]))
    if order.quality == "animatic":
        return offline, None
    worded = keys.draft(digest([RECIPES["script"], DIALOGUE, order.quality, order.episode, shapes]))
    if await store.age(worded) is not None or await desk.writers.are_there(order.providers):
        return worded, order.quality
    has_bought = (await desk.paid.balance(purse_of(order, "script").account)).taken > 0
    return (worded, order.quality) if has_bought else (offline, None)


async def written_draft(
    order: EpisodeCommissioned, story: Story, store: Artifacts, quality: Quality | None, desk: Desk
) -> Draft:
    """Write the plan. Raises what keeps its scenes from being bought."""
    bones = story.model_copy(update={"lines": {}})
    plan, made = await called(WRITER, "episode", asyncio.to_thread(write_plan, bones, order.number))
    scenes: tuple[SceneWords, ...] = ()
    if quality:
        plan, scenes = await Wording(plan, bones, order, quality, desk).worded()
    plan = with_own_words(plan, story.lines)
    place = keys.plan(order.episode, digest(plan))
    await store.create(place, written(plan))
    return Draft(plan=place, scenes=scenes, made=made)
