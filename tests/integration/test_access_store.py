"""Who may do what in the store: every user, every folder, by real calls on MinIO with the services' own adapter."""

import asyncio
import os
import uuid
from collections.abc import Awaitable
from pathlib import Path
from typing import Any

import pytest
from minio import MinioAdmin
from minio.credentials.providers import StaticProvider
from minio.error import MinioAdminException, S3Error

from infra.access import USERS, User
from infra.minio.__main__ import set_up
from infra.topics import STAGES
from shared.artifacts import keys
from shared.artifacts.port import StoreRefused
from shared.artifacts.s3 import S3, Bucket, prove
from shared.runtime import Misconfigured
from tests.buckets import bucket_named, client
from tests.containers import Server
from tests.jobs import changes, secret, store_environment, store_user

FOLDERS = [
    *(f"{stage.name}/blobs" for stage in STAGES),
    *(f"{keys.dead(stage.name)}/some.event" for stage in STAGES),
    *(f"{stage.name}/plans/dead" for stage in STAGES),
    "videos/blobs",
    "limits/provider",
]


def _id(user: User) -> str:
    return user.name


@pytest.fixture(scope="module", params=["", "season/one"], ids=["whole bucket", "below a prefix"])
def studio_store(request: pytest.FixtureRequest, minio_server: Server) -> str:
    """A bucket of its own that is set up, or a part of one, as ``DUANJU_STORE`` names it."""
    store = "/".join(filter(None, [f"s3://studio-{uuid.uuid4().hex[:8]}", request.param]))
    changes(set_up, store_environment(minio_server, store))
    return store


@pytest.fixture
def admin(minio_server: Server, studio_store: str) -> S3:
    name, _, prefix = studio_store.removeprefix("s3://").partition("/")
    return S3(bucket_named(name, minio_server.endpoint, prefix))


@pytest.fixture
def bucket(minio_server: Server, studio_store: str, user: User) -> Bucket:
    """The bucket, for the user that the test is about."""
    return Bucket.of(store_user(minio_server, studio_store, user.name))


@pytest.mark.parametrize("user", USERS, ids=_id)
async def test_a_user_puts_and_deletes_where_it_is_granted_and_reads_everything(
    admin: S3, bucket: Bucket, user: User
) -> None:
    store = S3(bucket)
    kept = [f"{folder}/kept-for-{user.name}" for folder in FOLDERS]
    await asyncio.gather(*(admin.put(key, b"kept") for key in kept))

    assert [await store.get(key) for key in kept] == [b"kept"] * len(kept)
    assert {found.key for folder in FOLDERS for found in await store.listing(folder)} >= set(kept)
    assert await store.get("video/nothing-is-here") is None

    new = [f"{folder}/new-of-{user.name}" for folder in FOLDERS]
    assert await _allowed({key: store.put(key, b"new") for key in new}) == {key: user.may_put(key) for key in new}
    assert [await admin.get(key) for key in new] == [b"new" if user.may_put(key) else None for key in new]

    gone = {key: user.may_delete(key) for key in kept}
    assert await _allowed({key: store.delete(key) for key in kept}) == gone
    assert [await admin.get(key) for key in kept] == [None if gone[key] else b"kept" for key in kept]


async def _allowed(calls: dict[str, Awaitable[None]]) -> dict[str, bool]:
    """Whether each call is allowed; anything but a refusal fails the test."""

    async def is_allowed(call: Awaitable[None]) -> bool:
        try:
            await call
        except StoreRefused as refused:
            assert "forbids what we ask" in str(refused)
            return False
        return True

    return dict(zip(calls, await asyncio.gather(*map(is_allowed, calls.values())), strict=True))


@pytest.mark.parametrize("user", [user for user in USERS if user.name in ("video", "desk")], ids=_id)
async def test_what_a_user_may_not_put_it_may_not_put_in_parts_either(
    bucket: Bucket, user: User, tmp_path: Path
) -> None:
    (tmp_path / "film").write_bytes(os.urandom(17 << 20))
    own = f"{user.name}/" if user.name != "desk" else "gateway/"
    await S3(bucket).upload(f"{own}blobs/film", tmp_path / "film")
    with pytest.raises(StoreRefused, match="forbids what we ask"):
        await S3(bucket).upload("compositor/blobs/film", tmp_path / "film")
    parts: Any = client(bucket)
    begun = parts._create_multipart_upload(bucket.name, bucket.object_name(f"{own}blobs/half"), {})
    parts._abort_multipart_upload(bucket.name, bucket.object_name(f"{own}blobs/half"), begun)


@pytest.mark.parametrize("user", [user for user in USERS if user.name in {s.name for s in STAGES}], ids=_id)
async def test_every_service_finds_the_store_good_enough_to_start(bucket: Bucket, user: User) -> None:
    await prove(S3(bucket), user.name)


@pytest.mark.parametrize("user", USERS[:1], ids=_id)
async def test_a_service_may_not_start_as_another(bucket: Bucket, user: User) -> None:
    with pytest.raises(Misconfigured, match="give our access key a policy for this service"):
        await prove(S3(bucket), "video")


@pytest.mark.parametrize("user", USERS, ids=_id)
def test_no_user_reaches_beyond_its_bucket_or_makes_itself_another_key(
    minio_server: Server, bucket: Bucket, user: User
) -> None:
    with pytest.raises(S3Error, match="AccessDenied"):
        client(bucket).make_bucket("a-bucket-of-its-own")
    with pytest.raises(S3Error, match="AccessDenied"):
        client(bucket).delete_bucket_lifecycle(bucket.name)
    admin = MinioAdmin(
        endpoint=minio_server.address,
        credentials=StaticProvider(secret(user.name, "key"), secret(user.name, "store")),
        region="us-east-1",
        secure=False,
    )
    with pytest.raises(MinioAdminException, match="AccessDenied"):
        admin.add_service_account()
    with pytest.raises(MinioAdminException, match="AccessDenied"):
        admin.user_list()
