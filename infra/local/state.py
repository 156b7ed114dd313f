"""The folder of a local stack: what it holds, whose it is, and whether a stack runs in it.

store/            the artifacts; they stay
logs/duanju.log   what every service said
stack.json        written when the stack is ready, removed when it ends: how to reach it
targets.json      the same for Prometheus (file_sd): every worker with its service
lock              held as long as a stack runs here
scratch/          the services' unfinished files; emptied at every start
"""

import fcntl
import json
import os
import shutil
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import IO

import psutil

from infra.local.ports import LOOPBACK
from shared.runtime.errors import Misconfigured


@dataclass(frozen=True)
class Running:
    """A stack that runs: its supervisor, the broker's address, the HTTP port of every worker."""

    pid: int
    began: float
    broker: str
    ports: dict[str, int] = field(default_factory=dict)

    @property
    def alive(self) -> bool:
        try:
            return abs(psutil.Process(self.pid).create_time() - self.began) < 1.0
        except psutil.Error:
            return False

    @property
    def targets(self) -> list[dict[str, object]]:
        """Every worker for Prometheus; the second worker of a service is called ``<service>-2``."""
        return [
            {"targets": [f"{LOOPBACK}:{port}"], "labels": {"service": worker.partition("-")[0]}}
            for worker, port in self.ports.items()
            if port
        ]


def born() -> float:
    """When this process began: tells it from a later one of the same number."""
    return psutil.Process().create_time()


class StateFolder:
    """The folder and the paths in it."""

    def __init__(self, root: Path) -> None:
        self.root = root.absolute()
        self.store = self.root / "store"
        self.log = self.root / "logs" / "duanju.log"
        self.scratch = self.root / "scratch"
        self.targets = self.root / "targets.json"
        self._stack = self.root / "stack.json"
        self._lock: IO[str] | None = None

    def take(self) -> None:
        """Make the folder this process's own until ``give_back``. Raises Misconfigured when another stack has it."""
        try:
            self.root.mkdir(parents=True, exist_ok=True)
            lock = (self.root / "lock").open("a+")
        except OSError as error:
            raise Misconfigured(f"the folder {self.root} cannot be used: {error.strerror}; name another") from error
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            lock.seek(0)
            owner = lock.read().strip()
            lock.close()
            who = f" (process {owner})" if owner else ""
            raise Misconfigured(
                f"a stack already runs in {self.root}{who}: use it ('duanju publish'), end it, or name another folder"
            ) from None
        lock.truncate(0)
        lock.write(str(os.getpid()))
        lock.flush()
        self._lock = lock
        self._forget()  # a stack that was killed

    def give_back(self) -> None:
        """Let others have it; repeated, nothing happens."""
        if self._lock:
            self._forget()
            self._lock.close()
            self._lock = None

    def _forget(self) -> None:
        self._stack.unlink(missing_ok=True)
        self.targets.unlink(missing_ok=True)

    def empty_scratch(self) -> None:
        """Throw away what workers of an earlier stack left unfinished."""
        shutil.rmtree(self.scratch, ignore_errors=True)
        self.scratch.mkdir(exist_ok=True)

    def write(self, running: Running) -> None:
        """Tell others how to reach the stack; they see the old or the new record whole."""
        _replace(self._stack, asdict(running))
        _replace(self.targets, running.targets)

    def read(self) -> Running | None:
        """The stack that runs here, or None; a record whose process is gone counts for nothing."""
        try:
            running = Running(**json.loads(self._stack.read_text()))
        except (OSError, ValueError, TypeError):
            return None
        return running if running.alive else None


def _replace(path: Path, content: object) -> None:
    partial = path.with_suffix(".partial")
    partial.write_text(json.dumps(content, indent=2) + "\n")
    partial.replace(path)
