"""The supervisor of the embedded stack: a broker and every service, each a process of its own, kept alive together."""

import asyncio
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import AsyncExitStack, suppress
from pathlib import Path
from types import TracebackType
from typing import Self

from infra.local.broker import Broker
from infra.local.log import Echo, Log
from infra.local.processes import Processes
from infra.local.replica import Patience, Program, Replica
from infra.local.state import Running, StateFolder, born
from shared.artifacts import StoreError
from shared.artifacts.folder import Folder
from shared.runtime.errors import Misconfigured, Transient

SERVICES = ("script", "character", "audio", "video", "compositor", "showrunner", "gateway")
ROOT = Path(__file__).parents[2]
NAME = "stack"
_BROKER_TRIES = 5

Topics = Mapping[str, int]
Changed = Callable[[Mapping[str, bool]], None]
"""Called with every part of the stack and whether it is ready, whenever that changes."""


FILES = ("DUANJU_CATALOGUE", "DUANJU_PRICES", "DUANJU_RULES", "DUANJU_KEYS")
"""Variables that name files of the deployment."""


def from_here(environment: Mapping[str, str]) -> dict[str, str]:
    """The files that are named from where we stand, as services find them that run in another folder."""
    return {name: str(Path(environment[name]).absolute()) for name in FILES if environment.get(name)}


def module(service: str) -> Sequence[str]:
    """The command that runs a service."""
    return (sys.executable, "-m", f"services.{service}.main")


class Stack:
    """The embedded stack in a folder, used as ``async with Stack(…) as stack: await stack.run()``.

    Entering it returns when every worker is healthy; leaving it, in whatever way, ends every process. ``topics`` maps
    each topic to its partitions, ``replicas`` a service to its number of workers (1 where it is not named),
    ``heartbeat`` is in seconds. ``fixed_ports`` gives the first worker of a service its HTTP port for all its lives;
    all others find free ones. Enter it on the main thread.

    Raises Misconfigured when another stack runs in the folder or a service cannot start, with its last lines.
    """

    def __init__(
        self,
        folder: Path,
        topics: Topics,
        *,
        services: Sequence[str] = SERVICES,
        replicas: Mapping[str, int] | None = None,
        command: Callable[[str], Sequence[str]] = module,
        heartbeat: float = 5.0,
        weights: Path | None = None,
        patience: Patience | None = None,
        changed: Changed | None = None,
        echo: Echo | None = None,
        fixed_ports: Mapping[str, int] | None = None,
    ) -> None:
        self.state = StateFolder(folder)
        self._topics, self._services, self._replicas = topics, services, replicas or {}
        self._command, self._heartbeat = command, heartbeat
        self._weights = weights or Path(os.environ.get("DUANJU_WEIGHTS") or ROOT / ".cache" / "weights")
        self._patience, self._changed, self._echo = patience or Patience(), changed, echo
        self._fixed_ports = fixed_ports or {}
        self._ready = False
        self._tasks: list[asyncio.Task[None]] = []

    @property
    def address(self) -> str:
        """The broker's address."""
        return self._broker.address

    @property
    def ports(self) -> dict[str, int]:
        """Each worker's HTTP port."""
        return {replica.name: replica.port for replica in self._workers}

    @property
    def pids(self) -> dict[str, int]:
        """Each worker's process, and the broker's."""
        found = {replica.name: replica.child.pid for replica in self._workers if replica.child}
        return found | ({"broker": self._broker.pid} if self._broker.pid else {})

    async def __aenter__(self) -> Self:
        async with AsyncExitStack() as exits:
            await self._start(exits)
            self._exits = exits.pop_all()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._exits.aclose()

    async def run(self) -> None:
        """Keep everything alive for ever. Raises Misconfigured when a service cannot be kept alive."""
        ended, _ = await asyncio.wait(self._tasks, return_when=asyncio.FIRST_COMPLETED)
        for task in ended:
            task.result()

    # --- start

    async def _start(self, exits: AsyncExitStack) -> None:
        """Start everything; ``exits`` takes, step by step, what has to be undone in the opposite order."""
        self.state.take()
        exits.callback(self.state.give_back)
        self.log = Log(self.state.log, self._echo)
        exits.callback(self.log.close)
        self._store = Folder(self.state.store)
        await self._forget_the_dead()
        self.state.empty_scratch()
        self._processes = Processes(self.log)
        exits.push_async_callback(self._processes.close)
        self._broker = Broker(self._processes)
        exits.push_async_callback(self._broker.stop)
        self._workers = [self._replica(service, n) for service in self._services for n in self._numbers(service)]
        self._tell()
        await self._broker.start()
        await self._broker.create_topics(self._topics)
        exits.push_async_callback(self._stop_workers)
        self._tasks = [asyncio.create_task(self._keep_broker())]
        self._tasks += [asyncio.create_task(worker.keep()) for worker in self._workers]
        await self._until_ready()
        self._ready = True
        self._tell()
        self.log.line(NAME, f"ready: broker {self.address}, " + ", ".join(f"{n} :{p}" for n, p in self.ports.items()))

    async def _until_ready(self) -> None:
        """Wait for every worker's health, or for the first failure, which is raised."""
        all_ready = asyncio.create_task(self._all_ready())
        try:
            await asyncio.wait([all_ready, *self._tasks], return_when=asyncio.FIRST_COMPLETED)
        finally:
            all_ready.cancel()
        for task in self._tasks:
            if task.done():
                task.result()

    async def _all_ready(self) -> None:
        for worker in self._workers:
            await worker.ready.wait()

    async def _forget_the_dead(self) -> None:
        """Remove the heartbeats of workers of an earlier stack: the folder is ours, so none of them lives."""
        for service in self._services:
            for heart in await self._store.listing(f"{service}/leases/workers"):
                await self._store.delete(heart.key)

    def _numbers(self, service: str) -> range:
        return range(1, self._replicas.get(service, 1) + 1)

    def _replica(self, service: str, number: int) -> Replica:
        port = self._fixed_ports.get(service, 0) if number == 1 else 0
        program = Program(service, number, self._command(service), self._environment, ROOT, port)
        return Replica(program, self._processes, self._bury, self._tell, self._patience)

    def _environment(self, worker: str, port: int) -> dict[str, str]:
        return {
            **os.environ,
            **from_here(os.environ),
            "PYTHONUNBUFFERED": "1",
            "DUANJU_BROKER": self.address,
            "DUANJU_STORE": str(self.state.store),
            "DUANJU_SCRATCH": str(self.state.scratch),
            "DUANJU_WEIGHTS": str(self._weights.absolute()),
            "DUANJU_WORKER": worker,
            "DUANJU_PORT": str(port),
            "DUANJU_HEARTBEAT": str(self._heartbeat),
            "DUANJU_EMBEDDED": "1",
        }

    # --- while it runs

    async def _bury(self, service: str, worker: str) -> None:
        """Delete a dead worker's heartbeat, so that others take over its leases at once and not when it is stale."""
        try:
            await self._store.delete(f"{service}/leases/workers/{worker}")
        except StoreError as error:
            self.log.line(NAME, f"the heartbeat of {worker} stays until it is stale: {error}")

    async def _keep_broker(self) -> None:
        """Start the broker again, on the same port and with its topics, whenever it dies."""
        while True:
            await self._broker.ended()
            self.log.line(NAME, "the broker died; it is started again with its topics")
            await self._restart_broker()

    async def _restart_broker(self) -> None:
        for attempt in range(1, _BROKER_TRIES + 1):
            try:
                await self._broker.start()
                await self._broker.create_topics(self._topics)
                self.log.line(NAME, "the broker is usable again")
                return
            except Transient as error:
                self.log.line(NAME, f"attempt {attempt}: {error}")
                failure = error
                await self._broker.stop()
                await asyncio.sleep(min(self._patience.backoff * 2**attempt, self._patience.longest_backoff))
        raise Misconfigured(f"the broker cannot be started again: {failure}")

    def _tell(self) -> None:
        if self._ready:
            with suppress(OSError):  # a full disk must not end the studio
                self.state.write(Running(os.getpid(), born(), self.address, self.ports))
        if self._changed:
            self._changed(
                {"broker": self._broker.running} | {worker.name: worker.ready.is_set() for worker in self._workers}
            )

    async def _stop_workers(self) -> None:
        """End the services, gently first; they are not started again."""
        self._ready = False
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        children = [worker.child for worker in self._workers if worker.child and worker.child.running]
        await self._processes.stop(children, self._patience.stop)
