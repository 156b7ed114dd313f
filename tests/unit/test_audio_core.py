"""What is to be spoken and when, and what the shot's length is."""

from decimal import Decimal

import pytest

from services.audio.core import SPARE, TAIL, brief_score, place_lines
from services.character.core import cast_voices
from shared.artifacts.records import Character, Line, Made, Media, Plan, Shot, SpokenLine
from shared.events import RequestedMusic
from shared.events.request import Mood

MADE = Made(provider="studio", model="m", operation="speak", seconds=1, cost_usd=Decimal(0))
MEDIA = Media(blob="audio/blobs/x", sha256="a" * 64, size=1, media_type="audio/wav")


def spoken(seconds: float) -> SpokenLine:
    return SpokenLine(fingerprint="a" * 64, audio=MEDIA, voice="v", seconds=seconds, phonemes=(), mouth=(), made=MADE)


def shot(*pauses: float, number: int = 1, mood: Mood = "dramatic", seconds: float = 3.0) -> Shot:
    lines = tuple(
        Line(id=f"e01-s{number:02}-l{n:02}", speaker="Lin", text="好。", pause=pause)
        for n, pause in enumerate(pauses, 1)
    )
    return Shot(
        id=f"e01-s{number:02}",
        place="kitchen",
        time="night",
        mood=mood,
        framing="medium",
        characters=("Lin",),
        lines=lines,
        lead_in=0.3,
        seconds=seconds,
    )


def plan(*shots: Shot, music: RequestedMusic | bool = True) -> Plan:
    wish = RequestedMusic() if music is True else music
    return Plan.model_validate(
        {
            "number": 1,
            "title": "t",
            "drama_title": "d",
            "language": "zh-CN",
            "style": "cinematic",
            "seed": 7,
            "music": wish,
            "shots": shots,
        }
    )


def test_lines_follow_each_other_with_their_measured_length_and_pause() -> None:
    placed, seconds = place_lines(shot(0.5, 0.2), ["a", "b"], [spoken(2.0), spoken(1.5)])
    assert [(line.start, line.seconds) for line in placed] == [(0.3, 2.0), (2.8, 1.5)]
    assert seconds == pytest.approx(0.3 + 2.0 + 0.5 + 1.5 + 0.2 + TAIL)


def test_a_shot_without_words_is_as_long_as_planned() -> None:
    assert place_lines(shot(seconds=2.5), [], []) == ((), 2.5)


def test_the_score_follows_the_moods_and_has_something_to_spare() -> None:
    brief = brief_score(plan(shot(), shot(number=2), shot(number=3, mood="romantic")))
    assert [(section.mood, section.seconds) for section in brief.sections] == [
        ("dramatic", round(6 * SPARE, 2)),
        ("romantic", round(3 * SPARE, 2)),
    ]
    assert brief.theme == 7


def test_the_producer_s_mood_wins_everywhere() -> None:
    brief = brief_score(plan(shot(), shot(number=2, mood="romantic"), music=RequestedMusic(mood="comedic")))
    assert [section.mood for section in brief.sections] == ["comedic"]


def test_wished_voices_are_granted_before_others_are_chosen() -> None:
    people = (
        Character(name="A", role="", gender="female", age=30),
        Character(name="B", role="", gender="female", age=30, voice="zf_one"),
    )

    def choose(_language: str, _gender: str, _age: int, taken: frozenset[str], wish: str) -> str:
        return wish or next(voice for voice in ("zf_one", "zf_two") if voice not in taken)

    assert cast_voices(people, "zh-CN", choose) == ["zf_two", "zf_one"]
