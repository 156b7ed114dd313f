"""Breaking a line of dialogue into the rows of subtitles. Pure.

Widths are columns: a full-width character (Chinese, kana, emoji) takes two, any other one.
"""

import re
import unicodedata
from collections.abc import Sequence
from functools import cache
from itertools import accumulate, groupby

import rjieba

COLUMNS = {"zh": 28, "en": 32}
"""The longest row by language: 14 full-width or 32 other characters, what is read at a glance on a phone."""

_OPENING = frozenset("([{<“‘「『（《〈【〔［｛¿¡#$¥￥@")
_CLOSING = frozenset(")]}>”’」』）》〉】〕］｝,.!?;:%，。！？；：、…—·～~％")
_SENTENCE_END = frozenset("。！？!?…")
_PHRASE_END = frozenset("，；：、,;:—")
_QUOTES = "”’」』）》】\"')"

_LEANING = frozenset(
    re.findall(
        r"\w+",
        "a an the of to in on at for from with and or but that this is my your his her our their i you he she we they",
    )
)
"""English words that lean on the one after them."""

_PARTICLES = frozenset("了着过的地得吗呢吧啊呀嘛们")
"""Words that lean on the one before them."""

HAN = "㐀-䶿一-鿿豈-﫿\U00020000-\U000323af"
_HAN = re.compile(f"[{HAN}]")
_PIECE = re.compile(rf"[{HAN}]+|[^\s{HAN}]+|\s+")
_FLAG_LETTERS = "".join(map(chr, range(0x1F1E6, 0x1F200)))
_JOINERS = frozenset("\u200d\ufe0e\ufe0f\u20e3")


def limit(language: str) -> int:
    """The longest row of a language (``zh-CN``), in columns."""
    return COLUMNS.get(language.split("-", maxsplit=1)[0], COLUMNS["en"])


def columns(text: str) -> int:
    """How wide the text is shown. Curly quotes and dots count as in Chinese, where they are full-width."""
    return sum(map(_width, text))


def screens(text: str, longest: int) -> list[tuple[str, ...]]:
    """The text as a sequence of screens of one or two rows, each at most ``longest`` columns wide.

    Rows end after punctuation where they can, else between words, and are of like length; none begins with closing
    punctuation unless a single word fills more than a row. Nothing is lost but the blanks at the ends of rows.
    """
    words = [part for word in _words(text.strip()) for part in _parts(word, longest)]
    return _screens(words, longest) if words else []


def balanced(text: str, count: int) -> list[str]:
    """The text in at most ``count`` rows of like width, as narrow as its words allow."""
    words = _words(text.strip())
    total = sum(columns(word) for word in words)
    for longest in range(max(2, total // count), total + 1):
        rows = _filled([part for word in words for part in _parts(word, longest)], longest)
        if len(rows) <= count:
            return rows
    return [text.strip()]


def _filled(words: Sequence[str], longest: int) -> list[str]:
    rows = [""]
    for word in words:
        if rows[-1] and columns((rows[-1] + word).rstrip()) > longest:
            rows.append("")
        rows[-1] += word
    return [row.rstrip() for row in rows]


def _screens(words: Sequence[str], longest: int) -> list[tuple[str, ...]]:
    whole = "".join(words).rstrip()
    if columns(whole) <= longest:
        return [(whole,)]
    ends = list(accumulate(columns(word) for word in words))
    blanks = [len(word) - len(word.rstrip()) for word in words]

    def halves(at: int) -> tuple[int, int]:
        return ends[at - 1] - blanks[at - 1], ends[-1] - blanks[-1] - ends[at - 1]

    def harm(at: int) -> float:
        left, right = halves(at)
        return abs(left - right) / (left + right) + _tear(words[at - 1].rstrip(), words[at].rstrip())

    breaks = range(1, len(words))
    if fitting := [at for at in breaks if max(halves(at)) <= longest]:
        at = min(fitting, key=harm)
        return [("".join(words[:at]).rstrip(), "".join(words[at:]).rstrip())]
    at = min(breaks, key=harm)
    return _screens(words[:at], longest) + _screens(words[at:], longest)


def _tear(before: str, after: str) -> float:
    """How much a break between the two words hurts, on the scale of a row's relative length."""
    last = (before.rstrip(_QUOTES) or before)[-1:]
    if last in _SENTENCE_END:
        return 0.0
    if last in _PHRASE_END:
        return 0.15
    if before.lower() in _LEANING:
        return 0.9
    return 0.35 if after.lower() in _LEANING else 0.45


def _words(text: str) -> list[str]:
    """What must not be torn apart, each with the blanks behind it."""
    words: list[str] = []
    for piece in _PIECE.findall(text):
        for part in _jieba().cut(piece) if _HAN.match(piece) else _runs(piece):
            if words and (part.isspace() or _clings(words[-1], part)):
                words[-1] += part
            else:
                words.append(part)
    return words


def _runs(piece: str) -> list[str]:
    """A piece without blanks or Chinese: full-width signs stand alone, all others stay together."""
    runs: list[str] = []
    for wide, group in groupby(_clusters(piece), key=lambda cluster: columns(cluster) > 1):
        clusters = list(group)
        runs += clusters if wide else ["".join(clusters)]
    return runs


def _clings(before: str, after: str) -> bool:
    """Whether no row may end between the two."""
    if _extends(before, after[0]) or after in _PARTICLES:
        return True
    return not before[-1].isspace() and (after[0] in _CLOSING or before[-1] in _OPENING)


def _parts(word: str, longest: int) -> list[str]:
    """A word that is wider than a row, in parts that are not; signs that combine stay together."""
    if columns(word.rstrip()) <= longest:
        return [word]
    parts = [""]
    for cluster in _clusters(word):
        if parts[-1] and columns(parts[-1] + cluster) > longest:
            parts.append("")
        parts[-1] += cluster
    return parts


def _clusters(text: str) -> list[str]:
    clusters: list[str] = []
    for character in text:
        if clusters and _extends(clusters[-1], character):
            clusters[-1] += character
        else:
            clusters.append(character)
    return clusters


def _extends(before: str, character: str) -> bool:
    """Whether the character changes the sign before it: accents, emoji sequences, the second half of a flag."""
    if character in _JOINERS or unicodedata.category(character) in ("Mn", "Me", "Mc") or "🏻" <= character <= "🏿":
        return True
    if character in _FLAG_LETTERS:
        return (len(before) - len(before.rstrip(_FLAG_LETTERS))) % 2 == 1
    return before.endswith("\u200d")


def _width(character: str) -> int:
    category = unicodedata.category(character)
    if category in ("Mn", "Me", "Cf"):
        return 0
    wide = "WF" if category.startswith("L") else "WFA"
    return 2 if unicodedata.east_asian_width(character) in wide else 1


@cache
def _jieba() -> rjieba.Jieba:
    """The word list takes a moment to load, so it is loaded at the first Chinese line."""
    return rjieba.Jieba()
