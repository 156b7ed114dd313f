"""Downloads over real connections: what arrives is whole, of the wanted kind and no larger than agreed."""

import asyncio
import ssl
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import get_args

import httpcore
import pytest

from shared.providers.remote import MediaKind
from shared.providers.remote.downloads import Downloads
from shared.providers.remote.magic import kind_of
from shared.providers.remote.refusals import LONGEST_WAIT
from shared.runtime import Permanent, Throttled, Transient
from tests.certificates import certificate
from tests.networks import Network
from tests.simulated import FILM as FILM_WANTED
from tests.simulated import SPEECH as SPEECH_WANTED
from tests.simulated import provider, rule

FILM = b"\x00\x00\x00\x18ftypmp42" + bytes(range(256)) * 40
CAP = 64 * 1024
HERE = "127.0.0.1"
TRUST = ssl.create_default_context()


@dataclass
class Site:
    """Answers every request with the next of ``answers``, the last one again and again; keeps what it was asked."""

    answers: list[bytes]
    pause: float = 0
    port: int = 0
    heads: list[str] = field(default_factory=list)

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.heads.append((await reader.readuntil(b"\r\n\r\n")).decode())
        writer.write(self.answers[min(len(self.heads), len(self.answers)) - 1])
        await writer.drain()
        await asyncio.sleep(self.pause)
        writer.close()

    @property
    def url(self) -> str:
        return f"http://{HERE}:{self.port}/a.mp4?signature=secret"


@asynccontextmanager
async def site(*answers: bytes, pause: float = 0, tls: ssl.SSLContext | None = None) -> AsyncIterator[Site]:
    found = Site(list(answers), pause)
    server = await asyncio.start_server(found.serve, HERE, 0, ssl=tls)
    found.port = server.sockets[0].getsockname()[1]
    try:
        yield found
    finally:
        server.close()


def answer(body: bytes, *headers: str, status: str = "200 OK", length: int | None = None) -> bytes:
    framed = [f"Content-Length: {len(body) if length is None else length}"] if length != -1 else []
    return "\r\n".join([f"HTTP/1.1 {status}", *framed, *headers, "", ""]).encode() + body


def chunked(*chunks: bytes, end: bytes = b"0\r\n\r\n") -> bytes:
    body = b"".join(b"%x\r\n%s\r\n" % (len(chunk), chunk) for chunk in chunks)
    return answer(body + end, "Transfer-Encoding: chunked", length=-1)


@pytest.fixture
def downloads() -> Downloads:
    return Downloads((HERE,), allow_loopback=True, cap_bytes=CAP, deadline=20, trust=TRUST)


@pytest.fixture
def into(tmp_path: Path) -> Path:
    return tmp_path / "film.mp4"


@pytest.mark.parametrize("sent", [answer(FILM), chunked(FILM[:3], FILM[3:9], FILM[9:])], ids=["whole", "chunked"])
async def test_a_whole_file_arrives(downloads: Downloads, into: Path, sent: bytes) -> None:
    async with site(sent) as found:
        await downloads.fetch(found.url, into, "video")
    assert into.read_bytes() == FILM
    assert list(into.parent.iterdir()) == [into]
    assert "authorization" not in found.heads[0].lower()
    assert "Accept-Encoding: identity" in found.heads[0]


BROKEN_OFF = {
    "shorter than it said": answer(FILM, length=len(FILM) + 1),
    "without its last chunk": chunked(FILM, end=b""),
    "in the middle of a chunk": chunked(FILM)[:-20],
    "in the head": b"HTTP/1.1 200 OK\r\nContent-Le",
    "no HTTP": b"\x00\x01\x02\x03\r\n\r\n",
    "two lengths": answer(FILM, "Content-Length: 7"),
    "expired": answer(b"{}", status="403 Forbidden"),
    "not there yet": answer(b"", status="404 Not Found"),
    "server error": answer(b"", status="503 Busy"),
}


@pytest.mark.parametrize("sent", BROKEN_OFF.values(), ids=BROKEN_OFF)
async def test_what_breaks_off_is_tried_again_and_leaves_nothing(downloads: Downloads, into: Path, sent: bytes) -> None:
    async with site(sent, answer(FILM)) as found:
        with pytest.raises(Transient) as failed:
            await downloads.fetch(found.url, into, "video")
        assert list(into.parent.iterdir()) == []
        assert HERE in str(failed.value)
        assert "secret" not in str(failed.value)
        await downloads.fetch(found.url, into, "video")
    assert into.read_bytes() == FILM


REFUSED = {
    "larger than the cap, it says": (answer(FILM, length=CAP + 1), "is larger than"),
    "larger than the cap, it turns out": (chunked(FILM, bytes(CAP)), "is larger than"),
    "packed": (answer(FILM, "Content-Encoding: gzip"), "nothing is unpacked"),
    "packed twice": (answer(FILM, "Content-Encoding: br, gzip"), "nothing is unpacked"),
    "of no length": (answer(FILM, length=-1), "how long"),
    "a page": (answer(b"<!doctype html><title>Sign in</title>", "Content-Type: video/mp4"), "no video"),
    "a play list": (answer(b"#EXTM3U\n#EXTINF:5,\nfile:///etc/passwd\n"), "no video"),
    "a picture": (answer(b"\x89PNG\r\n\x1a\n" + bytes(20)), "no video"),
    "empty": (answer(b""), "no video"),
    "a few bytes": (chunked(b"\x00\x00\x00"), "no video"),
    "a part": (answer(FILM, status="206 Partial Content"), "answers 206"),
    "nothing": (b"HTTP/1.1 204 No Content\r\n\r\n", "answers 204"),
    "sent on nowhere": (answer(b"", status="302 Found"), "not to where"),
    "sent on forever": (answer(b"", "Location: /again", status="302 Found"), "more than 3 times"),
}


@pytest.mark.parametrize(("sent", "says"), REFUSED.values(), ids=REFUSED)
async def test_what_is_no_result_is_refused_and_leaves_nothing(
    downloads: Downloads, into: Path, sent: bytes, says: str
) -> None:
    async with site(sent) as found:
        with pytest.raises(Permanent, match=says) as refused:
            await downloads.fetch(found.url, into, "video")
    assert list(into.parent.iterdir()) == []
    assert "secret" not in str(refused.value)


async def test_three_redirects_are_followed(downloads: Downloads, into: Path) -> None:
    onward = [answer(b"", f"Location: /{n}", status="302 Found") for n in range(3)]
    async with site(*onward, answer(FILM)) as found:
        await downloads.fetch(found.url, into, "video")
    assert [head.split()[1] for head in found.heads] == ["/a.mp4?signature=secret", "/0", "/1", "/2"]


@pytest.mark.parametrize(
    ("said", "seconds"),
    [
        ("Retry-After: 7", 7),
        ("Retry-After: 999999999", LONGEST_WAIT),
        ("Date: Sun, 01 Nov 2026 10:00:00 GMT\r\nRetry-After: Sun, 01 Nov 2026 10:00:40 GMT", 40),
    ],
)
async def test_a_busy_host_says_how_long_to_wait(downloads: Downloads, into: Path, said: str, seconds: float) -> None:
    async with site(answer(b"", said, status="429 Slow Down")) as found:
        with pytest.raises(Throttled) as busy:
            await downloads.fetch(found.url, into, "video")
    assert busy.value.retry_after == seconds


async def test_nobody_who_listens_is_tried_again(downloads: Downloads, into: Path) -> None:
    async with site() as found:
        pass
    with pytest.raises(Transient, match="broke off"):
        await downloads.fetch(found.url, into, "video")


async def test_a_slow_answer_ends_at_the_deadline_and_leaves_nothing(into: Path) -> None:
    async with site(answer(FILM, length=len(FILM) + 1), pause=20) as found:
        with pytest.raises(Transient, match=r"within 0 s"):
            await Downloads((HERE,), allow_loopback=True, deadline=0.2).fetch(found.url, into, "video")
    assert list(into.parent.iterdir()) == []


# --- TLS: the address is pinned, the name is proved


async def a_public_address(_host: str) -> list[str]:
    return ["93.184.215.14"]


@asynccontextmanager
async def secure_site(folder: Path, *names: str) -> AsyncIterator[tuple[Site, Downloads, Network, list[str]]]:
    """A site whose certificate is for those names, and downloads from cdn.example.com that are led to it."""
    papers = certificate(folder, *names)
    (folder / "chain.pem").write_bytes(papers.chain)
    (folder / "key.pem").write_bytes(papers.key)
    theirs = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    theirs.load_cert_chain(folder / "chain.pem", folder / "key.pem")
    asked: list[str] = []
    theirs.sni_callback = _noting(asked)
    trust = ssl.create_default_context(cafile=str(papers.authority))
    async with site(answer(FILM), tls=theirs) as found:
        network = Network(lambda _: httpcore.AnyIOBackend().connect_tcp(HERE, found.port))
        hosts = ("cdn.example.com",)
        yield found, Downloads(hosts, resolve=a_public_address, network=network, trust=trust), network, asked


def _noting(asked: list[str]) -> Callable[[ssl.SSLObject | ssl.SSLSocket, str | None, ssl.SSLContext], None]:
    def note(_connection: object, name: str | None, _context: ssl.SSLContext) -> None:
        asked.append(name or "")

    return note


async def test_the_address_is_called_and_the_name_is_asked_for_and_proved(into: Path, tmp_path: Path) -> None:
    async with secure_site(tmp_path, "cdn.example.com") as (found, downloads, network, asked):
        await downloads.fetch("https://cdn.example.com/a.mp4", into, "video")
    assert into.read_bytes() == FILM
    assert network.called == ["93.184.215.14"]
    assert asked == ["cdn.example.com"]
    assert "Host: cdn.example.com\r\n" in found.heads[0]


@pytest.mark.parametrize("name", ["evil.example", "93.184.215.14"])
async def test_a_certificate_of_another_name_is_not_accepted(into: Path, tmp_path: Path, name: str) -> None:
    async with secure_site(tmp_path, name) as (found, downloads, _, _):
        with pytest.raises(Transient, match="broke off"):
            await downloads.fetch("https://cdn.example.com/a.mp4", into, "video")
    assert found.heads == []


# --- what files begin with

HEADS: dict[MediaKind, list[bytes]] = {
    "video": [b"\x00\x00\x00\x20ftypisom", b"\x1a\x45\xdf\xa3" + bytes(8)],
    "audio": [
        b"RIFF\x24\x00\x00\x00WAVE",
        b"ID3\x04" + bytes(8),
        b"\xff\xfb\x90\x64" + bytes(8),
        b"\xff\xf3\x40\xc4" + bytes(8),
        b"OggS" + bytes(8),
        b"fLaC" + bytes(8),
    ],
    "image": [b"\x89PNG\r\n\x1a\n" + bytes(4), b"\xff\xd8\xff\xe0" + bytes(8), b"RIFF\x24\x00\x00\x00WEBP"],
}


@pytest.mark.parametrize("kind", get_args(MediaKind))
def test_media_are_known_by_their_first_bytes(kind: MediaKind) -> None:
    assert [kind_of(head) for head in HEADS[kind]] == [kind] * len(HEADS[kind])


@pytest.mark.parametrize(
    "head", [b"", b"\xff", b"RIFF\x24\x00\x00\x00AVI ", b"<svg xmlns=", b"#!/bin/sh\n\n\n", b"\xff\xff\xff\xff" * 3]
)
def test_other_files_are_none_of_them(head: bytes) -> None:
    assert kind_of(head) is None


# --- the simulated provider


async def test_what_a_provider_made_is_fetched_and_a_truncated_answer_found(downloads: Downloads, into: Path) -> None:
    roomy = Downloads((HERE,), allow_loopback=True)
    async with provider({"rules": [rule("media", "truncated", nth=1)]}) as client:
        job = (await client.post("video/generate", FILM_WANTED)).json()["job_id"]
        url = (await client.finished(job))["video_url"]
        with pytest.raises(Transient, match="broke off"):
            await roomy.fetch(url, into, "video")
        await roomy.fetch(url, into, "video")
        with pytest.raises(Permanent, match="no image"):
            await roomy.fetch(url, into, "image")
        sound = (await client.post("audio/synthesis", {"model": "voice-tts-3.0", **_spoken()})).json()["audio_url"]
        await roomy.fetch(sound, into.with_suffix(".wav"), "audio")
    assert kind_of(into.read_bytes()) == "video"


def _spoken() -> dict[str, object]:
    return {name: SPEECH_WANTED[name] for name in ("input", "voice")}
