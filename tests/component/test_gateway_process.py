"""The gateway's own process: a webhook that comes in over HTTP goes out to the broker."""

import time
from pathlib import Path

import httpx
from pydantic import SecretStr

from infra.local.broker import Broker
from infra.local.log import Log
from infra.local.processes import Processes
from services.gateway.main import wire
from services.gateway.service import stage
from services.gateway.settings import GatewaySettings
from services.gateway.webhooks import FOLDER
from shared.artifacts.folder import Folder
from shared.events import JobCalledBack
from shared.runtime.service import Worker, application
from tests.component.test_cli_redrive import on_topics
from tests.webhooked import BODY, NOW, OURS, SUBMISSIONS, THEIRS, Sign, served, signed, submit_all, url_of, whsec


async def test_a_webhook_becomes_an_event_and_one_that_comes_too_early_is_asked_for_again(tmp_path: Path) -> None:
    processes = Processes(Log(tmp_path / "broker.log"))
    broker = Broker(processes)
    await broker.start()
    store = Folder(tmp_path / "store")
    await submit_all(store)
    try:
        await broker.create_topics(dict.fromkeys([*stage.reads, *stage.writes], 1))
        settings = GatewaySettings(
            broker=broker.address,
            embedded=True,
            webhook_secrets=SecretStr(OURS["live"]),
            webhook_signers=SecretStr(f"holysheep={whsec(THEIRS['live'])}"),
        )
        assert await _posted(settings, store) == [503, 202]
        assert await on_topics(broker.address, JobCalledBack.topic()) == [
            JobCalledBack(drama="red", submission=SUBMISSIONS["a"][1], job="job-1")
        ]
    finally:
        await broker.stop()
        await processes.close()


async def _posted(settings: GatewaySettings, store: Folder) -> list[int]:
    """What the gateway answers to the same webhook before it has reached the broker, and after."""
    worker = Worker(stage, settings, store)
    worker.wire(wire(worker))
    headers = signed(Sign(age=NOW - time.time()), BODY.encode())
    found = []
    async with served(application(worker)) as base, httpx.AsyncClient(trust_env=False) as http:
        url = base + FOLDER + url_of("a")
        found.append((await http.post(url, content=BODY, headers=headers)).status_code)
        await worker.start()
        try:
            found.append((await http.post(url, content=BODY, headers=headers)).status_code)
        finally:
            await worker.stop()
    return found
