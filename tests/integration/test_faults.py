"""What is wrong with broker, store or machine is said in one line, and nothing that cannot work looks healthy.

Broker and store that go away: ``test_real_parts``.
"""

import asyncio
import os
import re
import subprocess
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import AsyncExitStack
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest

from infra.local.ports import free_port
from shared.artifacts import StoreError
from tests.containers import PASSWORD, KafkaServer, Server, minio
from tests.faults import ENDS, WAITS
from tests.integration.real import open_real_workshop
from tests.integration.toys import ToyMade, ToyWanted
from tests.integration.workshop import Workshop, until
from tests.interceptor import Change, intercepting

_WRONG = "not-the-right-one"


@pytest.fixture(scope="module")
def small_store() -> Iterator[Server]:
    with minio(disk="48m") as found:
        yield found


@pytest.fixture
async def shop(tmp_path: Path, kafka_server: KafkaServer, small_store: Server) -> AsyncIterator[Workshop]:
    async with open_real_workshop(tmp_path, kafka_server, small_store) as found:
        yield found


# --- at start


async def test_a_fault_at_start_ends_the_service_with_one_line_that_says_how_to_mend_it(shop: Workshop) -> None:
    endpoint = shop.parts["DUANJU_STORE_ENDPOINT"]
    taken = endpoint.rpartition(":")[2]
    async with AsyncExitStack() as exits:

        async def between(**changes: Change) -> dict[str, str]:
            interceptor = await exits.enter_async_context(intercepting(endpoint))
            vars(interceptor).update(changes)
            return {"DUANJU_STORE_ENDPOINT": interceptor.endpoint}

        faults: dict[str, Mapping[str, str]] = {
            "broker: wrong password": {"DUANJU_BROKER_PASSWORD": _WRONG},
            "broker: no password": {"DUANJU_BROKER_PASSWORD": ""},
            "broker: another mechanism": {"DUANJU_BROKER_MECHANISM": "SCRAM-SHA-256"},
            "broker: missing topic": {"TOY_SERVICE": "seller"},
            "broker: away": {"DUANJU_BROKER": f"127.0.0.1:{free_port()}"},
            "store: wrong secret key": {"DUANJU_STORE_SECRET_KEY": _WRONG},
            "store: unknown access key": {"DUANJU_STORE_ACCESS_KEY": "nobody"},
            "store: missing bucket": {"DUANJU_STORE": "s3://nowhere"},
            "store: no create-only PUT": await between(change_answer=_overwritten),
            "store: clocks minutes apart": await between(change_answer=_seven_minutes_ahead),
            "store: clocks a quarter of an hour apart": await between(change_request=_twenty_minutes_ago),
            "store: away": {"DUANJU_STORE_ENDPOINT": f"http://127.0.0.1:{free_port()}"},
            "port taken": {"DUANJU_PORT": taken},
            "a setting that cannot be": {"DUANJU_HEARTBEAT": "soon"},
        }
        assert {*faults, "store: full"} == {*ENDS}
        await asyncio.gather(*(_ends(shop, fault, **wrong) for fault, wrong in faults.items()))


async def _ends(shop: Workshop, fault: str, **wrong: str) -> None:
    """A service with this fault ends as the table says, and never looks healthy."""
    name = re.sub(r"\W+", "-", fault).lower()
    process = shop.start(wrong.pop("TOY_SERVICE", "maker"), name, **wrong)
    while not _has_ended(process):
        assert not await asyncio.to_thread(shop.is_healthy, name), fault
        await asyncio.sleep(0.2)
    said = shop.log(name)
    assert process.returncode == 78, said
    assert ENDS[fault].is_all_of(said), said
    assert _WRONG not in said and PASSWORD not in said


def _has_ended(process: subprocess.Popen[bytes]) -> bool:
    return process.poll() is not None


def _overwritten(answer: bytes) -> bytes:
    """What a server says that does not know ``If-None-Match``."""
    return re.sub(rb"^HTTP/1.1 412 [^\r]*", b"HTTP/1.1 200 OK", answer)


def _seven_minutes_ahead(answer: bytes) -> bytes:
    there = format_datetime(datetime.now(UTC) + timedelta(minutes=7), usegmt=True)
    return re.sub(rb"(?m)^Date: .*?\r$", f"Date: {there}\r".encode(), answer)


def _twenty_minutes_ago(request: bytes) -> bytes:
    then = datetime.now(UTC) - timedelta(minutes=20)
    return re.sub(rb"(?mi)^x-amz-date: .*?\r$", f"x-amz-date: {then:%Y%m%dT%H%M%SZ}\r".encode(), request)


# --- while it works


async def test_a_store_that_runs_full_lets_work_wait_until_there_is_room(shop: Workshop, tmp_path: Path) -> None:
    shop.start("maker", "maker-1")
    await shop.ready("maker-1")
    await _fill(shop, tmp_path / "film")
    wanted = [ToyWanted(drama="crowded", toy=f"crowded{n}") for n in range(4)]
    await shop.publish(*wanted)
    await until(lambda: WAITS["store: runs full"].is_in(shop.log("maker-1")), what="for the worker to say so")
    await until(lambda: not shop.is_healthy("maker-1"), what="for the worker to look ill")
    await _ends(shop, "store: full")
    assert not shop.is_healthy("maker-1")
    await _make_room(shop)
    assert await _made(shop, "crowded", 4) == {toy.toy for toy in wanted}
    await shop.ready("maker-1")
    assert [shop.counter.times(toy.toy) for toy in wanted] == [1] * 4
    assert await shop.store.listing("maker/dead") == []
    assert "Traceback" not in shop.log("maker-1")


async def _fill(shop: Workshop, film: Path) -> None:
    """Until not even a small record finds room."""
    size, number = 8 << 20, 0
    while size > 500:
        film.write_bytes(os.urandom(size))
        try:
            await shop.store.upload(f"maker/fill/{number}", film)
            number += 1
        except StoreError:
            size //= 4


async def _make_room(shop: Workshop) -> None:
    for found in await shop.store.listing("maker/fill"):
        await shop.store.delete(found.key)


async def _made(shop: Workshop, drama: str, count: int) -> set[str]:
    records = await shop.read("toy.made.v1", count, drama=drama)
    return {ToyMade.model_validate_json(record.value or b"").toy for record in records}
