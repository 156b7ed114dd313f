"""Downloads go nowhere but to listed public hosts: a corpus of tricks, each of which works once its guard is gone."""

import asyncio
import ipaddress
import socket
import ssl
import tomllib
import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path
from urllib.parse import unquote, urlsplit

import httpcore
import pytest

from shared.providers.remote import dialling, links
from shared.providers.remote.dialling import Dial
from shared.providers.remote.downloads import Downloads
from shared.providers.remote.links import Link
from shared.runtime import Misconfigured, Permanent
from tests.networks import Network

CORPUS = tomllib.loads((Path(__file__).parents[1] / "corpora/ssrf.toml").read_text(encoding="utf-8"))
HOSTS = ("cdn.example.com", "*.media.example.com")
GOOD = "https://cdn.example.com/films/a.mp4?signature=secret"
TRUST = ssl.create_default_context()
PUBLIC, INSIDE = "93.184.215.14", "inside.media.example.com"
FILM = b"\x00\x00\x00\x18ftypmp42" + bytes(100)
WHOLE = b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%s" % (len(FILM), FILM)


def films(first: bytes = WHOLE) -> Network:
    """Answers every connection with a film, the first with ``first``."""

    async def lead(count: int) -> httpcore.AsyncNetworkStream:
        return httpcore.AsyncMockStream([WHOLE if count > 1 else first])

    return Network(lead)


class Names:
    """A resolver whose answers change: each question takes the next one, the last one stays."""

    def __init__(self, *answers: Sequence[str]) -> None:
        self.asked = 0
        self._answers = answers

    async def __call__(self, host: str) -> Sequence[str]:
        self.asked += 1
        return self._answers[min(self.asked, len(self._answers)) - 1]


async def everything_has_an_address(host: str) -> Sequence[str]:
    """As a machine's resolver does it, numbers in every spelling included."""
    if host == INSIDE:
        return ["10.0.0.7"]
    if ":" in host:
        return [host]
    try:
        return [str(ipaddress.IPv4Address(socket.inet_aton(host)))]
    except OSError:
        return [PUBLIC]


def careless(url: str, hosts: object = (), allow_loopback: bool = False, own: object = None) -> Link:
    """An address as it is often read: trimmed, repaired, decoded, and followed. Raises Permanent without a host."""
    try:
        parts = urlsplit(unicodedata.normalize("NFKC", url.strip().replace("\\", "/")))
        host, port = unquote(parts.hostname or "").replace("\0", ""), parts.port or 443
    except ValueError as error:
        raise Permanent("no address") from error
    if not host or not host.isascii():
        host = host.encode("idna").decode() if host else ""
    if not host:
        raise Permanent("no host")
    return Link("https", host, port, "/")


@pytest.fixture
def without_guards(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    with monkeypatch.context() as patch:
        patch.setattr(links, "read", careless)
        patch.setattr(dialling, "why_not", lambda _address: "")
        yield


async def gets_through(url: str, network: Network, names: dialling.Resolve, folder: Path) -> bool:
    """Whether a file arrives from there; if not, nothing is left, and the refusal keeps the address to itself."""
    into = folder / "film"
    try:
        await Downloads(HOSTS, resolve=names, network=network, trust=TRUST).fetch(url, into, "video")
    except Permanent as refused:
        assert list(folder.iterdir()) == []
        assert "secret" not in str(refused)
        assert len(str(refused)) < 500
        return False
    assert into.read_bytes() == FILM
    into.unlink()
    return True


async def test_a_plain_link_to_a_listed_host_is_fetched(tmp_path: Path) -> None:
    for url in (
        GOOD,
        "https://a.media.example.com/a.mp4",
        "https://a.b.media.example.com",
        "HTTPS://CDN.example.com:443/a?b=c%2F@d[1]",
    ):
        network = films()
        assert await gets_through(url, network, Names([PUBLIC]), tmp_path)
        assert network.called == [PUBLIC]


async def test_no_address_of_the_corpus_is_called(tmp_path: Path) -> None:
    network = films()
    for url in CORPUS["leading"] + CORPUS["nonsense"]:
        assert not await gets_through(url, network, everything_has_an_address, tmp_path), url
    assert network.called == []


async def test_no_answer_of_the_corpus_is_called_behind_a_good_name(tmp_path: Path) -> None:
    network = films()
    for answer in CORPUS["answers"]:
        assert not await gets_through(GOOD, network, Names(answer), tmp_path), answer
    assert network.called == []


async def test_no_redirect_of_the_corpus_is_followed(tmp_path: Path) -> None:
    for url in CORPUS["redirects"]:
        for status in (301, 302, 303, 307, 308):
            network = films(_onward(status, url))
            assert not await gets_through(GOOD, network, everything_has_an_address, tmp_path), url
            assert network.called == [PUBLIC]


def test_the_corpus_is_large() -> None:
    assert sum(len(cases) for cases in CORPUS.values()) >= 120
    for cases in CORPUS.values():
        assert len({str(case) for case in cases}) == len(cases)


@pytest.mark.usefixtures("without_guards")
async def test_without_the_guards_every_leading_address_is_called(tmp_path: Path) -> None:
    for url in CORPUS["leading"]:
        assert await gets_through(url, films(), everything_has_an_address, tmp_path), url


async def test_without_the_look_at_addresses_every_answer_is_called(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dialling, "why_not", lambda _address: "")
    for answer in CORPUS["answers"]:
        assert await gets_through(GOOD, films(), Names(answer), tmp_path), answer


@pytest.mark.usefixtures("without_guards")
async def test_without_the_guards_redirects_lead_on(tmp_path: Path) -> None:
    followed = 0
    for url in CORPUS["redirects"]:
        network = films(_onward(302, url))
        followed += await gets_through(GOOD, network, everything_has_an_address, tmp_path)
    assert followed >= len(CORPUS["redirects"]) - 2  # "file:" and "data:" name no host


@pytest.mark.parametrize(
    "host",
    ["", "*", "*.", "*.com", "com", "*example.com", "a.*.com", "https://cdn.example.com", "cdn.example.com/films",
     "cdn.example.com:443", "cdn.example.com.", "93.184.215.14", "10.0.0.1", "::1", "cdn,example.com", "a b.com"],
)  # fmt: skip
def test_what_is_no_host_in_the_catalogue_is_told_at_the_start(host: str) -> None:
    with pytest.raises(Misconfigured, match="is no host"):
        Downloads([*HOSTS, host], trust=TRUST)


async def test_hosts_may_be_written_in_any_case(tmp_path: Path) -> None:
    downloads = Downloads(["CDN.Example.com"], resolve=Names([PUBLIC]), network=films(), trust=TRUST)
    await downloads.fetch(GOOD, tmp_path / "film", "video")


# --- names whose answers change


async def test_what_was_checked_is_what_is_called_however_the_answer_changes(tmp_path: Path) -> None:
    network, names = films(), Names([PUBLIC], ["127.0.0.1"])
    assert await gets_through(GOOD, network, names, tmp_path)
    assert (network.called, names.asked) == ([PUBLIC], 1)


async def test_a_client_that_asks_twice_is_led_astray(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async def looks_then_asks_again(self: Dial, host: str) -> Sequence[str]:
        await found(self, host)
        return await names(host)

    found = Dial._addresses
    monkeypatch.setattr(Dial, "_addresses", looks_then_asks_again)
    network, names = films(), Names([PUBLIC], ["127.0.0.1"])
    assert await gets_through(GOOD, network, names, tmp_path)
    assert network.called == ["127.0.0.1"]


async def test_a_redirect_to_the_same_host_is_looked_up_anew(tmp_path: Path) -> None:
    network, names = films(_onward(302, "/b.mp4")), Names([PUBLIC], ["10.0.0.1"])
    assert not await gets_through(GOOD, network, names, tmp_path)
    assert network.called == [PUBLIC]


async def test_the_next_fetch_looks_the_name_up_anew(tmp_path: Path) -> None:
    network, names = films(), Names([PUBLIC], ["::1"])
    downloads = Downloads(HOSTS, resolve=names, network=network, trust=TRUST)
    await downloads.fetch(GOOD, tmp_path / "a", "video")
    with pytest.raises(Permanent, match=r"cdn.example.com leads to ::1"):
        await downloads.fetch(GOOD, tmp_path / "b", "video")


# --- loopback, for simulators


async def test_loopback_passes_only_where_it_is_asked_for_and_listed(tmp_path: Path) -> None:
    url, here = "http://127.0.0.1:8700/a.mp4", Names(["127.0.0.1"])
    for hosts, allow in ((("127.0.0.1",), False), (("localhost",), True), ((), True)):
        with pytest.raises(Permanent):
            await Downloads(hosts, allow, resolve=here, network=films(), trust=TRUST).fetch(
                url, tmp_path / "a", "video"
            )
    network = films()
    await Downloads(("127.0.0.1",), True, resolve=here, network=network, trust=TRUST).fetch(
        url, tmp_path / "a", "video"
    )
    assert network.called == ["127.0.0.1"]


async def test_with_loopback_allowed_all_else_is_refused_as_ever(tmp_path: Path) -> None:
    hosts = (*HOSTS, "127.0.0.1")
    for url, names in (
        (GOOD, Names(["127.0.0.1"])),
        ("http://cdn.example.com/a.mp4", Names([PUBLIC])),
        ("https://cdn.example.com:8443/a.mp4", Names([PUBLIC])),
        ("http://127.0.0.2/a.mp4", Names(["127.0.0.2"])),
        ("http://[::1]/a.mp4", Names(["::1"])),
        ("http://2130706433/a.mp4", Names(["127.0.0.1"])),
    ):
        with pytest.raises(Permanent):
            await Downloads(hosts, True, resolve=names, network=films(), trust=TRUST).fetch(
                url, tmp_path / "a", "video"
            )


def of_our_own(network: Network, allow: bool = True, base_url: str = "http://simulator:8700/v1") -> Downloads:
    here = Names(["172.18.0.7"])
    return Downloads(HOSTS, allow, base_url=base_url, resolve=here, network=network, trust=TRUST)


async def test_a_server_of_our_own_is_fetched_from_at_the_very_place_where_it_is_called(tmp_path: Path) -> None:
    network, there, film = films(), "http://simulator:8700/a.mp4", tmp_path / "film"
    await of_our_own(network).fetch(there, film, "video")
    assert network.called == ["172.18.0.7"]
    for url in ("http://simulator:9000/a.mp4", "https://simulator:8700/a.mp4", "http://minio:8700/a.mp4", GOOD):
        with pytest.raises(Permanent):
            await of_our_own(network).fetch(url, film, "video")
    for allow, base_url in ((False, "http://simulator:8700/v1"), (True, "https://simulator:8700/v1"), (True, "")):
        with pytest.raises(Permanent):
            await of_our_own(network, allow, base_url).fetch(there, film, "video")
    assert network.called == ["172.18.0.7"]


async def test_a_server_of_our_own_sends_us_nowhere_else(tmp_path: Path) -> None:
    for onward in ("http://minio:9000/duanju/secret", "http://simulator:9092/", "http://127.0.0.1:8700/"):
        network = films(_onward(302, onward))
        with pytest.raises(Permanent):
            await of_our_own(network).fetch("http://simulator:8700/a.mp4", tmp_path / "film", "video")
        assert network.called == ["172.18.0.7"]


async def test_this_machine_s_resolver_is_asked_once() -> None:
    assert "127.0.0.1" in await asyncio.wait_for(dialling.resolve("localhost"), 10)


def _onward(status: int, url: str) -> bytes:
    return f"HTTP/1.1 {status} Onward\r\nLocation: {url}\r\nContent-Length: 0\r\n\r\n".encode()
