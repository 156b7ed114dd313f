"""Breaking a line of dialogue into the rows of subtitles. Pure.

Widths are columns: a full-width character (Chinese, kana, emoji) takes two, any other one.
"""

import re
import unicodedata
from collections.abc import Sequence
from itertools import accumulate, groupby, pairwise

COLUMNS = {"zh": 26, "en": 30}
"""The longest row by language: 13 full-width or 30 other characters, what is read at a glance on a phone."""

_OPENING = frozenset("([{<“‘「『（《〈【〔［｛¿¡#$¥￥@")
_CLOSING = frozenset(")]}>”’」』）》〉】〕］｝,.!?;:%，。！？；：、…—·～~％")
_SENTENCE_END = frozenset("。！？.!?…")
_PHRASE_END = frozenset("，；：、,;:—·")
_QUOTES = "”’」』）》】\"')"

_LEANING = frozenset(
    re.findall(
        r"\w+",
        "a an the of to in on at for from with by and or but if as that this these those is are was were am be will"
        " would can could not no my your his her its our their i you he she it we they who what",
    )
)
"""English words that lean on the one after them."""

_ADDRESSES = frozenset(("mr.", "mrs.", "ms.", "dr.", "st."))

_LEANS = 0.9
"""How much it hurts to part such a word from the next; then rather two screens."""

_PARTICLES = frozenset("了着过的地得吗呢吧啊呀嘛们")
"""Words that lean on the one before them."""

_ATTRIBUTIVE = frozenset("的把被给在从向跟和与是")
"""Chinese words that lean on the one after them, though less than English ones do."""

_OPENERS = frozenset(("把", "被", "给", "在", "从", "跟", "和", "就", "都", "也", "还", "才", "又", "却", "但", "可是"))
"""Chinese words with which a phrase begins."""

_LONGEST_WORD = 32
"""Columns of a word that is still not torn in a title."""

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
    """The text in ``count`` rows, or as many as it has words: of like width, and ended where a phrase ends."""
    words = [part for word in _words(text.strip()) for part in _parts(word, _LONGEST_WORD)]
    if not words:
        return [""]
    count = min(count, len(words))
    ends = [0, *accumulate(columns(word) for word in words)]
    ideal = max(1.0, ends[-1] / count)

    def cost(first: int, last: int) -> float:
        uneven = (ends[last] - ends[first]) / ideal - 1
        return uneven**2 + (_tear(words[last - 1].rstrip(), words[last].rstrip()) if last < len(words) else 0.0)

    best = {0: (0.0, [0])}
    for left in range(count, 0, -1):
        found: dict[int, tuple[float, list[int]]] = {}
        for last in range(1, len(words) - left + 2) if left > 1 else (len(words),):
            options = [
                (spent + cost(first, last), [*breaks, last]) for first, (spent, breaks) in best.items() if first < last
            ]
            if options:
                found[last] = min(options)
        best = found
    breaks = best[len(words)][1]
    return ["".join(words[first:last]).strip() for first, last in pairwise(breaks)]


def torn(rows: Sequence[str]) -> float:
    """How much the breaks between the rows hurt, all together: 0 is not at all, 1 is a lot."""
    return sum(_tear(_words(one)[-1].rstrip(), _words(other)[0].rstrip()) for one, other in pairwise(rows))


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
    fitting = [at for at in breaks if max(halves(at)) <= longest]
    if fitting and (harm(at := min(fitting, key=harm)) < _LEANS or len(breaks) == 1):
        return [("".join(words[:at]).rstrip(), "".join(words[at:]).rstrip())]
    at = min(breaks, key=harm)
    return _screens(words[:at], longest) + _screens(words[at:], longest)


def _tear(before: str, after: str) -> float:
    """How much a break between the two words hurts, on the scale of a row's relative length."""
    last = (before.rstrip(_QUOTES) or before)[-1:]
    if before.lower() in _ADDRESSES:
        return _LEANS
    if last in _SENTENCE_END:
        return 0.0
    if last in _PHRASE_END:
        return 0.08
    if before.lower() in _LEANING:
        return _LEANS
    if before[-1:] in _ATTRIBUTIVE:
        return 0.6
    return 0.35 if after.lower() in _LEANING or after in _OPENERS else 0.45


def _words(text: str) -> list[str]:
    """What must not be torn apart, each with the blanks behind it."""
    words: list[str] = []
    for piece in _PIECE.findall(text):
        for part in _words_zh(piece) if _HAN.match(piece) else _runs(piece):
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
    if _extends(before, after[0]) or (after in _PARTICLES and before[-1].isalnum()):
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


def _words_zh(han: str) -> list[str]:
    from rjieba import cut  # noqa: PLC0415 (a word list of 30 MB, for Chinese rows alone)

    return cut(han)
