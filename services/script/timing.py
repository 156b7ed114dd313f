"""How long a plan will be, before anybody has spoken it. All times are seconds."""

import re

from shared.artifacts.records import Plan, Shot
from shared.events.request import Language

# Estimates of the studio's voices at their usual speed; the audio stage measures what was really spoken.
CHARACTERS_PER_SECOND = 4.6
WORDS_PER_SECOND = 2.6
SHORTEST_LINE = 0.4

_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")
_WORD = re.compile(r"[A-Za-z0-9]+(?:['’-][A-Za-z0-9]+)*")


def speech_seconds(text: str, language: Language) -> float:
    """How long the text takes to say. A Latin word in Mandarin counts as two characters."""
    characters, words = len(_HAN.findall(text)), len(_WORD.findall(text))
    if language == "zh-CN":
        seconds = (characters + 2 * words) / CHARACTERS_PER_SECOND
    else:
        seconds = characters / CHARACTERS_PER_SECOND + words / WORDS_PER_SECOND
    return max(seconds, SHORTEST_LINE)


def shot_seconds(shot: Shot, language: Language) -> float:
    """The shot's length: its speech with the silences around it, or as planned where nobody speaks."""
    if not shot.lines:
        return shot.seconds
    return shot.lead_in + sum(speech_seconds(line.text, language) + line.pause for line in shot.lines)


def estimate(plan: Plan) -> float:
    """The episode's length."""
    return sum(shot_seconds(shot, plan.language) for shot in plan.shots)
