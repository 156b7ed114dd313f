"""Who speaks, and how."""

from collections import Counter

import pytest

from shared.artifacts.records import Gender
from shared.events.request import Language
from shared.providers.studio.speech import bank
from shared.providers.studio.speech.delivery import EMOTIONS, deliver
from shared.runtime.errors import Permanent

LANGUAGES: tuple[Language, ...] = ("zh-CN", "en-US")
NOBODY: frozenset[str] = frozenset()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("gender", ["female", "male"])
def test_there_are_voices_for_every_age(language: Language, gender: Gender) -> None:
    ages = {age: bank.cast(language, gender, age, NOBODY) for age in (7, 15, 25, 40, 52, 75)}
    assert len(set(ages.values())) >= 5
    for age, name in ages.items():
        assert bank.find(name, language).years_off(age) == 0


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_bank_is_sound(language: Language) -> None:
    voices = [voice for voice in bank.BANK if voice.language == language]
    assert min(Counter(voice.gender for voice in voices).values()) >= 8
    assert len({voice.name for voice in voices}) == len(voices)
    for voice in voices:
        assert sum(voice.parts.values()) == pytest.approx(1)


def test_every_voice_of_the_model_has_its_height() -> None:
    assert {part for voice in bank.BANK for part in voice.parts} == set(bank.HEIGHTS)
    boy, man = bank.find("zm_doudou", "zh-CN"), bank.find("zm_yunyang", "zh-CN")
    assert boy.height * boy.pitch > 2 * man.height * man.pitch


@pytest.mark.parametrize("language", LANGUAGES)
def test_twelve_characters_have_twelve_voices_of_their_sex(language: Language) -> None:
    taken: set[str] = set()
    people: list[Gender] = ["female", "male"] * 6
    for gender, age in zip(people, (8, 9, 15, 16, 24, 25, 33, 36, 52, 53, 72, 75), strict=True):
        name = bank.cast(language, gender, age, frozenset(taken))
        assert bank.find(name, language).gender == gender
        assert bank.find(name, language).years_off(age) <= 3
        taken.add(name)
    assert len(taken) == 12


def test_a_cast_of_many_has_different_voices() -> None:
    taken: set[str] = set()
    for _ in range(4):
        taken.add(bank.cast("zh-CN", "male", 40, frozenset(taken)))
    assert len(taken) == 4


def test_when_all_are_taken_the_best_is_heard_twice() -> None:
    best = bank.cast("zh-CN", "female", 70, NOBODY)
    assert bank.cast("zh-CN", "female", 70, frozenset(bank.names("zh-CN"))) == best


def test_a_grown_up_never_gets_a_child_s_voice() -> None:
    adults = {voice.name for voice in bank.BANK if voice.ages[1] > 18}
    children = {voice.name for voice in bank.BANK} - adults
    assert bank.cast("zh-CN", "female", 19, frozenset(adults)) not in children


def test_an_unknown_voice_is_refused_by_name() -> None:
    with pytest.raises(Permanent, match="zf_nobody"):
        bank.find("zf_nobody", "zh-CN")
    with pytest.raises(Permanent, match="en-US"):
        bank.find("zf_xiaoxiao", "en-US")


def test_emotions_are_told_apart_by_tempo_pitch_and_energy() -> None:
    voice = bank.find("zf_xiaoxiao", "zh-CN")
    told = {emotion: deliver(voice, emotion, "", 30) for emotion in EMOTIONS}
    assert len(set(told.values())) == len(EMOTIONS)
    assert told["sad"].speed < told["neutral"].speed < told["angry"].speed
    assert told["tender"].energy < told["neutral"].energy < told["angry"].energy
    assert told["sad"].decibels < told["neutral"].decibels < told["angry"].decibels
    assert told["tender"].effort < told["neutral"].effort < told["angry"].effort
    assert told["angry"].pause < told["neutral"].pause < told["sad"].pause
    assert told["sad"].pitch < told["neutral"].pitch < told["surprised"].pitch


@pytest.mark.parametrize(
    ("style", "faster"), [("quick", True), ("说话很快", True), ("slow, calm", False), ("慢条斯理", False)]
)
def test_the_manner_of_speaking_is_heard(style: str, faster: bool) -> None:
    voice = bank.find("am_michael", "en-US")
    change = deliver(voice, "neutral", style, 35).speed / deliver(voice, "neutral", "", 35).speed
    assert change > 1.05 if faster else change < 0.95


def test_a_voice_that_sounds_old_is_not_aged_again() -> None:
    old, grown = bank.find("zm_yeye", "zh-CN"), bank.find("zm_yunyang", "zh-CN")
    assert deliver(old, "neutral", "", 75) == deliver(old, "neutral", "", 65)
    assert deliver(grown, "neutral", "", 75).speed < deliver(grown, "neutral", "", 40).speed


def test_a_child_is_smaller_and_higher() -> None:
    voice = bank.find("zf_xiaoni", "zh-CN")
    child, woman = deliver(voice, "neutral", "", 8), deliver(voice, "neutral", "", 25)
    assert child.size < woman.size
    assert child.pitch > woman.pitch


def test_piled_up_wishes_stay_human() -> None:
    delivery = deliver(bank.find("zf_tongtong", "zh-CN"), "surprised", "quick bright lively 快 尖", 5)
    assert delivery.pitch <= 1.5
    assert delivery.speed <= 1.4
