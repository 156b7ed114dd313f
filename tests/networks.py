"""A network for a test: every connection is noted, and leads where the test wants it."""

from collections.abc import Awaitable, Callable, Iterable

import httpcore


class Network(httpcore.AsyncNetworkBackend):
    """``called`` are the addresses in turn; ``lead`` is told how many they are now, and connects."""

    def __init__(self, lead: Callable[[int], Awaitable[httpcore.AsyncNetworkStream]]) -> None:
        self.called: list[str] = []
        self._lead = lead

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109 (httpcore's own)
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        self.called.append(host)
        return await self._lead(len(self.called))
