"""Video: a commissioned shot gets a still; a voiced shot is filmed; a rejected take is filmed again, differently."""

import logging
from pathlib import Path

from services.video.core import brief_take
from services.video.hired import Films
from services.video.storyboard import Storyboard, brief_still
from services.video.takes import Ordered
from shared.artifacts import Artifacts, keys, previews
from shared.artifacts.library import open_cut
from shared.artifacts.media import keep, read
from shared.artifacts.previews import STORYBOARD, Preview, Still
from shared.artifacts.records import SpokenLine, Take
from shared.events import (
    JobCalledBack,
    ShotCommissioned,
    ShotFilmed,
    ShotRejected,
    ShotVoiced,
    SpendRecorded,
    digest,
)
from shared.ledger import Ledger, purse_of
from shared.ledger.hearing import hear
from shared.planning.recipes import RECIPES
from shared.providers import FilmBrief, Video
from shared.runtime import Once, Permanent, Settings, Stage
from shared.runtime.scratch import scratch
from shared.telemetry import called

stage = Stage("video")
stage.tells(SpendRecorded)
stage.hears(JobCalledBack)(hear)
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


@stage.works(ShotVoiced, ShotRejected, into=ShotFilmed, slots=2, looks=8)
async def film_the_shot(
    order: ShotVoiced, once: Once, paid: Ledger, films: Films, video: Video, store: Artifacts, settings: Settings
) -> ShotFilmed:
    """Film the shot's first take, or the one after a rejected one, or have it filmed.

    Safe to repeat: a filmed take is found, a job that was paid is waited for.
    """
    number = order.take + 1 if isinstance(order, ShotRejected) else 1
    cut = await open_cut(store, order)
    spoken = {voiced.line: await read(store, voiced.record, SpokenLine) for voiced in order.lines}
    brief = brief_take(cut, order, spoken, number)
    ordered, purse = Ordered.of(cut.cut, order.shot, brief), purse_of(order, stage.name)
    key = keys.take(ordered.fingerprint)
    if market := await films.market(cut.cut, ordered, purse):
        take = await paid(key, Take, market, purse)
    else:
        take = await once(key, Take, lambda: _film(ordered, video, store, settings.scratch))
    await previews.note(store, order.cut, Preview(shot=order.shot, take=number, picture=take.thumbnail))
    return ShotFilmed.following(order, take=number, film=key)


async def _draw(fingerprint: str, brief: FilmBrief, storyboard: Storyboard, store: Artifacts, root: Path) -> Still:
    with scratch(root) as folder:
        path = folder / "still.jpg"
        _, made = await called(storyboard, "sketch", storyboard.draw(brief, path))
        picture = await keep(store, stage.name, path, "image/jpeg")
    return Still(fingerprint=fingerprint, picture=picture, made=made)


async def _film(ordered: Ordered, video: Video, store: Artifacts, root: Path) -> Take:
    with scratch(root) as folder:
        path = folder / "take.mp4"
        filmed, made = await called(video, "film", video.film(ordered.brief, path))
        return await ordered.kept(store, stage.name, path, filmed, made)
