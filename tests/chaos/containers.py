"""``kill -9`` of every container of the production stack, each in the middle of a drama of its own.

    python -m tests.chaos.containers [CONTAINER …]

One line a container: what was made, by the calls of models that ended well and by the results in the store; how many
events were told more than once; dead letters. Fails when a drama is not finished or something was made twice.
"""

import asyncio
import logging
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from infra.topics import STAGES
from shared.artifacts import Artifacts, StoreUnavailable
from shared.events import DramaRequested
from tests.chaos.tally import results
from tests.cluster import ROOT, Cluster
from tests.studio import finished, tiny

OVERRIDE = ROOT / "tests" / "chaos" / "containers.compose.yml"
SERVICES = ("script", "character", "audio", "video", "compositor")
EVERY = ("", *SERVICES, "showrunner", "gateway", "kafka", "minio", "prometheus")
"""The first is nobody: what an undisturbed drama takes."""


@dataclass(frozen=True)
class Outcome:
    """One drama in which one container was killed."""

    seconds: float
    calls: Counter[str]
    results: Counter[str]
    repeated: int
    """Events that were told more than once: at least once is what the broker promises."""
    dead: int

    @property
    def made_twice(self) -> Counter[str]:
        """Calls that ended well and of which there is no result of their own."""
        return self.calls - self.results


async def survive(cluster: Cluster, victims: Sequence[str], drama: str) -> Outcome:
    """Make a small drama and kill the containers in its middle. Raises AssertionError when it is never finished."""
    store = cluster.store
    before, told_before = Counter(await results(store)), await _told(cluster)
    began = time.time()
    request = tiny(title=drama, seed=sum(drama.encode()))
    await cluster.publish([DramaRequested(drama=drama, request=request)])
    for victim in victims:
        await _until(_at_work(store, victim, before["film"]))
        [container] = cluster.containers(victim)
        await asyncio.to_thread(cluster.kill, container)
    await finished(store, drama)
    seconds, calls = time.time() - began, _calls(cluster, began)
    await asyncio.to_thread(cluster.up)  # healthy again, all of it
    told = await _told(cluster) - told_before
    events = Counter({name: number for name, number in told.items() if not name[0].endswith(".dlq")})
    return Outcome(
        seconds,
        calls,
        Counter(await results(store)) - before,
        events.total() - len(events),
        told.total() - events.total(),
    )


def _at_work(store: Artifacts, victim: str, films: int) -> Callable[[], Awaitable[bool]]:
    """The middle: the service has an order under way; for what has no orders, a shot has just been filmed."""
    if victim in SERVICES:

        async def has_an_order() -> bool:
            return bool(await store.listing(f"{victim}/leases/jobs"))

        return has_an_order

    async def has_a_film() -> bool:
        return len(await store.listing("video/takes")) > films

    return has_a_film


async def _until(condition: Callable[[], Awaitable[bool]]) -> None:
    for _ in range(3000):
        with suppress(StoreUnavailable):
            if await condition():
                return
        await asyncio.sleep(0.02)
    raise AssertionError("the middle of the drama never came")


async def _told(cluster: Cluster) -> Counter[tuple[str, str]]:
    """How often each event was told, by topic and ``ce_id``."""
    topics = sorted({topic for stage in STAGES for topic in (*stage.reads, *stage.writes)})
    records = await cluster.read(*topics)
    return Counter((record.topic, dict(record.headers).get("ce_id", b"").decode()) for record in records)


def _calls(cluster: Cluster, began: float) -> Counter[str]:
    said = [call for service in SERVICES for call in cluster.said(service) if call["ended"] > began]
    return Counter(call["operation"].replace("card", "conform") for call in said)


async def _all(victims: Sequence[str]) -> bool:
    with tempfile.TemporaryDirectory() as folder, Cluster(Path(folder), (OVERRIDE,)) as cluster:
        cluster.up()
        fine = True
        for number, victim in enumerate(victims):
            outcome = await survive(cluster, [victim] if victim else [], f"{victim or 'nobody'}-{number}")
            made = " ".join(f"{name} {count}" for name, count in sorted(outcome.results.items()))
            print(
                f"{victim or 'nobody':11} {outcome.seconds:6.1f} s  calls {outcome.calls.total()} results "
                f"{outcome.results.total()} made twice {dict(outcome.made_twice) or 0}  events repeated "
                f"{outcome.repeated} dead letters {outcome.dead}  ({made})",
                flush=True,
            )
            fine = fine and not outcome.made_twice and not outcome.dead
        return fine


def main() -> None:
    victims = sys.argv[1:] or EVERY
    if unknown := set(victims) - set(EVERY):
        sys.exit(f"there is no container '{sorted(unknown)[0]}': choose from {', '.join(filter(None, EVERY))}")
    logging.getLogger("aiokafka").setLevel(logging.ERROR)
    sys.exit(0 if asyncio.run(_all(victims)) else "something was made twice, or given up")


if __name__ == "__main__":
    main()
