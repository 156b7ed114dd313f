"""Results are fetched from where a provider says that they lie, and a provider's word is not trusted.

Nothing of the answer but its bytes is believed: not its size, its type, nor where it sends us next. No key, cookie or
proxy goes along.
"""

import asyncio
import random
import ssl
import uuid
from collections.abc import AsyncIterator, Collection
from contextlib import asynccontextmanager, closing
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO
from urllib.parse import urljoin

import httpcore

from shared.providers.remote import links
from shared.providers.remote.dialling import Dial, Resolve, resolve
from shared.providers.remote.links import Link
from shared.providers.remote.magic import HEAD, MediaKind, kind_of
from shared.providers.remote.refusals import wait
from shared.runtime.errors import Permanent, Throttled, Transient

CAP_BYTES = 512 << 20
DEADLINE = 300.0
MOST_REDIRECTS = 3
_STILL = 30.0
"""Seconds without a byte."""
_REDIRECTS = (301, 302, 303, 307, 308)
_LATER = (403, 404, 408, 410, 425)
"""A signed address has ended, or the file is not there yet: the job, asked again, names another."""


class Downloads:
    """Fetches files from the ``hosts`` of one provider (``*.example.com`` for those below one), over https.

    ``cap_bytes`` bounds a file, ``deadline`` seconds a fetch with all its redirects. ``allow_loopback`` is for a
    simulator: it lets a listed 127.0.0.1 pass, by http and on any port, and the provider's own host and port if its
    ``base_url`` is plain http, wherever that is. ``resolve``, ``network`` and ``trust`` are given by tests. Raises
    Misconfigured if the hosts are no hosts.
    """

    def __init__(
        self,
        hosts: Collection[str],
        allow_loopback: bool = False,
        cap_bytes: int = CAP_BYTES,
        deadline: float = DEADLINE,
        *,
        base_url: str = "",
        resolve: Resolve = resolve,
        network: httpcore.AsyncNetworkBackend | None = None,
        trust: ssl.SSLContext | None = None,
    ) -> None:
        self._hosts, self._allow_loopback = links.checked(hosts), allow_loopback
        self._cap, self._deadline = cap_bytes, deadline
        self._own = links.own_origin(base_url) if allow_loopback else None
        exempt = {*(links.LOOPBACK if allow_loopback else ()), *([self._own.host] if self._own else ())}
        self._dial = Dial(resolve, network or httpcore.AnyIOBackend(), frozenset(exempt))
        self._trust = trust or httpcore.default_ssl_context()
        self._luck = random.Random()

    async def fetch(self, url: str, into: Path, media: MediaKind) -> None:
        """The file at ``url``, whole, at ``into``; what breaks off leaves nothing there.

        Raises Transient (Throttled) where it broke off or may be there later, Permanent where it is refused: the
        address, where it leads, the size, or what it is. Messages name the host, never the rest of an address, which
        may be signed. Safe to repeat.
        """
        try:
            async with asyncio.timeout(self._deadline):
                await self._follow(url, into, media)
        except TimeoutError as late:
            message = f"a result was not fetched within {self._deadline:.0f} s: it is tried again"
            raise Transient(message) from late

    async def _follow(self, url: str, into: Path, media: MediaKind) -> None:
        for _ in range(MOST_REDIRECTS + 1):
            link = links.read(url, self._hosts, self._allow_loopback, self._own)
            async with self._asked(link) as answer:
                if answer.status not in _REDIRECTS:
                    return await self._keep(link, answer, into, media)
                url = _onward(url, link, answer)
        raise Permanent(f"{link.host} sends us on more than {MOST_REDIRECTS} times: the result cannot be fetched")

    @asynccontextmanager
    async def _asked(self, link: Link) -> AsyncIterator[httpcore.Response]:
        """The answer, while it is read. The connection is this request's own."""
        headers = [("Host", link.authority), ("Accept", "*/*"), ("Accept-Encoding", "identity")]
        url = httpcore.URL(scheme=link.scheme, host=link.host, port=link.port, target=link.target)
        patience = {"timeout": dict.fromkeys(("connect", "read", "write", "pool"), _STILL)}
        try:
            async with (
                httpcore.AsyncConnectionPool(ssl_context=self._trust, network_backend=self._dial) as pool,
                pool.stream("GET", url, headers=headers, extensions=patience) as answer,
            ):
                yield answer
        except (httpcore.NetworkError, httpcore.ProtocolError, httpcore.TimeoutException) as error:
            what = type(error).__name__
            raise Transient(f"the download from {link.host} broke off ({what}): it is tried again") from error

    async def _keep(self, link: Link, answer: httpcore.Response, into: Path, media: MediaKind) -> None:
        self._check(link, answer)
        part = into.with_name(f"{into.name}.{uuid.uuid4().hex}.part")
        try:
            with closing(_create(part)) as file:
                await self._copy(link, answer, file, media)
            part.replace(into)
        finally:
            part.unlink(missing_ok=True)

    def _check(self, link: Link, answer: httpcore.Response) -> None:
        """Whether the body is worth reading, by the head."""
        headers = {name.decode("latin-1").lower(): value.decode("latin-1").strip() for name, value in answer.headers}
        if answer.status == 429:
            raise Throttled(f"{link.host} wants us to wait", wait(headers, datetime.now(UTC), self._luck))
        if answer.status in _LATER or answer.status >= 500:
            raise Transient(f"{link.host} answers {answer.status} for a result: it is tried again")
        if answer.status != 200:
            raise Permanent(f"{link.host} answers {answer.status} for a result, which is no file")
        if headers.get("content-encoding", "identity").lower() != "identity":
            raise Permanent(f"{link.host} sends a result packed, though it was asked not to: nothing is unpacked")
        length = headers.get("content-length")
        if length is None and headers.get("transfer-encoding", "").lower() != "chunked":
            raise Permanent(f"{link.host} does not say how long its result is, so nobody could tell if it is whole")
        if length is not None and int(length) > self._cap:
            raise self._too_large(link)

    async def _copy(self, link: Link, answer: httpcore.Response, file: BinaryIO, media: MediaKind) -> None:
        size, head, known = 0, b"", False
        async for chunk in answer.aiter_stream():
            size += len(chunk)
            if size > self._cap:
                raise self._too_large(link)
            if not known:
                head += chunk[:HEAD]
                known = len(head) >= HEAD and self._is(link, head, media)
            file.write(chunk)
        if not known:
            self._is(link, head, media)

    def _is(self, link: Link, head: bytes, media: MediaKind) -> bool:
        if kind_of(head) != media:
            raise Permanent(f"what {link.host} sends is no {media}: look at the provider's answer")
        return True

    def _too_large(self, link: Link) -> Permanent:
        return Permanent(f"the result at {link.host} is larger than {self._cap >> 20} MiB: it is not fetched")


def _create(part: Path) -> BinaryIO:
    return part.open("xb")


def _onward(url: str, link: Link, answer: httpcore.Response) -> str:
    """Where we are sent: any address, as any other read before it is followed."""
    for name, value in answer.headers:
        if name.lower() == b"location":
            try:
                return urljoin(url, value.decode("ascii"))
            except ValueError:
                break
    raise Permanent(f"{link.host} sends us on, but not to where")
