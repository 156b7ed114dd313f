"""How a line is delivered: emotion, age and manner of speaking as tempo, pitch and energy."""

from dataclasses import dataclass
from math import prod

from shared.artifacts.records import Emotion
from shared.providers.studio.speech.bank import Voice


@dataclass(frozen=True)
class Delivery:
    """Factors on tempo, mean pitch, pitch range (in octaves), energy and size of the vocal tract; loudness in dB."""

    speed: float = 1.0
    pitch: float = 1.0
    range: float = 1.0
    energy: float = 1.0
    size: float = 1.0
    decibels: float = 0.0


EMOTIONS: dict[Emotion, Delivery] = {
    "neutral": Delivery(),
    "happy": Delivery(speed=1.06, pitch=1.08, range=1.15, energy=1.08),
    "sad": Delivery(speed=0.84, pitch=0.93, range=0.8, energy=0.85, decibels=-1),
    "angry": Delivery(speed=1.13, pitch=1.1, range=1.2, energy=1.25, decibels=1),
    "surprised": Delivery(speed=1.03, pitch=1.16, range=1.3, energy=1.12, decibels=0.5),
    "afraid": Delivery(speed=1.15, pitch=1.14, range=0.9, energy=0.9, decibels=-0.5),
    "tender": Delivery(speed=0.88, pitch=0.97, range=0.88, energy=0.82, decibels=-1),
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
_LIMITS = {"speed": (0.7, 1.4), "pitch": (0.65, 1.5), "range": (0.7, 1.5), "energy": (0.7, 1.4), "size": (0.8, 1.15)}


def deliver(voice: Voice, emotion: Emotion, style: str, age: int) -> Delivery:
    """Everything that shapes the line, put together and kept where the voice still sounds human.

    A voice that already sounds like the age is not aged again.
    """
    own = Delivery(voice.speed, voice.pitch, size=voice.size)
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
    return Delivery(**factors, decibels=min(max(sum(shape.decibels for shape in shapes), -2.0), 2.0))
