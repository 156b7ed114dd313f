"""MinIO and Kafka in containers of their own, for tests on the real thing.

Where no Docker engine answers, such tests are skipped with a loud reason; with CI=true that is a failure.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import docker
import pytest
from docker.errors import DockerException

from infra.local.ports import free_port

os.environ.setdefault("TESTCONTAINERS_RYUK_DISABLED", "true")  # our fixtures remove what they start

from testcontainers.core.container import DockerContainer
from testcontainers.core.wait_strategies import HttpWaitStrategy

MINIO = "minio/minio:RELEASE.2025-09-07T16-13-09Z"
KAFKA = "apache/kafka:4.1.1"
USER, PASSWORD = "studio", "a-password-of-the-tests"


def need_engine() -> None:
    """Skip the test where no Docker engine answers; with CI=true fail."""
    try:
        docker.from_env().ping()
    except DockerException as error:
        reason = f"NOT TESTED on real MinIO and Kafka: no Docker engine answers here ({error})"
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

    def pause(self) -> None:
        """Let it fall silent: connections stay, answers do not come."""
        self._wrapped.pause()

    def resume(self) -> None:
        self._wrapped.unpause()

    def stop(self) -> None:
        """Kill it, as a power cut would."""
        self._wrapped.kill()

    def start(self) -> None:
        self._wrapped.start()


@contextmanager
def minio(**how: Any) -> Iterator[Server]:
    """A MinIO server; ``how`` goes to Docker."""
    need_engine()
    port = free_port()
    container = DockerContainer(MINIO, command="server /data --address :9000", **how)
    container.with_bind_ports("9000/tcp", port).with_env("MINIO_ROOT_USER", USER)
    container.with_env("MINIO_ROOT_PASSWORD", PASSWORD).with_env("MINIO_BROWSER", "off")
    container.waiting_for(HttpWaitStrategy(9000, "/minio/health/cluster").with_poll_interval(0.1))
    with container:
        yield Server(container, port)
