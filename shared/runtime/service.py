"""The service factory: a stage, its settings and its ports become a process."""

import asyncio
import contextlib
import json
import logging
import sys
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from typing import Any, TypeVar, cast

from faststream.asgi import AsgiFastStream, AsgiResponse, get
from faststream.kafka import KafkaBroker
from prometheus_client import make_asgi_app

from shared.artifacts import Artifacts, StoreError, StoreUnavailable
from shared.artifacts.opening import open_store
from shared.runtime import logs
from shared.runtime.broker import reach, reading, told
from shared.runtime.children import Children
from shared.runtime.contact import Contact
from shared.runtime.errors import WorkError
from shared.runtime.intake import Intake
from shared.runtime.jobs import JobTable
from shared.runtime.leases import Leases
from shared.runtime.once import Once
from shared.runtime.outbox import Outbox
from shared.runtime.process import live
from shared.runtime.routes import App, below
from shared.runtime.settings import Settings, from_environment
from shared.runtime.slots import Slots, Tell, tell_nothing
from shared.runtime.stage import Stage
from shared.telemetry.traces import tracing

log = logging.getLogger(__name__)

_TIDY_EVERY = 15
"""Scans between two looks for what dead workers left."""
_GRACE = 8.0
"""Seconds that running work gets to finish on a clean stop; what is left is taken over."""
_FAREWELL = 3.0
"""Seconds for the last word to the store; a heartbeat that stays goes stale by itself."""
_EX_CONFIG = 78

Background = Callable[[], Awaitable[None]]
T = TypeVar("T")


@dataclass(frozen=True)
class Wiring:
    """What a service adds to its worker: effects by type, HTTP routes, background work that goes on while it lives.

    A route is one path, or a whole folder where it ends in "/". ``tell`` gives what is told of an order that ended,
    beside its answer.
    """

    effects: Mapping[type, object] = field(default_factory=dict)
    routes: Sequence[tuple[str, Any]] = ()
    background: Sequence[Background] = ()
    tell: Tell = tell_nothing


class Worker:
    """One process of a stage: intake, job table, leases and slots on one broker and one store."""

    def __init__(self, stage: Stage, settings: Settings, store: Artifacts) -> None:
        self.stage, self.settings, self.store = stage, settings, store
        self.children = Children(settings.children)
        self.broker = KafkaBroker(
            settings.broker.split(","),
            security=settings.security,
            acks="all",
            enable_idempotence=not settings.embedded,
            allow_auto_create_topics=False,
            apply_types=False,
            logger=None,
            client_id=settings.worker,
        )
        self.contact = Contact(partial(reach, settings, (), patience=0), settings.heartbeat)
        self.outbox = Outbox(self.broker, store, stage.name, lambda: datetime.now(UTC))
        looked_at = [name for name, declared in stage.work.items() if declared.looks]
        self.table = JobTable(store, stage.name, stage.work, looked_at)
        self.leases = Leases(store, stage.name, settings.worker, settings.times)
        self.slots = Slots(stage, store, self.table, self.leases, self.outbox, settings.times)
        self.effects: dict[type, object] = {
            Artifacts: store,
            Children: self.children,
            Once: Once(store, self.leases, poll=min(0.5, settings.scan)),
            Settings: settings,
            type(settings): settings,
        }
        self.wiring = Wiring()
        self._tasks: list[asyncio.Task[None]] = []
        self._working: list[asyncio.Task[None]] = []

    def wire(self, wiring: Wiring) -> None:
        """Complete the worker. Raises Misconfigured if a handler needs an effect that nobody provides."""
        self.wiring = wiring
        self.effects |= wiring.effects
        self.slots.tell = wiring.tell
        self._work = [(declared, declared.bind(self.effects)) for declared in self.stage.work.values()]
        news = {topic: declared.bind(self.effects) for topic, declared in self.stage.news.items()}
        self.intake = Intake(self.stage, self.table, self.outbox, news)
        self.intake.subscribe(self.broker, **reading(self.settings, self.settings.instance))

    def effect(self, kind: type[T]) -> T:
        """What handlers get for a parameter of this type."""
        return cast("T", self.effects[kind])

    async def start(self) -> None:
        """Reach the broker, beat, look for open orders, let the slots work, then take in what is new.

        Raises Misconfigured where the broker refuses us, Transient or StoreError where broker or store are away.
        """
        await reach(self.settings, {*self.stage.reads, *self.stage.writes})
        with told(self.settings):
            await self.broker.connect()
        await self.contact.look()
        await self.leases.beat()
        if not self.leases.fit:
            raise StoreUnavailable(f"the artifact store does not take a heartbeat: is {self.settings.store} there?")
        await self.table.scan()
        forever = (self.leases.beat_forever(), self.contact.keep(), self._scan_forever())
        self._tasks = [asyncio.create_task(task) for task in forever]
        self._tasks += [asyncio.create_task(_keep_on(task)) for task in self.wiring.background]
        for declared, handle in self._work:
            self._working += [asyncio.create_task(self.slots.work(declared, handle)) for _ in range(declared.slots)]
            self._working += [asyncio.create_task(self.slots.look(declared, handle)) for _ in range(declared.looks)]
        with told(self.settings):
            await self.broker.start()

    async def stop(self) -> None:
        """Begin nothing new, let running work finish for a while, give up the leases, leave the broker."""
        self.slots.closing = True
        for task in self._tasks:
            task.cancel()
        idle = [task for task in self._working if not task.done()]
        if idle:
            await self.table.drain(_GRACE)
        for task in idle:
            task.cancel()
        self.children.close()
        await asyncio.gather(*self._tasks, *self._working, return_exceptions=True)
        with contextlib.suppress(StoreError, TimeoutError):
            async with asyncio.timeout(_FAREWELL):
                await self.leases.leave()
        await self.broker.stop()

    async def _scan_forever(self) -> None:
        turn = 0
        while True:
            await asyncio.sleep(self.settings.scan)
            try:
                await self.table.scan()
                if turn % _TIDY_EVERY == 0:
                    orders = self.table.orders()
                    await self.leases.tidy(lambda name: name.removeprefix("jobs/") in orders)  # noqa: B023 (awaited here)
                turn += 1
            except StoreError as error:
                log.warning("no scan: %s", error)

    def health(self) -> dict[str, bool]:
        """What must be true before this worker may be called healthy."""
        joined = self.intake.joined.now
        return {"broker answers": self.contact.now, "consumer joined": joined, "heartbeat": self.leases.fit}


def application(worker: Worker) -> App:
    """What a wired worker answers over HTTP: ``/health``, ``/metrics`` and the service's own routes."""

    @get
    async def health(_scope: Any) -> AsgiResponse:
        facts = worker.health()
        body = json.dumps({"service": worker.stage.name, "worker": worker.settings.worker, **facts}).encode()
        return AsgiResponse(body, 200 if all(facts.values()) else 503, {"content-type": "application/json"})

    folders = [route for route in worker.wiring.routes if route[0].endswith("/")]
    paths = [route for route in worker.wiring.routes if route not in folders]
    routes = [("/health", health), ("/metrics", make_asgi_app()), *paths]
    return below(folders, AsgiFastStream(worker.broker, asgi_routes=routes, logger=None))


def serve(stage: Stage, kind: type[Settings], wire: Callable[[Worker], Wiring] = lambda _worker: Wiring()) -> None:
    """Run the service until it is told to stop, with settings of this kind from the environment.

    Exit status 78: it could not start, and the log says how to mend it.
    """
    logs.begin()
    try:
        settings = from_environment(kind)
        with tracing(stage.name, settings.worker):
            asyncio.run(_serve(stage, settings, wire))
    except (WorkError, StoreError) as error:
        log.error("%s cannot start: %s", stage.name, error)
        sys.exit(_EX_CONFIG)


async def _serve(stage: Stage, settings: Settings, wire: Callable[[Worker], Wiring]) -> None:
    worker = Worker(stage, settings, await open_store(settings, stage.name))
    worker.wire(wire(worker))
    await live(application(worker), settings.host, settings.port, worker.start, worker.stop)


async def _keep_on(task: Background) -> None:
    """Background work goes on after a failure; it is somebody's to see, not the end of the service."""
    while True:
        try:
            await task()
        except StoreError as error:
            log.warning("%s: %s", task, error)
        except Exception:
            log.exception("background work failed")
        await asyncio.sleep(1)
