"""What was made outlives a store that is away for a moment."""

from pathlib import Path

import pytest

from shared.artifacts import StoreUnavailable, patience
from shared.artifacts.folder import Folder
from shared.artifacts.media import keep
from shared.artifacts.records import Record
from shared.runtime import Once, Times
from shared.runtime.leases import Leases


class Away(Folder):
    """A folder that does not take what is below ``video/`` as often as it is told."""

    failures = 0

    def _fail(self, key: str) -> None:
        if key.startswith("video/") and "/leases/" not in key and self.failures:
            self.failures -= 1
            raise StoreUnavailable("the disk is being moved")

    async def create(self, key: str, data: bytes) -> bool:
        self._fail(key)
        return await super().create(key, data)

    async def upload(self, key: str, path: Path) -> None:
        self._fail(key)
        await super().upload(key, path)


class Film(Record):
    title: str


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Away:
    monkeypatch.setattr(patience, "PAUSE", 0.001)
    return Away(tmp_path / "store")


async def test_a_result_is_made_once_though_the_store_goes_away_before_it_is_written(store: Away) -> None:
    made = []
    leases = Leases(store, "video", "video-1", Times(beat=10))
    await leases.beat()

    async def make() -> Film:
        store.failures = 3
        made.append("film")
        return Film(fingerprint="f", title="Red Envelope")

    film = await Once(store, leases, poll=0.01)("video/takes/f.json", Film, make)
    assert film.title == "Red Envelope"
    assert made == ["film"]
    assert store.failures == 0


async def test_a_media_file_waits_for_the_store(store: Away, tmp_path: Path) -> None:
    path = tmp_path / "film.mp4"
    path.write_bytes(b"pictures")
    store.failures = 3
    media = await keep(store, "video", path, "video/mp4")
    assert await store.get(media.blob) == b"pictures"


async def test_nobody_waits_for_ever(store: Away, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patience, "PATIENCE", 0.05)
    path = tmp_path / "film.mp4"
    path.write_bytes(b"pictures")
    store.failures = 10**6
    with pytest.raises(StoreUnavailable, match="being moved"):
        await keep(store, "video", path, "video/mp4")
