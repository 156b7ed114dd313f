"""What a worker tells of itself, on a real folder store."""

import shutil
from pathlib import Path

import pytest
from prometheus_client import REGISTRY

from services.audio.service import join_the_cut
from shared.artifacts import keys
from shared.artifacts.folder import Folder
from shared.events import ShotVerified, ShotVoiced, digest
from shared.runtime.jobs import JobTable
from shared.runtime.leases import Leases
from shared.runtime.settings import Times

SHOT = {"drama": "red", "episode": "red.e01", "cut": digest("cut"), "shot": "red.e01-s01", "lines": (), "seconds": 3}


@pytest.fixture
def store(tmp_path: Path) -> Folder:
    return Folder(tmp_path / "store")


def told(name: str, **labels: str) -> float:
    return REGISTRY.get_sample_value(name, labels) or 0.0


async def test_an_order_that_comes_again_is_a_duplicate_prevented(store: Folder) -> None:
    table = JobTable(store, "video", ["shot.voiced"])
    before = told("duanju_orders_repeated_total", order="shot.voiced")
    for _ in range(3):
        await table.record(ShotVoiced.model_validate(SHOT))
    assert told("duanju_orders_repeated_total", order="shot.voiced") - before == 2


async def test_a_worker_tells_whether_the_store_takes_its_heartbeat(store: Folder) -> None:
    leases = Leases(store, "video", "w", Times())
    await leases.beat()
    assert told("duanju_store_reachable") == 1
    shutil.rmtree(store.root)
    await leases.beat()
    assert told("duanju_store_reachable") == 0


async def test_the_way_from_release_to_join_is_told_once(store: Folder) -> None:
    await store.create(keys.cut("red.e01", digest("cut")), b"{}")
    verified = {"take": 1, "film": "video/takes/a.json", "verdict": "character/verdicts/a.json"}
    before = told("duanju_join_seconds_count", part="shot")
    for _ in range(2):
        await join_the_cut(ShotVerified.model_validate(SHOT | verified), store)
    assert told("duanju_join_seconds_count", part="shot") - before == 1
