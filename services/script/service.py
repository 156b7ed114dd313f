"""Script: a request becomes a story, each episode of the story a plan."""

import asyncio

from services.script.edits import of_episode
from services.script.plan import write_plan
from services.script.story import invent_story
from shared.artifacts import Artifacts, keys
from shared.artifacts.media import read, written
from shared.artifacts.records import Draft, Story
from shared.events import (
    EpisodeCommissioned,
    EpisodeScripted,
    Request,
    StoryCommissioned,
    StoryPlanned,
    digest,
)
from shared.planning.recipes import RECIPES
from shared.providers import Named
from shared.runtime import Once, Stage
from shared.telemetry import called

stage = Stage("script")

WRITER = Named("studio", "storyteller-1")


@stage.works(StoryCommissioned, into=StoryPlanned)
async def plan_the_story(order: StoryCommissioned, once: Once, store: Artifacts) -> StoryPlanned:
    """Invent the story bible of the request. Safe to repeat: the same request finds its story.

    Raises Permanent if the request has words for a line that the drama does not have.
    """
    request = await read(store, order.request, Request)

    async def invent() -> Story:
        story, made = await called(WRITER, "story", asyncio.to_thread(invent_story, request))
        return story.model_copy(update={"made": made})

    key = keys.story(digest([RECIPES["script"], request.told()]))
    await once(key, Story, invent)
    return StoryPlanned.following(order, story=key)


@stage.works(EpisodeCommissioned, into=EpisodeScripted)
async def script_the_episode(order: EpisodeCommissioned, once: Once, store: Artifacts) -> EpisodeScripted:
    """Write the episode's plan, named by its content, so that an episode that did not change keeps its cut.

    A person's own words for lines of other episodes change nothing here.
    """
    story = await read(store, order.story, Story)

    async def write() -> Draft:
        plan, made = await called(WRITER, "episode", asyncio.to_thread(write_plan, story, order.number))
        place = keys.plan(order.episode, digest(plan))
        await store.create(place, written(plan))
        return Draft(plan=place, made=made)

    shapes = story.model_copy(update={"made": None, "lines": of_episode(story.lines, order.number)})
    key = keys.draft(digest([RECIPES["script"], order.episode, shapes]))
    draft = await once(key, Draft, write)
    return EpisodeScripted.following(order, plan=draft.plan, draft=key)
