"""A drama whose results are all in the store, made in no time: by a rehearsal whose stand-ins are kept."""

from pathlib import Path

import pytest

from infra.rehearsal import Call, rehearse
from infra.rehearsal.overlay import Overlay
from services.showrunner.production import Production
from shared.artifacts import Artifacts
from shared.events import CastLocked, DramaRequested, EpisodeScripted, Request, StoryPlanned, episode_id
from shared.planning import Decisions
from tests.desk import NOW

WEIGHTS = Path("no-weights")


class Day(Overlay):
    """What is a stand-in in the rehearsal is kept, as if it had been made."""

    def __init__(self, below: Artifacts) -> None:
        super().__init__(below)
        self._kept = below

    async def create(self, key: str, data: bytes) -> bool:
        if not key.startswith(("showrunner/", "audio/joins/", "video/previews/")):
            await self._kept.create(key, data)
        return await super().create(key, data)


async def made(store: Artifacts, drama: str, request: Request) -> list[Call]:
    """Everything of the request is there afterwards."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("infra.rehearsal.play.Overlay", Day)
        return await rehearse(store, drama, request, WEIGHTS)


async def scripted(store: Artifacts, drama: str, request: Request) -> None:
    """The drama was requested; all its episodes are written and released."""
    calls = await made(store, drama, request)
    production = Production(store, Decisions(store), lambda: NOW)
    await production.hear(DramaRequested(drama=drama, request=request))
    story = next(call.key for call in calls if call.operation == "story")
    await production.hear(StoryPlanned(drama=drama, revision=1, story=story))
    [cast] = await store.listing("character/casts")
    await production.hear(CastLocked(drama=drama, revision=1, cast=cast.key))
    for number in range(1, request.episodes + 1):
        episode = episode_id(drama, number)
        [plan] = await store.listing(f"script/plans/{episode}")
        draft = next(call.key for call in calls if call.operation == "episode" and call.about == episode[-3:])
        await production.hear(
            EpisodeScripted(drama=drama, revision=1, episode=episode, number=number, plan=plan.key, draft=draft)
        )
