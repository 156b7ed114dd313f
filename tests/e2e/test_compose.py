"""The whole production stack in containers, as the engineer of a studio runs it, beside any other stack."""

import secrets
import time
from collections.abc import Iterator

import pytest

from infra.topics import STAGES
from tests.cluster import Cluster

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


@pytest.fixture(scope="module")
def production(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    with Cluster(tmp_path_factory.mktemp("production")) as stack:
        (stack.desk_folder / "request.yaml").write_text(REQUEST)
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


def test_a_wrong_setting_ends_the_start_with_the_reason_and_leaves_nothing_running(production: Cluster) -> None:
    production.make("down")
    production.write(DUANJU_BROKER_PASSWORD_VIDEO="short")  # noqa: S106 (that is what is wrong)
    refused = production.make("up")
    assert refused.returncode == 1
    assert "topics failed (exit status 78)" in refused.stderr
    assert "DUANJU_BROKER_PASSWORD_VIDEO is shorter than" in refused.stderr
    assert "Traceback" not in refused.stderr
    assert not production.compose("ps", "--quiet").split()


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
