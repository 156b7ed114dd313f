"""Stacks of tiny services for tests: real processes, a real broker."""

import asyncio
import contextlib
import os
import sys
import textwrap
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path

import psutil

from infra.local.replica import Patience
from infra.local.stack import Stack

TINY_SERVICE = textwrap.dedent("""
    import http.server, os, pathlib, signal, subprocess, sys

    class Health(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(200)
            self.end_headers()

        def log_message(self, *words):
            pass

    service = sys.argv[1]
    print("hello from", service, flush=True)
    pathlib.Path(os.environ["DUANJU_SCRATCH"]).parent.joinpath("descendant-" + service).write_text(
        str(subprocess.Popen(["sleep", "600"]).pid))
    heart = pathlib.Path(os.environ["DUANJU_STORE"], service, "leases", "workers", os.environ["DUANJU_WORKER"])
    heart.parent.mkdir(parents=True, exist_ok=True)
    heart.write_text("{}")
    signal.signal(signal.SIGTERM, lambda *_: (print("leaving cleanly", flush=True), os._exit(0)))
    http.server.HTTPServer(("127.0.0.1", int(os.environ["DUANJU_PORT"])), Health).serve_forever()
""")
TOPICS = {"shot.voiced.v1": 3, "shot.filmed.v1": 2}
QUICK = Patience(ready=20, quick=10, quick_deaths=2, backoff=0.05, longest_backoff=0.1, stop=5)


def tiny(service: str) -> Sequence[str]:
    return (sys.executable, "-I", "-S", "-c", TINY_SERVICE, service)


def python(program: str) -> Callable[[str], Sequence[str]]:
    return lambda _service: (sys.executable, "-I", "-S", "-c", program)


def stack_in(folder: Path, command: Callable[[str], Sequence[str]] = tiny, **changes: object) -> Stack:
    options = {"services": ("audio", "video"), "command": command, "patience": QUICK} | changes
    return Stack(folder, TOPICS, **options)  # type: ignore[arg-type]


async def until(check: Callable[[], bool] | Callable[[], Awaitable[bool]], seconds: float = 15) -> None:
    async with asyncio.timeout(seconds):
        while True:
            found = check()
            if found if isinstance(found, bool) else await found:
                return
            await asyncio.sleep(0.05)


def hearts(folder: Path, service: str) -> set[str]:
    workers = folder / "store" / service / "leases" / "workers"
    return {heart.name for heart in workers.iterdir()} if workers.is_dir() else set()


def lives(pid: int) -> bool:
    try:
        return psutil.Process(pid).status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def family(folder: Path) -> list[psutil.Process]:
    """Every process that was started with this state folder in its environment or as its place."""
    found = []
    for process in psutil.process_iter():
        with contextlib.suppress(psutil.Error):
            if str(folder) in " ".join([*process.environ().values(), process.cwd()]) and process.pid != os.getpid():
                found.append(process)
    return found
