"""Connections to public addresses only: the name is resolved once, and what was checked is what is called."""

import asyncio
import socket
from collections.abc import Awaitable, Callable, Iterable, Sequence

import httpcore

from shared.providers.remote.addresses import why_not
from shared.runtime.errors import Permanent

Resolve = Callable[[str], Awaitable[Sequence[str]]]
"""The addresses of a host. Raises OSError if there are none."""


async def resolve(host: str) -> Sequence[str]:
    """What this machine's resolver says."""
    found = await asyncio.get_running_loop().getaddrinfo(host, None, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(where[0]) for *_, where in found))


class Dial(httpcore.AsyncNetworkBackend):
    """Connects to a host's address after having looked at all of them; one that is not public refuses the host.

    TLS goes on with the host's name: the certificate is checked against it. ``exempt`` are hosts that may be anywhere.
    """

    def __init__(self, resolve: Resolve, network: httpcore.AsyncNetworkBackend, exempt: frozenset[str]) -> None:
        self._resolve, self._network, self._exempt = resolve, network, exempt

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109 (httpcore's own)
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """Raises Permanent where the host must not be called, ConnectError where it cannot."""
        failure: Exception = httpcore.ConnectError(f"{host} has no address")
        for address in await self._addresses(host):
            try:
                return await self._network.connect_tcp(address, port, timeout, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
        raise failure

    async def _addresses(self, host: str) -> Sequence[str]:
        try:
            found = await self._resolve(host)
        except OSError as error:
            raise httpcore.ConnectError(f"{host} is not known: {error}") from error
        for address in found:
            if host not in self._exempt and (reason := why_not(address)):
                raise Permanent(f"{host} leads to {address} ({reason}): results are fetched from the internet only")
        return found
