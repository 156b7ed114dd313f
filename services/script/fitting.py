"""An episode's shots are brought to its length: held looks where it is short, shorter silences where it is long."""

from services.script.staging import LONGEST_PAUSE, SHORTEST_PAUSE, SHORTEST_SHOT, WORDLESS_RANGE
from services.script.timing import shot_seconds
from shared.artifacts.records import Line, Shot
from shared.events.request import Language

_HELD = 2.5


def fit(shots: list[Shot], target: float, language: Language) -> list[Shot]:
    """The same lines in ``target`` seconds, as near as silences allow; every shot's ``seconds`` is its own length."""
    shots = [_held(shot, language) for shot in shots]
    shots = _with_looks(shots, target - _length(shots, language))
    gap = target - _length(shots, language)
    if gap < 0:
        shots = _without_looks(shots, -gap)
        gap = target - _length(shots, language)
    shots = _breathe(shots, gap)
    return [_finished(shot, index, language) for index, shot in enumerate(shots, 1)]


def _finished(shot: Shot, index: int, language: Language) -> Shot:
    """The shot at its final place: its id, its lines' ids and its length follow from it."""
    name = f"{shot.id.partition('-')[0]}-s{index:02}"
    lines = tuple(
        line.model_copy(update={"id": f"{name}-l{number:02}", "pause": round(line.pause, 3)})
        for number, line in enumerate(shot.lines, 1)
    )
    shot = shot.model_copy(update={"id": name, "lines": lines})
    return shot.model_copy(update={"seconds": round(shot_seconds(shot, language), 2)})


def _length(shots: list[Shot], language: Language) -> float:
    return sum(shot_seconds(shot, language) for shot in shots)


def _pause(line: Line, pause: float) -> Line:
    return line.model_copy(update={"pause": pause})


def _held(shot: Shot, language: Language) -> Shot:
    """A very short shot is held on the face that spoke."""
    missing = SHORTEST_SHOT - shot_seconds(shot, language)
    if missing <= 0 or not shot.lines:
        return shot
    last = shot.lines[-1]
    return shot.model_copy(update={"lines": (*shot.lines[:-1], _pause(last, last.pause + missing))})


def _with_looks(shots: list[Shot], gap: float) -> list[Shot]:
    """Put wordless looks between shots, spread evenly and never two in a row, while that much time is missing."""
    places = [index for index in range(len(shots) - 1) if shots[index].lines and shots[index + 1].lines]
    count = min(int(gap // _HELD), len(places))
    after = {places[round((number + 0.5) * len(places) / count - 0.5)] for number in range(count)}
    found: list[Shot] = []
    for index, shot in enumerate(shots):
        found.append(shot)
        if index in after:
            found.append(_look(shot, shots[index + 1]))
    return found


def _look(before: Shot, after: Shot) -> Shot:
    """How somebody takes what was just said: the next speaker, or the last one, in silence."""
    same = before.place == after.place and before.time == after.time and after.lines
    shown = after if same else before
    who = (shown.lines[0].speaker,) if shown.lines else shown.characters[:1]
    framing = "medium" if before.framing == "close-up" else "close-up"
    return before.model_copy(
        update={"framing": framing, "move": "push-in", "characters": who, "action": "", "lines": (), "seconds": _HELD}
    )


def _without_looks(shots: list[Shot], excess: float) -> list[Shot]:
    """Leave wordless shots out while the episode is too long by more than the silences can give."""
    spare = sum(max(line.pause - SHORTEST_PAUSE, 0) for shot in shots for line in shot.lines)
    found = list(shots)
    for shot in shots:
        if excess <= spare * 0.5:
            break
        if not shot.lines and shot is not shots[0]:
            found = [other for other in found if other is not shot]
            excess -= shot.seconds
    return found


def _breathe(shots: list[Shot], gap: float) -> list[Shot]:
    """Spread what is missing, or too much, over the silences, each within what sounds natural."""
    lines = sum(len(shot.lines) for shot in shots)
    looks = sum(1 for shot in shots if not shot.lines)
    if not lines + looks:
        return shots
    share = gap / (lines + looks)
    low, high = WORDLESS_RANGE
    found = []
    for shot in shots:
        if not shot.lines:
            found.append(shot.model_copy(update={"seconds": min(max(shot.seconds + share, low), high)}))
            continue
        said = tuple(_pause(line, _within(line.pause, share)) for line in shot.lines)
        found.append(shot.model_copy(update={"lines": said}))
    return found


def _within(pause: float, share: float) -> float:
    if share >= 0:
        return max(pause, min(pause + share, LONGEST_PAUSE))
    return max(pause + share, SHORTEST_PAUSE)
