"""What the S3 adapter makes of answers that get lost, break off, come late or are wrong."""

import asyncio
import errno
import os
import re
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest

from shared.artifacts import Artifacts, StoreFull, StoreRefused, StoreUnavailable
from shared.artifacts.s3 import S3, Bucket, prove
from shared.artifacts.s3.answers import Denied
from shared.artifacts.s3.connection import Connections
from shared.runtime import Misconfigured
from tests.buckets import bucket_named, new_bucket
from tests.interceptor import Interceptor, intercepting


@pytest.fixture
async def between(moto_endpoint: str) -> AsyncIterator[Interceptor]:
    async with intercepting(moto_endpoint) as found:
        yield found


@pytest.fixture
def bucket(moto_endpoint: str) -> Bucket:
    return new_bucket(moto_endpoint)


@pytest.fixture
def sound(bucket: Bucket) -> Artifacts:
    return S3(bucket)


@pytest.fixture
def store(bucket: Bucket, between: Interceptor) -> S3:
    return S3(replace(bucket, endpoint=between.endpoint))


def _lost(_answer: bytes) -> bytes:
    return b""


def _kept(answer: bytes) -> bytes:
    return answer


def _only_for(method: bytes, between: Interceptor) -> list[bytes]:
    """Swallow the answers to one method; the requests seen."""
    seen: list[bytes] = []

    def note(request: bytes) -> bytes:
        seen.append(request)
        between.change_answer = _lost if request.startswith(method) else _kept
        return request

    between.change_request = note
    return seen


async def test_our_own_write_is_recognised_when_its_answer_is_lost(
    store: S3, sound: Artifacts, between: Interceptor
) -> None:
    seen = _only_for(b"PUT", between)
    assert await store.create("a/one", b"ours")
    assert [request[:4] for request in seen] == [b"PUT ", b"HEAD"], "nothing is sent twice"
    assert await sound.get("a/one") == b"ours"


async def test_a_put_that_is_denied_for_a_moment_is_sent_again(store: S3, between: Interceptor) -> None:
    body = b"<Error><Code>AccessDenied</Code><Message>m</Message><Resource>r</Resource></Error>"
    denied = [
        b"HTTP/1.1 403 No\r\nContent-Type: application/xml\r\nContent-Length: %d\r\n\r\n%s" % (len(body), body)
    ] * 2
    between.change_answer = lambda answer: denied.pop() if denied else answer
    assert await store.create("a/one", b"ours")
    assert not denied


async def test_another_s_write_is_not_taken_for_ours_when_the_answer_is_lost(
    store: S3, sound: Artifacts, between: Interceptor
) -> None:
    await sound.create("a/one", b"ours")
    _only_for(b"PUT", between)
    assert not await store.create("a/one", b"ours"), "the same bytes, but another writer"


async def test_our_own_write_is_recognised_when_it_was_sent_twice_on_its_way(store: S3, between: Interceptor) -> None:
    between.times = 2
    assert await store.create("a/one", b"ours")


async def test_a_write_that_never_arrived_is_not_reported(store: S3, sound: Artifacts, between: Interceptor) -> None:
    between.times = 0
    with pytest.raises(StoreUnavailable):
        await store.create("a/one", b"ours")
    assert await sound.get("a/one") is None


async def test_an_upload_that_fails_in_the_middle_is_not_visible(
    store: S3, sound: Artifacts, between: Interceptor, tmp_path: Path
) -> None:
    (tmp_path / "film").write_bytes(b"x" * (20 << 20))
    seen = []

    def note(request: bytes) -> bytes:
        seen.append(request[:4])
        between.change_answer = _lost if b"partNumber=2" in request[:200] else _kept
        return request

    between.change_request = note
    with pytest.raises(StoreUnavailable):
        await store.upload("video/blobs/film", tmp_path / "film")
    assert seen == [b"POST", b"PUT ", b"PUT ", b"DELE"], "what was uploaded is given up, not left to be paid for"
    assert await sound.age("video/blobs/film") is None


async def test_what_breaks_off_is_unavailable_and_leaves_nothing_behind(
    store: S3, sound: Artifacts, between: Interceptor, tmp_path: Path
) -> None:
    (tmp_path / "film").write_bytes(os.urandom(5000))
    await sound.upload("video/blobs/film", tmp_path / "film")
    between.change_answer = lambda answer: answer[:-1000]
    with pytest.raises(StoreUnavailable):
        await store.download("video/blobs/film", tmp_path / "copy")
    with pytest.raises(StoreUnavailable):
        await store.get("video/blobs/film")
    assert [path.name for path in tmp_path.iterdir()] == ["film"]


async def test_a_store_that_falls_silent_is_unavailable_and_not_waited_for(bucket: Bucket) -> None:
    async with await asyncio.start_server(lambda *_: asyncio.sleep(30), "127.0.0.1", 0) as mute:
        host, port = mute.sockets[0].getsockname()
        silent = replace(bucket, endpoint=f"http://{host}:{port}")
        store = S3(silent, Connections(silent, 2, read_seconds=0.2))
        with pytest.raises(StoreUnavailable, match=r"does not answer .*timed out"):
            await store.get("a/one")


async def test_what_is_no_s3_server_is_told(store: S3, between: Interceptor) -> None:
    page = b"<html>Welcome</html>"
    between.change_answer = lambda _: (
        b"HTTP/1.1 403 No\r\nContent-Type: text/html\r\nContent-Length: %d\r\n\r\n%s" % (len(page), page)
    )
    for call in (store.get("a/one"), store.listing("a"), store.put("a/one", b"1")):
        with pytest.raises(StoreUnavailable, match="no S3 server"):
            await call


@pytest.mark.parametrize(
    ("status", "code", "error", "words"),
    [
        (507, "XMinioStorageFull", StoreFull, "no room left"),
        (403, "AccessDenied", Denied, "give our access key a policy"),
        (403, "InvalidAccessKeyId", StoreRefused, "correct DUANJU_STORE_ACCESS_KEY"),
        (403, "SignatureDoesNotMatch", StoreRefused, "correct DUANJU_STORE_SECRET_KEY"),
        (403, "RequestTimeTooSkewed", StoreRefused, "clocks of both machines"),
        (400, "AuthorizationHeaderMalformed", StoreRefused, "DUANJU_STORE_REGION"),
        (503, "SlowDown", StoreUnavailable, "SlowDown"),
        (409, "ConditionalRequestConflict", StoreUnavailable, "ConditionalRequestConflict"),
    ],
)
async def test_a_refusal_becomes_one_error_of_the_port(
    store: S3, between: Interceptor, status: int, code: str, error: type[Exception], words: str
) -> None:
    body = f"<Error><Code>{code}</Code><Message>m</Message><Resource>r</Resource></Error>".encode()
    head = f"HTTP/1.1 {status} No\r\nContent-Type: application/xml\r\nContent-Length: {len(body)}\r\n\r\n"
    between.change_answer = lambda answer: head.encode() + body if b"<" not in answer[:1] else answer
    with pytest.raises(error, match=words) as told:
        await store.put("a/one", b"1")
    assert type(told.value) is error
    for secret in (store.bucket.access_key, store.bucket.secret_key):
        assert secret.get_secret_value() not in str(told.value)


async def test_a_conflict_of_two_creations_is_settled_by_a_look(
    store: S3, sound: Artifacts, between: Interceptor
) -> None:
    body = b"<Error><Code>ConditionalRequestConflict</Code><Message>m</Message><Resource>r</Resource></Error>"
    head = b"HTTP/1.1 409 Conflict\r\nContent-Type: application/xml\r\nContent-Length: %d\r\n\r\n" % len(body)
    await sound.create("a/one", b"another's")
    between.change_answer = lambda answer: head + body if b" 412 " in answer[:20] else answer
    assert not await store.create("a/one", b"ours")


async def test_a_full_disk_here_is_not_a_full_store_there(
    sound: S3, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    await sound.put("video/blobs/film", b"x")

    def full(_self: Path, _mode: str) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "open", full)
    with pytest.raises(StoreFull, match="disk of this machine"):
        await sound.download("video/blobs/film", tmp_path / "copy")


# --- what a service finds out before it starts


async def test_a_sound_store_is_accepted_and_left_as_it_was(sound: S3) -> None:
    await prove(sound, "video")
    assert await sound.listing("video") == []


async def test_a_store_without_create_only_put_is_refused(store: S3, between: Interceptor) -> None:
    between.change_request = lambda request: re.sub(rb"If-None-Match: \*\r\n", b"", request)
    with pytest.raises(Misconfigured, match=r"If-None-Match.*two workers would do the same work.*such as MinIO"):
        await prove(store, "video")


async def test_a_missing_bucket_is_told(moto_endpoint: str) -> None:
    with pytest.raises(Misconfigured, match=r"the bucket 'nowhere' at http://.* does not exist: create it"):
        await prove(S3(bucket_named("nowhere", moto_endpoint)), "video")


@pytest.mark.parametrize(("minutes", "how"), [(-7, "ahead of"), (7, "behind")])
async def test_clocks_that_are_minutes_apart_are_told(store: S3, between: Interceptor, minutes: int, how: str) -> None:
    there = format_datetime(datetime.now(UTC) + timedelta(minutes=minutes), usegmt=True).encode()
    between.change_answer = lambda answer: re.sub(rb"(?m)^Date: .*?\r$", b"Date: " + there + b"\r", answer)
    with pytest.raises(Misconfigured, match=rf"clock of this machine is 4[12]\d seconds {how} .*NTP"):
        await prove(store, "video")


async def test_a_store_that_is_away_is_no_wrong_setting(bucket: Bucket) -> None:
    with pytest.raises(StoreUnavailable, match=r"does not answer \(.*refused"):
        await prove(S3(replace(bucket, endpoint="http://127.0.0.1:9")), "video")
