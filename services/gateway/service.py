"""Gateway: lets people in; what ends is counted here."""

from shared.events import DramaCompleted, EpisodeMastered, Event, ProductionBlocked
from shared.runtime import Stage
from shared.telemetry import metrics

stage = Stage("gateway")


@stage.hears(EpisodeMastered, DramaCompleted, ProductionBlocked)
async def count_what_ends(news: Event) -> None:
    """Count it. A repeat counts again: these are events seen, the books are in the store."""
    match news:
        case EpisodeMastered():
            metrics.EPISODES.inc()
        case DramaCompleted():
            metrics.DRAMAS.labels("completed").inc()
        case ProductionBlocked():
            metrics.DRAMAS.labels("blocked").inc()
