"""A studio that runs elsewhere, looked over from here: what answers, who works, what is missing. Changes nothing."""

from collections.abc import Awaitable
from typing import NamedTuple

import httpx

from infra.local.checkup import Finding, Health
from infra.topics import all_topics
from services.gateway.cli.studios import StudioSettings
from shared.artifacts import StoreError, keys
from shared.artifacts.opening import look_into
from shared.artifacts.s3 import CLOCKS_APART, S3, ahead
from shared.runtime.broker import reach
from shared.runtime.errors import WorkError
from shared.runtime.settings import Times

_ANSWER_SECONDS = 5.0
_OK = 200


class _Seen(NamedTuple):
    health: Health
    found: str


async def survey(settings: StudioSettings) -> list[Finding]:
    """Every part of the studio; what does not answer is a finding itself, with the reason."""

    looks = {
        "reach-broker": _broker(settings),
        "topics": _topics(settings),
        "store": _store(settings),
        "clock": _clock(settings),
        "workers": _workers(settings),
        "gateway": _gateway(settings.gateway),
    }
    return [Finding(part, *await _looked(look)) for part, look in looks.items()]


async def _looked(look: Awaitable[_Seen]) -> _Seen:
    try:
        return await look
    except (WorkError, StoreError) as error:
        return _Seen("missing", str(error))


async def _broker(settings: StudioSettings) -> _Seen:
    await reach(settings, (), patience=0)
    return _Seen("ok", settings.broker)


async def _topics(settings: StudioSettings) -> _Seen:
    topics = all_topics()
    await reach(settings, topics, patience=0)
    return _Seen("ok", str(len(topics)))


async def _store(settings: StudioSettings) -> _Seen:
    await look_into(settings).listing(keys.OPEN_DRAMAS)
    return _Seen("ok", f"{settings.store} {settings.store_endpoint}")


async def _clock(settings: StudioSettings) -> _Seen:
    store = look_into(settings)
    if not isinstance(store, S3):  # a folder has the clock of its machine
        return _Seen("ok", "±0 s")
    apart = await ahead(store)
    return _Seen("ok" if abs(apart) <= CLOCKS_APART else "missing", f"{apart:+.0f} s")


async def _workers(settings: StudioSettings) -> _Seen:
    store, alive = look_into(settings), {}
    for service in keys.WRITERS:
        hearts = await store.listing(keys.workers(service))
        alive[service] = sum(age < Times().dead for _, age in hearts)
    told = ", ".join(f"{service} {count}" for service, count in alive.items())
    return _Seen("ok" if all(alive.values()) else "missing", told)


async def _gateway(address: str) -> _Seen:
    if not address:
        return _Seen("poor", "DUANJU_GATEWAY")
    try:
        async with httpx.AsyncClient(timeout=_ANSWER_SECONDS) as client:
            answer = await client.get(f"{address.rstrip('/')}/health")
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        return _Seen("missing", f"{address}: {error or type(error).__name__}")
    return _Seen("ok" if answer.status_code == _OK else "missing", f"{address}: {answer.text[:200]}")
