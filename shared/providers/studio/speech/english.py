"""English: numbers as people say them, and Chinese names in Latin letters as they are pronounced."""

import re

_MONTHS = "January February March April May June July August September October November December".split()  # noqa: SIM905
_GROUPED = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_DATE = re.compile(r"(?<![\d/])(1[0-2]|0?[1-9])/([12]\d|3[01]|0?[1-9])/(\d{4})(?![\d/])")
_MONEY = re.compile(r"([$€£¥])\s?(\d+(?:\.\d+)?)(\s(?:thousand|million|billion))?", re.IGNORECASE)
_CURRENCIES = {"$": ("dollar", "dollars"), "€": ("euro", "euros"), "£": ("pound", "pounds"), "¥": ("yuan", "yuan")}
_TELEPHONE = re.compile(r"(?<![\d-])(?:\d{3}-)?\d{3}-\d{4}(?![\d-])|(?<!\d)\d{9,}(?!\d)")
_CALLED = re.compile(r"(?<=\bcall )(\d{3})(?!\d)|(?<=\bdial )(\d{3})(?!\d)", re.IGNORECASE)
_YEAR = re.compile(r"(?<![\d.$-])(1[1-9]|20)([1-9]\d|0[1-9])(?![\d.,-]\d|\d)(?!\s(?:dollars|euros|pounds|yuan))")
_RANGE = re.compile(r"(?<=\d)[-—](?=\d)")

_SYLLABLE = (
    "(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])"
    "(?:i?ang|i?ong|uang|eng|ing|i?ao|i?an|uan|uai|en|in|un|iu|ie|ia|ua|uo|ue|ui|ai|ei|ou|a|e|i|o|u)"
)
_NAME = re.compile(rf"\b(?=X|Q(?!ue)|Zh)(?:{_SYLLABLE}){{1,3}}\b", re.IGNORECASE)
_AS_READ = (("zh", "j"), ("x", "sh"), ("q", "ch"), ("iao", "yow"), ("ia", "ya"), ("ie", "yeh"), ("ou", "oe"))


def numbers(text: str) -> str:
    """The text with money, dates, years and telephone numbers written as they are said."""
    text = _GROUPED.sub("", text)
    text = _DATE.sub(lambda match: f"{_MONTHS[int(match[1]) - 1]} {int(match[2])}, {match[3]}", text)
    text = _MONEY.sub(_money, text)
    text = _TELEPHONE.sub(lambda match: _by_digit(match[0]), text)
    text = _CALLED.sub(lambda match: _by_digit(match[0]), text)
    text = _YEAR.sub(_year, text)
    return _RANGE.sub(" to ", text)


def names(text: str) -> str:
    """The text with names such as Xiaoman, Qin and Zhao spelled so that an English reader says them."""
    return _NAME.sub(_pronounced, text)


def _money(match: re.Match[str]) -> str:
    one, many = _CURRENCIES[match[1]]
    whole, _, cents = match[2].partition(".")
    scale = match[3] or ""
    if scale:
        return f"{match[2]}{scale} {many}"
    said = f"{whole} {one if whole == '1' else many}"
    return f"{said} {int(cents)}" if cents.strip("0") else said


def _year(match: re.Match[str]) -> str:
    century, rest = match[1], match[2]
    if century == "20" and rest.startswith("0"):
        return match[0]
    return f"{century} oh {int(rest)}" if rest.startswith("0") else f"{century} {rest}"


def _by_digit(number: str) -> str:
    return ", ".join(" ".join(group) for group in number.split("-"))


def _pronounced(match: re.Match[str]) -> str:
    name = match[0].lower()
    if not match[0][0].isupper():
        return match[0]
    for theirs, ours in _AS_READ:
        name = name.replace(theirs, ours)
    return name.capitalize()
