"""Script: a request becomes a story, each episode of the story a plan."""

import asyncio

from services.script.drafting import WRITER, draft_of, written_draft
from services.script.story import invent_story
from services.script.writers import Writers
from services.script.writing import Desk
from shared.artifacts import Artifacts, keys
from shared.artifacts.media import read
from shared.artifacts.records import Draft, Story
from shared.events import (
    EpisodeCommissioned,
    EpisodeScripted,
    JobCalledBack,
    Request,
    SpendRecorded,
    StoryCommissioned,
    StoryPlanned,
    digest,
)
from shared.ledger import Ledger, hear
from shared.planning.recipes import RECIPES
from shared.runtime import Once, Settings, Stage
from shared.telemetry import called

SLOTS = 4
"""Episodes that are written at a time: a chat model takes far longer to answer than a plan to be written."""

stage = Stage("script")
stage.tells(SpendRecorded)
stage.hears(JobCalledBack)(hear)


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


@stage.works(EpisodeCommissioned, into=EpisodeScripted, slots=SLOTS)
async def script_the_episode(
    order: EpisodeCommissioned, once: Once, store: Artifacts, ledger: Ledger, writers: Writers, settings: Settings
) -> EpisodeScripted:
    """Write the episode's plan, named by its content, so that an episode that did not change keeps its cut.

    Beyond the animatic's quality chat models word it, if any is in use. Safe to repeat: the draft is found, and so is
    every scene that was bought. A person's own words for lines of other episodes change nothing here.
    """
    story = await read(store, order.story, Story)
    desk = Desk(ledger, writers, settings.scratch)
    key, quality = await draft_of(order, story, store, desk)
    draft = await once(key, Draft, lambda: written_draft(order, story, store, quality, desk))
    return EpisodeScripted.following(order, plan=draft.plan, draft=key)
