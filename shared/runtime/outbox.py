"""What leaves a service: events, and dead letters with their reason."""

import asyncio
import base64
from collections.abc import Callable, Iterable
from datetime import datetime

from aiokafka.errors import KafkaError
from faststream.exceptions import IncorrectState
from faststream.kafka import KafkaBroker
from pydantic import BaseModel, ConfigDict

from shared.artifacts import Artifacts, keys
from shared.events import Event, digest
from shared.events.envelope import Headers, body, headers
from shared.runtime.errors import Outage
from shared.telemetry import metrics, traces


class DeadLetter(BaseModel):
    """A record or order that was given up; mirrored to ``<service>/dead/<event>/<digest>.json`` until redriven."""

    model_config = ConfigDict(frozen=True)
    service: str
    event: str
    reason: str
    topic: str
    key: str
    value: str
    encoding: str = "utf-8"
    headers: dict[str, str]
    at: datetime


class Outbox:
    """Publishes for one service; every publish is confirmed by the broker (acks=all) or raises Outage."""

    def __init__(self, broker: KafkaBroker, store: Artifacts, service: str, now: Callable[[], datetime]) -> None:
        self._broker, self._store, self._service, self._now = broker, store, service, now

    async def publish(self, events: Iterable[Event]) -> None:
        """Publish them together; returns when the last one is confirmed."""
        await asyncio.gather(*(self._event(event) for event in events))

    async def _event(self, event: Event) -> None:
        with traces.publishing(event):
            envelope = headers(event, self._service, self._now(), traces.traceparent())
            await self._send(event.topic(), event.key.encode(), body(event), envelope)
        metrics.EVENTS_OUT.labels(event.name).inc()

    async def bury(self, event: str, reason: str, topic: str, key: bytes, value: bytes, raw: Headers) -> None:
        """Publish a dead letter and mirror it to the store. A repeat of the same record makes no second mirror."""
        reason = reason[:2000]
        text, encoding = _text(value)
        letter = DeadLetter(
            service=self._service,
            event=event,
            reason=reason,
            topic=topic,
            key=key.decode(errors="replace"),
            value=text,
            encoding=encoding,
            headers={name: found.decode(errors="replace") for name, found in raw},
            at=self._now(),
        )
        name = digest([topic, letter.key, text, reason])
        await self._store.create(f"{keys.dead(self._service)}/{event}/{name}.json", letter.model_dump_json().encode())
        extra = [("duanju_reason", reason.encode()), ("duanju_topic", topic.encode())]
        await self._send(f"{self._service}.{event}.dlq", key, value, [*_readable(raw), *extra])
        metrics.DEAD_LETTERS.labels(event).inc()

    async def _send(self, topic: str, key: bytes, value: bytes, envelope: Headers) -> None:
        try:
            await self._broker.publish(
                value, topic, key=key, headers={name: found.decode() for name, found in envelope}
            )
        except (KafkaError, OSError, IncorrectState) as error:  # the last: we are not connected yet, or not any more
            raise Outage(f"the broker did not confirm a record of {topic}: {error}") from error


def _text(value: bytes) -> tuple[str, str]:
    try:
        return value.decode(), "utf-8"
    except UnicodeDecodeError:
        return base64.b64encode(value).decode(), "base64"


def _readable(raw: Headers) -> Headers:
    """Headers as they can be sent on: what is no UTF-8 is marked, not lost (the mirror has the record)."""
    return [(name, found.decode(errors="replace").encode()) for name, found in raw]
