"""Addresses that a provider names its results by: read once, strictly, and never by two readers. Pure.

Whatever two programs could read differently (users, ports, numbers for a host, escapes, backslashes, other alphabets)
is refused, so that the host that was checked is the host that is called.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass
from typing import NamedTuple
from urllib.parse import urlsplit

from shared.runtime.errors import Misconfigured, Permanent

_LONGEST = 8192
_USUAL = {"https": 443, "http": 80}
LOOPBACK = ("127.0.0.1", "localhost")
_LINK = re.compile(
    r"(?P<scheme>https?)://(?P<host>[a-z0-9.-]{1,253})(?::(?P<port>\d{1,4}|[1-5]\d{4}))?"
    r"(?P<target>[/?][!\"$-\[\]-~]*)?",
    re.ASCII | re.IGNORECASE,
)
_NAME = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?")
"""A host by name: its last word begins with a letter, as no spelling of a number does."""


class Origin(NamedTuple):
    """Where a server answers."""

    scheme: str
    host: str
    port: int


@dataclass(frozen=True)
class Link:
    """Where a file lies. ``target`` may carry a signature: it is never shown."""

    scheme: str
    host: str
    port: int
    target: str

    @property
    def is_loopback(self) -> bool:
        """Whether it names this machine."""
        return self.host in LOOPBACK

    @property
    def origin(self) -> Origin:
        """Where it leads, without what is asked there."""
        return Origin(self.scheme, self.host, self.port)

    @property
    def authority(self) -> str:
        """What the Host header says."""
        return self.host if self.port == _USUAL[self.scheme] else f"{self.host}:{self.port}"


def checked(hosts: Collection[str]) -> tuple[str, ...]:
    """The hosts as they are compared. Raises Misconfigured for what can be no host, or stands for half the internet."""
    for host in hosts:
        name = host.lower().removeprefix("*.")
        if name not in LOOPBACK and not _NAME.fullmatch(name):
            raise Misconfigured(
                f"'{host}' in the catalogue's 'downloads' is no host: write a name such as cdn.example.com, "
                "or *.example.com for those below one; without https://, port or path"
            )
    return tuple(host.lower() for host in hosts)


def own_origin(base_url: str) -> Origin | None:
    """Where a server of our own answers: one that is called by plain http, which nobody but the catalogue can say."""
    parts = urlsplit(base_url)
    if parts.scheme != "http" or not parts.hostname:
        return None
    return Origin("http", parts.hostname, parts.port or _USUAL["http"])


def read(url: str, hosts: Collection[str], allow_loopback: bool = False, own: Origin | None = None) -> Link:
    """The link, if it leads by https to one of the ``checked`` hosts (``*.example.com`` for those below one).

    ``allow_loopback`` lets http and any port pass where the host is this machine, and listed; what lies at the origin
    ``own`` passes unlisted. Raises Permanent.
    """
    found = _LINK.fullmatch(url) if len(url) <= _LONGEST else None
    if not found:
        raise Permanent("the provider names its result by an address that is not followed: it must be plain https")
    scheme, host = found["scheme"].lower(), found["host"].lower()
    target = found["target"] or "/"
    port = int(found["port"] or _USUAL[scheme])
    link = Link(scheme, host, port, target if target.startswith("/") else f"/{target}")
    if link.origin == own:
        return link
    if not (allow_loopback and link.is_loopback):
        _check(link)
    if not any(_covers(each, host) for each in hosts):
        raise Permanent(
            f"the provider's result lies at {host}, where nothing is fetched from: "
            "if that is right, add the host to the provider's 'downloads' in the catalogue"
        )
    return link


def _check(link: Link) -> None:
    if not _NAME.fullmatch(link.host):
        raise Permanent(f"the provider's result lies at {link.host}, which is not a host of the internet by name")
    if link.scheme != "https":
        raise Permanent(f"the provider's result lies at {link.host} without encryption: only https is followed")
    if link.port != 443:
        raise Permanent(f"the provider's result lies at {link.host}, port {link.port}: only port 443 is followed")


def _covers(listed: str, host: str) -> bool:
    return host.endswith(listed[1:]) if listed.startswith("*.") else host == listed
