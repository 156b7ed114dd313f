"""Models that run elsewhere: what their adapters have in common."""

from shared.providers.remote.downloads import Downloads
from shared.providers.remote.gate import Gate, Permit
from shared.providers.remote.magic import MediaKind
from shared.providers.remote.work import Work

__all__ = ["Downloads", "Gate", "MediaKind", "Permit", "Work"]
