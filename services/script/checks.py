"""What is wrong with a plan or a drama: sentences for a person, none when all is well.

Pure checks on the records alone, whoever wrote them: the offline storyteller today, a language model tomorrow.
"""

import re
from collections import Counter

from services.script.names import new_names, spoken_name
from services.script.places import places_wanted
from services.script.scene import hearing
from services.script.staging import MOST_ALIKE
from services.script.timing import SECONDS_FOR_A_VOICE, estimate
from shared.artifacts.records import Line, Plan, Shot, Story
from shared.events.request import Language
from shared.planning import cards

TOLERANCE = 0.10
"""How far an episode's estimated length may be from the one asked for, as a share of it."""

HOOK_WITHIN = 3.0
"""Seconds after which somebody must have spoken."""

SECONDS_FOR_A_TURN = 36
"""From how many seconds an episode on a drama has to have a turn."""

SECONDS_FOR_MOODS = 28.0
"""From how many seconds of shots on an episode's music has to change."""

_SHORTEST_SHOT, _LONGEST_SHOT = 0.9, 9.0
_FEWEST_MOODS = 2
_MOST_LINES = 3
_MOST_PEOPLE = 3
_OPEN_END = re.compile(r"(?:[？！?!]|……|——|…|—|\.\.\.)[”\"]?$")
_HAN = re.compile(r"[\u3400-\u9fff]")
_LATIN = re.compile(r"[A-Za-z]")
_LEFT_OVER = re.compile(r"\{[~A-Za-z_:.!0-9]*\}|%s|<[^<>]*\{")


def problems_of_plan(plan: Plan, story: Story) -> list[str]:
    """What is wrong with one episode's plan."""
    names = {character.name for character in story.characters}
    found = [problem for shot in plan.shots for problem in (*_shot(shot, names), *_action(shot, plan.language, names))]
    found += [problem for line in _lines(plan) for problem in _line(line, plan.language, story)]
    found += _ids(plan)
    found += _length(plan, story)
    found += _hook(plan)
    found += _rhythm(plan)
    found += _variety(plan, story)
    if plan.number < len(story.episodes):
        found += _cliffhanger(plan)
    if (plan.episodes, plan.next_title) != (len(story.episodes), _title_after(plan, story)):
        found.append(f"episode {plan.number} does not say how many episodes there are and what the next one is called")
    return found


def problems_of_drama(story: Story, plans: list[Plan]) -> list[str]:
    """What is wrong with a whole drama: each plan's problems, and what only shows across episodes."""
    found = [problem for plan in plans for problem in problems_of_plan(plan, story)]
    if [plan.number for plan in plans] != [outline.number for outline in story.episodes]:
        found.append("the plans are not the story's episodes in their order")
    lines = [line for plan in plans for line in _lines(plan)]
    heard = Counter(hearing(line.text) for line in lines)
    found += [f"{line.id} repeats a line: {line.text!r}" for line in lines if heard[hearing(line.text)] > 1]
    if story.episode_seconds >= SECONDS_FOR_A_TURN and not any(shot.turn for plan in plans for shot in plan.shots):
        found.append("no shot of the drama is marked as its turn")
    return found + _unheard(story, plans, {line.speaker for line in lines})


def _seconds_of_shots(story: Story) -> float:
    return story.episode_seconds - cards.TITLE - cards.CLOSING


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
    if not _SHORTEST_SHOT <= shot.seconds <= _LONGEST_SHOT:
        found.append(f"{shot.id} is held for {shot.seconds:.1f} s")
    return found


def _action(shot: Shot, language: Language, names: set[str]) -> list[str]:
    """Whoever is seen does something, told in the drama's language; names and what is named keep their own."""
    if not shot.characters:
        return []
    if not shot.action:
        return [f"nobody does anything in {shot.id}"]
    told = shot.action
    for name in sorted(names, key=len, reverse=True):
        told = told.replace(name, "")
    found = [] if (_HAN if language == "zh-CN" else _LATIN).search(told) else [f"{shot.id} has no action: {told!r}"]
    return found + ([f"{shot.id} has an unfilled gap: {told!r}"] if _LEFT_OVER.search(told) else [])


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
    seconds, wanted = estimate(plan, story), story.episode_seconds
    if abs(seconds - wanted) <= TOLERANCE * wanted:
        return []
    return [f"episode {plan.number} is about {seconds:.0f} s long, not {wanted} s"]


def _hook(plan: Plan) -> list[str]:
    if plan.shots[0].framing == "wide":
        return [f"episode {plan.number} has no hook: it opens on a distant view"]
    before = 0.0
    for shot in plan.shots:
        if shot.lines:
            late = before + shot.lead_in > HOOK_WITHIN
            return [f"episode {plan.number} has no hook: nobody speaks for {before:.1f} s"] if late else []
        before += shot.seconds
    return [f"episode {plan.number} has no hook: nobody speaks at all"]


def _rhythm(plan: Plan) -> list[str]:
    """Framings that stay the same for too long."""
    found = []
    for index in range(MOST_ALIKE, len(plan.shots)):
        run = plan.shots[index - MOST_ALIKE : index + 1]
        if len({shot.framing for shot in run}) == 1:
            found.append(f"{run[-1].id} is one {run[-1].framing} too many: {len(run)} in a row")
    return found


def _variety(plan: Plan, story: Story) -> list[str]:
    """An episode that stays in one place, or whose music never changes, though there is time."""
    seconds = _seconds_of_shots(story)
    places, wanted = {shot.place for shot in plan.shots}, places_wanted(seconds)
    found = []
    if len(places) < wanted:
        found.append(f"episode {plan.number} plays in {len(places)} of {wanted} places: {', '.join(sorted(places))}")
    if seconds >= SECONDS_FOR_MOODS and len({shot.mood for shot in plan.shots}) < _FEWEST_MOODS:
        found.append(f"episode {plan.number} has one mood only: {plan.shots[0].mood}")
    return found


def _cliffhanger(plan: Plan) -> list[str]:
    last = plan.shots[-1]
    if not last.turn:
        return [f"episode {plan.number} does not mark its cliffhanger as a turn"]
    if last.lines and _OPEN_END.search(last.lines[-1].text):
        return []
    return [f"episode {plan.number} has no cliffhanger: its last shot leaves nothing open"]


def _title_after(plan: Plan, story: Story) -> str:
    return story.episodes[plan.number].title if plan.number < len(story.episodes) else ""


def _unheard(story: Story, plans: list[Plan], speakers: set[str]) -> list[str]:
    """Characters who never speak, where the drama has time for everybody."""
    if _seconds_of_shots(story) * len(plans) < SECONDS_FOR_A_VOICE * len(story.characters):
        return []
    return [f"{one.name!r} never speaks" for one in story.characters if one.name not in speakers]
