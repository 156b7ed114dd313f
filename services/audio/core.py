"""From a plan's shot to what has to be spoken and when; from a plan to what has to be played. Pure."""

from itertools import groupby

from shared.artifacts.records import Cast, Line, Plan, Shot, SpokenLine
from shared.events import VoicedLine
from shared.providers import ScoreBrief, Section, SpeechBrief

TAIL = 0.25
"""Seconds of the shot after its last line's pause."""
SPARE = 1.35
"""A score is composed this much longer than planned: speech decides the real length, and music is easily trimmed."""


def brief_line(line: Line, plan: Plan, cast: Cast) -> SpeechBrief:
    """What shapes the sound of a line. KeyError if its speaker is not in the cast."""
    member = cast.member(line.speaker)
    return SpeechBrief(
        text=line.text,
        language=plan.language,
        voice=member.voice,
        emotion=line.emotion,
        style=member.character.speaking_style,
        age=member.character.age,
    )


def place_lines(shot: Shot, records: list[str], spoken: list[SpokenLine]) -> tuple[tuple[VoicedLine, ...], float]:
    """Each line at its time in the shot, and the shot's length: measured speech, or what was planned if that is longer.

    ``records`` and ``spoken`` are in the order of the shot's lines.
    """
    now, placed = shot.lead_in, []
    for line, record, voice in zip(shot.lines, records, spoken, strict=True):
        placed.append(VoicedLine(line=line.id, record=record, start=round(now, 3), seconds=voice.seconds))
        now += voice.seconds + line.pause
    seconds = now + TAIL if placed else shot.seconds
    return tuple(placed), round(seconds, 3)


def brief_score(plan: Plan) -> ScoreBrief:
    """The moods of the episode one after the other; the request's own mood wins everywhere."""
    wish = None if plan.music is False else plan.music.mood
    sections = []
    for mood, shots in groupby(plan.shots, key=lambda shot: wish or shot.mood):
        sections.append(Section(mood=mood, seconds=round(SPARE * sum(shot.seconds for shot in shots), 2)))
    return ScoreBrief(sections=tuple(sections), theme=plan.seed)
