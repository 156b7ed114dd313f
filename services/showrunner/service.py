"""Showrunner: news about a drama become decisions, decisions become orders."""

from services.showrunner.production import Production
from shared.events import (
    CastCommissioned,
    CastLocked,
    DramaCompleted,
    DramaDirected,
    DramaRequested,
    EpisodeCommissioned,
    EpisodeMastered,
    EpisodeScripted,
    Event,
    OrderBlocked,
    ProductionBlocked,
    ScoreCommissioned,
    ShotCommissioned,
    StoryCommissioned,
    StoryPlanned,
)
from shared.runtime import Stage

stage = Stage("showrunner")

_ORDERS = (
    StoryCommissioned,
    CastCommissioned,
    EpisodeCommissioned,
    ScoreCommissioned,
    ShotCommissioned,
    ProductionBlocked,
    DramaCompleted,
)


@stage.hears(
    DramaRequested,
    DramaDirected,
    StoryPlanned,
    CastLocked,
    EpisodeScripted,
    EpisodeMastered,
    OrderBlocked,
    into=_ORDERS,
)
async def decide_what_follows(news: Event, production: Production) -> list[Event]:
    """Write the decision down, then order what it makes possible.

    Safe to repeat: what is decided stays decided, what is still missing is ordered again.
    """
    return await production.hear(news)
