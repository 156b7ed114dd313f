"""How a line is delivered: emotion, age and manner of speaking as tempo, pitch and energy."""

from dataclasses import dataclass
from math import prod

from shared.artifacts.records import Emotion
from shared.providers.studio.speech.bank import Voice


@dataclass(frozen=True)
class Delivery:
    """Factors on tempo, pitch, its range (in octaves), energy, the vocal tract's size and pauses.

    ``effort`` is how many dB brighter (pressed) or darker (breathed) it sounds, ``decibels`` how much louder.
    """

    speed: float = 1.0
    pitch: float = 1.0
    range: float = 1.0
    energy: float = 1.0
    size: float = 1.0
    pause: float = 1.0
    effort: float = 0.0
    decibels: float = 0.0


EMOTIONS: dict[Emotion, Delivery] = {
    "neutral": Delivery(),
    "happy": Delivery(speed=1.06, pitch=1.09, range=1.18, energy=1.08, pause=0.85, effort=1.5, decibels=0.5),
    "sad": Delivery(speed=0.84, pitch=0.92, range=0.78, energy=0.85, pause=1.3, effort=-3, decibels=-2.5),
    "angry": Delivery(speed=1.13, pitch=1.1, range=1.28, energy=1.25, pause=0.7, effort=3.5, decibels=2),
    "surprised": Delivery(speed=1.03, pitch=1.16, range=1.32, energy=1.12, pause=0.85, effort=2, decibels=1),
    "afraid": Delivery(speed=1.15, pitch=1.14, range=0.88, energy=0.9, pause=0.8, effort=-1.5, decibels=-1),
    "tender": Delivery(speed=0.88, pitch=0.96, range=0.88, energy=0.82, pause=1.2, effort=-2.5, decibels=-2),
}

MANNERS: tuple[tuple[tuple[str, ...], Delivery], ...] = (
    (("quick", "fast", "hurried", "brisk", "快", "急", "利落"), Delivery(speed=1.1)),
    (("slow", "calm", "measured", "慢", "沉稳", "稳重"), Delivery(speed=0.9)),
    (("soft", "gentle", "quiet", "轻", "柔", "小声", "低声"), Delivery(energy=0.9, decibels=-1)),
    (("loud", "booming", "rough", "大声", "响亮", "粗", "豪爽"), Delivery(energy=1.1, decibels=1)),
    (("deep", "low", "husky", "低沉", "沙哑"), Delivery(pitch=0.94)),
    (("bright", "high", "shrill", "清脆", "尖"), Delivery(pitch=1.06)),
    (("flat", "cold", "dry", "冷", "平静", "平淡"), Delivery(range=0.85)),
    (("lively", "cheerful", "playful", "活泼", "开朗", "俏皮"), Delivery(range=1.12, speed=1.03)),
)

_CHILD = Delivery(speed=1.0, pitch=1.15, size=0.9)
_TEEN = Delivery(pitch=1.05, size=0.96)
_ELDER = Delivery(speed=0.9, pitch=0.93, size=1.03)
_LIMITS = {
    "speed": (0.7, 1.4),
    "pitch": (0.65, 1.5),
    "range": (0.7, 1.5),
    "energy": (0.7, 1.4),
    "size": (0.8, 1.15),
    "pause": (0.5, 1.8),
}


def deliver(voice: Voice, emotion: Emotion, style: str, age: int) -> Delivery:
    """Everything that shapes the line, put together and kept where the voice still sounds human.

    A voice that already sounds like the age is not aged again.
    """
    own = Delivery(voice.speed, voice.pitch, voice.range, size=voice.size)
    return _together(own, EMOTIONS[emotion], _aged(voice, age), *_manners(style))


def _aged(voice: Voice, age: int) -> Delivery:
    low, high = voice.ages
    if age < low and age < 18:
        return _CHILD if age < 13 and low > 13 else _TEEN
    if age > high and age > 58:
        return _ELDER
    return Delivery()


def _manners(style: str) -> list[Delivery]:
    said = style.casefold()
    return [manner for words, manner in MANNERS if any(word in said for word in words)]


def _together(*shapes: Delivery) -> Delivery:
    factors = {
        name: min(max(prod(getattr(shape, name) for shape in shapes), low), high)
        for name, (low, high) in _LIMITS.items()
    }
    effort, decibels = (sum(getattr(shape, name) for shape in shapes) for name in ("effort", "decibels"))
    return Delivery(**factors, effort=min(max(effort, -4.0), 4.0), decibels=min(max(decibels, -3.0), 3.0))
