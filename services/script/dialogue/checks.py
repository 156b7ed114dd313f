"""What is wrong with a model's words for a scene: sentences for the model that is asked again, none when all is well.

First whether the answer is about this scene at all, then each line and action by itself, then the plan with the words
in it: what ``services.script.checks`` would say of it and did not say of the offline writer's.
"""

import re
from collections.abc import Iterator, Sequence

from services.script.checks import problems_of_plan
from services.script.checks.shape import TOLERANCE
from services.script.checks.words import repeated_lines
from services.script.dialogue.answer import SceneAnswer, worded
from services.script.dialogue.brief import BriefedShot, SceneBrief, count, said_in
from services.script.dialogue.wording import with_words
from shared.artifacts.records import Plan, Story, WordedLine, WordedShot
from shared.planning.words import spoken

MOST_PROBLEMS, LONGEST_PROBLEM = 10, 180
"""So much is said of a bad answer: it goes into a record, and back to the model."""

_LONGEST_TEXT, _LONGEST_ACTION = 200, 160
_FEWEST_SECONDS = 1.0
_ADDRESS = re.compile(r"https?:|www\.|\w\.(?:com|cn|net|org|io)\b|\S@\S", re.IGNORECASE)
_MARKUP = re.compile(r"[<>{}\[\]【】`*#_|\\~^=]|&\w+;|\$\(")
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff\U00010000-\U0010ffff]")


def problems_of_answer(brief: SceneBrief, answer: SceneAnswer, plan: Plan, story: Story) -> list[str]:
    """What is wrong with the answer for this scene of the offline writer's plan."""
    found = list(_strangers(brief, answer))
    if not found:
        found = problems_of_words(brief, worded(brief, answer), plan, story)
    return [problem[:LONGEST_PROBLEM] for problem in found[:MOST_PROBLEMS]]


def problems_of_words(brief: SceneBrief, shots: Sequence[WordedShot], plan: Plan, story: Story) -> list[str]:
    """What is wrong with these words, all of which are there, in the plan."""
    found = [problem for shot in shots for problem in _shot(brief, brief.shots[shot.id], shot, story)]
    found += _facts(brief, shots)
    return found or [*_length(brief, shots, plan, story), *new_problems(plan, with_words(plan, story, shots), story)]


def new_problems(plan: Plan, other: Plan, story: Story) -> list[str]:
    """What is wrong with the other plan and is not with this one."""
    known = {*problems_of_plan(plan, story), *repeated_lines(story, [plan])}
    found = (*problems_of_plan(other, story), *repeated_lines(story, [other]))
    return [problem for problem in found if problem not in known]


def all_worded(plan: Plan, story: Story, scenes: Sequence[tuple[WordedShot, ...] | None]) -> tuple[Plan, list[str]]:
    """The plan with every scene's words in it that goes with those before it, and why each other one was left out.

    A scene was checked by itself; two of them may still say the same line, or be too short together. "" says that a
    scene's words are in the plan, or that it has none.
    """
    refused = []
    for shots in scenes:
        other = with_words(plan, story, shots) if shots else plan
        problems = new_problems(plan, other, story) if shots else []
        plan = plan if problems else other
        refused.append("; ".join(problems[:MOST_PROBLEMS])[: MOST_PROBLEMS * LONGEST_PROBLEM])
    return plan, refused


def _strangers(brief: SceneBrief, answer: SceneAnswer) -> Iterator[str]:
    """Shots and lines that are missing, or that nobody asked for, and words of somebody else."""
    for name in answer.shots:
        if name not in brief.shots:
            yield f"{name} is no shot of this scene"
    for name, shot in brief.shots.items():
        if name not in answer.shots:
            yield f"{name} is missing"
            continue
        lines = answer.shots[name].lines
        yield from (f"{line} is no line of {name}" for line in lines if line not in shot.lines)
        for line, drafted in shot.lines.items():
            if line not in lines:
                yield f"{line} is missing"
            elif lines[line].speaker != drafted.speaker:
                yield f"{line} is spoken by {drafted.speaker!r}, not by {lines[line].speaker!r}"


def _shot(brief: SceneBrief, drafted: BriefedShot, shot: WordedShot, story: Story) -> Iterator[str]:
    yield from _action(drafted, shot, brief.must_say, story)
    for line in shot.lines:
        yield from _line(brief, line, drafted.lines[line.id].longest)


def _line(brief: SceneBrief, line: WordedLine, longest: int) -> Iterator[str]:
    text = line.text
    if len(text) > _LONGEST_TEXT:  # before anything looks at it closely
        yield f"{line.id} is far too long: at most {longest} {_unit(brief)}"
    elif _is_unclean(text) or spoken(text) != text:
        yield f"{line.id} is not plain speech (no brackets, directions, links, signs): {text[:80]!r}"
    elif not re.search(r"\w", text):
        yield f"{line.id} has nothing to say"
    elif (words := count(text, brief.language)) > longest:
        yield f"{line.id} has {words} {_unit(brief)}: at most {longest}"


def _unit(brief: SceneBrief) -> str:
    return "characters" if brief.language == "zh-CN" else "words"


def _action(drafted: BriefedShot, shot: WordedShot, facts: Sequence[str], story: Story) -> Iterator[str]:
    action = shot.action
    if not action:
        if drafted.action:
            yield f"{shot.id} has no action"
        return
    if len(action) > _LONGEST_ACTION or _is_unclean(action):
        yield f"the action of {shot.id} is not one plain sentence: {action[:80]!r}"
        return
    names = [one.name for one in story.characters]
    for name in said_in(names, [action]):
        if name not in drafted.people and name not in drafted.action:
            yield f"the action of {shot.id} names {name!r}, who is not seen in it"
    doers = said_in(names, [drafted.action])
    if doers and not said_in(doers, [action]):
        yield f"the action of {shot.id} does not say who does it: {', '.join(doers)}"
    for fact in said_in(facts, [drafted.action]):
        if not said_in([fact], [action]):
            yield f"the action of {shot.id} no longer shows: {fact}"


def _is_unclean(text: str) -> bool:
    return bool(_ADDRESS.search(text) or _MARKUP.search(text) or _UNPRINTABLE.search(text))


def _facts(brief: SceneBrief, shots: Sequence[WordedShot]) -> list[str]:
    told = [text for shot in shots for text in (shot.action, *(line.text for line in shot.lines))]
    kept = said_in(brief.must_say, told)
    return [f"nobody says: {fact}" for fact in brief.must_say if fact not in kept]


def _length(brief: SceneBrief, shots: Sequence[WordedShot], plan: Plan, story: Story) -> Iterator[str]:
    """A scene that is much shorter than the offline writer's: silences are as long as they may be."""
    wanted = sum(shot.seconds for shot in plan.shots if shot.id in brief.shots)
    found = sum(shot.seconds for shot in with_words(plan, story, shots).shots if shot.id in brief.shots)
    if abs(found - wanted) > max(TOLERANCE * wanted, _FEWEST_SECONDS):
        more, unit = "longer" if found < wanted else "shorter", _unit(brief)
        yield f"the scene takes {found:.0f} s, not {wanted:.0f} s: write {more} lines, {brief.words} {unit} in all"
