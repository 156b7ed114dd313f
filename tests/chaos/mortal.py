"""A service that is killed once, as by `kill -9`, at a chosen moment; and that counts its models' calls in a file.

    python -m tests.chaos.mortal <service>

MORTAL_POINT: `record` (right after it wrote a result), `publish` (right after it published), or empty. It dies the
first time that no other slot has a finished call of which nothing is written yet: that one is made again, rightly.
MORTAL_FOLDER: where deaths and calls are noted; a service dies once for each point.
"""

import os
import runpy
import signal
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from shared.artifacts.folder import Folder
from shared.events import Event
from shared.runtime.outbox import Outbox
from shared.telemetry import metrics

SERVICE = sys.argv[1]
POINT = os.environ.get("MORTAL_POINT", "")
NOTES = Path(os.environ["MORTAL_FOLDER"])

_RESULTS = {
    "script": ("script/drafts/", ("episode",)),
    "character": ("character/verdicts/", ("check",)),
    "audio": ("audio/lines/", ("speak",)),
    "video": ("video/takes/", ("film",)),
    "compositor": ("compositor/conformed/", ("conform", "card")),
    "showrunner": ("showrunner/dramas/", ()),
}
FOLDER, OPERATIONS = _RESULTS.get(SERVICE, ("nothing/", ()))


def _die_once() -> None:
    if _MortalFolder.unwritten:
        return
    try:
        (NOTES / f"died.{SERVICE}.{POINT}").touch(exist_ok=False)
    except FileExistsError:
        return
    os.kill(os.getpid(), signal.SIGKILL)


class _MortalFolder(Folder):
    unwritten = 0

    async def create(self, key: str, data: bytes) -> bool:
        created = await super().create(key, data)
        if created and key.startswith(FOLDER):
            _MortalFolder.unwritten -= bool(OPERATIONS)
            if POINT == "record":
                _die_once()
        return created


class _MortalOutbox(Outbox):
    async def publish(self, events: Iterable[Event]) -> None:
        found = list(events)
        await super().publish(found)
        if found and POINT == "publish":
            _die_once()


class _NotedCalls:
    """Stands in for the histogram of calls: a line a call with its process, which no death can lose."""

    def __init__(self, operation: str = "", outcome: str = "") -> None:
        self._operation, self._outcome = operation, outcome

    def labels(self, provider: str, model: str, operation: str, outcome: str) -> "_NotedCalls":
        return _NotedCalls(operation, outcome)

    def observe(self, _seconds: float) -> None:
        if self._outcome == "ok":
            with (NOTES / f"calls.{SERVICE}").open("a") as file:
                file.write(f"{self._operation} {os.getpid()}\n")
            _MortalFolder.unwritten += self._operation in OPERATIONS


def main() -> None:
    module: Any = metrics
    module.CALL_SECONDS = _NotedCalls()
    import shared.artifacts.opening as door
    import shared.runtime.service as runtime

    opening: Any = door
    factory: Any = runtime
    opening.Folder, factory.Outbox = _MortalFolder, _MortalOutbox
    runpy.run_module(f"services.{SERVICE}.main", run_name="__main__")


if __name__ == "__main__":
    main()
