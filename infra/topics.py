"""Every topic of the system with its number of partitions, from the events and what the services declare."""

from services.audio.service import stage as audio
from services.character.service import stage as character
from services.compositor.service import stage as compositor
from services.gateway.service import stage as gateway
from services.script.service import stage as script
from services.showrunner.service import stage as showrunner
from services.video.service import stage as video
from shared.events import Event
from shared.runtime import Stage

STAGES: tuple[Stage, ...] = (script, character, audio, video, compositor, showrunner, gateway)


def all_topics(partitions: int = 1) -> dict[str, int]:
    """Topic and partitions: every event that a service publishes or reads, and the dead letters of every reader.

    Dead letters are few, and have one partition.
    """
    topics = sorted({topic for stage in STAGES for topic in (*stage.reads, *stage.writes)})
    return {topic: partitions if carries_events(topic) else 1 for topic in topics}


def carries_events(topic: str) -> bool:
    """Whether the topic is an event's; if not, it keeps dead letters."""
    return topic in Event.registry
