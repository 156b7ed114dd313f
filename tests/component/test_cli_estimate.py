"""``duanju estimate``: what a request will cost, before anything is written or called."""

import asyncio
import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from services.gateway.cli.exits import Exit
from shared.artifacts.folder import Folder
from shared.providers import in_use
from tests.desk import duanju
from tests.ledger.actors import NOW
from tests.studio import tiny

PREMISE = tiny().premise


@pytest.fixture
def state(tmp_path: Path) -> Path:
    return tmp_path / "studio"


def use(state: Path, *providers: str) -> None:
    asyncio.run(in_use.decide(Folder(state / "store"), lambda _: providers, "producer", NOW))


def written(folder: Path, **fields: object) -> Path:
    path = folder / "red.yaml"
    path.write_text("".join(f"{name}: {value}\n" for name, value in {"premise": PREMISE, **fields}.items()))
    return path


def estimate(file: Path, state: Path) -> dict[str, Any]:
    result = duanju("estimate", file, "--state", state, "--json")
    assert result.exit_code == Exit.OK, result.stderr
    found: dict[str, Any] = json.loads(result.stdout)
    return found


def test_an_animatic_costs_nothing_and_is_priced_as_standard(tmp_path: Path, state: Path) -> None:
    found = estimate(written(tmp_path, episode_seconds=20), state)
    assert (found["requested"], found["total"], found["quality"]) == ("animatic", "0", "standard")
    assert Decimal(found["priced"]) == sum(Decimal(item["amount"]) for item in found["items"]) > 0
    assert not state.exists(), "nothing is written"


def test_what_is_requested_of_providers_in_use_is_the_bill(tmp_path: Path, state: Path) -> None:
    file = written(tmp_path, episode_seconds=20, quality="premium")
    assert estimate(file, state)["total"] == "0", "nobody is in use"
    use(state, "holysheep")
    before = sorted(state.rglob("*"))
    found = estimate(file, state)
    assert found["is_in_use"] and found["total"] == found["priced"] != "0"
    assert {item["provider"] for item in found["items"]} == {"holysheep"}
    assert sorted(state.rglob("*")) == before, "nothing is written"


def test_the_request_s_preferences_and_the_deployment_s_prices_count(
    tmp_path: Path, state: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    use(state, "holysheep")
    table = tmp_path / "prices.toml"
    table.write_text('currency = "CNY"\nper_usd = 7\n[unknown]\nsecond = 1\n"million tokens" = 0\nminute = 1\n')
    monkeypatch.setenv("DUANJU_PRICES", str(table))
    found = estimate(written(tmp_path, quality="standard", providers="{video: [pika-2-0], chat: [studio]}"), state)
    assert [(item["capability"], item["model"]) for item in found["items"]] == [("video", "pika-2-0")]
    assert (found["currency"], found["traditional"]) == ("CNY", "5600")
    assert found["total"] == found["items"][0]["quantity"]


def test_a_person_reads_models_sums_and_what_others_would_cost(tmp_path: Path, state: Path) -> None:
    result = duanju("estimate", written(tmp_path, episode_seconds=20), "--state", state)
    assert result.exit_code == Exit.OK
    for words in (
        "red, animatic: about 0.00 USD",
        "No provider is in use",
        "holysheep/kling-v1-6",
        "an episode",
        "What one model alone would cost",
        "A traditional shoot: about 800.00 USD.",
    ):
        assert words in result.stdout


def test_a_budget_that_has_no_room_for_all_of_it_is_told_with_one_that_has(tmp_path: Path, state: Path) -> None:
    use(state, "holysheep")
    file = written(tmp_path, episode_seconds=20, quality="standard", budget_usd=1)
    found = estimate(file, state)
    assert found["budget"] == "1" and Decimal(found["enough_usd"]) > Decimal(found["total"]) > 1
    told = duanju("estimate", file, "--state", state).stdout
    assert "Its budget of 1.00 USD has no room" in told
    assert f"'duanju budget red {found['enough_usd']}'" in told
    written(tmp_path, episode_seconds=20, quality="standard", budget_usd=found["enough_usd"])
    assert "has no room" not in duanju("estimate", file, "--state", state).stdout


def test_a_drama_without_a_budget_of_its_own_has_the_default(
    tmp_path: Path, state: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = written(tmp_path, episode_seconds=20)
    assert estimate(file, state)["budget"] == "5"
    monkeypatch.setenv("DUANJU_BUDGET_USD", "7.50")
    assert estimate(file, state)["budget"] == "7.5"


def test_a_wrong_catalogue_is_told_with_its_place(tmp_path: Path, state: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "catalogue.toml"
    path.write_text('[[model]]\nname = "x"\n')
    monkeypatch.setenv("DUANJU_CATALOGUE", str(path))
    result = duanju("estimate", written(tmp_path), "--state", state)
    assert result.exit_code == Exit.NO_STACK
    assert f"correct the catalogue {path}: model, number 1, provider: it has to be there" in result.stderr
