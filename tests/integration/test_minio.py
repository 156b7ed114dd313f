"""A MinIO with TLS and a small disk."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from shared.artifacts import StoreFull, StoreRefused
from shared.artifacts.s3 import S3, prove
from tests.buckets import bucket_named, new_bucket
from tests.certificates import Certificate
from tests.containers import Server, minio


@pytest.fixture(scope="module")
def server(server_certificate: Certificate) -> Iterator[Server]:
    with minio(server_certificate, disk="96m") as found:
        yield found


async def test_a_server_whose_certificate_we_trust_is_used(server: Server, server_certificate: Certificate) -> None:
    bucket = new_bucket(f"https://{server.address}", store_ca=server_certificate.authority)
    await prove(S3(bucket), "video")


async def test_a_server_whose_certificate_we_do_not_trust_gets_nothing(server: Server) -> None:
    store = S3(bucket_named("duanju", f"https://{server.address}"))
    with pytest.raises(StoreRefused, match=r"no TLS we trust .*: correct DUANJU_STORE_ENDPOINT or DUANJU_STORE_CA"):
        await store.put("a/one", b"1")


async def test_a_full_disk_refuses_what_is_new_and_keeps_what_is_there(
    server: Server, server_certificate: Certificate, tmp_path: Path
) -> None:
    store = S3(new_bucket(f"https://{server.address}", store_ca=server_certificate.authority))
    await store.put("a/one", b"kept")
    (tmp_path / "film").write_bytes(os.urandom(1 << 20) * 12)
    with pytest.raises(StoreFull, match="no room left: remove what is not needed"):
        for number in range(20):
            await store.upload(f"video/blobs/{number}", tmp_path / "film")
    assert await store.get("a/one") == b"kept"
    for blob in await store.listing("video"):
        await store.delete(blob.key)
    assert await store.create("a/two", b"fine again")
