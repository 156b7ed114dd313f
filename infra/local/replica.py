"""One worker of a service, kept alive: started, watched until healthy, started again when it dies."""

import asyncio
import secrets
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import httpx

from infra.local.log import Log
from infra.local.ports import LOOPBACK, free_port
from infra.local.processes import Child, Processes
from shared.runtime.errors import Misconfigured

_HEALTH_POLL = 0.2


@dataclass(frozen=True)
class Patience:
    """How long, in seconds, and how often. A life shorter than ``quick`` counts as a quick death."""

    ready: float = 120.0
    quick: float = 20.0
    quick_deaths: int = 5
    backoff: float = 0.5
    longest_backoff: float = 10.0
    stop: float = 20.0


@dataclass(frozen=True)
class Program:
    """What to start for a worker; ``command`` and ``env`` are asked anew for each of its lives.

    ``port`` is its HTTP port, 0 for a free one in each life.
    """

    service: str
    number: int
    command: Sequence[str]
    env: Callable[[str, int], Mapping[str, str]]
    cwd: Path
    port: int = 0

    @property
    def name(self) -> str:
        return self.service if self.number == 1 else f"{self.service}-{self.number}"


Buried = Callable[[str, str], Awaitable[None]]
"""Called with service and worker when a worker has died, before the next one is started."""


class Replica:
    """A worker of a service. ``changed`` is called whenever it becomes ready or is no longer."""

    def __init__(
        self, program: Program, processes: Processes, buried: Buried, changed: Callable[[], None], patience: Patience
    ) -> None:
        self.name = program.name
        self.child: Child | None = None
        self.port = 0
        self.ready = asyncio.Event()
        self._program, self._processes, self._patience = program, processes, patience
        self._buried, self._changed = buried, changed

    @property
    def _log(self) -> Log:
        return self._processes.log

    async def keep(self) -> None:
        """Keep the worker alive for ever.

        Raises Misconfigured when its first life ends before it was healthy, or when it dies too quickly too often.
        """
        deaths, lived_once = 0, False
        while True:
            began = time.monotonic()
            how = await self._live()
            lived = time.monotonic() - began
            lived_once = lived_once or self.ready.is_set()
            self.ready.clear()
            self._changed()
            deaths = deaths + 1 if lived < self._patience.quick else 1
            if not lived_once:
                raise Misconfigured(f"{self.name} {how} before it was ready{self._last_words()}")
            if deaths > self._patience.quick_deaths:
                raise Misconfigured(f"{self.name} died {deaths} times in quick succession{self._last_words()}")
            pause = min(self._patience.backoff * 2 ** (deaths - 1), self._patience.longest_backoff)
            self._log.line("stack", f"{self.name} {how}; it is started again in {pause:g} s")
            await asyncio.sleep(pause)

    async def _live(self) -> str:
        """One life of the worker, from start to burial; returns how it ended."""
        self.port = self._program.port or free_port()
        worker = f"{self._program.service}-{self._program.number}-{secrets.token_hex(3)}"
        env = self._program.env(worker, self.port)
        self.child = child = await self._processes.start(self.name, self._program.command, env, self._program.cwd)
        health = asyncio.create_task(self._until_healthy(child))
        try:
            code = await self._processes.ended(child)
        finally:
            health.cancel()
        await self._buried(self._program.service, worker)
        return f"ended with exit code {code}" if code >= 0 else f"was killed by signal {-code}"

    async def _until_healthy(self, child: Child) -> None:
        """Set ``ready`` at the first good answer; a worker that gives none for too long is killed."""
        deadline = time.monotonic() + self._patience.ready
        async with httpx.AsyncClient(trust_env=False, timeout=5) as client:
            while time.monotonic() < deadline:
                with suppress(httpx.HTTPError):
                    if (await client.get(f"http://{LOOPBACK}:{self.port}/health")).status_code == httpx.codes.OK:
                        self.ready.set()
                        self._changed()
                        return
                await asyncio.sleep(_HEALTH_POLL)
        self._log.line(self.name, f"was not healthy after {self._patience.ready:g} s and is killed")
        child.kill()

    def _last_words(self) -> str:
        tail = self._log.tail(self.name)
        said = "; its last lines:\n" + "\n".join(f"    {line}" for line in tail) if tail else "; it said nothing"
        return f"{said}\n(all lines: {self._log.path})"
