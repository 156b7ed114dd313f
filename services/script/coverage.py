"""From a played beat to what the camera is turned on: one setup after the other, not framed yet."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from services.script.people import Person
from services.script.plots import Beat
from services.script.scene import Played, Spoken
from services.script.timing import TAIL
from shared.artifacts.records import Emotion, Framing, TimeOfDay

LEAD_IN = 0.25
PAUSE = 0.4
CUT_PAUSE = 0.35
"""Silence behind the last line of a shot, on top of the moment that every shot stays."""
WORDLESS = 1.5
_ONE_BREATH = 5.0
_SHORT_EXCHANGE = 3.4
_WEIGHT: dict[Emotion, float] = {
    "neutral": 0.0,
    "happy": 0.0,
    "tender": 0.6,
    "surprised": 0.7,
    "sad": 0.8,
    "angry": 0.9,
    "afraid": 0.9,
}
_MOODS = ("suspense", "dramatic", "melancholic")


@dataclass(frozen=True)
class Setup:
    """What one shot will show. ``pauses`` follow its lines; ``seconds`` is for a shot in which nobody speaks.

    ``tension`` is how close the camera wants to be: 0 far, 1 in the middle, 2 close. ``blow`` is how much the shot asks
    to see how somebody takes it, ``turn`` marks the shot that changes everything, ``arrival`` shows a new place.
    """

    who: tuple[Person, ...]
    action: str = ""
    lines: tuple[Spoken, ...] = ()
    pauses: tuple[float, ...] = ()
    framing: Framing | None = None
    there: tuple[str, TimeOfDay] | None = None
    seconds: float = WORDLESS
    tension: float = 1.0
    blow: float = 0.0
    turn: bool = False
    arrival: bool = False

    @property
    def length(self) -> float:
        if not self.lines:
            return self.seconds
        return LEAD_IN + sum(line.seconds for line in self.lines) + sum(self.pauses) + TAIL


def cover(beat: Beat, played: Sequence[Played]) -> list[Setup]:
    """The beat's setups: a shot for each line, two where both are short, and closer as it goes on."""
    setups = [setup for passage in _joined(played) for setup in _passage(passage)]
    spoken = [index for index, setup in enumerate(setups) if setup.lines]
    for step, index in enumerate(spoken, 1):
        last = step == len(spoken)
        line = setups[index].lines[-1]
        heavy = _WEIGHT[line.emotion]
        setups[index] = replace(
            setups[index],
            tension=0.6 + 0.7 * heavy + 0.5 * step / len(spoken),
            blow=(heavy + 0.4 * last + beat.reveal) if beat.mood in _MOODS and heavy else 0.0,
            turn=beat.reveal and last,
        )
    return setups


def _joined(played: Sequence[Played]) -> list[Played]:
    """Passages of the same people as one, where the plot does not ask for a shot of its own."""
    found: list[Played] = []
    for passage in played:
        plain = not (passage.framing or passage.action or passage.there)
        if found and plain and found[-1].lines and not found[-1].framing and set(found[-1].who) == set(passage.who):
            found[-1] = replace(found[-1], lines=found[-1].lines + passage.lines)
        else:
            found.append(passage)
    return found


def _passage(played: Played) -> list[Setup]:
    groups = [Setup(played.who, played.action, framing=played.framing, there=played.there)] if not played.lines else []
    for lines in _grouped(played.lines):
        groups.append(
            Setup(
                played.who,
                _action(lines),
                tuple(lines),
                (*(PAUSE for _ in lines[1:]), CUT_PAUSE),
                there=played.there,
            )
        )
    first = groups[0]
    groups[0] = replace(first, framing=played.framing, action=played.action or first.action)
    return groups


def _grouped(lines: Sequence[Spoken]) -> list[list[Spoken]]:
    """Which lines share a shot: what one says in one breath, or a short question with its short answer."""
    groups: list[list[Spoken]] = []
    for line in lines:
        last = groups[-1] if groups else []
        alone = all(other.speaker is line.speaker for other in last)
        limit = _ONE_BREATH if alone else _SHORT_EXCHANGE
        if last and len(last) < 2 and last[0].seconds + line.seconds <= limit:
            last.append(line)
        else:
            groups.append([line])
    return groups


def _action(lines: Sequence[Spoken]) -> str:
    """What is done in the shot: that of the longest line which says so."""
    return max(lines, key=lambda line: (bool(line.action), line.seconds)).action


def length(beat: Beat, played: Sequence[Played]) -> float:
    """How long the beat takes, with the silences as they usually are."""
    return sum(setup.length for setup in cover(beat, played))
