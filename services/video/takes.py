"""A filmed take, kept: the same record whoever filmed it."""

from dataclasses import dataclass
from pathlib import Path

from shared.artifacts import Artifacts
from shared.artifacts.media import keep
from shared.artifacts.records import Cut, Made, Take
from shared.events import digest
from shared.planning.recipes import RECIPES
from shared.providers import FilmBrief, Filmed


@dataclass(frozen=True)
class Ordered:
    """A take that is wanted: what it has to be, for which shot; the fingerprint is its name."""

    fingerprint: str
    shot: str
    brief: FilmBrief

    @classmethod
    def of(cls, cut: Cut, shot: str, brief: FilmBrief) -> "Ordered":
        """The take of a cut. How good it shall be shapes it where it may be bought."""
        quality = [cut.quality] if cut.track == "final" else []
        return cls(digest([RECIPES["video"], cut.track, *quality, brief]), shot, brief)

    async def kept(self, store: Artifacts, service: str, path: Path, filmed: Filmed, made: Made) -> Take:
        """Keep the film at ``path`` and its picture, and tell of them."""
        film = await keep(store, service, path, "video/mp4")
        thumbnail = await keep(store, service, filmed.thumbnail, "image/jpeg")
        return Take(
            fingerprint=self.fingerprint,
            shot=self.shot,
            number=self.brief.take,
            film=film,
            thumbnail=thumbnail,
            width=filmed.width,
            height=filmed.height,
            fps=filmed.fps,
            seconds=round(filmed.frames / filmed.fps, 3),
            made=made,
        )
