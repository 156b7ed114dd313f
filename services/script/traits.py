"""Traits: what a personality says of somebody, in either language, as far as a plot can show it."""

import re

_TRAITS: dict[str, str] = {
    "stubborn": r"倔|固执|犟|\b(?:stubborn|headstrong|obstinate)\b",
    "warm": r"热心|温柔|温和|善良|体贴|慈祥|心软|\b(?:warm|kind|gentle|tender|caring|soft-hearted|loving)\b",
    "proud": r"要强|骄傲|傲|好面子|自尊|\b(?:proud|arrogant|haughty|vain)\b",
    "quiet": r"沉默|寡言|内向|话少|安静|\b(?:quiet|silent|reserved|taciturn|dry)\b",
    "blunt": r"直爽|直来直去|爽快|泼辣|直率|\b(?:blunt|direct|outspoken|frank|honest)\b",
    "funny": r"幽默|开玩笑|俏皮|风趣|\b(?:funny|witty|playful|humorous|joker)\b",
    "timid": r"胆小|害羞|腼腆|怯|\b(?:timid|shy|anxious|nervous)\b",
    "cold": r"冷漠|冷淡|高冷|冷酷|疏远|\b(?:cold|aloof|distant|guarded)\b",
    "cruel": r"刻薄|势利|恶毒|尖酸|\b(?:cruel|snob\w*|mean|ruthless|spiteful)\b",
    "greedy": r"贪|爱钱|\b(?:greedy|grasping)\b",
    "calm": r"冷静|沉稳|稳重|从容|\b(?:calm|composed|level-headed|patient)\b",
    "hasty": r"暴躁|急性子|冲动|火爆|\b(?:hot-tempered|impatient|impulsive|hasty|quick|fiery)\b",
    "clever": r"精明|聪明|机智|机灵|\b(?:clever|shrewd|smart|sly|cunning)\b",
    "cheerful": r"开朗|乐观|活泼|\b(?:cheerful|bubbly|optimistic|sunny|lively)\b",
}
TRAITS = tuple(_TRAITS)
_PATTERNS = {trait: re.compile(words, re.IGNORECASE) for trait, words in _TRAITS.items()}


def traits_of(personality: str) -> tuple[str, ...]:
    """The traits that the words speak of, in the order in which they do."""
    found = [(match.start(), trait) for trait, words in _PATTERNS.items() if (match := words.search(personality))]
    return tuple(trait for _, trait in sorted(found))
