"""What is to be spoken and when, and what the shot's length is."""

from decimal import Decimal

import pytest

from services.audio.core import MARGIN, SILENCE, SPARE, TAIL, brief_line, brief_score, place_lines, place_score
from services.character.core import cast_voices
from shared.artifacts.records import Cast, Character, Emotion, Line, Made, Media, Member, Plan, Shot, SpokenLine
from shared.events import RequestedMusic
from shared.events.request import Mood
from shared.planning.cards import CLOSING, TITLE
from shared.providers import Accent, Composed, Passage

MADE = Made(provider="studio", model="m", operation="speak", seconds=1, cost_usd=Decimal(0))
MEDIA = Media(blob="audio/blobs/x", sha256="a" * 64, size=1, media_type="audio/wav")


def spoken(seconds: float) -> SpokenLine:
    return SpokenLine(fingerprint="a" * 64, audio=MEDIA, voice="v", seconds=seconds, phonemes=(), mouth=(), made=MADE)


def shot(
    *pauses: float, number: int = 1, mood: Mood = "dramatic", seconds: float = 3.0, answer: Emotion = "neutral"
) -> Shot:
    lines = tuple(
        Line(id=f"e01-s{number:02}-l{n:02}", speaker="Lin", text="好。", pause=pause, emotion=answer)
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


def gap(answer: Emotion, wish: float = 0.5) -> float:
    """Seconds of silence between two lines."""
    placed, _ = place_lines(shot(wish, 0.2, answer=answer), ["a", "b"], [spoken(2.0), spoken(1.5)])
    return placed[1].start - placed[0].start - placed[0].seconds


def test_anger_answers_at_once_and_sadness_waits() -> None:
    assert gap("angry") < gap("surprised") < gap("neutral") < gap("sad")
    assert gap("neutral") == pytest.approx(0.5)


def test_no_pause_between_two_lines_sounds_like_a_mistake() -> None:
    assert gap("sad", wish=1.1) == gap("neutral", wish=5.0) == pytest.approx(SILENCE)


def test_stage_directions_are_not_spoken() -> None:
    member = Member(
        character=Character(name="Lin", role="", gender="female", age=30),
        voice="zf_one",
        anchor=MEDIA,
        palette=(),
        made=MADE,
    )
    cast = Cast(language="zh-CN", style="cinematic", members=(member,))
    line = Line(id="e01-s01-l01", speaker="Lin", text="（低声）快走。[whispers]")
    assert brief_line(line, plan(shot()), cast).text == "快走。"


def test_a_shot_without_words_is_as_long_as_planned() -> None:
    assert place_lines(shot(seconds=2.5), [], []) == ((), 2.5)


def test_a_section_for_each_run_of_one_mood_with_something_to_spare() -> None:
    brief = brief_score(plan(shot(), shot(number=2), shot(number=3, mood="romantic"), shot(number=4)))
    assert [(section.mood, section.seconds) for section in brief.sections] == [
        ("dramatic", round((6 + TITLE) * SPARE + MARGIN, 2)),
        ("romantic", round(3 * SPARE + MARGIN, 2)),
        ("dramatic", round((3 + CLOSING) * SPARE + MARGIN, 2)),
    ]
    assert brief.theme == 7


def test_each_stretch_begins_with_the_first_shot_of_its_run() -> None:
    written = plan(shot(), shot(number=2), shot(number=3, mood="romantic"), shot(number=4))
    passages = tuple(Passage(start=start, seconds=9) for start in (0, 10, 20))
    composed = Composed(seconds=35, passages=passages, sting=Accent(start=30, blow=31.5, seconds=5))
    stretches, sting = place_score(written, composed)
    assert [(stretch.shot, stretch.start, stretch.seconds) for stretch in stretches] == [
        ("e01-s01", 0, 9),
        ("e01-s03", 10, 9),
        ("e01-s04", 20, 9),
    ]
    assert (sting.start, sting.blow, sting.seconds) == (30, 31.5, 5)


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


def test_a_provider_s_voice_is_nobody_s_in_the_studio() -> None:
    person = Character(name="A", role="", gender="female", age=30, voice="holysheep/Tianmei")

    def choose(*_facts: object) -> str:
        raise AssertionError("the studio is not asked")

    assert cast_voices((person,), "zh-CN", choose) == ["holysheep/Tianmei"]
