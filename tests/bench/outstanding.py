"""A thousand jobs that run elsewhere, in one worker: what it holds and burns meanwhile, and whom a slow one delays."""

import asyncio
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil

from infra.local.broker import Broker
from infra.local.log import Log
from infra.local.processes import Processes
from infra.simulator import Running, Scenario, simulating
from shared.artifacts.folder import Folder
from shared.runtime.broker import BrokerSettings
from tests.bench.filming import FilmBought, FilmWanted, stage
from tests.integration.workshop import ROOT, Workshop, topics, until

_FILMS = int(os.environ.get("OUTSTANDING_FILMS", "1000"))
_WATCHED = 30.0
"""Seconds for which the worker is watched while all films are being made."""
_ASKED = 40
_ENDLESS = 100_000
_PATIENCE = 900.0

Figures = dict[str, dict[str, float]]


@dataclass
class Studio:
    """The worker's process, and what it works with."""

    shop: Workshop
    provider: Running
    process: psutil.Process

    async def want(self, fate: str, *names: str) -> None:
        wanted = [{"drama": fate, "film": name, "fate": fate, "sent": time.time()} for name in names]
        await self.shop.publish(*(FilmWanted.model_validate(each) for each in wanted))

    async def asked(self, name: str) -> dict[str, float]:
        """Milliseconds until a slot begins with an order that comes now."""
        names = [f"{name}{number}" for number in range(_ASKED)]
        for each in names:
            await self.want("asked", each)
            await asyncio.sleep(0.1)
        told = await self.shop.read(FilmBought.topic(), 10**6, seconds=10, drama="asked")
        bought = [FilmBought.model_validate_json(record.value or b"") for record in told]
        waited = sorted(1000 * each.waited for each in bought if each.film in names)
        assert len(waited) == _ASKED, f"{_ASKED - len(waited)} orders never got a slot"
        return {"p50 ms": statistics.median(waited), "most ms": waited[-1]}


def measure() -> Figures:
    with tempfile.TemporaryDirectory() as folder:
        return asyncio.run(_measure(Path(folder)))


async def _measure(folder: Path) -> Figures:
    async with _studio(folder) as studio:
        await studio.asked("first")  # until the worker has joined
        found: Figures = {"idle": await studio.asked("idle") | {"MB": _megabytes(studio.process)}}
        began = time.monotonic()
        await studio.want("bought", *(f"film{number}" for number in range(_FILMS)))
        charged: Callable[[], bool] = lambda: len(studio.provider.provider.books.charges) == _FILMS  # noqa: E731
        await until(charged, _PATIENCE, "for all films to be paid for")
        found["all are paid for"] = {"a second": _FILMS / (time.monotonic() - began)}
        found["all wait"] = await _watched(studio) | await studio.asked("waiting")
        await studio.want("slow", "slow")
        found["one is slow"] = await studio.asked("slowed") | {"MB": _megabytes(studio.process)}
        return found


async def _watched(studio: Studio) -> dict[str, float]:
    """What the worker burns and holds while nothing ends."""
    stats = studio.provider.provider.stats
    looks, before, began = stats.calls["video/jobs"].total(), _burnt(studio.process), time.monotonic()
    most = 0.0
    while time.monotonic() - began < _WATCHED:
        most = max(most, _megabytes(studio.process))
        await asyncio.sleep(0.5)
    seconds = time.monotonic() - began
    share = (_burnt(studio.process) - before) / seconds
    return {"cores": share, "MB": most, "looks a second": (stats.calls["video/jobs"].total() - looks) / seconds}


def _burnt(process: psutil.Process) -> float:
    times = process.cpu_times()
    return float(times.user + times.system)


def _megabytes(process: psutil.Process) -> float:
    return float(process.memory_info().rss) / 1e6


@asynccontextmanager
async def _studio(folder: Path) -> AsyncIterator[Studio]:
    """A broker, a provider whose films are never done, and a worker that has joined."""
    never = {"time_scale": 1, "jobs": {"queued": {"median": 0}, "processing": {"median": _ENDLESS, "spread": 0}}}
    processes = Processes(Log(folder / "broker.log"))
    broker = Broker(processes)
    await broker.start()
    try:
        await broker.create_topics(topics(stage))
        settings = BrokerSettings(broker=broker.address, embedded=True)
        shop = Workshop(folder, Folder(folder / "store"), settings, {})
        async with simulating(Scenario.model_validate(never)) as provider:
            worker = _worker(folder, broker.address, provider)
            try:
                await until(lambda: bool(list((folder / "store").glob("video/leases/workers/*"))), 60, "for a worker")
                yield Studio(shop, provider, psutil.Process(worker.pid))
            finally:
                worker.kill()
                worker.wait()
    finally:
        await broker.stop()
        await processes.close()


def _worker(folder: Path, broker: str, provider: Running) -> subprocess.Popen[bytes]:
    environment = {
        "DUANJU_BROKER": broker,
        "DUANJU_STORE": str(folder / "store"),
        "DUANJU_EMBEDDED": "1",
        "FILMING_URL": provider.url,
        "FILMING_KEY": provider.key,
    }
    with (folder / "worker.log").open("wb") as log:
        return subprocess.Popen(
            [sys.executable, "-m", "tests.bench.filming"],
            cwd=ROOT,
            env=os.environ | environment,
            stdout=log,
            stderr=log,
        )
