"""The production stack survives its parts; ``python -m tests.chaos.containers`` kills each of them alone."""

from pathlib import Path

from tests.chaos.containers import OVERRIDE, survive
from tests.cluster import Cluster


async def test_a_drama_outlives_a_worker_the_broker_and_the_store(tmp_path: Path) -> None:
    with Cluster(tmp_path, (OVERRIDE,)) as cluster:
        cluster.up()
        outcome = await survive(cluster, ("video", "kafka", "minio"), "mortal")
        assert outcome.results["master"] == 1
        assert not outcome.made_twice
        assert not outcome.dead
