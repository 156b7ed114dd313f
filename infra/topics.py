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
    return dict.fromkeys(sorted({topic for stage in STAGES for topic in (*stage.reads, *stage.writes)}), _PARTITIONS)
