"""Subtitles: what is shown when, burned into the picture and written as SRT. Pure.

Both come from the same cues, so the file and the picture never disagree.
"""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from services.compositor.rows import columns, limit, screens
from shared.artifacts.records import Shot
from shared.events import VoicedLine
from shared.events.request import Language

LINGER = 0.25
"""Seconds that the last screen of a line stays after the voice, if nothing follows: reading ends after hearing."""

GLIMPSE = 0.6
"""Seconds that a line is shown even if somebody interrupts it; who interrupts is then shown that much later."""

FRAME = 0.04
"""Seconds; what would be shown for less is not shown."""

_SYNTAX = re.compile(r"(?<=--)(?=>)|(?<=<)(?=[A-Za-z/!])|(?<=\{)(?=[\\A-Za-z])")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff]")


class Cue(NamedTuple):
    """One screen: one or two rows, shown from ``start`` to ``end`` (seconds)."""

    start: float
    end: float
    rows: tuple[str, ...]

    def later(self, seconds: float) -> "Cue":
        return self._replace(start=self.start + seconds, end=self.end + seconds)


def shot_cues(shot: Shot, voiced: Sequence[VoicedLine], language: Language, seconds: float) -> tuple[Cue, ...]:
    """The cues of one shot, in seconds from its start; none overlaps another or outlasts the shot's ``seconds``.

    A line that needs several screens is divided in proportion to their characters within its measured time.
    """
    texts = {line.id: line.text for line in shot.lines}
    cues = [
        cue
        for line in sorted(voiced, key=lambda line: line.start)
        if line.line in texts
        for cue in _line_cues(texts[line.line], line.start, line.start + line.seconds, language)
    ]
    return tuple(_in_turn(cues, seconds))


def episode_cues(shots: Iterable[tuple[float, Sequence[Cue]]]) -> tuple[Cue, ...]:
    """The cues of all shots, each shot with its start, in seconds from the episode's start."""
    return tuple(cue.later(start) for start, cues in shots for cue in cues)


def srt(cues: Iterable[Cue]) -> str:
    """SubRip text. What a player would take for syntax (``-->``, ``<b>``, ``{\\an8}``) is shown as it was written:
    a zero-width space breaks it up."""
    blocks = (
        "\n".join(
            (
                str(number),
                f"{_clock(cue.start)} --> {_clock(cue.end)}",
                *(_SYNTAX.sub("\u200b", row) for row in cue.rows),
            )
        )
        for number, cue in enumerate(cues, 1)
    )
    return "".join(f"{block}\n\n" for block in blocks)


def _line_cues(text: str, start: float, end: float, language: Language) -> list[Cue]:
    shown = screens(" ".join(_CONTROL.sub(" ", text).split()), limit(language))
    weights = [sum(columns(row) for row in rows) or 1 for rows in shown]
    cues, at = [], start
    for rows, weight in zip(shown, weights, strict=True):
        until = at + (end - start) * weight / sum(weights)
        cues.append(Cue(at, until, rows))
        at = until
    return [*cues[:-1], cues[-1]._replace(end=end + LINGER)] if cues else []


def _in_turn(cues: Sequence[Cue], seconds: float) -> list[Cue]:
    """One cue at a time, within the shot: a cue ends when the next begins, but not before it could be seen."""
    turns: list[Cue] = []
    free = 0.0
    for at, cue in enumerate(cues):
        following = cues[at + 1].start if at + 1 < len(cues) else seconds
        start = max(cue.start, free)
        wanted = max(cue.end, start + GLIMPSE) if start > cue.start else cue.end
        end = min(wanted, max(following, start + GLIMPSE), seconds)
        if end - start >= FRAME:
            turns.append(Cue(start, end, cue.rows))
            free = end
    return turns


def _clock(seconds: float) -> str:
    milliseconds = round(seconds * 1000)
    return (
        f"{milliseconds // 3_600_000:02}:{milliseconds // 60_000 % 60:02}:"
        f"{milliseconds // 1000 % 60:02},{milliseconds % 1000:03}"
    )
