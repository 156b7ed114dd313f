"""Publishing a request, and seeing that the showrunner has taken it."""

import asyncio
import logging
from dataclasses import dataclass
from datetime import UTC, datetime

from aiokafka import AIOKafkaProducer
from aiokafka.errors import KafkaError

from services.gateway.cli.exits import Exit, Failed
from services.gateway.requests import Commission
from services.gateway.words import desk as say
from shared.events import DramaRequested, digest
from shared.events.envelope import body, headers
from shared.planning import Decisions, State

_SOURCE = "desk"
_BROKER_SECONDS = 10.0
_ADMISSION_SECONDS = 30.0
_AGAIN_SECONDS = 5.0
_POLL_SECONDS = 0.1

logging.getLogger("aiokafka").setLevel(logging.CRITICAL)  # what matters of its words is in our messages


@dataclass(frozen=True)
class Admission:
    """A request that the showrunner knows; what was blocked at decision ``after`` or before counts no longer."""

    drama: str
    revision: int
    request: str
    after: int = 0

    def holds(self, state: State) -> bool:
        """Whether the state is about this request, and not about what was before it was published."""
        if state.request is None or digest(state.request) != self.request:
            return False
        return not (state.blocked and state.blocked_by <= self.after)


async def admit(commission: Commission, broker: str, decisions: Decisions) -> Admission:
    """Publish the request until the showrunner has taken it.

    Safe to repeat: the same request again resumes. Raises Failed when the broker is away or nobody takes the request.
    """
    before = await decisions.state(commission.drama)
    wanted = Admission(commission.drama, 0, digest(commission.request), after=before.length)
    event = DramaRequested(drama=commission.drama, request=commission.request)
    try:
        async with asyncio.timeout(_ADMISSION_SECONDS):
            while True:
                await _send(event, broker)
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


async def _send(event: DramaRequested, broker: str) -> None:
    producer = AIOKafkaProducer(bootstrap_servers=broker, acks="all", request_timeout_ms=5000)
    try:
        async with asyncio.timeout(_BROKER_SECONDS):
            await producer.start()
            facts = headers(event, _SOURCE, datetime.now(UTC))
            await producer.send_and_wait(event.topic(), body(event), event.key.encode(), headers=facts)
    except (KafkaError, TimeoutError, OSError) as error:
        raise Failed(Exit.NO_STACK, say.BROKER_AWAY(broker=broker, error=error)) from error
    finally:
        await producer.stop()
