"""Connections that ask once, do not wait for ever, and note the store's clock."""

import threading
from datetime import datetime
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import urlsplit

from minio import Minio
from urllib3 import BaseHTTPResponse, PoolManager, Timeout

from shared.artifacts.s3.bucket import Bucket

_CONNECT_SECONDS = 2.0
_READ_SECONDS = 30.0


class Connections(PoolManager):
    """Connections for ``size`` threads.

    Nothing is sent a second time: a repeated create-only PUT would meet our own first one and report another's.
    """

    def __init__(self, bucket: Bucket, size: int, read_seconds: float = _READ_SECONDS) -> None:
        super().__init__(
            maxsize=size,
            retries=0,
            timeout=Timeout(connect=_CONNECT_SECONDS, read=read_seconds),
            cert_reqs="CERT_REQUIRED",
            ca_certs=str(bucket.ca) if bucket.ca else None,
        )
        self._answered = threading.local()

    def urlopen(self, method: str, url: str, redirect: bool = True, **how: Any) -> BaseHTTPResponse:  # type: ignore[override]
        answer = super().urlopen(method, url, redirect, **how)
        self._answered.date = answer.headers.get("Date")
        return answer

    def now(self) -> datetime:
        """The store's time at its last answer to this thread, in whole seconds."""
        return parsedate_to_datetime(self._answered.date)


def connect(bucket: Bucket, connections: Connections) -> Minio:
    """The client. With its region known it asks for nothing that it was not told to."""
    url = urlsplit(bucket.endpoint)
    return Minio(
        endpoint=url.netloc,
        access_key=bucket.access_key.get_secret_value(),
        secret_key=bucket.secret_key.get_secret_value(),
        secure=url.scheme == "https",
        region=bucket.region,
        http_client=connections,
    )
