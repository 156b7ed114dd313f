"""What only a bucket has: pages, parts, prefixes; on moto and on MinIO."""

import asyncio
import os
from pathlib import Path

import pytest

from shared.artifacts import StoreRefused
from shared.artifacts.s3 import S3, Bucket, prove
from tests.buckets import client, new_bucket


@pytest.fixture(params=["moto", "minio"])
def bucket(request: pytest.FixtureRequest) -> Bucket:
    if request.param == "moto":
        return new_bucket(request.getfixturevalue("moto_endpoint"))
    return new_bucket(request.getfixturevalue("minio_server").endpoint)


async def test_a_listing_has_as_many_pages_as_it_takes(bucket: Bucket) -> None:
    store = S3(bucket)
    keys = [f"jobs/{number:04}" for number in range(1005)]
    await asyncio.gather(*(store.put(key, b"{}") for key in keys))
    assert [found.key for found in await store.listing("jobs")] == keys


async def test_a_film_in_parts_comes_back_whole(bucket: Bucket, tmp_path: Path) -> None:
    film = os.urandom(1 << 20) * 20
    (tmp_path / "film").write_bytes(film)
    await S3(bucket).upload("compositor/blobs/film", tmp_path / "film")
    await S3(bucket).download("compositor/blobs/film", tmp_path / "copy")
    assert (tmp_path / "copy").read_bytes() == film


async def test_two_studios_share_a_bucket_and_see_nothing_of_each_other(bucket: Bucket) -> None:
    ours, theirs = S3(bucket), S3(Bucket(**(vars(bucket) | {"prefix": "studio/one-more"})))
    await ours.put("a/one", b"ours")
    assert await theirs.get("a/one") is None
    assert await theirs.create("a/one", b"theirs")
    assert [found.key for found in await ours.listing("a")] == ["a/one"]
    assert await ours.get("a/one") == b"ours"


async def test_a_bucket_that_was_removed_is_not_empty(bucket: Bucket) -> None:
    store = S3(bucket)
    await prove(store, "video")
    client(bucket).remove_bucket(bucket.name)
    for call in (store.get("a/one"), store.listing("a"), store.put("a/one", b""), store.create("a/one", b"")):
        with pytest.raises(StoreRefused, match="does not exist"):
            await call
