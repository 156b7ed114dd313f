"""Servers that are started once for all tests that need them."""

from collections.abc import Iterator

import pytest

from tests.buckets import moto
from tests.containers import Server, minio


@pytest.fixture(scope="session")
def moto_endpoint() -> Iterator[str]:
    with moto() as endpoint:
        yield endpoint


@pytest.fixture(scope="session")
def minio_server() -> Iterator[Server]:
    with minio() as server:
        yield server
