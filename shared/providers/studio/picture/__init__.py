"""The offline studio's picture: animated drawings by Skia and OpenCV, encoded by ffmpeg."""

from pathlib import Path

from shared.providers.ports import FilmBrief, Filmed, Portrait, PortraitBrief
from shared.providers.studio.picture.film import film
from shared.providers.studio.picture.portrait import portray
from shared.runtime.children import Children


class _Drawn:
    """Draws in child processes, for nothing."""

    provider = "studio"
    model = "animatic-1"

    def __init__(self, children: Children) -> None:
        self._children = children


class StudioImage(_Drawn):
    """Draws characters: the offline adapter of the ``Image`` port."""

    async def portray(self, brief: PortraitBrief, into: Path) -> Portrait:
        """Draw the character's anchor into a PNG file and measure its colours."""
        return await self._children.run(portray, brief, into)


class StudioVideo(_Drawn):
    """Films animated takes: the offline adapter of the ``Video`` port."""

    async def film(self, brief: FilmBrief, into: Path) -> Filmed:
        """Film the take into an MP4 file, with a JPEG beside it."""
        return await self._children.run(film, brief, into)


__all__ = ["StudioImage", "StudioVideo"]
