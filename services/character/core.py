"""From a story's characters to their portraits and voices, from a take to what it must be. Pure."""

from collections.abc import Callable

from shared.artifacts.records import Character, Story
from shared.events.request import Language
from shared.providers import PortraitBrief

MAX_TAKES = 3
"""After so many rejected takes the last one is kept and flagged: a person may look, the drama goes on."""


def brief_portrait(character: Character, story: Story) -> PortraitBrief:
    """What shapes the character's anchor."""
    return PortraitBrief(
        name=character.name,
        gender=character.gender,
        age=character.age,
        look=character.look,
        outfit=character.outfit,
        style=story.style,
        seed=story.seed,
    )


def cast_voices(characters: tuple[Character, ...], language: Language, choose: Callable[..., str]) -> list[str]:
    """A voice for each; wishes are granted first, so that nobody is given a voice that another one asked for.

    A provider's voice (``holysheep/Tianmei``) is none of the studio's: whoever speaks says whether it is there.
    """
    taken: dict[str, str] = {}
    for character in sorted(characters, key=lambda person: not person.voice):
        wish, others = character.voice, frozenset(taken.values())
        is_bought = "/" in wish
        taken[character.name] = wish if is_bought else choose(language, character.gender, character.age, others, wish)
    return [taken[character.name] for character in characters]
