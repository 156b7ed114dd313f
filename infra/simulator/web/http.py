"""The least of HTTP that the simulator needs, on plain ASGI."""

import asyncio
import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs

from infra.simulator.replies import Json

_LARGEST = 64 * 1024 * 1024
_PIECE = 16 * 1024


class TooLarge(Exception):
    """The body is larger than anybody needs."""


@dataclass(frozen=True)
class Exchange:
    """A request and the way back to who sent it."""

    scope: Mapping[str, Any]
    receive: Any
    send: Any

    @property
    def path(self) -> str:
        return str(self.scope["path"])

    @property
    def method(self) -> str:
        return str(self.scope["method"])

    @property
    def query(self) -> str:
        return bytes(self.scope["query_string"]).decode("ascii", "replace")

    def asked(self, name: str) -> str | None:
        """A parameter of the address."""
        return parse_qs(self.query).get(name, [None])[0]

    def header(self, name: str) -> str:
        wanted = name.encode()
        return next((value.decode("latin-1") for key, value in self.scope["headers"] if key == wanted), "")

    @property
    def base(self) -> str:
        """Where the caller found us."""
        return f"{self.scope['scheme']}://{self.header('host')}"

    async def body(self) -> bytes:
        """The whole body. Raises TooLarge."""
        parts, size, more = [], 0, True
        while more:
            message = await self.receive()
            parts.append(message.get("body", b""))
            size += len(parts[-1])
            if size > _LARGEST:
                raise TooLarge
            more = message.get("more_body", False)
        return b"".join(parts)

    def cut(self) -> None:
        """End the connection now, whatever the caller waits for."""
        self.scope["state"]["cut"]()

    async def gone(self) -> None:
        """Wait until the caller has gone."""
        while (await self.receive())["type"] != "http.disconnect":
            pass

    async def answer_json(self, status: int, body: Json, headers: Mapping[str, str]) -> None:
        data = json.dumps(body, ensure_ascii=False).encode()
        await self.answer(status, data, {"content-type": "application/json; charset=utf-8"} | dict(headers))

    async def answer(self, status: int, data: bytes, headers: Mapping[str, str]) -> None:
        await self._start(status, len(data), headers)
        await self.send({"type": "http.response.body", "body": data})

    async def stream(self, data: bytes, headers: Mapping[str, str], seconds: float, truncated: bool) -> bool:
        """Send the data over so many seconds. False if its second half is kept: the caller waits for it then."""
        await self._start(200, len(data), headers)
        sent = data[: len(data) // 2] if truncated else data
        pieces = max(1, math.ceil(len(sent) / _PIECE))
        for number in range(pieces):
            if seconds:
                await asyncio.sleep(seconds / pieces)
            part = sent[number * _PIECE : (number + 1) * _PIECE]
            more = truncated or number < pieces - 1
            await self.send({"type": "http.response.body", "body": part, "more_body": more})
        return not truncated

    async def _start(self, status: int, size: int, headers: Mapping[str, str]) -> None:
        pairs = [(name.encode(), value.encode("latin-1")) for name, value in headers.items()]
        pairs.append((b"content-length", str(size).encode()))
        await self.send({"type": "http.response.start", "status": status, "headers": pairs})
