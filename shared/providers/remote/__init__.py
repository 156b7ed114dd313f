"""Models that run elsewhere: what their adapters have in common. Wire and downloads need httpx, this does not."""

from shared.providers.remote.magic import MediaKind
from shared.providers.remote.refusals import Drifted
from shared.providers.remote.work import Work

__all__ = ["Drifted", "MediaKind", "Work"]
