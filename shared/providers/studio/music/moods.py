"""What each mood sounds like, as data: tempo, scale, harmony and who plays what."""

from dataclasses import dataclass
from typing import Literal

from shared.events.request import Mood

Texture = Literal["lead", "answer", "pad", "tremolo", "arpeggio", "offbeat", "bass", "drone", "pulse", "drums"]
Chord = tuple[int, ...]

LEVELS: dict[Texture, float] = {
    "lead": 0,
    "answer": -2,
    "drums": -4,
    "offbeat": -5,
    "bass": -6,
    "drone": -6,
    "arpeggio": -7,
    "tremolo": -8,
    "pad": -9,
    "pulse": -9,
}
"""dB against the lead, measured where the part sounds: instruments are balanced by what is heard of them."""


@dataclass(frozen=True)
class Part:
    """An instrument and what it does. ``program`` is General MIDI; ``octave`` moves it; ``pan`` is -1 (left) to 1.

    ``lift`` is how many dB it is louder than its texture usually is.
    """

    texture: Texture
    program: int
    octave: int = 0
    pan: float = 0.0
    lift: float = 0.0


@dataclass(frozen=True)
class Character:
    """A mood as music. Scale and chords are semitones above the root, which lies ``shift`` above the drama's key.

    ``stretch`` slows the theme down against the beat, ``decibels`` is the level against the other moods.
    """

    tempo: float
    shift: int
    scale: tuple[int, int, int, int, int]
    chords: tuple[Chord, ...]
    parts: tuple[Part, ...]
    stretch: int = 1
    decibels: float = 0.0


KOTO, SHAMISEN, FLUTE, BAMBOO, FIDDLE = 107, 106, 73, 77, 110
PIANO, MARIMBA, HARP, TIMPANI, TAIKO, WOODBLOCK = 0, 12, 46, 47, 116, 115
CELLO, CONTRABASS, TREMOLO, PIZZICATO, STRINGS, SLOW_STRINGS = 42, 43, 44, 45, 48, 49
TRUMPET, HORNS, BRASS, BASSOON, CLARINET = 56, 60, 61, 70, 71
WARM_PAD, BOWED_GLASS = 89, 92
REVERSE_CYMBAL, ORCHESTRA_HIT = 119, 55

GONG = (0, 2, 4, 7, 9)
YU = (0, 3, 5, 7, 10)
SHADED = (0, 2, 3, 7, 8)
NARROW = (0, 1, 5, 6, 10)

_I, _II, _IV, _V, _VI = (0, 4, 7), (2, 5, 9), (5, 9, 12), (7, 11, 14), (-3, 0, 4)
_i, _iii, _iv, _v, _vi, _vii = (0, 3, 7), (3, 7, 10), (5, 8, 12), (-5, -1, 2), (-4, 0, 3), (-2, 2, 5)

CHARACTERS: dict[Mood, Character] = {
    "romantic": Character(
        tempo=76,
        shift=0,
        scale=GONG,
        chords=(_I, _VI, _IV, _V),
        parts=(
            Part("lead", FLUTE, 1, 0.1),
            Part("answer", FIDDLE, 1, -0.2),
            Part("arpeggio", KOTO, 0, -0.35),
            Part("pad", SLOW_STRINGS, 0, 0.2),
            Part("bass", HARP, -1, lift=4),
        ),
    ),
    "triumphant": Character(
        tempo=104,
        shift=2,
        scale=GONG,
        chords=(_I, _IV, _VI, _V),
        parts=(
            Part("lead", TRUMPET, 0, 0.1),
            Part("answer", HORNS, 0, -0.25),
            Part("arpeggio", KOTO, 0, -0.4),
            Part("pad", STRINGS, 0, 0.2),
            Part("pulse", BRASS, -1, 0.3),
            Part("bass", CELLO, -1),
            Part("drums", TAIKO),
        ),
        decibels=1.0,
    ),
    "comedic": Character(
        tempo=126,
        shift=5,
        scale=GONG,
        chords=(_I, _II, _V, _I),
        parts=(
            Part("lead", CLARINET, 0, 0.15),
            Part("answer", SHAMISEN, 0, -0.3),
            Part("offbeat", PIZZICATO, 0, 0.3),
            Part("arpeggio", MARIMBA, -1, -0.2),
            Part("bass", BASSOON, -1, lift=5),
            Part("drums", WOODBLOCK, 0, 0.4),
        ),
        decibels=-1.0,
    ),
    "dramatic": Character(
        tempo=92,
        shift=-3,
        scale=YU,
        chords=(_i, _vi, _iii, _vii),
        parts=(
            Part("lead", STRINGS, 0, 0.1),
            Part("answer", HORNS, 0, -0.15),
            Part("tremolo", TREMOLO, 0, 0.3),
            Part("arpeggio", KOTO, -1, -0.4),
            Part("pulse", CONTRABASS, -1),
            Part("drums", TAIKO),
        ),
        decibels=0.5,
    ),
    "suspense": Character(
        tempo=72,
        shift=-5,
        scale=NARROW,
        chords=(_i, (0, 1, 7), _i, (-1, 3, 6)),
        parts=(
            Part("lead", KOTO, 1, -0.3),
            Part("answer", BAMBOO, 1, 0.35),
            Part("tremolo", TREMOLO, 1, 0.2),
            Part("pad", BOWED_GLASS, 0, -0.1),
            Part("drone", CONTRABASS, -1),
            Part("pulse", TIMPANI, -1),
        ),
        stretch=2,
        decibels=-2.0,
    ),
    "melancholic": Character(
        tempo=60,
        shift=-3,
        scale=SHADED,
        chords=(_i, _iv, _vi, _v),
        parts=(
            Part("lead", FIDDLE, 1, 0.1),
            Part("answer", BAMBOO, 1, -0.25),
            Part("arpeggio", PIANO, 0, -0.1),
            Part("pad", WARM_PAD, 0, 0.1),
            Part("bass", CELLO, -1, lift=4),
        ),
        decibels=-1.5,
    ),
}
