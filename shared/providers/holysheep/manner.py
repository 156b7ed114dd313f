"""How a line is to be said, in the provider's own measures. Pure."""

from math import prod

from shared.artifacts.records import Emotion
from shared.providers.studio.speech.delivery import MANNERS

PITCH_AND_ENERGY: dict[Emotion, tuple[float, float]] = {
    "neutral": (1.0, 1.0),
    "happy": (1.1, 1.2),
    "sad": (0.9, 0.7),
    "angry": (1.05, 1.4),
    "surprised": (1.2, 1.3),
    "afraid": (1.15, 0.85),  # ours: the provider documents none
    "tender": (1.08, 0.9),
}
INTENSITIES: dict[Emotion, float] = {
    "neutral": 1.0,
    "happy": 1.2,
    "sad": 0.8,
    "angry": 1.4,
    "surprised": 1.3,
    "afraid": 1.3,
    "tender": 0.9,
}
_SLOWEST, _QUICKEST = 0.7, 1.4


def speed(style: str) -> float:
    """The pace of somebody's manner of speaking, against a usual one."""
    said = style.casefold()
    factors = (manner.speed for words, manner in MANNERS if any(word in said for word in words))
    return round(min(max(prod(factors), _SLOWEST), _QUICKEST), 3)
