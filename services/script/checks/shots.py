"""What is wrong with single shots: who is in them, what is done, how they follow each other."""

from collections import Counter
from collections.abc import Iterator

from services.script.checks.words import HAN, LATIN, LEFT_OVER, lines_of
from services.script.places import places_wanted
from services.script.staging import MOST_ALIKE
from shared.artifacts.records import Plan, Shot, Story
from shared.events.request import Language
from shared.planning import cards

SECONDS_FOR_MOODS = 28.0
"""From how many seconds of shots on an episode's music has to change."""

_SHORTEST_SHOT, _LONGEST_SHOT = 0.9, 9.0
_FEWEST_MOODS = 2
_MOST_LINES = 3
_MOST_PEOPLE = 3


def problems_of_shots(plan: Plan, story: Story) -> Iterator[str]:
    names = {character.name for character in story.characters}
    for shot in plan.shots:
        yield from _people(shot, names)
        yield from _measure(shot)
        yield from _action(shot, plan.language, names)
    yield from _ids(plan)
    yield from _rhythm(plan)
    yield from _variety(plan, story)


def seconds_of_shots(story: Story) -> float:
    """How long an episode's shots are in all: the cards take the rest."""
    return story.episode_seconds - cards.TITLE - cards.CLOSING


def _people(shot: Shot, names: set[str]) -> Iterator[str]:
    for name in shot.characters:
        if name not in names:
            yield f"{shot.id} shows {name!r}, who is nobody of this story"
    for line in shot.lines:
        if line.speaker not in names:
            yield f"{line.id} is spoken by {line.speaker!r}, who is nobody of this story"
        elif line.speaker not in shot.characters:
            yield f"{line.id} is spoken by {line.speaker!r}, who is not seen in {shot.id}"


def _measure(shot: Shot) -> Iterator[str]:
    if len(shot.lines) > _MOST_LINES or len(shot.characters) > _MOST_PEOPLE:
        yield f"{shot.id} is crowded: {len(shot.lines)} lines, {len(shot.characters)} people"
    if not _SHORTEST_SHOT <= shot.seconds <= _LONGEST_SHOT:
        yield f"{shot.id} is held for {shot.seconds:.1f} s"


def _action(shot: Shot, language: Language, names: set[str]) -> Iterator[str]:
    """Whoever is seen does something, told in the drama's language; names and what is named keep their own."""
    if not shot.characters:
        return
    if not shot.action:
        yield f"nobody does anything in {shot.id}"
        return
    told = shot.action
    for name in sorted(names, key=len, reverse=True):
        told = told.replace(name, "")
    if not (HAN if language == "zh-CN" else LATIN).search(told):
        yield f"{shot.id} has no action: {told!r}"
    if LEFT_OVER.search(told):
        yield f"{shot.id} has an unfilled gap: {told!r}"


def _ids(plan: Plan) -> Iterator[str]:
    ids = [shot.id for shot in plan.shots] + [line.id for line in lines_of(plan)]
    for name, times in Counter(ids).items():
        if times > 1:
            yield f"the id {name} is given twice"


def _rhythm(plan: Plan) -> Iterator[str]:
    """Framings that stay the same for too long."""
    for index in range(MOST_ALIKE, len(plan.shots)):
        run = plan.shots[index - MOST_ALIKE : index + 1]
        if len({shot.framing for shot in run}) == 1:
            yield f"{run[-1].id} is one {run[-1].framing} too many: {len(run)} in a row"


def _variety(plan: Plan, story: Story) -> Iterator[str]:
    """An episode that stays in one place, or whose music never changes, though there is time."""
    seconds = seconds_of_shots(story)
    places, wanted = {shot.place for shot in plan.shots}, places_wanted(seconds)
    if len(places) < wanted:
        yield f"episode {plan.number} plays in {len(places)} of {wanted} places: {', '.join(sorted(places))}"
    if seconds >= SECONDS_FOR_MOODS and len({shot.mood for shot in plan.shots}) < _FEWEST_MOODS:
        yield f"episode {plan.number} has one mood only: {plan.shots[0].mood}"
