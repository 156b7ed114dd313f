"""Kinship: the words for it in both languages, and what any two members of a family are to each other."""

import re
from dataclasses import dataclass

from shared.artifacts.records import Gender


@dataclass(frozen=True)
class Kin:
    """What somebody is to the protagonist. ``generation`` is 1 for parents; ``zh`` and ``en`` are how one is called."""

    key: str
    generation: int
    gender: Gender | None
    zh: str
    en: str
    noun_zh: str
    noun: str
    words_zh: tuple[str, ...]
    words_en: tuple[str, ...]
    lineal: bool = True


def _kin(
    key: str, generation: int, gender: Gender | None, call: str, nouns: str, words: str, lineal: bool = True
) -> Kin:
    zh, _, en = call.partition("/")
    noun_zh, _, noun = nouns.partition("/")
    words_zh, _, words_en = words.partition("/")
    return Kin(
        key, generation, gender, zh, en, noun_zh, noun, tuple(words_zh.split()), tuple(words_en.split(",")), lineal
    )


# Called by name where the call is empty; "Uncle" and "Aunt" take the name behind them.
KIN: tuple[Kin, ...] = (
    _kin("太奶奶", 3, "female", "太奶奶/Great-Grandma", "太奶奶/great-grandmother", "太奶奶 曾祖母/great-grandmother"),
    _kin("太爷爷", 3, "male", "太爷爷/Great-Grandpa", "太爷爷/great-grandfather", "太爷爷 曾祖父/great-grandfather"),
    _kin("奶奶", 2, "female", "奶奶/Grandma", "奶奶/grandmother", "奶奶 祖母/grandmother,grandma,granny,nana,gran"),
    _kin("姥姥", 2, "female", "姥姥/Grandma", "姥姥/grandmother", "姥姥/maternal grandmother"),
    _kin("外婆", 2, "female", "外婆/Grandma", "外婆/grandmother", "外婆 外祖母/abuela"),
    _kin("爷爷", 2, "male", "爷爷/Grandpa", "爷爷/grandfather", "爷爷 祖父/grandfather,grandpa,granddad"),
    _kin("姥爷", 2, "male", "姥爷/Grandpa", "姥爷/grandfather", "姥爷/maternal grandfather"),
    _kin("外公", 2, "male", "外公/Grandpa", "外公/grandfather", "外公 外祖父/abuelo"),
    _kin("婆婆", 1, "female", "妈/Mom", "婆婆/mother-in-law", "婆婆/", False),
    _kin("公公", 1, "male", "爸/Dad", "公公/father-in-law", "公公/", False),
    _kin("岳母", 1, "female", "妈/Mom", "岳母/mother-in-law", "岳母 丈母娘/mother-in-law", False),
    _kin("岳父", 1, "male", "爸/Dad", "岳父/father-in-law", "岳父 丈人 老丈人/father-in-law", False),
    _kin("妈", 1, "female", "妈/Mom", "妈/mother", "妈妈 母亲 老妈 养母 妈/mother,mom,mum,mama,mommy"),
    _kin("爸", 1, "male", "爸/Dad", "爸/father", "爸爸 父亲 老爸 养父 爸/father,dad,daddy,papa"),
    _kin("大伯", 1, "male", "大伯/Uncle", "大伯/uncle", "大伯 伯父 伯伯/", False),
    _kin("叔叔", 1, "male", "叔叔/Uncle", "叔叔/uncle", "叔叔 小叔 二叔 三叔 叔父/uncle", False),
    _kin("舅舅", 1, "male", "舅舅/Uncle", "舅舅/uncle", "舅舅 大舅 小舅/", False),
    _kin("姑姑", 1, "female", "姑姑/Aunt", "姑姑/aunt", "姑姑 姑妈 大姑 小姑/aunt,auntie,aunty", False),
    _kin("小姨", 1, "female", "小姨/Aunt", "小姨/aunt", "姨妈 小姨 大姨 姨母/", False),
    _kin("婶婶", 1, "female", "婶婶/Aunt", "婶婶/aunt", "婶婶 伯母 舅妈/", False),
    _kin("姐", 0, "female", "姐/", "姐姐/sister", "姐姐 大姐 二姐/older sister,elder sister,big sister"),
    _kin("哥", 0, "male", "哥/", "哥哥/brother", "哥哥 大哥 二哥/older brother,elder brother,big brother"),
    _kin("妹", 0, "female", "/", "妹妹/sister", "妹妹 小妹/younger sister,little sister"),
    _kin("弟", 0, "male", "/", "弟弟/brother", "弟弟 小弟/younger brother,little brother"),
    _kin("姐妹", 0, "female", "/", "姐妹/sister", "姐妹/sister"),
    _kin("兄弟", 0, "male", "/", "兄弟/brother", "兄弟/brother"),
    _kin("表亲", 0, None, "/", "表亲/cousin", "表亲 表哥 表弟 表姐 表妹 堂哥 堂弟 堂姐 堂妹/cousin", False),
    _kin("嫂子", 0, "female", "嫂子/", "嫂子/sister-in-law", "嫂子 大嫂 二嫂/sister-in-law", False),
    _kin("姐夫", 0, "male", "姐夫/", "姐夫/brother-in-law", "姐夫/brother-in-law", False),
    _kin("妻子", 0, "female", "/", "妻子/wife", "妻子 老婆 媳妇/wife", False),
    _kin("丈夫", 0, "male", "/", "丈夫/husband", "丈夫 老公/husband", False),
    _kin("儿媳", -1, "female", "/", "儿媳/daughter-in-law", "儿媳/daughter-in-law"),
    _kin("女婿", -1, "male", "/", "女婿/son-in-law", "女婿/son-in-law"),
    _kin("女儿", -1, "female", "/", "女儿/daughter", "女儿 闺女/daughter"),
    _kin("儿子", -1, "male", "/", "儿子/son", "儿子/son"),
    _kin("侄女", -1, "female", "/", "侄女/niece", "侄女 外甥女/niece", False),
    _kin("侄子", -1, "male", "/", "侄子/nephew", "侄子 外甥/nephew", False),
    _kin("孙女", -2, "female", "/", "孙女/granddaughter", "孙女 外孙女/granddaughter"),
    _kin("孙子", -2, "male", "/", "孙子/grandson", "孙子 外孙/grandson"),
)
IN_LAWS = ("婆婆", "公公", "岳母", "岳父")
SPOUSES = ("妻子", "丈夫")
_OF_A_MAN, _OF_A_WOMAN = ("岳母", "岳父", "妻子"), ("婆婆", "公公", "丈夫")
BY_KEY = {kin.key: kin for kin in KIN}

_ZH = {word: kin for kin in KIN for word in kin.words_zh}
_EN = {word: kin for kin in KIN for word in kin.words_en if word}
_LONGEST_FIRST = sorted(_ZH, key=len, reverse=True)
_PATTERN = re.compile(
    "|".join(_LONGEST_FIRST) + r"|\b(?:" + "|".join(sorted(_EN, key=len, reverse=True)) + r")\b", re.IGNORECASE
)


def kin_words(text: str) -> list[tuple[int, Kin]]:
    """Every word of kinship in the text, in either language, with its place."""
    return [(m.start(), _ZH.get(m.group()) or _EN[m.group().lower()]) for m in _PATTERN.finditer(text)]


def kin_in(text: str) -> Kin | None:
    """The word of kinship that the text ends in: "Lin's father" is a father."""
    found = kin_words(text)
    return found[-1][1] if found else None


def may_have(gender: Gender, kin: Kin) -> bool:
    """Whether a man or a woman usually has such a relative: 岳母 is a man's mother-in-law, 婆婆 a woman's."""
    return kin.key not in (_OF_A_MAN if gender == "female" else _OF_A_WOMAN)


def gender_told_by(kin: Kin) -> Gender | None:
    """Whether a premise that speaks of such a one is about a man or a woman: a daughter is she, 岳母 is a man's."""
    if kin.generation < 0:
        return kin.gender
    return "male" if kin.key in _OF_A_MAN else "female" if kin.key in _OF_A_WOMAN else None


def parent(gender: Gender) -> Kin:
    return BY_KEY["妈" if gender == "female" else "爸"]


def grandparent(gender: Gender) -> Kin:
    return BY_KEY["奶奶" if gender == "female" else "爷爷"]


def sibling(gender: Gender, older: bool) -> Kin:
    if gender == "female":
        return BY_KEY["姐" if older else "妹"]
    return BY_KEY["哥" if older else "弟"]


def child(gender: Gender) -> Kin:
    return BY_KEY["女儿" if gender == "female" else "儿子"]


def grandchild(gender: Gender) -> Kin:
    return BY_KEY["孙女" if gender == "female" else "孙子"]


def aunt_or_uncle(gender: Gender) -> Kin:
    return BY_KEY["姑姑" if gender == "female" else "叔叔"]


def as_gender(kin: Kin, gender: Gender, older: bool) -> Kin:
    """The same step of kinship for somebody of that gender; brothers and sisters become older or younger ones."""
    if kin.key in ("姐妹", "兄弟"):
        return sibling(gender, older)
    return kin
