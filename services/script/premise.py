"""What a premise speaks of: the thing, the years, the people, the place, whatever language it is written in."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from random import Random
from typing import TypeVar

from services.script.kin import Kin, gender_told_by, kin_words
from services.script.lexicon import (
    DEFAULT_OCCASION_EN,
    DEFAULT_OCCASION_ZH,
    DEFAULT_SPOTS,
    MORNING,
    NIGHT,
    OCCASIONS,
    PLACES,
    SPOTS,
    STRANGE_NOTE,
    THINGS,
    Occasion,
    Thing,
)
from services.script.numbers import years_in
from services.script.plots import Gap, Playbill, Word
from shared.artifacts.records import Gender, Place, TimeOfDay
from shared.events.request import Language

T = TypeVar("T")

_FINDS_EN = re.compile(
    r"\b(?:finds?|found|discovers?|discovered|unearths?|inherits?|inherited|opens?|opened|hid|kept|keeps|receives?|"
    r"received)\s+(?:an?|the|her|his|their|its|my|one|some)\s+((?:[a-z][a-z-]+\s){0,2}?[a-z][a-z-]+)"
    r"(?=\s+(?:that|which|who|in|inside|from|of|under|behind|hidden|with|left|at|on|for|to|she|he|his|her|their|and|"
    r"addressed|after|and)\b|[.,;:!?]|$)",
    re.IGNORECASE,
)
_FINDS_ZH = ("发现", "找到", "翻出", "藏", "留下", "收到", "打开", "捡到", "送来", "寄来", "继承")
_NO_THING = {
    "out", "way", "truth", "secret", "family", "home", "man", "woman", "father", "mother", "son", "daughter", "job",
    "love", "life", "courage", "place", "time", "reason", "people", "person", "money", "house", "brother", "sister",
    "door", "shop", "restaurant", "business", "heart", "eyes", "words", "night", "year", "years",
    "事", "事情", "人", "家", "真相", "秘密", "时候", "办法", "家人", "工作", "自己", "机会", "消息", "原因", "生活",
}  # fmt: skip
_HID = re.compile(r"藏|留|保管|攒|寄|\b(?:hid|hidden|kept|keeps|left|saved|wrote|sent|buried|posted)\b", re.IGNORECASE)
_GONE = re.compile(
    r"去世|已故|过世|离世|病逝|遗物|遗书|葬礼|\b(?:late (?:mother|father|grand\w+|mom|dad|uncle|aunt)|died|dies|dead|"
    r"passed away|funeral)\b",
    re.IGNORECASE,
)
_LEFT = re.compile(
    r"留下|留给|传给|照顾|伺候|\b(?:left|leaves|bequeathed|nursed)\s+(?:an?|the|her|his|their|every\w*|all)\b",
    re.IGNORECASE,
)
_SHE = re.compile(r"她|\b(?:she|her|hers|herself)\b", re.IGNORECASE)
_HE = re.compile(r"他|\b(?:he|him|his|himself)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Premise:
    """The facts that the plot keeps to. ``kept`` is in years; what the premise leaves open was chosen by the seed.

    ``own`` names the gaps that the premise itself fills.
    """

    text: str
    thing: Thing
    kept: int | None
    keeper: Kin | None
    late: Kin | None
    gone: bool
    kin: tuple[Kin, ...]
    gender: Gender | None
    setting: Place | None
    setting_zh: str
    setting_en: str
    time: TimeOfDay
    occasion: Occasion
    spot_zh: str
    spot_en: str
    words: dict[str, Word]
    flags: frozenset[str]
    own: frozenset[str]

    def named(self, how: str) -> list[Kin]:
        """The relative whom the premise names as the ``keeper`` or as ``gone``, nobody younger than the protagonist;
        none if it names nobody so.
        """
        kin, least = {"keeper": (self.keeper, 1), "gone": (self.late, 0)}.get(how, (None, 0))
        return [kin] if kin and kin.generation >= least else []


def read_premise(text: str, context: str, language: Language, random: Random, bill: Playbill) -> Premise:
    """Read what the plot wants to know, with the cultural context as a second source for the occasion.

    What the premise leaves open is drawn from what the plot names as its own.
    """
    lowered = text.lower()
    found_kin = kin_words(text)
    setting = _setting(lowered, language)
    thing, kept = _thing(text, language, bill), years_in(text)
    found = {name: word for name, gap in bill.gaps.items() if (word := _word(gap, text, lowered, language))}
    words = {name: found.get(name) or random.choice(gap.default) for name, gap in bill.gaps.items()}
    own = {**found, "thing": thing, "years": kept, "place": setting[0]}
    flags = {name for name, pattern in bill.flags.items() if pattern.search(text)}
    spot = _first(lowered, [(entry, entry[2]) for entry in SPOTS]) or SPOTS[random.choice(DEFAULT_SPOTS)]
    return Premise(
        text=text,
        thing=thing or _by_name(random.choice(bill.things)),
        kept=kept,
        keeper=_keeper(text, found_kin),
        late=_late(text, found_kin),
        gone=_GONE.search(text) is not None,
        kin=tuple(kin for _, kin in found_kin),
        gender=_gender(text, found_kin),
        setting=setting[0],
        setting_zh=setting[1],
        setting_en=setting[2],
        time="night" if _has(lowered, NIGHT) else "morning" if _has(lowered, MORNING) else "dusk",
        occasion=_occasion(f"{lowered} {context.lower()}", language),
        spot_zh=spot[0],
        spot_en=spot[1],
        words=words,
        flags=frozenset(flags | {word.flag for word in words.values() if word.flag}),
        own=frozenset(gap for gap, said in own.items() if said),
    )


def _setting(text: str, language: Language) -> tuple[Place | None, str, str]:
    """Where the premise plays, and the word for it in both languages: its own, if that is in the drama's."""
    for place, words in PLACES:
        if found := [word for word in words if _place_of(text, word) >= 0]:
            mandarin = [word for word in (*found, *words) if not word.isascii()]
            english = [word for word in (*found, *words) if word.isascii()]
            return place, mandarin[0], english[0]
    return None, "", ""


def _word(gap: Gap, text: str, lowered: str, language: Language) -> Word | None:
    """What the premise fills the gap with: its own words, or the one of the plot's that it names first."""
    pattern = gap.patterns.get(language)
    if pattern and (match := pattern.search(text)):
        return Word(match.group(1), "个", match.group(1))
    found = [
        (place, -len(name), index)
        for index, word in enumerate(gap.words)
        for name in (word.zh, word.en, *word.words)
        if (place := _place_of(lowered, name.lower())) >= 0
    ]
    return gap.words[min(found)[2]] if found else None


def _by_name(zh: str) -> Thing:
    return next(thing for thing in THINGS if thing.zh == zh)


def _place_of(text: str, word: str) -> int:
    """Where the word stands, -1 if nowhere; a Latin word must stand alone."""
    if not word.isascii():
        return text.find(word)
    match = re.search(rf"\b{re.escape(word)}\b", text)
    return match.start() if match else -1


def _has(text: str, words: tuple[str, ...]) -> bool:
    return any(_place_of(text, word) >= 0 for word in words)


def _first(text: str, entries: Iterable[tuple[T, tuple[str, ...]]]) -> T | None:
    return next((entry for entry, words in entries if _has(text, words)), None)


def _thing(text: str, language: Language, bill: Playbill) -> Thing | None:
    """The known thing that is named first, or one that the premise's own words name in the drama's language: none that
    the plot has anyway, or has another gap for.
    """
    lowered = text.lower()
    words = _words_zh(text)
    found = []
    for thing in (thing for thing in THINGS if thing.zh not in bill.besides):
        for word in (thing.zh, thing.en, *thing.words):
            place = _place_of(lowered, word)
            # 信 is a letter, but 相信 is not about one: a single character counts where it is a word of its own.
            if place >= 0 and (len(word) > 1 or word in words):
                found.append((_holds(lowered, place, word), place, -len(word), thing))
    if found:
        return min(found, key=lambda entry: entry[:3])[3]
    known = _words_besides(bill)
    return _strange_thing_zh(text, known) if language == "zh-CN" else _strange_thing_en(text, known)


def _words_zh(text: str) -> set[str]:
    """The Chinese words of the text."""
    if not re.search(r"[\u4e00-\u9fff]", text):
        return set()
    from rjieba import cut  # noqa: PLC0415 (a word list of 30 MB, for Chinese premises alone)

    return set(cut(text))


def _words_besides(bill: Playbill) -> set[str]:
    """Words of the plot that are no {thing}."""
    things = [word for zh in bill.besides for thing in [_by_name(zh)] for word in (zh, thing.en, *thing.words)]
    words = [word for gap in bill.gaps.values() for one in gap.words for word in (one.zh, one.en, *one.words)]
    return {*things, *words}


def _holds(text: str, place: int, word: str) -> bool:
    """Whether the word only tells where something lies: "in the old coat", 棉袄里."""
    behind = text[place + len(word) :]
    before = text[:place]
    if word.isascii():
        return re.search(r"\b(?:in|inside|into|under|behind|within)\s+(?:[a-z']+\s){0,3}$", before) is not None
    return behind[:1] in tuple("里中内底下后")


def _strange_thing_en(text: str, known: set[str]) -> Thing | None:
    for match in _FINDS_EN.finditer(text):
        name = match.group(1).lower()
        if not {name, *name.split()} & (_NO_THING | known):
            return Thing("", "", name, *STRANGE_NOTE)
    return None


def _strange_thing_zh(text: str, known: set[str]) -> Thing | None:
    """The first noun behind a verb of finding or keeping, within the same clause."""
    from rjieba import tag  # noqa: PLC0415 (as above)

    for clause in re.split(r"[，。！？；,.!?;\n]", text):
        verbs = [clause.find(verb) + len(verb) for verb in _FINDS_ZH if verb in clause]
        if not verbs:
            continue
        counted = False
        for word, kind in tag(clause[min(verbs) :]):
            # 一台望远镜 is no person, whatever the tagger says
            noun = kind in ("n", "nz") or (counted and kind == "nr")
            none = word in _NO_THING | known or kin_words(word)
            if noun and not none and re.fullmatch(r"[\u4e00-\u9fff]{2,5}", word):
                return Thing(word, "件", "", *STRANGE_NOTE)
            counted = kind == "m"
    return None


def _keeper(text: str, found: list[tuple[int, Kin]]) -> Kin | None:
    """The relative who stands nearest before a verb of keeping, else the oldest one of all."""
    for verb in _HID.finditer(text):
        before = [kin for place, kin in found if place < verb.start() and verb.start() - place < 60]
        if before:
            return before[-1]
    return max((kin for _, kin in found), key=lambda kin: kin.generation, default=None)


def _late(text: str, found: list[tuple[int, Kin]]) -> Kin | None:
    """The relative nearest to the words that speak of a death, else the elder who left something or was nursed."""
    if death := _GONE.search(text):
        return min(found, key=lambda entry: abs(entry[0] - death.start()), default=(0, None))[1]
    if not (left := _LEFT.search(text)):
        return None
    elders = [entry for entry in found if entry[1].generation > 0]
    return min(elders, key=lambda entry: abs(entry[0] - left.start()), default=(0, None))[1]


def _gender(text: str, kin: list[tuple[int, Kin]]) -> Gender | None:
    """Whom the premise's first pronoun speaks of, or, where it has none, its words for a child, a husband, a wife."""
    she, he = ((found.start() if (found := words.search(text)) else len(text)) for words in (_SHE, _HE))
    if she == he:
        told = {gender for _, one in kin if (gender := gender_told_by(one))}
        return told.pop() if len(told) == 1 else None
    return "female" if she < he else "male"


def _occasion(text: str, language: Language) -> Occasion:
    default = DEFAULT_OCCASION_ZH if language == "zh-CN" else DEFAULT_OCCASION_EN
    return _first(text, [(occasion, occasion.words) for occasion in OCCASIONS]) or default
