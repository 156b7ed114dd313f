"""The wire on real sockets: whom it trusts, and keys that are exchanged while it works."""

import asyncio
import logging
import ssl
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import httpx
import pytest
from pydantic import BaseModel

from infra.simulator import Scenario, simulating
from shared.providers.openai.models import models
from shared.providers.remote import wire as lines
from shared.providers.remote.keys import KeyRing
from shared.providers.remote.wire import Wire
from shared.runtime import Misconfigured, Transient, Unreached
from tests.certificates import Certificate
from tests.simulated import FAST
from tests.wires import KEY, TICKET, Given, provider


class Told(BaseModel):
    job_id: str


@asynccontextmanager
async def answering(answer: bytes, papers: Certificate | None = None) -> AsyncIterator[str]:
    """A server that answers every request with these bytes and hangs up; its base URL."""
    context = None
    if papers:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        chain = papers.authority.with_name("server.pem")
        chain.write_bytes(papers.chain + papers.key)
        context.load_cert_chain(chain)

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(answer)
        await writer.drain()
        writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0, ssl=context)
    scheme = "https" if papers else "http"
    async with server:
        yield f"{scheme}://127.0.0.1:{server.sockets[0].getsockname()[1]}/v1"


@pytest.fixture
def fresh_certificates() -> Iterator[None]:
    lines._certificates.cache_clear()
    yield
    lines._certificates.cache_clear()


GOOD = b'HTTP/1.1 200 OK\r\nContent-Length: 17\r\nConnection: close\r\n\r\n{"job_id": "j-1"}'


async def test_a_server_that_nobody_vouches_for_gets_no_key(server_certificate: Certificate) -> None:
    async with answering(GOOD, server_certificate) as url, Wire(provider(url), Given(KEY)) as wire:
        with pytest.raises(Unreached, match="certificate"):
            await wire.call("POST", "video/generate", Told, ticket=TICKET)


@pytest.mark.usefixtures("fresh_certificates")
async def test_an_authority_of_ones_own_is_trusted(
    server_certificate: Certificate, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(server_certificate.authority))
    async with answering(GOOD, server_certificate) as url, Wire(provider(url), Given(KEY)) as wire:
        assert (await wire.call("POST", "video/generate", Told, ticket=TICKET)).job_id == "j-1"


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{",
        b'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{"job',
        b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 4\r\n\r\nnone",
        b"SSH-2.0-OpenSSH_9.6\r\n",
        b"HTTP/1.1 200 OK\r\n" + b"x-long: " + b"a" * 200_000 + b"\r\n\r\n",
    ],
)
async def test_after_an_answer_that_breaks_off_nobody_knows(answer: bytes) -> None:
    async with answering(answer) as url, Wire(provider(url), Given(KEY), allow_loopback=True) as wire:
        with pytest.raises(Transient) as broken:
            await wire.call("POST", "video/generate", Told, ticket=TICKET)
    assert type(broken.value) is Transient


async def test_a_key_that_is_exchanged_in_its_file_is_taken_up_at_work(tmp_path: Path) -> None:
    file = tmp_path / "keys.toml"
    async with simulating(Scenario(time_scale=FAST)) as running:
        file.write_text(f'holysheep = "{running.key}"\n')
        async with Wire(provider(running.url), KeyRing(file, {}), allow_loopback=True) as wire:
            known = await models(wire)
            async with httpx.AsyncClient(trust_env=False) as desk:
                await desk.post(f"{running.origin}/_simulator/keys/expire")
                with pytest.raises(Misconfigured, match=r"'holysheep' in .*keys\.toml"):
                    await models(wire)
                fresh = (await desk.post(f"{running.origin}/_simulator/keys")).json()["key"]
            file.write_text(f'holysheep = "Bearer {fresh}"\n')
            assert await models(wire) == known


async def test_no_log_holds_a_key_however_much_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    refused = b"HTTP/1.1 500 Oops\r\nConnection: close\r\nContent-Length: 44\r\n\r\n" + KEY.encode() + b"!"
    async with answering(refused) as url, Wire(provider(url), Given(KEY), allow_loopback=True) as wire:
        with pytest.raises(Transient) as broken:
            await wire.call("POST", "video/generate", Told, ticket=TICKET)
    logging.getLogger("test").exception("it failed", exc_info=broken.value)
    assert "send_request_headers" in caplog.text, "the client's own log is on"
    assert "it failed" in caplog.text
    assert KEY not in caplog.text
