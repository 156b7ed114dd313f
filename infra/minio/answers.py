"""What the server answers the admin, and what it refuses, in words for a person."""

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from minio import Minio, MinioAdmin
from minio.credentials.providers import StaticProvider
from minio.error import MinioAdminException, S3Error

from shared.artifacts import StoreUnavailable
from shared.artifacts.port import StoreRefused
from shared.artifacts.s3 import Bucket
from shared.artifacts.s3.answers import classified
from shared.artifacts.s3.connection import Connections, connect
from shared.runtime.errors import Misconfigured

WRONG_KEY = frozenset({"InvalidAccessKeyId", "SignatureDoesNotMatch"})


class Server:
    """The server, for the admin: its buckets and objects, its users and policies."""

    def __init__(self, bucket: Bucket) -> None:
        self.bucket = bucket
        connections = Connections(bucket, 1)
        self.objects: Minio = connect(bucket, connections)
        self.users = MinioAdmin(
            endpoint=bucket.endpoint.partition("://")[2],
            credentials=StaticProvider(bucket.access_key.get_secret_value(), bucket.secret_key.get_secret_value()),
            region=bucket.region,
            secure=bucket.endpoint.startswith("https"),
            http_client=connections,
        )

    def wait(self, patience: float) -> None:
        """Until it answers. Raises Misconfigured where it refuses the admin, StoreError after ``patience`` seconds."""
        until = time.monotonic() + patience
        while True:
            try:
                with self.told():
                    self.objects.list_buckets()
                return
            except StoreUnavailable:
                if time.monotonic() > until:
                    raise
                time.sleep(0.5)

    @contextmanager
    def told(self) -> Iterator[None]:
        """What is refused inside becomes Misconfigured, silence StoreUnavailable."""
        try:
            with classified(self.bucket):
                yield
        except StoreRefused as refused:
            code = refused.__cause__.code if isinstance(refused.__cause__, S3Error) else ""
            if code in WRONG_KEY:
                raise Misconfigured(
                    f"the store at {self.bucket.endpoint} does not know this admin: correct DUANJU_STORE_ADMIN_KEY and "
                    "DUANJU_STORE_ADMIN_SECRET, which must be the ones it was started with"
                ) from refused
            if code == "AccessDenied":
                raise self._not_an_admin(code) from refused
            raise Misconfigured(str(refused)) from refused
        except MinioAdminException as error:
            raise self._not_an_admin(_reason(error)) from error

    def _not_an_admin(self, reason: str) -> Misconfigured:
        return Misconfigured(
            f"the store at {self.bucket.endpoint} does not let this user set it up ({reason}): it must be MinIO, and "
            "DUANJU_STORE_ADMIN_KEY its admin's; docs/access.md says what to set up by hand elsewhere"
        )


def _reason(error: MinioAdminException) -> str:
    """What the server says, where it says it as it should."""
    with suppress(ValueError, KeyError, TypeError):
        said = json.loads(str(error).partition("Body: ")[2])
        return f"{said['Code']}: {said['Message']}"
    return "it does not say why"
