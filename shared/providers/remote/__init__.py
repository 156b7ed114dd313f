"""Models that run elsewhere: what their adapters have in common. The wire itself needs httpx, this does not."""

from shared.providers.remote.refusals import Drifted
from shared.providers.remote.work import Work

__all__ = ["Drifted", "Work"]
