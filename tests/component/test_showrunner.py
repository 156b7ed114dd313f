"""The showrunner on a real folder store: decisions survive it, orders follow from them, races have one winner."""

import asyncio
from datetime import UTC, datetime
from pathlib import Path

import pytest

from services.showrunner.production import Production
from shared.artifacts import keys
from shared.artifacts.folder import Folder
from shared.artifacts.media import written
from shared.artifacts.records import Line, Plan, Shot
from shared.events import (
    CastCommissioned,
    CastLocked,
    DramaRequested,
    EpisodeCommissioned,
    EpisodeMastered,
    EpisodeScripted,
    Event,
    OrderBlocked,
    ProductionBlocked,
    Request,
    RequestedMusic,
    ScoreCommissioned,
    ShotCommissioned,
    StoryCommissioned,
    StoryPlanned,
    digest,
)
from shared.planning import Decisions, State, read_all, read_progress

DRAMA = "red"
REQUEST = Request(premise="A rider finds an envelope.", title="Red", episodes=2)


def plan(number: int, shots: int = 3, words: str = "妈，我回来了。") -> Plan:
    name = f"e{number:02}"
    return Plan(
        number=number,
        title="t",
        drama_title="Red",
        language="zh-CN",
        style="cinematic",
        seed=0,
        music=RequestedMusic(),
        shots=tuple(
            Shot(
                id=f"{name}-s{n:02}",
                place="courtyard",
                time="night",
                mood="dramatic",
                framing="medium",
                characters=("Lin",),
                lines=(Line(id=f"{name}-s{n:02}-l01", speaker="Lin", text=words),),
                seconds=3,
            )
            for n in range(1, shots + 1)
        ),
    )


class Studio:
    """Plays the stages by hand: what they would write and announce."""

    def __init__(self, store: Folder) -> None:
        self.store = store
        self.decisions = Decisions(store)
        self.production = Production(store, self.decisions, lambda: datetime.now(UTC))

    async def hear(self, event: Event) -> list[Event]:
        return await self.production.hear(event)

    async def state(self) -> State:
        return await self.decisions.state(DRAMA)

    async def request(self, request: Request = REQUEST) -> list[Event]:
        return await self.hear(DramaRequested(drama=DRAMA, request=request))

    async def scripted(self, number: int, written_plan: Plan, revision: int = 1) -> list[Event]:
        key = keys.plan(f"{DRAMA}.e{number:02}", digest(written_plan))
        await self.store.put(key, written(written_plan))
        episode = f"{DRAMA}.e{number:02}"
        return await self.hear(
            EpisodeScripted(
                drama=DRAMA, revision=revision, episode=episode, number=number, plan=key, draft="script/drafts/d.json"
            )
        )

    async def until_released(self, revision: int = 1, words: str = "妈，我回来了。") -> list[Event]:
        await self.hear(StoryPlanned(drama=DRAMA, revision=revision, story="script/stories/s.json"))
        await self.hear(CastLocked(drama=DRAMA, revision=revision, cast="character/casts/c.json"))
        orders = []
        for number in range(1, REQUEST.episodes + 1):
            orders += await self.scripted(number, plan(number, words=words if number == 1 else "好。"), revision)
        return orders


@pytest.fixture
def studio(tmp_path: Path) -> Studio:
    return Studio(Folder(tmp_path / "store"))


def kinds(events: list[Event]) -> dict[str, int]:
    found: dict[str, int] = {}
    for event in events:
        found[type(event).__name__] = found.get(type(event).__name__, 0) + 1
    return found


async def test_a_request_commissions_its_story(studio: Studio) -> None:
    [order] = await studio.request()
    assert isinstance(order, StoryCommissioned) and order.revision == 1
    assert await studio.store.get(order.request) == written(REQUEST)
    assert [found.key for found in await studio.store.listing("showrunner/open")] == [keys.open_drama(DRAMA)]


async def test_the_same_request_twice_is_one_drama(studio: Studio) -> None:
    assert await studio.request() == await studio.request()
    assert (await studio.state()).length == 1


async def test_a_different_request_is_the_next_revision(studio: Studio) -> None:
    await studio.request()
    [order] = await studio.request(REQUEST.model_copy(update={"title": "Redder"}))
    assert isinstance(order, StoryCommissioned) and order.revision == 2


async def test_a_story_commissions_its_cast_and_every_episode(studio: Studio) -> None:
    await studio.request()
    orders = await studio.hear(StoryPlanned(drama=DRAMA, revision=1, story="script/stories/s.json"))
    assert kinds(orders) == {CastCommissioned.__name__: 1, EpisodeCommissioned.__name__: 2}


async def test_the_order_of_a_script_says_how_good_its_words_are_to_be_and_whose(studio: Studio) -> None:
    wish = {"quality": "premium", "providers": {"chat": ("deepseek-chat",), "video": ("kling-v1-6",)}}
    await studio.request(REQUEST.model_copy(update=wish))
    orders = await studio.hear(StoryPlanned(drama=DRAMA, revision=1, story="script/stories/s.json"))
    scripts = [order for order in orders if isinstance(order, EpisodeCommissioned)]
    assert [(order.quality, order.providers) for order in scripts] == [("premium", ("deepseek-chat",))] * 2


async def test_an_episode_is_made_when_its_plan_and_the_cast_are_there(studio: Studio) -> None:
    await studio.request()
    await studio.hear(StoryPlanned(drama=DRAMA, revision=1, story="script/stories/s.json"))
    assert await studio.scripted(1, plan(1)) == []
    orders = await studio.hear(CastLocked(drama=DRAMA, revision=1, cast="character/casts/c.json"))
    assert kinds(orders) == {
        EpisodeCommissioned.__name__: 1,
        ScoreCommissioned.__name__: 1,
        ShotCommissioned.__name__: 3,
    }
    assert kinds(await studio.scripted(2, plan(2))) == {ScoreCommissioned.__name__: 1, ShotCommissioned.__name__: 3}


async def test_old_news_change_nothing(studio: Studio) -> None:
    await studio.request()
    await studio.request(REQUEST.model_copy(update={"title": "Redder"}))
    await studio.hear(StoryPlanned(drama=DRAMA, revision=1, story="script/stories/old.json"))
    assert (await studio.state()).story is None


async def test_only_what_has_not_joined_is_ordered_again(studio: Studio) -> None:
    await studio.request()
    await studio.until_released()
    state = await studio.state()
    cut = state.episodes[1].cut
    assert cut
    for n in (1, 2):
        await studio.store.put(keys.join(cut, f"{DRAMA}.e01-s{n:02}"), b"{}")
    orders = await studio.production.outstanding(state, {1})
    assert kinds(orders) == {ScoreCommissioned.__name__: 1, ShotCommissioned.__name__: 1}
    await studio.store.put(keys.join(cut, f"{DRAMA}.e01-s03"), b"{}")
    await studio.store.put(keys.score_join(cut), b"{}")
    [last] = await studio.production.outstanding(state, {1})
    assert isinstance(last, ShotCommissioned), "the last join again wakes the compositor"


async def test_a_new_revision_keeps_the_cut_of_an_episode_that_did_not_change(studio: Studio) -> None:
    await studio.request()
    await studio.until_released()
    before = (await studio.state()).episodes
    await studio.request(REQUEST.model_copy(update={"title": "Redder"}))
    await studio.until_released(revision=2, words="妈，我不走了。")
    after = (await studio.state()).episodes
    assert after[2].cut == before[2].cut
    assert after[1].cut != before[1].cut
    assert before[1].cut and after[1].cut
    assert await studio.store.get(keys.stopped(before[1].cut)) is not None
    assert await studio.store.get(keys.stopped(after[1].cut)) is None


async def test_going_back_to_an_earlier_revision_starts_its_cut_again(studio: Studio) -> None:
    await studio.request()
    await studio.until_released()
    first = (await studio.state()).episodes[1].cut
    await studio.request(REQUEST.model_copy(update={"title": "Redder"}))
    await studio.until_released(revision=2, words="妈，我不走了。")
    await studio.request()
    await studio.until_released(revision=3)
    assert (await studio.state()).episodes[1].cut == first
    assert first and await studio.store.get(keys.stopped(first)) is None


async def test_a_blocked_order_blocks_the_drama_until_it_is_requested_again(studio: Studio) -> None:
    await studio.request()
    blocked = OrderBlocked(drama=DRAMA, stage="script", order_name="story.commissioned_red_1", reason="no words")
    [news] = await studio.hear(blocked)
    assert isinstance(news, ProductionBlocked) and news.reason == "no words"
    progress = await read_progress(studio.store, studio.decisions, DRAMA)
    assert progress and (progress.state, progress.reason) == ("blocked", "script: no words")
    [order] = await studio.request()
    assert isinstance(order, StoryCommissioned)


async def test_showrunners_that_race_decide_once(studio: Studio) -> None:
    others = [Studio(studio.store) for _ in range(5)]
    await asyncio.gather(*(other.request() for other in others))
    assert (await studio.state()).length == 1
    story = StoryPlanned(drama=DRAMA, revision=1, story="script/stories/s.json")
    answers = await asyncio.gather(*(other.hear(story) for other in others))
    assert (await studio.state()).length == 2
    assert all(answer == answers[0] for answer in answers)


async def test_a_showrunner_that_comes_back_knows_everything(studio: Studio) -> None:
    await studio.request()
    await studio.until_released()
    assert await Studio(studio.store).state() == await studio.state()


async def test_a_master_of_another_cut_is_ignored(studio: Studio) -> None:
    await studio.request()
    await studio.until_released()
    stale = EpisodeMastered(
        drama=DRAMA, episode=f"{DRAMA}.e01", cut="0" * 64, number=1, master="compositor/masters/x.json"
    )
    assert await studio.hear(stale) == []
    assert (await studio.state()).episodes[1].master is None


async def test_progress_shows_each_shot_where_it_is(studio: Studio) -> None:
    await studio.request()
    orders = await studio.until_released()
    shot = next(order for order in orders if isinstance(order, ShotCommissioned))
    await studio.store.put(f"audio/jobs/{DRAMA}/{shot.order}.json", b"{}")
    await studio.store.put(keys.join(shot.cut, f"{DRAMA}.e01-s02"), b"{}")
    progress = await read_progress(studio.store, studio.decisions, DRAMA)
    assert progress
    shots = [(shot.name, shot.stage) for shot in progress.episodes[0].shots]
    assert shots == [("e01-s01", "speaking"), ("e01-s02", "done"), ("e01-s03", "waiting")]
    assert {name: (done, total) for name, done, total in progress.stages}["shots"] == (1, 6)


async def test_a_drama_that_cannot_be_read_hides_no_other(studio: Studio) -> None:
    await studio.request()
    await studio.store.put(keys.decision("broken", 1), b"{broken")
    found = await read_all(studio.store, Decisions(studio.store))
    assert [(progress.drama, progress.state) for progress in found] == [("broken", "unreadable"), (DRAMA, "working")]
    assert "decisions/0001.json cannot be read" in found[0].reason


async def test_reading_a_drama_twice_at_a_time_invents_no_decision(studio: Studio) -> None:
    """Two lanes of one showrunner that hear of the same drama, its memory still empty."""
    await studio.request()
    await studio.until_released()
    fresh = Studio(studio.store)
    states = await asyncio.gather(*(fresh.state() for _ in range(8)))
    assert {state.length for state in states} == {(await studio.state()).length}
    assert (await fresh.state()).length == (await studio.state()).length


async def test_news_of_one_drama_in_many_lanes_leave_no_gap_in_its_log(studio: Studio) -> None:
    await studio.request()
    await studio.hear(StoryPlanned(drama=DRAMA, revision=1, story="script/stories/s.json"))
    fresh = Studio(studio.store)
    cast = CastLocked(drama=DRAMA, revision=1, cast="character/casts/c.json")
    await asyncio.gather(fresh.scripted(1, plan(1)), fresh.scripted(2, plan(2)), fresh.hear(cast))
    numbers = [int(found.key[-9:-5]) for found in await studio.store.listing(keys.decisions(DRAMA))]
    assert numbers == list(range(1, len(numbers) + 1))
    assert all(episode.cut for episode in (await studio.state()).episodes.values())
