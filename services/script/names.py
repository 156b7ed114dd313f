"""Names: how a person is called aloud, what a name tells of its bearer, and new names for people without one."""

import re
from random import Random

from shared.artifacts.records import Gender
from shared.events.request import Language

_HAN = re.compile(r"[\u4e00-\u9fff]+(?:·[\u4e00-\u9fff]+)*")
_LATIN = re.compile(r"[^\W\d_]+(?:[ .'’-]+[^\W\d_]+)*\.?")
_DOUBLE_SURNAMES = ("欧阳", "司马", "上官", "诸葛", "夏侯", "皇甫", "尉迟", "慕容", "司徒", "令狐")
_SURNAMES = set(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭"
    "陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤温康施文牛樊葛邢安齐庞"
    "颜倪庄聂章鲁岳翟申欧耿关焦左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷曲盛冉翁蓝路游辛靳管柴蒙鲍华喻祁蒲房"
    "滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬"
)
ELDERS = "爷奶伯叔姨婶嫂哥姐妈爸娘公婆舅姑"


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_FEMALE_ZH = set(
    "芳娟丽敏静秀玲梅兰婷雪霞玉花燕红莲凤英萍琴珍菊娜莉倩晴妍妮婉姗嫣媛瑶琳璐薇蓉蕾茜雯露颖怡欣雅慧巧香艳夏樱萌娥媚"
)
_MALE_ZH = set("建国强军伟刚勇涛磊鹏志海鑫斌波辉龙虎峰杰浩宇轩毅武豪德福贵富山柱根栓宝亮超飞健坤震东栋梁雄铁")
_FEMALE_EN = _words(
    "mary anna anne ann emma olivia grace ruth rose lily sarah susan linda nora nina claire clara alice helen "
    "ellen maya mei june joan jane jean kate katie lucy laura julia eva eve ella zoe amy amber maria marie martha "
    "margaret dorothy evelyn hannah irene iris ivy jenny jessica joyce karen lena leah lisa marta mia naomi pearl "
    "rachel rosa sofia sophie stella tess tessa vera wendy diane carol elena esther gloria harriet ines judith "
    "mae "
)
_MALE_EN = _words(
    "john james robert michael william david richard joseph thomas charles daniel matthew mark paul george kevin "
    "brian peter henry jack sam samuel tom tim tony ben adam alex leo luke max noah oliver oscar ray roy walter "
    "frank fred arthur albert victor vincent eric evan ethan ed eddie gary greg harold harry hugo ian isaac jacob "
    "jake joe jonah julian karl larry leon marcus martin mason miles nathan neil nick owen patrick ralph simon "
    "theo "
)
_FEMALE_ELDERS, _MALE_ELDERS = set("奶姨婶嫂姐妈娘婆姑"), set("爷伯叔哥爸公舅")

_NEW_ZH: dict[Gender, tuple[str, ...]] = {
    "female": ("小满", "秋燕", "晓禾", "若琳", "海棠", "春梅", "雨晴", "静姝", "桂兰", "玉珍", "思敏", "慧芳"),
    "male": ("建国", "远航", "志成", "大勇", "文斌", "一鸣", "海生", "树根", "长河", "国栋", "子轩", "立冬"),
}
_NEW_SURNAMES = tuple("林陈周沈许何苏叶")
_NEW_EN: dict[Gender, tuple[str, ...]] = {
    "female": ("Nora", "Ruth", "Maya", "Clara", "June", "Tess", "Irene", "Hannah", "Pearl", "Elena", "Wendy", "Iris"),
    "male": ("Daniel", "Walter", "Theo", "Frank", "Marcus", "Owen", "Henry", "Leo", "Ray", "Jonah", "Victor", "Miles"),
}
_NEW_SURNAMES_EN = ("Hale", "Brennan", "Castillo", "Whitaker", "Okafor", "Lindqvist", "Moreau", "Park")


# Given names that are words of English as well: a line may say them without meaning a person.
_ALSO_WORDS = {"June", "Ray", "Pearl", "Iris", "Frank", "Miles"}


def new_names(language: Language) -> list[str]:
    """Every given name that ``new_name`` may give in the language and that is nothing but a name."""
    names = (_NEW_ZH if language == "zh-CN" else _NEW_EN).values()
    return [name for group in names for name in group if name not in _ALSO_WORDS]


def is_chinese(name: str) -> bool:
    return _HAN.fullmatch(name) is not None


def surname(name: str) -> str:
    """The family name, or nothing if the name does not show one."""
    if not is_chinese(name):
        return name.rsplit(maxsplit=1)[-1] if len(name.split()) > 1 else ""
    if name[:2] in _DOUBLE_SURNAMES and len(name) > 2:
        return name[:2]
    return name[0] if len(name) > 1 and name[0] in _SURNAMES and name[-1] not in ELDERS else ""


def is_surname(sign: str) -> bool:
    return sign in _SURNAMES


def is_given_name(name: str) -> bool:
    """Whether the name has a given name in it that is surely one."""
    if is_chinese(name):
        given = name.removeprefix(surname(name))
        return bool(given) and (given[0] in "小晓" or bool(set(given) & (_FEMALE_ZH | _MALE_ZH)))
    return name.split(maxsplit=1)[0].lower() in _FEMALE_EN | _MALE_EN


def romanised(name: str) -> str:
    """A Chinese name in Latin letters, as one word: 小满 is "Xiaoman"."""
    from pypinyin import lazy_pinyin  # noqa: PLC0415 (60 MB of dictionary, for Chinese names in English alone)

    return "".join(lazy_pinyin(name)).capitalize()


def spoken_name(name: str, language: Language) -> str:
    """What familiar people call the bearer in the language: 林小满 is 小满, in English "Xiaoman".

    Nothing where the name cannot be said in the language: Latin letters in Mandarin, emoji, or very long names.
    """
    name = name.strip()
    if is_chinese(name):
        given = name.removeprefix(surname(name)) if len(name) > 2 else name
        if len(given) > 5:
            return ""
        return given if language == "zh-CN" else romanised(given)
    if language == "zh-CN" or not _LATIN.fullmatch(name):
        return ""
    words = name.split()
    first = words[0] if words[0].rstrip(".").lower() not in ("mr", "mrs", "ms", "dr", "old", "miss") else name
    return first if len(first) <= 20 else ""


def gender_of_name(name: str) -> Gender | None:
    """What the name itself tells, if anything."""
    if is_chinese(name):
        if name[-1] in _FEMALE_ELDERS | _MALE_ELDERS:
            return "female" if name[-1] in _FEMALE_ELDERS else "male"
        given = name.removeprefix(surname(name))
        if own := next((gender for gender, names in _NEW_ZH.items() if given in names), None):
            return own
        female, male = len(_FEMALE_ZH & set(given)), len(_MALE_ZH & set(given))
        return None if female == male else "female" if female > male else "male"
    words = name.lower().replace(".", "").split()
    if not words:
        return None
    if {"mrs", "ms", "miss", "aunt", "lady", "madam"} & set(words):
        return "female"
    if {"mr", "uncle", "sir", "lord"} & set(words):
        return "male"
    return "female" if words[0] in _FEMALE_EN else "male" if words[0] in _MALE_EN else None


def new_name(language: Language, gender: Gender, taken: set[str], family: str, random: Random) -> str:
    """A name that nobody bears yet, ``taken`` in lower case; ``family`` is the surname to share, if any."""
    given = list((_NEW_ZH if language == "zh-CN" else _NEW_EN)[gender])
    random.shuffle(given)
    borne = {surname(name) for name in taken}
    families = [one for one in _NEW_SURNAMES if one not in borne]
    families_en = [one for one in _NEW_SURNAMES_EN if one.casefold() not in borne]
    for name in given:
        if language == "zh-CN":
            full = (family or random.choice(families or _NEW_SURNAMES)) + name
        else:
            full = f"{name} {family or random.choice(families_en or _NEW_SURNAMES_EN)}"
        if full.casefold() not in taken and not any(name.casefold() in other for other in taken):
            return full
    return next(f"{given[0]}{number}" for number in range(2, 1000) if f"{given[0]}{number}".casefold() not in taken)
