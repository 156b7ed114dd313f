"""The job that sets up MinIO: what it says and changes."""

import json
import os
import re
import uuid
from typing import Any
from unittest.mock import patch

import pytest
from minio import MinioAdmin

from infra import oneshot
from infra.access import USERS
from infra.minio.__main__ import set_up
from infra.minio.answers import Server as MinioServer
from shared.artifacts.port import StoreRefused
from shared.artifacts.s3 import S3, Bucket
from tests.buckets import bucket_named, client
from tests.containers import Server
from tests.jobs import changes, run, secret, store_environment, store_user

STORE = f"s3://studio-{uuid.uuid4().hex[:8]}"
VIDEO = secret("video", "key")


@pytest.fixture
def studio_store(minio_server: Server) -> str:
    """A store that is set up, whatever a test before did to it."""
    _again(minio_server)
    return STORE


@pytest.fixture
def admin(minio_server: Server, studio_store: str) -> MinioAdmin:
    return MinioServer(bucket_named(studio_store.removeprefix("s3://"), minio_server.endpoint)).users


def _again(server: Server, **differently: str) -> list[str]:
    return changes(set_up, store_environment(server, STORE) | differently)


@pytest.mark.usefixtures("studio_store")
def test_the_second_run_changes_nothing(minio_server: Server, admin: MinioAdmin) -> None:
    before = _known(admin)
    assert _again(minio_server) == []
    assert _known(admin) == before
    assert before.keys() >= {secret(user.name, "key") for user in USERS} | {f"duanju-{user.name}" for user in USERS}
    assert not before.keys() & {user.name for user in USERS}, "nobody is let in by a name"


def _known(admin: MinioAdmin) -> dict[str, Any]:
    """Every policy, and every user with the time of its last change. The server has no order for lists."""
    policies: dict[str, Any] = json.loads(admin.policy_list())
    for statement in (each for policy in policies.values() for each in policy["Statement"]):
        statement["Action"].sort()
        statement.get("Resource", []).sort()
    users: dict[str, Any] = json.loads(admin.user_list())
    return policies | users


@pytest.mark.usefixtures("studio_store")
async def test_a_statement_that_is_declared_no_longer_is_taken_away(minio_server: Server, admin: MinioAdmin) -> None:
    video = S3(Bucket.of(store_user(minio_server, STORE, "video")))
    everything = {"Effect": "Allow", "Action": ["s3:*"], "Resource": ["arn:aws:s3:::*"]}
    policy = json.loads(admin.policy_info("duanju-video"))
    admin.policy_add("duanju-video", policy=policy | {"Statement": [*policy["Statement"], everything]})
    await video.put("audio/not-its-own", b"{}")
    assert _again(minio_server) == ["policy duanju-video is as declared now"]
    with pytest.raises(StoreRefused):
        await video.put("audio/not-its-own", b"{}")
    await video.put("video/its-own", b"{}")


@pytest.mark.usefixtures("studio_store")
async def test_a_user_has_no_policy_but_its_own(minio_server: Server, admin: MinioAdmin) -> None:
    admin.attach_policy(["readwrite"], user=VIDEO)
    assert _again(minio_server) == ["video has the policy duanju-video now"]
    with pytest.raises(StoreRefused):
        await S3(Bucket.of(store_user(minio_server, STORE, "video"))).put("audio/not-its-own", b"{}")


@pytest.mark.usefixtures("studio_store")
async def test_a_new_secret_takes_effect_and_the_old_one_is_refused(minio_server: Server) -> None:
    new = secret("video", "new")
    assert _again(minio_server, DUANJU_STORE_SECRET_VIDEO=f" {new}\n") == ["video has its key and secret now"]
    await S3(Bucket.of(store_user(minio_server, STORE, "video", password=new))).put("video/its-own", b"{}")
    with pytest.raises(StoreRefused, match="finds our secret key wrong"):
        await S3(Bucket.of(store_user(minio_server, STORE, "video"))).get("video/its-own")


@pytest.mark.usefixtures("studio_store")
async def test_a_new_key_takes_effect_and_the_old_one_is_refused(minio_server: Server) -> None:
    new = secret("video", "new key")
    assert _again(minio_server, DUANJU_STORE_KEY_VIDEO=new) == [
        "video has its key and secret now",
        "video has the policy duanju-video now",
        "an old key of video is gone",
    ]
    await S3(Bucket.of(store_user(minio_server, STORE, "video", key=new))).put("video/its-own", b"{}")
    with pytest.raises(StoreRefused, match="does not know our access key"):
        await S3(Bucket.of(store_user(minio_server, STORE, "video"))).get("video/its-own")
    assert _again(minio_server, DUANJU_STORE_KEY_VIDEO=new) == []


@pytest.mark.usefixtures("studio_store")
def test_users_of_before_whose_key_was_their_name_are_removed_and_those_of_others_stay(
    minio_server: Server, admin: MinioAdmin
) -> None:
    for name, policies in {
        "video": ["duanju-video"],
        "both": ["duanju-desk", "duanju-keeper"],
        "accounting": [],
    }.items():
        admin.user_add(name, secret(name, "store"))
        admin.attach_policy(policies or ["readwrite"], user=name)
    assert _again(minio_server) == ["an old key of desk, keeper is gone", "an old key of video is gone"]
    there = json.loads(admin.user_list())
    admin.user_remove("accounting")
    assert {"video", "both", "accounting"} & there.keys() == {"accounting"}


@pytest.mark.usefixtures("studio_store")
async def test_two_users_may_change_their_keys_with_each_other(minio_server: Server) -> None:
    audio = secret("audio", "key")
    _again(minio_server, DUANJU_STORE_KEY_VIDEO=audio, DUANJU_STORE_KEY_AUDIO=VIDEO)
    video = S3(Bucket.of(store_user(minio_server, STORE, "video", key=audio)))
    await video.put("video/its-own", b"{}")
    with pytest.raises(StoreRefused, match="forbids what we ask"):
        await video.put("audio/not-its-own", b"{}")


@pytest.mark.usefixtures("studio_store")
def test_a_user_that_was_removed_or_disabled_is_there_again(minio_server: Server, admin: MinioAdmin) -> None:
    admin.user_remove(VIDEO)
    admin.user_disable(secret("audio", "key"))
    assert sorted(_again(minio_server)) == [
        "audio has its key and secret now",
        "video has its key and secret now",
        "video has the policy duanju-video now",
    ]


async def test_what_is_in_the_bucket_stays(minio_server: Server, studio_store: str) -> None:
    bucket = bucket_named(studio_store.removeprefix("s3://"), minio_server.endpoint)
    await S3(bucket).put("video/kept", b"kept")
    client(bucket).make_bucket(f"{bucket.name}-else")
    assert _again(minio_server) == []
    assert await S3(bucket).get("video/kept") == b"kept"


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        (
            {"DUANJU_STORE_ADMIN_KEY": secret("nobody", "key")},
            "correct DUANJU_STORE_ADMIN_KEY and DUANJU_STORE_ADMIN_SECRET",
        ),
        ({"DUANJU_STORE_KEY_VIDEO": "video"}, "DUANJU_STORE_KEY_VIDEO is shorter than 16 characters"),
        ({"DUANJU_STORE_SECRET_DESK": "tiny-one"}, "DUANJU_STORE_SECRET_DESK is shorter than 16 characters"),
        ({"DUANJU_STORE": "store"}, "write a folder, s3://bucket, or s3://bucket/prefix"),
    ],
    ids=["key", "a name as key", "short secret", "no bucket"],
)
@pytest.mark.usefixtures("studio_store")
def test_what_is_wrong_is_said_in_one_line(
    minio_server: Server, wrong: dict[str, str], words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    environment = store_environment(minio_server, STORE) | wrong
    with patch.dict(os.environ, environment):
        assert oneshot.run("infra.minio", set_up) == 78
    out, told = capsys.readouterr()
    assert (out, told.count("\n")) == ("", 1)
    assert words in told
    assert not any(value in told for name, value in environment.items() if re.search("SECRET|_KEY", name))


@pytest.mark.usefixtures("studio_store")
def test_who_is_no_admin_is_told_so(
    minio_server: Server, admin: MinioAdmin, capsys: pytest.CaptureFixture[str]
) -> None:
    key = secret("visitor", "key")
    admin.user_add(key, secret("visitor", "store"))
    visitor = {"DUANJU_STORE_ADMIN_KEY": key, "DUANJU_STORE_ADMIN_SECRET": secret("visitor", "store")}
    with patch.dict(os.environ, store_environment(minio_server, STORE) | visitor):
        assert oneshot.run("infra.minio", set_up) == 78
    assert "does not let this user set it up (AccessDenied)" in capsys.readouterr().err


def test_a_wrong_secret_ends_the_process_with_one_line_and_nothing_else(minio_server: Server) -> None:
    done = run(
        "infra.minio",
        store_environment(minio_server, STORE) | {"DUANJU_STORE_ADMIN_SECRET": secret("nobody", "store")},
    )
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (78, "", 1)
    assert "does not know this admin" in done.stderr
