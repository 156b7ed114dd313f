"""The paid operations: what each takes, what it charges, what it answers."""

from infra.simulator.calls.brief import Accepted, Bench, Brief
from infra.simulator.calls.chat import Chat
from infra.simulator.calls.finishing import Background, Lipsync
from infra.simulator.calls.references import Reference
from infra.simulator.calls.speech import Speech, Synthesis
from infra.simulator.calls.video import Generate
from infra.simulator.scenario import Operation

BRIEFS: dict[Operation, type[Brief]] = {
    "chat/completions": Chat,
    "images/references": Reference,
    "video/generate": Generate,
    "audio/synthesis": Synthesis,
    "audio/speech": Speech,
    "video/lipsync": Lipsync,
    "audio/background": Background,
}

__all__ = ["BRIEFS", "Accepted", "Bench", "Brief"]
