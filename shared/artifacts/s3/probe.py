"""What must hold of a store before a service may rely on it."""

import uuid
from datetime import UTC, datetime

from shared.artifacts.port import StoreRefused
from shared.artifacts.s3.store import S3
from shared.runtime.errors import Misconfigured

CLOCKS_APART = 120.0
"""Seconds that a machine's clock and the store's may be apart: heartbeats are judged by the store's."""


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
        apart = await ahead(store)
    except StoreRefused as refused:
        raise Misconfigured(str(refused)) from refused
    if again or not created:
        raise Misconfigured(
            f"{store.bucket} overwrites what it was told to create (it does not honour 'If-None-Match: *'), so two "
            "workers would do the same work: use a server that honours it, such as MinIO"
        )
    if abs(apart) > CLOCKS_APART:
        raise Misconfigured(
            f"the clock of this machine is {abs(apart):.0f} seconds {'ahead of' if apart > 0 else 'behind'} that of "
            f"{store.bucket}: set the clocks of both machines by NTP"
        )


async def ahead(store: S3) -> float:
    """Seconds by which this machine's clock is ahead of the store's. Raises StoreError."""
    return (datetime.now(UTC) - await store.now()).total_seconds()
