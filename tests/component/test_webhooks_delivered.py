"""Webhooks over HTTP: those of the simulated provider, through the routes that the gateway's process serves."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import httpx
from faststream.asgi import AsgiFastStream, AsgiResponse
from pydantic import SecretStr

from services.gateway.webhooks import FOLDER, Signers, Webhooks
from shared.artifacts.folder import Folder
from shared.events import JobCalledBack
from shared.runtime.routes import below
from tests.simulated import FILM, PATIENCE, provider
from tests.webhooked import CALLBACKS, SUBMISSIONS, served, submit_all, url_of, whsec

SECRET = whsec(b"the simulated provider's secret")


class Heard(list[JobCalledBack]):
    """What was published, in its order."""

    async def publish(self, events: object) -> None:
        self.extend(events)  # type: ignore[arg-type]

    async def has(self, count: int) -> None:
        async with asyncio.timeout(PATIENCE):
            while len(self) < count:
                await asyncio.sleep(0.005)


@asynccontextmanager
async def gateway(store: Folder, heard: Heard) -> AsyncIterator[str]:
    """The address of a gateway's HTTP server."""
    webhooks = Webhooks(store, heard.publish, CALLBACKS, Signers(SecretStr(f"holysheep={SECRET}")))
    health = [("/health", AsgiResponse(b"well", 200))]
    app = below([(FOLDER, webhooks)], AsgiFastStream(asgi_routes=health, logger=None))
    async with served(app) as base:
        yield base


async def test_a_folder_has_its_own_routes_and_the_others_stay(tmp_path: Path) -> None:
    async with gateway(Folder(tmp_path), Heard()) as base, httpx.AsyncClient(trust_env=False) as http:
        found = [(await http.get(f"{base}{path}")).status_code for path in ("/health", "/else", f"{FOLDER}x", FOLDER)]
    assert found == [200, 404, 404, 404]


async def test_what_a_provider_sends_is_believed_once_and_what_others_send_is_not(tmp_path: Path) -> None:
    heard, store = Heard(), Folder(tmp_path)
    await submit_all(store)
    scenario = {"webhooks": {"secret": SECRET, "forged": 1, "repeated": 1, "stale": 1}, "jobs": {"at_once": 0}}
    async with gateway(store, heard) as base, provider(scenario) as client:
        job = (await client.post("video/generate", FILM | {"callback_url": base + FOLDER + url_of("a")})).json()[
            "job_id"
        ]
        async with asyncio.timeout(PATIENCE):
            while sum((await client.desk("stats"))["webhooks"].values()) < 5:
                await asyncio.sleep(0.01)
        await heard.has(1)
        stats = await client.desk("stats")
    assert stats["webhooks"] == {"true": 1, "repeated": 2, "stale": 1, "forged": 1}, (
        "each was answered: none came again"
    )
    assert [news.job for news in heard if news.job] == [job]
    assert {news.submission for news in heard} == {SUBMISSIONS["a"][1]}


async def test_unsigned_webhooks_only_make_us_look(tmp_path: Path) -> None:
    heard, store = Heard(), Folder(tmp_path)
    await submit_all(store)
    scenario = {"webhooks": {"secret": SECRET, "unsigned": 1}, "jobs": {"at_once": 0}}
    async with gateway(store, heard) as base, provider(scenario) as client:
        await client.post("video/generate", FILM | {"callback_url": base + FOLDER + url_of("a")})
        await heard.has(1)
    assert [news.job for news in heard] == [""]
