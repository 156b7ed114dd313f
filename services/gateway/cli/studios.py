"""Which studio a command is about: the embedded one in a folder here, or one that runs elsewhere.

``DUANJU_STORE`` or ``DUANJU_BROKER`` in the environment names one elsewhere, by the same variables that its services
have. This is decided here and nowhere else.
"""

import os
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Protocol

from infra.local.state import Running, StateFolder
from services.gateway.cli.exits import Exit, Failed
from services.gateway.words import desk as say
from shared.artifacts import Artifacts, Inventory, keys
from shared.artifacts.folder import Folder
from shared.artifacts.opening import look_into
from shared.artifacts.settings import StoreSettings
from shared.runtime.broker import BrokerSettings
from shared.runtime.settings import Times, from_environment

NAMED_BY = ("DUANJU_STORE", "DUANJU_BROKER")
_RESTART_SECONDS = 60.0
"""So long nobody may be seen at work: a showrunner that is started again is no studio that ended."""

Pulse = Callable[[], Awaitable[bool]]
"""Whether somebody works in the studio."""


class StudioSettings(StoreSettings, BrokerSettings):
    """How a studio elsewhere is reached."""

    gateway: str = ""
    """Its gateway, ``http://host:port``; empty: nobody asks it."""


class Studio(Protocol):
    """A studio as the commands use it."""

    @property
    def logs(self) -> Sequence[Path]:
        """The files with what its services say, the oldest first; none where others keep them."""

    def store(self) -> Inventory:
        """Its store; looking for one makes none. Raises Failed, Misconfigured or StoreError where there is none."""

    def store_if_any(self) -> Inventory | None:
        """Its store, or None where it never ran."""

    def broker(self) -> BrokerSettings:
        """The way to its broker. Raises Failed where it is known not to run."""

    def pulse(self) -> Pulse:
        """Asks again and again whether somebody works in it."""


def studio_of(state: Path, state_is_said: bool, environment: Mapping[str, str] = os.environ) -> Studio:
    """The studio that is meant: a folder that was said on the command line goes before the environment.

    Raises Misconfigured, which names each variable that is wrong.
    """
    if not state_is_said and any(environment.get(name) for name in NAMED_BY):
        return Elsewhere(from_environment(StudioSettings))
    return Embedded(state)


@dataclass(frozen=True)
class Embedded:
    """The studio of a folder: it runs while ``duanju up`` does."""

    state: Path

    @property
    def folder(self) -> StateFolder:
        return StateFolder(self.state)

    @property
    def logs(self) -> Sequence[Path]:
        log = self.folder.log
        return (log.with_name(f"{log.name}.1"), log)

    def store(self) -> Inventory:
        if (store := self.store_if_any()) is None:
            raise Failed(Exit.NO_DRAMA, say.NO_DRAMAS_IN(state=self.state))
        return store

    def store_if_any(self) -> Inventory | None:
        return Folder(self.folder.store) if self.folder.store.is_dir() else None

    def broker(self) -> BrokerSettings:
        return BrokerSettings.model_construct(broker=self.running().broker, embedded=True)

    def running(self) -> Running:
        """The stack that runs here. Raises Failed when there is none."""
        if (running := self.folder.read()) is None:
            raise Failed(Exit.NO_STACK, say.NO_STUDIO(state=self.state))
        return running

    def pulse(self) -> Pulse:
        async def works() -> bool:
            return self.folder.read() is not None

        return works


class Elsewhere:
    """A studio that others run. It is read and asked; its processes are none of ours."""

    logs: Sequence[Path] = ()

    def __init__(self, settings: StudioSettings) -> None:
        self.settings = settings

    @cached_property
    def _store(self) -> Inventory:
        return look_into(self.settings)

    def store(self) -> Inventory:
        return self._store

    def store_if_any(self) -> Inventory | None:
        return self._store

    def broker(self) -> BrokerSettings:
        return self.settings

    def pulse(self) -> Pulse:
        return Heartbeats(self._store)


@dataclass
class Heartbeats:
    """Whether a showrunner lives, by its heartbeats in the store; it may be away for as long as a restart takes."""

    store: Artifacts
    clock: Callable[[], float] = time.monotonic
    seen: float = field(default=float("-inf"), init=False)

    async def __call__(self) -> bool:
        hearts = await self.store.listing(keys.workers("showrunner"))
        if any(age < Times().dead for _, age in hearts):
            self.seen = self.clock()
        return self.clock() - self.seen < _RESTART_SECONDS
