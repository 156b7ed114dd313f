"""What is bought: a completion, a spoken line, a film, each by plain HTTP and without a second request."""

import asyncio
import tempfile
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any, Literal

import httpx

from shared.artifacts import Artifacts
from shared.artifacts.media import keep
from shared.artifacts.records import Media, Record
from shared.ledger import PUBLISHED, Accepted, Failed, Offer, Prices, Quote, Receipt, Running, Terms, Ticket
from shared.runtime import Permanent, Transient, Unreached
from tests.simulated import CHAT, FILM, SPEECH

Ware = Literal["chat", "speech", "video"]
Json = dict[str, Any]

SERVICES: dict[Ware, str] = {"chat": "script", "speech": "audio", "video": "video"}
_CALLS: dict[Ware, str] = {"chat": "chat/completions", "speech": "audio/speech", "video": "video/generate"}
_BRIEFS: dict[Ware, Json] = {"chat": CHAT, "speech": SPEECH, "video": FILM}


class Bought(Record):
    """What came of a purchase: words, or media."""

    job: str
    words: str = ""
    media: Media | None = None


@dataclass(frozen=True)
class Seller:
    """A provider's calls for one ware. What it sells is kept in the store before its record is written."""

    ware: Ware
    terms: Terms
    http: httpx.AsyncClient
    store: Artifacts

    def offer(self) -> Offer[Bought]:
        find = self._find if self.terms.acceptance == "lookup" else None
        model = str(_BRIEFS[self.ware]["model"])
        return Offer("simulated", model, _quote(self.ware), self.terms, self._submit, self._collect, find)

    async def _submit(self, ticket: Ticket) -> Accepted:
        callback = {"callback_url": ticket.callback} if ticket.callback and self.ware == "video" else {}
        try:
            answer = await self.http.post(
                _CALLS[self.ware], json=_BRIEFS[self.ware] | callback, headers={"idempotency-key": ticket.key}
            )
        except httpx.ConnectError as error:
            raise Unreached(f"no connection: {error}") from error
        except httpx.HTTPError as error:
            raise Transient(f"no answer: {error}") from error
        if answer.status_code != httpx.codes.OK:
            raise Permanent(answer.text) if answer.is_client_error else Transient(answer.text)
        if self.ware == "speech":
            return Accepted("speech", answer={"media": (await self._kept(answer.content)).model_dump(mode="json")})
        return _accepted(answer.json())

    async def _find(self, key: str) -> Accepted | None:
        path = "video/jobs" if self.ware == "video" else "calls"
        told = await self._read(path, key=key)
        found = told["jobs"] if self.ware == "video" else [each["answer"] for each in told["calls"]]
        return _accepted(found[0]) if found else None

    async def _collect(self, receipt: Receipt) -> Bought | Running | Failed:
        answer = receipt.answer
        if self.ware == "chat":
            return Bought(job=receipt.job, words=str(answer["words"]))
        if "media" in answer:
            return Bought(job=receipt.job, media=Media.model_validate(answer["media"]))
        if self.ware == "video":
            answer = await self._read(f"video/jobs/{receipt.job}")
            if answer["status"] in ("queued", "processing"):
                return Running()
        data = await self._downloaded(str(answer["audio_url" if self.ware == "speech" else "video_url"]))
        return Bought(job=receipt.job, media=await self._kept(data))

    async def _read(self, path: str, **asked: str) -> Json:
        answer = await _careful(lambda: self.http.get(path, params=asked))
        return dict(answer.json())

    async def _downloaded(self, url: str) -> bytes:
        return (await _careful(lambda: self.http.get(url))).content

    async def _kept(self, data: bytes) -> Media:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, "media")
            await asyncio.to_thread(path.write_bytes, data)
            return await keep(self.store, SERVICES[self.ware], path, "application/octet-stream")


async def _careful(ask: Callable[[], Awaitable[httpx.Response]]) -> httpx.Response:
    """Reading may be repeated: whatever goes wrong is transient."""
    try:
        return (await ask()).raise_for_status()
    except httpx.HTTPError as error:
        raise Transient(str(error)) from error


def _accepted(answer: Json) -> Accepted:
    if "choices" in answer:
        return Accepted(answer["id"], answer={"words": answer["choices"][0]["message"]["content"]})
    if "audio_url" in answer:
        return Accepted("speech", answer=answer)
    return Accepted(answer["job_id"])


def _quote(ware: Ware) -> Quote:
    prices, today = Prices.read(PUBLISHED), datetime.now(UTC).date()
    match ware:
        case "chat":
            return prices.quote("deepseek-chat", "million tokens", Decimal("0.002"), today)
        case "speech":
            return prices.quote("tts-1-hd", "minute", Decimal("0.05"), today)
        case "video":
            return prices.quote("kling-v1-6", "second", 5, today)
