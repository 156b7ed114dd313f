"""What reaches a service: one subscriber over all its topics, dispatched by topic, record by record.

An order becomes a job, news are answered, a bad record becomes a dead letter; then one commit for the whole batch.
While the store or the broker is away nothing is committed.
"""

import asyncio
import logging
import random
from collections.abc import Awaitable, Callable
from typing import Any

from aiokafka import ConsumerRebalanceListener, ConsumerRecord
from faststream import AckPolicy
from faststream.kafka import KafkaBroker
from faststream.kafka.message import KafkaAckableMessage

from shared.events import Event, Order
from shared.events.envelope import Unreadable, read, traceparent
from shared.runtime.jobs import JobTable
from shared.runtime.outbox import Outbox
from shared.runtime.retry import GiveUp, decide
from shared.runtime.stage import Answer, Stage, orders_in
from shared.telemetry import metrics, traces

log = logging.getLogger(__name__)

_LONGEST_PAUSE = 10.0
Handle = Callable[[Order], Awaitable[Answer]]


class Joined(ConsumerRebalanceListener):  # type: ignore[misc]
    """Whether the consumer is a member of its group now."""

    def __init__(self) -> None:
        self.now = False

    async def on_partitions_revoked(self, revoked: object) -> None:
        self.now = False

    async def on_partitions_assigned(self, assigned: object) -> None:
        self.now = True


class Intake:
    """The subscriber of a stage. ``news`` are the bound handlers by topic."""

    def __init__(self, stage: Stage, table: JobTable, outbox: Outbox, news: dict[str, Handle]) -> None:
        self._stage, self._table, self._outbox, self._news = stage, table, outbox, news
        self._jitter = random.Random()
        self.joined = Joined()

    def subscribe(self, broker: KafkaBroker, **tuning: Any) -> None:
        """Declare the subscriber. The parser is ours: the usual one drops a batch for one header that is no UTF-8."""
        topics = [event.topic() for event in self._stage.consumed]
        if not topics:
            self.joined.now = True
            return

        async def parse(batch: tuple[ConsumerRecord[bytes, bytes], ...]) -> KafkaAckableMessage:
            return KafkaAckableMessage(raw_message=batch, body=b"", headers={}, consumer=subscriber.consumer)

        async def decode(message: KafkaAckableMessage) -> object:  # async, since a synchronous one costs a thread hop
            return message.raw_message

        subscriber = broker.subscriber(
            *topics,
            group_id=self._stage.name,
            batch=True,
            batch_timeout_ms=20,
            max_records=500,
            auto_offset_reset="earliest",
            ack_policy=AckPolicy.NACK_ON_ERROR,
            listener=self.joined,
            parser=parse,
            decoder=decode,
            **tuning,
        )
        subscriber(self.take_in)

    async def take_in(self, batch: tuple[ConsumerRecord[bytes, bytes], ...]) -> None:
        """Handle every record; those of one key one after the other. Returns when the batch may be committed."""
        lanes: dict[bytes, list[ConsumerRecord[bytes, bytes]]] = {}
        for record in batch:
            lanes.setdefault(record.key or b"", []).append(record)
        await asyncio.gather(*map(self._lane, lanes.values()))

    async def _lane(self, records: list[ConsumerRecord[bytes, bytes]]) -> None:
        for record in records:
            await self._one(record)

    async def _one(self, record: ConsumerRecord[bytes, bytes]) -> None:
        """Until it is recorded, answered or buried; only a decision to give up ends the attempts."""
        attempts = 0
        while True:
            attempts += 1
            try:
                return await self._handle(record)
            except Unreadable as error:
                return await self._bury(record, str(error))
            except Exception as error:
                decision = decide(error, attempts, self._jitter)
                if isinstance(decision, GiveUp):
                    return await self._bury(record, decision.reason)
                log.warning("%s is tried again: %s", record.topic, error)
                await asyncio.sleep(min(decision.seconds, _LONGEST_PAUSE))

    async def _handle(self, record: ConsumerRecord[bytes, bytes]) -> None:
        event = read(record.topic, record.value, record.headers)
        metrics.EVENTS_IN.labels(event.name).inc()
        with traces.receiving(event, traceparent(record.headers)):
            await self._receive(event)

    async def _receive(self, event: Event) -> None:
        if event.name in self._stage.work:
            await self._table.record(event)
        if handle := self._news.get(event.topic()):
            answers = orders_in(await handle(event))
            for order in answers:
                if not isinstance(order, Event):
                    await self._table.record(order)
            await self._outbox.publish(order for order in answers if isinstance(order, Event))

    async def _bury(self, record: ConsumerRecord[bytes, bytes], reason: str) -> None:
        log.error("dead letter from %s: %s", record.topic, reason)
        event = record.topic.rpartition(".v")[0]
        await self._outbox.bury(
            event, reason, record.topic, record.key or b"", record.value or b"", list(record.headers)
        )
