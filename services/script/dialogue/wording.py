"""The plan with a model's words in it: the same ids, shots and speakers, and as good as the same length. Pure."""

from collections.abc import Mapping, Sequence

from services.script.fitting import LONGEST_PAUSE, SHORTEST_PAUSE
from services.script.timing import paces, shot_seconds
from shared.artifacts.records import Line, Plan, Shot, Story, WordedShot


def with_words(plan: Plan, story: Story, shots: Sequence[WordedShot]) -> Plan:
    """The plan in which those shots have other words. Silences give or take what the words need more or less."""
    words = {shot.id: shot for shot in shots}
    speakers = paces(story.characters)
    return plan.model_copy(
        update={
            "shots": tuple(
                _shot(shot, words[shot.id], plan, speakers) if shot.id in words else shot for shot in plan.shots
            )
        }
    )


def _shot(shot: Shot, words: WordedShot, plan: Plan, speakers: Mapping[str, float]) -> Shot:
    told = {line.id: line for line in words.lines}
    lines = tuple(
        line.model_copy(update={"text": told[line.id].text, "emotion": told[line.id].emotion}) for line in shot.lines
    )
    found = shot.model_copy(update={"action": words.action, "lines": lines})
    if not lines:
        return found
    more = shot_seconds(found, plan.language, dict(speakers)) - shot_seconds(shot, plan.language, dict(speakers))
    found = found.model_copy(update={"lines": tuple(_held(line, -more / len(lines)) for line in lines)})
    return found.model_copy(update={"seconds": round(shot_seconds(found, plan.language, dict(speakers)), 2)})


def _held(line: Line, seconds: float) -> Line:
    """The line with a longer or shorter silence behind it, within what sounds natural."""
    shortest, longest = min(SHORTEST_PAUSE, line.pause), max(LONGEST_PAUSE, line.pause)
    return line.model_copy(update={"pause": round(min(max(line.pause + seconds, shortest), longest), 3)})
