"""The runtime on Kafka and MinIO: outages, rebalances and bad records cost time, never work."""

import asyncio
import json
import subprocess
from collections.abc import AsyncIterator
from functools import partial
from pathlib import Path

import pytest

from shared.runtime import Misconfigured
from shared.runtime.broker import BrokerSettings, reach
from tests.certificates import Certificate
from tests.containers import PASSWORD, USER, KafkaServer, Server
from tests.integration.real import open_real_workshop
from tests.integration.toys import ToyMade, ToyWanted
from tests.integration.workshop import Workshop, until

_REBALANCED = "because it is rebalancing"


@pytest.fixture
async def shop(tmp_path: Path, kafka_server: KafkaServer, minio_server: Server) -> AsyncIterator[Workshop]:
    async with open_real_workshop(tmp_path, kafka_server, minio_server) as found:
        yield found
        kafka_server.start()
        minio_server.start()


async def _made(shop: Workshop, drama: str, count: int) -> list[ToyMade]:
    records = await shop.read("toy.made.v1", count, drama=drama)
    return [ToyMade.model_validate_json(record.value or b"") for record in records]


def _toys(drama: str, count: int, seconds: float = 0) -> list[ToyWanted]:
    return [ToyWanted(drama=drama, toy=f"{drama}{n:02}", seconds=seconds) for n in range(count)]


async def _nothing_is_open(shop: Workshop) -> bool:
    return not await shop.store.listing("maker/jobs")


async def test_orders_and_news_cross_kafka_and_results_lie_in_minio(shop: Workshop) -> None:
    shop.start("maker", "maker-1")
    shop.start("viewer", "viewer-1")
    order = ToyWanted(drama="crossing", toy="bear")
    await shop.publish(order, order)
    [seen] = await shop.read("toy.seen.v1", 1, drama="crossing")
    assert json.loads(seen.value or b"")["toy"] == "bear"
    assert dict(seen.headers)["ce_type"] == b"toy.seen.v1"
    await until(partial(_nothing_is_open, shop))
    await until(partial(_is_painted, shop, "bear"))
    assert shop.counter.times("bear") == 1


async def _is_painted(shop: Workshop, toy: str) -> bool:
    return await shop.store.get(f"viewer/painted/{toy}") is not None


async def test_bad_records_become_dead_letters_and_stop_nothing(shop: Workshop) -> None:
    await shop.send(
        ("toy.wanted.v1", b"poison", b"this is no JSON", []),
        ("toy.wanted.v1", b"poison", b"{}", [("ce_source", b"\xff\xfe")]),
        ("toy.wanted.v1", b"poison", None, []),
    )
    await shop.publish(ToyWanted(drama="poison", toy="antidote"))
    shop.start("maker", "maker-1")
    assert [made.toy for made in await _made(shop, "poison", 1)] == ["antidote"]
    assert len(await shop.read("maker.toy.wanted.dlq", 3, drama="poison")) == 3
    assert len(await shop.store.listing("maker/dead/toy.wanted")) == 3


async def test_workers_come_and_go_while_they_work_and_make_nothing_twice(shop: Workshop) -> None:
    wanted = _toys("rush", 60, seconds=0.2)
    shop.start("maker", "maker-1")
    await shop.ready("maker-1")
    await shop.publish(*wanted[:30])
    await until(lambda: shop.counter.times(wanted[4].toy) == 1)
    shop.start("maker", "maker-2")  # its partitions are revoked while batches are under way
    await shop.ready("maker-2")
    assert _REBALANCED in shop.log("maker-1")
    await shop.publish(*wanted[30:])
    await _made(shop, "rush", 45)
    shop.workers["maker-1"].terminate()
    made = await _made(shop, "rush", 60)
    assert {toy.toy for toy in made} == {toy.toy for toy in wanted}
    assert {toy.by for toy in made} == {"maker-1", "maker-2"}
    assert [shop.counter.times(toy.toy) for toy in wanted] == [1] * 60


async def test_a_broker_that_dies_costs_time_but_no_order(shop: Workshop, kafka_server: KafkaServer) -> None:
    wanted = _toys("outage", 6, seconds=0.5)
    shop.start("maker", "maker-1")
    await shop.ready("maker-1")
    await shop.publish(*wanted)
    await until(lambda: shop.counter.times(wanted[0].toy) == 1)
    kafka_server.stop()
    await until(lambda: "not ready" in shop.log("maker-1"), what="for the worker to notice")
    kafka_server.start()
    await reach(shop.broker, ["toy.made.v1"], patience=60)
    assert {toy.toy for toy in await _made(shop, "outage", 6)} == {toy.toy for toy in wanted}
    later = _toys("afterwards", 2)
    await shop.publish(*later)
    assert {toy.toy for toy in await _made(shop, "afterwards", 2)} == {toy.toy for toy in later}
    assert [shop.counter.times(toy.toy) for toy in wanted] == [1] * 6


async def test_a_store_that_falls_silent_costs_time_but_no_order(shop: Workshop, minio_server: Server) -> None:
    shop.start("maker", "maker-1")
    shop.start("maker", "maker-2")
    await shop.ready("maker-1", "maker-2")
    wanted = _toys("silence", 8)
    minio_server.stop()
    await shop.publish(*wanted)
    await until(lambda: "does not answer" in shop.log("maker-1") + shop.log("maker-2"), what="for a worker to notice")
    shop.kill("maker-2")  # the others get its partitions while their own batch still waits for the store
    minio_server.start()
    assert {toy.toy for toy in await _made(shop, "silence", 8)} == {toy.toy for toy in wanted}
    assert [shop.counter.times(toy.toy) for toy in wanted] == [1] * 8


async def test_a_worker_that_comes_back_under_its_name_has_its_partitions_at_once(shop: Workshop) -> None:
    shop.start("maker", "maker-1")
    shop.start("maker", "maker-2")
    await shop.ready("maker-1", "maker-2", "maker-1")
    before = len(shop.log("maker-2"))
    shop.kill("maker-1")
    shop.start("maker", "maker-1")
    await shop.ready("maker-1")
    wanted = _toys("revenant", 8)
    await shop.publish(*wanted)
    assert {toy.toy for toy in await _made(shop, "revenant", 8)} == {toy.toy for toy in wanted}
    assert _REBALANCED not in shop.log("maker-2")[before:]


# --- what keeps a service from starting


async def test_a_service_that_cannot_work_ends_and_says_how_to_mend_it(shop: Workshop) -> None:
    refusals = {
        "password": ({"DUANJU_BROKER_PASSWORD": "wrong-one"}, "correct DUANJU_BROKER_USER and DUANJU_BROKER_PASSWORD"),
        "key": ({"DUANJU_STORE_SECRET_KEY": "wrong-two"}, "correct DUANJU_STORE_SECRET_KEY"),
        "bucket": ({"DUANJU_STORE": "s3://nowhere"}, "'nowhere' at http://"),
        "number": ({"DUANJU_HEARTBEAT": "soon"}, "DUANJU_HEARTBEAT: "),
    }
    ended = {name: shop.start("maker", name, **wrong) for name, (wrong, _) in refusals.items()}
    await asyncio.gather(*(until(partial(_has_ended, process), 60, f"for {n}") for n, process in ended.items()))
    for name, (_, words) in refusals.items():
        said = shop.log(name)
        assert ended[name].returncode == 78, said
        assert "maker cannot start: " in said
        assert words in said
        assert "Traceback" not in said
        assert not any(secret in said for secret in (PASSWORD, "wrong-one", "wrong-two"))


def _has_ended(process: subprocess.Popen[bytes]) -> bool:
    return process.poll() is not None


async def test_a_taken_port_ends_the_start(shop: Workshop) -> None:
    shop.start("maker", "maker-1")
    await shop.ready("maker-1")
    process = shop.start("maker", "maker-2", DUANJU_PORT=str(shop.ports["maker-1"]))
    await until(partial(_has_ended, process), 60, "for the second worker to end")
    assert process.returncode == 78
    assert f"port {shop.ports['maker-1']} of 127.0.0.1 is taken" in shop.log("maker-2")


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"broker_password": "wrong"}, "refuses the user 'studio': correct"),
        ({"broker_user": "nobody"}, "refuses the user 'nobody': correct"),
        ({"broker_mechanism": "SCRAM-SHA-256"}, "correct DUANJU_BROKER_MECHANISM"),
        ({"broker_ca": None}, "no TLS we trust .* correct DUANJU_BROKER_TLS or DUANJU_BROKER_CA"),
        ({"broker_user": ""}, "belong together"),
    ],
)
async def test_what_the_broker_refuses_is_told(
    kafka_server: KafkaServer, server_certificate: Certificate, wrong: dict[str, str], words: str
) -> None:
    right = {
        "broker": kafka_server.with_tls,
        "broker_tls": True,
        "broker_ca": server_certificate.authority,
        "broker_user": USER,
        "broker_password": PASSWORD,
    }
    await reach(BrokerSettings.model_validate(right), ["toy.wanted.v1"])
    with pytest.raises(Misconfigured, match=words) as told:
        await reach(BrokerSettings.model_validate(right | wrong), ["toy.wanted.v1"])
    assert PASSWORD not in str(told.value)
