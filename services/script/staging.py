"""From setups to shots: how each is framed, how the camera moves, who is in the picture."""

from collections.abc import Sequence
from dataclasses import dataclass

from services.script.casting import Company
from services.script.coverage import LEAD_IN, Setup
from services.script.people import Person
from services.script.places import Where
from shared.artifacts.records import Framing, Line, Move, Shot
from shared.events.request import Mood

MOST_ALIKE = 2
"""How many shots in a row may have the same framing."""
_TIGHTNESS: dict[Framing, float] = {"wide": 0.0, "medium": 1.0, "over-shoulder": 1.5, "close-up": 2.2, "insert": 2.0}
_FEELING = ("sad", "tender", "surprised")
_ESTABLISHED_BY = 5
_STEP_BACK = 1.2


@dataclass(frozen=True)
class Placed:
    """A setup in its place, time and mood."""

    setup: Setup
    where: Where
    mood: Mood


def shoot(placed: Sequence[Placed], number: int, company: Company) -> list[Shot]:
    """The episode's shots: near at the hook, then the place, closer as it grows tense, never three alike in a row."""
    order = {person.name: index for index, person in enumerate(company.people)}
    framings: list[Framing] = []
    shots = []
    for index, one in enumerate(placed, 1):
        setup = one.setup
        framing = _framing(setup, framings, placed[index - 2].setup if index > 1 else None)
        framings.append(framing)
        name = f"e{number:02}-s{index:02}"
        shots.append(
            Shot(
                id=name,
                place=one.where.place,
                time=one.where.time,
                mood=one.mood,
                framing=framing,
                move=_move(setup, framing),
                characters=tuple(sorted({person.name for person in _seen(setup, framing)}, key=order.__getitem__)),
                action=setup.action,
                lines=_lines(setup, name),
                lead_in=LEAD_IN,
                seconds=round(setup.length, 2),
                turn=setup.turn,
            )
        )
    return shots


def _lines(setup: Setup, name: str) -> tuple[Line, ...]:
    return tuple(
        Line(
            id=f"{name}-l{index:02}",
            speaker=line.speaker.name,
            text=line.text,
            emotion=line.emotion,
            pause=round(pause, 3),
        )
        for index, (line, pause) in enumerate(zip(setup.lines, setup.pauses, strict=True), 1)
    )


def _framing(setup: Setup, before: Sequence[Framing], last: Setup | None) -> Framing:
    """The framing whose tightness suits the tension best, of those that the rhythm allows."""
    possible = _possible(setup)
    allowed = [framing for framing in possible if not _is_third(framing, before)] or possible
    if not before:  # the hook is never a distant view
        allowed = [framing for framing in allowed if framing != "wide"]
    if setup.framing in allowed:
        return setup.framing
    unseen = "wide" not in before and 0 < len(before) < _ESTABLISHED_BY and len(setup.who) > 1
    wanted = setup.tension - (_STEP_BACK if unseen else 0.0)

    def unsuited(framing: Framing) -> float:
        """How far from the tension; the same again only as the answer's reverse over the other shoulder."""
        reverse = framing == "over-shoulder" and last is not None and _speaker(last) is not _speaker(setup)
        return abs(_TIGHTNESS[framing] - wanted) + (0.6 if framing in before[-1:] and not reverse else 0.0)

    return min(allowed, key=unsuited)


def _speaker(setup: Setup) -> Person | None:
    return setup.lines[-1].speaker if setup.lines else None


def _possible(setup: Setup) -> list[Framing]:
    """Every framing that shows what the setup is about."""
    speakers = {line.speaker for line in setup.lines}
    if not setup.lines:
        if setup.framing in ("insert", "wide") and not setup.who:
            return [setup.framing]
        return [setup.framing, "wide", "medium", "close-up"] if setup.framing else ["close-up", "medium"]
    framings: list[Framing] = ["medium"]
    if setup.framing == "insert":
        framings.append("insert")
    if len(speakers) == 1:
        framings.append("close-up")
        if _listener(setup) is not None:
            framings.append("over-shoulder")
    framings.append("wide")
    return framings


def _is_third(framing: Framing, before: Sequence[Framing]) -> bool:
    return len(before) >= MOST_ALIKE and all(one == framing for one in before[-MOST_ALIKE:])


def _listener(setup: Setup) -> Person | None:
    """Who is spoken to, if they are there."""
    line = setup.lines[-1]
    return line.listener if line.listener in setup.who and line.listener is not line.speaker else None


def _seen(setup: Setup, framing: Framing) -> tuple[Person, ...]:
    speakers = tuple(line.speaker for line in setup.lines)
    if framing in ("close-up", "insert"):
        return speakers or setup.who[:1]
    listener = _listener(setup) if setup.lines else None
    if framing == "over-shoulder" and listener:
        return (*speakers, listener)
    if framing == "medium" and listener and len(setup.who) > 2:
        return (*speakers, listener)
    return setup.who


def _move(setup: Setup, framing: Framing) -> Move:
    """Towards a feeling, by hand where it burns, sideways with those who come; else the camera keeps still."""
    if framing == "wide":
        return "pan" if setup.arrival or not setup.lines else "static"
    if setup.turn or framing == "insert":
        return "push-in"
    emotion = setup.lines[-1].emotion if setup.lines else "neutral"
    if emotion == "afraid" or (emotion == "angry" and framing != "close-up"):
        return "handheld"
    if framing == "close-up" and (emotion in _FEELING or not setup.lines):
        return "push-in"
    return "static"
