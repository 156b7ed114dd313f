"""A studio's folder, and a broker, for the tests of the desk."""

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest

from infra.local.broker import Broker
from infra.local.log import Log
from infra.local.processes import Processes
from infra.local.state import StateFolder
from shared.artifacts.folder import Folder
from shared.events import CastCommissioned, DramaRequested
from shared.providers.in_use import InUse


@pytest.fixture
def state(tmp_path: Path) -> Path:
    return tmp_path / "state"


@pytest.fixture
def store(state: Path) -> Folder:
    return Folder(StateFolder(state).store)


@pytest.fixture
def broker(state: Path, tmp_path: Path) -> Iterator[str]:
    """A broker's address; its process lives in a loop of its own, driven by the fixture alone."""
    loop = asyncio.new_event_loop()
    processes = Processes(Log(tmp_path / "broker.log"))
    broker = Broker(processes)
    loop.run_until_complete(broker.start())
    loop.run_until_complete(broker.create_topics({DramaRequested.topic(): 2, CastCommissioned.topic(): 1}))
    yield broker.address
    loop.run_until_complete(broker.stop())
    loop.run_until_complete(processes.close())
    loop.close()


@pytest.fixture
def no_manifests(monkeypatch: pytest.MonkeyPatch) -> None:
    """The masters of a test name nothing that a manifest could be gathered from: any record stands for it."""

    async def gathered(*_facts: object) -> InUse:
        return InUse()

    monkeypatch.setattr("services.showrunner.production.assemble", gathered)
