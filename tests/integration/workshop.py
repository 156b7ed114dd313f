"""A broker, a store, and workers as processes: the embedded parts, or Kafka and MinIO."""

import asyncio
import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
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
from shared.artifacts import Artifacts
from shared.artifacts.folder import Folder
from shared.events import Event
from shared.events.envelope import Headers, body, headers
from shared.runtime import Stage
from shared.runtime.broker import BrokerSettings
from tests.integration.toys import Counter, maker, seller, viewer

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
    """A broker with the toys' topics, a store, and the workers that a test starts. ``parts`` tell workers of both."""

    folder: Path
    store: Artifacts
    broker: BrokerSettings
    parts: Mapping[str, str]
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
            **self.parts,
            "DUANJU_WORKER": name,
            "DUANJU_PORT": str(port),
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
            await until(partial(self.is_healthy, name), 60, f"for {name} to be healthy")

    def is_healthy(self, name: str) -> bool:
        try:
            return httpx.get(f"http://127.0.0.1:{self.ports[name]}/health", timeout=2).status_code == 200
        except httpx.HTTPError:
            return False

    def kill(self, name: str) -> None:
        self.workers[name].send_signal(signal.SIGKILL)
        self.workers[name].wait()

    async def stop(self, name: str) -> None:
        """Let the worker end in order."""
        self.workers[name].terminate()
        await asyncio.to_thread(self.workers[name].wait, 60)

    def log(self, name: str) -> str:
        return (self.folder / f"{name}.log").read_text()

    async def publish(self, *events: Event, source: str = "test") -> None:
        records = [(e.topic(), e.key.encode(), body(e), headers(e, source, datetime.now(UTC))) for e in events]
        await self.send(*records)

    async def send(self, *records: tuple[str, bytes | None, bytes | None, Headers]) -> None:
        producer = AIOKafkaProducer(bootstrap_servers=self.broker.broker, acks="all", **self.broker.way)
        await producer.start()
        try:
            await asyncio.gather(
                *[await producer.send(topic, value, key=key, headers=found) for topic, key, value, found in records]
            )
        finally:
            await producer.stop()

    async def read(
        self, topic: str, count: int, seconds: float = 60, drama: str | None = None
    ) -> list[ConsumerRecord[bytes, bytes]]:
        """The first ``count`` records of a topic, or of one drama in it; fewer if no more come in time."""
        consumer = AIOKafkaConsumer(
            topic,
            bootstrap_servers=self.broker.broker,
            auto_offset_reset="earliest",
            fetch_max_wait_ms=10,
            **self.broker.way,
        )
        await consumer.start()
        found: list[ConsumerRecord[bytes, bytes]] = []
        deadline = time.monotonic() + seconds
        try:
            while len(found) < count and time.monotonic() < deadline:
                for records in (await consumer.getmany(timeout_ms=200)).values():
                    found += [each for each in records if drama is None or each.key == drama.encode()]
        finally:
            await consumer.stop()
        return found

    def end(self) -> None:
        """Kill every worker that still runs."""
        for process in self.workers.values():
            with contextlib.suppress(ProcessLookupError):
                process.kill()
            process.wait()


@dataclass
class EmbeddedWorkshop(Workshop):
    """On the embedded broker and a folder."""

    process: Broker = field(kw_only=True)

    async def restart_broker(self) -> None:
        """Kill the broker and start an empty one at the same address."""
        pid = self.process.pid
        assert pid
        os.kill(pid, signal.SIGKILL)
        await self.process.ended()
        await self.process.start()
        await self.process.create_topics(topics(maker, viewer, seller))


def topics(*stages: Stage) -> dict[str, int]:
    found = {topic for stage in stages for topic in (*stage.reads, *stage.writes)}
    return {topic: 1 if topic.endswith(".dlq") else 4 for topic in found}


@contextlib.asynccontextmanager
async def open_workshop(folder: Path) -> AsyncIterator[EmbeddedWorkshop]:
    """A workshop in the folder; at the end every process of it is gone."""
    processes = Processes(Log(folder / "broker.log"))
    broker = Broker(processes)
    await broker.start()
    await broker.create_topics(topics(maker, viewer, seller))
    parts = {"DUANJU_BROKER": broker.address, "DUANJU_STORE": str(folder / "store"), "DUANJU_EMBEDDED": "1"}
    settings = BrokerSettings(broker=broker.address, embedded=True)
    shop = EmbeddedWorkshop(folder, Folder(folder / "store"), settings, parts, process=broker)
    try:
        yield shop
    finally:
        shop.end()
        await broker.stop()
        await processes.close()
