"""One provider over HTTP: a call goes out once, and what became of it is classified once."""

import asyncio
import contextlib
import random
import ssl
import time
from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime
from functools import cache
from types import TracebackType
from typing import Literal, NamedTuple, Self, TypeVar

import httpx
from pydantic import BaseModel, SecretStr, ValidationError

from shared.ledger.offers import Ticket
from shared.providers.catalogue.spec import ProviderSpec
from shared.providers.remote.keys import Held, Keys
from shared.providers.remote.refusals import Drifted, Problem, plain, refusal
from shared.runtime.errors import Misconfigured, Transient, Unreached

K = TypeVar("K", bound=BaseModel)
Method = Literal["GET", "POST"]
Looking = Callable[[], contextlib.AbstractAsyncContextManager[None]]
"""What each read passes: a place in which it is made, which may keep it out."""

FRESH_KEYS = 3
"""Fresh keys that are tried in a row before a person is asked."""
CONNECT = 10.0
"""Seconds to reach a provider, and to get one of our own connections to it."""
READ = 30.0
"""Seconds that an answer may take which nothing has to be made for."""
CONNECTIONS = 64
LARGEST_JSON, LARGEST_BYTES = 8 << 20, 64 << 20
"""Bytes of an answer; more is no answer to anything that we ask."""


class Raw(NamedTuple):
    """An answer as it came."""

    content: bytes
    media_type: str


class Wire:
    """A provider's API below its ``base_url``, over a pool of connections that ``close`` ends.

    A call goes out once. It is repeated only after a 401, which certainly did nothing, with a fresh key. Unreached,
    Throttled, Rejected, Permanent and Misconfigured are raised only where nothing was accepted, for certain; any other
    Transient means that nobody knows. What a provider says is quoted without keys, control characters or length.
    A read passes ``looking``, and raises what that does.
    """

    def __init__(
        self,
        spec: ProviderSpec,
        keys: Keys,
        *,
        allow_loopback: bool = False,
        looking: Looking = contextlib.nullcontext,
        transport: httpx.AsyncBaseTransport | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.spec, self._looking = spec, looking
        self._key = Held(spec, keys, clock)
        self._luck = random.Random()
        self._client = httpx.AsyncClient(
            base_url=_checked(spec, allow_loopback),
            trust_env=False,
            follow_redirects=False,
            timeout=httpx.Timeout(CONNECT, read=None, write=READ),
            limits=httpx.Limits(max_connections=CONNECTIONS, max_keepalive_connections=CONNECTIONS),
            headers={"accept-encoding": "identity"},
            verify=_certificates() if spec.base_url.startswith("https") else False,
            transport=transport,
        )

    async def call(
        self,
        method: Method,
        path: str,
        kind: type[K],
        *,
        body: BaseModel | None = None,
        ticket: Ticket | None = None,
        params: dict[str, str] | None = None,
    ) -> K:
        """Ask, and read the answer as ``kind``. Raises Drifted if it is JSON of another form.

        With a ``ticket`` it is a submission: its key is sent along, and the answer may take as long as the provider's
        terms say.
        """
        async with self._looking() if method == "GET" else contextlib.nullcontext():
            raw = await self.fetch(method, path, body=body, ticket=ticket, params=params, largest=LARGEST_JSON)
            return self.read(raw, kind)

    async def fetch(
        self,
        method: Method,
        path: str,
        *,
        body: BaseModel | None = None,
        ticket: Ticket | None = None,
        params: dict[str, str] | None = None,
        largest: int = LARGEST_BYTES,
    ) -> Raw:
        """Ask, and take the answer as it comes. A fresh key is asked for three times in a row at most."""
        await self.check_key()
        headers = {"idempotency-key": ticket.key} if ticket else {}
        content = None
        if body is not None:
            content = body.model_dump_json(exclude_none=True, by_alias=True).encode()
            headers["content-type"] = "application/json"
        limit = self.spec.terms.answer_within if ticket else min(READ, self.spec.terms.answer_within)
        for _ in range(1 + FRESH_KEYS):
            used = self._key.current
            request = self._client.build_request(
                method, path, params=params, content=content, headers=headers | _authorization(used)
            )
            answer = await self._once(request, limit, largest)
            if answer.status != httpx.codes.UNAUTHORIZED:
                return self._accepted(answer)
            problem = self._problem(answer.content)
            if await self._key.other_than(used) == used:
                break
        raise self._key.refused(used, problem.words)

    async def check_key(self) -> None:
        """Raises Misconfigured if the key was just refused, and is still the same: no call would be answered."""
        await self._key.check()

    def read(self, raw: Raw, kind: type[K]) -> K:
        """An answer as ``kind``. Raises Drifted, which names the first field that does not fit, or Transient."""
        try:
            return kind.model_validate_json(raw.content)
        except ValidationError as error:
            found = error.errors(include_url=False, include_input=False, include_context=False)[0]
        if found["type"] == "json_invalid":
            raise Transient(
                f"{self.spec.name} sent an answer that cannot be read: nobody knows what became of the call"
            )
        field = ".".join(map(str, found["loc"])) or "answer"
        raise Drifted(f"{self.spec.name} answers in another form than it documents: {field}: {found['msg']}", field)

    def tell(self, words: str) -> str:
        """A provider's words as they may be told: without our key, control characters or length."""
        return plain(self._key.redacted(words))

    async def close(self) -> None:
        """End the connections; calls under way break off."""
        await self._client.aclose()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()

    def __repr__(self) -> str:
        return f"Wire({self.spec.name})"

    # --- one request

    async def _once(self, request: httpx.Request, limit: float, largest: int) -> "_Answer":
        """The answer, whatever its status. No exception holds the request, whose header is a secret."""
        wrong: Transient
        try:
            async with asyncio.timeout(limit), self._streamed(request) as response:
                content = bytearray()
                async for piece in response.aiter_bytes():
                    content += piece
                    if len(content) > largest:
                        raise Transient(f"{self.spec.name} sends more than {largest} bytes: nobody knows what it is")
                return _Answer(response.status_code, response.headers, bytes(content))
        except (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout) as error:
            wrong = Unreached(f"{self.spec.name} cannot be reached: {self._reason(error)}")
        except TimeoutError:
            wrong = Transient(f"{self.spec.name} did not answer in {limit:g} s: nobody knows what became of the call")
        except httpx.HTTPError as error:
            wrong = Transient(f"the answer of {self.spec.name} broke off: {self._reason(error)}")
        raise wrong

    @contextlib.asynccontextmanager
    async def _streamed(self, request: httpx.Request) -> AsyncIterator[httpx.Response]:
        response = await self._client.send(request, stream=True)
        try:
            yield response
        finally:
            await response.aclose()

    def _accepted(self, answer: "_Answer") -> Raw:
        if 200 <= answer.status < 300:
            return Raw(answer.content, answer.headers.get("content-type", "").partition(";")[0].strip().lower())
        problem = self._problem(answer.content)
        raise refusal(self.spec.name, answer.status, answer.headers, problem, datetime.now(UTC), self._luck)

    def _reason(self, error: httpx.HTTPError) -> str:
        return self.tell(str(error)) or type(error).__name__

    def _problem(self, content: bytes) -> Problem:
        return Problem.read(self._key.redacted(content.decode("utf-8", "replace")).encode())


class _Answer(NamedTuple):
    status: int
    headers: httpx.Headers
    content: bytes


def _authorization(key: SecretStr | None) -> dict[str, str]:
    return {"authorization": f"Bearer {key.get_secret_value()}"} if key else {}


def _checked(spec: ProviderSpec, allow_loopback: bool) -> str:
    """The base URL, with a slash at its end. Raises Misconfigured for one that a key must not be sent to."""
    try:
        url = httpx.URL(spec.base_url)
    except httpx.InvalidURL as error:
        raise Misconfigured(f"base_url of {spec.name} is no address: correct it in the catalogue") from error
    if url.userinfo or not url.host or url.scheme not in {"http", "https"}:
        raise Misconfigured(f"base_url of {spec.name} must be https://host/path: correct it in the catalogue")
    if url.scheme != "https" and not allow_loopback:
        raise Misconfigured(
            f"base_url of {spec.name} is not https, so its key could be read on the way: correct it in the catalogue, "
            "or set DUANJU_ALLOW_LOOPBACK=true for a server of your own"
        )
    return spec.base_url.rstrip("/") + "/"


@cache
def _certificates() -> ssl.SSLContext:
    """Those of the system, or of SSL_CERT_FILE. Loaded once in a process: that takes longer than all else here."""
    return httpx.create_ssl_context()
