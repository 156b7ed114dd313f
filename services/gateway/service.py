"""Gateway: lets people in, and shows Prometheus the whole studio."""

from services.gateway.gauges import Watch
from shared.events import DramaCompleted, EpisodeMastered, Event, JobCalledBack, ProductionBlocked
from shared.runtime import Stage

stage = Stage("gateway")
stage.tells(JobCalledBack)


@stage.hears(EpisodeMastered, DramaCompleted, ProductionBlocked)
async def look_again(_news: Event, watch: Watch) -> None:
    """Something ended: what is shown is read from the store again. A repeat reads it once more."""
    watch.wake()
