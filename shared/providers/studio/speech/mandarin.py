"""Mandarin: numbers into words, characters into phonemes."""

import re
from functools import cache
from typing import Any

import cn2an
import rjieba
from misaki.transcription import pinyin_to_ipa
from pypinyin import Style, lazy_pinyin

from shared.providers.studio.speech.tones import Word, spoken

_DIGITS = "零一二三四五六七八九"
_NUMBER = r"\d+(?:\.\d+)?"
_GROUPED = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_CALLED = re.compile(r"(?<=[拨打报叫])(\d{3,6})(?!\d|\w*[个元块人次年月日])")
_ROOM = re.compile(r"(?<!\d)(\d{3,4})(?=室|房|号房|包厢|号楼)")
_CODE = re.compile(r"(?<=[A-Za-z])(\d{2,})")
_DATE = re.compile(r"(?<!\d)(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)")
_YEAR = re.compile(r"(?<!\d)(\d{2}|\d{4})(?=年(?!级))")
_CLOCK = re.compile(r"(?<!\d)([01]?\d|2[0-4]):([0-5]\d)(?!\d)")
_PERCENT = re.compile(rf"({_NUMBER})%")
_FRACTION = re.compile(r"(?<!\d)(\d+)/(\d+)(?!\d)")
_MONEY = re.compile(rf"([¥$€£])({_NUMBER})")
_CURRENCIES = {"¥": "元", "$": "美元", "€": "欧元", "£": "英镑"}
_RANGE = re.compile(r"(?<=\d)[-—](?=\d)")
_MINUS = re.compile(r"(?<![\w])-(?=\d)")
_ANY = re.compile(_NUMBER)
_TWO = re.compile(r"(?<![\d.])2(?=[个只位次天年件条张块人名句岁口家本封遍杯碗间辆匹双对份]|点(?!\d))")
_SIGNS = {"+": "加", "=": "等于", "&": "和", "°C": "摄氏度", "°": "度", "%": "百分号", "@": "艾特"}
_LONGEST = 8
"""Numbers of more digits are telephone or card numbers: read digit by digit."""

_TONES = (("˧˩˧", "↓"), ("˧˥", "↗"), ("˥˩", "↘"), ("˥", "→"), ("ɻ̩", "ɨ"), ("ɹ̩", "ɨ"), ("\u032f", ""), ("\u0329", ""))
_WHO_MUST = frozenset("我 你 您 他 她 它 我们 你们 他们 她们 咱们 咱 谁 都 也 还 就 总".split())  # noqa: SIM905
_HESITATIONS = {"嗯": "en2", "呣": "m2", "哼": "heng1", "欸": "ei2", "诶": "ei2", "噷": "hen1"}
_SILENT: Any = lambda unknown: ["5"] * len(unknown)  # noqa: E731 (a list is taken, though its types do not say so)


def numbers(text: str) -> str:
    """The text with its numbers, prices, times and signs in words."""
    text = _GROUPED.sub("", text)
    text = _CLOCK.sub(_clock, text)
    text = _DATE.sub(lambda match: f"{match[1]}年{int(match[2])}月{int(match[3])}日", text)
    text = _CALLED.sub(lambda match: _called(match[1]), text)
    text = _CODE.sub(lambda match: _by_digit(match[1]), _ROOM.sub(lambda match: _by_digit(match[1]), text))
    text = _YEAR.sub(lambda match: _by_digit(match[1]), text)
    text = _MONEY.sub(lambda match: match[2] + _CURRENCIES[match[1]], text)
    text = _PERCENT.sub(lambda match: "百分之" + match[1], text)
    text = _FRACTION.sub(lambda match: f"{match[2]}分之{match[1]}", text)
    text = _MINUS.sub("负", _RANGE.sub("到", text))
    text = _ANY.sub(lambda match: _number(match[0]), _TWO.sub("两", text))
    for sign, word in _SIGNS.items():
        text = text.replace(sign, word)
    return text


def phonemes(han: str) -> str:
    """Han characters in the neural model's spelling of phonemes; words are divided by spaces, unknown ones left out."""
    heard = ("".join(_ipa(syllable) for syllable in word.syllables) for word in spoken(_read(han), rjieba.has_word))
    return " ".join(word for word in heard if word)


def romanised(han: str) -> str:
    """Han characters as pinyin without tones, for a voice that cannot speak Mandarin."""
    return " ".join(lazy_pinyin(han, errors="ignore"))


def _read(han: str) -> list[Word]:
    words = rjieba.cut(han)
    around = zip(["", *words[:-1]], words, [*words[1:], ""], strict=True)
    return [Word(word, _particle(before, word, after) or _syllables(word)) for before, word, after in around]


def _particle(before: str, word: str, after: str) -> tuple[str, ...]:
    """地 and 得 as they are read between two words: 慢慢地走, 跑得快, 你得去."""
    if not before or not after or word not in ("地", "得"):
        return ()
    return ("dei3",) if word == "得" and before in _WHO_MUST else ("de5",)


def _syllables(word: str) -> tuple[str, ...]:
    """One numbered syllable a character; a character without a reading is silent."""
    if word in _HESITATIONS:
        return (_HESITATIONS[word],)
    return tuple(lazy_pinyin(word, Style.TONE3, neutral_tone_with_five=True, errors=_SILENT))


@cache
def _ipa(syllable: str) -> str:
    try:
        ipa = "".join(pinyin_to_ipa(syllable)[0])
    except (ValueError, KeyError, AssertionError):  # dialect and interjections beyond the table
        return ""
    for theirs, ours in _TONES:
        ipa = ipa.replace(theirs, ours)
    return ipa


def _number(number: str) -> str:
    whole = number.split(".", maxsplit=1)[0]
    if len(whole) > _LONGEST:
        return _called(number)
    if len(whole) > 1 and whole.startswith("0"):
        return _by_digit(number)
    return str(cn2an.an2cn(number))


def _by_digit(number: str) -> str:
    return "".join("点" if digit == "." else _DIGITS[int(digit)] for digit in number)


def _called(number: str) -> str:
    """A number as it is dialled: a spoken one could be taken for a seven."""
    return _by_digit(number).replace("一", "幺")


def _clock(match: re.Match[str]) -> str:
    hour, minute = int(match[1]), int(match[2])
    hours = "两点" if hour == 2 else f"{cn2an.an2cn(str(hour))}点"
    if minute == 0:
        return hours
    return hours + ("零" if minute < 10 else "") + str(cn2an.an2cn(str(minute))) + "分"
