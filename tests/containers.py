"""MinIO and Kafka in containers of their own, for tests on the real thing.

Where no Docker engine answers, such tests are skipped with a loud reason; with CI=true that is a failure.
"""

import contextlib
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import docker
import pytest
import urllib3
from docker.errors import DockerException
from docker.types import Mount

from infra.local.ports import free_port
from tests.certificates import Certificate

os.environ.setdefault("TESTCONTAINERS_RYUK_DISABLED", "true")  # our fixtures remove what they start

from testcontainers.core.container import DockerContainer
from testcontainers.core.wait_strategies import LogMessageWaitStrategy

MINIO = "minio/minio:RELEASE.2025-09-07T16-13-09Z"
KAFKA = "apache/kafka:4.1.1"
USER, PASSWORD = "studio", "known-to-the-tests-alone"
ADMIN_KEY = "4d1f0c7be2a93586"
"""The access key of MinIO's admin, whose secret is the password."""


def need_engine(lack: str = "NOT TESTED on real MinIO and Kafka: no Docker engine answers here") -> None:
    """Skip the test where no Docker engine answers, and say what it lacks; with CI=true fail."""
    try:
        docker.from_env().ping()
    except DockerException as error:
        reason = f"{lack} ({error})"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)


class Server:
    """A container on a loopback port that it keeps when it is started again."""

    def __init__(self, container: DockerContainer, port: int) -> None:
        self.container, self.port = container, port

    @property
    def address(self) -> str:
        return f"127.0.0.1:{self.port}"

    @property
    def endpoint(self) -> str:
        return f"http://{self.address}"

    @property
    def _wrapped(self) -> Any:
        return self.container.get_wrapped_container()

    def stop(self) -> None:
        """Kill it, as a power cut would."""
        self._wrapped.kill()

    def start(self) -> None:
        """Start it again, with what it kept; it is ready a little later. Nothing happens if it runs."""
        self._wrapped.start()


@contextmanager
def minio(certificate: Certificate | None = None, disk: str | None = None) -> Iterator[Server]:
    """A MinIO server, over TLS if it gets a certificate; ``disk`` is the size of its disk, such as ``100m``."""
    need_engine()
    port = free_port()
    container = DockerContainer(MINIO, command="server /data --address :9000 --certs-dir /certificates")
    _publish(container, 9000, port)
    container.with_envs(MINIO_ROOT_USER=ADMIN_KEY, MINIO_ROOT_PASSWORD=PASSWORD, MINIO_BROWSER="off")
    if certificate:
        container.with_copy_into_container(certificate.chain, "/certificates/public.crt")
        container.with_copy_into_container(certificate.key, "/certificates/private.key")
    if disk:
        container.with_tmpfs_mount("/data", f"size={disk}")
    with container:
        server = Server(container, port)
        _wait(server, certificate)
        yield server


def _wait(server: Server, certificate: Certificate | None) -> None:
    """Until the server says that it is ready; its own words are shown when it does not."""
    url = f"{'https' if certificate else 'http'}://{server.address}/minio/health/cluster"
    with urllib3.PoolManager(ca_certs=str(certificate.authority) if certificate else None, retries=False) as client:
        for _ in range(300):
            with contextlib.suppress(urllib3.exceptions.HTTPError):
                if client.request("GET", url).status == 200:
                    return
            time.sleep(0.1)
    pytest.fail(f"{url} is not ready after 30 s; it said: {server.container.get_logs()}")


def _publish(container: DockerContainer, inside: int, port: int) -> None:
    """Let a port be reached from this machine only."""
    ports: dict[str, Any] = container.ports
    ports[f"{inside}/tcp"] = ("127.0.0.1", port)


class KafkaServer(Server):
    """A broker with a port for each way in: nobody's, a user's, a user's with TLS."""

    def __init__(self, container: DockerContainer, open_port: int, user_port: int, tls_port: int) -> None:
        super().__init__(container, open_port)
        self.for_users, self.with_tls = f"127.0.0.1:{user_port}", f"127.0.0.1:{tls_port}"


_LISTENERS = {"OPEN": 9092, "USERS": 9094, "SECRET": 9095}
_AGAIN = "/opt/kafka/bin/kafka-server-start.sh /opt/kafka/config/server.properties"
"""For a second start: setting up may refuse a disk that it has formatted before."""
_JAAS = "org.apache.kafka.common.security"


@contextmanager
def kafka(found: Certificate) -> Iterator[KafkaServer]:
    """A broker with the user of the tests, known by PLAIN and by SCRAM-SHA-512."""
    need_engine()
    ports = {name: free_port() for name in _LISTENERS}
    settings = {
        "NODE_ID": "1",
        "PROCESS_ROLES": "broker,controller",
        "CONTROLLER_QUORUM_VOTERS": "1@localhost:9093",
        "CONTROLLER_LISTENER_NAMES": "CONTROLLER",
        "INTER_BROKER_LISTENER_NAME": "INSIDE",
        "LISTENERS": "CONTROLLER://:9093,INSIDE://:9096,OPEN://:9092,USERS://:9094,SECRET://:9095",
        "ADVERTISED_LISTENERS": "INSIDE://localhost:9096,"
        + ",".join(f"{name}://127.0.0.1:{port}" for name, port in ports.items()),
        "LISTENER_SECURITY_PROTOCOL_MAP": "CONTROLLER:PLAINTEXT,INSIDE:PLAINTEXT,OPEN:PLAINTEXT,"
        "USERS:SASL_PLAINTEXT,SECRET:SASL_SSL",
        "OFFSETS_TOPIC_REPLICATION_FACTOR": "1",
        "OFFSETS_TOPIC_NUM_PARTITIONS": "1",
        "TRANSACTION_STATE_LOG_REPLICATION_FACTOR": "1",
        "TRANSACTION_STATE_LOG_MIN_ISR": "1",
        "GROUP_INITIAL_REBALANCE_DELAY_MS": "0",
        "GROUP_COORDINATOR_APPEND_LINGER_MS": "0",
        "AUTO_CREATE_TOPICS_ENABLE": "false",
        "SASL_ENABLED_MECHANISMS": "PLAIN,SCRAM-SHA-512",
        "SSL_KEYSTORE_TYPE": "PEM",
        "SSL_KEYSTORE_LOCATION": "/tmp/broker.pem",  # noqa: S108 (in the container)
    }
    for listener in ("USERS", "SECRET"):
        name = f"LISTENER_NAME_{listener}"
        settings[f"{name}_PLAIN_SASL_JAAS_CONFIG"] = (
            f'{_JAAS}.plain.PlainLoginModule required user_{USER}="{PASSWORD}";'
        )
        settings[f"{name}_SCRAM___SHA___512_SASL_JAAS_CONFIG"] = f"{_JAAS}.scram.ScramLoginModule required;"
    environment = {f"KAFKA_{name}": value for name, value in settings.items()}
    container = DockerContainer(KAFKA, env=environment, user="root")  # its defaults may be read-only files of root
    container.with_command(["bash", "-c", f"/etc/kafka/docker/run || exec {_AGAIN}"])
    for name, port in ports.items():
        _publish(container, _LISTENERS[name], port)
    container.with_copy_into_container(found.key + found.chain, "/tmp/broker.pem")  # noqa: S108
    container.waiting_for(LogMessageWaitStrategy("Kafka Server started").with_poll_interval(0.2))
    with container:
        _add_user(container)
        yield KafkaServer(container, *ports.values())


def _add_user(container: DockerContainer) -> None:
    grant = f"--alter --entity-type users --entity-name {USER} --add-config SCRAM-SHA-512=[password={PASSWORD}]"
    done = container.exec(f"/opt/kafka/bin/kafka-configs.sh --bootstrap-server localhost:9096 {grant}")
    assert done.exit_code == 0, done.output.decode()


BROKER = Path(__file__).parents[1] / "infra" / "kafka" / "broker"


@contextmanager
def studio_kafka() -> Iterator[Server]:
    """A broker as production runs it: by itself it lets in nobody but its admin, who is the user of the tests."""
    need_engine()
    port = free_port()
    environment = {
        "DUANJU_BROKER_ADMIN_USER": USER,
        "DUANJU_BROKER_ADMIN_PASSWORD": PASSWORD,
        "DUANJU_BROKER_INSIDE": "localhost:9092",
        "DUANJU_BROKER_OUTSIDE": f"127.0.0.1:{port}",
    }
    container = DockerContainer(KAFKA, env=environment).with_command(["sh", "/etc/duanju/start"])
    container.with_kwargs(
        read_only=True,
        cap_drop=["ALL"],
        security_opt=["no-new-privileges"],
        mounts=[
            Mount("/etc/duanju", str(BROKER), type="bind", read_only=True),
            Mount("/var/lib/kafka/data", None),
            Mount("/tmp", None, type="tmpfs"),  # noqa: S108 (in the container)
        ],
    )
    _publish(container, 9094, port)
    container.waiting_for(LogMessageWaitStrategy("Kafka Server started").with_poll_interval(0.2))
    with container:
        yield Server(container, port)
