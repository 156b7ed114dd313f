"""The whole embedded studio for a test: real broker, real store, every service a process."""

import asyncio
import contextlib
import os
import sys
import time
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from aiokafka import AIOKafkaProducer

from infra.local.stack import Stack, module
from infra.local.weights import ensure
from infra.topics import all_topics
from shared.artifacts import Artifacts, StoreUnavailable
from shared.artifacts.folder import Folder
from shared.artifacts.manifest import Manifest
from shared.events import DramaRequested, Event, Request
from shared.events.envelope import body, headers
from shared.planning import Decisions, DramaProgress, read_progress

WEIGHTS = Path(__file__).parents[1] / ".cache" / "weights"


def tiny(title: str = "红包", **changes: Any) -> Request:
    """The smallest drama that has everything: one episode of 20 seconds, two characters."""
    fields: dict[str, Any] = {
        "title": title,
        "premise": "林小满在除夕夜发现奶奶藏了三十年的红包。",
        "episode_seconds": 20,
        "characters": [
            {"name": "林小满", "role": "protagonist", "look": "24岁，马尾", "outfit": "红色羽绒服"},
            {"name": "王桂英", "role": "奶奶", "look": "70岁，白发", "outfit": "蓝色棉袄"},
        ],
    }
    return Request.model_validate(fields | changes)


@dataclass
class Studio:
    """A running studio and what a test asks of it."""

    stack: Stack
    store: Folder
    decisions: Decisions = field(init=False)

    def __post_init__(self) -> None:
        self.decisions = Decisions(self.store)

    async def publish(self, *events: Event) -> None:
        records = [(e.topic(), body(e), e.key.encode(), headers(e, "test", datetime.now(UTC))) for e in events]
        await self.send(*records)

    async def send(self, *records: tuple[str, bytes, bytes, list[tuple[str, bytes]]]) -> None:
        producer = AIOKafkaProducer(bootstrap_servers=self.stack.address, acks="all")
        await producer.start()
        try:
            for topic, value, key, found in records:
                await producer.send_and_wait(topic, value, key=key, headers=found)
        finally:
            await producer.stop()

    async def request(self, drama: str, request: Request) -> None:
        await self.publish(DramaRequested(drama=drama, request=request))

    async def progress(self, drama: str) -> DramaProgress | None:
        return await read_progress(self.store, self.decisions, drama)

    async def finished(self, drama: str, seconds: float = 600) -> Manifest:
        """The drama's manifest, once it is done."""
        return await finished(self.store, drama, seconds)


async def finished(store: Artifacts, drama: str, seconds: float = 600) -> Manifest:
    """The drama's manifest, once it is done; a store that is away for a moment is asked again."""
    decisions = Decisions(store)
    deadline = time.monotonic() + seconds
    progress = None
    while time.monotonic() < deadline:
        with contextlib.suppress(StoreUnavailable):
            progress = await read_progress(store, decisions, drama)
        if progress and progress.manifest:
            return progress.manifest
        if progress and progress.state == "blocked":
            raise AssertionError(f"{drama} is blocked: {progress.reason}")
        await asyncio.sleep(0.2)
    raise AssertionError(f"{drama} is not done after {seconds} s: {progress}")


@contextlib.asynccontextmanager
async def running_studio(
    folder: Path,
    *,
    replicas: Mapping[str, int] | None = None,
    command: Callable[[str], Sequence[str]] = module,
    environment: Mapping[str, str] | None = None,
    heartbeat: float = 2.0,
    fixed_ports: Mapping[str, int] | None = None,
) -> AsyncIterator[Studio]:
    """A studio in ``folder`` that keeps itself alive until the test ends."""
    ensure(WEIGHTS)
    old = {name: os.environ.get(name) for name in environment or {}}
    os.environ.update(environment or {})
    try:
        stack = Stack(
            folder,
            all_topics(),
            replicas=replicas,
            heartbeat=heartbeat,
            weights=WEIGHTS,
            command=command,
            fixed_ports=fixed_ports,
        )
        async with stack:
            keeper = asyncio.create_task(stack.run())
            try:
                yield Studio(stack, Folder(folder / "store"))
            finally:
                keeper.cancel()
                await asyncio.gather(keeper, return_exceptions=True)
    finally:
        for name, value in old.items():
            os.environ.pop(name, None) if value is None else os.environ.update({name: value})


def mortal(service: str) -> Sequence[str]:
    """The command of a service that may be killed by its own hand; see ``tests.chaos.mortal``."""
    return (sys.executable, "-m", "tests.chaos.mortal", service)
