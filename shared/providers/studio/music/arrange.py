"""Notes for a section: the theme and what accompanies it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from random import Random
from typing import NamedTuple

from shared.providers.studio.music.moods import Character, Chord, Part, Texture
from shared.providers.studio.music.theme import BEATS, Tone


class Note(NamedTuple):
    """A note of a part: start and length in seconds, MIDI pitch, how hard it is played (0 to 1)."""

    start: float
    length: float
    pitch: int
    force: float


@dataclass(frozen=True)
class Passage:
    """A section to be arranged: ``beats`` of ``beat`` seconds in a character, around the MIDI pitch ``root``."""

    character: Character
    theme: tuple[Tone, ...]
    root: int
    beats: int
    beat: float
    seed: int

    def chord(self, beat: float) -> Chord:
        chords = self.character.chords
        return chords[int(beat // 4) % len(chords)]


_CLOSE = 12
"""Semitones within which accompanying chords stay, so that voices move little."""


def arrange(passage: Passage) -> list[tuple[Part, list[Note]]]:
    """Every part of the character with its notes, a little uneven as hands are. The same passage sounds the same."""
    arranged = []
    for number, part in enumerate(passage.character.parts):
        hands = Random(f"{passage.seed}/{number}")
        notes = [_by_hand(note, hands) for note in _TEXTURES[part.texture](passage, part)]
        arranged.append((part, [note for note in notes if note.length > 0.02]))
    return arranged


def _by_hand(note: Note, hands: Random) -> Note:
    late = hands.uniform(0, 0.014)
    force = min(max(note.force * hands.uniform(0.9, 1.06), 0.05), 1.0)
    return Note(note.start + late, note.length, note.pitch, force)


def _sung(passage: Passage, octave: int, begins: int, gap: float) -> Iterator[Note]:
    """The theme every other time it fits, beginning with statement ``begins`` (0 or 1)."""
    character = passage.character
    length = BEATS * character.stretch
    for statement in range(begins, passage.beats // length + 1, 2):
        for tone in passage.theme:
            at = statement * length + tone.beat * character.stretch
            lasts = min(tone.length * character.stretch, passage.beats - at)
            if lasts < 0.25:
                break
            pitch = _on_scale(passage.root, character.scale, tone.degree) + 12 * octave
            accent = 0.82 if tone.beat % 4 == 0 else 0.7
            yield Note(at * passage.beat, lasts * passage.beat * gap, pitch, accent)


def _on_scale(root: int, scale: tuple[int, ...], degree: int) -> int:
    octave, step = divmod(degree, len(scale))
    return root + 12 * octave + scale[step]


def _lead(passage: Passage, part: Part) -> Iterator[Note]:
    yield from _sung(passage, part.octave, 0, 0.96)


def _answer(passage: Passage, part: Part) -> Iterator[Note]:
    yield from _sung(passage, part.octave, 1, 0.94)


def _bars(passage: Passage) -> Iterator[tuple[float, float, Chord]]:
    """Start and length of each bar in beats, and its chord."""
    for start in range(0, passage.beats, 4):
        yield start, min(4, passage.beats - start), passage.chord(start)


def _close(chord: Chord) -> list[int]:
    return sorted(step % _CLOSE for step in chord)


def _pad(passage: Passage, part: Part) -> Iterator[Note]:
    for start, length, chord in _bars(passage):
        for step in _close(chord):
            pitch = passage.root + step + 12 * part.octave
            yield Note(start * passage.beat, length * passage.beat * 1.02, pitch, 0.5)


def _tremolo(passage: Passage, part: Part) -> Iterator[Note]:
    """Held chords that swell over each pair of bars."""
    for start, length, chord in _bars(passage):
        swell = 0.42 + 0.2 * (start % 8) / 8
        for step in _close(chord)[:2]:
            pitch = passage.root + step + 12 * part.octave
            yield Note(start * passage.beat, length * passage.beat * 1.02, pitch, swell)


_FIGURE = (0, 1, 2, 1, 3, 2, 1, 2)


def _arpeggio(passage: Passage, part: Part) -> Iterator[Note]:
    for half in range(passage.beats * 2):
        beat = half / 2
        chord = _close(passage.chord(beat))
        step = (*chord, chord[0] + 12)[_FIGURE[half % 8]]
        force = 0.62 if half % 8 == 0 else 0.46
        yield Note(beat * passage.beat, passage.beat * 1.4, passage.root + step + 12 * part.octave, force)


def _offbeat(passage: Passage, part: Part) -> Iterator[Note]:
    for beat in range(passage.beats):
        for step in _close(passage.chord(beat)):
            pitch = passage.root + step + 12 * part.octave
            yield Note((beat + 0.5) * passage.beat, passage.beat * 0.3, pitch, 0.55)


def _bass(passage: Passage, part: Part) -> Iterator[Note]:
    for start, length, chord in _bars(passage):
        pitch = passage.root + chord[0] % 12 - (12 if chord[0] % 12 > 6 else 0) + 12 * part.octave
        for at in range(0, int(length), 2):
            lasts = min(2, length - at) * passage.beat * 0.95
            yield Note((start + at) * passage.beat, lasts, pitch + (7 if at == 2 else 0), 0.6)


def _drone(passage: Passage, part: Part) -> Iterator[Note]:
    for start, length, _ in _bars(passage):
        for fifth in (0, 7):
            pitch = passage.root + fifth + 12 * part.octave
            yield Note(start * passage.beat, length * passage.beat * 1.05, pitch, 0.55)


def _pulse(passage: Passage, part: Part) -> Iterator[Note]:
    """Repeated low notes, two a beat when fast, a heartbeat when slow."""
    pattern = (0.0, 0.5, 1.0, 1.5, 2.0, 2.5, 3.0, 3.5) if passage.character.tempo > 80 else (0.0, 0.75)
    for start, length, chord in _bars(passage):
        pitch = passage.root + chord[0] + 12 * part.octave
        for at in pattern:
            if at < length:
                yield Note((start + at) * passage.beat, passage.beat * 0.4, pitch, 0.6 if at == 0 else 0.42)


def _drums(passage: Passage, part: Part) -> Iterator[Note]:
    for start, length, _ in _bars(passage):
        filled = start % 16 == 12
        for at, force in ((0, 0.8), (1.5, 0.5), (2, 0.62), *(((3, 0.6), (3.5, 0.7)) if filled else ())):
            if at < length:
                yield Note((start + at) * passage.beat, passage.beat * 0.8, 48 + 12 * part.octave, force)


_TEXTURES: dict[Texture, Callable[[Passage, Part], Iterator[Note]]] = {
    "lead": _lead,
    "answer": _answer,
    "pad": _pad,
    "tremolo": _tremolo,
    "arpeggio": _arpeggio,
    "offbeat": _offbeat,
    "bass": _bass,
    "drone": _drone,
    "pulse": _pulse,
    "drums": _drums,
}
