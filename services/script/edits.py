"""A person's own words for lines: the same story and the same plan, with other text in those lines alone."""

from collections.abc import Iterable, Mapping
from difflib import get_close_matches

from shared.artifacts.records import Line, Plan, Shot
from shared.runtime.errors import Permanent

_NEAREST = 3


def with_own_words(plan: Plan, words: Mapping[str, str]) -> Plan:
    """The plan in which the lines named have the given text.

    Nothing else differs: ids, shots, actions, silences and the planned seconds stay, so that whatever is made of the
    other shots, and the music, is found again. How long the new words take is measured when they are spoken.
    """
    if not words:
        return plan
    return plan.model_copy(update={"shots": tuple(_shot(shot, words) for shot in plan.shots)})


def _shot(shot: Shot, words: Mapping[str, str]) -> Shot:
    if not any(line.id in words for line in shot.lines):
        return shot
    return shot.model_copy(update={"lines": tuple(_line(line, words) for line in shot.lines)})


def _line(line: Line, words: Mapping[str, str]) -> Line:
    return line.model_copy(update={"text": words[line.id]}) if line.id in words else line


def of_episode(words: Mapping[str, str], number: int) -> dict[str, str]:
    """The words for lines of that episode."""
    return {line: text for line, text in words.items() if line.startswith(f"e{number:02}-")}


def refuse_unknown(words: Mapping[str, str], lines: Iterable[str]) -> None:
    """Raises Permanent, naming the nearest ones, if there are words for a line that the drama does not have."""
    known = list(lines)
    for line in words:
        if line not in known:
            nearest = get_close_matches(line, known, _NEAREST, cutoff=0.0)
            raise Permanent(
                f"'lines' has words for {line}, but this drama has no such line: the nearest are {', '.join(nearest)}; "
                "the manifest names every line"
            )
