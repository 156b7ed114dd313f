"""The way to the broker: who we are there, how we read and write, and what must hold before a service starts.

What each number is for: docs/how-to/broker-and-store.md.
"""

import asyncio
import ssl
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Literal

from aiokafka.conn import AIOKafkaConnection, create_conn
from aiokafka.errors import (
    GroupAuthorizationFailedError,
    IllegalSaslStateError,
    KafkaConnectionError,
    KafkaError,
    SaslAuthenticationFailed,
    TopicAuthorizationFailedError,
    UnsupportedSaslMechanismError,
    for_code,
)
from aiokafka.protocol.metadata import MetadataRequest
from faststream.kafka.security import parse_security
from faststream.security import BaseSecurity, SASLPlaintext, SASLScram256, SASLScram512
from pydantic import SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

from shared.artifacts.settings import Secret
from shared.runtime.errors import Misconfigured, Transient

_PATIENCE = 10.0
_ANSWER_MS = 3000
_DAY_MS = 24 * 3600 * 1000

_SASL = {"PLAIN": SASLPlaintext, "SCRAM-SHA-256": SASLScram256, "SCRAM-SHA-512": SASLScram512}


class BrokerSettings(BaseSettings):
    """Which broker, and who we are there; without a user we are nobody, as on the embedded one."""

    model_config = SettingsConfigDict(env_prefix="DUANJU_", extra="ignore")

    broker: str = "127.0.0.1:9092"
    """``host:port``, several joined by commas."""
    broker_user: str = ""
    broker_password: Secret = SecretStr("")
    broker_mechanism: Literal["SCRAM-SHA-512", "SCRAM-SHA-256", "PLAIN"] = "SCRAM-SHA-512"
    broker_tls: bool = False
    broker_ca: Path | None = None
    """A file of certificates to trust instead of the system's."""
    embedded: bool = False

    @property
    def security(self) -> BaseSecurity | None:
        """Who we are, for FastStream. Raises Misconfigured where a part is missing."""
        if bool(self.broker_user) != bool(self.broker_password.get_secret_value()):
            raise Misconfigured("DUANJU_BROKER_USER and DUANJU_BROKER_PASSWORD belong together: set both, or neither")
        tls = self._tls()
        if not self.broker_user:
            return BaseSecurity(tls) if tls else None
        return _SASL[self.broker_mechanism](self.broker_user, self.broker_password.get_secret_value(), tls)

    @property
    def way(self) -> dict[str, Any]:
        """The same, for aiokafka's own clients."""
        return parse_security(self.security)

    def _tls(self) -> ssl.SSLContext | None:
        if not self.broker_tls:
            return None
        try:
            return ssl.create_default_context(cafile=self.broker_ca)
        except OSError as error:  # no such file, or no certificates in it
            raise Misconfigured(f"DUANJU_BROKER_CA names {self.broker_ca}, which cannot be used: {error}") from error


def reading(settings: BrokerSettings, instance: str | None) -> dict[str, Any]:
    """How a consumer reads. ``instance`` is a name that the same worker has in its next life, or None."""
    patient = {"max_poll_interval_ms": _DAY_MS}  # a batch waits for the store as long as that is away
    if settings.embedded:  # it wakes no long poll, joins slowly with a long session, and knows no static members
        return patient | {"fetch_max_wait_ms": 25, "session_timeout_ms": 6000, "heartbeat_interval_ms": 1000}
    return patient | {"session_timeout_ms": 10_000, "heartbeat_interval_ms": 2000, "group_instance_id": instance}


async def reach(settings: BrokerSettings, topics: Iterable[str], patience: float = _PATIENCE) -> None:
    """Make sure that the broker lets us in and has the topics; what may be on its way is waited for.

    Raises Misconfigured when it refuses us or has no such topics, Transient when none answers.
    """
    wanted = sorted(topics)
    deadline = time.monotonic() + patience
    while True:
        try:
            missing = await _missing(settings, wanted)
            if not missing:
                return
            lack: Exception = Misconfigured(
                f"the broker at {settings.broker} has no topic {', '.join(missing)}: create what is missing first"
            )
        except Transient as away:
            lack = away
        if time.monotonic() > deadline:
            raise lack
        await asyncio.sleep(0.5)


async def _missing(settings: BrokerSettings, topics: list[str]) -> list[str]:
    connection = await _connection(settings)
    try:
        with told(settings):
            answer = await connection.send(MetadataRequest(topics, allow_auto_topic_creation=False))
            errors = {topic: for_code(code) for code, topic, *_ in answer.topics}
    finally:
        connection.close()
    if hidden := [topic for topic, error in errors.items() if error is TopicAuthorizationFailedError]:
        raise Misconfigured(
            f"the broker at {settings.broker} hides {', '.join(hidden)} from the user '{settings.broker_user}': "
            "grant it what this service reads and writes"
        )
    return [topic for topic in topics if errors.get(topic) is None or errors[topic].errno]


async def _connection(settings: BrokerSettings) -> AIOKafkaConnection:
    """A connection to the first broker that answers."""
    away: Exception = Misconfigured("DUANJU_BROKER is empty: write host:port")
    for host, port in _hosts(settings.broker):
        try:
            with told(settings):
                return await create_conn(host, port, request_timeout_ms=_ANSWER_MS, **settings.way)
        except Transient as error:
            away = error
    raise away


def _hosts(broker: str) -> Iterator[tuple[str, int]]:
    for address in broker.split(","):
        host, _, port = address.strip().rpartition(":")
        if not host or not port.isdigit():
            raise Misconfigured(f"DUANJU_BROKER is '{broker}': write host:port, several joined by commas")
        yield host, int(port)


@contextmanager
def told(settings: BrokerSettings) -> Iterator[None]:
    """What the broker refuses inside becomes Misconfigured, its silence Transient."""
    broker = f"the broker at {settings.broker}"
    try:
        yield
    except SaslAuthenticationFailed as error:
        raise Misconfigured(
            f"{broker} refuses the user '{settings.broker_user}': correct DUANJU_BROKER_USER and "
            f"DUANJU_BROKER_PASSWORD, or give it that user with {settings.broker_mechanism}"
        ) from error
    except UnsupportedSaslMechanismError as error:
        raise Misconfigured(
            f"{broker} does not know {settings.broker_mechanism}: correct DUANJU_BROKER_MECHANISM"
        ) from error
    except IllegalSaslStateError as error:
        raise Misconfigured(f"{broker} knows no users on this port: correct its port in DUANJU_BROKER") from error
    except GroupAuthorizationFailedError as error:
        raise Misconfigured(
            f"{broker} lets the user '{settings.broker_user}' read in no group of this name: grant it READ on "
            f"group {error.args[0] if error.args else ''}"
        ) from error
    except ssl.SSLError as error:
        raise Misconfigured(
            f"{broker} has no TLS we trust ({error}): correct DUANJU_BROKER_TLS or DUANJU_BROKER_CA"
        ) from error
    except KafkaConnectionError as error:
        raise Transient(
            f"{broker} hangs up ({error}): does it want a user (DUANJU_BROKER_USER) or TLS (DUANJU_BROKER_TLS)?"
        ) from error
    except (OSError, TimeoutError) as error:
        raise Transient(f"{broker} does not answer ({error}): is it up, and is DUANJU_BROKER right?") from error
    except KafkaError as error:
        raise Transient(f"{broker} does not do what we ask: {error}") from error
