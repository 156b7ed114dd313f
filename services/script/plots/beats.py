"""The beats of a plot as they are written: a text file for each language; README.md beside this tells the format."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import get_args

from services.script.plots.parts import fits
from shared.artifacts.records import Emotion, Framing, TimeOfDay
from shared.events.request import Mood

_ONE = re.compile(r"[a-z0-9-]+:[a-z0-9-]+")
_HEAD = re.compile(r"^== (?P<name>[a-z0-9-]+)(?P<facts>(?: [a-z]+(?:=\S+)?)*)$")
_SHOT = re.compile(
    r"^\[(?P<framing>[a-z-]*(?= |\]))? ?(?P<who>[A-Z ]*?)(?: ?@(?P<place>[a-z]+)/(?P<time>[a-z]+))?\] ?(?P<action>.*)$"
)
_LINE = re.compile(
    r"^(?P<speaker>[A-Z])(?:>(?P<listener>[A-Z]))? (?P<emotion>[a-z]+)(?: \((?P<action>[^()]+)\))?: (?P<text>.+)$"
)

PLACES = (
    *("home", "table", "kitchen", "living-room", "yard", "street", "station", "roof", "teahouse", "office", "hospital"),
)
"""What plots call their places; where home and its table are is the premise's affair."""
LATER = "later"
"""The next time of day, but not beyond the night."""
NEXT = "next"
"""The next time of day, the morning after the night."""


@dataclass(frozen=True)
class LineDraft:
    """What a part says to another; one of the variants is spoken. ``action``: what the speaker does meanwhile."""

    speaker: str
    listener: str
    emotion: Emotion
    variants: tuple[str, ...]
    action: str = ""


@dataclass(frozen=True)
class ShotDraft:
    """Who is there, what happens and what is said; ``there`` is another place and time that is remembered or shown."""

    framing: Framing | None
    who: tuple[str, ...]
    action: str
    lines: tuple[LineDraft, ...]
    there: tuple[str, TimeOfDay] | None = None


@dataclass(frozen=True)
class Beat:
    """An exchange that is played whole or not at all, and reads well after any beat before it.

    ``keep``: 0 always, then 1, 2, 3… while there is time. ``at``: where it plays, first choice first; empty is wherever
    the people are. ``time``: a time of day, or how it moves on. ``cliff``: an episode may end here, the lowest rank
    first; the beat that ``answers`` it opens the next. ``room``: side beats may follow. ``reveal``: the secret is out.
    ``after``: only once one of the beats named was played. ``clues``: further clues may follow. ``pool``: spine, side,
    clue or crowd. A side beat is played ``when`` the secret is still kept (early) or out (late). ``one`` is a station
    of the plot and a way to play it, ``proof:ring``: of the ways that a cast can play, the seed draws one.
    """

    name: str
    pool: str = "spine"
    keep: int = 2
    at: tuple[str, ...] = ()
    time: str = ""
    mood: Mood = "dramatic"
    needs: tuple[str, ...] = ()
    one: str = ""
    cliff: int = 0
    answers: str = ""
    when: str = ""
    after: tuple[str, ...] = ()
    room: bool = False
    reveal: bool = False
    clues: bool = False
    title: str = ""
    outline: str = ""
    shots: tuple[ShotDraft, ...] = ()

    def fits(self, flags: frozenset[str]) -> bool:
        """Whether the cast can play it: every flag is there, and none that is forbidden with ``!``."""
        return (not self.one or self.one in flags) and self.suits(flags)

    def suits(self, flags: frozenset[str]) -> bool:
        """Whether the cast could play it, if the seed draws it."""
        return fits(self.needs, flags)


def ways(beats: Iterable[Beat], flags: frozenset[str]) -> dict[str, list[str]]:
    """The stations that can be played in several ways, with those that a cast of such flags can play."""
    found: dict[str, list[str]] = {}
    for beat in beats:
        if (
            beat.one
            and beat.suits(flags)
            and beat.one not in (known := found.setdefault(beat.one.partition(":")[0], []))
        ):
            known.append(beat.one)
    return found


Written = tuple[dict[str, tuple[str, ...]], tuple[Beat, ...]]


def parse(text: str, name: str) -> Written:
    """The file's words and its beats. Raises ValueError, with the line, if it does not keep to the format."""
    reader = _Reader()
    for number, line in enumerate(text.splitlines(), 1):
        try:
            reader.read(line.rstrip())
        except (ValueError, IndexError) as error:
            raise ValueError(f"{name}, line {number}: {error}") from error
    return reader.words, tuple(reader.beats)


class _Reader:
    """Reads the format line by line; the newest beat, shot and line grow at the end of their tuples."""

    def __init__(self) -> None:
        self.words: dict[str, tuple[str, ...]] = {}
        self.beats: list[Beat] = []

    def read(self, line: str) -> None:
        if not line or line.startswith("#"):
            return
        if line.startswith(":: "):
            name, _, words = line[3:].partition(" ")
            self.words[name] = self.words.get(name, ()) + tuple(word.strip() for word in words.split("|"))
        elif line.startswith("== "):
            self.beats.append(_beat(line))
        elif line.startswith("* "):
            self.beats[-1] = replace(self.beats[-1], title=line[2:])
        elif line.startswith("= "):
            self.beats[-1] = replace(self.beats[-1], outline=line[2:])
        elif line.startswith("["):
            self._shots(*self.beats[-1].shots, _shot(line))
        elif line.startswith(" | "):
            shot = self.beats[-1].shots[-1]
            last = replace(shot.lines[-1], variants=(*shot.lines[-1].variants, line[3:]))
            self._shots(*self.beats[-1].shots[:-1], replace(shot, lines=(*shot.lines[:-1], last)))
        else:
            shot = self.beats[-1].shots[-1]
            self._shots(*self.beats[-1].shots[:-1], replace(shot, lines=(*shot.lines, self._line(line, shot))))

    def _shots(self, *shots: ShotDraft) -> None:
        self.beats[-1] = replace(self.beats[-1], shots=shots)

    def _line(self, text: str, shot: ShotDraft) -> LineDraft:
        match = _LINE.match(text)
        if not match:
            raise ValueError(f"not a line of dialogue: {text!r}")
        speaker, emotion = match["speaker"], match["emotion"]
        _known("emotion", emotion, get_args(Emotion))
        if speaker not in shot.who:
            raise ValueError(f"{speaker} speaks but is not in the shot")
        said = [line for other in (*self.beats[-1].shots[:-1], shot) for line in other.lines]
        before = [line.speaker for line in said if line.speaker != speaker]
        others = [match["listener"], *reversed(before), *(one for one in shot.who if one != speaker)]
        listener, action = next((one for one in others if one), ""), match["action"] or ""
        if not listener:
            raise ValueError(f"{speaker} speaks to nobody: write {speaker}>… before the emotion")
        return LineDraft(speaker, listener, emotion, (match["text"],), action)  # type: ignore[arg-type]


def _beat(line: str) -> Beat:
    match = _HEAD.match(line)
    if not match:
        raise ValueError(f"not the head of a beat: {line!r}")
    beat = Beat(match["name"])
    for fact in match["facts"].split():
        name, _, value = fact.partition("=")
        if name in ("keep", "cliff"):
            beat = replace(beat, **{name: int(value)})  # type: ignore[arg-type]
        elif name in ("room", "reveal", "clues") and not value:
            beat = replace(beat, **{name: True})  # type: ignore[arg-type]
        elif name in ("if", "after"):
            beat = replace(beat, **{"needs" if name == "if" else name: tuple(value.split(","))})  # type: ignore[arg-type]
        elif name == "one":
            if not _ONE.fullmatch(value):
                raise ValueError(f"'one' is a station and a way to play it, as in one=proof:ring, not {value!r}")
            beat = replace(beat, one=value)
        elif name == "at":
            beat = replace(beat, at=tuple(_known("place", one, PLACES) for one in value.split("|")))
        elif name in ("pool", "mood", "time", "answers", "when"):
            known = {"mood": get_args(Mood), "time": (*get_args(TimeOfDay), LATER, NEXT)}.get(name)
            beat = replace(beat, **{name: _known(name, value, known) if known else value})  # type: ignore[arg-type]
        else:
            raise ValueError(f"no such fact of a beat: {fact!r}")
    return beat


def _shot(line: str) -> ShotDraft:
    match = _SHOT.match(line)
    if not match:
        raise ValueError(f"not a shot: {line!r}")
    framing = _known("framing", match["framing"], get_args(Framing)) if match["framing"] else None
    there = None
    if match["place"]:
        there = _known("place", match["place"], PLACES), _known("time", match["time"], get_args(TimeOfDay))
    return ShotDraft(framing, tuple(match["who"].split()), match["action"], (), there)  # type: ignore[arg-type]


def _known(kind: str, value: str, known: Iterable[str]) -> str:
    if value not in known:
        raise ValueError(f"no such {kind}: {value!r}")
    return value
