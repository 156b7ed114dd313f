"""A score from its brief: what runs in a child process."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from math import ceil
from pathlib import Path
from random import Random
from typing import NamedTuple

import numpy as np

from shared.events.request import Mood
from shared.providers.ports import Composed, ScoreBrief, Section
from shared.providers.studio.music.arrange import Note, Passage, arrange
from shared.providers.studio.music.mix import LOUDNESS, faded, gain_to, roomy, write
from shared.providers.studio.music.moods import (
    CHARACTERS,
    CONTRABASS,
    LEVELS,
    ORCHESTRA_HIT,
    REVERSE_CYMBAL,
    TAIKO,
    TIMPANI,
    Part,
)
from shared.providers.studio.music.players import RATE, Player, Stereo, Synthesiser, sound_font
from shared.providers.studio.music.theme import theme

CROSS_FADE = 0.8
"""Seconds in which one section dies away under the next."""
_COMES_IN = 0.25  # seconds: shorter, so that the first note of the theme is heard
ENDING = 3.0
"""Seconds of the last chord after the last section."""
_KEYS = range(57, 63)
_STING_BEFORE_END = 1.1
_STING_ABOVE = 1.5  # dB above the music
_LONGEST = 48.0  # seconds in one piece

Arranged = list[tuple[Part, list[Note]]]


class Stretch(NamedTuple):
    """What is composed in one go; ``ends`` where the mood changes after it."""

    mood: Mood
    seconds: float
    ends: bool


def compose(brief: ScoreBrief, into: Path, font: Path | None) -> Composed:
    """Compose the brief into a WAV file, played by the sound font, or by the synthesiser where there is none."""
    player: Player = sound_font(font) if font else Synthesiser()
    parts = list(stretches(brief.sections))
    score = np.zeros((round((sum(part.seconds for part in parts) + ENDING) * RATE), 2), np.float32)
    start = 0.0
    for number, part in enumerate(parts):
        tail = ENDING if number == len(parts) - 1 else CROSS_FADE
        played = faded(_played(part, number, brief.theme, player, tail), _COMES_IN if number else 0.02, tail)
        at = round(start * RATE)
        played = played[: len(score) - at]
        score[at : at + len(played)] += played
        start += part.seconds
    write(score, gain_to(score, LOUDNESS), brief.theme, into)
    return Composed(seconds=len(score) / RATE)


def stretches(sections: Sequence[Section]) -> Iterator[Stretch]:
    """Neighbours of one mood as one, so that the music does not begin anew at each shot; very long ones in pieces."""
    for mood, same in groupby(sections, key=lambda section: section.mood):
        seconds = sum(section.seconds for section in same)
        count = ceil(seconds / _LONGEST)
        for piece in range(count):
            yield Stretch(mood, seconds / count, piece == count - 1)


def passage(stretch: Stretch, number: int, seed: int) -> Passage:
    """The stretch in whole beats, near its mood's tempo; every drama has a key of its own."""
    character = CHARACTERS[stretch.mood]
    beats = _whole_beats(stretch.seconds * character.tempo / 60)
    root = Random(seed).choice(_KEYS) + character.shift
    return Passage(character, theme(seed), root, beats, stretch.seconds / beats, seed * 1009 + number)


def _whole_beats(beats: float) -> int:
    """Whole bars while the tempo bends by less than an eighth, else half bars, else beats."""
    for unit in (4, 2):
        whole = max(round(beats / unit), 1) * unit
        if abs(whole / beats - 1) < 0.125:
            return whole
    return max(round(beats), 1)


def _played(stretch: Stretch, number: int, seed: int, player: Player, tail: float) -> Stereo:
    music = passage(stretch, number, seed)
    arranged = arrange(music)
    if tail == ENDING:
        arranged = [*arranged, *_last_chord(music, stretch.seconds)]
    seconds = stretch.seconds + tail
    sound = _balanced(arranged, player, seconds)
    sound *= gain_to(sound, LOUDNESS + music.character.decibels)
    if music.character.sting and stretch.ends:
        sting = _balanced(_sting(music, stretch.seconds), player, seconds)
        sound += sting * gain_to(sting, LOUDNESS + _STING_ABOVE)
    return roomy(sound)


def _balanced(arranged: Arranged, player: Player, seconds: float) -> Stereo:
    mixed = np.zeros((round(seconds * RATE), 2), np.float32)
    for part, notes in arranged:
        if notes:
            sound = player.play(part, notes, seconds)
            mixed += sound * gain_to(sound, LOUDNESS + LEVELS[part.texture] + part.lift)
    return mixed


def _last_chord(music: Passage, seconds: float) -> Arranged:
    """Home: the root's chord, held by whoever held chords before."""
    held = [part for part in music.character.parts if part.texture in ("pad", "tremolo", "bass", "arpeggio")]
    chord = music.character.chords[0]
    return [
        (part, [Note(seconds, ENDING, music.root + step + 12 * part.octave, 0.6) for step in chord]) for part in held
    ]


def _sting(music: Passage, seconds: float) -> Arranged:
    """The accent before the cut: a rush, a blow, and what it leaves hanging."""
    blow = max(seconds - _STING_BEFORE_END, seconds * 0.4)
    low = music.root - 24
    rush = min(1.6, blow)
    return [
        (Part("drums", REVERSE_CYMBAL, lift=-5), [Note(blow - rush, rush, 60, 0.7)]),
        (Part("drums", TAIKO, pan=-0.2, lift=4), [Note(blow, 1.5, 40, 1.0), Note(blow + 0.02, 1.5, 45, 0.9)]),
        (Part("drums", TIMPANI, pan=0.2, lift=2), [Note(blow, 2.0, low + 12, 1.0)]),
        (Part("pad", ORCHESTRA_HIT, lift=4), [Note(blow, 1.2, low + 24, 0.8)]),
        (Part("drone", CONTRABASS), [Note(blow, 1.6, low + step, 0.9) for step in (0, 6, 12)]),
    ]
