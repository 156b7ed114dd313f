"""What a chat model is told of one scene: who, where, what happens, and how long each line may be. Pure."""

import math
import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from pydantic import BaseModel, ConfigDict

from services.script.casting import company
from services.script.checks.words import says
from services.script.scenes import scenes_of
from shared.artifacts.records import Character, Emotion, Framing, Gender, Line, Place, Plan, Shot, Story, TimeOfDay
from shared.events.request import Language, Mood

MOST_LINES = 16
"""A longer scene is worded in parts: an answer that breaks off loses little, and each part finds its own words."""

_LONGER, _LONGER_AT_LEAST = 1.3, 2
_COUNTED = {
    "zh-CN": re.compile(r"[\u3400-\u9fff\uf900-\ufaff]|[A-Za-z0-9]+"),
    "en-US": re.compile(r"\w+(?:['’-]\w+)*"),
}
_BEFORE = 2


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True)


class Person(_Part):
    """Somebody of the scene, as far as it tells how they speak."""

    name: str
    role: str
    gender: Gender
    age: int
    personality: str
    speaking_style: str


class BriefedLine(_Part):
    """The offline writer's line; ``longest`` is how many words (in Chinese: characters) another may have."""

    speaker: str
    text: str
    emotion: Emotion
    longest: int


class BriefedShot(_Part):
    framing: Framing
    people: tuple[str, ...]
    action: str
    lines: dict[str, BriefedLine]


class SceneBrief(_Part):
    """Everything that shapes a scene's words. ``must_say`` are facts that the offline writer's words have as well.

    ``words`` are those of all lines together, ``before`` the lines right before the scene. It ``opens`` the episode, or
    ``ends_open``: what follows is left open.
    """

    language: Language
    title: str
    genre: str
    premise: str
    logline: str
    cultural_context: str
    episode: int
    episode_title: str
    happens: tuple[str, ...]
    place: Place
    time: TimeOfDay
    moods: tuple[Mood, ...]
    people: tuple[Person, ...]
    before: tuple[str, ...]
    must_say: tuple[str, ...]
    words: int
    opens: bool
    ends_open: bool
    shots: dict[str, BriefedShot]

    @property
    def first(self) -> str:
        return next(iter(self.shots))

    @property
    def last(self) -> str:
        return next(reversed(self.shots))


def briefs(plan: Plan, story: Story) -> list[SceneBrief]:
    """What to tell of each scene in which somebody speaks, in their order; the other scenes need no words.

    ``plan`` is the offline writer's, without a person's own words: they replace the model's afterwards.
    """
    facts = facts_of(story)
    parts = [part for scene in scenes_of(plan) for part in _parts(scene.shots)]
    return [
        _brief(part, before, plan, story, facts)
        for before, part in pairwise([(), *parts])
        if any(shot.lines for shot in part)
    ]


def count(text: str, language: Language) -> int:
    """How many words the text has; in Chinese, how many characters."""
    return len(_COUNTED[language].findall(text))


def facts_of(story: Story) -> tuple[str, ...]:
    """What the premise itself names, as one says it: its things, and relatives whom nobody plays."""
    troupe = company(story)
    things = (troupe.facts[gap] for gap in sorted(troupe.premise.own - {"place"}))
    played = {one.kin.noun for one in troupe.people if one.kin}
    kin = (kin for kin in troupe.premise.kin if kin.generation >= 0 and kin.noun not in played)
    forms = (
        form for one in kin for form in ((one.zh, one.noun_zh) if story.language == "zh-CN" else (one.en, one.noun))
    )
    return tuple(dict.fromkeys(word for word in (*things, *forms) if word))


def said_in(words: Sequence[str], texts: Sequence[str]) -> tuple[str, ...]:
    """Those of the words that the texts have."""
    told = "\n".join(texts).casefold()
    return tuple(word for word in words if says(told, word.casefold()))


def _parts(shots: tuple[Shot, ...]) -> Iterator[tuple[Shot, ...]]:
    """The scene in about equal parts of at most so many lines, a shot more or less."""
    lines = sum(len(shot.lines) for shot in shots)
    most = math.ceil(lines / max(1, math.ceil(lines / MOST_LINES)))
    part: list[Shot] = []
    for shot in shots:
        if part and sum(len(one.lines) for one in part) + len(shot.lines) > most:
            yield tuple(part)
            part = []
        part.append(shot)
    yield tuple(part)


def _brief(
    shots: tuple[Shot, ...], before: tuple[Shot, ...], plan: Plan, story: Story, facts: tuple[str, ...]
) -> SceneBrief:
    names = {name for shot in shots for name in (*shot.characters, *(line.speaker for line in shot.lines))}
    told = [text for shot in shots for text in (shot.action, *(line.text for line in shot.lines))]
    outline = story.episodes[plan.number - 1]
    is_last = shots[-1].id == plan.shots[-1].id
    return SceneBrief(
        language=plan.language,
        title=story.title,
        genre=story.genre,
        premise=story.premise,
        logline=story.logline,
        cultural_context=story.cultural_context,
        episode=plan.number,
        episode_title=outline.title,
        happens=outline.beats,
        place=shots[0].place,
        time=shots[0].time,
        moods=tuple(dict.fromkeys(shot.mood for shot in shots)),
        people=tuple(_person(one) for one in story.characters if one.name in names),
        before=tuple(f"{line.speaker}: {line.text}" for line in _lines(before)[-_BEFORE:]),
        must_say=said_in(facts, told),
        words=sum(count(line.text, plan.language) for line in _lines(shots)),
        opens=shots[0].id == plan.shots[0].id,
        ends_open=is_last and plan.number < len(story.episodes),
        shots={shot.id: _shot(shot, plan.language) for shot in shots},
    )


def _shot(shot: Shot, language: Language) -> BriefedShot:
    lines = {line.id: _line(line, language) for line in shot.lines}
    return BriefedShot(framing=shot.framing, people=shot.characters, action=shot.action, lines=lines)


def _line(line: Line, language: Language) -> BriefedLine:
    words = count(line.text, language)
    longest = max(math.ceil(_LONGER * words), words + _LONGER_AT_LEAST)
    return BriefedLine(speaker=line.speaker, text=line.text, emotion=line.emotion, longest=longest)


def _person(one: Character) -> Person:
    return Person(
        name=one.name,
        role=one.role,
        gender=one.gender,
        age=one.age,
        personality=one.personality,
        speaking_style=one.speaking_style,
    )


def _lines(shots: Sequence[Shot]) -> list[Line]:
    return [line for shot in shots for line in shot.lines]
