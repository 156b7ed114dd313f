"""Servers that are started once for all tests that need them; what they need is imported only then."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.certificates import Certificate
    from tests.containers import KafkaServer, Server


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
