"""What a request asked for and the drama lacks: title, people, personalities, the premise's people and things."""

from collections.abc import Iterator

from services.script.casting import Company, company
from services.script.checks.shots import seconds_of_shots
from services.script.checks.words import lines_of, says
from services.script.kin import kin_words
from services.script.mentions import mentions
from services.script.names import is_chinese, spoken_name
from services.script.plots import plot
from services.script.traits import traits_of
from shared.artifacts.records import Character, Plan, Story
from shared.events.request import Request

SECONDS_FOR_THE_PREMISE = 24.0
"""From how many seconds of shots on a drama has time for everything that its premise names."""

SECONDS_FOR_A_VOICE = 14.0
"""How much of a drama there must be for each character before everybody can be expected to be heard."""

_NO_THINGS = ("years", "place")
_LINES_FOR_A_PERSONALITY = 3


def problems_of_wishes(request: Request, story: Story, plans: list[Plan]) -> list[str]:
    """Every wish of the request that the drama does not fulfil."""
    troupe = company(story)
    found = [*_honoured(request, story), *_given(request, story), *_invented(request, story)]
    if seconds_of_shots(story) * len(plans) >= SECONDS_FOR_THE_PREMISE:
        told = _told(story, plans)
        found += [*_things(troupe, told), *_place(troupe, told, plans), *_people(request, troupe, told)]
    return [*found, *_personalities(request, story, plans)]


def unheard(story: Story, plans: list[Plan]) -> Iterator[str]:
    """Characters who never speak, where the drama has time for everybody."""
    if seconds_of_shots(story) * len(plans) < SECONDS_FOR_A_VOICE * len(story.characters):
        return
    speakers = {line.speaker for plan in plans for line in lines_of(plan)}
    for one in story.characters:
        if one.name not in speakers:
            yield f"{one.name!r} never speaks"


def _honoured(request: Request, story: Story) -> Iterator[str]:
    for wish in ("premise", "genre", "language", "episode_seconds", *(("title",) if request.title else ())):
        if getattr(story, wish) != getattr(request, wish):
            yield f"the {wish} is {getattr(story, wish)!r}, not {getattr(request, wish)!r}"
    if len(story.episodes) != request.episodes:
        yield f"the story has {len(story.episodes)} episodes, not {request.episodes}"


def _given(request: Request, story: Story) -> Iterator[str]:
    found = {one.name: one for one in story.characters}
    for wanted in request.characters:
        one = found.get(wanted.name)
        if one is None:
            yield f"{wanted.name!r} was given and is not in the story"
        elif wanted.role not in one.role or wanted.personality != one.personality:
            yield f"{wanted.name!r} is not as given: {one.role!r}, {one.personality!r}"


def _invented(request: Request, story: Story) -> Iterator[str]:
    """Names of people whom the request does not give: of the drama's language, none twice."""
    given = {one.name for one in request.characters}
    names = [one.name for one in story.characters if one.name not in given]
    if request.characters and names:
        yield f"the request gives its people, but {names[0]!r} was invented"
    for name in names:
        own = name in story.premise
        if not spoken_name(name, story.language) or (not own and is_chinese(name) != (story.language == "zh-CN")):
            yield f"the name {name!r} does not fit {story.language}"
    if len(set(names)) < len(names):
        yield "a name was invented twice"


def _told(story: Story, plans: list[Plan]) -> str:
    """Everything that is said, done and announced."""
    shots = [shot for plan in plans for shot in plan.shots]
    outlines = (f"{outline.title} {' '.join(outline.beats)}" for outline in story.episodes)
    return "\n".join(
        (*(line.text for shot in shots for line in shot.lines), *(shot.action for shot in shots), *outlines)
    )


def _things(troupe: Company, told: str) -> Iterator[str]:
    for gap in sorted(troupe.premise.own - {*_NO_THINGS}):
        if not says(told.casefold(), troupe.facts[gap].casefold()):
            yield f"the premise speaks of {troupe.facts[gap]!r}, the drama does not"


def _place(troupe: Company, told: str, plans: list[Plan]) -> Iterator[str]:
    place = troupe.premise.setting
    shown = {shot.place for plan in plans for shot in plan.shots}
    if place and place not in shown and not says(told, troupe.facts["place"]):
        yield f"the premise plays in the {place}, the drama does not"


def _people(request: Request, troupe: Company, told: str) -> Iterator[str]:
    """Who the premise names, where the request leaves the cast to the studio."""
    if request.characters:
        return
    names = {one.name for one in troupe.people}
    for mention in mentions(request.premise):
        if spoken_name(mention.name, troupe.language) and mention.name not in names:
            yield f"the premise names {mention.name!r}, who is not in the story"
    spoken_of = {kin.noun for _, kin in kin_words(told)} | {one.kin.noun for one in troupe.people if one.kin}
    for kin in troupe.premise.kin:
        if kin.generation >= 0 and kin.noun not in spoken_of:  # a child or grandchild is the protagonist
            yield f"the premise speaks of a {kin.noun}, the drama does not"


def _personalities(request: Request, story: Story, plans: list[Plan]) -> Iterator[str]:
    """People who were given a personality, say enough to show it, and do not."""
    given = {one.name for one in request.characters if one.personality}
    for one in story.characters:
        said = sum(line.speaker == one.name for plan in plans for line in lines_of(plan))
        if (
            one.name in given
            and said >= _LINES_FOR_A_PERSONALITY
            and traits_of(one.personality)
            and not _shows(one, story, plans)
        ):
            yield f"{one.name!r} is {one.personality!r}, which nothing shows"


def _shows(one: Character, story: Story, plans: list[Plan]) -> bool:
    """Whether somebody does anything in the manner of their personality."""
    words = plot(story.genre, story.language).words
    manners = [manner for trait in traits_of(one.personality) for manner in words[f"as-{trait}"]]
    actions = [shot.action for plan in plans for shot in plan.shots if shot.action.startswith(one.name)]
    return any(manner in action for action in actions for manner in manners)
