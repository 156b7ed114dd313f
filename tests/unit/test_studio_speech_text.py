"""From text of the world to what is read out, and to phonemes."""

import pytest

from shared.providers.studio.speech import mandarin
from shared.providers.studio.speech.kokoro import _breaths, _vocabulary
from shared.providers.studio.speech.speak import phonemes, speakable
from shared.providers.studio.speech.text import Run, clean, runs


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("我有3个红包", "我有三个红包"),
        ("等了2年，花了2000元", "等了两年,花了二千元"),
        ("2024年5月1日", "二零二四年五月一日"),
        ("2024-05-01", "二零二四年五月一日"),
        ("百分比是12.5%", "百分比是百分之十二点五"),
        ("电话13800138000", "电话幺三八零零幺三八零零零"),
        ("快打110", "快打幺幺零"),
        ("打了110个电话", "打了一百一十个电话"),
        ("302室", "三零二室"),
        ("密码abc123", "密码abc一二三"),
        ("2点半见", "两点半见"),
        ("8:30见", "八点三十分见"),
        ("2:05见", "两点零五分见"),
        ("1,000,000元", "一百万元"),
        ("代号007", "代号零零七"),
        ("-5℃", "负五摄氏度"),
        ("¥88.8", "八十八点八元"),
        ("1/2", "二分之一"),
        ("12345678901234567890", "幺二三四五六七八九零幺二三四五六七八九零"),
    ],
)
def test_numbers_are_read_as_people_say_them(text: str, read: str) -> None:
    assert speakable(text, "zh-CN") == read


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("I paid $3,500.", "I paid 3500 dollars."),
        ("It was $1, not $4.50", "It was 1 dollar, not 4 dollars 50"),
        ("£5 million", "5 million pounds"),
        ("on 5/2/1998", "on May 2, 19 98"),
        ("in 1905, 2008 and 2024", "in 19 oh 5, 2008 and 20 24"),
        ("1500 reasons", "1500 reasons"),
        ("Call 555-0134", "Call 5 5 5, 0 1 3 4"),
        ("Dial 911!", "Dial 9 1 1!"),
        ("pages 3-5", "pages 3 to 5"),
        ("Zhao Min, Xiaoman and Qin", "Jao Min, Shyowman and Chin"),
        ("a quiet Queen, Xavier", "a quiet Queen, Xavier"),
    ],
)
def test_english_is_read_as_people_say_it(text: str, read: str) -> None:
    assert speakable(text, "en-US") == read


@pytest.mark.parametrize("word", ["OK", "T恤", "GPS", "KTV", "APP", "WiFi", "VIP"])
def test_latin_letters_between_characters_are_heard(word: str) -> None:
    latin = [run.text for run in runs(clean(f"他说{word}都有")) if run.kind == "latin"]
    assert phonemes(latin[0], british=False).strip(".") in phonemes(f"他说{word}都有", british=False)


@pytest.mark.parametrize(
    "text", ["", " ", "😀😀", "……", "مرحبا بالعالم", "Здравствуйте", "\x00\ud800", "<b></b>", "？！", "%"]
)
def test_text_without_a_sound_is_empty(text: str) -> None:
    assert clean(text) == "" or not mandarin.phonemes(speakable(text, "zh-CN"))


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("<b>你好</b>😀", "你好"),
        ("**快** 走", "快 走"),
        ("你好\u200b\u202e吗", "你好吗"),
        ("看 https://a.example/b?c=d 这里", "看 这里"),
        ("&lt;i&gt;hi&lt;/i&gt; &amp; bye", "hi & bye"),
        ("走吧\n\n再见", "走吧. 再见"),
        ("Mr. Smith", "Mr Smith"),
    ],
)
def test_markup_and_pictures_are_taken_out(text: str, cleaned: str) -> None:
    assert clean(text) == cleaned


def test_runs_keep_one_pause_between_scripts() -> None:
    assert runs(clean("我用iPhone打电话，OK？！")) == [
        Run("han", "我用"),
        Run("latin", "iPhone"),
        Run("han", "打电话"),
        Run("pause", ","),
        Run("latin", "OK"),
        Run("pause", "?"),
    ]


def test_a_point_inside_a_number_is_no_pause() -> None:
    assert [run.kind for run in runs(clean("It cost 3.50, honestly."))] == ["latin", "pause", "latin", "pause"]


def test_latin_words_inside_chinese_are_spoken_not_dropped() -> None:
    spelled = phonemes("我用iPhone", british=False)
    assert spelled.startswith("wo↓jʊ↘ŋ ")
    assert spelled.endswith("fˈOn.")


def test_chinese_names_inside_english_are_spoken() -> None:
    assert "ɕjau↗ma↓n" in phonemes("Is 小满 here?", british=False)


def test_every_phoneme_is_one_that_the_model_knows() -> None:
    line = "妈，我回来了！那封红包是奶奶藏的，对吗？她说：“一定要等我”。哎呀，女儿、云、月、日、耳、词、吃"
    english = "The quick brown fox jumps over the lazy dog; although George's measure of water was judged vague."
    known = set(_vocabulary())
    for spelled in (phonemes(speakable(line, "zh-CN"), False), phonemes(english, False), phonemes(english, True)):
        assert set(spelled) <= known


def test_british_and_american_english_differ() -> None:
    assert phonemes("I go home, mother", True) != phonemes("I go home, mother", False)


def test_excitement_ends_a_statement_with_its_mark() -> None:
    assert phonemes("走吧.", False, excited=True).endswith("!")
    assert phonemes("走吗?", False, excited=True).endswith("?")


def test_a_character_without_a_reading_is_silent() -> None:
    assert mandarin.phonemes("\U0003134a") == ""


@pytest.mark.parametrize("unit", ["wo↓ xwei↗lai↗ lɤ. ", "wo↓ xwei↗lai↗ lɤ, ", "wo↓ xwei↗lai↗ lɤ ", "a"])
def test_a_long_line_is_spoken_in_breaths_that_the_model_can_take(unit: str) -> None:
    line = (unit * 1000)[:1800].strip()
    breaths = list(_breaths(line))
    assert max(len(breath) for breath in breaths) <= 509
    assert "".join(breaths).replace(" ", "") == line.replace(" ", "")


def test_a_breath_ends_with_a_sentence_rather_than_a_clause_or_a_word() -> None:
    sentence = "xai↗jou↓, i↗kɤ↘ ɻə↗n ʂwo→ " * 5
    first, *_ = _breaths(f"{sentence.strip()}. {sentence * 3}")
    assert first.endswith(".")
