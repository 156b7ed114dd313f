"""The whole production stack in containers, as the engineer of a studio runs it, beside any other stack."""

import asyncio
import json
import secrets
import time
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from infra.topics import STAGES
from tests.bought import BESIDE, REMEMBERED, deploy, submissions
from tests.chaos.season.seller import Seller, beside
from tests.cluster import Cluster
from tests.hurried import HOUSES, KEY, catalogue, in_a_hurry, request

DRAMA = "a-short-one"
REQUEST = f"""
drama: {DRAMA}
title: A Short One
premise: A rider finds the red envelope that her grandmother hid for thirty years.
genre: family-reunion
language: en-US
episodes: 1
episode_seconds: 20
"""


BOUGHT = "a-bought-one"
CENT = Decimal("0.01")


@pytest.fixture(scope="module")
def production(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    with Cluster(tmp_path_factory.mktemp("production")) as stack:
        (stack.desk_folder / "request.yaml").write_text(REQUEST)
        (stack.desk_folder / "bought.json").write_text(json.dumps(request(drama=BOUGHT, episode_seconds=20)))
        deploy(stack, catalogue(BESIDE), KEY, HOUSES)
        yield stack


def test_a_drama_is_made_in_containers_and_outlives_them_and_their_passwords(production: Cluster) -> None:
    up = production.make("up")
    assert up.returncode == 0, up.stdout + up.stderr
    assert "ready:" in up.stdout

    assert production.desk("publish", "request.yaml", "--watch", "--json")[-1]["state"] == "done"

    production.compose("up", "--detach", "--no-build", "--scale", "video=3")
    workers = {stage.name: 1 for stage in STAGES} | {"video": 3}
    assert _scraped(production, workers) == workers

    assert production.make("down").returncode == 0
    assert not production.compose("ps", "--all", "--quiet").split()
    production.write(**{name: secrets.token_hex(16) for name in production.variables if _is_secret(name)})
    again = production.make("up")
    assert again.returncode == 0, again.stdout + again.stderr

    (listed,) = production.desk("list", "--json")
    assert (listed["drama"], listed["state"]) == (DRAMA, "done")
    assert production.get("gateway", f"/v1/dramas?drama={DRAMA}")["state"] == "done"
    (exported,) = production.desk("export", DRAMA, "films", "--json")
    assert exported["state"] == "done"
    assert (production.desk_folder / "films" / "episode-01.mp4").stat().st_size > 100_000


async def test_a_drama_is_bought_of_the_simulator_and_its_bill_is_in_the_books_to_the_cent(production: Cluster) -> None:
    async with beside(production, in_a_hurry()) as seller:
        production.desk("providers", "use", *HOUSES, "--json")
        assert all(each["answers"] for each in production.desk("providers", "--json"))
        production.desk("publish", "bought.json", "--json")
        await _until_charged(seller, "kling-v1-6")
        production.desk("providers", "drop", "first", "--json")
        dropped = datetime.now(UTC) + timedelta(seconds=REMEMBERED)
        assert production.desk("watch", BOUGHT, "--json")[-1]["state"] == "done"
        (bill,) = production.desk("costs", BOUGHT, "--json")
        charges = seller.charges
    assert {each["provider"] for each in bill["models"]} == set(HOUSES)
    assert set(Counter(charge.key for charge in charges).values()) == {1}
    books = sum((charge.price for charge in charges), Decimal(0))
    assert Decimal(bill["billed"]).quantize(CENT) == books.quantize(CENT)
    begun = [each for each in await submissions(production.store) if each.begins]
    assert not [each for each in begun if each.provider == "first" and each.at > dropped]


def test_a_wrong_setting_ends_the_start_with_the_reason_and_leaves_nothing_running(production: Cluster) -> None:
    production.make("down")
    production.write(DUANJU_BROKER_PASSWORD_VIDEO="short")  # noqa: S106 (that is what is wrong)
    refused = production.make("up")
    assert refused.returncode == 1
    assert "topics failed (exit status 78)" in refused.stderr
    assert "DUANJU_BROKER_PASSWORD_VIDEO is shorter than" in refused.stderr
    assert "Traceback" not in refused.stderr
    assert not production.compose("ps", "--quiet").split()


async def _until_charged(seller: Seller, model: str) -> None:
    async with asyncio.timeout(120):
        while not any(charge.model == model for charge in seller.charges):
            await asyncio.sleep(0.1)


def _is_secret(name: str) -> bool:
    return "PASSWORD" in name or "STORE_" in name


def _scraped(production: Cluster, wanted: dict[str, int], patience: float = 90) -> dict[str, int]:
    """How many workers of each service Prometheus sees alive, once it sees as many as wanted."""
    deadline = time.monotonic() + patience
    while True:
        found = production.get("prometheus", "/api/v1/query?query=sum by (service) (up{job='duanju'})")["data"][
            "result"
        ]
        alive = {each["metric"]["service"]: int(each["value"][1]) for each in found}
        if alive == wanted or time.monotonic() > deadline:
            return alive
        time.sleep(1)
