"""Mandarin tones as they are spoken."""

import pytest
import rjieba

from shared.providers.studio.speech.mandarin import _read
from shared.providers.studio.speech.tones import spoken


def heard(text: str) -> str:
    return " ".join(syllable for word in spoken(_read(text), rjieba.has_word) for syllable in word.syllables)


@pytest.mark.parametrize(
    ("text", "tones"),
    [
        ("不是", "bu2 shi4"),
        ("不想", "bu4 xiang3"),
        ("我不要", "wo3 bu2 yao4"),
        ("好不好", "hao3 bu5 hao3"),
        ("差不多", "cha4 bu5 duo1"),
        ("说不", "shuo1 bu4"),
    ],
)
def test_not_gives_way_to_a_falling_tone(text: str, tones: str) -> None:
    assert heard(text) == tones


@pytest.mark.parametrize(
    ("text", "tones"),
    [
        ("一个人", "yi2 ge4 ren2"),
        ("一定", "yi2 ding4"),
        ("一起", "yi4 qi3"),
        ("一年", "yi4 nian2"),
        ("第一", "di4 yi1"),
        ("第一次", "di4 yi1 ci4"),
        ("看一看", "kan4 yi5 kan4"),
        ("星期一", "xing1 qi1 yi1"),
        ("一九九八", "yi1 jiu2 jiu3 ba1"),
        ("一月一号", "yi1 yue4 yi1 hao4"),
        ("二十一", "er4 shi2 yi1"),
    ],
)
def test_one_is_said_as_its_neighbour_wants(text: str, tones: str) -> None:
    assert heard(text) == tones


@pytest.mark.parametrize(
    ("text", "tones"),
    [
        ("你好", "ni2 hao3"),
        ("老虎", "lao2 hu3"),
        ("展览馆", "zhan2 lan2 guan3"),
        ("小老虎", "xiao3 lao2 hu3"),
        ("我很好", "wo2 hen2 hao3"),
        ("我想你", "wo2 xiang2 ni3"),
    ],
)
def test_a_third_tone_rises_before_another(text: str, tones: str) -> None:
    assert heard(text) == tones


@pytest.mark.parametrize(
    ("text", "tones"),
    [
        ("妈妈", "ma1 ma5"),
        ("姐姐", "jie3 jie5"),
        ("小姐", "xiao2 jie5"),
        ("朋友", "peng2 you5"),
        ("喜欢", "xi3 huan5"),
        ("哪儿", "na3 er5"),
        ("女儿", "nv3 er2"),
        ("慢慢地走", "man4 man4 de5 zou3"),
        ("你得去", "ni2 dei3 qu4"),
    ],
)
def test_light_syllables_are_light(text: str, tones: str) -> None:
    assert heard(text) == tones


def test_every_character_keeps_its_syllable() -> None:
    text = "一不㐀做二不休一一不不得地儿"
    assert len(heard(text).split()) == len(text)
