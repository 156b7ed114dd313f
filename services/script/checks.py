"""What is wrong with a plan or a drama: sentences for a person, none when all is well.

Pure checks on the records alone, whoever wrote them: the offline storyteller today, a language model tomorrow.
"""

import re
from collections import Counter

from services.script.names import new_names, spoken_name
from services.script.scene import hearing
from services.script.timing import estimate
from shared.artifacts.records import Line, Plan, Shot, Story
from shared.events.request import Language

TOLERANCE = 0.10
"""How far an episode's estimated length may be from the one asked for, as a share of it."""

HOOK_WITHIN = 3.0
"""Seconds after which somebody must have spoken."""

SECONDS_FOR_A_VOICE = 7.0
"""How much of a drama there must be for each character before everybody can be expected to be heard."""

_LONGEST_SHOT = 9.0
_MOST_LINES = 3
_MOST_PEOPLE = 3
_OPEN_END = re.compile(r"(?:[？！?!]|……|——|…|—|\.\.\.)[”\"]?$")
_HAN = re.compile(r"[\u3400-\u9fff]")
_LATIN = re.compile(r"[A-Za-z]")
_LEFT_OVER = re.compile(r"\{[~A-Za-z_:.!0-9]*\}|%s|<[^<>]*\{")


def problems_of_plan(plan: Plan, story: Story) -> list[str]:
    """What is wrong with one episode's plan."""
    names = {character.name for character in story.characters}
    found = [problem for shot in plan.shots for problem in _shot(shot, names)]
    found += [problem for line in _lines(plan) for problem in _line(line, plan.language, story)]
    found += _ids(plan)
    found += _length(plan, story)
    found += _hook(plan)
    if plan.number < len(story.episodes):
        found += _cliffhanger(plan)
    return found


def problems_of_drama(story: Story, plans: list[Plan]) -> list[str]:
    """What is wrong with a whole drama: each plan's problems, and what only shows across episodes."""
    found = [problem for plan in plans for problem in problems_of_plan(plan, story)]
    if [plan.number for plan in plans] != [outline.number for outline in story.episodes]:
        found.append("the plans are not the story's episodes in their order")
    lines = [line for plan in plans for line in _lines(plan)]
    heard = Counter(hearing(line.text) for line in lines)
    found += [f"{line.id} repeats a line: {line.text!r}" for line in lines if heard[hearing(line.text)] > 1]
    return found + _unheard(story, plans, {line.speaker for line in lines})


def _lines(plan: Plan) -> list[Line]:
    return [line for shot in plan.shots for line in shot.lines]


def _shot(shot: Shot, names: set[str]) -> list[str]:
    found = [f"{shot.id} shows {name!r}, who is nobody of this story" for name in shot.characters if name not in names]
    for line in shot.lines:
        if line.speaker not in names:
            found.append(f"{line.id} is spoken by {line.speaker!r}, who is nobody of this story")
        elif line.speaker not in shot.characters:
            found.append(f"{line.id} is spoken by {line.speaker!r}, who is not seen in {shot.id}")
    if len(shot.lines) > _MOST_LINES or len(shot.characters) > _MOST_PEOPLE:
        found.append(f"{shot.id} is crowded: {len(shot.lines)} lines, {len(shot.characters)} people")
    if shot.seconds > _LONGEST_SHOT:
        found.append(f"{shot.id} is held for {shot.seconds:.1f} s")
    return found


def _line(line: Line, language: Language, story: Story) -> list[str]:
    found = []
    if not hearing(line.text):
        found.append(f"{line.id} has nothing to say: {line.text!r}")
    if _LEFT_OVER.search(line.text):
        found.append(f"{line.id} has an unfilled gap: {line.text!r}")
    foreign = _LATIN if language == "zh-CN" else _HAN
    if foreign.search(line.text):
        found.append(f"{line.id} is not written in {language}: {line.text!r}")
    known = " ".join([story.premise, *(f"{one.name} {spoken_name(one.name, language)}" for one in story.characters)])
    for name in new_names(language):
        if _says(line.text, name) and name not in known:
            found.append(f"{line.id} names {name!r}, who is nobody of this story")
    return found


def _says(text: str, name: str) -> bool:
    if not name.isascii():
        return name in text
    return re.search(rf"\b{re.escape(name)}\b", text) is not None


def _ids(plan: Plan) -> list[str]:
    ids = [shot.id for shot in plan.shots] + [line.id for line in _lines(plan)]
    return [f"the id {name} is given twice" for name, times in Counter(ids).items() if times > 1]


def _length(plan: Plan, story: Story) -> list[str]:
    seconds, wanted = estimate(plan), story.episode_seconds
    if abs(seconds - wanted) <= TOLERANCE * wanted:
        return []
    return [f"episode {plan.number} is about {seconds:.0f} s long, not {wanted} s"]


def _hook(plan: Plan) -> list[str]:
    before = 0.0
    for shot in plan.shots:
        if shot.lines:
            late = before + shot.lead_in > HOOK_WITHIN
            return [f"episode {plan.number} has no hook: nobody speaks for {before:.1f} s"] if late else []
        before += shot.seconds
    return [f"episode {plan.number} has no hook: nobody speaks at all"]


def _cliffhanger(plan: Plan) -> list[str]:
    last = plan.shots[-1]
    if last.lines and _OPEN_END.search(last.lines[-1].text):
        return []
    return [f"episode {plan.number} has no cliffhanger: its last shot leaves nothing open"]


def _unheard(story: Story, plans: list[Plan], speakers: set[str]) -> list[str]:
    """Characters who never speak, where the drama has time for everybody."""
    if story.episode_seconds * len(plans) < SECONDS_FOR_A_VOICE * len(story.characters):
        return []
    return [f"{one.name!r} never speaks" for one in story.characters if one.name not in speakers]
