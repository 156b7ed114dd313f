"""What the hands say: gestures from the words of an action and the emotion of a line."""

import re
from random import Random

from shared.providers.ports import Actor, FilmBrief

_GESTURES: tuple[tuple[str, str], ...] = (
    ("phone", r"电话|手机|接听|\bphone\b|\bcalls?\b"),
    ("point", r"指着|指向|\bpoint"),
    ("chest", r"捂|胸口|心口|\bchest\b|\bheart\b|起誓|swear"),
    (
        "hold",
        r"递|拿|捧|握|端|抱|拆|打开|红包|信|照片|\bhold|hands? (?:him|her|over)|\bgive|envelope|letter|photo|key",
    ),
    ("plead", r"摊手|解释|求|挥|shrug|plead|beg|explain|wave"),
    ("hip", r"叉腰|hips?\b"),
)
_BY_EMOTION = {
    "tender": ("chest",), "sad": ("chest", "down"), "angry": ("point", "hip"), "happy": ("plead", "hold"),
    "surprised": ("plead", "chest"), "afraid": ("chest",), "neutral": ("down", "hold"),
}  # fmt: skip


def gestures_of(brief: FilmBrief, actor: Actor, partner: float, leads: bool) -> tuple[str, str]:
    """What the arms do: what the action names, else what suits the line; mostly one arm moves."""
    chance = Random(f"{brief.seed}/{actor.name}/{brief.action}/{brief.take}/arms")
    named = [gesture for gesture, words in _GESTURES if re.search(words, brief.action, re.IGNORECASE)]
    lines = [line for line in brief.utterances if line.speaker == actor.name]
    if named and leads:
        gesture = named[0]
    elif lines:
        gesture = chance.choice((*_BY_EMOTION[lines[0].emotion], "down"))
    else:
        gesture = "down"
    if gesture == "hold":
        return "hold", "hold"
    outer_right = partner > 0 if gesture == "point" else chance.random() < 0.5
    return ("down", gesture) if outer_right else (gesture, "down")
