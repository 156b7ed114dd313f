"""Colours: mixing, and the words for them in Chinese and English."""

import re
from functools import cache

RGB = tuple[int, int, int]


def rgb(code: str) -> RGB:
    """The colour written as ``#rrggbb``."""
    code = code.lstrip("#")
    return int(code[0:2], 16), int(code[2:4], 16), int(code[4:6], 16)


def code(colour: RGB) -> str:
    """The colour as ``#rrggbb``."""
    return "#{:02x}{:02x}{:02x}".format(*colour)


def mix(one: RGB, other: RGB, share: float) -> RGB:
    """``share`` of the other colour in the one."""
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(one, other, strict=True))
    return red, green, blue


def lighter(colour: RGB, share: float) -> RGB:
    return mix(colour, (255, 250, 240), share)


def darker(colour: RGB, share: float) -> RGB:
    """Towards a deep violet: shadows are never plain black."""
    return mix(colour, (22, 12, 30), share)


def greyer(colour: RGB, share: float) -> RGB:
    grey = round(0.3 * colour[0] + 0.59 * colour[1] + 0.11 * colour[2])
    return mix(colour, (grey, grey, grey), share)


def luminance(colour: RGB) -> float:
    """How light it looks, 0 to 1."""
    return (0.299 * colour[0] + 0.587 * colour[1] + 0.114 * colour[2]) / 255


# Longer words come first where one holds another; single Chinese characters come last.
WORDS: dict[str, str] = {
    "酒红|暗红|枣红|深红|burgundy|maroon|wine red|dark red|crimson": "#8e1f33",
    "砖红|brick": "#a8472f",
    "粉红|粉色|浅粉|粉|pink|rose": "#e79ab0",
    "橘红|橙红|coral": "#e2573a",
    "大红|正红|鲜红|朱红|红色|红|bright red|scarlet|red": "#c8202c",
    "藏青|藏蓝|深蓝|海军蓝|navy|dark blue|midnight blue": "#223257",
    "牛仔|denim|jean|jeans": "#4b6a94",
    "天蓝|浅蓝|淡蓝|sky blue|light blue|pale blue|baby blue": "#8db8dc",
    "宝蓝|湖蓝|蓝色|蓝|royal blue|blue": "#2f62ac",
    "青色|青绿|teal|cyan|turquoise": "#2b8a8f",
    "墨绿|深绿|军绿|橄榄|dark green|olive|army green|forest green": "#3f5540",
    "浅绿|嫩绿|薄荷|mint|light green|sage": "#a3c8a4",
    "翠绿|绿色|绿|emerald|green": "#2f8a52",
    "鹅黄|浅黄|米黄|cream yellow|pale yellow": "#ecd58a",
    "姜黄|芥末|mustard": "#c8962e",
    "明黄|黄色|黄|yellow": "#e9b92e",
    "橙色|橘色|橙|橘|orange": "#e07a2b",
    "紫红|magenta|fuchsia": "#a8316f",
    "浅紫|淡紫|lavender|lilac": "#b8a2d4",
    "紫色|紫|purple|violet": "#6b3f94",
    "驼色|驼|camel|tan": "#b98a58",
    "卡其|khaki": "#b19a6c",
    "亚麻色|亚麻|flaxen|ash blonde": "#a88f6e",
    "红棕|棕红|ginger|auburn|copper": "#8a4028",
    "咖啡色|咖啡|栗色|栗|褐色|褐|棕色|棕|chestnut|brown|coffee": "#6f472f",
    "米白|米色|米|奶白|杏色|象牙|beige|cream|ivory|off-white": "#e6d9bf",
    "金色|gold|golden": "#c79a3c",
    "银色|银|silver": "#b9bdc6",
    "深灰|炭灰|dark grey|dark gray|charcoal": "#43464e",
    "浅灰|light grey|light gray": "#b4b7bd",
    "灰色|灰|grey|gray": "#7d828c",
    "黑色|黑|black": "#23222a",
    "雪白|白色|洁白|白|white": "#eceae6",
}


@cache
def _pattern() -> tuple[re.Pattern[str], dict[str, RGB]]:
    table = {word: rgb(value) for words, value in WORDS.items() for word in words.split("|")}
    longest_first = sorted(table, key=len, reverse=True)
    parts = [rf"\b{re.escape(word)}\b" if word.isascii() else re.escape(word) for word in longest_first]
    return re.compile("|".join(parts), re.IGNORECASE), table


def find_colours(text: str) -> list[tuple[int, int, RGB]]:
    """Every colour that the text names, as (start, end, colour), in reading order."""
    pattern, table = _pattern()
    return [(found.start(), found.end(), table[found.group().lower()]) for found in pattern.finditer(text)]
