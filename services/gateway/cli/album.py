"""The newest picture of every shot of a drama: files in a folder, thumbnails for the screen."""

import asyncio
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from infra.gallery.sheet import Cell, contact_sheet, save
from services.gateway.cli.exits import Exit, Failed
from services.gateway.words import desk as say
from shared.artifacts import Artifacts, StoreError
from shared.artifacts.media import fetch, read
from shared.artifacts.previews import STORYBOARD, Preview
from shared.artifacts.records import Media
from shared.planning import EpisodeProgress, ShotProgress

Pixels = NDArray[np.uint8]

SHOTS = "shots"
_THUMBNAIL = (36, 64)
_ON_SHEET, _COLUMNS, _MOST_BYTES = (180, 320), 6, 1_500_000


@dataclass(frozen=True)
class Thumbnail:
    """A shot's picture (BGR), small enough for a terminal; one that is not ``filmed`` is the storyboard's."""

    pixels: Pixels
    filmed: bool


class Album:
    """Fetches each preview once. With a folder it keeps ``shots/e01-s03.jpg`` and ``storyboard-01.jpg`` there."""

    def __init__(self, store: Artifacts, folder: Path | None = None) -> None:
        self._store, self._folder = store, folder
        self._seen: dict[str, str] = {}
        self._changed: set[int] = set()
        self.storyboards: dict[int, Path] = {}
        self.thumbnails: dict[str, Thumbnail] = {}

    async def update(self, episodes: Iterable[EpisodeProgress]) -> list[Path]:
        """Take in what is new, and return the storyboards that are written: when all shots have a picture, and at last.

        A preview that cannot be read is tried again by the next update: it stops nothing. Raises Failed when the folder
        cannot be written.
        """
        written = []
        for episode in episodes:
            for shot in episode.shots:
                if shot.preview and self._seen.get(shot.name) != shot.preview:
                    with suppress(StoreError):
                        await self._take(shot)
                        self._changed.add(episode.number)
            if self._folder and self._is_due(episode):
                path = await asyncio.to_thread(self._write_storyboard, self._folder, episode)
                self._changed.discard(episode.number)
                self.storyboards[episode.number] = path
                written.append(path)
        return written

    def _is_due(self, episode: EpisodeProgress) -> bool:
        """Whether the storyboard shall be written: when there is a picture for each shot, and when all are finished."""
        if not episode.shots or episode.number not in self._changed:
            return False
        first = episode.number not in self.storyboards
        return all(shot.name in self.thumbnails for shot in episode.shots) and (
            first or episode.shots_done == episode.shots_total
        )

    async def _take(self, shot: ShotProgress) -> None:
        preview = await read(self._store, shot.preview, Preview)
        data = await self._bytes(preview.picture)
        picture = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_REDUCED_COLOR_4)
        if picture is not None:
            small = np.asarray(cv2.resize(picture, _THUMBNAIL, interpolation=cv2.INTER_AREA), np.uint8)
            self.thumbnails[shot.name] = Thumbnail(small, filmed=preview.take != STORYBOARD)
        if self._folder:
            _replace(self._folder / SHOTS / f"{shot.name}.jpg", data)
        self._seen[shot.name] = shot.preview

    async def _bytes(self, media: Media) -> bytes:
        with tempfile.TemporaryDirectory(prefix="duanju-") as folder:
            return (await fetch(self._store, media, Path(folder, "picture"))).read_bytes()

    def _write_storyboard(self, folder: Path, episode: EpisodeProgress) -> Path:
        cells = []
        for number, shot in enumerate(episode.shots, 1):
            picture = cv2.imread(str(folder / SHOTS / f"{shot.name}.jpg"))
            drawn = np.zeros((16, 9, 3), np.uint8) if picture is None else np.asarray(picture, np.uint8)
            cells.append(Cell(drawn, str(number), f"{shot.speaker}: {shot.words}" if shot.speaker else shot.words))
        path = folder / f"storyboard-{episode.number:02}.jpg"
        with _told(path):
            save(contact_sheet(cells, min(_COLUMNS, len(cells)), *_ON_SHEET), path, _MOST_BYTES)
        return path


def _replace(path: Path, data: bytes) -> None:
    """Write the file so that nobody sees half of it."""
    with _told(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_name(f".{path.name}.part")
        part.write_bytes(data)
        part.replace(path)


@contextmanager
def _told(path: Path) -> Iterator[None]:
    """Turn what the file system says into words for a person."""
    try:
        yield
    except OSError as error:
        raise Failed(Exit.UNEXPECTED, say.NOT_WRITTEN(path=path, why=error.strerror)) from error
