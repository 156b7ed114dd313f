"""A finished drama as plain files: the films, their subtitles, a cover, the manifest."""

import asyncio
import os
from contextlib import suppress
from pathlib import Path

from services.gateway.cli.exits import Exit, Failed
from services.gateway.words import desk as say
from shared.artifacts import Artifacts
from shared.artifacts.manifest import Manifest
from shared.artifacts.media import fetch
from shared.artifacts.records import Media

MANIFEST = "manifest.json"


def files(manifest: Manifest) -> dict[str, Media]:
    """What an export holds besides the manifest, by file name."""
    found: dict[str, Media] = {}
    for episode in manifest.episodes:
        found[f"episode-{episode.number:02}.mp4"] = episode.film
        found[f"episode-{episode.number:02}.srt"] = episode.subtitles
    if manifest.episodes:
        found["cover.png"] = min(manifest.episodes, key=lambda episode: episode.number).cover
    return found


async def export(store: Artifacts, manifest: Manifest, folder: Path) -> list[Path]:
    """Write the drama's files into the folder and return them; other files there are left alone.

    All are fetched and checked by their sha256 before the first one gets its name, so a failed export changes nothing.
    Raises Lost if one is missing or damaged, Failed if the folder cannot be written.
    """
    prepare(folder)
    partial = folder / f".export-{os.getpid()}"
    try:
        partial.mkdir(exist_ok=True)
        wanted = files(manifest)
        for name, media in wanted.items():
            await fetch(store, media, partial / name)
        (partial / MANIFEST).write_text(manifest.model_dump_json(indent=2, exclude_none=True) + "\n", "utf-8")
        return [(partial / name).replace(folder / name) for name in [*wanted, MANIFEST]]
    except OSError as error:
        raise Failed(Exit.UNEXPECTED, say.NOT_WRITTEN(path=folder, why=error.strerror)) from error
    finally:
        await asyncio.to_thread(_remove, partial)


def prepare(folder: Path) -> None:
    """Make the folder. Raises Failed if that is not possible or it cannot be written."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        why = say.IS_A_FILE() if folder.is_file() else error.strerror
        raise Failed(Exit.REFUSED, say.NO_FOLDER(folder=folder, why=why)) from error
    if not os.access(folder, os.W_OK | os.X_OK):
        raise Failed(Exit.REFUSED, say.NO_PERMISSION(folder=folder))


def _remove(partial: Path) -> None:
    with suppress(OSError):
        for path in partial.iterdir():
            path.unlink()
        partial.rmdir()
