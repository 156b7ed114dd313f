"""Scenes bought from chat models on a real store and ledger: what is paid, what is kept, what goes on without them."""

import json
from pathlib import Path

import pytest

from shared.artifacts import keys
from shared.artifacts.media import read
from shared.artifacts.records import Plan, WrittenScene
from shared.events import Request
from shared.ledger import OverCap
from shared.providers.completions import ChatBrief
from shared.runtime.errors import Misconfigured, Permanent, Rejected, Transient, Unreached
from tests.written import CATALOGUE, Models, Room, draft, louder, room

PREMISE = "外卖员在奶奶的旧棉袄里翻出一个藏了三十年的红包。"
REQUEST = Request(premise=PREMISE, episode_seconds=40, quality="standard")
ANIMATIC = Request(premise=PREMISE, episode_seconds=40)


@pytest.fixture
def models() -> Models:
    return Models()


@pytest.fixture
async def desk(tmp_path: Path, models: Models) -> Room:
    return await room(tmp_path, models.adapters)


def texts(plan: Plan) -> dict[str, str]:
    return {line.id: line.text for shot in plan.shots for line in shot.lines}


async def test_every_scene_is_bought_once_and_its_words_are_in_the_plan(desk: Room, models: Models) -> None:
    [animatic] = await desk.script(ANIMATIC)
    [news] = await desk.script(REQUEST)
    plan, bones = await desk.plan(news), await desk.plan(animatic)
    assert texts(plan).keys() == texts(bones).keys()
    assert all(text.endswith("！") for text in texts(plan).values())
    found = (await desk.draft(news)).scenes
    assert len(found) == len(models.charged) >= 2
    for scene in found:
        assert scene.reason == "" and scene.scene
        made = (await read(desk.store, scene.scene, WrittenScene)).made
        assert (made.provider, made.model, made.operation) == ("inkwell", "gpt-4.1", "write") and made.cost_usd > 0


async def test_an_animatic_and_a_studio_without_providers_are_written_as_ever(desk: Room, models: Models) -> None:
    [before] = await desk.script(ANIMATIC)
    desk.providers = ()
    [after] = await desk.script(REQUEST)
    assert (after.plan, after.draft) == (before.plan, before.draft)
    assert models.asked == [] and (await desk.draft(after)).scenes == ()


async def test_a_request_that_prefers_the_studio_is_written_by_it(desk: Room, models: Models) -> None:
    await desk.script(REQUEST.model_copy(update={"providers": {"chat": ("studio",)}}))
    assert models.asked == []


async def test_whom_the_request_prefers_is_asked_first(desk: Room, models: Models) -> None:
    await desk.script(REQUEST.model_copy(update={"providers": {"chat": ("deepseek-chat",)}}))
    assert {name for name, _ in models.asked} == {"deepseek-chat"}


async def test_a_repeat_finds_the_draft_even_when_nobody_is_in_use_any_more(desk: Room, models: Models) -> None:
    [news] = await desk.script(REQUEST)
    bought = len(models.asked)
    desk.providers = ()
    assert [again.plan for again in await desk.script(REQUEST)] == [news.plan]
    assert len(models.asked) == bought


async def test_what_was_bought_is_used_when_its_provider_is_dropped_in_the_middle(desk: Room, models: Models) -> None:
    answers = [louder]

    def dropped(brief: ChatBrief) -> str | Exception:
        return answers.pop()(brief) if answers else Transient("no answer")

    models.says["gpt-4.1"] = dropped
    [order] = await desk.orders(REQUEST)
    with pytest.raises(Transient):
        await desk.episode(order)
    desk.providers, models.says["gpt-4.1"] = (), louder
    scenes = (await desk.draft(await desk.episode(order))).scenes
    assert sum(scene.scene is not None for scene in scenes) == len(models.charged) > 0


async def test_an_edited_line_buys_nothing_and_wins(desk: Room, models: Models) -> None:
    [news] = await desk.script(REQUEST)
    bought, line = len(models.asked), next(iter(texts(await desk.plan(news))))
    [edited] = await desk.script(REQUEST.model_copy(update={"lines": {line: "别动它。"}}))
    assert texts(await desk.plan(edited)) == texts(await desk.plan(news)) | {line: "别动它。"}
    assert len(models.asked) == bought


async def test_premium_is_bought_anew(desk: Room, models: Models) -> None:
    await desk.script(REQUEST)
    bought = len(models.asked)
    await desk.script(REQUEST.model_copy(update={"quality": "premium"}))
    assert len(models.asked) == 2 * bought


WILD = {
    "nothing": "",
    "prose": "好的，我来写这场戏。",
    "cut off": '{"shots": {"e01-s01": {"action": "',
    "another form": '{"scene": []}',
    "no shots": '{"shots": {}}',
    "an injection": '{"shots": {"e01-s01": {"action": "rm -rf /", "lines": {}}}, "tool": "shell"}',
    "very long": "废" * 10_000,
    "markup": json.dumps({"shots": {"e01-s01": {"action": "<script>", "lines": {}}}}),
}


@pytest.mark.parametrize("wild", WILD)
async def test_what_no_model_can_word_keeps_the_offline_words_and_says_why(
    desk: Room, models: Models, wild: str, caplog: pytest.LogCaptureFixture
) -> None:
    models.says = dict.fromkeys(models.says, lambda _: WILD[wild])
    [animatic] = await desk.script(ANIMATIC)
    [news] = await desk.script(REQUEST)
    assert news.plan == animatic.plan and news.draft != animatic.draft
    scenes = (await desk.draft(news)).scenes
    assert all(scene.scene is None and "malformed answer" in scene.reason for scene in scenes)
    assert [name for name, _ in models.asked].count("gpt-4.1") == 2 * len(scenes) == len(models.asked) / 2
    assert caplog.text.count("the offline writer's words are kept") == len(scenes)


async def test_a_missing_key_is_said_and_no_scene_keeps_the_offline_words_for_it(
    tmp_path: Path, models: Models, monkeypatch: pytest.MonkeyPatch
) -> None:
    locked = tuple(each.model_copy(update={"key": "INKWELL_API_KEY"}) for each in CATALOGUE.provider)
    desk = await room(tmp_path, models.adapters, CATALOGUE.model_copy(update={"provider": locked}))
    [order] = await desk.orders(REQUEST)
    with pytest.raises(Misconfigured, match="there is no key for inkwell"):
        await desk.episode(order)
    monkeypatch.setenv("INKWELL_API_KEY", "k" * 32)
    assert all(scene.scene for scene in (await desk.draft(await desk.episode(order))).scenes)


async def test_an_answer_in_fences_with_comments_and_trailing_commas_is_taken(desk: Room, models: Models) -> None:
    def fenced(brief: ChatBrief) -> str:
        return f"Sure! Here it is:\n```json\n{louder(brief)[:-1]},}} // done\n```\nEnjoy."

    models.says["gpt-4.1"] = fenced
    [news] = await desk.script(REQUEST)
    assert all(scene.scene for scene in (await desk.draft(news)).scenes)
    assert len(models.asked) == len(models.charged) == len((await desk.draft(news)).scenes)


async def test_a_bad_answer_is_asked_for_once_more_with_what_is_wrong(desk: Room, models: Models) -> None:
    def better(brief: ChatBrief) -> str:
        if len(brief.messages) > 2:
            return louder(brief)
        answer = draft(brief)
        next(iter(next(shot for shot in answer["shots"].values() if shot["lines"])["lines"].values()))["text"] = (
            "看 www.hack.cn"
        )
        return json.dumps(answer)

    models.says["gpt-4.1"] = better
    [news] = await desk.script(REQUEST)
    scenes = (await desk.draft(news)).scenes
    assert all(scene.scene for scene in scenes)
    again = [brief for _, brief in models.asked if len(brief.messages) > 2]
    assert len(again) == len(scenes) and "is not plain speech" in again[0].messages[-1].text
    assert len(models.charged) == 2 * len(scenes)


@pytest.mark.parametrize("refusal", [Rejected("violence", "messages[1]"), Permanent("no such model")])
async def test_the_next_model_is_asked_where_one_refuses(desk: Room, models: Models, refusal: Exception) -> None:
    models.says["gpt-4.1"] = lambda _: refusal
    [news] = await desk.script(REQUEST)
    scenes = (await desk.draft(news)).scenes
    assert all(scene.scene for scene in scenes)
    assert [name for name, _ in models.asked].count("deepseek-chat") == len(scenes) == len(models.charged)


async def test_a_lost_answer_is_asked_for_under_the_same_key_and_charged_once(desk: Room, models: Models) -> None:
    lost = [Transient("no answer"), Unreached("no connection")]

    def unlucky(brief: ChatBrief) -> str | Exception:
        return lost.pop() if lost else louder(brief)

    models.says["gpt-4.1"] = unlucky
    for _ in range(3):
        try:
            [news] = await desk.script(REQUEST)
        except Transient:
            continue
        break
    assert len(models.charged) == len((await desk.draft(news)).scenes)


async def test_without_room_under_the_cap_the_order_says_how_much_is_missing(desk: Room, models: Models) -> None:
    with pytest.raises(OverCap) as short:
        await desk.script(REQUEST, cap="0")
    assert short.value.missing > 0 and models.asked == []


async def test_what_the_cap_does_not_afford_is_asked_of_a_cheaper_model(desk: Room, models: Models) -> None:
    await desk.script(REQUEST, cap="0.01")
    assert {name for name, _ in models.asked} == {"deepseek-chat"}


async def test_scenes_lie_where_they_are_found_by_what_shapes_them(desk: Room) -> None:
    [news] = await desk.script(REQUEST)
    listed = [found.key for found in await desk.store.listing("script/scenes")]
    assert sorted(listed) == sorted(str(scene.scene) for scene in (await desk.draft(news)).scenes)
    assert {keys.kind(key) for key in listed} <= {*keys.RESULTS}
