"""What the compositor orders of itself."""

from typing import ClassVar

from shared.events import Digest, EpisodeId, Order


class MasterEpisode(Order):
    """Every shot and the score have joined: make the master of this cut."""

    name = "episode.assembled"
    identity: ClassVar[tuple[str, ...]] = ("episode", "cut")
    episode: EpisodeId
    cut: Digest
