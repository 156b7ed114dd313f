"""What a chat model answers, as data: nothing in it is followed, fetched or run."""

from pydantic import BaseModel, ConfigDict

from services.script.dialogue.brief import SceneBrief
from shared.artifacts.records import Emotion, WordedLine, WordedShot

_QUOTES = {"“": "”", '"': '"', "「": "」", "『": "』"}


class _Answered(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")


class AnsweredLine(_Answered):
    speaker: str
    text: str
    emotion: Emotion


class AnsweredShot(_Answered):
    action: str = ""
    lines: dict[str, AnsweredLine]


class SceneAnswer(_Answered):
    """A scene's words: every shot of the brief by its id, every line by its own."""

    shots: dict[str, AnsweredShot]


def worded(brief: SceneBrief, answer: SceneAnswer) -> tuple[WordedShot, ...]:
    """The answer in the order of the brief, without blanks around it and without quotation marks around whole lines.

    KeyError for what the answer leaves out.
    """
    return tuple(
        WordedShot(
            id=name,
            action=" ".join(answer.shots[name].action.split()),
            lines=tuple(
                WordedLine(
                    id=line,
                    text=_bare(answer.shots[name].lines[line].text, drafted.text),
                    emotion=answer.shots[name].lines[line].emotion,
                )
                for line, drafted in shot.lines.items()
            ),
        )
        for name, shot in brief.shots.items()
    )


def _bare(text: str, drafted: str) -> str:
    """The line itself: models like to put marks around what is said; what is read aloud keeps them."""
    text = " ".join(text.split())
    closing = _QUOTES.get(text[:1])
    if closing and text.endswith(closing) and len(text) > 1 and drafted[:1] not in _QUOTES:
        return text[1:-1].strip()
    return text
