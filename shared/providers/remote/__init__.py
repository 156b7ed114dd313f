"""Models that run elsewhere: what their adapters have in common."""

from shared.providers.remote.work import Work

__all__ = ["Work"]
