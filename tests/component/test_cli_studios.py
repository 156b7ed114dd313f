"""Which studio a command is about, whether somebody works there, and what a watch outlives."""

import asyncio
import json
from collections.abc import Sequence
from pathlib import Path

import pytest
from pytest import MonkeyPatch
from typer.testing import CliRunner

from services.gateway.cli import following
from services.gateway.cli.app import app
from services.gateway.cli.commands.completion import PROGRAM
from services.gateway.cli.following import follow
from services.gateway.cli.studios import Elsewhere, Embedded, Heartbeats, studio_of
from shared.artifacts import Listed, StoreRefused, StoreUnavailable
from shared.artifacts.folder import Folder
from shared.planning import Decisions
from tests.desk import ADMITTED, decide, duanju, finish


def test_without_a_word_of_another_studio_it_is_the_one_in_the_folder(tmp_path: Path) -> None:
    assert isinstance(studio_of(tmp_path, False, {}), Embedded)
    assert isinstance(studio_of(tmp_path, False, {"DUANJU_STORE": "", "DUANJU_BROKER_USER": "me"}), Embedded)


@pytest.mark.parametrize("name", ["DUANJU_STORE", "DUANJU_BROKER"])
def test_the_environment_names_another_but_the_command_line_has_the_last_word(tmp_path: Path, name: str) -> None:
    assert isinstance(studio_of(tmp_path, False, {name: "x"}), Elsewhere)
    assert isinstance(studio_of(tmp_path, True, {name: "x"}), Embedded)


def test_a_studio_s_folder_may_be_named_by_the_environment(
    store: Folder, tmp_path: Path, monkeypatch: MonkeyPatch
) -> None:
    asyncio.run(finish(store, "red", tmp_path))
    monkeypatch.setenv("DUANJU_STORE", str(store.root))
    assert json.loads(duanju("list", "--json").stdout)["drama"] == "red"


class Hearts:
    """A store of which only heartbeats are seen."""

    def __init__(self) -> None:
        self.ages: Sequence[float] = ()

    async def listing(self, prefix: str) -> list[Listed]:
        assert prefix == "showrunner/leases/workers"
        return [Listed(f"{prefix}/{age}", age) for age in self.ages]


async def test_a_showrunner_that_is_started_again_is_no_studio_that_ended() -> None:
    hearts, now = Hearts(), [0.0]
    pulse = Heartbeats(hearts, lambda: now[0])  # type: ignore[arg-type]
    assert not await pulse(), "a studio that nobody ever worked in is not waited for"
    hearts.ages = (400.0, 3.0)
    assert await pulse()
    hearts.ages, now[0] = (400.0,), 59
    assert await pulse()
    now[0] = 61
    assert not await pulse()


async def test_whoever_watches_outlives_an_outage_of_the_store(
    store: Folder, tmp_path: Path, monkeypatch: MonkeyPatch
) -> None:
    await finish(store, "red", tmp_path)
    get, failures = store.get, iter([StoreUnavailable("away")] * 3)

    async def flaky(key: str) -> bytes | None:
        if failure := next(failures, None):
            raise failure
        return await get(key)

    monkeypatch.setattr(store, "get", flaky)
    seen = [progress async for progress in follow(store, Decisions(store), "red", poll=0.01)]
    assert [progress.state for progress in seen] == ["done"]


@pytest.mark.parametrize(("outage", "failure"), [(0.05, StoreUnavailable("away")), (9e9, StoreRefused("wrong key"))])
async def test_a_store_that_stays_away_or_refuses_us_ends_the_watch(
    store: Folder, monkeypatch: MonkeyPatch, outage: float, failure: Exception
) -> None:
    await decide(store, "red", ADMITTED)

    async def away(_key: str) -> bytes:
        raise failure

    monkeypatch.setattr(following, "_OUTAGE_SECONDS", outage)
    monkeypatch.setattr(store, "get", away)
    with pytest.raises(type(failure)):
        await anext(follow(store, Decisions(store), "red", poll=0.01))


def test_the_shell_is_offered_the_dramas_of_the_studio_that_is_named(
    store: Folder, monkeypatch: MonkeyPatch, tmp_path: Path
) -> None:
    asyncio.run(decide(store, "the-red-envelope", ADMITTED))
    monkeypatch.setenv("_DUANJU_COMPLETE", "complete_bash")
    monkeypatch.setenv("COMP_WORDS", "duanju watch the")
    monkeypatch.setenv("COMP_CWORD", "2")
    monkeypatch.setenv("DUANJU_STORE", str(store.root))
    assert "the-red-envelope" in _offered()
    monkeypatch.setenv("DUANJU_STORE", str(tmp_path / "nowhere"))
    assert _offered() == ""


def _offered() -> str:
    return CliRunner().invoke(app, [], prog_name=PROGRAM).stdout.strip()
