"""People whom a premise calls by name, with the words that say what they are."""

import re
from dataclasses import dataclass

from services.script.kin import KIN
from services.script.names import is_given_name, is_surname, surname

_TITLES_ZH = (
    *(word for kin in KIN for word in kin.words_zh),
    *("主角", "员", "手", "婿", "师", "生", "士", "工", "板", "裁", "长", "理", "司机", "女孩", "姑娘", "小伙", "少年"),
    *("女人", "男人", "老人", "女儿", "儿子", "首富", "少爷", "千金", "律师", "保镖", "管家", "助理", "秘书", "邻居"),
    *("未婚妻", "未婚夫", "前妻", "前夫", "女友", "男友", "闺蜜", "朋友", "同事", "同学", "老师", "小姐", "先生"),
)
# What follows a name, seldom a part of one.
_BEHIND_ZH = (
    "在被是和跟与的，。、把给为从对向到又回找发翻签其收得不没却当说来去要想有带看听等因离遇爱争隐藏假？！；：”）,.!?;:"
)
_BEFORE_EN = re.compile(r"((?:\b[A-Za-z][a-z-]*\s){0,2}\b[A-Za-z][a-z-]*)\s$")
_APPOSED_EN = re.compile(r"(\b(?:her|his|their|my|our|\w+'s)\s(?:[a-z][a-z-]*\s)?[a-z][a-z-]*),\s$", re.IGNORECASE)
_WHOSE_EN = re.compile(r"^.*\b(?:the|an?|her|his|their|my|our|by|and|with|of|when|\w+'s)\s", re.IGNORECASE)
_WHOSE_ZH = re.compile(r"^.*[在被是和跟与的把给为从对向到又的将让叫]")
_NAME_EN = re.compile(r"(?:\b(?:Mr|Mrs|Ms|Dr)\. )?\b[A-Z][a-z]+(?:[ -][A-Z][a-z]+)?\b")
_NO_NAME_EN = re.compile(
    r"(?:The|An?|This|That|These|Those|Her|His|Their|Its|My|Our|She|He|They|We|It|You|One|Two|Three|When|After|Before|"
    r"While|Until|On|In|At|For|If|As|But|And|Every\w*|Some\w*|No|Not|Nobody|Nothing|None|Any\w*|All|Both|Only|Life|Love|Money|Now|Then|"
    r"New|Christmas|Thanksgiving|Easter|Lunar|Spring|Mid|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|"
    r"January|February|March|April|May|June|July|August|September|October|November|December|Young|Old|Little)\b"
)
_VERB = re.compile(r"\s+(?:[a-z]+s|has|is|was|had|and|who|must|will|can|never)\b")
_SOMEBODY = re.compile(
    r"\b(?:brother|sister|mother|father|mom|dad|grand\w+|uncle|aunt|son|daughter|wife|husband|cousin|fianc[eé]e?|boss|"
    r"\w+-in-law|friend|neighbou?r|\w+er|nurse|lawyer|heir|heiress|clerk|cook|chef|\w+ist|assistant|student|maid|boy|girl|woman|"
    r"man|widow|rival|ex)$",
    re.IGNORECASE,
)
_ROLE_LENGTH = 6
_BEFORE_LENGTH = 60


@dataclass(frozen=True)
class Mention:
    """A name and what stands before it: 岳母, "her older brother"."""

    name: str
    role: str


def mentions(text: str) -> list[Mention]:
    """The people named, in their order, each once. Cautious: what is not surely a name is none."""
    found: dict[str, Mention] = {}
    for mention in (*_mandarin(text), *_english(text)):
        words = mention.name.split()
        known = next((name for name in found if set(words) <= set(name.split())), mention.name)
        if known not in found or (mention.role and not found[known].role):
            found[known] = Mention(known, mention.role)
    return list(found.values())


def _mandarin(text: str) -> list[Mention]:
    found = []
    for clause in re.finditer(r"[^，。、；！？,.;!?\n]+[，。、；！？,.;!?\n]?", text):
        start = clause.start()
        for place in range(clause.start(), clause.end()):
            if name := _name_zh(text, place):
                before = text[start:place]
                titled = before.endswith(_TITLES_ZH)
                if titled or (_is_surely_zh(name) and (not before or before[-1] in _BEHIND_ZH)):
                    found.append(Mention(name, _WHOSE_ZH.sub("", before)[-_ROLE_LENGTH:] if titled else ""))
                    start = place + len(name)
    return found


def _name_zh(text: str, place: int) -> str:
    """A family name with one or two signs, of which three win, or 阿 with one."""
    for length in (3, 2):
        name = text[place : place + length]
        behind = text[place + length : place + length + 1]
        if len(name) < length or not re.fullmatch(r"[\u4e00-\u9fff]+", name) or (behind and behind not in _BEHIND_ZH):
            continue
        if any(sign in "的了们年在是被" for sign in name):
            continue
        if is_surname(name[0]) or (name[0] == "阿" and length == 2):
            return name
    return ""


def _is_surely_zh(name: str) -> bool:
    return name[0] == "阿" or (bool(surname(name)) and is_given_name(name))


def _english(text: str) -> list[Mention]:
    found = []
    for match in _NAME_EN.finditer(text):
        name = re.sub(r"^(?:The|Young|Old|Little) ", "", match.group())
        ahead = text[max(match.start() - _BEFORE_LENGTH, 0) : match.start()]
        before = _BEFORE_EN.search(ahead) or _APPOSED_EN.search(ahead)
        role = _WHOSE_EN.sub("", before.group(1)).lower() if before and _SOMEBODY.search(before.group(1)) else ""
        opens = not ahead.strip() or ahead.rstrip()[-1] in ".!?"
        acts = opens and _VERB.match(text, match.end()) is not None
        if not _NO_NAME_EN.match(name) and (role or "." in name or is_given_name(name) or acts):
            found.append(Mention(name, role))
    return found
