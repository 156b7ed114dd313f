"""The lag of every consumer group: records that are in a topic and that the group has not committed yet."""

import asyncio
import logging
from collections.abc import Mapping
from typing import Any

from aiokafka import AIOKafkaConsumer, TopicPartition
from aiokafka.errors import KafkaError
from faststream.kafka import KafkaBroker

from shared.telemetry import metrics

log = logging.getLogger(__name__)

Offsets = Mapping[TopicPartition, int]


class Lag:
    """Reads the lag every ``period`` seconds, by the worker's own connection settings.

    A group is seen from its first commit on; one whose workers are all gone is still seen, which is when it matters.
    The embedded broker counts a batch of records as one, so there the lag is never too large and may be too small.
    """

    def __init__(self, broker: KafkaBroker, period: float) -> None:
        self._broker, self._period = broker, period

    async def run(self) -> None:
        """Tell the lag as long as this gateway lives; while the broker is away, that it is."""
        while True:
            try:
                metrics.show(metrics.LAG, await self.read())
                metrics.BROKER_REACHABLE.set(1)
            except (KafkaError, OSError) as error:
                log.warning("the consumers' lag is not known: %s", error)
                metrics.BROKER_REACHABLE.set(0)
            await asyncio.sleep(self._period)

    async def read(self) -> dict[tuple[str, ...], float]:
        """Lag by group and topic, now. Raises KafkaError when the broker does not tell."""
        admin: Any = self._broker.config.broker_config.admin_client
        partitions = _partitions(await admin.describe_topics())
        groups = [name for name, _ in await admin.list_consumer_groups()]
        found = {name: await admin.list_consumer_group_offsets(name, partitions=partitions) for name in groups}
        committed = {name: _known(offsets) for name, offsets in found.items()}
        return lag_of(committed, await self._ends({place for offsets in committed.values() for place in offsets}))

    async def _ends(self, partitions: set[TopicPartition]) -> Offsets:
        if not partitions:
            return {}
        consumer: AIOKafkaConsumer = self._broker.config.broker_config.builder()
        await consumer.start()
        try:
            ends: Offsets = await consumer.end_offsets(partitions)
        finally:
            await consumer.stop()
        return ends


def lag_of(committed: Mapping[str, Offsets], ends: Offsets) -> dict[tuple[str, ...], float]:
    """Lag by group and topic. A broker that forgot everything is behind its consumers, which is no lag."""
    found: dict[tuple[str, ...], float] = {}
    for group, offsets in committed.items():
        for place, offset in offsets.items():
            name = (group, place.topic)
            found[name] = found.get(name, 0.0) + max(0, ends.get(place, offset) - offset)
    return found


def _partitions(topics: list[dict[str, Any]]) -> list[TopicPartition]:
    """Every partition of the topics that are ours, not the broker's own."""
    return [
        TopicPartition(topic["topic"], partition["partition"])
        for topic in topics
        if not topic["is_internal"]
        for partition in topic["partitions"]
    ]


def _known(offsets: Mapping[TopicPartition, Any]) -> dict[TopicPartition, int]:
    """What was committed; -1 stands for a topic that the group never read."""
    return {place: found.offset for place, found in offsets.items() if found.offset >= 0}
