"""An episode's setups are brought to its length: faces that listen where it is short, less silence where it is long."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from services.script.coverage import Setup
from services.script.staging import Placed

LOOK = 1.3
SHORTEST_LOOK, LONGEST_LOOK = 1.0, 2.2
SHORTEST_PAUSE, NATURAL_PAUSE, LONGEST_PAUSE = 0.1, 0.65, 1.1
SHORTEST_SHOT, LONGEST_SHOT = 1.5, 7.0
_SPARE = 0.5  # of a look: what shorter silences make up for
_HARD = 1.0
_LOOK_AT_LEAST_EVERY, _LOOK_AT_MOST_EVERY = 30.0, 11.0  # seconds

Listens = Callable[[Setup], Setup | None]


def fit(placed: Sequence[Placed], target: float, look: Listens) -> list[Placed]:
    """The same lines in ``target`` seconds, as near as silences allow. ``look`` shows how somebody takes a setup.

    First a face that listens behind the hardest blows, then air between the lines, then whatever faces it takes.
    """
    found = [_held(one) for one in placed]
    gap = max(target - _length(found), int(target // _LOOK_AT_LEAST_EVERY) * LOOK)
    found = _with_looks(found, gap, look, _HARD, int(target // _LOOK_AT_MOST_EVERY))
    found = _breathe(found, target - _length(found), NATURAL_PAUSE)
    found = _with_looks(found, target - _length(found), look, 0.0, len(found))
    return _breathe(found, target - _length(found), LONGEST_PAUSE)


def _length(placed: Sequence[Placed]) -> float:
    return sum(one.setup.length for one in placed)


def _held(one: Placed) -> Placed:
    """A very short shot is held on the face that spoke."""
    setup = one.setup
    missing = SHORTEST_SHOT - setup.length
    if missing <= 0 or not setup.lines:
        return one
    return replace(one, setup=replace(setup, pauses=(*setup.pauses[:-1], setup.pauses[-1] + missing)))


def _with_looks(placed: list[Placed], gap: float, look: Listens, hard: float, most: int) -> list[Placed]:
    """Wordless faces behind blows that are so hard, the hardest first, never two in a row, while there is time."""
    count = min(int((gap + _SPARE * LOOK) // LOOK), most)
    blows = [(_blow(placed, index), index) for index in range(len(placed) - 1)]
    shown: dict[int, Setup] = {}
    for blow, index in sorted(blows, key=lambda entry: (-entry[0], entry[1])):
        if len(shown) >= count or blow < max(hard, 0.0):
            break
        if face := look(placed[index].setup):
            shown[index] = replace(face, seconds=LOOK)
    found: list[Placed] = []
    for index, one in enumerate(placed):
        found.append(one)
        if index in shown:
            found.append(replace(one, setup=shown[index]))
    return found


def _blow(placed: Sequence[Placed], index: int) -> float:
    """How much a face is wanted behind the shot; less where that one speaks next anyway, never beside another."""
    setup, after = placed[index].setup, placed[index + 1].setup
    if not setup.lines or not (after.lines or after.arrival):
        return -1.0
    answered = bool(after.lines) and after.lines[0].speaker is setup.lines[-1].listener
    return max(setup.blow - (0.5 if answered else 0.0), 0.0)


def _breathe(placed: list[Placed], gap: float, longest: float) -> list[Placed]:
    """Spread what is missing, or too much, over the silences, each within what sounds natural."""
    for _ in range(3):
        silences = sum(len(one.setup.pauses) or 1 for one in placed)
        share = gap / max(silences, 1)
        before = _length(placed)
        placed = [replace(one, setup=_stretched(one.setup, share, longest)) for one in placed]
        gap -= _length(placed) - before
    return placed


def _stretched(setup: Setup, share: float, longest: float) -> Setup:
    if not setup.lines:
        return replace(setup, seconds=min(max(setup.seconds + share, SHORTEST_LOOK), max(LONGEST_LOOK, setup.seconds)))
    pauses = tuple(min(max(pause + share, SHORTEST_PAUSE), max(longest, pause)) for pause in setup.pauses)
    stretched = replace(setup, pauses=pauses)
    kept = stretched.length <= LONGEST_SHOT if share >= 0 else stretched.length >= SHORTEST_SHOT
    return stretched if kept else setup
