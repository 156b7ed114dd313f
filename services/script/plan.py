"""A story's episode becomes its plan."""

from services.script.edits import with_own_words
from services.script.tale import tale_of
from shared.artifacts.records import Plan, Story


def write_plan(story: Story, number: int) -> Plan:
    """The plan of episode ``number`` (1 is the first): the same for the same story, with no line of an earlier episode.

    Its estimated length is ``story.episode_seconds``; a person's own words for lines may be longer or shorter. Raises
    ValueError if the story has no such episode.
    """
    if not 1 <= number <= len(story.episodes):
        raise ValueError(f"the story has {len(story.episodes)} episodes, so there is no episode {number}")
    told = tale_of(story, len(story.episodes)).episode(number)
    plan = Plan(
        number=number,
        episodes=len(story.episodes),
        title=story.episodes[number - 1].title,
        next_title=story.episodes[number].title if number < len(story.episodes) else "",
        drama_title=story.title,
        language=story.language,
        style=story.style,
        seed=story.seed,
        music=story.music,
        shots=tuple(told.shots),
    )
    return with_own_words(plan, story.lines)
