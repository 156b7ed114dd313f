"""What must hold of a store before a service may rely on it."""

import uuid
from datetime import UTC, datetime

from shared.artifacts.port import StoreRefused
from shared.artifacts.s3.store import S3
from shared.runtime.errors import Misconfigured

_CLOCKS_APART = 120.0


async def prove(store: S3, service: str) -> None:
    """Try the store with one small record below the service's own name, which is removed again.

    Raises Misconfigured where it refuses us, overwrites what it was told to create, or lives in another time;
    StoreError where it does not answer.
    """
    key = f"{service}/probes/{uuid.uuid4().hex}"
    try:
        created = await store.create(key, b"{}")
        try:
            again = await store.create(key, b"{}")
        finally:
            await store.delete(key)
        apart = (datetime.now(UTC) - await store.now()).total_seconds()
    except StoreRefused as refused:
        raise Misconfigured(str(refused)) from refused
    if again or not created:
        raise Misconfigured(
            f"{store.bucket} overwrites what it was told to create (it does not honour 'If-None-Match: *'), so two "
            "workers would do the same work: use a server that honours it, such as MinIO"
        )
    if abs(apart) > _CLOCKS_APART:
        raise Misconfigured(
            f"the clock of this machine is {abs(apart):.0f} seconds {'ahead of' if apart > 0 else 'behind'} that of "
            f"{store.bucket}: set the clocks of both machines by NTP"
        )
