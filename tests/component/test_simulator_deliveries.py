"""What the simulated provider brings, and how badly: webhooks and downloads."""

import asyncio
import time
from typing import Any

import httpx
import pytest

from tests.simulated import FAST, FILM, Client, provider, receiving, rule

# --- webhooks


async def film_with_webhook(client: Client, url: str) -> dict[str, Any]:
    job = (await client.post("video/generate", {**FILM, "callback_url": url})).json()["job_id"]
    return await client.finished(job)


async def test_a_finished_job_tells_its_webhook_signed() -> None:
    async with provider() as client, receiving() as receiver:
        done = await film_with_webhook(client, receiver.url)
        (delivery,) = await receiver.has(1)
    secret = client.running.provider.secret
    assert delivery.is_true(secret) and not delivery.is_true("whsec_" + "A" * 44)
    assert delivery.told["job_id"] == done["job_id"] and delivery.told["status"] == "completed"
    assert abs(int(delivery.headers["webhook-timestamp"]) - time.time()) < 10
    assert delivery.told["video_url"].split("?")[0] == done["video_url"].split("?")[0]


@pytest.mark.parametrize(
    ("fault", "true", "false"),
    [
        ("webhook_lost", 0, 0),
        ("webhook_late", 1, 0),
        ("webhook_repeated", 3, 0),
        ("webhook_unsigned", 0, 1),
        ("webhook_forged", 1, 1),
        ("webhook_stale", 2, 0),
    ],
)
async def test_webhooks_come_as_badly_as_they_can(fault: str, true: int, false: int) -> None:
    async with provider({"rules": [rule("video/generate", fault)]}) as client, receiving() as receiver:
        done = await film_with_webhook(client, receiver.url)
        await asyncio.sleep(0.15)  # a late one is 120 simulated seconds behind
        taken = await receiver.has(true + false)
    secret = client.running.provider.secret
    signed = [each for each in taken if each.is_true(secret)]
    assert (len(signed), len(taken) - len(signed)) == (true, false)
    assert len({each.headers["webhook-id"] for each in signed}) <= 1
    stamps = [time.time() - int(each.headers["webhook-timestamp"]) for each in signed]
    assert any(age > 300 for age in stamps) == (fault == "webhook_stale")
    if fault == "webhook_forged":
        (lie,) = (each.told for each in taken if not each.is_true(secret))
        assert lie["job_id"] == done["job_id"] and not lie["video_url"].startswith(client.running.origin)


async def test_no_forged_webhook_of_many_has_a_true_signature() -> None:
    async with provider({"webhooks": {"forged": 1, "lost": 1}}) as client, receiving() as receiver:
        await asyncio.gather(
            *(client.post("video/generate", {**FILM, "callback_url": receiver.url}, str(n)) for n in range(30))
        )
        taken = await receiver.has(30)
    assert not any(each.is_true(client.running.provider.secret) for each in taken)
    assert len({each.told["video_url"] for each in taken}) > 1


async def test_a_webhook_that_nobody_took_is_sent_again() -> None:
    async with provider() as client, receiving(refuses=2) as receiver:
        await film_with_webhook(client, receiver.url)
        first, second, third = await receiver.has(3)
        assert first.body == second.body == third.body
        assert first.headers["webhook-id"] == third.headers["webhook-id"]
    assert client.running.provider.stats.webhooks == {"true": 3, "not taken": 2}


# --- downloads


async def test_downloads_are_slow_truncated_or_too_late() -> None:
    rules = [rule("media", "slow", nth=1), rule("media", "truncated", nth=2)]
    async with provider({"rules": rules, "downloads": {"slow_seconds": 600}}) as client:
        job = (await client.post("video/generate", FILM)).json()["job_id"]
        url = (await client.finished(job))["video_url"]
        began = time.monotonic()
        whole = (await client.download(url)).content
        assert time.monotonic() - began > 600 / FAST * 0.9
        with pytest.raises(httpx.RemoteProtocolError):
            await client.download(url)
        assert (await client.download(url)).content == whole
        assert (await client.download(url.split("?")[0] + "?expires=0")).status_code == 403
        assert (await client.desk("stats"))["calls"]["media"] == {"200": 1, "403": 1, "slow": 1, "truncated": 1}


async def test_an_address_that_was_not_given_out_leads_nowhere() -> None:
    async with provider() as client:
        assert (
            await client.download(f"{client.running.origin}/media/../provider.py?expires=9999999")
        ).status_code == 404
