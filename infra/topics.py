"""Every topic of the system with its number of partitions, from the events and what the services declare."""

from services.audio.service import stage as audio
from services.character.service import stage as character
from services.compositor.service import stage as compositor
from services.gateway.service import stage as gateway
from services.script.service import stage as script
from services.showrunner.service import stage as showrunner
from services.video.service import stage as video
from shared.runtime import Stage

STAGES: tuple[Stage, ...] = (script, character, audio, video, compositor, showrunner, gateway)

_PARTITIONS = 1


def all_topics() -> dict[str, int]:
    """Topic and partitions: every event that a service publishes or reads, and the dead letters of every reader."""
    topics = {event.topic(): _PARTITIONS for stage in STAGES for event in (*stage.consumed, *stage.produced)}
    for stage in STAGES:
        topics |= {stage.dead_letters(event): 1 for event in stage.consumed}
        topics |= {f"{stage.name}.{name}.dlq": 1 for name in stage.work}
    return dict(sorted(topics.items()))
