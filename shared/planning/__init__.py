"""What a drama and its cuts need, and what of it is there."""

from shared.planning.decisions import Decisions, known_dramas
from shared.planning.needs import Needs, needs
from shared.planning.progress import (
    DramaProgress,
    EpisodeProgress,
    ShotProgress,
    read_all,
    read_progress,
    running_shots,
)
from shared.planning.state import Episode, State, fold

__all__ = [
    "Decisions",
    "DramaProgress",
    "Episode",
    "EpisodeProgress",
    "Needs",
    "ShotProgress",
    "State",
    "fold",
    "known_dramas",
    "needs",
    "read_all",
    "read_progress",
    "running_shots",
]
