"""The runtime on Kafka and MinIO: outages, rebalances and bad records cost time, never work."""

import json
from collections import Counter
from collections.abc import AsyncIterator
from functools import partial
from pathlib import Path

import pytest

from shared.runtime import Misconfigured
from shared.runtime.broker import BrokerSettings, reach
from tests.certificates import Certificate
from tests.containers import PASSWORD, USER, KafkaServer, Server
from tests.faults import WAITS
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


async def _are_made(shop: Workshop, wanted: list[ToyWanted]) -> bool:
    records = await shop.read("toy.made.v1", 10 * len(wanted), seconds=2, drama=wanted[0].drama)
    found = {ToyMade.model_validate_json(record.value or b"").toy for record in records}
    return found == {toy.toy for toy in wanted}


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


async def _says_and_shows(shop: Workshop, worker: str, fault: str) -> None:
    await until(lambda: WAITS[fault].is_in(shop.log(worker)), what=f"for {worker} to say so")
    await until(lambda: not shop.is_healthy(worker), what=f"for {worker} to look ill")


async def test_a_broker_that_dies_costs_time_but_no_order(shop: Workshop, kafka_server: KafkaServer) -> None:
    wanted = _toys("outage", 6, seconds=0.5)
    shop.start("maker", "maker-1")
    await shop.ready("maker-1")
    await shop.publish(*wanted)
    await until(lambda: shop.counter.times(wanted[0].toy) == 1)
    kafka_server.stop()
    await _says_and_shows(shop, "maker-1", "broker: goes away")
    kafka_server.start()
    await reach(shop.broker, ["toy.made.v1"], patience=60)
    assert {toy.toy for toy in await _made(shop, "outage", 6)} == {toy.toy for toy in wanted}
    later = _toys("afterwards", 2)
    await shop.publish(*later)
    assert {toy.toy for toy in await _made(shop, "afterwards", 2)} == {toy.toy for toy in later}
    assert [shop.counter.times(toy.toy) for toy in wanted] == [1] * 6
    said = Counter(shop.log("maker-1").splitlines())
    assert max(said.values()) <= 5, "nothing is said more than once a minute"


async def test_a_store_that_falls_silent_costs_time_but_no_order(shop: Workshop, minio_server: Server) -> None:
    shop.start("maker", "maker-1")
    shop.start("maker", "maker-2")
    await shop.ready("maker-1", "maker-2")
    wanted = _toys("silence", 8)
    minio_server.stop()
    await shop.publish(*wanted)
    await _says_and_shows(shop, "maker-1", "store: goes away")
    await _says_and_shows(shop, "maker-2", "store: goes away")
    shop.kill("maker-2")  # the others get its partitions while their own batch still waits for the store
    minio_server.start()
    await until(partial(_are_made, shop, wanted), what="for every toy, one or the other told twice")
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
