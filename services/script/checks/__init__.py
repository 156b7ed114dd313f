"""What is wrong with a plan or a drama: sentences for a person, none when all is well.

Pure checks on the records alone, whoever wrote them: the offline storyteller today, a language model tomorrow.

shots.py    who is in a shot, what is done, how shots follow each other
words.py    each line: its language, gaps, names of nobody; no line twice
shape.py    hook, turns, cliffhangers and their answers, length
wishes.py   what the request asked for: title, people, personalities, the premise's own things and places
"""

from services.script.checks.shape import problems_between, problems_of_shape, problems_of_turn
from services.script.checks.shots import problems_of_shots
from services.script.checks.wishes import problems_of_wishes, unheard
from services.script.checks.words import problems_of_words, repeated_lines
from shared.artifacts.records import Plan, Story

__all__ = ["problems_of_drama", "problems_of_plan", "problems_of_wishes"]


def problems_of_plan(plan: Plan, story: Story) -> list[str]:
    """What is wrong with one episode's plan."""
    return [*problems_of_shots(plan, story), *problems_of_words(plan, story), *problems_of_shape(plan, story)]


def problems_of_drama(story: Story, plans: list[Plan]) -> list[str]:
    """What is wrong with a whole drama: each plan's problems, and what only shows across episodes."""
    found = [problem for plan in plans for problem in problems_of_plan(plan, story)]
    if [plan.number for plan in plans] != [outline.number for outline in story.episodes]:
        found.append("the plans are not the story's episodes in their order")
    found += repeated_lines(story, plans)
    found += problems_of_turn(story, plans)
    found += problems_between(plans)
    return [*found, *unheard(story, plans)]
