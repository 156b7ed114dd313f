"""The artifact store in a local folder: link(2) is the create-only PUT, rename(2) the overwriting one."""

import asyncio
import errno
import os
import shutil
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from shared.artifacts.port import Item, Listed, StoreFull, StoreUnavailable
from shared.events.ids import is_key

_FULL = {errno.ENOSPC, errno.EDQUOT}
_PLACE_ATTEMPTS = 20


class Folder:
    """Keys are paths below ``root``. What is being written lies in ``.partial``, which no key can name."""

    def __init__(self, root: Path) -> None:
        with _classified():
            root.mkdir(parents=True, exist_ok=True)
            self.root = root.resolve()
            self._partial = self.root / ".partial"
            self._partial.mkdir(exist_ok=True)

    async def create(self, key: str, data: bytes) -> bool:
        return await asyncio.to_thread(self._place, key, data, os.link)

    async def put(self, key: str, data: bytes) -> None:
        await asyncio.to_thread(self._place, key, data, os.replace)

    async def get(self, key: str) -> bytes | None:
        return await asyncio.to_thread(self._read, key)

    async def age(self, key: str) -> float | None:
        return await asyncio.to_thread(self._age, key)

    async def listing(self, prefix: str) -> list[Listed]:
        return [Listed(key, age) for key, age, _ in await self.inventory(prefix)]

    async def inventory(self, prefix: str) -> list[Item]:
        return await asyncio.to_thread(self._list, prefix)

    async def delete(self, key: str) -> None:
        await asyncio.to_thread(self._delete, key)

    async def upload(self, key: str, path: Path) -> None:
        await asyncio.to_thread(self._place, key, path, os.replace)

    async def download(self, key: str, path: Path) -> None:
        await asyncio.to_thread(self._copy_out, key, path)

    def _path(self, key: str) -> Path:
        if not is_key(key):
            raise ValueError(f"not an artifact key: {key!r}")
        path = self.root / key
        if not path.parent.resolve().is_relative_to(self.root):  # a symbolic link somebody laid
            raise ValueError(f"the key leaves the store: {key!r}")
        return path

    def _place(self, key: str, data: bytes | Path, how: Callable[[Path, Path], None]) -> bool:
        path = self._path(key)
        with _classified():
            part = self._write(data)
            try:
                return self._move(part, path, how)
            finally:
                part.unlink(missing_ok=True)

    def _move(self, part: Path, path: Path, how: Callable[[Path, Path], None]) -> bool:
        for attempt in range(_PLACE_ATTEMPTS):
            with suppress(FileExistsError):  # raised too when the folder is deleted while mkdir looks
                path.parent.mkdir(parents=True, exist_ok=True)
            try:
                how(part, path)
                return True
            except FileExistsError:
                return False
            except FileNotFoundError:  # a delete removed the folder that it had emptied
                if attempt == _PLACE_ATTEMPTS - 1:
                    raise
        raise AssertionError("unreachable")

    def _write(self, data: bytes | Path) -> Path:
        part = self._partial / uuid.uuid4().hex
        try:
            with part.open("xb") as file:
                if isinstance(data, Path):
                    with data.open("rb") as source:
                        shutil.copyfileobj(source, file, 1 << 20)
                else:
                    file.write(data)
                file.flush()
                os.fsync(file.fileno())
        except OSError:
            with suppress(OSError):
                part.unlink(missing_ok=True)
            raise
        return part

    def _read(self, key: str) -> bytes | None:
        path = self._path(key)
        with _classified():
            try:
                return path.read_bytes()
            except FileNotFoundError:
                self._check_present()
                return None

    def _age(self, key: str) -> float | None:
        path = self._path(key)
        with _classified():
            try:
                return max(0.0, time.time() - path.stat().st_mtime)
            except FileNotFoundError:
                self._check_present()
                return None

    def _check_present(self) -> None:
        """Nothing there is an answer only while the store itself is there."""
        if not self._partial.is_dir():
            raise StoreUnavailable(f"the artifact folder {self.root} is away: mount or restore it")

    def _list(self, prefix: str) -> list[Item]:
        base = self._path(prefix)
        with _classified():
            self._check_present()
            now = time.time()
            found = [
                Item(str(path.relative_to(self.root)), max(0.0, now - found.st_mtime), found.st_size)
                for path, found in _walk(base)
            ]
        return sorted(found)

    def _delete(self, key: str) -> None:
        path = self._path(key)
        with _classified():
            path.unlink(missing_ok=True)
        with suppress(OSError):  # listings grow with what is open, so emptied folders go, the service's own stays
            while len((path := path.parent).relative_to(self.root).parts) > 1:
                path.rmdir()

    def _copy_out(self, key: str, target: Path) -> None:
        path = self._path(key)
        with _classified():
            try:
                shutil.copyfile(path, target)
            except FileNotFoundError as missing:
                self._check_present()
                raise KeyError(key) from missing


def _walk(folder: Path) -> Iterator[tuple[Path, os.stat_result]]:
    try:
        entries = list(os.scandir(folder))
    except (FileNotFoundError, NotADirectoryError):
        return
    for entry in entries:
        if entry.is_dir(follow_symlinks=False):
            yield from _walk(Path(entry.path))
            continue
        with suppress(FileNotFoundError):  # deleted while we list
            yield Path(entry.path), entry.stat()


@contextmanager
def _classified() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        if error.errno in _FULL:
            raise StoreFull(f"the disk of the artifact folder is full ({error}): make room on it") from error
        raise StoreUnavailable(f"the artifact folder does not work: {error}") from error
