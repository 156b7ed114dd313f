"""Models that run elsewhere: what their adapters have in common. What needs httpx (wire, downloads) is not here."""

from shared.providers.remote.gate import Gate, Permit
from shared.providers.remote.magic import MediaKind
from shared.providers.remote.refusals import Drifted
from shared.providers.remote.work import Work

__all__ = ["Drifted", "Gate", "MediaKind", "Permit", "Work"]
