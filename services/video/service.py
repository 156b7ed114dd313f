"""Video: a commissioned shot gets a still; a voiced shot is filmed; a rejected take is filmed again, differently."""

import logging
from pathlib import Path

from services.video.core import brief_take
from services.video.storyboard import Storyboard, brief_still
from shared.artifacts import Artifacts, keys, previews
from shared.artifacts.library import open_cut
from shared.artifacts.media import keep, read
from shared.artifacts.previews import STORYBOARD, Preview, Still
from shared.artifacts.records import SpokenLine, Take
from shared.events import ShotCommissioned, ShotFilmed, ShotRejected, ShotVoiced, digest
from shared.planning.recipes import RECIPES
from shared.providers import FilmBrief, Video
from shared.runtime import Once, Permanent, Settings, Stage
from shared.runtime.scratch import scratch
from shared.telemetry import called

stage = Stage("video")
log = logging.getLogger(__name__)


@stage.works(ShotCommissioned)
async def sketch_the_shot(
    order: ShotCommissioned, once: Once, storyboard: Storyboard, store: Artifacts, settings: Settings
) -> None:
    """Draw how the shot will look, for whoever watches. Safe to repeat: a still that was drawn is found.

    A shot that cannot be drawn says so when it is filmed: a missing preview is no reason to stop a drama.
    """
    cut = await open_cut(store, order)
    brief = brief_still(cut, cut.shot(order.shot))
    fingerprint = digest([RECIPES["video"], brief])
    key = previews.still_key(fingerprint)
    try:
        still = await once(key, Still, lambda: _draw(fingerprint, brief, storyboard, store, settings.scratch))
    except Permanent as error:
        log.warning("%s has no preview: %s", order.shot, error)
        return
    preview = Preview(shot=order.shot, take=STORYBOARD, picture=still.picture, made=still.made)
    await previews.note(store, order.cut, preview)


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
    take = await once(key, Take, lambda: _film(fingerprint, order.shot, brief, video, store, settings.scratch))
    await previews.note(store, order.cut, Preview(shot=order.shot, take=number, picture=take.thumbnail))
    return ShotFilmed.following(order, take=number, film=key)


async def _draw(fingerprint: str, brief: FilmBrief, storyboard: Storyboard, store: Artifacts, root: Path) -> Still:
    with scratch(root) as folder:
        path = folder / "still.jpg"
        _, made = await called(storyboard, "sketch", storyboard.draw(brief, path))
        picture = await keep(store, stage.name, path, "image/jpeg")
    return Still(fingerprint=fingerprint, picture=picture, made=made)


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
