"""The production stack for a test: a compose project of its own, on ports of its own."""

import asyncio
import json
import os
import secrets
import subprocess
import sys
import time
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Self

import httpx
from aiokafka import AIOKafkaConsumer, AIOKafkaProducer, ConsumerRecord

from infra.compose.environment import filled, variables
from infra.compose.folders import for_providers, for_the_desk
from infra.local.ports import free_port
from infra.topics import STAGES
from shared.artifacts.s3 import S3, Bucket
from shared.artifacts.settings import StoreSettings
from shared.events import Event
from shared.events.envelope import body, headers
from shared.runtime.broker import BrokerSettings
from tests.containers import need_engine

ROOT = Path(__file__).parents[1]
SERVICES = tuple(stage.name for stage in STAGES)


class Cluster:
    """A compose project with images, ports, passwords and a desk of its own.

    ``overrides`` are further compose files, ``environment`` what they ask for. Leaving it removes everything of it but
    the layers that make the next one's images quickly.
    """

    def __init__(
        self, folder: Path, overrides: Sequence[Path] = (), environment: Mapping[str, str] | None = None
    ) -> None:
        self.project = f"duanju-test-{secrets.token_hex(3)}"
        self.desk_folder, self._env = folder / "desk", folder / ".env"
        self.offers_folder, self.keys_folder = folder / "providers" / "offers", folder / "providers" / "keys"
        self._overrides, self._environment = overrides, environment or {}
        folder.chmod(0o755)
        for_the_desk(self.desk_folder)
        for providers in (self.offers_folder, self.keys_folder):
            for_providers(providers)
        self.variables = variables(filled((ROOT / ".env.example").read_text(encoding="utf-8")))
        ports = {name: str(free_port()) for name in self.variables if name.startswith("DUANJU_PORT_")}
        nobody = f"{os.getuid() or 10001}:{os.getgid() or 10001}"
        folders = {"DUANJU_DESK": str(self.desk_folder), "DUANJU_PROVIDERS": str(folder / "providers")}
        self.write(**ports, **folders, DUANJU_DESK_USER=nobody, DUANJU_VERSION=self.project)

    def write(self, **settings: str) -> None:
        """Settings in its ``.env``, whatever that says of them so far."""
        self.variables |= settings
        self._env.write_text("".join(f"{name}={value}\n" for name, value in self.variables.items()))

    def __enter__(self) -> Self:
        need_engine("NOT TESTED in containers: no Docker engine answers here")
        return self

    def __exit__(self, *_: object) -> None:
        self.compose("--profile", "*", "down", "--volumes", "--timeout", "5")
        self._run("docker", "image", "rm", *(f"duanju/{name}:{self.project}" for name in (*SERVICES, "desk")))

    def make(self, command: str) -> "subprocess.CompletedProcess[str]":
        """What ``make up STACK=compose`` runs, or ``down``."""
        return self._run(
            sys.executable, "-m", "infra.compose", f"--env={self._env}", f"--project={self.project}", command
        )

    def compose(self, *arguments: str) -> str:
        """Run a command of compose; what it printed. Raises AssertionError with its own words when it fails."""
        files = [f"--file={path}" for path in (ROOT / "docker-compose.yml", *self._overrides)]
        done = self._run(
            "docker", "compose", f"--project-name={self.project}", f"--env-file={self._env}", *files, *arguments
        )
        assert done.returncode == 0, f"{' '.join(arguments)}: {done.stderr[-3000:]}"
        return done.stdout

    def desk(self, *words: str) -> list[dict[str, Any]]:
        """What a command of the desk answers to a script."""
        return [json.loads(line) for line in self.compose("run", "--rm", "--no-TTY", "desk", *words).splitlines()]

    def get(self, service: str, path: str) -> Any:
        """What it answers on its port."""
        url = f"http://127.0.0.1:{self.variables[f'DUANJU_PORT_{service.upper()}']}{path}"
        return httpx.get(url, timeout=10, trust_env=False).json()

    def _run(self, *command: str) -> "subprocess.CompletedProcess[str]":
        inherited = {name: value for name, value in os.environ.items() if not name.startswith("DUANJU_")}
        environment = inherited | dict(self._environment)
        return subprocess.run(
            command, cwd=ROOT, env=environment, check=False, capture_output=True, text=True, timeout=600
        )

    # --- its containers

    def up(self, *services: str, **scales: int) -> None:
        """Start these services (all of them if none is named) with what they need, and wait until they are healthy.

        Images are built anew from what is changed.
        """
        scaled = [f"--scale={service}={number}" for service, number in scales.items()]
        self.compose("up", "--build", "--detach", "--wait", "--wait-timeout=180", "--quiet-pull", *scaled, *services)

    def containers(self, service: str) -> list[str]:
        return self.compose("ps", "--quiet", service).split()

    def kill(self, container: str) -> None:
        """``kill -9`` of everything in it; the engine starts it again, as it does after a crash."""
        before = self._restarts(container)
        self._run("docker", "exec", container, "sh", "-c", "kill -9 -1")
        for _ in range(300):
            if self._restarts(container) > before:
                return
            time.sleep(0.1)
        raise AssertionError(f"{container} was not killed, or not started again")

    def _restarts(self, container: str) -> int:
        return int(self._run("docker", "inspect", "--format={{.RestartCount}}", container).stdout)

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
