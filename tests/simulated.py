"""The simulated provider for a test: a client of its API, and a receiver of its webhooks."""

import asyncio
import base64
import hashlib
import hmac
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import httpx

from infra.simulator import Charge, Running, Scenario, simulating

FAST = 2000
"""Simulated seconds in one of ours: what takes a minute takes 30 ms."""

PATIENCE = 20.0
"""Seconds that a test waits for an answer that will come."""


class Client:
    """Calls a simulated provider as its users do."""

    def __init__(self, running: Running, http: httpx.AsyncClient, charges: list[Charge]) -> None:
        self.running, self.http, self.charges = running, http, charges
        self.key = running.key

    def _headers(self, key: str | None) -> dict[str, str]:
        return {"authorization": f"Bearer {self.key}"} | ({"idempotency-key": key} if key else {})

    async def post(
        self, call: str, body: dict[str, Any], key: str | None = None, patience: float = PATIENCE
    ) -> httpx.Response:
        timeout = httpx.Timeout(PATIENCE, read=patience)
        return await self.http.post(
            f"{self.running.url}/{call}", json=body, headers=self._headers(key), timeout=timeout
        )

    async def get(self, path: str) -> httpx.Response:
        return await self.http.get(f"{self.running.url}/{path}", headers=self._headers(None))

    async def download(self, url: str) -> httpx.Response:
        return await self.http.get(url)

    async def desk(self, path: str, method: str = "GET") -> Any:
        return (await self.http.request(method, f"{self.running.origin}/_simulator/{path}")).json()

    async def finished(self, job: str) -> dict[str, Any]:
        """The job once it has ended."""
        async with asyncio.timeout(PATIENCE):
            while (found := (await self.get(f"video/jobs/{job}")).json())["status"] in ("queued", "processing"):
                await asyncio.sleep(0.005)
        return dict(found)


@asynccontextmanager
async def provider(scenario: dict[str, Any] | None = None) -> AsyncIterator[Client]:
    """A provider of that scenario, fast unless it says otherwise."""
    charges: list[Charge] = []
    found = Scenario.model_validate({"time_scale": FAST} | (scenario or {}))
    async with (
        simulating(found, charges.append) as running,
        httpx.AsyncClient(trust_env=False, timeout=PATIENCE) as http,
    ):
        yield Client(running, http, charges)


@dataclass
class Delivery:
    """A webhook as it arrived."""

    headers: dict[str, str]
    body: bytes

    @property
    def told(self) -> dict[str, Any]:
        return dict(json.loads(self.body))

    def is_true(self, secret: str) -> bool:
        """Whether the signature is the provider's, by the standard's own words."""
        if "webhook-signature" not in self.headers:
            return False
        signed = f"{self.headers['webhook-id']}.{self.headers['webhook-timestamp']}.".encode() + self.body
        digest = hmac.new(base64.b64decode(secret[len("whsec_") :]), signed, hashlib.sha256).digest()
        return self.headers["webhook-signature"] == "v1," + base64.b64encode(digest).decode()


@dataclass
class Receiver:
    """Takes webhooks; the first ``refuses`` are answered with 503."""

    url: str = ""
    refuses: int = 0
    taken: list[Delivery] = field(default_factory=list)

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = (await reader.readuntil(b"\r\n\r\n")).decode().split("\r\n")[1:]
        headers = {name.lower(): value for name, _, value in (line.partition(": ") for line in head if line)}
        body = await reader.readexactly(int(headers["content-length"]))
        self.taken.append(Delivery(headers, body))
        status = "503 Later" if len(self.taken) <= self.refuses else "204 Taken"
        writer.write(f"HTTP/1.1 {status}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n".encode())
        await writer.drain()
        writer.close()

    async def has(self, count: int) -> list[Delivery]:
        """What has arrived once it is so many."""
        async with asyncio.timeout(PATIENCE):
            while len(self.taken) < count:
                await asyncio.sleep(0.005)
        return self.taken


@asynccontextmanager
async def receiving(refuses: int = 0) -> AsyncIterator[Receiver]:
    receiver = Receiver(refuses=refuses)
    server = await asyncio.start_server(receiver.serve, "127.0.0.1", 0)
    receiver.url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/hooks?key=k-1"
    async with server:
        yield receiver


FILM = {"model": "kling-v1-6", "prompt": "She finds the red envelope.", "duration": 5, "aspect_ratio": "9:16"}
CHAT = {"model": "deepseek-chat", "messages": [{"role": "user", "content": "Write a scene."}]}
SPEECH = {"model": "tts-1-hd", "input": "妈，我回来了。", "voice": "Tianmei", "response_format": "wav"}


def rule(call: str, fault: str, **more: object) -> dict[str, object]:
    """A rule of a scenario."""
    return {"call": call, "then": {"fault": fault}} | more
