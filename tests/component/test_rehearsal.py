"""A rehearsal finds what was made by the services' own fingerprints, and makes nothing."""

import asyncio
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from pytest import TempPathFactory

from infra.rehearsal import Call, rehearse
from services.gateway.requests import BadRequest, read_request
from services.script.plan import write_plan
from shared.artifacts.folder import Folder
from shared.artifacts.records import Plan, Story
from shared.events import Request
from shared.providers.in_use import decide
from shared.runtime.errors import Permanent
from tests.desk import NOW
from tests.rehearsed import WEIGHTS, made
from tests.studio import tiny
from tests.world import REQUESTS

DRAMA = "red"
REQUEST = tiny(episodes=2)


@pytest.fixture
def store(tmp_path: Path) -> Folder:
    return Folder(tmp_path / "store")


def about(calls: list[Call], operation: str, there: bool) -> set[str]:
    return {call.about for call in calls if call.operation == operation and call.there == there}


def to_make(calls: list[Call]) -> dict[str, set[str]]:
    operations = dict.fromkeys(call.operation for call in calls if not call.there)
    return {operation: about(calls, operation, there=False) for operation in operations}


def everything_in(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


async def test_a_rehearsal_tells_every_call_and_writes_nothing(store: Folder) -> None:
    calls = await rehearse(store, DRAMA, REQUEST, WEIGHTS)
    assert everything_in(store.root) == []
    assert not any(call.there for call in calls)
    assert about(calls, "portray", there=False) == {"林小满", "王桂英"}
    assert about(calls, "episode", there=False) == about(calls, "master", there=False) == {"e01", "e02"}
    shots = about(calls, "film", there=False)
    assert shots == about(calls, "sketch", there=False) == about(calls, "conform", there=False)
    assert {line.rpartition("-")[0] for line in about(calls, "speak", there=False)} <= shots
    assert list(to_make(calls)) == [
        *("story", "portray", "episode", "speak", "compose", "sketch", "film", "check", "conform", "master"),
    ]


async def test_what_was_made_is_found_again(store: Folder) -> None:
    first = await made(store, DRAMA, REQUEST)
    again = await rehearse(store, DRAMA, REQUEST, WEIGHTS)
    assert to_make(again) == {}
    assert {(call.operation, call.about) for call in again} == {(call.operation, call.about) for call in first}


async def test_another_title_touches_words_and_cards_but_no_take(store: Folder) -> None:
    await made(store, DRAMA, REQUEST)
    missing = to_make(await rehearse(store, DRAMA, REQUEST.model_copy(update={"title": "团圆"}), WEIGHTS))
    assert missing.keys() == {"story", "episode", "conform", "master"}
    assert len(missing["conform"]) == 4, "the shots before the two cards of each episode"


async def test_another_outfit_is_drawn_again_but_not_spoken_again(store: Folder) -> None:
    await made(store, DRAMA, REQUEST)
    people = [REQUEST.characters[0].model_copy(update={"outfit": "绿色毛衣"}), REQUEST.characters[1]]
    calls = await rehearse(store, DRAMA, REQUEST.model_copy(update={"characters": tuple(people)}), WEIGHTS)
    missing = to_make(calls)
    assert missing["portray"] == {"林小满"}
    assert "speak" not in missing and "compose" not in missing
    assert missing["film"] and missing["film"] == missing["sketch"] == missing["check"]


async def test_one_line_is_spoken_again_its_shot_filmed_and_its_episode_mastered(
    store: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    await made(store, DRAMA, REQUEST)
    line = sorted(about(await rehearse(store, DRAMA, REQUEST, WEIGHTS), "speak", there=True))[1]
    shot, episode = line.rpartition("-")[0], line[:3]

    def edited(story: Story, number: int) -> Plan:
        plan = write_plan(story, number)
        shots = []
        for each in plan.shots:
            lines = [one.model_copy(update={"text": "谁写的信？"}) if one.id == line else one for one in each.lines]
            shots.append(each.model_copy(update={"lines": tuple(lines)}))
        return plan.model_copy(update={"shots": tuple(shots)})

    monkeypatch.setattr("services.script.drafting.write_plan", edited)
    again = REQUEST.model_copy(update={"lines": {line: "谁写的信？"}})
    missing = to_make(await _without_drafts(store, again))
    assert missing.pop("sketch", {shot}) == {shot}  # a still shows who speaks, not what
    assert missing == {
        "story": {DRAMA},
        "episode": {"e01", "e02"},
        "speak": {line},
        "film": {shot},
        "check": {shot},
        "conform": {shot},
        "master": {episode},
    }


async def _without_drafts(store: Folder, request: Request) -> list[Call]:
    """The plans are written anew: the story's own words did not change, only what is written of it."""
    for draft in await store.listing("script/drafts"):
        await store.delete(draft.key)
    return await rehearse(store, DRAMA, request, WEIGHTS)


async def test_a_rejected_take_is_filmed_again_in_the_rehearsal_as_on_the_day(store: Folder) -> None:
    calls = await made(store, DRAMA, REQUEST)
    verdict = next(call for call in calls if call.operation == "check" and call.about == "e01-s01")
    record = (await store.get(verdict.key) or b"").replace(b'"reasons":[]', b'"reasons":["too dark"]')
    await store.put(verdict.key, record)
    missing = to_make(await rehearse(store, DRAMA, REQUEST, WEIGHTS))
    assert missing["film"] == {"e01-s01"}
    assert "speak" not in missing


async def test_what_would_block_the_drama_is_told_beforehand(store: Folder) -> None:
    people = (REQUEST.characters[0].model_copy(update={"voice": "zf_nobody"}), REQUEST.characters[1])
    with pytest.raises(Permanent, match="zf_nobody"):
        await rehearse(store, DRAMA, REQUEST.model_copy(update={"characters": people}), WEIGHTS)


async def test_decisions_and_joins_of_the_day_are_not_seen(store: Folder) -> None:
    await store.put(f"showrunner/dramas/{DRAMA}/decisions/0001.json", b"{damaged")
    assert to_make(await rehearse(store, DRAMA, REQUEST, WEIGHTS))["story"] == {DRAMA}


@settings(max_examples=25, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
@given(fields=REQUESTS)
def test_what_the_desk_accepts_goes_through_every_stage(
    fields: dict[str, Any], tmp_path_factory: TempPathFactory
) -> None:
    """From the request to the masters: briefs, subtitles, cards and timeline of whatever the world writes."""
    folder = tmp_path_factory.mktemp("accepted")
    file = folder / "request.json"
    file.write_text(json.dumps(fields | {"episodes": 1}), "utf-8")
    try:
        request = read_request(file).request()
    except BadRequest:
        return
    calls = asyncio.run(rehearse(Folder(folder / "store"), DRAMA, request, WEIGHTS))
    assert about(calls, "master", there=False) == {"e01"}


async def test_scenes_that_would_be_bought_are_told_and_none_is(store: Folder) -> None:
    await decide(store, lambda _: ("holysheep",), "producer", NOW)
    calls = await rehearse(store, DRAMA, REQUEST.model_copy(update={"quality": "standard"}), WEIGHTS)
    assert about(calls, "write", there=False) == {"e01", "e02"}
    assert await store.listing("script") == []
    assert about(await rehearse(store, DRAMA, REQUEST, WEIGHTS), "write", there=False) == set()
    await decide(store, lambda _: (), "producer", NOW)
    standard = REQUEST.model_copy(update={"quality": "standard"})
    assert about(await rehearse(store, DRAMA, standard, WEIGHTS), "write", there=False) == set()
