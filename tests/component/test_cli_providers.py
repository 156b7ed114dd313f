"""``duanju providers``: who is in use is seen, changed and taken back; keys are never shown."""

import asyncio
import json
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from infra.simulator import Running, Scenario, simulating
from services.gateway.cli.exits import Exit
from shared.artifacts import keys
from shared.artifacts.folder import Folder
from shared.providers.in_use import in_use
from tests.desk import duanju

CATALOGUE = """
[[provider]]
name = "holysheep"
adapter = "holysheep"
base_url = "{url}"
key = "HOLYSHEEP_API_KEY"
terms = {{acceptance = "neither", answer_within = 60, done_within = 600}}

[[provider]]
name = "local"
adapter = "openai"
base_url = "http://127.0.0.1:1/v1"
terms = {{acceptance = "neither", answer_within = 60, done_within = 600}}

[[provider]]
name = "deepseek"
adapter = "openai"
base_url = "https://deepseek.invalid/v1"
key = "DEEPSEEK_API_KEY"
terms = {{acceptance = "neither", answer_within = 60, done_within = 600}}

[[model]]
name = "kling-v1-6"
provider = "holysheep"
capability = "video"
"""


@pytest.fixture
def simulator() -> Iterator[Running]:
    """A provider that runs beside the test."""
    found: list[Running] = []
    ready, done = threading.Event(), threading.Event()

    async def live() -> None:
        async with simulating(Scenario(), lambda _charge: None) as running:
            found.append(running)
            ready.set()
            while not done.is_set():
                await asyncio.sleep(0.01)

    thread = threading.Thread(target=asyncio.run, args=[live()])
    thread.start()
    ready.wait()
    try:
        yield found[0]
    finally:
        done.set()
        thread.join()


@pytest.fixture
def deployment(simulator: Running, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A catalogue and a file of keys in the environment; the file."""
    (tmp_path / "catalogue.toml").write_text(CATALOGUE.format(url=simulator.url), "utf-8")
    (tmp_path / "keys.toml").write_text(f'holysheep = "{simulator.key}"\n', "utf-8")
    monkeypatch.setenv("DUANJU_CATALOGUE", str(tmp_path / "catalogue.toml"))
    monkeypatch.setenv("DUANJU_KEYS", str(tmp_path / "keys.toml"))
    monkeypatch.setenv("DUANJU_ALLOW_LOOPBACK", "true")
    monkeypatch.delenv("DEEPSEEK_API_KEY", raising=False)
    return tmp_path / "keys.toml"


def listed(state: Path) -> dict[str, dict[str, Any]]:
    result = duanju("providers", "--json", "--state", state)
    assert result.exit_code == Exit.OK, result.stderr
    return {each["name"]: each for each in map(json.loads, result.stdout.splitlines())}


def test_who_could_be_used_is_shown_and_asked(state: Path, deployment: Path) -> None:
    found = listed(state)
    facts = {name: (each["place"], each["key"], each["answers"], each["models"]) for name, each in found.items()}
    assert facts == {
        "holysheep": (None, "there", True, 1),
        "local": (None, "not needed", False, 0),
        "deepseek": (None, "missing", None, 0),
    }
    assert "cannot be reached" in found["local"]["why"]
    assert "set the environment variable DEEPSEEK_API_KEY" in found["deepseek"]["why"]
    text = duanju("providers", "--state", state).stdout
    assert "None is in use: everything is made by the studio itself" in text
    assert not state.exists(), "looking makes nothing"


def test_a_key_that_is_refused_is_told_and_never_shown(state: Path, deployment: Path) -> None:
    wrong = "hs_" + "0123456789abcdef" * 3
    deployment.write_text(f'holysheep = "{wrong}"\n', "utf-8")
    for result in (duanju("providers", "--state", state), duanju("providers", "--json", "--state", state)):
        assert "holysheep refuses the key" in result.stdout
        assert wrong not in result.stdout + result.stderr


def test_a_key_that_cannot_be_one_is_there_and_unfit(state: Path, deployment: Path) -> None:
    deployment.write_text('holysheep = "short"\n', "utf-8")
    found = listed(state)["holysheep"]
    assert (found["key"], found["answers"]) == ("unfit", None)
    assert "is too short" in found["why"]


def test_who_is_put_in_use_and_cannot_be_asked_is_told_at_once(state: Path, deployment: Path) -> None:
    told = duanju("providers", "use", "deepseek", "--state", state).stdout
    assert "In use: deepseek." in told
    assert "deepseek: there is no key for deepseek" in told
    assert "no key" not in duanju("providers", "drop", "deepseek", "--state", state).stdout
    deployment.write_text("holysheep: x", "utf-8")
    told = duanju("providers", "use", "holysheep", "--state", state).stdout
    assert "In use: holysheep." in told and "is no TOML" in told


def test_a_provider_is_put_in_use_taken_out_and_put_back(state: Path, store: Folder, deployment: Path) -> None:
    def said(*words: str) -> list[str]:
        return list(json.loads(duanju("providers", *words, "--json", "--state", state).stdout)["in_use"])

    assert said("use", "holysheep") == ["holysheep"]
    assert said("use", "local", "deepseek") == ["local", "deepseek", "holysheep"]
    assert listed(state)["holysheep"]["place"] == 3
    assert said("drop", "local", "holysheep") == ["deepseek"]
    assert said("back") == ["local", "deepseek", "holysheep"]
    assert said("back") == ["deepseek"]
    assert said("drop", "deepseek") == []
    assert len(asyncio.run(store.listing(keys.PROVIDERS_IN_USE))) == 6
    record = asyncio.run(in_use(store))
    assert (record.replaces, bool(record.by), record.at is not None) == (("deepseek",), True, True)


def test_what_changes_nothing_is_said(state: Path, deployment: Path) -> None:
    assert "In use: holysheep." in duanju("providers", "use", "holysheep", "--state", state).stdout
    assert "Nothing changes." in duanju("providers", "use", "holysheep", "--state", state).stdout
    assert "made by the studio itself" in duanju("providers", "drop", "holysheep", "--state", state).stdout


def test_one_that_left_the_catalogue_is_shown_and_can_be_dropped(
    state: Path, deployment: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    duanju("providers", "use", "holysheep", "--state", state)
    monkeypatch.delenv("DUANJU_CATALOGUE")
    (deployment.parent / "empty.toml").write_text("", "utf-8")
    monkeypatch.setenv("DUANJU_CATALOGUE", str(deployment.parent / "empty.toml"))
    assert "the catalogue does not have it any more" in listed(state)["holysheep"]["why"]
    assert duanju("providers", "drop", "holysheep", "--state", state).exit_code == Exit.OK


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["use", "holyship"], "did you mean 'holysheep'?"),
        (["use", "zzz"], "the catalogue has holysheep, local, deepseek"),
        (["use"], "say which"),
        (["drop", "holysheep"], "holysheep is not in use"),
        (["back"], "nothing to go back to"),
        (["back", "holysheep"], "takes no names"),
        (["sell", "holysheep"], "not 'sell'"),
    ],
)
def test_what_cannot_be_is_refused_and_written_nowhere(
    state: Path, store: Folder, deployment: Path, words: list[str], told: str
) -> None:
    result = duanju("providers", *words, "--state", state)
    assert (result.exit_code, told in result.stderr) == (Exit.REFUSED, True), result.stderr
    assert asyncio.run(store.listing("gateway")) == []
