"""``POST /v1/webhooks/<provider>/<submission>/<signature>``: a provider tells of a job, and its order is looked at.

Nothing depends on a webhook: it makes us poll earlier. Only one that is signed as it has to be may name the job of a
submission whose answer was lost. Whatever is of a known shape is answered alike, whoever sent it.
"""

import asyncio
import hashlib
import json
import re
import time
from collections.abc import Awaitable, Callable, Iterable, Mapping
from typing import Any, Literal

from faststream.asgi import AsgiResponse

from services.gateway.webhooks.memory import Bucket, Latest
from services.gateway.webhooks.message import MOST_BYTES, Address, Rubbish, address, headers, job
from services.gateway.webhooks.signature import ID, Signers
from shared.artifacts import Artifacts, Lost, StoreError
from shared.events import Event, JobCalledBack
from shared.ledger import Callbacks
from shared.ledger.submissions import submitted
from shared.runtime.errors import Outage
from shared.telemetry import metrics

FOLDER = "/v1/webhooks/"

Publish = Callable[[Iterable[Event]], Awaitable[None]]
Outcome = Literal["told", "hinted", "repeated", "limited", "unknown", "refused", "unanswered"]

DEADLINE = 0.9
"""Seconds for store and broker together: providers want their answer within a few."""
_BODY_SECONDS = 3.0
_REMEMBERED = 10_000
_HINT_EVERY = 3.0
"""Seconds between two polls of one submission that nobody signed for: no more often than we poll anyway."""
_STRANGERS_AT_ONCE, _STRANGERS_PER_SECOND = 40, 20
"""How often whoever does not know one of our URLs may make us look into the store."""
_NOBODY = "unknown"


class Webhooks:
    """The application below ``FOLDER``. ``publish`` returns when the broker has confirmed, or raises Outage."""

    def __init__(
        self,
        store: Artifacts,
        publish: Publish,
        callbacks: Callbacks,
        signers: Signers,
        now: Callable[[], float] = time.time,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._store, self._publish, self._callbacks, self._signers = store, publish, callbacks, signers
        self._now, self._clock = now, clock
        self._told: Latest[tuple[str, str], str] = Latest(_REMEMBERED)
        self._hinted: Latest[str, float] = Latest(_REMEMBERED)
        self._strangers = Bucket(_STRANGERS_AT_ONCE, _STRANGERS_PER_SECOND, clock)

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        provider, outcome, answer = await self._answer(scope, receive)
        metrics.WEBHOOKS.labels(provider, outcome).inc()
        await answer(scope, receive, send)

    async def _answer(self, scope: Any, receive: Any) -> tuple[str, Outcome, AsgiResponse]:
        if (where := address(_path(scope))) is None:
            return _NOBODY, "refused", _response(404, error="no webhook is awaited here")
        if scope["method"] != "POST":
            return _NOBODY, "refused", _response(405, {"allow": "POST"}, error="only POST is answered here")
        known = headers(scope["headers"])
        try:
            body = await _body(known, receive)
            told = job(body)
        except TooLarge:
            return _NOBODY, "refused", _response(413, error=f"a webhook has at most {MOST_BYTES} bytes")
        except TimeoutError:
            return _NOBODY, "refused", _response(408, error="the body did not come in time")
        except Rubbish as error:
            return _NOBODY, "refused", _response(400, error=str(error))
        return await self._judge(where, known, body, told)

    async def _judge(
        self, where: Address, known: dict[str, str], body: bytes, told: str
    ) -> tuple[str, Outcome, AsgiResponse]:
        """What is done about a message of a known shape."""
        is_ours = self._callbacks.is_ours(*where)
        seal = self._signers.seal(where.provider, known, body, self._now())
        is_signed = is_ours and (seal == "right" or not self._signers.signs(where.provider))
        if not is_ours and not self._strangers.take():
            return _NOBODY, "limited", _response(429, {"retry-after": "1"}, error="too many at a time")
        message = (where.provider, known.get(ID) or _digest(body))
        content = _digest(where.submission.encode() + b"\n" + body)
        before = self._told.get(message)
        if is_signed and before == content:
            return where.provider, "repeated", _response(202)
        word = told if is_signed and before is None else ""  # the same message with other content: one of them lies
        if word:
            self._told.keep(message, content)  # before it is told, since repeats come at the same time, too
        outcome: Outcome = "unanswered"
        try:
            async with asyncio.timeout(DEADLINE):
                outcome = await self._tell(where, word)
        except (Outage, StoreError, TimeoutError):
            return _NOBODY, outcome, _response(503, {"retry-after": "5"}, error="not now: send it again")
        finally:
            if word and outcome != "told":
                self._told.forget(message)
        return _NOBODY if outcome == "unknown" else where.provider, outcome, _response(202)

    async def _tell(self, where: Address, word: str) -> Outcome:
        try:
            intent = await submitted(self._store, where.submission)
        except Lost:
            intent = None
        if intent is None or intent.provider != where.provider:
            return "unknown"
        last = self._hinted.get(where.submission)
        if not word and last is not None and self._clock() - last < _HINT_EVERY:
            return "limited"
        await self._publish([JobCalledBack(drama=intent.drama, submission=where.submission, job=word)])
        self._hinted.keep(where.submission, self._clock())
        return "told" if word else "hinted"


class TooLarge(Exception):
    """Nobody reads so much."""


async def _body(known: dict[str, str], receive: Any) -> bytes:
    """The whole body. Raises TooLarge as soon as that is known, TimeoutError when it does not come."""
    said = known.get("content-length", "")
    if re.fullmatch(r"[0-9]{1,18}", said) and int(said) > MOST_BYTES:
        raise TooLarge
    found = bytearray()
    async with asyncio.timeout(_BODY_SECONDS):
        while True:
            part = await receive()
            if part["type"] == "http.disconnect":
                raise Rubbish("the body broke off")
            found += part.get("body", b"")
            if len(found) > MOST_BYTES:
                raise TooLarge
            if not part.get("more_body"):
                return bytes(found)


def _path(scope: Mapping[str, Any]) -> bytes:
    """The path below the folder as it was sent, without its query: what is escaped in it is none of ours."""
    raw: bytes = scope.get("raw_path") or scope["path"].encode()
    path: bytes = raw.partition(b"?")[0]
    return path.removeprefix(FOLDER.encode())


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _response(status: int, more: dict[str, str] | None = None, **body: str) -> AsgiResponse:
    sent = {"content-type": "application/json; charset=utf-8"} | (more or {})
    return AsgiResponse(json.dumps(body).encode(), status, sent)
