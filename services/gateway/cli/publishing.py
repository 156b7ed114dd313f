"""Publishing a request, and seeing that the showrunner has taken it."""

import asyncio
import logging
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import NamedTuple

from aiokafka import AIOKafkaProducer
from aiokafka.errors import KafkaError, TopicAuthorizationFailedError

from services.gateway.cli.exits import Exit, Failed
from services.gateway.requests import Commission
from services.gateway.words import desk as say
from shared.events import DramaRequested, Event, digest
from shared.events.envelope import Headers, body, headers
from shared.planning import Decisions, State
from shared.runtime.broker import BrokerSettings, reach

_SOURCE = "desk"
_BROKER_SECONDS = 10.0
_ADMISSION_SECONDS = 30.0
_AGAIN_SECONDS = 5.0
_POLL_SECONDS = 0.1

logging.getLogger("aiokafka").setLevel(logging.CRITICAL)  # what matters of its words is in our messages


@dataclass(frozen=True)
class Admission:
    """A request that the showrunner knows; what ended at decision ``after`` or before counts no longer."""

    drama: str
    revision: int
    request: str
    after: int = 0

    def holds(self, state: State) -> bool:
        """Whether the state is about this request, and not about what was before it was published."""
        if state.request is None or digest(state.request) != self.request:
            return False
        is_stale = state.blocked_by if state.blocked else state.cancelled_by
        return not 0 < is_stale <= self.after


class Record(NamedTuple):
    """What goes to the broker."""

    topic: str
    value: bytes
    key: bytes
    headers: Headers


def record_of(event: Event) -> Record:
    """The event as it travels, sent by the desk now."""
    return Record(event.topic(), body(event), event.key.encode(), headers(event, _SOURCE, datetime.now(UTC)))


def asked(commission: Commission) -> DramaRequested:
    """Somebody asks for it, now: another time than any before."""
    return DramaRequested(drama=commission.drama, request=commission.request, nonce=uuid.uuid4().hex)


async def admit(commission: Commission, broker: BrokerSettings, decisions: Decisions) -> Admission:
    """Publish the request until the showrunner has taken it.

    Safe to repeat: the same request again resumes. Raises Failed when nobody takes the request, and what ``send`` does.
    """
    before = await decisions.state(commission.drama)
    wanted = Admission(commission.drama, 0, digest(commission.request), after=before.length)
    event = asked(commission)
    try:
        async with asyncio.timeout(_ADMISSION_SECONDS):
            while True:
                await send([record_of(event)], broker)
                if found := await _taken(wanted, decisions):
                    return Admission(wanted.drama, found.revision, wanted.request, wanted.after)
    except TimeoutError:
        raise Failed(Exit.NO_STACK, say.NOBODY_TOOK(seconds=_ADMISSION_SECONDS)) from None


async def _taken(wanted: Admission, decisions: Decisions) -> State | None:
    """The state that holds the request, or None if it is not taken soon: a broker that died forgets it."""
    for _ in range(int(_AGAIN_SECONDS / _POLL_SECONDS)):
        state = await decisions.state(wanted.drama)
        if wanted.holds(state):
            return state
        await asyncio.sleep(_POLL_SECONDS)
    return None


async def send(records: Sequence[Record], broker: BrokerSettings) -> None:
    """Publish them in their order; returns when the last one is confirmed.

    Raises Failed or Transient when the broker is away, Failed or Misconfigured when it refuses us or has no such topic.
    """
    if not broker.embedded:  # a producer does not tell a wrong password from silence
        await reach(broker, {record.topic for record in records}, patience=0)
    producer = _producer(broker)
    try:
        async with asyncio.timeout(_BROKER_SECONDS):
            await producer.start()
            for record in records:
                await producer.send_and_wait(record.topic, record.value, record.key, headers=record.headers)
    except TopicAuthorizationFailedError as error:
        forbidden = {"broker": broker.broker, "user": broker.broker_user, "topic": record.topic}
        raise Failed(Exit.NO_STACK, say.BROKER_FORBIDS(**forbidden)) from error
    except (KafkaError, TimeoutError, OSError) as error:
        raise Failed(Exit.NO_STACK, say.BROKER_AWAY(broker=broker.broker, error=error)) from error
    finally:
        await producer.stop()


def _producer(broker: BrokerSettings) -> AIOKafkaProducer:
    return AIOKafkaProducer(
        bootstrap_servers=broker.broker.split(","),
        acks="all",
        enable_idempotence=not broker.embedded,
        request_timeout_ms=5000,
        **broker.way,
    )
