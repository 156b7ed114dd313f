"""The artifact store in an S3 bucket; ``If-None-Match: *`` makes a PUT create-only."""

import asyncio
import time
import uuid
from collections.abc import Callable
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import NamedTuple, TypeVar, TypeVarTuple

from minio.error import S3Error
from urllib3 import BaseHTTPResponse

from shared.artifacts.port import Item, Listed, StoreRefused, StoreUnavailable
from shared.artifacts.s3.answers import Denied, Taken, classified, is_missing
from shared.artifacts.s3.bucket import Bucket
from shared.artifacts.s3.connection import Connections, connect
from shared.events.ids import is_key

T = TypeVar("T")
Ts = TypeVarTuple("Ts")

_RECORDS, _MEDIA = 16, 4
"""Calls at a time. Media have threads of their own, so that a heartbeat never waits for a film."""
_PART = 16 << 20
"""Bytes of a part of a large upload: at most so many are held in memory for each upload."""
_CHUNK = 1 << 20
_WRITER = "x-amz-meta-writer"
_DENIED = (0.02, 0.1, 0.4)
"""Seconds until a PUT that was denied is sent again. MinIO denies one, rarely, whose folder loses its last object at
the same moment (measured: 4 of 4,800); it has written nothing then."""


class _Found(NamedTuple):
    age: float
    writer: str | None


class S3:
    """Keys are object names below the bucket's prefix.

    A call is sent once, but for a record's PUT that was denied: whoever asked tries again, or not.
    """

    def __init__(self, bucket: Bucket, connections: Connections | None = None) -> None:
        self.bucket = bucket
        self._connections = connections or Connections(bucket, _RECORDS + _MEDIA)
        self._client = connect(bucket, self._connections)
        self._records = ThreadPoolExecutor(_RECORDS, "store-records")
        self._media = ThreadPoolExecutor(_MEDIA, "store-media")

    async def create(self, key: str, data: bytes) -> bool:
        return await _in(self._records, self._create, self._name(key), data)

    async def put(self, key: str, data: bytes) -> None:
        await _in(self._records, self._write, self._name(key), data, {})

    async def get(self, key: str) -> bytes | None:
        return await _in(self._records, self._read, self._name(key))

    async def age(self, key: str) -> float | None:
        found = await _in(self._records, self._look, self._name(key))
        return found.age if found else None

    async def listing(self, prefix: str) -> list[Listed]:
        return [Listed(key, age) for key, age, _ in await self.inventory(prefix)]

    async def inventory(self, prefix: str) -> list[Item]:
        return await _in(self._records, self._list, self._name(prefix))

    async def delete(self, key: str) -> None:
        await _in(self._records, self._delete, self._name(key))

    async def upload(self, key: str, path: Path) -> None:
        await _in(self._media, self._send, self._name(key), path)

    async def download(self, key: str, path: Path) -> None:
        if not await _in(self._media, self._fetch, self._name(key), path):
            raise KeyError(key)

    async def now(self) -> datetime:
        """The store's own time, in whole seconds."""

        def ask() -> datetime:
            self._look(self.bucket.object_name("now"))
            return self._connections.now()

        return await _in(self._records, ask)

    def _name(self, key: str) -> str:
        if not is_key(key):
            raise ValueError(f"not an artifact key: {key!r}")
        return self.bucket.object_name(key)

    # --- records

    def _create(self, name: str, data: bytes) -> bool:
        """Whether we are the one who wrote it. A lost answer, or a PUT repeated on its way, is settled by a look."""
        writer = uuid.uuid4().hex
        try:
            self._write(name, data, {"If-None-Match": "*", _WRITER: writer})
            return True
        except StoreRefused:
            raise
        except (Taken, StoreUnavailable) as doubt:
            found = self._look(name)
            if not found and isinstance(doubt, StoreUnavailable):
                raise
            return found is not None and found.writer == writer

    def _write(self, name: str, data: bytes, headers: dict[str, str | list[str] | tuple[str]]) -> None:
        for pause in _DENIED:
            with suppress(Denied):
                return self._send_record(name, data, headers)
            time.sleep(pause)
        return self._send_record(name, data, headers)

    def _send_record(self, name: str, data: bytes, headers: dict[str, str | list[str] | tuple[str]]) -> None:
        with classified(self.bucket):
            self._client._put_object(self.bucket.name, name, data, headers)  # put_object lets no If-None-Match through

    def _read(self, name: str) -> bytes | None:
        with classified(self.bucket):
            answer = self._open(name)
            if answer is None:
                return None
            try:
                return answer.read()
            finally:
                answer.release_conn()

    def _open(self, name: str) -> BaseHTTPResponse | None:
        try:
            return self._client.get_object(self.bucket.name, name)
        except S3Error as error:
            if is_missing(error):
                return None
            raise

    def _look(self, name: str) -> _Found | None:
        with classified(self.bucket):
            try:
                found = self._client.stat_object(self.bucket.name, name)
            except S3Error as error:
                if is_missing(error):
                    return None
                raise
            return _Found(self._age(found.last_modified), (found.metadata or {}).get(_WRITER))

    def _age(self, written: datetime | None) -> float:
        return max(0.0, (self._connections.now() - written).total_seconds()) if written else 0.0

    def _list(self, prefix: str) -> list[Item]:
        with classified(self.bucket):
            found = self._client.list_objects(self.bucket.name, prefix=f"{prefix}/", recursive=True)
            return sorted(
                Item(self.bucket.key(each.object_name or ""), self._age(each.last_modified), each.size or 0)
                for each in found
            )

    def _delete(self, name: str) -> None:
        with classified(self.bucket):
            self._client.remove_object(self.bucket.name, name)

    # --- media

    def _send(self, name: str, path: Path) -> None:
        with classified(self.bucket):
            self._client.fput_object(self.bucket.name, name, str(path), part_size=_PART, num_parallel_uploads=1)

    def _fetch(self, name: str, path: Path) -> bool:
        """Write beside the path first: what breaks off in the middle is never taken for the whole."""
        part = path.with_name(f"{path.name}.{uuid.uuid4().hex}.part")
        with classified(self.bucket):
            answer = self._open(name)
            if answer is None:
                return False
            try:
                with part.open("xb") as file:
                    for chunk in answer.stream(_CHUNK):
                        file.write(chunk)
                part.replace(path)
            finally:
                answer.close()
                answer.release_conn()
                with suppress(OSError):
                    part.unlink(missing_ok=True)
        return True


async def _in(threads: Executor, work: Callable[[*Ts], T], *args: *Ts) -> T:
    """Run the work in threads of our own: the client is synchronous, and the loop's own threads are others'."""
    return await asyncio.get_running_loop().run_in_executor(threads, work, *args)
