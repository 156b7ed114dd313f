"""A real broker (the embedded one), a store in a folder, and workers as processes."""

import asyncio
import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import httpx
from aiokafka import AIOKafkaConsumer, AIOKafkaProducer, ConsumerRecord

from infra.local.broker import Broker
from infra.local.log import Log
from infra.local.ports import free_port
from infra.local.processes import Processes
from shared.artifacts.folder import Folder
from shared.events import Event
from shared.events.envelope import Headers, body, headers
from shared.runtime import Stage
from tests.integration.toys import Counter, maker, viewer

ROOT = Path(__file__).parents[2]


async def until(condition: Callable[[], Awaitable[bool] | bool], seconds: float = 60, what: str = "") -> None:
    """Wait until it holds; a test that waits in vain says for what."""
    deadline = time.monotonic() + seconds
    while True:
        found = condition()
        if found if isinstance(found, bool) else await found:
            return
        if time.monotonic() > deadline:
            raise AssertionError(f"waited {seconds} s in vain {what}")
        await asyncio.sleep(0.05)


@dataclass
class Workshop:
    """A broker with the toys' topics, a store, and the workers that a test starts."""

    broker: Broker
    folder: Path
    store: Folder
    workers: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)
    ports: dict[str, int] = field(default_factory=dict)
    heartbeat: float = 0.5

    @property
    def counter(self) -> Counter:
        return Counter(self.folder / "counts")

    def start(self, service: str, name: str, **extra: str) -> subprocess.Popen[bytes]:
        """Start a worker; it may not be ready yet."""
        port = self.ports[name] = free_port()
        environment = os.environ | {
            "DUANJU_BROKER": self.broker.address,
            "DUANJU_STORE": str(self.folder / "store"),
            "DUANJU_WORKER": name,
            "DUANJU_PORT": str(port),
            "DUANJU_EMBEDDED": "1",
            "DUANJU_HEARTBEAT": str(self.heartbeat),
            "DUANJU_SCAN": "0.3",
            "TOY_COUNTS": str(self.folder / "counts"),
            **extra,
        }
        log = (self.folder / f"{name}.log").open("ab")
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.integration.toys", service], cwd=ROOT, env=environment, stdout=log, stderr=log
        )
        self.workers[name] = process
        return process

    async def ready(self, *names: str) -> None:
        for name in names:
            await until(partial(self._is_healthy, name), 60, f"for {name} to be healthy")

    def _is_healthy(self, name: str) -> bool:
        try:
            return httpx.get(f"http://127.0.0.1:{self.ports[name]}/health", timeout=2).status_code == 200
        except httpx.HTTPError:
            return False

    async def restart_broker(self) -> None:
        """Kill the broker and start an empty one at the same address."""
        pid = self.broker.pid
        assert pid
        os.kill(pid, signal.SIGKILL)
        await self.broker.ended()
        await self.broker.start()
        await self.broker.create_topics(topics(maker, viewer))

    def kill(self, name: str) -> None:
        self.workers[name].send_signal(signal.SIGKILL)
        self.workers[name].wait()

    def log(self, name: str) -> str:
        return (self.folder / f"{name}.log").read_text()

    async def publish(self, *events: Event, source: str = "test") -> None:
        records = [(e.topic(), e.key.encode(), body(e), headers(e, source, datetime.now(UTC))) for e in events]
        await self.send(*records)

    async def send(self, *records: tuple[str, bytes | None, bytes | None, Headers]) -> None:
        producer = AIOKafkaProducer(bootstrap_servers=self.broker.address, acks="all")
        await producer.start()
        try:
            await asyncio.gather(
                *[await producer.send(topic, value, key=key, headers=found) for topic, key, value, found in records]
            )
        finally:
            await producer.stop()

    async def read(self, topic: str, count: int, seconds: float = 60) -> list[ConsumerRecord[bytes, bytes]]:
        """The first ``count`` records of a topic; fewer if no more come in time."""
        consumer = AIOKafkaConsumer(
            topic, bootstrap_servers=self.broker.address, auto_offset_reset="earliest", fetch_max_wait_ms=10
        )
        await consumer.start()
        found: list[ConsumerRecord[bytes, bytes]] = []
        deadline = time.monotonic() + seconds
        try:
            while len(found) < count and time.monotonic() < deadline:
                for records in (await consumer.getmany(timeout_ms=200)).values():
                    found += records
        finally:
            await consumer.stop()
        return found


def topics(*stages: Stage) -> dict[str, int]:
    found = {event.topic(): 4 for stage in stages for event in (*stage.consumed, *stage.produced)}
    for stage in stages:
        found |= {stage.dead_letters(event): 1 for event in stage.consumed}
        found |= {f"{stage.name}.{name}.dlq": 1 for name in stage.work}
    return found | {"order.blocked.v1": 1}


@contextlib.asynccontextmanager
async def open_workshop(folder: Path) -> AsyncIterator[Workshop]:
    """A workshop in the folder; at the end every process of it is gone."""
    processes = Processes(Log(folder / "broker.log"))
    broker = Broker(processes, folder)
    await broker.start()
    await broker.create_topics(topics(maker, viewer))
    shop = Workshop(broker, folder, Folder(folder / "store"))
    try:
        yield shop
    finally:
        for process in shop.workers.values():
            with contextlib.suppress(ProcessLookupError):
                process.kill()
            process.wait()
        await broker.stop()
        await processes.close()
