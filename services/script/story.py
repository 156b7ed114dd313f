"""A request becomes a story: its people completed, its title found, each episode outlined."""

from random import Random

from services.script.arc import Chapter, chapters
from services.script.casting import company, described, gather, premise_of
from services.script.edits import refuse_unknown
from services.script.invention import invented
from services.script.people import Person, role_of
from services.script.plots import Playbill, playbill_of, plot
from services.script.scene import Stagehand
from services.script.tale import tale_of
from services.script.teller import Told
from shared.artifacts.records import Character, Outline, Story
from shared.events.request import Request, RequestedCharacter

_LONGEST_LOGLINE = 300


def invent_story(request: Request) -> Story:
    """The story bible that follows from the request alone; ``made`` is left to the caller.

    Raises Permanent if the request has words for a line that the drama does not have.
    """
    random = Random(f"story {request.seed} {request.premise}")
    bill = playbill_of(request.genre)
    premise = premise_of(request.premise, request.cultural_context, request.language, bill, request.seed)
    given = request.characters or invented(request.premise, premise, request.language, bill, random)
    given = described(given, request, premise, bill, random)
    people, lead = gather(given, premise, bill, random)
    draft = Story(
        title=request.title,
        logline="",
        premise=request.premise,
        genre=request.genre,
        language=request.language,
        style=request.style,
        cultural_context=request.cultural_context,
        episode_seconds=request.episode_seconds,
        seed=request.seed,
        music=request.music,
        characters=tuple(
            _character(one, person, person is lead, request, bill) for one, person in zip(given, people, strict=True)
        ),
        episodes=(),
        lines=request.lines,
    )
    return _outlined(draft, request.episodes)


def _character(given: RequestedCharacter, person: Person, lead: bool, request: Request, bill: Playbill) -> Character:
    return Character(
        name=given.name,
        role=role_of(person, given.role, lead, request.language, bill),
        gender=person.gender,
        age=person.age,
        personality=given.personality,
        look=given.look,
        outfit=given.outfit,
        speaking_style=given.speaking_style,
        voice=given.voice,
    )


def _outlined(story: Story, episodes: int) -> Story:
    """The story with its title, logline and episodes: each is told once, so that its outline says what happens."""
    hand = Stagehand(company(story), plot(story.genre, story.language), story.seed)
    story = story.model_copy(update={"title": story.title or hand.tell(hand.plot.words["title"][0], {})})
    tale = tale_of(story, episodes)
    told = [tale.episode(number) for number in range(1, episodes + 1)]
    refuse_unknown(story.lines, (line.id for one in told for shot in one.shots for line in shot.lines))
    arc = chapters(hand.company, hand.plot, episodes)
    outlines = tuple(_outline(hand, number, *one) for number, one in enumerate(zip(arc, told, strict=True), 1))
    own = _is_in(story.premise, story.language)
    logline = story.premise[:_LONGEST_LOGLINE] if own else hand.tell(hand.plot.words["logline"][0], {})
    return story.model_copy(update={"logline": logline, "episodes": outlines})


def _outline(hand: Stagehand, number: int, chapter: Chapter, told: Told) -> Outline:
    closing = chapter.closing
    sentences = [
        hand.tell(act.beat.outline, dict(chapter.parts[act.place[0]].words)) for act in told.acts if act.beat.outline
    ]
    return Outline(number=number, title=hand.tell(closing.beat.title, dict(closing.words)), beats=tuple(sentences))


def _is_in(text: str, language: str) -> bool:
    chinese = sum("\u4e00" <= sign <= "\u9fff" for sign in text)
    latin = sum(sign.isascii() and sign.isalpha() for sign in text)
    return (3 * chinese > latin) == (language == "zh-CN")
