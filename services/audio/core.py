"""From a plan's shot to what has to be spoken and when; from a plan to what has to be played. Pure."""

from itertools import groupby, pairwise
from typing import NamedTuple

from shared.artifacts.records import Cast, Emotion, Line, Plan, Shot, SpokenLine, Sting, Stretch
from shared.events import VoicedLine
from shared.events.request import Mood
from shared.planning.cards import CLOSING, TITLE
from shared.planning.words import spoken
from shared.providers import Composed, ScoreBrief, Section, SpeechBrief

TAIL = 0.25
"""Seconds of the shot after its last line's pause."""
SILENCE = 0.9
"""Seconds between two lines of a shot beyond which a pause sounds like a mistake."""
_ANSWERS: dict[Emotion, float] = {
    "neutral": 1.0,
    "happy": 0.85,
    "sad": 1.35,
    "angry": 0.55,
    "surprised": 0.8,
    "afraid": 0.75,
    "tender": 1.2,
}
"""How long somebody waits before answering, against the pause that the script wishes."""
SPARE = 1.4
MARGIN = 2.0
"""A stretch of music is this factor and these seconds longer than planned: speech decides the real length."""


def brief_line(line: Line, plan: Plan, cast: Cast) -> SpeechBrief:
    """What shapes the sound of a line, without its stage directions. KeyError if its speaker is not in the cast."""
    member = cast.member(line.speaker)
    return SpeechBrief(
        text=spoken(line.text),
        language=plan.language,
        voice=member.voice,
        emotion=line.emotion,
        style=member.character.speaking_style,
        age=member.character.age,
    )


def place_lines(shot: Shot, records: list[str], voiced: list[SpokenLine]) -> tuple[tuple[VoicedLine, ...], float]:
    """Each line at its time in the shot, and the shot's length: measured speech, or what was planned without any.

    ``records`` and ``voiced`` are in the order of the shot's lines. Between two lines lies the pause that the script
    wishes, shorter before an angry answer, longer before a sad one.
    """
    now, placed = shot.lead_in, []
    pauses = [
        *(_pause(line, answer) for line, answer in pairwise(shot.lines)),
        *(line.pause for line in shot.lines[-1:]),
    ]
    for line, record, voice, pause in zip(shot.lines, records, voiced, pauses, strict=True):
        placed.append(VoicedLine(line=line.id, record=record, start=round(now, 3), seconds=voice.seconds))
        now += voice.seconds + pause
    seconds = now + TAIL if placed else shot.seconds
    return tuple(placed), round(seconds, 3)


def _pause(line: Line, answer: Line) -> float:
    return min(line.pause * _ANSWERS[answer.emotion], SILENCE)


class _Run(NamedTuple):
    """Neighbouring shots of one mood: the first one's name, and how long they are planned to be."""

    shot: str
    mood: Mood
    seconds: float


def brief_score(plan: Plan) -> ScoreBrief:
    """A section for each run of shots of one mood, with something to spare; the request's own mood wins everywhere."""
    sections = tuple(Section(mood=run.mood, seconds=round(SPARE * run.seconds + MARGIN, 2)) for run in _runs(plan))
    return ScoreBrief(sections=sections, theme=plan.seed)


def place_score(plan: Plan, composed: Composed) -> tuple[tuple[Stretch, ...], Sting]:
    """Which passage begins with which shot, and where the sting lies. ``composed`` answers the plan's own brief."""
    stretches = tuple(
        Stretch(shot=run.shot, start=passage.start, seconds=passage.seconds)
        for run, passage in zip(_runs(plan), composed.passages, strict=True)
    )
    sting = composed.sting
    return stretches, Sting(start=sting.start, blow=sting.blow, seconds=sting.seconds)


def _runs(plan: Plan) -> list[_Run]:
    """The music also plays under the cards: the title after the first shot, the closing one after the last."""
    wish = None if plan.music is False else plan.music.mood
    runs = []
    for mood, same in groupby(plan.shots, key=lambda shot: wish or shot.mood):
        shots = list(same)
        cards = TITLE * (shots[0] == plan.shots[0]) + CLOSING * (shots[-1] == plan.shots[-1])
        runs.append(_Run(shots[0].id, mood, sum(shot.seconds for shot in shots) + cards))
    return runs
