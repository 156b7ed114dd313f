"""A server between a client and S3 that does to requests and answers what networks and other servers do."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from urllib.parse import urlsplit

_QUIET_SECONDS = 0.1
"""So long nothing comes: the request, or the answer, is complete."""

Change = Callable[[bytes], bytes]
"""What a request or an answer becomes."""


class Interceptor:
    """Forwards one exchange a connection. ``change_answer`` may also swallow it (empty) or cut it short."""

    def __init__(self, upstream: str) -> None:
        url = urlsplit(upstream)
        assert url.hostname and url.port
        self._host, self._port = url.hostname, url.port
        self.endpoint = ""
        self.change_request: Change = _unchanged
        self.change_answer: Change = _unchanged
        self.times = 1
        """How often a request is sent on; the last answer counts."""

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        request = self.change_request(await _all_of(reader))
        answer = b""
        for _ in range(self.times if request.startswith(b"PUT") else 1):
            answer = await self._ask(request)
        changed = self.change_answer(answer)
        writer.write(changed.replace(b"\r\n", b"\r\nConnection: close\r\n", 1))
        await writer.drain()
        writer.close()

    async def _ask(self, request: bytes) -> bytes:
        reader, writer = await asyncio.open_connection(self._host, self._port)
        writer.write(request)
        await writer.drain()
        answer = await _all_of(reader)
        writer.close()
        return answer


def _unchanged(data: bytes) -> bytes:
    return data


async def _all_of(reader: asyncio.StreamReader) -> bytes:
    """What comes until it is quiet; the first byte may take its time."""
    data = await reader.read(1 << 16)
    while data:
        try:
            more = await asyncio.wait_for(reader.read(1 << 16), _QUIET_SECONDS)
        except TimeoutError:
            break
        if not more:
            break
        data += more
    return data


@asynccontextmanager
async def intercepting(upstream: str) -> AsyncIterator[Interceptor]:
    between = Interceptor(upstream)
    server = await asyncio.start_server(between.serve, "127.0.0.1", 0)
    host, port = server.sockets[0].getsockname()
    between.endpoint = f"http://{host}:{port}"
    async with server:
        yield between
