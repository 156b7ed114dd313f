"""The script service on a real folder store: what is written again after a line was edited, and what is found."""

from pathlib import Path

import pytest

from shared.events import Request
from shared.runtime.errors import Permanent
from tests.written import Models, Room, room

REQUEST = Request(premise="外卖员在奶奶的旧棉袄里翻出一个藏了三十年的红包。", episodes=2, episode_seconds=40)


@pytest.fixture
async def desk(tmp_path: Path) -> Room:
    return await room(tmp_path, Models().adapters)


async def test_an_edited_line_writes_its_episode_again_and_finds_the_other(desk: Room) -> None:
    first, second = await desk.script(REQUEST)
    edited, same = await desk.script(REQUEST.model_copy(update={"lines": {"e01-s02-l01": "别动它！"}}))
    assert (same.plan, same.draft) == (second.plan, second.draft)
    assert edited.plan != first.plan
    assert len(await desk.store.listing("script/drafts")) == 3


async def test_an_edit_taken_back_finds_what_there_was(desk: Room) -> None:
    before = await desk.script(REQUEST)
    await desk.script(REQUEST.model_copy(update={"lines": {"e01-s02-l01": "别动它！"}}))
    after = await desk.script(REQUEST)
    assert [one.plan for one in after] == [one.plan for one in before]
    assert [one.draft for one in after] == [one.draft for one in before]


async def test_words_for_an_unknown_line_are_refused_for_good(desk: Room) -> None:
    with pytest.raises(Permanent, match=r"e01-s99-l01.*the nearest are e0"):
        await desk.script(REQUEST.model_copy(update={"lines": {"e01-s99-l01": "别动它！"}}))
