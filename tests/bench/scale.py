"""What another worker brings: 47 shots on the production stack, two slots a worker, and a model that only waits."""

import asyncio
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from aiokafka.admin import AIOKafkaAdminClient

from shared.events import ShotFilmed
from tests.bench.voiced import voiced_shots
from tests.cluster import ROOT, Cluster

SHOTS = 47
SLOTS = 2
WAITS = 4.0
_NEEDED = ("kafka", "minio", "topics", "bucket", "video")
_PATIENCE = 300


@dataclass(frozen=True)
class Film:
    """One run: seconds from the first order until the last shot was told to be filmed; who filmed when."""

    seconds: float
    takes: tuple[tuple[str, float], ...]
    """Worker, and the second of the run in which it began."""
    meanwhile: float
    """The second of the run in which something was done to the workers."""

    @property
    def ideal(self) -> float:
        """Seconds that one worker needs if nothing but its model takes time."""
        return -(-SHOTS // SLOTS) * WAITS

    def first_take_of_a_newcomer(self) -> float:
        """Seconds from what was done until a worker that was not there before began a take."""
        known = {worker for worker, began in self.takes if began < self.meanwhile}
        return min(began for worker, began in self.takes if worker not in known) - self.meanwhile


class Studio:
    """The video service alone with its orders; each run is of a drama of which no take is there."""

    def __init__(self, cluster: Cluster) -> None:
        self._cluster, self._runs = cluster, 0

    def workers(self, number: int) -> None:
        self._cluster.up(*_NEEDED, video=number)

    async def film(self, after: float = 0, then: Callable[[], None] | None = None) -> Film:
        """Film 47 shots; when ``after`` seconds have passed, ``then`` is done to the workers."""
        self._runs += 1
        voiced = await voiced_shots(f"scale-{self._runs}", SHOTS, seed=self._runs)
        store = self._cluster.store
        await asyncio.gather(*(store.put(key, record) for key, record in voiced.records.items()))
        began = time.time()
        await self._cluster.publish(voiced.orders)
        acted = 0.0
        if then:
            await asyncio.sleep(after)
            acted = time.time() - began
            await asyncio.to_thread(then)
        ended = await self._until_filmed({order.shot for order in voiced.orders})
        said = self._cluster.said("video")
        takes = tuple((take["worker"], take["began"] - began) for take in said if take["began"] > began)
        return Film(ended - began, takes, acted)

    async def _until_filmed(self, wanted: set[str]) -> float:
        """When the last of the shots was told to be filmed, by the broker's clock, which is this machine's."""
        deadline = time.monotonic() + _PATIENCE
        while time.monotonic() < deadline:
            records = await self._cluster.read(ShotFilmed.topic())
            found = {ShotFilmed.model_validate_json(each.value or b"").shot: each.timestamp for each in records}
            if wanted <= found.keys():
                return float(max(found[shot] for shot in wanted)) / 1000
            await asyncio.sleep(0.5)
        raise AssertionError(f"not filmed after {_PATIENCE} s")


async def _unsettled(cluster: Cluster) -> float:
    """Seconds that the group of the service was rebalancing, until this is cancelled."""
    admin = AIOKafkaAdminClient(bootstrap_servers=cluster.broker.broker, **cluster.broker.way)
    await admin.start()
    seconds, before = 0.0, time.monotonic()
    try:
        while True:
            [answer] = await admin.describe_consumer_groups(["video"])
            [(_, _, state, *_)] = answer.groups
            now = time.monotonic()
            seconds += (now - before) if state != "Stable" else 0
            before = now
            await asyncio.sleep(0.05)
    except asyncio.CancelledError:
        return seconds
    finally:
        await admin.close()


async def _run(studio: Studio, cluster: Cluster) -> dict[str, dict[str, float]]:
    figures: dict[str, dict[str, float]] = {}
    whole: dict[int, float] = {}
    for number in (1, 2, 4):
        studio.workers(number)
        film = await studio.film()
        whole[number] = film.seconds
        figures[f"video={number}"] = {
            "s for 47 shots": film.seconds,
            "share of ideal": film.ideal / number / film.seconds,
            "times one worker": whole[1] / film.seconds,
            "takes": len(film.takes),
        }
    studio.workers(1)
    unsettled = asyncio.create_task(_unsettled(cluster))
    film = await studio.film(20, lambda: studio.workers(2))
    unsettled.cancel()
    figures["a second one after 20 s"] = {
        "s for 47 shots": film.seconds,
        "s until it films": film.first_take_of_a_newcomer(),
        "s the group rebalanced": await unsettled,
        "takes": len(film.takes),
    }
    film = await studio.film(10, lambda: cluster.kill(cluster.containers("video")[0]))
    figures["one of two is killed"] = {
        "s for 47 shots": film.seconds,
        "s lost": film.seconds - whole[2],
        "takes": len(film.takes),
    }
    return figures


def measure() -> dict[str, dict[str, float]]:
    override = ROOT / "tests" / "bench" / "scale.compose.yml"
    with (
        tempfile.TemporaryDirectory() as folder,
        Cluster(Path(folder), (override,), {"WAITING_SECONDS": f"{WAITS}"}) as cluster,
    ):
        return asyncio.run(_run(Studio(cluster), cluster))
