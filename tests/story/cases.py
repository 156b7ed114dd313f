"""Requests of every kind for a plot: casts, premises, lengths, languages, varied by a seed."""

from random import Random

from shared.events.request import Genre, Language, Request, RequestedCharacter

WRITTEN: tuple[Genre, ...] = ("family-reunion", "fake-relationship")
"""The plots that are whole."""

EPISODES = (1, 2, 6)
SECONDS = (30, 45, 60, 90, 120)
CASTS = (0, 1, 2, 3, 4, 7, 12)

PREMISES: dict[Genre, tuple[str, ...]] = {
    "hidden-identity": (
        "外卖员陈默被岳母王美兰看不起三年，没人知道他是天启集团的董事长。",
        "A cleaner is fired in front of everybody, an hour before the new owner of the hotel is to be named.",
        "Delivery rider Leo Park is mocked by his mother-in-law Beatrice; nobody knows that he owns the hospital.",
        "新来的实习生其实是首富的女儿，主管在年会上泼了她一杯酒。",
    ),
    "contested-inheritance": (
        "爷爷去世，遗嘱里把老宅留给了十年没回家的小孙女，大伯不认。",
        "When their father dies, Grace comes home to find that the will leaves the orchard to her brother Tom alone.",
        "母亲留下一家茶馆和一把钥匙，三兄妹谁也不肯让。",
        "The lawyer opens a second will: the house goes to the daughter who was written out of it for twenty years.",
    ),
    "fake-relationship": (
        "护士许知夏和总裁陆景深签了一年的契约婚姻，只为瞒过他病重的奶奶。",
        "A florist needs a fiancé for one weekend; her best friend's brother needs a date for the wedding.",
        "她雇了一个假男友回家过年，妈妈却把他当成了亲女婿。",
        "Nora pays a stranger to be her husband at her grandmother's birthday, and he already knows the family.",
    ),
    "family-reunion": (
        "A delivery rider finds the red envelope that her grandmother hid for thirty years.",
        "外卖员在奶奶的旧棉袄里翻出一个藏了三十年的红包。",
        "Two brothers have not spoken in twelve years.",
        "一个离家十年的儿子收到一封没有署名的信。",
    ),
}
_NAMES: dict[Language, tuple[str, ...]] = {
    "zh-CN": (
        *(
            "林小满",
            "赵桂兰",
            "周建国",
            "王婶",
            "陈默",
            "苏晚",
            "何秀英",
            "许知夏",
            "陆景深",
            "沈大勇",
            "叶海棠",
            "老张",
        ),
    ),
    "en-US": (
        *("Nora Hale", "Ruth Hale", "Daniel Park", "Old Tom", "Grace", "Leo Okafor", "Mrs. Whitaker", "Ines", "Walter"),
        *("Sam Castillo", "Iris Moreau", "Hugo"),
    ),
}
_ROLES: dict[Language, tuple[str, ...]] = {
    "zh-CN": (
        "",
        "",
        "主角",
        "奶奶",
        "爸爸",
        "朋友",
        "对手",
        "长辈",
        "姐姐",
        "老板",
        "助理",
        "妻子",
        "岳母",
        "律师",
        "大伯",
    ),
    "en-US": (
        *("", "", "protagonist", "grandmother", "father", "friend", "rival", "elder", "older sister", "boss"),
        *("assistant", "husband", "mother-in-law", "lawyer", "uncle"),
    ),
}
_PERSONALITIES: dict[Language, tuple[str, ...]] = {
    "zh-CN": ("", "热心，倔", "刻薄", "沉默，要强", "善良", "爱开玩笑", "胆小", "直爽"),
    "en-US": ("", "warm, stubborn", "cruel", "quiet, proud", "kind", "funny", "timid", "blunt"),
}
_LOOKS = ("", "24", "52", "78", "31")


def case(genre: Genre, language: Language, seed: int) -> Request:
    """A request that follows from the seed: every cast and every premise of the plot comes up in turn."""
    random = Random(f"case {genre} {language} {seed}")
    names = random.sample(_NAMES[language], CASTS[seed % len(CASTS)])
    return Request(
        genre=genre,
        language=language,
        premise=PREMISES[genre][seed % len(PREMISES[genre])],
        episodes=random.choice(EPISODES),
        episode_seconds=random.choice(SECONDS),
        characters=tuple(_character(name, language, random) for name in names),
        seed=seed,
    )


def one_request(genre: Genre, language: Language, seed: int) -> Request:
    """The plot's own premise in the language, two episodes of a minute, nobody given; only the seed differs."""
    premise = PREMISES[genre][language == "en-US"]
    return Request(genre=genre, language=language, premise=premise, episodes=2, episode_seconds=60, seed=seed)


def _character(name: str, language: Language, random: Random) -> RequestedCharacter:
    return RequestedCharacter(
        name=name,
        role=random.choice(_ROLES[language]),
        personality=random.choice(_PERSONALITIES[language]),
        look=random.choice(_LOOKS),
    )
