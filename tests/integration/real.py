"""A workshop on Kafka and MinIO, entered with a user and a key as a studio's services are."""

import contextlib
from collections.abc import AsyncIterator, Mapping
from pathlib import Path

from aiokafka.admin import AIOKafkaAdminClient, NewTopic

from shared.artifacts.s3 import S3
from shared.runtime.broker import BrokerSettings
from tests.buckets import new_bucket
from tests.containers import ADMIN_KEY, PASSWORD, USER, KafkaServer, Server
from tests.integration.toys import maker, viewer
from tests.integration.workshop import Workshop, topics


@contextlib.asynccontextmanager
async def open_real_workshop(folder: Path, kafka: KafkaServer, minio: Server) -> AsyncIterator[Workshop]:
    """A workshop with a bucket of its own; topics and groups are those of every other one on this broker."""
    broker = BrokerSettings(broker=kafka.for_users, broker_user=USER, broker_password=PASSWORD)
    await create_topics(broker, topics(maker, viewer))
    bucket = new_bucket(minio.endpoint, "toys")
    parts = {
        "DUANJU_BROKER": kafka.for_users,
        "DUANJU_BROKER_USER": USER,
        "DUANJU_BROKER_PASSWORD": f"{PASSWORD}\n",
        "DUANJU_STORE": f"s3://{bucket.name}/{bucket.prefix}",
        "DUANJU_STORE_ENDPOINT": minio.endpoint,
        "DUANJU_STORE_ACCESS_KEY": ADMIN_KEY,
        "DUANJU_STORE_SECRET_KEY": f" {PASSWORD} ",
    }
    shop = Workshop(folder, S3(bucket), broker, parts)
    try:
        yield shop
    finally:
        shop.end()


async def create_topics(broker: BrokerSettings, wanted: Mapping[str, int]) -> None:
    """Create those that are not there."""
    admin = AIOKafkaAdminClient(bootstrap_servers=broker.broker, **broker.way)
    await admin.start()
    try:
        await admin.create_topics([NewTopic(name, partitions, 1) for name, partitions in wanted.items()])
    finally:
        await admin.close()
