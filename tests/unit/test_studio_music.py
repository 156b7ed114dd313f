"""The score on paper: theme, sections, parts."""

import pytest

from shared.events.request import MOODS, Mood
from shared.providers.ports import Section
from shared.providers.studio.music.arrange import Note, Passage, arrange
from shared.providers.studio.music.compose import Stretch, passage, stretches
from shared.providers.studio.music.moods import CHARACTERS
from shared.providers.studio.music.theme import BEATS, theme


def lead(music: Passage) -> list[Note]:
    return next(notes for part, notes in arrange(music) if part.texture == "lead")


def of(mood: Mood, seconds: float, seed: int = 7, number: int = 0) -> Passage:
    return passage(Stretch(mood, seconds, True), number, seed)


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


def test_moods_differ_in_tempo_harmony_and_players() -> None:
    characters = list(CHARACTERS.values())
    assert set(CHARACTERS) == set(MOODS)
    assert len({character.tempo for character in characters}) == len(MOODS)
    assert len({(character.scale, character.chords) for character in characters}) == len(MOODS)
    assert len({tuple(part.program for part in character.parts) for character in characters}) == len(MOODS)


@pytest.mark.parametrize("mood", MOODS)
@pytest.mark.parametrize("seconds", [0.2, 1.0, 3.7, 9.1, 30.0])
def test_a_section_has_whole_beats_near_its_tempo(mood: Mood, seconds: float) -> None:
    music = of(mood, seconds)
    assert music.beats * music.beat == pytest.approx(seconds)
    if seconds > 3:
        assert 60 / music.beat == pytest.approx(CHARACTERS[mood].tempo, rel=0.15)


@pytest.mark.parametrize("mood", MOODS)
def test_every_note_begins_within_its_section_and_can_be_played(mood: Mood) -> None:
    for part, notes in arrange(of(mood, 21.3)):
        assert notes or part.texture == "answer"
        for note in notes:
            assert 0 <= note.start < 21.3
            assert 21 <= note.pitch <= 108
            assert 0 < note.force <= 1


def test_neighbours_of_one_mood_become_one_stretch() -> None:
    sections = [Section(mood=mood, seconds=3) for mood in ("romantic", "romantic", "suspense")]
    assert list(stretches(sections)) == [Stretch("romantic", 6, True), Stretch("suspense", 3, True)]


def test_a_very_long_section_is_composed_in_pieces_and_ends_once() -> None:
    pieces = list(stretches([Section(mood="dramatic", seconds=100)]))
    assert sum(piece.seconds for piece in pieces) == pytest.approx(100)
    assert [piece.ends for piece in pieces] == [False, False, True]


def test_the_same_seed_writes_the_same_score() -> None:
    assert arrange(of("romantic", 12)) == arrange(of("romantic", 12))
    assert arrange(of("romantic", 12)) != arrange(of("romantic", 12, seed=8))
