"""Mandarin tones as they are spoken: 不 and 一, third tones in a row, light last syllables.

A syllable is numbered pinyin (``ni3``; 5 is the light tone). The dictionary gives each word alone; here it is heard
among its neighbours, up to the next pause.
"""

from collections.abc import Callable
from itertools import accumulate, pairwise
from typing import NamedTuple

LIGHT = frozenset(
    """
    妈妈 爸爸 爷爷 奶奶 姥姥 姐姐 妹妹 哥哥 弟弟 叔叔 伯伯 婶婶 姑姑 舅舅 公公 婆婆 太太 宝宝 娃娃 星星 谢谢 老婆
    丈夫 大夫 媳妇 女婿 亲家 亲戚 朋友 先生 小姐 姑娘 闺女 丫头 小伙 师傅 师父 老爷 少爷 东西 事情 时候 地方 名字
    消息 意思 主意 故事 关系 生意 买卖 行李 衣服 衣裳 钥匙 窗户 屋里 家里 心里 手里 这里 那里 哪里 城里 村里 夜里
    嘴里 眼里 眼睛 耳朵 嘴巴 头发 胳膊 指头 指甲 脑袋 骨头 石头 木头 舌头 拳头 馒头 枕头 里头 外头 前头 后头 上头
    下头 念头 月亮 太阳 云彩 豆腐 粮食 点心 葡萄 萝卜 力气 脾气 客气 福气 运气 小气 志气 学问 本事 能耐 精神 规矩
    毛病 麻烦 笑话 晚上 早上 早晨 身上 脸上 路上 桌上 手上 明白 清楚 漂亮 聪明 老实 结实 舒服 痛快 暖和 凉快 热闹
    便宜 厉害 糊涂 委屈 新鲜 干净 快活 可怜 大方 马虎 喜欢 知道 认识 告诉 打听 打扮 打算 打量 打发 收拾 商量 答应
    照顾 招呼 吩咐 嘱咐 张罗 耽误 折腾 琢磨 惦记 伺候 应酬 对付 将就 欺负 吓唬 咳嗽 哆嗦 哈欠 休息 唠叨 啰嗦 相声
    葫芦 红火 灯笼 棉花 玻璃 胡同 街坊 家伙 娘家 婆家 祖宗 状元 秀才 功夫 工夫 合同 队伍 部分 味道 首饰 戒指 嫁妆
    心思 算计 交情 人家 看见 听见 遇见 出去 进来 进去 回来 回去 过来 过去 起来 上来 上去 下来 下去 别人 看看 想想
    说说 听听 试试 等等 走走 坐坐 聊聊 尝尝 问问 找找 歇歇 笑笑
    """.split()  # noqa: SIM905 (a list of words is read as words)
)
"""Words whose last syllable is light, though the dictionary gives it the tone that the character has alone."""

_WHOLE_R = frozenset({"女儿", "婴儿", "孤儿", "幼儿", "胎儿", "少儿", "健儿", "宠儿", "男儿", "妻儿", "孙儿", "混血儿"})
_NUMERALS = "零〇一二三四五六七八九十百千万亿"
_COUNTED_FROM_ONE = "月号日楼"
_KIN = frozenset({"姐姐", "奶奶", "姥姥", "婶婶", "宝宝"})


class Word(NamedTuple):
    """Its characters and a syllable for each."""

    text: str
    syllables: tuple[str, ...]


def spoken(words: list[Word], divides: Callable[[str], bool] = lambda _: False) -> list[Word]:
    """The words with the tones that are heard. ``divides`` tells whether two characters are a word of their own."""
    words = _not_and_one(words)
    words = [Word(word.text, _light(word.text, _thirds_within(word, divides))) for word in words]
    return _thirds_between(words)


def tone(syllable: str) -> str:
    return syllable[-1:]


def _toned(syllable: str, new: str) -> str:
    return syllable[:-1] + new


def _not_and_one(words: list[Word]) -> list[Word]:
    text = "".join(word.text for word in words)
    heard = [syllable for word in words for syllable in word.syllables]
    lengths = [len(word.text) for word in words]
    ends = {end - 1 for length, end in zip(lengths, accumulate(lengths), strict=True) if length > 1}
    for at, character in enumerate(text):
        if character == "不":
            heard[at] = _toned(heard[at], _not(text, heard, at))
        elif character == "一":
            heard[at] = _toned(heard[at], "1" if at in ends else _one(text, heard, at))
    rest = iter(heard)
    return [Word(word.text, tuple(next(rest) for _ in word.syllables)) for word in words]


def _not(text: str, heard: list[str], at: int) -> str:
    if tone(heard[at]) == "5" or _between_the_same(text, at):  # 差不多, 好不好
        return "5"
    return "2" if at + 1 < len(text) and tone(heard[at + 1]) == "4" else "4"


def _one(text: str, heard: list[str], at: int) -> str:
    if _between_the_same(text, at):  # 看一看
        return "5"
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    counts = before == "第" or (before and before in _NUMERALS) or (after and after in _NUMERALS[:11])
    if not after or counts or after in _COUNTED_FROM_ONE:
        return "1"
    return "2" if tone(heard[at + 1]) == "4" or after == "个" else "4"


def _between_the_same(text: str, at: int) -> bool:
    return 0 < at < len(text) - 1 and text[at - 1] == text[at + 1]


def _thirds_within(word: Word, divides: Callable[[str], bool]) -> tuple[str, ...]:
    if word.text in _KIN:
        return word.syllables
    heard = list(word.syllables)
    for start, end in _feet(word.text, divides):
        for at in range(start, end - 1):
            if tone(word.syllables[at]) == tone(word.syllables[at + 1]) == "3":
                heard[at] = _toned(heard[at], "2")
    return _linked(heard, [start for start, _ in _feet(word.text, divides)][1:])


def _feet(text: str, divides: Callable[[str], bool]) -> list[tuple[int, int]]:
    """Where the word divides into feet: 展览|馆, 小|老虎, 岂有|此理."""
    first = 1 if len(text) == 3 and divides(text[1:]) and not divides(text[:2]) else 2
    bounds = [0, *range(first, len(text), 2), len(text)]
    return [(start, end) for start, end in pairwise(bounds) if end > start]


def _linked(heard: list[str], seams: list[int]) -> tuple[str, ...]:
    """Across each seam a third tone still gives way to a third tone that is left."""
    for seam in seams:
        if tone(heard[seam - 1]) == tone(heard[seam]) == "3":
            heard[seam - 1] = _toned(heard[seam - 1], "2")
    return tuple(heard)


def _light(text: str, syllables: tuple[str, ...]) -> tuple[str, ...]:
    if text in LIGHT or (len(text) > 1 and text.endswith("儿") and text not in _WHOLE_R):
        return (*syllables[:-1], _toned(syllables[-1], "5"))
    return syllables


def _thirds_between(words: list[Word]) -> list[Word]:
    """Single characters pair up into feet from the left; then every foot listens to the next."""
    heard = [syllable for word in words for syllable in word.syllables]
    seams, at, alone = [], 0, False
    for word in words:
        pairs = alone and len(word.text) == 1
        if at and pairs and tone(heard[at - 1]) == tone(heard[at]) == "3":
            heard[at - 1] = _toned(heard[at - 1], "2")
        elif at and not pairs:
            seams.append(at)
        alone = len(word.text) == 1 and not pairs
        at += len(word.text)
    rest = iter(_linked(heard, seams))
    return [Word(word.text, tuple(next(rest) for _ in word.syllables)) for word in words]
