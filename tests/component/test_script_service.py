"""The script service on a real folder store: what is written again after a line was edited, and what is found."""

from pathlib import Path

import pytest

from services.script.service import plan_the_story, script_the_episode
from shared.artifacts import keys
from shared.artifacts.folder import Folder
from shared.artifacts.media import read, written
from shared.artifacts.records import Story
from shared.events import EpisodeCommissioned, EpisodeScripted, Request, StoryCommissioned, episode_id
from shared.runtime import Once, Times
from shared.runtime.errors import Permanent
from shared.runtime.leases import Leases

DRAMA = "red"
REQUEST = Request(premise="外卖员在奶奶的旧棉袄里翻出一个藏了三十年的红包。", episodes=2, episode_seconds=40)


class Desk:
    """A worker of the script service, and a showrunner's orders to it."""

    def __init__(self, store: Folder, leases: Leases) -> None:
        self.store, self.once = store, Once(store, leases, poll=0.01)
        self.revision = 0

    async def script(self, request: Request) -> list[EpisodeScripted]:
        """Every episode of the next revision."""
        self.revision += 1
        key = keys.request(DRAMA, self.revision)
        await self.store.create(key, written(request))
        order = StoryCommissioned(drama=DRAMA, revision=self.revision, request=key)
        story = (await plan_the_story(order, self.once, self.store)).story
        episodes = (await read(self.store, story, Story)).episodes
        return [await self._episode(story, outline.number) for outline in episodes]

    async def _episode(self, story: str, number: int) -> EpisodeScripted:
        episode = episode_id(DRAMA, number)
        order = EpisodeCommissioned(drama=DRAMA, revision=self.revision, episode=episode, number=number, story=story)
        return await script_the_episode(order, self.once, self.store)


@pytest.fixture
async def desk(tmp_path: Path) -> Desk:
    store = Folder(tmp_path / "store")
    leases = Leases(store, "script", "one", Times(beat=10, scan=1))
    await leases.beat()
    return Desk(store, leases)


async def test_an_edited_line_writes_its_episode_again_and_finds_the_other(desk: Desk) -> None:
    first, second = await desk.script(REQUEST)
    edited, same = await desk.script(REQUEST.model_copy(update={"lines": {"e01-s02-l01": "别动它！"}}))
    assert (same.plan, same.draft) == (second.plan, second.draft)
    assert edited.plan != first.plan
    assert len(await desk.store.listing("script/drafts")) == 3


async def test_an_edit_taken_back_finds_what_there_was(desk: Desk) -> None:
    before = await desk.script(REQUEST)
    await desk.script(REQUEST.model_copy(update={"lines": {"e01-s02-l01": "别动它！"}}))
    after = await desk.script(REQUEST)
    assert [one.plan for one in after] == [one.plan for one in before]
    assert [one.draft for one in after] == [one.draft for one in before]


async def test_words_for_an_unknown_line_are_refused_for_good(desk: Desk) -> None:
    with pytest.raises(Permanent, match=r"e01-s99-l01.*the nearest are e0"):
        await desk.script(REQUEST.model_copy(update={"lines": {"e01-s99-l01": "别动它！"}}))
