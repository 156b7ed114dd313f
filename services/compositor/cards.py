"""The cards of an episode: which there are, after which shot, and what they say. Pure.

The hook comes first, so the title follows the first shot; the last thing is what comes next, or the end.
"""

from typing import Literal, NamedTuple

from shared.artifacts.records import Plan
from shared.planning import cards as lengths

Kind = Literal["title", "next", "end"]


class Card(NamedTuple):
    """A card: ``label`` stands small above ``title``, ``note`` below it; each of the small ones may be empty."""

    kind: Kind
    seconds: float
    label: str
    title: str
    note: str


class _Words(NamedTuple):
    episode: str
    next: str
    continued: str
    end: str


_WORDS = {
    "zh": _Words("第{number}集", "下集", "未完待续", "全剧终"),
    "en": _Words("Episode {number}", "Next", "To Be Continued", "The End"),
}

_DIGITS = "〇一二三四五六七八九"


def cards_after(plan: Plan, shot: str) -> tuple[Card, ...]:
    """The cards between the shot of that name and the one after it, in their order."""
    cards = []
    if shot == plan.shots[0].id:
        cards.append(_title(plan))
    if shot == plan.shots[-1].id:
        cards.append(_closing(plan))
    return tuple(cards)


def episode_line(plan: Plan) -> str:
    """The episode's number and title: "第一集 · 谁的名字"."""
    return " · ".join(part for part in (_number(plan), plan.title.strip()) if part)


def _title(plan: Plan) -> Card:
    return Card("title", lengths.TITLE, "", plan.drama_title.strip(), episode_line(plan))


def _closing(plan: Plan) -> Card:
    words = _words(plan)
    if plan.number >= plan.episodes:
        return Card("end", lengths.CLOSING, "", words.end, plan.drama_title.strip())
    if title := plan.next_title.strip():
        return Card("next", lengths.CLOSING, words.next, title, plan.drama_title.strip())
    return Card("next", lengths.CLOSING, "", words.continued, plan.drama_title.strip())


def _number(plan: Plan) -> str:
    chinese = plan.language.startswith("zh")
    return _words(plan).episode.format(number=numeral(plan.number) if chinese else plan.number)


def _words(plan: Plan) -> _Words:
    return _WORDS.get(plan.language.split("-", maxsplit=1)[0], _WORDS["en"])


def numeral(number: int) -> str:
    """A number from 1 to 100 as Chinese counts: 一, 十, 二十三, 一百."""
    if number >= 100:
        return "一百" if number == 100 else str(number)
    tens, ones = divmod(number, 10)
    return ("" if tens < 2 else _DIGITS[tens]) + ("十" if tens else "") + (_DIGITS[ones] if ones else "")
