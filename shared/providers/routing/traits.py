"""What the rules look at: traits of a shot, of a take's brief and of a scene. Pure.

A brief has the traits of the shot that it was made of, so that an estimate and the day choose the same model.
"""

from collections.abc import Sequence
from typing import Literal, get_args

from shared.artifacts.records import Emotion, Framing, Shot
from shared.events.request import Mood
from shared.providers.ports import FilmBrief

Trait = Literal["crowd", "intimate", "dramatic", "establishing", "dialogue", "background"]
TRAITS: tuple[Trait, ...] = get_args(Trait)

CROWD = 3
"""More people than this are a crowd."""
_INTIMATE: frozenset[Emotion] = frozenset({"tender"})
_DRAMATIC: frozenset[Emotion] = frozenset({"angry", "afraid"})


def traits_of_brief(brief: FilmBrief) -> frozenset[Trait]:
    """Of a take."""
    emotions = [said.emotion for said in brief.utterances]
    return _traits(len(brief.actors), [brief.mood], emotions, brief.framing)


def traits_of_shot(shot: Shot) -> frozenset[Trait]:
    """Of a shot that is planned."""
    return _traits(len(shot.characters), [shot.mood], [line.emotion for line in shot.lines], shot.framing)


def traits_of_scene(shots: Sequence[Shot]) -> frozenset[Trait]:
    """Of the shots of one scene together: who is in any of them is in the scene."""
    people = {name for shot in shots for name in shot.characters}
    emotions = [line.emotion for shot in shots for line in shot.lines]
    framing: Framing = "wide" if all(shot.framing == "wide" for shot in shots) else "medium"
    return _traits(len(people), [shot.mood for shot in shots], emotions, framing)


def _traits(people: int, moods: Sequence[Mood], emotions: Sequence[Emotion], framing: Framing) -> frozenset[Trait]:
    """``emotions`` has one for each line, so that it is empty where nobody speaks."""
    found: dict[Trait, bool] = {
        "crowd": people > CROWD,
        "intimate": 0 < people <= CROWD and ("romantic" in moods or not _INTIMATE.isdisjoint(emotions)),
        "dramatic": people > 0 and ("dramatic" in moods or not _DRAMATIC.isdisjoint(emotions)),
        "establishing": framing == "wide" and not emotions,
        "dialogue": bool(emotions),
        "background": not people and not emotions,
    }
    return frozenset(trait for trait in TRAITS if found[trait])
