"""What is started once for all tests that need it; what it needs is imported only then."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from shared.runtime.children import Children
    from tests.certificates import Certificate
    from tests.containers import KafkaServer, Server


@pytest.fixture(scope="session")
def children() -> Iterator["Children"]:
    """One child process for all: it takes seconds to start."""
    from shared.runtime.children import Children

    pool = Children(1)
    yield pool
    pool.close()


@pytest.fixture(scope="session")
def moto_endpoint() -> Iterator[str]:
    from tests.buckets import moto

    with moto() as endpoint:
        yield endpoint


@pytest.fixture(scope="session")
def minio_server() -> Iterator["Server"]:
    from tests.containers import minio

    with minio() as server:
        yield server


@pytest.fixture(scope="session")
def server_certificate(tmp_path_factory: pytest.TempPathFactory) -> "Certificate":
    from tests.certificates import certificate

    return certificate(tmp_path_factory.mktemp("certificate"))


@pytest.fixture(scope="session")
def kafka_server(server_certificate: "Certificate") -> Iterator["KafkaServer"]:
    from tests.containers import kafka

    with kafka(server_certificate) as server:
        yield server


@pytest.fixture(scope="session")
def studio_broker() -> Iterator["Server"]:
    """A broker as production runs it, with the studio's topics, users and rights."""
    from infra.kafka.__main__ import set_up
    from tests.containers import studio_kafka
    from tests.jobs import broker_environment, changes

    with studio_kafka() as server:
        assert changes(set_up, broker_environment(server))
        yield server
