"""Subtitles: what is shown when, burned into the picture and written as SRT. Pure.

Both come from the same cues, so the file and the picture never disagree.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate
from types import MappingProxyType
from typing import NamedTuple

from services.compositor.rows import columns, limit, screens
from shared.artifacts.records import Phoneme, Shot
from shared.events import VoicedLine
from shared.events.request import Language
from shared.planning.words import spoken

LINGER = 0.25
"""Seconds that the last screen of a line stays after the voice, if nothing follows: reading ends after hearing."""

GLIMPSE = 0.6
"""Seconds that a line is shown even if somebody interrupts it; who interrupts is then shown that much later."""

FRAME = 0.04
"""Seconds; what would be shown for less is not shown."""

_FEW, _NEAR = 8, 0.15
"""With fewer phonemes a line is divided by its length; the share of them within which a pause is looked for."""

_SYNTAX = re.compile(r"(?<=--)(?=>)|(?<=<)(?=[A-Za-z/!])|(?<=\{)(?=[\\A-Za-z])")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff]")


class Cue(NamedTuple):
    """One screen: one or two rows, shown from ``start`` to ``end`` (seconds)."""

    start: float
    end: float
    rows: tuple[str, ...]

    def later(self, seconds: float) -> "Cue":
        return self._replace(start=self.start + seconds, end=self.end + seconds)


def shot_cues(
    shot: Shot,
    voiced: Sequence[VoicedLine],
    language: Language,
    seconds: float,
    phonemes: Mapping[str, Sequence[Phoneme]] = MappingProxyType({}),
) -> tuple[Cue, ...]:
    """The cues of one shot, in seconds from its start; none overlaps another or outlasts the shot's ``seconds``.

    A line that needs several screens changes them where the voice gets there: by ``phonemes``, the measured times of
    each line by its id, in seconds from the line's start; without them, in proportion to the characters.
    """
    texts = {line.id: line.text for line in shot.lines}
    cues = [
        cue
        for line in sorted(voiced, key=lambda line: line.start)
        if line.line in texts
        for cue in _line_cues(texts[line.line], line, phonemes.get(line.line, ()), language)
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


def _line_cues(text: str, line: VoicedLine, phonemes: Sequence[Phoneme], language: Language) -> list[Cue]:
    shown = screens(spoken(_CONTROL.sub(" ", text)), limit(language))
    weights = [_said(rows) or 1 for rows in shown]
    shares = [share / sum(weights) for share in accumulate(weights)]
    ends = [_reached(share, phonemes, line.seconds) for share in shares[:-1]]
    starts = [0.0, *ends]
    cues = [
        Cue(line.start + start, line.start + end, rows)
        for start, end, rows in zip(starts, [*ends, line.seconds + LINGER], shown, strict=False)
    ]
    return cues


def _said(rows: Sequence[str]) -> int:
    """How much of a screen is pronounced, in columns: punctuation is not."""
    return sum(columns(character) for row in rows for character in row if character.isalnum())


def _reached(share: float, phonemes: Sequence[Phoneme], seconds: float) -> float:
    """When the voice has said that share of a line: at the longest pause nearby, where screens tend to end."""
    if len(phonemes) < _FEW:
        return seconds * share
    aim, near = share * len(phonemes), max(2.0, _NEAR * len(phonemes))

    def merit(at: int) -> float:
        pause = phonemes[at].start - phonemes[at - 1].end
        return min(pause, 0.2) * 10 - abs(at - aim) / near

    at = max((n for n in range(1, len(phonemes)) if abs(n - aim) <= near), key=merit)
    return min(seconds, phonemes[at].start)


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
