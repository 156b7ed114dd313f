"""Records and media files, one level above keys and bytes."""

import asyncio
import hashlib
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from shared.artifacts import keys
from shared.artifacts.patience import saved
from shared.artifacts.port import Artifacts, Lost
from shared.artifacts.records import Media

R = TypeVar("R", bound=BaseModel)


async def read(store: Artifacts, key: str, kind: type[R]) -> R:
    """The record behind a key that an event named. Raises Lost if it is missing or of another kind."""
    if (data := await store.get(key)) is None:
        raise Lost(f"the record {key} is missing: it was removed, or never written")
    try:
        return kind.model_validate_json(data)
    except ValidationError as error:
        raise Lost(f"the record {key} is no {kind.__name__}: {error.error_count()} fields are wrong") from error


def written(record: BaseModel) -> bytes:
    """A record as it is stored."""
    return record.model_dump_json(exclude_none=True).encode()


LEAST_AGE = 3600.0
"""Seconds for which nobody removes what was written, be it named by a record already or not."""


async def keep(store: Artifacts, service: str, path: Path, media_type: str) -> Media:
    """Keep a media file under its content's name, so that it is there until a record can name it.

    The same content is uploaded once, but for one that is old: that may be taken for garbage at this moment. A store
    that is away is waited for, for a minute: it took longer to make the file.
    """
    sha256 = await asyncio.to_thread(_sha256, path)
    key = keys.blob(service, sha256)

    async def upload() -> None:
        age = await store.age(key)
        if age is None or age > LEAST_AGE / 2:
            await store.upload(key, path)

    await saved(upload, key)
    return Media(blob=key, sha256=sha256, size=path.stat().st_size, media_type=media_type)


async def fetch(store: Artifacts, media: Media, path: Path) -> Path:
    """Bring a media file to ``path``. Raises Lost if it is missing or not what was kept."""
    try:
        await store.download(media.blob, path)
    except KeyError as missing:
        raise Lost(f"the media file {media.blob} is missing from the store") from missing
    if await asyncio.to_thread(_sha256, path) != media.sha256:
        raise Lost(f"the media file {media.blob} is damaged: its content is not what its name says")
    return path


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
