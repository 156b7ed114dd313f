"""Counted years, in words of both languages."""

import re

_DIGITS = "零一二三四五六七八九"


def _words(text: str) -> list[str]:
    return text.split()


_ONES = _words(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
)
_TENS = _words("_ _ twenty thirty forty fifty sixty seventy eighty ninety")
_ENGLISH = {word: value for value, word in enumerate(_ONES)} | {
    word: 10 * value for value, word in enumerate(_TENS) if word != "_"
}
_ZH_NUMBER = r"[0-9]{1,3}|[零一二两三四五六七八九十百]{1,5}"
_EN_NUMBER = (
    r"[0-9]{1,3}|(?:" + "|".join(_TENS[2:]) + r")(?:[- ](?:" + "|".join(_ONES[1:10]) + r"))?|" + "|".join(_ONES[1:])
)
_ZH_YEARS = re.compile(rf"({_ZH_NUMBER})(?:多|几)?年(?!代|级|轻|夜|月)")
_EN_YEARS = re.compile(rf"\b({_EN_NUMBER})[- ]years?\b(?![- ]old)", re.IGNORECASE)
_DECADE = re.compile(r"\ba decade\b|\bten-year", re.IGNORECASE)


def chinese_number(text: str) -> int | None:
    """三十五 → 35; None if it is no number below a thousand."""
    if text.isascii():
        return int(text) if text.isdigit() else None
    total, digit = 0, 0
    for sign in text.replace("两", "二"):
        if sign in _DIGITS:
            digit = _DIGITS.index(sign)
        elif sign in "十百":
            total += (digit or 1) * (10 if sign == "十" else 100)
            digit = 0
        else:
            return None
    return total + digit


def english_number(text: str) -> int | None:
    """thirty-five → 35; None if it is no number below a hundred in words."""
    if text.isascii() and text.isdigit():
        return int(text)
    values = [_ENGLISH.get(word) for word in re.split(r"[- ]", text.lower())]
    known = [value for value in values if value is not None]
    return sum(known) if known and len(known) == len(values) else None


def years_in(text: str) -> int | None:
    """The first length of time in years that the text speaks of, 1 to 90."""
    found = None
    if match := _ZH_YEARS.search(text):
        found = chinese_number(match.group(1))
    elif match := _EN_YEARS.search(text):
        found = english_number(match.group(1))
    elif _DECADE.search(text):
        found = 10
    return found if found and found <= 90 else None


def in_chinese(number: int) -> str:
    """35 → 三十五, up to 199; 2 is 两 where something is counted."""
    if number == 2:
        return "两"
    if number >= 100:
        rest = in_chinese(number - 100).replace("两", "二") if number > 100 else ""
        return "一百" + ("零" if 0 < number - 100 < 10 else "一" if 10 <= number - 100 < 20 else "") + rest
    tens, ones = divmod(number, 10)
    if not tens:
        return _DIGITS[ones]
    return ("" if tens == 1 else _DIGITS[tens]) + "十" + (_DIGITS[ones] if ones else "")


def in_english(number: int) -> str:
    """35 → thirty-five, up to 199."""
    if number >= 100:
        return "a hundred" + (f" and {in_english(number - 100)}" if number > 100 else "")
    if number < 20:
        return _ONES[number]
    tens, ones = divmod(number, 10)
    return _TENS[tens] + (f"-{_ONES[ones]}" if ones else "")
