"""Whatever is killed whenever: the drama finishes, and nothing is made twice."""

import asyncio
import os
import signal
from collections import Counter
from pathlib import Path

import pytest

from shared.artifacts.manifest import Manifest
from tests.chaos.tally import results
from tests.studio import Studio, mortal, running_studio, tiny

DYING = {
    "record": ("script", "character", "audio", "video", "compositor", "showrunner"),
    "publish": ("script", "character", "audio", "video", "compositor", "showrunner"),
}


def calls(notes: Path) -> Counter[str]:
    """How often each operation was called; a card is kept among the conformed films, so it is counted with them."""
    lines = [line for path in notes.glob("calls.*") for line in path.read_text().splitlines()]
    return Counter(line.split()[0].replace("card", "conform") for line in lines)


@pytest.mark.parametrize("point", ["record", "publish"])
async def test_every_service_is_killed_once_and_nothing_is_made_twice(point: str, tmp_path: Path) -> None:
    notes = tmp_path / "notes"
    notes.mkdir()
    mortality = {"MORTAL_POINT": point, "MORTAL_FOLDER": str(notes)}
    async with running_studio(tmp_path / "studio", command=mortal, environment=mortality) as studio:
        await studio.request("red", tiny())
        manifest = await studio.finished("red")
        assert {path.name for path in notes.glob("died.*")} == {f"died.{name}.{point}" for name in DYING[point]}
        assert dict(calls(notes)) == await results(studio.store)
        assert len(manifest.episodes) == 1


async def test_a_broker_that_forgets_everything_in_the_middle_costs_no_work(tmp_path: Path) -> None:
    notes = tmp_path / "notes"
    notes.mkdir()
    environment = {"MORTAL_FOLDER": str(notes), "DUANJU_SWEEP": "3"}
    async with running_studio(tmp_path / "studio", command=mortal, environment=environment) as studio:
        await studio.request("red", tiny())
        await _some_joined(studio)
        os.kill(studio.stack.pids["broker"], signal.SIGKILL)
        manifest: Manifest = await studio.finished("red")
        assert dict(calls(notes)) == await results(studio.store)
        assert len(manifest.episodes[0].shots) > 0


async def _some_joined(studio: Studio, drama: str = "red") -> None:
    while True:
        progress = await studio.progress(drama)
        if progress and any(episode.shots_done for episode in progress.episodes):
            return
        await asyncio.sleep(0.1)


async def test_a_studio_that_is_stopped_in_the_middle_goes_on_where_it_was(tmp_path: Path) -> None:
    notes = tmp_path / "notes"
    notes.mkdir()
    environment = {"MORTAL_FOLDER": str(notes)}
    async with running_studio(tmp_path / "studio", command=mortal, environment=environment) as studio:
        await studio.request("red", tiny())
        await _some_joined(studio)
    async with running_studio(tmp_path / "studio", command=mortal, environment=environment) as studio:
        await studio.finished("red")
        made, kept = calls(notes), await results(studio.store)
        assert set(made) == set(kept)
        assert all(made[operation] == kept[operation] for operation in ("story", "episode", "portray", "master"))


async def test_two_video_workers_share_one_drama(tmp_path: Path) -> None:
    """Other clothes, the same words: every line is spoken already, so all shots come to be filmed at once."""
    notes = tmp_path / "notes"
    notes.mkdir()
    environment = {"MORTAL_FOLDER": str(notes)}
    async with running_studio(
        tmp_path / "studio", command=mortal, environment=environment, replicas={"video": 2}
    ) as studio:
        request = tiny(episode_seconds=30)
        await studio.request("red", request)
        await studio.finished("red")
        (notes / "calls.video").unlink()
        before = await results(studio.store)
        people = [person.model_copy(update={"outfit": "黄色毛衣"}) for person in request.characters]
        await studio.request("yellow", request.model_copy(update={"characters": tuple(people)}))
        await studio.finished("yellow")
        after = await results(studio.store)
        films = Counter(line for line in (notes / "calls.video").read_text().splitlines() if line.startswith("film "))
        assert len(films) == 2, films
        assert films.total() == after["film"] - before["film"]
        assert after["speak"] == before["speak"]


async def test_a_short_drama_does_not_wait_for_the_season_before_it(tmp_path: Path) -> None:
    async with running_studio(tmp_path / "studio") as studio:
        await studio.request("season", tiny("十二集", episodes=12, music=False))
        await _some_joined(studio, "season")
        await studio.request("rush", tiny("加急", music=False))
        await studio.finished("rush")
        season = await studio.progress("season")
        assert season and season.state == "working"
        done, total = next((done, total) for name, done, total in season.stages if name == "shots")
        assert total and done < total / 2
