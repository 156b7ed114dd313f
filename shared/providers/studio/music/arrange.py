"""Notes for a section: the theme and what accompanies it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
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


Arranged = list[tuple[Part, list[Note]]]
"""Who plays what."""


@dataclass(frozen=True)
class Piece:
    """Music to be arranged: ``beats`` of ``beat`` seconds in a character, around the MIDI pitch ``root``."""

    character: Character
    theme: tuple[Tone, ...]
    root: int
    beats: int
    beat: float
    seed: int

    @property
    def seconds(self) -> float:
        return self.beats * self.beat

    def chord(self, beat: float) -> Chord:
        return self.harmony[int(beat // 4) % len(self.harmony)]

    @cached_property
    def harmony(self) -> tuple[Chord, ...]:
        """A chord for each bar of the theme: the mood's own, or another of its chords that the theme rubs less with."""
        chords = self.character.chords
        return tuple(
            min(chords, key=lambda chord: self.rubs(bar, chord) + _UNUSUAL * (chord != chords[bar % len(chords)]))
            for bar in range(BEATS * self.character.stretch // 4)
        )

    def rubs(self, bar: int, chord: Chord) -> float:
        """Beats of the theme in the bar that lie a semitone beside a tone of the chord."""
        rubbing = 0.0
        for tone in self.theme:
            start, end = tone.beat * self.character.stretch, (tone.beat + tone.length) * self.character.stretch
            pitch = _on_scale(0, self.character.scale, tone.degree)
            if any((pitch - step) % 12 in (1, 11) for step in chord):
                rubbing += max(min(end, 4 * bar + 4) - max(start, 4 * bar), 0)
        return rubbing


_UNUSUAL = 0.75
"""Beats of rubbing for which the mood's own progression is not left."""
_CLOSE = 12
"""Semitones within which accompanying chords stay, so that voices move little."""


def arrange(piece: Piece) -> Arranged:
    """Every part of the character with its notes, a little uneven as hands are. The same piece sounds the same."""
    arranged = []
    for number, part in enumerate(piece.character.parts):
        hands = Random(f"{piece.seed}/{number}")
        notes = [_by_hand(note, hands) for note in _TEXTURES[part.texture](piece, part)]
        arranged.append((part, [note for note in notes if note.length > 0.02]))
    return arranged


def _by_hand(note: Note, hands: Random) -> Note:
    late = hands.uniform(0, 0.014)
    force = min(max(note.force * hands.uniform(0.9, 1.06), 0.05), 1.0)
    return Note(note.start + late, note.length, note.pitch, force)


def _sung(piece: Piece, octave: int, begins: int, gap: float) -> Iterator[Note]:
    """The theme every fourth time it fits, beginning with statement ``begins``: between them there is room to speak."""
    character = piece.character
    length = BEATS * character.stretch
    for statement in range(begins, piece.beats // length + 1, 4):
        for tone in piece.theme:
            at = statement * length + tone.beat * character.stretch
            lasts = min(tone.length * character.stretch, piece.beats - at)
            if lasts < 0.25:
                break
            pitch = _on_scale(piece.root, character.scale, tone.degree) + 12 * octave
            accent = 0.82 if tone.beat % 4 == 0 else 0.7
            yield Note(at * piece.beat, lasts * piece.beat * gap, pitch, accent)


def _on_scale(root: int, scale: tuple[int, ...], degree: int) -> int:
    octave, step = divmod(degree, len(scale))
    return root + 12 * octave + scale[step]


def _lead(piece: Piece, part: Part) -> Iterator[Note]:
    yield from _sung(piece, part.octave, 0, 0.96)


def _answer(piece: Piece, part: Part) -> Iterator[Note]:
    yield from _sung(piece, part.octave, 2, 0.94)


def _bars(piece: Piece) -> Iterator[tuple[float, float, Chord]]:
    """Start and length of each bar in beats, and its chord."""
    for start in range(0, piece.beats, 4):
        yield start, min(4, piece.beats - start), piece.chord(start)


def _close(chord: Chord) -> list[int]:
    return sorted(step % _CLOSE for step in chord)


def _pad(piece: Piece, part: Part) -> Iterator[Note]:
    for start, length, chord in _bars(piece):
        for step in _close(chord):
            pitch = piece.root + step + 12 * part.octave
            yield Note(start * piece.beat, length * piece.beat * 1.02, pitch, 0.5)


def _tremolo(piece: Piece, part: Part) -> Iterator[Note]:
    """Held chords that swell over each pair of bars."""
    for start, length, chord in _bars(piece):
        swell = 0.42 + 0.2 * (start % 8) / 8
        for step in _close(chord)[:2]:
            pitch = piece.root + step + 12 * part.octave
            yield Note(start * piece.beat, length * piece.beat * 1.02, pitch, swell)


_FIGURE = (0, 1, 2, 1, 3, 2, 1, 2)


def _arpeggio(piece: Piece, part: Part) -> Iterator[Note]:
    for half in range(piece.beats * 2):
        beat = half / 2
        chord = _close(piece.chord(beat))
        step = (*chord, chord[0] + 12)[_FIGURE[half % 8]]
        force = 0.62 if half % 8 == 0 else 0.46
        yield Note(beat * piece.beat, piece.beat * 1.4, piece.root + step + 12 * part.octave, force)


def _offbeat(piece: Piece, part: Part) -> Iterator[Note]:
    for beat in range(piece.beats):
        for step in _close(piece.chord(beat)):
            pitch = piece.root + step + 12 * part.octave
            yield Note((beat + 0.5) * piece.beat, piece.beat * 0.3, pitch, 0.55)


def _bass(piece: Piece, part: Part) -> Iterator[Note]:
    for start, length, chord in _bars(piece):
        pitch = piece.root + chord[0] % 12 - (12 if chord[0] % 12 > 6 else 0) + 12 * part.octave
        for at in range(0, int(length), 2):
            lasts = min(2, length - at) * piece.beat * 0.95
            yield Note((start + at) * piece.beat, lasts, pitch + (7 if at == 2 else 0), 0.6)


def _drone(piece: Piece, part: Part) -> Iterator[Note]:
    for start, length, _ in _bars(piece):
        for fifth in (0, 7):
            pitch = piece.root + fifth + 12 * part.octave
            yield Note(start * piece.beat, length * piece.beat * 1.05, pitch, 0.55)


def _pulse(piece: Piece, part: Part) -> Iterator[Note]:
    """Repeated low notes, two a beat when fast, a heartbeat when slow."""
    pattern = (0.0, 0.5, 1.0, 1.5, 2.0, 2.5, 3.0, 3.5) if piece.character.tempo > 80 else (0.0, 0.75)
    for start, length, chord in _bars(piece):
        pitch = piece.root + chord[0] + 12 * part.octave
        for at in pattern:
            if at < length:
                yield Note((start + at) * piece.beat, piece.beat * 0.4, pitch, 0.6 if at == 0 else 0.42)


def _drums(piece: Piece, part: Part) -> Iterator[Note]:
    for start, length, _ in _bars(piece):
        filled = start % 16 == 12
        for at, force in ((0, 0.8), (1.5, 0.5), (2, 0.62), *(((3, 0.6), (3.5, 0.7)) if filled else ())):
            if at < length:
                yield Note((start + at) * piece.beat, piece.beat * 0.8, 48 + 12 * part.octave, force)


_TEXTURES: dict[Texture, Callable[[Piece, Part], Iterator[Note]]] = {
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
