"""How long lines take to say, before anybody has said them."""

import pytest

from services.script.timing import pace_of, speech_seconds
from shared.artifacts.records import Emotion
from shared.events.request import Language


# What the studio's voices took, seconds: a girl who speaks quickly, an old woman who speaks slowly, grown-ups.
@pytest.mark.parametrize(
    ("text", "language", "emotion", "age", "style", "spoken"),
    [
        ("奶奶，旧棉袄里怎么藏着一个红包？", "zh-CN", "surprised", 24, "语速快", 2.38),
        ("等等……里头的纸条上有字。", "zh-CN", "surprised", 24, "语速快", 2.21),
        ("快放下！不是留给你的。", "zh-CN", "afraid", 78, "慢", 2.44),
        ("这一句，我想了三十年。", "zh-CN", "tender", 78, "慢", 3.12),
        ("不坐了，我拿了户口本就走。", "zh-CN", "angry", 52, "", 2.10),
        ("你走那天，你妈在站台上坐到天亮。", "zh-CN", "angry", 70, "", 3.13),
        ("Put that back. It isn't for you.", "en-US", "afraid", 68, "", 2.09),
        ("Never seen it. Throw it out.", "en-US", "angry", 38, "", 1.77),
        ("Mom, I'm home.", "en-US", "sad", 38, "", 1.32),
    ],
)
def test_lines_are_estimated_to_a_fifth_of_what_was_spoken(
    text: str, language: Language, emotion: Emotion, age: int, style: str, spoken: float
) -> None:
    assert speech_seconds(text, language, emotion, pace_of(age, style)) == pytest.approx(spoken, rel=0.2)


def test_english_is_counted_in_syllables() -> None:
    short, long = (speech_seconds(text, "en-US") for text in ("One look, then go.", "Everybody remembered everything."))
    assert long > 1.5 * short


def test_the_old_and_the_sad_speak_slowly() -> None:
    assert pace_of(75, "") < pace_of(30, "")
    assert pace_of(30, "语速快") > pace_of(30, "") > pace_of(30, "慢，句子短")
    assert speech_seconds("我回来了。", "zh-CN", "sad") > speech_seconds("我回来了。", "zh-CN", "angry")


def test_nothing_is_said_in_no_time() -> None:
    assert speech_seconds("！", "zh-CN", "angry", 2.0) > 0.3
