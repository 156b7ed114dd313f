"""A score from its brief: what runs in a child process."""

from math import ceil
from pathlib import Path

from shared.providers.ports import Accent, Composed, Passage, ScoreBrief, Section
from shared.providers.studio.music.arrange import Arranged, Note, Piece, arrange
from shared.providers.studio.music.mix import LOUDNESS, balanced, faded, gain_to, roomy, tape
from shared.providers.studio.music.moods import CHARACTERS
from shared.providers.studio.music.players import RATE, Player, Stereo, Synthesiser, sound_font
from shared.providers.studio.music.sting import RUSH, play_sting
from shared.providers.studio.music.theme import key, theme

ENDING = 3.0
"""Seconds of the last chord, after the last bar of a passage."""

_BAR = 4  # beats
_LONGEST = 48.0  # seconds that are arranged in one go


def compose(brief: ScoreBrief, into: Path, font: Path | None) -> Composed:
    """Compose the brief into a WAV file, played by the sound font, or by the synthesiser where there is none."""
    player: Player = sound_font(font) if font else Synthesiser()
    passages = []
    with tape(into) as reel:
        for number, section in enumerate(brief.sections):
            start = reel.seconds
            *through, last = pieces(section, number, brief.theme)
            for piece in through:
                reel.lay(_played(piece, [], player), ENDING)
            reel.lay(_played(last, _last_chord(last), player), 0)
            passages.append(Passage(start=start, seconds=reel.seconds - start))
        start = reel.seconds
        reel.lay(play_sting(brief.theme, player), 0)
        sting = Accent(start=start, blow=start + RUSH, seconds=reel.seconds - start)
        return Composed(seconds=reel.seconds, passages=tuple(passages), sting=sting)


def pieces(section: Section, number: int, seed: int) -> list[Piece]:
    """The section in whole bars of its mood's tempo, never shorter than it; a very long one in several pieces."""
    character = CHARACTERS[section.mood]
    bar = _BAR * 60 / character.tempo
    bars = ceil(round(section.seconds / bar, 6))
    count = ceil(bars * bar / _LONGEST)
    shares = [bars * (at + 1) // count - bars * at // count for at in range(count)]
    root = key(seed) + character.shift
    return [
        Piece(character, theme(seed), root, share * _BAR, bar / _BAR, seed * 1009 + 97 * number + at)
        for at, share in enumerate(shares)
    ]


def _played(piece: Piece, ending: Arranged, player: Player) -> Stereo:
    """The piece, and ENDING in which it rings on."""
    dry = balanced([*arrange(piece), *ending], player, piece.seconds + ENDING)
    sound = roomy(dry)
    gain = gain_to(sound[: round(piece.seconds * RATE)], LOUDNESS + piece.character.decibels)
    return faded(sound * gain, ENDING * 0.8)


def _last_chord(piece: Piece) -> Arranged:
    """Home: the root's chord, held by whoever held chords before."""
    held = [part for part in piece.character.parts if part.texture in ("pad", "tremolo", "bass", "arpeggio")]
    chord = piece.character.chords[0]
    return [
        (part, [Note(piece.seconds, ENDING, piece.root + step + 12 * part.octave, 0.6) for step in chord])
        for part in held
    ]
