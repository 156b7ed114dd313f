"""Video: a voiced shot is filmed; a rejected take is filmed again, differently."""

from pathlib import Path

from services.video.core import brief_take
from shared.artifacts import Artifacts, keys
from shared.artifacts.library import open_cut
from shared.artifacts.media import keep, read
from shared.artifacts.records import SpokenLine, Take
from shared.events import ShotFilmed, ShotRejected, ShotVoiced, digest
from shared.planning.recipes import RECIPES
from shared.providers import FilmBrief, Video
from shared.runtime import Once, Settings, Stage
from shared.runtime.scratch import scratch
from shared.telemetry import called

stage = Stage("video")


@stage.works(ShotVoiced, ShotRejected, into=ShotFilmed, slots=2)
async def film_the_shot(
    order: ShotVoiced, once: Once, video: Video, store: Artifacts, settings: Settings
) -> ShotFilmed:
    """Film the shot's first take, or the one after a rejected one. Safe to repeat: a filmed take is found."""
    number = order.take + 1 if isinstance(order, ShotRejected) else 1
    cut = await open_cut(store, order)
    spoken = {voiced.line: await read(store, voiced.record, SpokenLine) for voiced in order.lines}
    brief = brief_take(cut, order, spoken, number)
    fingerprint = digest([RECIPES["video"], cut.cut.track, brief])
    key = keys.take(fingerprint)
    await once(key, Take, lambda: _film(fingerprint, order.shot, brief, video, store, settings.scratch))
    return ShotFilmed.following(order, take=number, film=key)


async def _film(fingerprint: str, shot: str, brief: FilmBrief, video: Video, store: Artifacts, root: Path) -> Take:
    with scratch(root) as folder:
        path = folder / "take.mp4"
        filmed, made = await called(video, "film", video.film(brief, path))
        film = await keep(store, stage.name, path, "video/mp4")
        thumbnail = await keep(store, stage.name, filmed.thumbnail, "image/jpeg")
    return Take(
        fingerprint=fingerprint,
        shot=shot,
        number=brief.take,
        film=film,
        thumbnail=thumbnail,
        width=filmed.width,
        height=filmed.height,
        fps=filmed.fps,
        seconds=round(filmed.frames / filmed.fps, 3),
        made=made,
    )
