"""A whole drama through the command that a user types, looked at as a viewer's player would."""

import asyncio
import json
import re
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import av
import pytest
import pytest_asyncio

from services.compositor.measure import measure_loudness
from services.gateway.cli.collecting import Collector
from services.gateway.cli.exporting import export
from services.gateway.cli.planning import plan
from services.gateway.requests import Commission
from shared.artifacts import keys
from shared.artifacts.manifest import Manifest
from tests.integration.workshop import until
from tests.receiver import Receiver, Seen, first_of, receiving
from tests.studio import Studio, running_studio, tiny

ENGLISH: dict[str, Any] = {
    "language": "en-US",
    "title": "The Last Letter",
    "premise": "Maya finds the letter that her grandmother never sent.",
    "characters": [
        {"name": "Maya", "role": "protagonist", "look": "25, curly hair", "outfit": "green sweater"},
        {"name": "Ruth", "role": "grandmother", "look": "71, grey bun", "outfit": "purple cardigan"},
    ],
}
ALONE: dict[str, Any] = {
    "characters": [{"name": "陈默", "role": "protagonist", "look": "30岁，短发，眼镜", "outfit": "灰色毛衣"}]
}
_CUE = re.compile(r"(\d\d):(\d\d):(\d\d),(\d{3}) --> (\d\d):(\d\d):(\d\d),(\d{3})")


@pytest.fixture(scope="module")
def receiver() -> Iterator[Receiver]:
    with receiving() as found:
        yield found


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def exported(
    tmp_path_factory: pytest.TempPathFactory, receiver: Receiver
) -> AsyncIterator[dict[str, tuple[Path, Manifest]]]:
    """Three dramas made by one studio with two video workers: Mandarin, English, one character alone without music."""
    folder = tmp_path_factory.mktemp("studio")
    requests = {"red": tiny(), "letter": tiny(**ENGLISH), "alone": tiny(**ALONE, music=False)}
    async with running_studio(folder / "state", replicas={"video": 2}, environment=receiver.environment) as studio:
        for drama, request in requests.items():
            await studio.request(drama, request)
        found = {}
        for drama in requests:
            manifest = await studio.finished(drama)
            await export(studio.store, manifest, folder / drama)
            found[drama] = (folder / drama, manifest)
        yield found


DRAMAS = pytest.mark.parametrize("drama", ["red", "letter", "alone"])
pytestmark = pytest.mark.asyncio(loop_scope="module")


@DRAMAS
async def test_an_export_holds_the_episode_its_subtitles_a_cover_and_the_manifest(
    exported: dict[str, tuple[Path, Manifest]], drama: str
) -> None:
    folder, manifest = exported[drama]
    assert {path.name for path in folder.iterdir()} == {
        "episode-01.mp4",
        "episode-01.srt",
        "cover.png",
        "manifest.json",
    }
    assert Manifest.model_validate_json((folder / "manifest.json").read_bytes()) == manifest


@DRAMAS
async def test_an_episode_decodes_fully_in_the_delivery_s_format(
    exported: dict[str, tuple[Path, Manifest]], drama: str
) -> None:
    folder, manifest = exported[drama]
    with av.open(str(folder / "episode-01.mp4")) as film:
        picture, sound = film.streams.video[0], film.streams.audio[0]
        assert (picture.codec_context.name, picture.width, picture.height) == ("h264", 1080, 1920)
        assert (sound.codec_context.name, sound.rate) == ("aac", 48000)
        frames = sum(1 for _ in film.decode(video=0))
    with av.open(str(folder / "episode-01.mp4")) as film:
        samples = sum(frame.samples for frame in film.decode(audio=0))
    episode = manifest.episodes[0]
    planned = sum(shot.seconds for shot in episode.shots) + sum(card.seconds for card in episode.cards)
    assert frames == round(planned * 24)
    assert abs(frames / 24 - samples / 48000) < 0.08
    assert 14 <= frames / 24 <= 30


@DRAMAS
async def test_an_episode_is_as_loud_as_ordered(exported: dict[str, tuple[Path, Manifest]], drama: str) -> None:
    loudness = measure_loudness(exported[drama][0] / "episode-01.mp4")
    assert abs(loudness.integrated + 16) <= 1
    assert loudness.true_peak <= -1


@DRAMAS
async def test_every_line_is_in_the_subtitles_at_its_measured_time(
    exported: dict[str, tuple[Path, Manifest]], drama: str
) -> None:
    folder, manifest = exported[drama]
    text = (folder / "episode-01.srt").read_text(encoding="utf-8")
    starts = [
        int(found[0]) * 3600 + int(found[1]) * 60 + int(found[2]) + int(found[3]) / 1000 for found in _CUE.findall(text)
    ]
    words = "".join(text.split())
    lines = [line for shot in manifest.episodes[0].shots for line in shot.lines]
    assert lines
    for line in lines:
        assert min(abs(line.start - start) for start in starts) < 0.05, line
        first = re.findall(r"\w+", line.text)[0]
        assert first in words


@DRAMAS
async def test_the_manifest_says_how_everything_was_made(
    exported: dict[str, tuple[Path, Manifest]], drama: str
) -> None:
    _, manifest = exported[drama]
    assert manifest.cost_usd == 0
    operations = {calls.operation for calls in manifest.calls}
    assert {"story", "episode", "portray", "speak", "film", "check", "conform", "master"} <= operations
    for shot in manifest.episodes[0].shots:
        assert shot.made.seconds > 0 and len(shot.film.sha256) == 64
        assert not shot.flagged


async def test_a_request_s_people_are_its_cast(exported: dict[str, tuple[Path, Manifest]]) -> None:
    names = {drama: {member.name for member in manifest.cast} for drama, (_, manifest) in exported.items()}
    assert names == {"red": {"林小满", "王桂英"}, "letter": {"Maya", "Ruth"}, "alone": {"陈默"}}
    for _, manifest in exported.values():
        voices = [member.voice for member in manifest.cast]
        assert len(set(voices)) == len(voices)


@DRAMAS
async def test_a_drama_is_one_trace_through_every_service(
    exported: dict[str, tuple[Path, Manifest]], receiver: Receiver, drama: str
) -> None:
    await until(lambda: _is_whole(receiver.of(drama)), 30, "for every span to arrive")
    first, spans = first_of(receiver.of(drama)), receiver.of(drama)
    assert (first.service, first.name) == ("showrunner", "receive drama.requested")
    assert {span.service for span in spans} == {*keys.WRITERS}
    operations = {span.facts["operation"] for span in spans if "operation" in span.facts}
    assert {"story", "episode", "portray", "speak", "film", "check", "conform", "master"} <= operations
    lines = [line for shot in exported[drama][1].episodes[0].shots for line in shot.lines]
    assert not [line.text for line in lines if line.text.encode() in receiver.raw]


def _is_whole(spans: list[Seen]) -> bool:
    known = {span.id for span in spans}
    ended = any((span.service, span.name) == ("gateway", "receive drama.completed") for span in spans)
    return ended and len([span for span in spans if span.parent not in known]) == 1


async def test_the_same_request_again_is_answered_from_what_is_there(tmp_path: Path) -> None:
    async with running_studio(tmp_path / "state") as studio:
        await studio.request("alone", tiny(**ALONE, music=False))
        first = await studio.finished("alone")
        await studio.request("alone", tiny(**ALONE, music=False))
        await asyncio.sleep(2)
        assert await studio.finished("alone") == first
        await _a_bad_request_on_the_topic_stops_nothing(studio)
        await _the_plan_finds_everything_that_was_made(studio, first)
    await _garbage_collection_leaves_all_that_the_drama_needs(studio, first, tmp_path / "out")


async def _the_plan_finds_everything_that_was_made(studio: Studio, manifest: Manifest) -> None:
    request = tiny(**ALONE, music=False)
    done = await plan(Commission("alone", request), studio.store)
    assert (done.calls, done.whole) == (0, sum(calls.calls for calls in manifest.calls))
    louder = request.model_copy(update={"title": "另一个名字"})
    changed = {step.stage for step in (await plan(Commission("alone", louder), studio.store)).steps if step.calls}
    assert changed == {"story", "episode", "conform", "master"}


async def _garbage_collection_leaves_all_that_the_drama_needs(studio: Studio, manifest: Manifest, out: Path) -> None:
    stray = f"video/blobs/{'0' * 64}"
    await studio.store.put(stray, b"of nobody")
    removed = {item.key for item in await Collector(studio.store, 0).sweep()}
    assert stray in removed
    assert {keys.kind(key) for key in removed - {stray}} <= {f"{service}/leases" for service in keys.WRITERS}
    assert (await plan(Commission("alone", tiny(**ALONE, music=False)), studio.store)).calls == 0
    await export(studio.store, manifest, out)


async def _a_bad_request_on_the_topic_stops_nothing(studio: Studio) -> None:
    bad = json.dumps({"drama": "bad", "request": {"premise": "x", "episodes": 500}}).encode()
    await studio.send(("drama.requested.v1", bad, b"bad", []))
    for _ in range(100):
        letters = await studio.store.listing("showrunner/dead/drama.requested")
        if letters:
            break
        await asyncio.sleep(0.1)
    [letter] = letters
    assert "less than or equal to 100" in (await studio.store.get(letter.key) or b"").decode()
    assert await studio.progress("bad") is None
