"""The score on paper: theme, sections, parts."""

import pytest

from shared.events.request import MOODS, Mood
from shared.providers.ports import Section
from shared.providers.studio.music.arrange import Note, Piece, arrange
from shared.providers.studio.music.compose import pieces
from shared.providers.studio.music.moods import CHARACTERS
from shared.providers.studio.music.theme import BEATS, theme


def lead(music: Piece) -> list[Note]:
    return next(notes for part, notes in arrange(music) if part.texture == "lead")


def of(mood: Mood, seconds: float, seed: int = 7) -> Piece:
    piece, *_ = pieces(Section(mood=mood, seconds=seconds), 0, seed)
    return piece


@pytest.mark.parametrize("seed", range(25))
def test_a_theme_fills_four_bars_and_comes_home(seed: int) -> None:
    tones = theme(seed)
    assert tones[0].beat == 0
    assert sum(tone.length for tone in tones) == BEATS
    assert tones[-1].degree == 0
    assert len({tone.degree for tone in tones}) >= 3
    assert all(-3 <= tone.degree <= 8 for tone in tones)


def test_dramas_have_different_themes() -> None:
    assert len({theme(seed) for seed in range(50)}) > 45


@pytest.mark.parametrize("mood", MOODS)
def test_the_theme_returns_in_every_mood(mood: Mood) -> None:
    music = of(mood, 40)
    scale = CHARACTERS[mood].scale
    notes = lead(music)[: len(theme(7))]
    degrees = [tone.degree for tone in theme(7)]
    lowest = notes[degrees.index(0)].pitch
    assert [note.pitch - lowest for note in notes] == [12 * (d // 5) + scale[d % 5] for d in degrees]


@pytest.mark.parametrize("mood", MOODS)
def test_the_melody_leaves_half_of_the_time_to_those_who_speak(mood: Mood) -> None:
    music = of(mood, 45)
    length = BEATS * CHARACTERS[mood].stretch * music.beat
    sung = [note for part, notes in arrange(music) for note in notes if part.texture in ("lead", "answer")]
    assert {int((note.start + 0.001) / length) % 2 for note in sung} == {0}


@pytest.mark.parametrize("mood", MOODS)
@pytest.mark.parametrize("seed", range(8))
def test_chords_rub_less_with_the_theme_than_the_usual_ones_would(mood: Mood, seed: int) -> None:
    music = of(mood, 40, seed)
    usual = [music.character.chords[bar % len(music.character.chords)] for bar in range(len(music.harmony))]
    chosen = sum(music.rubs(bar, chord) for bar, chord in enumerate(music.harmony))
    assert chosen <= sum(music.rubs(bar, chord) for bar, chord in enumerate(usual))
    assert set(music.harmony) <= set(music.character.chords)


def test_moods_differ_in_tempo_harmony_and_players() -> None:
    characters = list(CHARACTERS.values())
    assert set(CHARACTERS) == set(MOODS)
    assert len({character.tempo for character in characters}) == len(MOODS)
    assert len({(character.scale, character.chords) for character in characters}) == len(MOODS)
    assert len({tuple(part.program for part in character.parts) for character in characters}) == len(MOODS)


@pytest.mark.parametrize("mood", MOODS)
@pytest.mark.parametrize("seconds", [0.2, 1.0, 3.7, 9.1, 30.0])
def test_a_section_ends_on_a_bar_line_and_is_never_too_short(mood: Mood, seconds: float) -> None:
    music = of(mood, seconds)
    assert music.beats % 4 == 0
    assert seconds - 1e-6 <= music.seconds < seconds + 4 * music.beat
    assert 60 / music.beat == pytest.approx(CHARACTERS[mood].tempo)


@pytest.mark.parametrize("mood", MOODS)
def test_every_note_begins_within_its_section_and_can_be_played(mood: Mood) -> None:
    for part, notes in arrange(of(mood, 21.3)):
        assert notes or part.texture == "answer"
        for note in notes:
            assert 0 <= note.start < of(mood, 21.3).seconds
            assert 21 <= note.pitch <= 108
            assert 0 < note.force <= 1


def test_a_very_long_section_is_composed_in_pieces() -> None:
    music = pieces(Section(mood="dramatic", seconds=100), 0, 7)
    assert 100 <= sum(piece.seconds for piece in music) < 103
    assert max(piece.seconds for piece in music) < 50
    assert len({piece.seed for piece in music}) == len(music)


def test_the_same_seed_writes_the_same_score() -> None:
    assert arrange(of("romantic", 12)) == arrange(of("romantic", 12))
    assert arrange(of("romantic", 12)) != arrange(of("romantic", 12, seed=8))
