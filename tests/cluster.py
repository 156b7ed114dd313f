"""The production stack for a test: a compose project of its own, on ports of its own."""

import asyncio
import json
import os
import secrets
import signal
import subprocess
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Self

from aiokafka import AIOKafkaConsumer, AIOKafkaProducer, ConsumerRecord

from infra.compose.engine import Engine
from infra.compose.environment import filled, variables
from infra.local.ports import free_port
from infra.topics import STAGES
from shared.artifacts.s3 import S3, Bucket
from shared.artifacts.settings import StoreSettings
from shared.events import Event
from shared.events.envelope import body, headers
from shared.runtime.broker import BrokerSettings
from tests.containers import need_engine

ROOT = Path(__file__).parents[1]


@dataclass
class Cluster:
    """A compose project with images of its own; leaving it removes everything of it but what builds them quickly."""

    folder: Path
    overrides: tuple[Path, ...] = ()
    environment: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.project = f"duanju-test-{secrets.token_hex(3)}"
        settings = variables(filled((ROOT / ".env.example").read_text(encoding="utf-8")))
        ports = {name: str(free_port()) for name in settings if name.startswith("DUANJU_PORT_")}
        self.variables = settings | ports | {"DUANJU_DESK": str(self.folder / "desk"), "DUANJU_VERSION": self.project}
        self._env = self.folder / "cluster.env"
        self._env.write_text("".join(f"{name}={value}\n" for name, value in self.variables.items()))

    def __enter__(self) -> Self:
        need_engine()
        Engine(self._env).build()
        return self

    def __exit__(self, *_: object) -> None:
        self.compose("--profile", "*", "down", "--volumes", "--timeout", "5")
        images = [f"duanju/{name}:{self.project}" for name in (*(stage.name for stage in STAGES), "desk")]
        subprocess.run(["docker", "image", "rm", *images], capture_output=True, check=False)

    def compose(self, *arguments: str) -> str:
        """Run a command of compose; what it printed. Raises AssertionError with its own words when it fails."""
        files = [f"--file={path}" for path in (ROOT / "docker-compose.yml", *self.overrides)]
        command = ["docker", "compose", f"--project-name={self.project}", f"--env-file={self._env}", *files, *arguments]
        inherited = {name: value for name, value in os.environ.items() if not name.startswith("DUANJU_")}
        environment = inherited | dict(self.environment)
        done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, f"{' '.join(arguments)}: {done.stderr[-3000:]}"
        return done.stdout

    def up(self, *services: str, **scales: int) -> None:
        """Start these services (all of them if none is named) with what they need, and wait until they are healthy."""
        scaled = [f"--scale={service}={number}" for service, number in scales.items()]
        self.compose("up", "--detach", "--wait", "--wait-timeout=180", "--quiet-pull", *scaled, *services)

    def containers(self, service: str) -> list[str]:
        return self.compose("ps", "--quiet", service).split()

    def kill(self, container: str) -> None:
        """``kill -9`` its processes from outside, so that the engine starts it again as it does after a crash."""
        inspected = subprocess.run(
            ["docker", "inspect", "--format={{.State.Pid}}", container], capture_output=True, text=True, check=True
        )
        os.kill(int(inspected.stdout), signal.SIGKILL)

    def said(self, service: str) -> list[Any]:
        """The JSON objects that the containers of a service printed, one a line."""
        lines = self.compose("logs", "--no-log-prefix", service).splitlines()
        return [json.loads(line) for line in lines if line.startswith("{")]

    # --- from this machine, with every right

    @property
    def broker(self) -> BrokerSettings:
        return BrokerSettings(
            broker=f"127.0.0.1:{self.variables['DUANJU_PORT_KAFKA']}",
            broker_user="admin",
            broker_password=self.variables["DUANJU_BROKER_ADMIN_PASSWORD"],
            broker_mechanism="PLAIN",
        )

    @property
    def store(self) -> S3:
        return S3(
            Bucket.of(
                StoreSettings(
                    store="s3://duanju",
                    store_endpoint=f"http://127.0.0.1:{self.variables['DUANJU_PORT_MINIO']}",
                    store_access_key=self.variables["DUANJU_STORE_ADMIN_KEY"],
                    store_secret_key=self.variables["DUANJU_STORE_ADMIN_SECRET"],
                )
            )
        )

    async def publish(self, events: Iterable[Event]) -> None:
        producer = AIOKafkaProducer(bootstrap_servers=self.broker.broker, acks="all", **self.broker.way)
        await producer.start()
        try:
            now = datetime.now(UTC)
            sent = [
                await producer.send(e.topic(), body(e), key=e.key.encode(), headers=headers(e, "test", now))
                for e in events
            ]
            await asyncio.gather(*sent)
        finally:
            await producer.stop()

    async def read(self, *topics: str) -> list[ConsumerRecord[bytes, bytes]]:
        """Everything that is in the topics now."""
        consumer = AIOKafkaConsumer(
            *topics, bootstrap_servers=self.broker.broker, auto_offset_reset="earliest", **self.broker.way
        )
        await consumer.start()
        try:
            places = consumer.assignment()
            ends = await consumer.end_offsets(places)
            found: list[ConsumerRecord[bytes, bytes]] = []
            while len(found) < sum(ends.values()):
                for records in (await consumer.getmany(timeout_ms=1000)).values():
                    found += records
        finally:
            await consumer.stop()
        return found
