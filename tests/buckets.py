"""Buckets for tests: on moto's server, which is S3 in this process, and on MinIO."""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from minio import Minio

from shared.artifacts.s3 import Bucket
from shared.artifacts.s3.connection import Connections, connect
from shared.artifacts.settings import StoreSettings
from tests.containers import ADMIN_KEY, PASSWORD


@contextmanager
def moto() -> Iterator[str]:
    """The endpoint of a server that keeps objects in memory and lets everybody in."""
    from moto.server import ThreadedMotoServer  # slow to import

    server = ThreadedMotoServer(port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    try:
        yield f"http://{host}:{port}".replace("0.0.0.0", "127.0.0.1")  # noqa: S104 (it is told, not bound)
    finally:
        server.stop()


def new_bucket(endpoint: str, prefix: str = "studio/one", **settings: Any) -> Bucket:
    """A bucket of its own on the server. ``settings`` are those of the store."""
    name = f"duanju-{uuid.uuid4().hex[:12]}"
    bucket = bucket_named(name, endpoint, prefix, **settings)
    client(bucket).make_bucket(name)
    return bucket


def bucket_named(name: str, endpoint: str, prefix: str = "", **settings: Any) -> Bucket:
    """A bucket that may not be there."""
    known = {"store_endpoint": endpoint, "store_access_key": ADMIN_KEY, "store_secret_key": PASSWORD}
    place = f"s3://{name}/{prefix}" if prefix else f"s3://{name}"
    return Bucket.of(StoreSettings(store=place, **(known | settings)))


def client(bucket: Bucket) -> Minio:
    """A client for what the port does not offer."""
    return connect(bucket, Connections(bucket, 1))
