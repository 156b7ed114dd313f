"""The steps of a purchase: each call of the store and of the provider, before and after; the process dies at one."""

import os
import signal
from collections import Counter
from collections.abc import Awaitable
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

import httpx

from shared.artifacts.folder import Folder
from shared.artifacts.port import Listed

T = TypeVar("T")

_SENT = "send_request_body.complete"


class Step(NamedTuple):
    """What is done, and the how manieth time: how often a job is looked at differs from run to run."""

    name: str
    turn: int

    def __str__(self) -> str:
        return self.name if self.turn == 1 else f"{self.name} ({self.turn})"


class Steps:
    """Keeps the steps that were taken, and kills this process at one of them."""

    def __init__(self, fatal: Step | None = None) -> None:
        self._fatal = fatal
        self._turns: Counter[str] = Counter()
        self.taken: list[Step] = []

    def __call__(self, name: str) -> None:
        self._turns[name] += 1
        step = Step(name, self._turns[name])
        self.taken.append(step)
        if step == self._fatal:
            os.kill(os.getpid(), signal.SIGKILL)

    async def around(self, name: str, work: Awaitable[T]) -> T:
        self(f"before {name}")
        found = await work
        self(f"after {name}")
        return found


class SteppedFolder(Folder):
    """A folder store whose every call is two steps."""

    def __init__(self, root: Path, steps: Steps) -> None:
        super().__init__(root)
        self._steps = steps

    async def create(self, key: str, data: bytes) -> bool:
        return await self._steps.around(f"create {_short(key)}", super().create(key, data))

    async def put(self, key: str, data: bytes) -> None:
        await self._steps.around(f"put {_short(key)}", super().put(key, data))

    async def get(self, key: str) -> bytes | None:
        return await self._steps.around(f"get {_short(key)}", super().get(key))

    async def age(self, key: str) -> float | None:
        return await self._steps.around(f"age {_short(key)}", super().age(key))

    async def listing(self, prefix: str) -> list[Listed]:
        return await self._steps.around(f"list {_short(prefix)}", super().listing(prefix))

    async def delete(self, key: str) -> None:
        await self._steps.around(f"delete {_short(key)}", super().delete(key))

    async def upload(self, key: str, path: Path) -> None:
        await self._steps.around(f"upload {_short(key)}", super().upload(key, path))


class SteppedTransport(httpx.AsyncHTTPTransport):
    """HTTP whose every request is three steps: before it, when it is sent, and when its answer begins."""

    def __init__(self, steps: Steps) -> None:
        super().__init__(verify=False)
        self._steps = steps

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        name = f"{request.method} {_short(request.url.path)}"

        async def trace(event: str, _info: Any) -> None:
            if event.endswith(_SENT):
                self._steps(f"sent {name}")

        request.extensions = {**request.extensions, "trace": trace}
        return await self._steps.around(name, super().handle_async_request(request))


def _short(key: str) -> str:
    """The kind of what lies there: its folder and its name, without what differs from run to run."""
    words = [word for word in key.strip("/").split("/") if not _is_name(word)]
    return "/".join(words[-2:])


def _is_name(word: str) -> bool:
    stem = word.partition(".")[0]
    return len(stem) >= 20
