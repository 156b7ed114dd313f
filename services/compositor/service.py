"""Compositor: joined shots are conformed as they come; when all are there, the episode is mastered."""

from services.compositor.assembly import Assembly
from services.compositor.orders import MasterEpisode
from shared.artifacts import Artifacts
from shared.artifacts.library import open_cut
from shared.artifacts.media import read
from shared.artifacts.records import Join
from shared.events import EpisodeMastered, EpisodeScored, ShotJoined
from shared.runtime import Stage

stage = Stage("compositor")


@stage.works(ShotJoined, slots=2)
async def conform_the_shot(order: ShotJoined, assembly: Assembly, store: Artifacts) -> MasterEpisode | None:
    """Bring the shot and its cards into the delivery's format, and look whether its cut is complete.

    Safe to repeat: a conformed shot is found, and a cut is mastered once.
    """
    cut = await open_cut(store, order)
    await assembly.films(cut, await read(store, order.join, Join))
    return MasterEpisode.following(order) if await assembly.is_complete(cut) else None


@stage.hears(EpisodeScored)
async def look_whether_it_is_complete(
    news: EpisodeScored, assembly: Assembly, store: Artifacts
) -> MasterEpisode | None:
    """The score may be the last thing that a cut waits for."""
    return MasterEpisode.following(news) if await assembly.is_complete(await open_cut(store, news)) else None


@stage.works(MasterEpisode, into=EpisodeMastered)
async def master_the_episode(order: MasterEpisode, assembly: Assembly, store: Artifacts) -> EpisodeMastered:
    """Join, mix and measure the episode. Safe to repeat: the same parts find their master."""
    cut = await open_cut(store, order)
    key = await assembly.master(cut)
    return EpisodeMastered.following(order, number=cut.cut.number, master=key)
