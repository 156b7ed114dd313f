"""A wire for a test: to a simulated provider, or to one that is a function."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import Any

import httpx
from pydantic import SecretStr

from infra.simulator import Running
from shared.ledger import Accepted, Quote, Receipt, Terms, Ticket
from shared.providers.catalogue import ProviderSpec
from shared.providers.remote.wire import Wire

TERMS = Terms(acceptance="idempotent", answer_within=20, done_within=3600)
TICKET = Ticket(f"video.{'0' * 64}.1.abc", "")
KEY = f"hs_{'k' * 40}"


def provider(url: str = "https://models.example.com/v1", **more: Any) -> ProviderSpec:
    """HolySheep, unless told otherwise."""
    known = {"name": "holysheep", "adapter": "holysheep", "base_url": url, "key": "HOLYSHEEP_API_KEY", "terms": TERMS}
    return ProviderSpec.model_validate(known | more)


class Given:
    """Keys that come one after the other: the first is the current one."""

    def __init__(self, *keys: str) -> None:
        self._keys, self.asked = list(keys), 0

    def current(self, provider: ProviderSpec) -> SecretStr | None:
        return SecretStr(self._keys[0])

    async def fresh(self, provider: ProviderSpec) -> SecretStr | None:
        self.asked += 1
        if len(self._keys) > 1:
            self._keys.pop(0)
        return self.current(provider)

    def source(self, provider: ProviderSpec) -> str:
        return f"the environment variable {provider.key}"


class Renewed:
    """The keys of a simulated provider: a fresh one is asked for there."""

    def __init__(self, running: Running) -> None:
        self._running, self._key, self.asked = running, running.key, 0

    def current(self, provider: ProviderSpec) -> SecretStr | None:
        return SecretStr(self._key)

    async def fresh(self, provider: ProviderSpec) -> SecretStr | None:
        self.asked += 1
        async with httpx.AsyncClient(trust_env=False) as http:
            answer = await http.post(f"{self._running.origin}/_simulator/keys")
        self._key = answer.json()["key"]
        return self.current(provider)

    def source(self, provider: ProviderSpec) -> str:
        return "the simulator"


@asynccontextmanager
async def wired(running: Running, **more: Any) -> AsyncIterator[Wire]:
    """A wire to a simulated provider."""
    async with Wire(provider(running.url, **more), Renewed(running), allow_loopback=True) as wire:
        yield wire


def answering(answer: Callable[[httpx.Request], httpx.Response], *keys: str, **more: Any) -> Wire:
    """A wire to a provider that is a function."""
    return Wire(provider(**more), Given(*(keys or (KEY,))), transport=httpx.MockTransport(answer))


def receipt_of(found: Accepted, ticket: Ticket, quote: Quote) -> Receipt:
    """The receipt as the ledger would write and read it."""
    receipt = Receipt(
        key=ticket.key,
        job=found.job,
        billed=quote.amount if found.billed is None else found.billed,
        is_estimate=found.billed is None,
        known_by="answer",
        answer=found.answer,
        at=datetime.now(UTC),
    )
    return Receipt.model_validate_json(receipt.model_dump_json())
