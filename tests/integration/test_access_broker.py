"""Who may do what on the broker that production runs: every user, every topic, every group, by real calls."""

import asyncio
from collections.abc import Mapping
from typing import Any

import pytest
from aiokafka import AIOKafkaConsumer, AIOKafkaProducer
from aiokafka.conn import create_conn
from aiokafka.errors import GroupAuthorizationFailedError, NoError, TopicAuthorizationFailedError, for_code
from aiokafka.protocol.commit import OffsetCommitRequest
from aiokafka.protocol.fetch import FetchRequest
from confluent_kafka import KafkaError, Message, Producer
from faststream.kafka import KafkaBroker

from infra.access import USERS, User
from infra.topics import STAGES, all_topics
from services.gateway.gauges import Lag
from shared.runtime import Misconfigured, Stage
from shared.runtime.broker import BrokerSettings, reach, reading
from tests.containers import Server
from tests.jobs import broker_admin, broker_user

TOPICS = list(all_topics())
GROUPS = [*(stage.name for stage in STAGES), "desk", "keeper", "somebody"]
KNOWN = [user for user in USERS if user.is_known_to_the_broker]

_DENIED = (TopicAuthorizationFailedError, GroupAuthorizationFailedError)


def _id(user: User) -> str:
    return user.name


# --- writing


@pytest.mark.parametrize("user", KNOWN, ids=_id)
def test_a_user_writes_the_topics_that_it_is_granted_and_no_other(studio_broker: Server, user: User) -> None:
    answers = _written(broker_user(studio_broker, user.name))
    assert answers == {
        topic: "ok" if user.may("WRITE", "TOPIC", topic) else "TOPIC_AUTHORIZATION_FAILED" for topic in TOPICS
    }


def _written(settings: BrokerSettings) -> dict[str, str]:
    """What the broker answers to a record in each topic, from an idempotent producer as the services have it."""
    answers: dict[str, str] = {}

    def answered(error: KafkaError | None, record: Message) -> None:
        answers[str(record.topic())] = error.name() if error else "ok"

    producer = Producer(_for_librdkafka(settings) | {"enable.idempotence": True, "message.timeout.ms": 20_000})
    for topic in TOPICS:
        producer.produce(topic, b"{}", on_delivery=answered)
    producer.flush(30)
    return answers


def _for_librdkafka(settings: BrokerSettings) -> dict[str, Any]:
    return {
        "bootstrap.servers": settings.broker,
        "security.protocol": "SASL_PLAINTEXT",
        "sasl.mechanism": settings.broker_mechanism,
        "sasl.username": settings.broker_user,
        "sasl.password": settings.broker_password.get_secret_value(),
        "log_level": 0,
    }


# --- reading


@pytest.fixture
async def coordinator(studio_broker: Server) -> None:
    """The broker coordinates groups: it begins with the first that asks for it."""
    way = broker_admin(studio_broker)
    consumer = AIOKafkaConsumer(*TOPICS[:1], bootstrap_servers=way.broker, group_id="first", **way.way)
    await consumer.start()
    await consumer.stop()


@pytest.mark.usefixtures("coordinator")
@pytest.mark.parametrize("user", KNOWN, ids=_id)
async def test_a_user_reads_its_topics_as_the_group_of_its_name_and_nothing_else(
    studio_broker: Server, user: User
) -> None:
    async with _connected(broker_user(studio_broker, user.name)) as connection:
        assert await _fetched(connection) == {topic: user.may("READ", "TOPIC", topic) for topic in TOPICS}
        for group in GROUPS:
            assert await _committed(connection, group) == {
                topic: user.may("READ", "GROUP", group) and user.may("READ", "TOPIC", topic) for topic in TOPICS
            }, group


def _connected(settings: BrokerSettings) -> "_Connection":
    return _Connection(settings)


class _Connection:
    """A connection of one user; it is closed at the end."""

    def __init__(self, settings: BrokerSettings) -> None:
        self._settings = settings

    async def __aenter__(self) -> Any:
        host, _, port = self._settings.broker.rpartition(":")
        self._connection = await create_conn(host, int(port), **self._settings.way)
        return self._connection

    async def __aexit__(self, *_: object) -> None:
        self._connection.close()


async def _fetched(connection: Any) -> dict[str, bool]:
    """Whether the broker hands out the records of each topic."""
    places = [(topic, [(0, 0, 1 << 16)]) for topic in TOPICS]
    answer = await connection.send(FetchRequest(0, 0, 1 << 20, 0, places))
    return _allowed({topic: partitions[0][1] for topic, partitions in answer.topics})


async def _committed(connection: Any, group: str) -> dict[str, bool]:
    """Whether the broker lets the user say, for this group, how far it has read each topic."""
    places = [(topic, [(0, 0, "")]) for topic in TOPICS]
    answer = await connection.send(OffsetCommitRequest(group, -1, "", -1, places))
    return _allowed({topic: partitions[0][1] for topic, partitions in answer.topics})


def _allowed(codes: Mapping[str, int]) -> dict[str, bool]:
    """By topic; an error that is no refusal fails the test."""
    errors = {topic: for_code(code) for topic, code in codes.items()}
    assert set(errors.values()) <= {NoError, *_DENIED}
    return {topic: error is NoError for topic, error in errors.items()}


# --- what the services and the gateway really do


async def test_every_service_works_with_its_own_rights(studio_broker: Server) -> None:
    await asyncio.gather(*(_begins(stage, broker_user(studio_broker, stage.name)) for stage in STAGES))


async def _begins(stage: Stage, settings: BrokerSettings) -> None:
    """See the topics, join the group, publish: what a worker does when it starts."""
    await reach(settings, {*stage.reads, *stage.writes})
    way = {"bootstrap_servers": settings.broker, **settings.way}
    consumer = AIOKafkaConsumer(
        *stage.reads, group_id=stage.name, auto_offset_reset="earliest", **way, **reading(settings, None)
    )
    producer = AIOKafkaProducer(acks="all", enable_idempotence=True, **way)
    await asyncio.gather(consumer.start(), producer.start())
    try:
        assert {place.topic for place in consumer.assignment()} == set(stage.reads)
        await asyncio.gather(*(producer.send_and_wait(topic, b"{}") for topic in stage.writes))
        await consumer.getmany(timeout_ms=100)
        await consumer.commit()
    finally:
        await asyncio.gather(consumer.stop(), producer.stop())


@pytest.mark.usefixtures("coordinator")
async def test_the_gateway_sees_how_far_behind_every_group_is(studio_broker: Server) -> None:
    async with _connected(broker_admin(studio_broker)) as connection:
        for stage in STAGES:
            assert all((await _committed(connection, stage.name)).values())
    assert {group for group, _ in await _lag(broker_user(studio_broker, "gateway"))} >= {s.name for s in STAGES}


async def test_a_service_sees_no_group_but_its_own(studio_broker: Server) -> None:
    assert {group for group, _ in await _lag(broker_user(studio_broker, "video"))} <= {"video"}


async def _lag(settings: BrokerSettings) -> dict[tuple[str, ...], float]:
    broker = KafkaBroker(settings.broker, security=settings.security, apply_types=False, logger=None)
    await broker.connect()
    try:
        return await Lag(broker, period=1).read()
    finally:
        await broker.stop()


# --- who is not let in at all


@pytest.mark.parametrize("name", ["keeper", "somebody"])
async def test_who_has_nothing_to_do_there_is_not_let_in(studio_broker: Server, name: str) -> None:
    with pytest.raises(Misconfigured, match=f"refuses the user '{name}'"):
        await reach(broker_user(studio_broker, name), ())


async def test_nobody_is_let_in_without_a_password(studio_broker: Server) -> None:
    with pytest.raises(Exception, match=r"hangs up .* does it want a user \(DUANJU_BROKER_USER\)"):
        await reach(BrokerSettings(broker=studio_broker.address), (), patience=0)
