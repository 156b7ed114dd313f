"""The houses that a season can be made in: processes on this machine, or the production stack in containers."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import httpx

from infra.local.ports import free_port
from shared.artifacts import Artifacts
from tests.bought import deploy, environment, every_record, metrics, write_keys
from tests.chaos.season.commands import duanju
from tests.chaos.season.offers import HOUSES, catalogue
from tests.chaos.season.seller import DAY, Seller, beside, changing_keys, selling
from tests.cluster import Cluster
from tests.studio import Studio, running_studio


class House(Protocol):
    """A running studio: its store, and the folder that its command line works in."""

    @property
    def store(self) -> Artifacts: ...

    @property
    def desk(self) -> Path: ...

    def seen(self, name: str) -> str:
        """What a command calls a file of the desk."""

    async def duanju(self, *words: str) -> dict[str, Any]:
        """What a command answers to a script. Raises AssertionError when it does not succeed."""

    async def told(self, topic: str) -> int:
        """How many events are on the topic."""

    async def metrics(self) -> str:
        """What the gateway counted, at the least."""


@dataclass(frozen=True)
class Processes:
    """The embedded stack."""

    studio: Studio
    desk: Path

    @property
    def store(self) -> Artifacts:
        return self.studio.store

    def seen(self, name: str) -> str:
        return str(self.desk / name)

    async def duanju(self, *words: str) -> dict[str, Any]:
        return await duanju(self.desk / "state", *words)

    async def told(self, topic: str) -> int:
        return len(await every_record(self.studio, topic))

    async def metrics(self) -> str:
        return await metrics(self.studio)


@dataclass(frozen=True)
class Containers:
    """The production stack."""

    cluster: Cluster
    store: Artifacts

    @property
    def desk(self) -> Path:
        return self.cluster.desk_folder

    def seen(self, name: str) -> str:
        return name

    async def duanju(self, *words: str) -> dict[str, Any]:
        told = await asyncio.to_thread(self.cluster.compose, "run", "--rm", "--no-TTY", "desk", *words, "--json")
        answer: dict[str, Any] = json.loads(told)
        return answer

    async def told(self, topic: str) -> int:
        return len(await self.cluster.read(topic))

    async def metrics(self) -> str:
        port = self.cluster.variables["DUANJU_PORT_GATEWAY"]
        async with httpx.AsyncClient(trust_env=False) as http:
            return (await http.get(f"http://127.0.0.1:{port}/metrics")).text


@asynccontextmanager
async def processes(folder: Path) -> AsyncIterator[tuple[House, Seller]]:
    """The embedded stack and its seller, whose keys are changed before they end."""
    async with selling(folder) as seller:
        port, keys = free_port(), write_keys(folder, seller.key, HOUSES)
        signers = {"DUANJU_WEBHOOK_SIGNERS": signing(seller)}
        settings = environment(folder, catalogue(seller.url), keys, port) | signers
        async with (
            running_studio(folder / "state", environment=settings, fixed_ports={"gateway": port}) as studio,
            changing_keys(seller, lambda key: write_keys(folder, key, HOUSES)),
        ):
            yield Processes(studio, folder), seller


@asynccontextmanager
async def containers(folder: Path) -> AsyncIterator[tuple[House, Seller]]:
    """The production stack and the simulator of its own profile, likewise."""
    with Cluster(folder) as cluster:
        cluster.compose("build", "topics")
        async with beside(cluster, DAY) as seller:
            deploy(cluster, catalogue(seller.url), seller.key, HOUSES)
            cluster.write(DUANJU_WEBHOOK_SIGNERS=signing(seller))
            cluster.up()
            async with changing_keys(seller, lambda key: write_keys(cluster.keys_folder, key, HOUSES)):
                yield Containers(cluster, cluster.store), seller


def signing(seller: Seller) -> str:
    return ",".join(f"{name}={seller.secret}" for name in HOUSES)
